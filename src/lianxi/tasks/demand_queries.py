"""Reading 督办单 and 工作建议书: lists by keyset, one whole, what waits for whom. Plain values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lianxi.roster.names import named_rows
from lianxi.roster.roles import UNITS
from lianxi.tasks.models import DEMAND_STATES, DEMANDS, UNANSWERED, Demand
from lianxi.tasks.queries import TaskRow, task_row

PAGE = 50


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One in a list. ``overdue``: unanswered past its date."""

    kind: str
    number: int
    unit: int
    unit_name: str
    title: str
    sent_on: date
    due: date | None
    answered_on: date | None
    state: str
    state_label: str
    overdue: bool
    by_hand: bool
    #: what is asked, and what an answer that came back lacked
    text: str
    opinion: str

    @property
    def label(self) -> str:
        return DEMANDS[self.kind]

    @property
    def late(self) -> bool:
        """Answered, but after its date."""
        return self.answered_on is not None and self.due is not None and self.answered_on > self.due


@dataclass(frozen=True, slots=True)
class DemandView:
    """One whole, with the tasks it is about."""

    row: DemandRow
    text: str
    basis: str
    answer: str
    opinion: str
    version: int
    tasks: tuple[TaskRow, ...]


def _visible(conference: int, kind: str, role: str, unit: int | None) -> QuerySet[Demand]:
    """Office, leaders and inspectors see all; a unit what was sent to it."""
    rows = Demand.objects.filter(conference_id=conference, kind=kind)
    return rows.filter(unit__number=unit or 0) if role in UNITS else rows


def demands(
    conference: int,
    kind: str,
    *,
    role: str,
    unit: int | None,
    on: date,
    shown: str = "open",
    of_unit: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[DemandRow]:
    """The newest first, below number ``before`` (keyset). ``shown``: open (not settled), overdue, all. One query."""
    rows = _visible(conference, kind, role, unit)
    if shown == "overdue":
        rows = rows.filter(state__in=UNANSWERED, due__lt=on)
    elif shown != "all":
        rows = rows.filter(state__in=[*UNANSWERED, "answered"])
    if of_unit is not None:
        rows = rows.filter(unit__number=of_unit)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row, on) for row in rows.select_related("unit").order_by("-number")[:limit]]


def _row(row: Demand, on: date) -> DemandRow:
    return DemandRow(
        kind=row.kind,
        number=row.number,
        unit=row.unit.number,
        unit_name=row.unit.name,
        title=row.title,
        sent_on=row.sent_on,
        due=row.due,
        answered_on=row.answered_on,
        state=row.state,
        state_label=DEMAND_STATES[row.state],
        overdue=row.state in UNANSWERED and row.due is not None and row.due < on,
        by_hand=row.by_hand,
        text=row.text,
        opinion=row.opinion,
    )


def demand_for(conference: int, kind: str, number: int, *, role: str, unit: int | None, on: date) -> DemandView | None:
    """One, if the seat may see it; hidden and absent are the same. Two queries."""
    row = _visible(conference, kind, role, unit).filter(number=number).select_related("unit").first()
    if row is None:
        return None
    about = row.tasks.select_related("lead").order_by("number")
    return DemandView(
        row=_row(row, on),
        text=row.text,
        basis=row.basis,
        answer=row.answer,
        opinion=row.opinion,
        version=row.version,
        tasks=tuple(task_row(task, on) for task in about),
    )


def unanswered(conference: int, on: date, *, unit: int | None = None, limit: int = 200) -> list[DemandRow]:
    """Of both kinds, without an answer yet, the earliest due first; ``unit``: of that unit only. One query."""
    rows = Demand.objects.filter(conference_id=conference, state__in=UNANSWERED)
    if unit is not None:
        rows = rows.filter(unit__number=unit)
    return [_row(row, on) for row in _in_order(rows)[:limit]]


def _in_order(rows: QuerySet[Demand]) -> QuerySet[Demand]:
    return rows.select_related("unit").order_by(F("due").asc(nulls_last=True), "kind", "number")


def open_by_unit(conference: int, on: date) -> dict[int, tuple[int, int]]:
    """Unit → how many of both kinds it has not answered, and how many of them are past their date. One query."""
    rows = Demand.objects.filter(conference_id=conference, state__in=UNANSWERED).values("unit__number").order_by()
    counted = rows.annotate(found=Count("pk"), late=Count("pk", filter=Q(due__lt=on)))
    return {row["unit__number"]: (row["found"], row["late"]) for row in counted}


def namer(kind: str) -> Callable[[int, list[int]], QuerySet[Any, Any]]:
    """What they are called on the pages of the rooms below (roster.names)."""

    def named(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
        return named_rows(
            kind, Demand.objects.filter(conference_id=conference, kind=kind, number__in=numbers), F("title")
        )

    return named
