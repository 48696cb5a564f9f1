"""Reading schemes, results, objections and targets: plain values for pages, documents and sheets.

Office, leaders and inspectors see all; a unit its own result while it may object, and everybody's total once published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lianxi.assessment import scoring
from lianxi.assessment.formula import read
from lianxi.assessment.gathering import assessed_units, records
from lianxi.assessment.measures import MEASURES
from lianxi.assessment.models import STATES, Indicator, Objection, Result, Scheme
from lianxi.assessment.results import line_data, rules_of
from lianxi.journal.frame import Actor
from lianxi.roster.roles import UNITS

PAGE = 50
#: states of a scheme that is not the units' yet
HIDDEN = ("draft", "submitted", "dropped")


@dataclass(frozen=True, slots=True)
class SchemeRow:
    number: int
    title: str
    first_day: date
    last_day: date
    state: str
    state_label: str
    confirmed_on: date | None
    published_on: date | None
    objections_until: date | None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator; ``measures``: what its formula counts → the definition of each."""

    place: int
    name: str
    definition: str
    formula: str
    weight: Decimal
    cap: Decimal
    measures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One indicator's outcome for one unit; ``counts``: measure → number, each opening to its evidence."""

    place: int
    name: str
    value: Decimal
    score: Decimal
    cap: Decimal
    counts: tuple[tuple[str, int], ...]
    nothing: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One unit's outcome, in the order of the roster."""

    unit: int
    unit_name: str
    total: Decimal
    grade: str
    lines: tuple[LineView, ...]

    @property
    def short(self) -> list[LineView]:
        """The indicators that did not give all their points."""
        return [line for line in self.lines if line.score < line.cap]


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    number: int
    unit: int
    unit_name: str
    place: int
    indicator: str
    text: str
    on: date
    upheld: bool | None
    answer: str
    answered_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One scheme whole. ``results``: those this reader may see; ``full``: with the points of every indicator."""

    row: SchemeRow
    kinds: tuple[str, ...]
    grades: tuple[tuple[Decimal, str], ...]
    note: str
    basis: str
    opinion: str
    drafter: int | None
    drafted_on: date
    version: int
    computed_on: date | None
    indicators: tuple[IndicatorView, ...]
    results: tuple[ResultRow, ...]
    objections: tuple[ObjectionRow, ...]

    @property
    def points(self) -> Decimal:
        return sum((each.cap for each in self.indicators), Decimal(0))


def schemes(conference: int, actor: Actor, *, before: int | None = None, limit: int = PAGE) -> list[SchemeRow]:
    """The newest first (keyset). A unit sees those that are in force. One query."""
    rows = Scheme.objects.filter(conference_id=conference)
    if actor.role in UNITS:
        rows = rows.exclude(state__in=HIDDEN)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row) for row in rows.order_by("-number")[:limit]]


def _row(row: Scheme) -> SchemeRow:
    return SchemeRow(
        row.number,
        row.title,
        row.first_day,
        row.last_day,
        row.state,
        STATES[row.state],
        row.confirmed_on,
        row.published_on,
        row.objections_until,
    )


def scheme_for(conference: int, number: int, actor: Actor) -> SchemeView | None:
    """One, if the seat may see it; hidden and absent are the same. Four queries."""
    row = Scheme.objects.filter(conference_id=conference, number=number).first()
    if row is None or (actor.role in UNITS and row.state in HIDDEN):
        return None
    indicators = _indicators(row)
    return SchemeView(
        row=_row(row),
        kinds=tuple(row.kinds),
        grades=tuple((Decimal(str(points)), word) for points, word in row.grades),
        note=row.note,
        basis=row.basis,
        opinion=row.opinion,
        drafter=row.drafter,
        drafted_on=row.drafted_on,
        version=row.version,
        computed_on=row.computed_on,
        indicators=indicators,
        results=tuple(_results(row, indicators, actor)),
        objections=tuple(_objections(row, indicators, actor)),
    )


def _indicators(scheme: Scheme) -> tuple[IndicatorView, ...]:
    rows = Indicator.objects.filter(conference=scheme.conference_id, scheme=scheme).order_by("place")
    return tuple(
        IndicatorView(row.place, row.name, row.definition, row.formula, row.weight, row.cap, measures_of(row.formula))
        for row in rows
    )


def measures_of(formula: str) -> tuple[tuple[str, str], ...]:
    """What a formula counts, each with its definition."""
    names = dict.fromkeys(read(formula).measures())
    return tuple((name, MEASURES[name].definition) for name in names)


def _results(scheme: Scheme, indicators: tuple[IndicatorView, ...], actor: Actor) -> list[ResultRow]:
    """A unit sees its own; once published every total, of others without the points below it."""
    rows = Result.objects.filter(conference=scheme.conference_id, scheme=scheme).select_related("unit")
    is_unit = actor.role in UNITS
    if is_unit and scheme.state != "published":
        rows = rows.filter(unit__number=actor.unit or 0)
    return [
        result_row(
            row.unit.number,
            row.unit.name,
            row.total,
            row.lines if not is_unit or row.unit.number == actor.unit else (),
            scheme.grades,
            indicators,
        )
        for row in rows.order_by("unit__number")
    ]


def result_row(
    unit: int,
    name: str,
    points: Decimal,
    lines: Any,
    grades: Any,
    indicators: tuple[IndicatorView, ...],
) -> ResultRow:
    named = {each.place: each for each in indicators}
    return ResultRow(
        unit,
        name,
        points,
        scoring.grade(points, grades),
        tuple(
            LineView(
                line["place"],
                named[line["place"]].name,
                Decimal(str(line["value"])),
                Decimal(str(line["score"])),
                named[line["place"]].cap,
                tuple((name, count) for name, count in line["counts"]),
                bool(line["nothing"]),
            )
            for line in lines
        ),
    )


def _objections(scheme: Scheme, indicators: tuple[IndicatorView, ...], actor: Actor) -> list[ObjectionRow]:
    rows = Objection.objects.filter(conference=scheme.conference_id, scheme=scheme).select_related("unit")
    if actor.role in UNITS:
        rows = rows.filter(unit__number=actor.unit or 0)
    named = {each.place: each.name for each in indicators}
    return [
        ObjectionRow(
            row.number,
            row.unit.number,
            row.unit.name,
            row.place,
            named.get(row.place, ""),
            row.text,
            row.on,
            row.upheld,
            row.answer,
            row.answered_on,
            row.version,
        )
        for row in rows.order_by("number")
    ]


def preview(conference: int, number: int, first: date, last: date, *, on: date) -> list[ResultRow]:
    """试算: what the scheme would give on the data of another period (last year's); nothing is kept."""
    scheme = Scheme.objects.filter(conference_id=conference, number=number).first()
    if scheme is None:
        return []
    indicators, rules = _indicators(scheme), rules_of(scheme)
    units = assessed_units(conference, scheme.kinds)
    told = records(conference, units, first, last, on=on)
    rows = []
    for unit in units:
        lines = [scoring.line(rule, told[unit.number]) for rule in rules]
        data = [line_data(line) for line in lines]
        rows.append(result_row(unit.number, unit.name, scoring.total(lines), data, scheme.grades, indicators))
    return rows


def evidence(conference: int, number: int, unit: int, actor: Actor) -> Mapping[str, list[str]] | None:
    """Measure → the objects counted for one unit; None where the seat may not see that unit's result. One query."""
    if actor.role in UNITS and actor.unit != unit:
        return None
    row = Result.objects.filter(conference_id=conference, scheme__number=number, unit__number=unit).first()
    return row.evidence if row else None
