"""Random walks: seeded sequences of acts against a plain model, each failure told with the way that led to it.

Not Hypothesis: its derandomised machine leaves out some rules for whole runs, and here every act must be reached.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from django.db import connection, transaction

from lianxi.journal.models import Entry
from tests.meetings.ground import House, attempt, trace

RARELY = (False,) * 5 + (True,)
MOSTLY = (True,) * 5 + (False,)
BOTH = (False, True)
Method = TypeVar("Method", bound=Callable[..., None])


def act(**choices: Sequence[Any]) -> Callable[[Method], Method]:
    """An act of the walk; each argument is drawn from its choices (written more often: drawn more often)."""

    def wrap(method: Method) -> Method:
        method.choices = choices  # type: ignore[attr-defined]
        return method

    return wrap


class Walk:
    """The ground of a machine: ``begin`` lays the start, every method with ``@act`` is a step, ``check`` looks on."""

    model: Any

    def __init__(self, house: House) -> None:
        self.house = house
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.name = ""
        #: the trace that stands since a refused act; None where something was done after it
        self.standing: str | None = None

    def begin(self, chance: random.Random) -> None:
        raise NotImplementedError

    def check(self) -> None:
        raise NotImplementedError

    def expect(
        self, allowed: bool, write: Callable[[], Any], then: Callable[[], None] | None = None, **changed: Any
    ) -> None:
        """Allowed: exactly one entry more, and the model changes. Forbidden: refused, and nothing is left."""
        before = None if allowed else self.standing or trace()
        head, count = self.house.head, Entry.objects.count()
        refusal = attempt(write)
        assert (refusal is None) is allowed, f"{self.name}: {refusal or 'was done though forbidden'}"
        if refusal is not None:
            self.refused[self.name] += 1
            assert trace() == before, f"{self.name} was refused and left something"
            self.standing = before
            return
        self.done[self.name] += 1
        self.standing = None
        assert self.house.head == head + 1
        assert Entry.objects.count() == count + 1
        if then is not None:
            then()
        for key, value in changed.items():
            setattr(self.model, key, value)

    def go(self, *, walks: int, steps: int, only: Collection[str] = ()) -> None:
        """``walks`` sequences of ``steps`` acts, each from a start of its own; in the end every act was both.

        PostgreSQL walks a third of the ways and need not reach everything: SQLite has.
        """
        acts = sorted(only or (name for name in dir(self) if hasattr(getattr(self, name), "choices")))
        elsewhere = connection.vendor == "postgresql"
        walks = walks // 3 if elsewhere and not only else walks
        for seed in range(walks):
            self._walk(seed, steps, acts)
        untried = [name for name in acts if name != "time_passes" and not (self.done[name] and self.refused[name])]
        assert untried == [] or elsewhere, "a walk that never gets there proves nothing"

    def _walk(self, seed: int, steps: int, acts: list[str]) -> None:
        chance, way, day = random.Random(seed), [], self.house.day
        self.standing = None
        start = transaction.savepoint()
        try:
            self.name = "begin"
            self.begin(chance)
            for _ in range(steps):
                self.name = chance.choice(acts)
                method = getattr(self, self.name)
                drawn = {key: chance.choice(values) for key, values in method.choices.items()}
                way.append(f"{self.name}({', '.join(f'{key}={value!r}' for key, value in drawn.items())})")
                method(**drawn)
                if self.standing is None:  # else it was refused, and nothing changed
                    self.check()
        except AssertionError as error:
            raise AssertionError("\n".join([f"walk {seed}:", *way, str(error)])) from error
        finally:
            transaction.savepoint_rollback(start)
            self.house.day = day
