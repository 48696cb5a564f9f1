"""What happened, as the rulebook is told it. Facts come out of the journal; the rulebook never asks for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened: ``entry`` and ``index`` name it in the journal.

    ``object``: ``kind:number`` (``meeting:12``); ``happened_on`` and ``recorded_on`` are the body's local days.
    ``data`` holds codes, numbers and ISO dates only.
    """

    entry: int
    index: int
    verb: str
    object: str
    happened_on: date
    recorded_on: date
    unit: int | None = None
    data: Mapping[str, Value] = field(default_factory=dict)

    def subject(self, kind: str) -> str | None:
        """The ``kind:number`` this fact speaks of: its object, or the number its data gives for that kind."""
        if self.object.partition(":")[0] == kind:
            return self.object
        number = self.data.get(kind)
        return None if number is None else f"{kind}:{number}"


def standing(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that count: without those withdrawn, and without the withdrawals themselves.

    An ``entry.withdrawn`` names an earlier entry and maybe one fact of it; a withdrawal can be withdrawn in turn,
    so the newest are read first. The order of ``facts`` does not matter.
    """
    ordered = sorted(facts, key=lambda fact: (fact.entry, fact.index), reverse=True)
    gone: set[tuple[int, int | None]] = set()
    kept: list[Fact] = []
    for fact in ordered:
        if (fact.entry, None) in gone or (fact.entry, fact.index) in gone:
            continue
        if fact.verb != "entry.withdrawn":
            kept.append(fact)
            continue
        entry, index = fact.data.get("entry"), fact.data.get("fact")
        if isinstance(entry, int) and entry < fact.entry:
            gone.add((entry, index if isinstance(index, int) else None))
    kept.reverse()
    return kept
