"""The figures of a period of one conference, added up by the database; equal to ``tallies.count`` over all its rows.

Four queries whatever the size, and one for what is counted beside, each inside the conference. Counting shows numbers
only: a restricted matter or a stub is counted for those who answer for the whole ledger, and listed for nobody who may
not see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, DateField, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, TruncMonth

from lianxi.analysis import tallies
from lianxi.analysis.indicators import INDICATORS, TIMELY
from lianxi.analysis.periods import Span, last_of_month
from lianxi.analysis.tallies import Tally, Wanted, add_to
from lianxi.journal.frame import Actor
from lianxi.matters.counting import figures
from lianxi.matters.models import Charge, Matter, Reception, VillageCase
from lianxi.roster.roles import UNITS


@dataclass(frozen=True, slots=True)
class Beside:
    """Counted beside the matters, with numbers of their own: what never came to the township, what leaders did."""

    village: int = 0
    village_people: int = 0
    village_settled: int = 0
    village_reported: int = 0
    receptions: int = 0
    reception_people: int = 0
    field_visits: int = 0
    charges: int = 0
    charges_open: int = 0


def statistics(conference: int, wanted: Wanted, actor: Actor | None = None) -> Tally:
    """Everything that ``tallies.count`` gives, for the matters this seat may count. Four queries."""
    rows = figures.base(conference, actor)
    found = Tally(months=dict.fromkeys(wanted.months, tallies.Count()))
    _totals(found, rows, wanted)
    counted = rows.exclude(state="voided")
    _months(found, counted, wanted)
    _parts(found, counted, wanted)
    _cohorts(found, rows, wanted, conference)
    return found


def _in(column: str, span: Span) -> Q:
    return Q(**{f"{column}__gte": span.since, f"{column}__lte": span.until})


def _totals(found: Tally, rows: QuerySet[Matter], wanted: Wanted) -> None:
    counted = ~Q(state="voided")
    group = counted & Q(channel="visit", people__gte=wanted.group_from)
    flags = {
        "matters": counted,
        "group": group,
        **{name: counted & condition for name, (_, condition) in figures.FLAGS.items()},
        "voided": Q(state="voided"),
    }
    columns: dict[str, Any] = {}
    for place, span in enumerate(wanted.volume):
        inside = _in("received_on", span)
        columns |= {f"{name}_{place}": Count("pk", filter=inside & condition) for name, condition in flags.items()}
        columns |= {
            f"{name}_{place}": Sum("people", filter=inside & condition)
            for name, condition in (("people", counted), ("group_people", group))
        }
    told = rows.filter(figures.within("received_on", wanted.volume)).aggregate(
        **{f"sum_{k}": v for k, v in columns.items()}
    )
    for key, number in told.items():
        flag, _, of_span = key.removeprefix("sum_").rpartition("_")
        if number:
            found.totals[int(of_span)][flag] = number


def _months(found: Tally, rows: QuerySet[Matter], wanted: Wanted) -> None:
    span = Span(wanted.months[0], last_of_month(wanted.months[-1]))
    told = (
        rows.filter(_in("received_on", span))
        .annotate(month=TruncMonth("received_on"))
        .values("month")
        .annotate(number=Count("pk"), heads=Sum("people"))
        .order_by("month")
    )
    for row in told:
        found.months[row["month"]] = tallies.Count(row["number"], row["heads"])


def _parts(found: Tally, rows: QuerySet[Matter], wanted: Wanted) -> None:
    """Make-up, topics and territories: three groupings in one query."""
    rows = rows.filter(_in("received_on", wanted.volume[0]))
    makeup = _grouped(rows, "makeup", F("channel"), F("purpose"), F("kind"), Value(None))
    topics = _grouped(rows, "topic", F("category"), Value(""), Value(""), F("lead__number"))
    territories = _grouped(rows, "territory", Value(""), Value(""), Value(""), F("territory__number"))
    for part, first, second, third, unit, number, people in makeup.union(topics, territories, all=True):
        more = tallies.Count(number, people)
        if part == "makeup":
            add_to(found.makeup, (first, second, third), more)
        elif part == "topic":
            add_to(found.topics, (first[:4], unit), more)
        else:
            add_to(found.territories, unit, more)


def _grouped(rows: QuerySet[Matter], part: str, *columns: Any) -> QuerySet[Any, Any]:
    names = ("figure_first", "figure_second", "figure_third", "figure_unit")
    kinds: tuple[Any, ...] = (
        CharField(max_length=20),
        CharField(max_length=20),
        CharField(max_length=20),
        IntegerField(),
    )
    cast = {name: Cast(column, kind) for name, column, kind in zip(names, columns, kinds, strict=True)}
    grouped = rows.order_by().annotate(figure_part=Cast(Value(part), CharField(max_length=40)), **cast)
    counted: QuerySet[Any, Any] = grouped.values("figure_part", *names).annotate(
        figure_number=Count("pk"), figure_people=Sum("people")
    )
    return counted.values_list("figure_part", *names, "figure_number", "figure_people")


def _cohorts(found: Tally, rows: QuerySet[Matter], wanted: Wanted, conference: int) -> None:
    """One query for all indicators: by leading unit, day and, of a duty with a day, the day it was done."""
    first, *others = (_each_day(rows, indicator, wanted, conference) for indicator in INDICATORS)
    for indicator, lead, day, done, state, number in first.union(*others, all=True):
        numbers = [number if span.holds(day) else 0 for span in _spans(indicator, wanted)]
        if any(numbers):
            told = tallies.timeliness(day, done, wanted.on) if indicator in TIMELY_ONES else state or ""
            found.add_cohort((indicator, lead, told), numbers)


TIMELY_ONES = frozenset(each.id for each in INDICATORS.values() if set(each.states) == set(TIMELY))


def _spans(indicator: str, wanted: Wanted) -> tuple[Span, ...]:
    return wanted.volume if indicator.startswith("repeat") else wanted.whole


def _each_day(rows: QuerySet[Matter], indicator: str, wanted: Wanted, conference: int) -> QuerySet[Any, Any]:
    timely = indicator in TIMELY_ONES
    names = ("figure_part", "figure_unit", "figure_day", "figure_met", "figure_told")
    near = figures.near(indicator, _spans(indicator, wanted), conference)
    of_indicator = figures.figured(rows.filter(near), indicator, wanted.on)
    grouped: QuerySet[Any, Any] = (
        of_indicator.order_by()
        .annotate(
            figure_part=Cast(Value(indicator), CharField(max_length=40)),
            figure_unit=Cast(F("lead__number"), IntegerField()),
            figure_met=Cast(F("figure_done") if timely else Value(None), DateField()),
            figure_told=Cast(Value("") if timely else F("figure_state"), CharField(max_length=20)),
        )
        .values(*names)
        .annotate(figure_number=Count("pk"))
    )
    return grouped.values_list(*names, "figure_number")


def beside(conference: int, span: Span, actor: Actor | None = None) -> Beside:
    """The village register, receptions and charges of a period; a unit sees the register's figures of its own only.

    One query.
    """
    cases = VillageCase.objects.filter(_in("on", span), conference_id=conference)
    visits = Reception.objects.filter(_in("on", span), conference_id=conference)
    charges = Charge.objects.filter(_in("approved_on", span), conference_id=conference, state__in=("approved", "ended"))
    if actor is not None and actor.role in UNITS:
        cases = cases.filter(unit__number=actor.unit or 0)
        visits, charges = visits.none(), charges.none()
    told: dict[str, list[int]] = {}
    parts = [
        _told(cases, "cases", Sum("people"), Q(state="settled"), Q(state="reported")),
        _told(visits, "visits", Sum("people"), Q(kind="field_visit"), Q(pk__in=[])),
        _told(charges, "charges", Count("pk"), Q(state="approved"), Q(pk__in=[])),
    ]
    for part, *numbers in parts[0].union(*parts[1:], all=True):
        told[part] = [number or 0 for number in numbers]
    cases_, visits_, charges_ = (told.get(part, [0] * 4) for part in ("cases", "visits", "charges"))
    return Beside(
        village=cases_[0],
        village_people=cases_[1],
        village_settled=cases_[2],
        village_reported=cases_[3],
        receptions=visits_[0],
        reception_people=visits_[1],
        field_visits=visits_[2],
        charges=charges_[0],
        charges_open=charges_[2],
    )


def _told(rows: QuerySet[Any], part: str, people: Any, first: Q, second: Q) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(figure_part=Cast(Value(part), CharField(max_length=40)))
    grouped: QuerySet[Any, Any] = named.values("figure_part").annotate(
        figure_number=Count("pk"),
        figure_people=people,
        figure_first=Count("pk", filter=first),
        figure_second=Count("pk", filter=second),
    )
    return grouped.values_list("figure_part", "figure_number", "figure_people", "figure_first", "figure_second")
