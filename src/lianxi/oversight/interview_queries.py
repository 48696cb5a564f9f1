"""Reading interviews: the list by keyset, one whole, what waits for whom. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.journal.frame import Actor
from lianxi.oversight.evidence import named
from lianxi.oversight.interview_moves import UNRECTIFIED
from lianxi.oversight.models import Interview
from lianxi.oversight.models.interview import GROUNDS as GROUNDS
from lianxi.oversight.models.interview import STATES
from lianxi.oversight.unit_scope import visible_to
from lianxi.roster.names import named_rows
from lianxi.roster.queries import person_names

PAGE = 50
OPEN = ("proposed", "decided", *UNRECTIFIED, "rectified")


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One in a list. ``overdue``: the rectification is owed and its date has passed."""

    number: int
    unit: int
    unit_name: str
    person: str
    ground: str
    proposed_on: date | None
    decided_on: date | None
    planned_on: date | None
    held_on: date | None
    due: date | None
    rectified_on: date | None
    closed_on: date | None
    state: str
    state_label: str
    overdue: bool
    by_hand: bool

    @property
    def ground_label(self) -> str:
        return GROUNDS[self.ground]


@dataclass(frozen=True, slots=True)
class Said:
    """What the unit said of its own accord; ``before`` the interview or after it."""

    on: date
    text: str
    before: bool


@dataclass(frozen=True, slots=True)
class InterviewView:
    """One whole. ``basis``: the thing it rests on with its words, both empty for who may not see it."""

    row: InterviewRow
    basis: str
    basis_words: str
    reason: str
    place: str
    interviewer: str
    problem: str
    cause: str
    measures: str
    statement: str
    signed_on: date | None
    rectification: str
    opinion: str
    version: int
    said: tuple[Said, ...]


def seen(conference: int, actor: Actor) -> QuerySet[Interview]:
    """Those this seat may see: the one scope of list, detail, papers, files, export."""
    return visible_to(Interview.objects.filter(conference_id=conference), actor, decided="decided_on")


def interviews(
    conference: int,
    actor: Actor,
    on: date,
    *,
    shown: str = "open",
    of_unit: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[InterviewRow]:
    """The newest first, below number ``before`` (keyset). ``shown``: open, overdue, all. One query."""
    rows = seen(conference, actor)
    if shown == "overdue":
        rows = rows.filter(state__in=UNRECTIFIED, due__lt=on)
    elif shown != "all":
        rows = rows.filter(state__in=OPEN)
    if of_unit is not None:
        rows = rows.filter(unit__number=of_unit)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row, on) for row in rows.select_related("unit").order_by("-number")[:limit]]


def interview_for(conference: int, number: int, actor: Actor, on: date) -> InterviewView | None:
    """One, if the seat may see it; hidden and absent are the same. At most five queries."""
    row = seen(conference, actor).filter(number=number).select_related("unit").first()
    if row is None:
        return None
    words = named(conference, actor, [row.basis]) if row.basis else {}
    who = person_names(conference, [row.interviewer]) if row.interviewer else {}
    said = row.statements.order_by("on", "pk") if row.decided_on else row.statements.none()
    return InterviewView(
        row=_row(row, on),
        basis=row.basis if row.basis in words else "",
        basis_words=words.get(row.basis, ""),
        reason=row.reason,
        place=row.place,
        interviewer=who.get(row.interviewer or 0, ""),
        problem=row.problem,
        cause=row.cause,
        measures=row.measures,
        statement=row.statement,
        signed_on=row.signed_on,
        rectification=row.rectification,
        opinion=row.opinion,
        version=row.version,
        said=tuple(Said(each.on, each.text, row.held_on is None or each.on < row.held_on) for each in said),
    )


def _row(row: Interview, on: date) -> InterviewRow:
    return InterviewRow(
        number=row.number,
        unit=row.unit.number,
        unit_name=row.unit.name,
        person=row.person,
        ground=row.ground,
        proposed_on=row.proposed_on,
        decided_on=row.decided_on,
        planned_on=row.planned_on,
        held_on=row.held_on,
        due=row.due,
        rectified_on=row.rectified_on,
        closed_on=row.closed_on,
        state=row.state,
        state_label=STATES[row.state],
        overdue=row.state in UNRECTIFIED and row.due is not None and row.due < on,
        by_hand=row.by_hand,
    )


def named_interviews(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """What they are called on pages of the rooms below: by number alone, for not everybody may know the unit."""
    rows = Interview.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("interview", rows, _by_number("约谈"))


def _by_number(what: str) -> Concat:
    return Concat(Value(f"{what}第 "), Cast("number", CharField()), Value(" 号"))


def open_of(conference: int, unit: int) -> QuerySet[Interview]:
    """Those of a unit that are not ended."""
    return Interview.objects.filter(Q(conference_id=conference, unit__number=unit, state__in=OPEN))
