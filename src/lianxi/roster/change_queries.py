"""Reading changes of holder: the list, one with its seat and persons, what waits. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Max, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractDay, ExtractMonth

from lianxi.journal.lines import lines
from lianxi.roster.models import CHANGE_STATES, Change
from lianxi.roster.names import named_rows

PAGE = 50
OPEN = ("announced", "registered", "filed", "reported")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change. ``filing``: the filing number in words, empty before."""

    number: int
    seat: int
    post: str
    unit: int | None
    unit_name: str
    leaving: str
    coming: str
    since: date
    document: str
    state: str
    reason: str
    announced_on: date | None
    registered_on: date | None
    filed_on: date | None
    filing: str
    filing_serial: int | None
    reported_on: date | None
    acknowledged_on: date | None
    version: int

    @property
    def state_label(self) -> str:
        return CHANGE_STATES[self.state]

    @property
    def open(self) -> bool:
        return self.state in OPEN


def changes(
    conference: int, *, unit: int | None = None, states: tuple[str, ...] = (), limit: int = PAGE, before: int = 0
) -> list[ChangeView]:
    """The changes, what is open first, the newest first among each; ``unit``: of its seats only. One query.

    ``before``: below this number (keyset; only meaningful with ``states``, where there is one order).
    """
    rows = _rows(conference)
    if unit is not None:
        rows = rows.filter(seat__unit__number=unit)
    if states:
        rows = rows.filter(state__in=states)
    if before:
        rows = rows.filter(number__lt=before)
    rank = Case(When(state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return [_view(row) for row in rows.order_by(rank, "-number")[:limit]]


def change(conference: int, number: int, *, unit: int | None = None) -> ChangeView | None:
    """One change; with ``unit`` only where the seat is that unit's. One query."""
    rows = _rows(conference).filter(number=number)
    row = (rows if unit is None else rows.filter(seat__unit__number=unit)).first()
    return _view(row) if row else None


def announced_lines(conference: int) -> QuerySet[Any, Any]:
    """Letters of units that wait for the office: ``change`` with unit, who leaves, who comes; a part of one query."""
    rows = _rows(conference).filter(state="announced").order_by("number")
    words = (Coalesce("seat__unit__name", Value("")), "leaving__name", "coming_name")
    return lines("change", rows, title="seat__post", words=words)


def unacknowledged(conference: int) -> list[ChangeView]:
    """Changes reported to the conveners of which none has taken notice, the oldest first. One query."""
    rows = _rows(conference).filter(acknowledged_on=None).exclude(reported_on=None)
    return [_view(row) for row in rows.order_by("number")]


def next_serial(conference: int, year: int) -> int:
    """The filing number that comes next in a year."""
    known = Change.objects.filter(conference_id=conference, filing_year=year)
    return int(known.aggregate(last=Max("filing_serial"))["last"] or 0) + 1


def _rows(conference: int) -> QuerySet[Change]:
    rows = Change.objects.filter(conference_id=conference).exclude(state="withdrawn")
    return rows.select_related("seat__unit", "leaving", "coming")


def _view(row: Change) -> ChangeView:
    unit = row.seat.unit
    return ChangeView(
        number=row.number,
        seat=row.seat.number,
        post=row.seat.post,
        unit=unit.number if unit else None,
        unit_name=unit.name if unit else "",
        leaving=row.leaving.name,
        coming=row.coming_name,
        since=row.since,
        document=row.document,
        state=row.state,
        reason=row.reason,
        announced_on=row.announced_on,
        registered_on=row.registered_on,
        filed_on=row.filed_on,
        filing=f"〔{row.filing_year}〕{row.filing_serial}号" if row.filing_serial else "",
        filing_serial=row.filing_serial,
        reported_on=row.reported_on,
        acknowledged_on=row.acknowledged_on,
        version=row.version,
    )


def named_changes(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """A change is called by its seat and first day: 竹篱村党总支书记 11月20日."""
    title = Concat(
        F("seat__post"),
        Value(" "),
        Cast(ExtractMonth("since"), CharField()),
        Value("月"),
        Cast(ExtractDay("since"), CharField()),
        Value("日"),
    )
    return named_rows("change", Change.objects.filter(conference_id=conference, number__in=numbers), title)
