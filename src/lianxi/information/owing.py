"""Which units owe a screening report, and for which periods: villages by default, and whom the office added.

Ordinary periods follow the body's setting; every day of a key period is a period of its own. An ordinary period that
lies wholly in a key period is not asked for besides. Units stand in the order of the roster, never ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lianxi.charter import queries as charter
from lianxi.charter.queries import KeyPeriodView
from lianxi.information.models import InformationSetting, Screening, ScreeningChase, ScreeningSetting
from lianxi.information.screening_periods import DAY, Period, before, period_of
from lianxi.roster.models import Unit, UnitAct

__all__ = [
    "VILLAGES",
    "Asking",
    "Owed",
    "asking",
    "owed_by",
    "owers",
    "periods_asked",
    "screening_every",
    "units_of",
    "unreported",
]
#: kinds of units that report by themselves, without being chosen
VILLAGES = frozenset({"village", "community"})
#: how far back a missing day of a key period is still asked for: calendar days
DAYS_BACK = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """How a conference asks for reports. ``since`` None: nobody is reminded yet."""

    every: str
    since: date | None
    also: tuple[int, ...]
    excused: tuple[int, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A period that a unit has not reported; ``chased``: how often it was reminded."""

    period: Period
    chased: int

    def late(self, on: date) -> bool:
        return self.period.last < on


def screening_every(conference: int) -> str:
    """The body's own cadence: month, half or week; a month where nothing was set. One query."""
    found = InformationSetting.objects.filter(conference_id=conference).values_list("screening_every", flat=True)
    return found.first() or "month"


def asking(conference: int) -> Asking:
    """The settings. One query, one more where nothing was set."""
    return _set(conference) or Asking(screening_every(conference), None, (), (), 0)


def _set(conference: int) -> Asking | None:
    every = InformationSetting.objects.filter(conference=OuterRef("conference")).values("screening_every")
    row = ScreeningSetting.objects.filter(conference_id=conference).annotate(every=Subquery(every)).first()
    if row is None:
        return None
    return Asking(row.every or "month", row.since, tuple(row.also), tuple(row.excused), row.version)


def units_of(conference: int, asked: Asking, period: Period) -> QuerySet[Unit]:
    """The units that owe that period, in the order of the roster: those that stood on its last day."""
    born = UnitAct.objects.filter(unit=OuterRef("pk"), verb="unit.created", on__gt=period.last)
    there = Q(closed_on=None) | Q(closed_on__gt=period.last)
    return Unit.objects.filter(_wanted(asked) & there & ~Exists(born), conference_id=conference).order_by("number")


def _wanted(asked: Asking) -> Q:
    return (Q(kind__in=VILLAGES) & ~Q(number__in=asked.excused)) | Q(number__in=asked.also)


def owers(conference: int, period: Period) -> list[Unit]:
    """The units that have not reported a period. Two queries, three where nothing was set."""
    told = Screening.objects.filter(unit=OuterRef("pk"), every=period.every, first_day=period.first)
    rows = units_of(conference, asking(conference), period).filter(closed_on=None)
    return list(rows.filter(~Exists(told)))


def periods_asked(asked: Asking, key_periods: list[KeyPeriodView], on: date) -> list[Period]:
    """What may be owed on a day, the oldest first: this period and the one before, the last days of a key period."""
    if asked.since is None:
        return []
    current = period_of(asked.every, on)
    ordinary = [each for each in (before(current), current) if not _inside(each, key_periods)]
    days = [
        period_of("day", on - back * DAY)
        for back in range(DAYS_BACK, -1, -1)
        if in_key_period(key_periods, on - timedelta(days=back))
    ]
    return [each for each in (*ordinary, *days) if each.last >= asked.since and each.opens <= on]


def in_key_period(key_periods: list[KeyPeriodView], day: date) -> bool:
    return any(each.start <= day <= each.last for each in key_periods)


def _inside(period: Period, key_periods: list[KeyPeriodView]) -> bool:
    return any(each.start <= period.first and period.last <= each.last for each in key_periods)


def owed_by(conference: int, unit: int, on: date) -> list[Owed]:
    """What a unit owes on a day, the oldest first. One query while nobody is asked, else up to five."""
    asked = _set(conference)
    wanted = periods_asked(asked, charter.key_periods(conference), on) if asked is not None else []
    if asked is None or not wanted:
        return []
    stands = _stands(conference, unit, asked)
    if stands is None:
        return []
    since = {"conference_id": conference, "unit__number": unit, "first_day__gte": min(each.first for each in wanted)}
    told = set(Screening.objects.filter(**since).values_list("every", "first_day"))
    chases = ScreeningChase.objects.filter(**since).values_list("every", "first_day", "times")
    chased = {(every, first): times for every, first, times in chases}
    return [
        Owed(each, chased.get((each.every, each.first), 0))
        for each in wanted
        if (each.every, each.first) not in told and each.last >= stands
    ]


def _stands(conference: int, unit: int, asked: Asking) -> date | None:
    """Since when the unit is there (long ago: the first day of all), where reports are asked of it."""
    born = UnitAct.objects.filter(unit=OuterRef("pk"), verb="unit.created").values("on")[:1]
    rows = Unit.objects.filter(_wanted(asked), conference_id=conference, number=unit, closed_on=None)
    found = rows.annotate(born=Subquery(born)).values_list("born", flat=True)[:1]
    return next((each or date.min for each in found), None)


def unreported(conference: int, on: date) -> list[tuple[Period, int]]:
    """Periods that end today or have ended, with how many units have not reported them. One query while nobody is
    asked, else up to four.
    """
    asked = _set(conference)
    wanted = periods_asked(asked, charter.key_periods(conference), on) if asked is not None else []
    wanted = [each for each in wanted if each.last <= on]
    if asked is None or not wanted:
        return []
    born = UnitAct.objects.filter(unit=OuterRef("pk"), verb="unit.created").values("on")[:1]
    units = Unit.objects.filter(_wanted(asked), conference_id=conference, closed_on=None)
    stands = list(units.annotate(born=Subquery(born)).values_list("number", "born"))
    since = min(each.first for each in wanted)
    rows = Screening.objects.filter(conference_id=conference, first_day__gte=since)
    told = set(rows.values_list("unit__number", "every", "first_day"))
    found = []
    for each in wanted:
        owing = [n for n, day in stands if (day or date.min) <= each.last and (n, each.every, each.first) not in told]
        if owing:
            found.append((each, len(owing)))
    return found
