"""What a check of a ledger is told and what it answers: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lianxi.matters import words
from lianxi.matters.identities.people import Petitioner


@dataclass(frozen=True, slots=True)
class Choices:
    """``channel``: of rows that name none. ``unsaid``: rows that do not tell whether they are finished are ``closed``,
    ``open``, or (``old``) closed where they came in before this year. ``known``: rows that are here already are
    skipped (``skip``) or brought up to date (``update``). ``words``: what words for units and categories mean
    (``import_meanings``).
    """

    channel: str = "visit"
    unsaid: str = "old"
    known: str = "skip"
    year: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that must be put right. ``row``: place in the ledger's rows; ``column``: -1 for the row as a whole."""

    row: int
    column: int
    sentence: str


@dataclass(slots=True)
class Ready:
    """A row understood. ``values``: columns of the matter; ``events``: name, day, day set by the sender; ``met``: rule
    → day it was done; ``people``: for the vault; ``note``: what was kept as it stood; ``known``: a matter that is here.
    """

    row: int
    values: dict[str, Any]
    events: tuple[tuple[str, date, date | None], ...]
    met: dict[str, date]
    people: tuple[Petitioner, ...] = field(repr=False)
    note: str = ""
    accused: int | None = None
    helpers: tuple[int, ...] = ()
    known: int | None = None

    @property
    def finished(self) -> bool:
        return self.values["state"] not in words.OPEN


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole ledger understood. ``remarks``: sentence → in how many rows; they do not stop anything."""

    ready: tuple[Ready, ...]
    problems: tuple[CellProblem, ...]
    remarks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows are understood against. Units: any name → (key, number)."""

    conference: int
    today: date
    units: Mapping[str, tuple[int, int]]
    people: Mapping[str, int]
    categories: Mapping[str, str]
    category_version: int
    own: Mapping[tuple[str, int], int]
    national: Mapping[str, int]
    same: Mapping[tuple[date, str], int]
