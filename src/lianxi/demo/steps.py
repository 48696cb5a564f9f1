"""One thing that somebody in the demo does. ``tag`` is the name by which later steps speak of what it made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``recorded``: the day it is entered."""

    recorded: date
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Did(Step):
    """Something done on paper on the day ``on``, recorded by hand.

    ``of``: the tag of what it answers. ``approver``: the convener whose signed original is attached.
    ``means``: how the unit told the office, where the office records for it.
    """

    verb: str
    on: date
    title: str
    kind: str = ""
    key_week: bool = False
    of: str = ""
    unit: str = ""
    due: date | None = None
    flags: frozenset[str] = frozenset()
    place: str = ""
    attended: str = ""
    note: str = ""
    approver: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Step):
    """Several things recorded at once from a filled-in table."""

    rows: tuple[Did, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Step):
    """未召开（已说明）: why a window of meetings of this kind has nothing."""

    kind: str
    window: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Step):
    """The convener confirms an explanation himself."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(Step):
    """The convener confirms what the office recorded for him."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Step):
    """A unit's seat gets another holder on the day ``on``."""

    unit: str
    name: str
    on: date
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared(Step):
    """The convener fixes a key period."""

    name: str
    start: date
    end: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Step):
    """An entry recorded wrongly is withdrawn."""

    of: str
    reason: str
