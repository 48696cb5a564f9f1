"""The record of each unit in a period: what it owed by the journal, how it handled its matters by the ledger's clocks.

A dozen queries for any number of units, each inside the conference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lianxi.analysis.periods import Span
from lianxi.assessment.measures import Handled, Owed, Record
from lianxi.assessment.pairing import TO_SIGN_FOR, owed_by_unit, verbs
from lianxi.charter import queries as charter
from lianxi.information.models import Screening
from lianxi.information.owing import asking, in_key_period, units_of
from lianxi.information.screening_periods import DAY, Period, period_of
from lianxi.journal import queries as journal
from lianxi.matters.counting import figures
from lianxi.matters.models import CasePaper, Matter
from lianxi.meetings.models import Receipt
from lianxi.papers.models import Recipient
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import standing

#: the state a figure has → how the duty was kept; what is not due yet is not counted
KEPT = {"on_time": "in_time", "late": "late", "overdue": "late"}
REVIEWED = frozenset({"matter.review_received", "matter.recheck_received"})


def assessed_units(conference: int, kinds: Sequence[str]) -> list[Unit]:
    """The units assessed, in the order of the roster; for a merged one its successor answers."""
    rows = Unit.objects.filter(conference_id=conference, closed_on=None)
    return list((rows.filter(kind__in=kinds) if kinds else rows).order_by("number"))


def records(conference: int, units: Iterable[Unit], first: date, last: date, *, on: date) -> dict[int, Record]:
    """Unit number → its record of ``first`` to ``last`` as known on a day."""
    facts = journal.facts(conference, verbs=verbs() | REVIEWED, until=on)
    told = owed_by_unit(facts, first, last, on=on)
    for unit, owed in (*_signed_for(conference, first, last, on), *_screenings(conference, first, last, on)):
        told.setdefault(unit, []).append(owed)
    corrected = {
        fact.object
        for fact in standing(facts)
        if fact.verb in REVIEWED and first <= fact.happened_on <= last and fact.data.get("result") != "upheld"
    }
    handled = _handled(conference, Span(first, last), on, corrected)
    return {unit.number: Record(matters=handled.get(unit.number, ()), owed=told.get(unit.number, ())) for unit in units}


# what has no facts unit by unit ---------------------------------------------------------------------------------------


def _signed_for(conference: int, first: date, last: date, on: date) -> Iterator[tuple[int, Owed]]:
    """Minutes and documents that were sent to a unit: signed for within five calendar days."""
    of_minutes = Receipt.objects.filter(
        conference_id=conference, minutes__issued_on__gte=first, minutes__issued_on__lte=last
    ).values_list("unit__number", "minutes__meeting__number", "minutes__issued_on", "received_on")
    of_papers = Recipient.objects.filter(
        conference_id=conference, document__issued_on__gte=first, document__issued_on__lte=last
    ).values_list("unit__number", "document__number", "document__issued_on", "received_on")
    for kind, rows in (("meeting", of_minutes), ("document", of_papers)):
        for unit, number, issued, received in rows:
            if issued is None:
                continue
            due = issued + timedelta(days=TO_SIGN_FOR)
            if received is not None or due < on:
                kept = received is not None and received <= due
                yield unit, Owed("签收", f"{kind}:{number}", kept, None, received)


def _screenings(conference: int, first: date, last: date, on: date) -> Iterator[tuple[int, Owed]]:
    """Reports of screening whose period ended between the two days, as far as they were asked for."""
    asked = asking(conference)
    if asked.since is None:
        return
    key_periods = charter.key_periods(conference)
    until = min(last, on - DAY)
    days = [first + n * DAY for n in range((until - first).days + 1)]
    ordinary = {each for each in (period_of(asked.every, day) for day in days) if first <= each.last <= until}
    daily = {period_of("day", day) for day in days if in_key_period(key_periods, day)}
    periods = sorted(
        (each for each in ordinary | daily if each.last >= asked.since), key=lambda each: (each.last, each.every)
    )
    if not periods:
        return
    rows = Screening.objects.filter(conference_id=conference, first_day__gte=min(each.first for each in periods))
    told = {
        (unit, every, day): (number, reported)
        for unit, every, day, number, reported in rows.values_list(
            "unit__number", "every", "first_day", "number", "reported_on"
        )
    }
    for unit in units_of(conference, asked, periods[-1]).values_list("number", flat=True):
        for period in periods:
            yield unit, _screened(period, told.get((unit, period.every, period.first)))


def _screened(period: Period, told: tuple[int, date] | None) -> Owed:
    if told is None:
        return Owed("排查报告", f"period:{period.code}", kept=False)
    number, reported = told
    return Owed("排查报告", f"screening:{number}", kept=reported <= period.last, on=reported)


# matters --------------------------------------------------------------------------------------------------------------


def _handled(conference: int, span: Span, on: date, corrected: set[str]) -> dict[int, list[Handled]]:
    """Leading unit → how it handled what fell into the period. Accusations and stubs are nobody's to be scored on."""
    found: dict[tuple[int, int], Handled] = {}

    def of(unit: int, number: int) -> Handled:
        return found.get((unit, number)) or Handled(subject=f"matter:{number}")

    for unit, number, state, extended in _cohort(conference, "timely_acceptance_township", span, on):
        if state in KEPT:
            found[unit, number] = replace(of(unit, number), told=KEPT[state], extended=extended > 0)
    for unit, number, state, extended in _cohort(conference, "on_time_reply", span, on):
        if state in KEPT:
            found[unit, number] = replace(of(unit, number), answered=KEPT[state], extended=extended > 0)
    for unit, number, value, _ in _cohort(conference, "satisfaction_unit", span, on):
        found[unit, number] = replace(of(unit, number), evaluation=value, asked=True)
    asked = _delivered(conference)
    for unit, number, status, _ in _cohort(conference, "participation_unit", span, on):
        if status == "late":
            found[unit, number] = replace(of(unit, number), evaluation="none", asked=number in asked)
    for unit, number, execution in _to_carry_out(conference, span):
        found[unit, number] = replace(of(unit, number), carried_out=execution)
    by_unit: dict[int, list[Handled]] = defaultdict(list)
    for (unit, _), row in sorted(found.items()):
        by_unit[unit].append(replace(row, corrected=row.subject in corrected))
    return by_unit


