"""Rows that two may edit: every change counts the version up, and who saw an older one is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from lianxi.journal.moves import Move
from lianxi.journal.refusals import RuleBroken, Stale


class Versioned(Protocol):
    """A row with a version."""

    version: int

    def save(self, *, update_fields: Iterable[str] | None = None) -> None: ...


class Standing(Protocol):
    """A row that has a state in a table of moves, and a version. The state may follow from other columns."""

    version: int

    @property
    def state(self) -> str: ...


def check_standing(
    row: Standing, seen: int | None, move: Move, *, what: str, states: Mapping[str, str], now: str = ""
) -> None:
    """Raise ``Stale`` where somebody changed the row after ``seen``, ``RuleBroken`` where its state bars the move.

    ``seen``: the version the person looked at; None where the step does not depend on what he saw. ``what``: the thing
    with its measure word (“这项任务”); ``now``: what stands there now, where it is more than the state.
    """
    from lianxi.rulebook.vocabulary import VERBS

    if seen is not None and row.version != seen:
        raise Stale(f"其间有人办理过{what}。请看过最新情况后再办理。", now=now or states[row.state])
    if row.state not in move.from_:
        raise RuleBroken(f"{what}现为“{states[row.state]}”，不能办理“{VERBS[move.verb]}”。")


def save_next(row: Versioned, *columns: str) -> None:
    """Write these columns as the row's next version."""
    row.version += 1
    row.save(update_fields=[*columns, "version"])
