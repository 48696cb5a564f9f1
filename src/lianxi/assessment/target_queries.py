"""Reading responsibility targets: letters of a year, one whole, one target. A unit sees its own. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lianxi.assessment.models import LETTER_STATES, TARGET_STATES, Target, TargetLetter
from lianxi.journal.frame import Actor
from lianxi.roster.roles import UNITS

MET = ("met", "accepted")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target. ``overdue``: it stands, its day has passed, and nothing was reported."""

    number: int
    letter: int
    unit: int
    unit_name: str
    place: int
    title: str
    standard: str
    due: date
    state: str
    met_on: date | None
    result: str
    opinion: str
    signed: bool
    overdue: bool
    version: int

    @property
    def state_label(self) -> str:
        return TARGET_STATES[self.state] if self.signed else LETTER_STATES["draft"]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A unit's letter of a year with its targets."""

    number: int
    year: int
    unit: int
    unit_name: str
    state: str
    drafted_on: date
    signed_on: date | None
    signer: str
    by_hand: bool
    version: int
    targets: tuple[TargetRow, ...]

    @property
    def state_label(self) -> str:
        return LETTER_STATES[self.state]

    @property
    def met(self) -> int:
        return sum(each.state in MET for each in self.targets)

    @property
    def overdue(self) -> int:
        return sum(each.overdue for each in self.targets)


def _seen(conference: int, actor: Actor) -> QuerySet[TargetLetter]:
    rows = TargetLetter.objects.filter(conference_id=conference).select_related("unit")
    return rows.filter(unit__number=actor.unit or 0) if actor.role in UNITS else rows


def letters(conference: int, actor: Actor, year: int, on: date) -> list[LetterRow]:
    """All of a year, in the order of the roster. Two queries."""
    rows = list(_seen(conference, actor).filter(year=year).order_by("unit__number")[:500])
    targets: dict[int, list[Target]] = {}
    for each in Target.objects.filter(conference_id=conference, letter__in=[row.pk for row in rows]).order_by("place"):
        targets.setdefault(each.letter_id, []).append(each)
    return [_letter(row, targets.get(row.pk, []), on) for row in rows]


def years(conference: int, actor: Actor) -> list[int]:
    """The years there are letters of, the latest first. One query."""
    return list(_seen(conference, actor).order_by("-year").values_list("year", flat=True).distinct()[:30])


def letter_for(conference: int, number: int, actor: Actor, on: date) -> LetterRow | None:
    """One, if the seat may see it; hidden and absent are the same. Two queries."""
    row = _seen(conference, actor).filter(number=number).first()
    if row is None:
        return None
    return _letter(row, list(Target.objects.filter(conference_id=conference, letter=row).order_by("place")), on)


def target_for(conference: int, number: int, actor: Actor, on: date) -> TargetRow | None:
    """One, if the seat may see its letter. One query."""
    rows: Any = Target.objects.filter(conference_id=conference, number=number)
    if actor.role in UNITS:
        rows = rows.filter(letter__unit__number=actor.unit or 0)
    row = rows.select_related("letter__unit").first()
    return _target(row, row.letter, on) if row else None


def _letter(row: TargetLetter, targets: list[Target], on: date) -> LetterRow:
    return LetterRow(
        row.number, row.year, row.unit.number, row.unit.name, row.state, row.drafted_on, row.signed_on, row.signer,
        row.by_hand, row.version, tuple(_target(each, row, on) for each in targets),
    )  # fmt: skip


def _target(row: Target, letter: TargetLetter, on: date) -> TargetRow:
    signed = letter.state == "signed"
    return TargetRow(
        row.number, letter.number, letter.unit.number, letter.unit.name, row.place, row.title, row.standard, row.due,
        row.state, row.met_on, row.result, row.opinion, signed,
        signed and row.state in {"open", "returned"} and row.due < on, row.version,
    )  # fmt: skip