def _cohort(conference: int, indicator: str, span: Span, on: date) -> Iterator[tuple[int, int, str, int]]:
    """(leading unit, number, state, days of extension) of the official figure's matters in the period. One query."""
    rows = Matter.objects.filter(figures.near(indicator, [span], conference), conference_id=conference, stub=False)
    rows = rows.exclude(kind="accusation").exclude(lead=None)
    days = {"figure_day__gte": span.since, "figure_day__lte": span.until}
    told = figures.figured(rows, indicator, on).filter(**days).order_by("number")
    columns: tuple[Any, ...] = ("lead__number", "number", "figure_state", "extended_days")
    yield from told.values_list(*columns)


def _delivered(conference: int) -> set[int]:
    """Matters whose result was delivered; the paper says how to evaluate. One query."""
    rows = CasePaper.objects.filter(conference_id=conference, kind__in=("opinion", "reply", "agreement"))
    return set(rows.exclude(delivered_on=None).values_list("matter__number", flat=True))


def _to_carry_out(conference: int, span: Span) -> Iterator[tuple[int, int, str]]:
    """Supported claims closed in the period whose execution has been told (32(2)). One query."""
    rows = Matter.objects.filter(
        conference_id=conference,
        result="support",
        execution__in=("done", "refused"),
        closed_on__gte=span.since,
        closed_on__lte=span.until,
    ).exclude(lead=None)
    yield from rows.order_by("number").values_list("lead__number", "number", "execution")
