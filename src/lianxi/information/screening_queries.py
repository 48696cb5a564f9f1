"""Reading screening: who reported a period and when, who has not; a unit's own reports. Plain values only.

Office, leaders and inspectors see all units, in the order of the roster; a unit sees its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from lianxi.charter import queries as charter
from lianxi.information.models import Dispute, Screening, ScreeningChase
from lianxi.information.models.dispute import EVERY as EVERY
from lianxi.information.owing import Asking, in_key_period, owed_by, periods_asked, units_of
from lianxi.information.screening_periods import Period, before, period_of
from lianxi.roster.names import named_rows

#: periods that can be picked, and days of key periods
PERIODS_BACK, DAYS_BACK = 13, 60


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made. ``live``: how many disputes of the period are entered by now."""

    number: int
    unit: int
    unit_name: str
    period: Period
    found: int
    reported_on: date
    by_hand: bool
    live: int

    @property
    def late(self) -> bool:
        return self.reported_on > self.period.last

    @property
    def later(self) -> int:
        """Entered after the report."""
        return max(0, self.live - self.found)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in a period. ``state``: reported, late, missing, awaited."""

    unit: int
    name: str
    state: str
    report: Report | None
    live: int
    chased: int
    chased_on: date | None


@dataclass(frozen=True, slots=True)
class Own:
    """A period that a unit may report now, with how many disputes it has entered for it."""

    period: Period
    live: int
    late: bool
    chased: int


def periods(asked: Asking, key_periods: list[charter.KeyPeriodView], on: date) -> list[Period]:
    """What can be picked, the newest first: ordinary periods, and each day of a key period since reports are asked."""
    days = [
        period_of("day", on - timedelta(days=back))
        for back in range(DAYS_BACK)
        if in_key_period(key_periods, on - timedelta(days=back)) and on - timedelta(days=back) >= (asked.since or on)
    ]
    found = [period_of(asked.every, on)]
    while len(found) < PERIODS_BACK:
        found.append(before(found[-1]))
    return sorted([*days, *found], key=lambda period: (period.last, period.first), reverse=True)


def newest(asked: Asking, offered: list[Period], on: date) -> Period:
    """Which period a page opens with: today's in a key period, else the latest ordinary one that can be reported."""
    today = [each for each in offered if each.every == "day" and each.first == on]
    return next(each for each in (*today, *offered) if each in today or (each.every != "day" and each.opens <= on))


def lines(conference: int, asked: Asking, period: Period, on: date, *, unit: int | None = None) -> list[Line]:
    """Each unit asked for that period, and whoever else reported it. Two queries."""
    made = {row.unit: row for row in _reports(conference, period, unit)}
    rows = units_of(conference, asked, period)
    units = rows if unit is None else rows.filter(number=unit)
    chases = ScreeningChase.objects.filter(unit=OuterRef("pk"), every=period.every, first_day=period.first)
    told = units.annotate(
        live=_live(OuterRef("pk"), period.first, period.last),
        times=Subquery(chases.values("times")[:1]),
        last=Subquery(chases.values("last_on")[:1]),
    ).values_list("number", "name", "live", "times", "last")
    found = [
        Line(number, name, _state(made.get(number), period, on), made.pop(number, None), live, times or 0, last)
        for number, name, live, times, last in told
    ]
    others = [
        Line(each.unit, each.unit_name, _state(each, period, on), each, each.live, 0, None) for each in made.values()
    ]
    return sorted([*found, *others], key=lambda line: line.unit)


def _state(report: Report | None, period: Period, on: date) -> str:
    if report is not None:
        return "late" if report.late else "reported"
    return "missing" if on > period.last else "awaited"


def _live(unit: Any, first: Any, last: Any) -> Coalesce:
    rows = Dispute.objects.filter(unit=unit, found_on__gte=first, found_on__lte=last).exclude(state="voided")
    counted = rows.order_by().values("unit").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _reports(conference: int, period: Period, unit: int | None) -> list[Report]:
    rows = Screening.objects.filter(conference_id=conference, every=period.every, first_day=period.first)
    return _read(rows if unit is None else rows.filter(unit__number=unit))


def _read(rows: QuerySet[Screening]) -> list[Report]:
    counted = rows.select_related("unit").annotate(
        live=_live(OuterRef("unit"), OuterRef("first_day"), OuterRef("last_day"))
    )
    return [
        Report(
            row.number,
            row.unit.number,
            row.unit.name,
            Period(row.every, row.first_day, row.last_day),
            row.found,
            row.reported_on,
            row.by_hand,
            row.live,
        )
        for row in counted
    ]


def reports_of(conference: int, unit: int, limit: int = 24) -> list[Report]:
    """A unit's own reports, the newest period first. One query."""
    rows = Screening.objects.filter(conference_id=conference, unit__number=unit)
    return _read(rows.order_by("-first_day", "-last_day")[:limit])


def report_of(conference: int, number: int, unit: int | None) -> Report | None:
    """One report; a unit's own only. One query."""
    rows = Screening.objects.filter(conference_id=conference, number=number)
    return next(iter(_read(rows if unit is None else rows.filter(unit__number=unit))), None)


def own_owed(conference: int, unit: int, on: date) -> list[Own]:
    """What a unit owes on a day, with how many disputes it entered for it. One query more than ``owed_by``."""
    return counted(conference, unit, on, [(each.period, each.chased) for each in owed_by(conference, unit, on)])


def to_report(
    conference: int, unit: int, asked: Asking, key_periods: list[charter.KeyPeriodView], on: date
) -> list[Own]:
    """What a unit can report: what it owes; while nobody is asked, or before it opens, the period of today."""
    owed = owed_by(conference, unit, on) if asked.since else []
    wanted = [(each.period, each.chased) for each in owed]
    if not wanted and not periods_asked(asked, key_periods, on):
        wanted = [(period_of(asked.every, on), 0)]
    return counted(conference, unit, on, wanted)


def counted(conference: int, unit: int, on: date, wanted: list[tuple[Period, int]]) -> list[Own]:
    """Periods, each with how many disputes the unit entered for it. One query, none where there is no period."""
    if not wanted:
        return []
    rows = Dispute.objects.filter(conference_id=conference, unit__number=unit).exclude(state="voided")
    span = {"found_on__gte": min(p.first for p, _ in wanted), "found_on__lte": max(p.last for p, _ in wanted)}
    days = list(rows.filter(**span).values_list("found_on", flat=True))
    return [
        Own(period, sum(period.first <= day <= period.last for day in days), period.last < on, chased)
        for period, chased in wanted
    ]


def named_screenings(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """“柳塘村排查报告”."""
    rows = Screening.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("screening", rows, Concat(F("unit__name"), Value("排查报告")))
