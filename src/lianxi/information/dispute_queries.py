"""Reading disputes: one scope for list, one whole, counts and export. Plain values only.

A unit sees what it found and what it is to settle; office, leaders and inspectors see all. Whoever only looks on sees
numbers of persons covered, should one have slipped into a text. A matter is named to who may see that matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.information import information_queries
from lianxi.information.models import Dispute
from lianxi.information.models.dispute import KINDS, RISKS, STATES
from lianxi.journal.frame import Actor
from lianxi.matters import scope
from lianxi.matters.identities.masking import masked
from lianxi.matters.words import number_label
from lianxi.roster.names import named_rows
from lianxi.roster.roles import LEADERS, OFFICE, UNITS

__all__ = ["KINDS", "PAGE", "RISKS", "STATES", "DisputeRow", "DisputeView", "Filter", "dispute_for", "disputes"]
PAGE = 50
SHOWN = {**STATES, "overdue": "逾期未化解", "all": "全部"}


@dataclass(frozen=True, slots=True)
class Filter:
    """``shown``: a state, overdue or all; ``unit``: found or settled by it; ``since``, ``until``: when it was found."""

    shown: str = "open"
    kind: str = ""
    risk: str = ""
    unit: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One in a list."""

    number: int
    unit: int
    unit_name: str
    settles: int
    settles_name: str
    found_on: date
    kind_label: str
    risk: str
    risk_label: str
    place: str
    title: str
    people: int | None
    responsible: str
    due: date | None
    state: str
    state_label: str
    settled_on: date | None
    overdue: bool
    by_hand: bool
    result: str
    measures: int
    became: str

    @property
    def risk_sign(self) -> str:
        """A shape beside the word: told apart without colour."""
        return {"low": "○", "middle": "◇", "high": "▲"}[self.risk]

    @property
    def settled_by_another(self) -> bool:
        return self.unit != self.settles


@dataclass(frozen=True, slots=True)
class Measure:
    on: date
    unit_name: str
    text: str


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One whole. ``matter`` (number and label), ``information``: what it became, where the reader may see that."""

    row: DisputeRow
    kind: str
    text: str
    reason: str
    measures: tuple[Measure, ...]
    matter: tuple[int, str] | None
    information: int | None
    version: int
    #: the reader's unit found it, or he is of the office
    finder: bool


def visible(conference: int, actor: Actor) -> QuerySet[Dispute]:
    """The disputes this seat may see; hidden and absent are the same. No query of its own."""
    rows = Dispute.objects.filter(conference_id=conference)
    if actor.role in UNITS:
        return rows.filter(Q(unit__number=actor.unit or 0) | Q(settles__number=actor.unit or 0))
    return rows if actor.role in OFFICE | LEADERS | {"inspector"} else rows.none()


def chosen(conference: int, actor: Actor, wanted: Filter, on: date) -> QuerySet[Dispute]:
    """Those of a filter within the scope."""
    rows = visible(conference, actor)
    if wanted.shown == "overdue":
        rows = rows.filter(state="open", due__lt=on)
    elif wanted.shown in STATES:
        rows = rows.filter(state=wanted.shown)
    else:
        rows = rows.exclude(state="voided")
    named: dict[str, Any] = {"kind": wanted.kind, "risk": wanted.risk}
    rows = rows.filter(**{name: value for name, value in named.items() if value})
    if wanted.unit is not None:
        rows = rows.filter(Q(unit__number=wanted.unit) | Q(settles__number=wanted.unit))
    days = {"found_on__gte": wanted.since, "found_on__lte": wanted.until}
    return rows.filter(**{name: day for name, day in days.items() if day is not None})


def disputes(
    conference: int, actor: Actor, wanted: Filter, *, on: date, before: int | None = None, limit: int = PAGE
) -> list[DisputeRow]:
    """The newest first, below number ``before`` (keyset). One query."""
    rows = chosen(conference, actor, wanted, on)
    if before is not None:
        rows = rows.filter(number__lt=before)
    listed = rows.select_related("unit", "settles").order_by("-number")[:limit]
    return [_row(row, on, actor) for row in listed]


def dispute_for(conference: int, actor: Actor, number: int, *, on: date, units: dict[int, str]) -> DisputeView | None:
    """One, if the seat may see it. ``units``: names by number, for the measures. At most two queries."""
    row = visible(conference, actor).filter(number=number).select_related("unit", "settles").first()
    if row is None:
        return None
    cover = _covers(row, actor)
    kind, _, other = row.became.partition(":")
    matter = int(other) if kind == "matter" else None
    information = int(other) if kind == "information" else None
    seen = matter is not None and scope.visible(conference, actor).filter(number=matter).exists()
    return DisputeView(
        row=_row(row, on, actor),
        kind=row.kind,
        text=masked(row.text) if cover else row.text,
        reason=masked(row.reason) if cover else row.reason,
        measures=tuple(
            Measure(
                date.fromisoformat(each["on"]),
                units.get(each["unit"], "联席会议办公室"),
                masked(each["text"]) if cover else each["text"],
            )
            for each in row.measures
        ),
        matter=(matter, number_label(matter)) if matter is not None and seen else None,
        information=information if information is not None and _may_see(conference, actor, information) else None,
        version=row.version,
        finder=actor.role in OFFICE or (actor.role in UNITS and actor.unit == row.unit.number),
    )


def _may_see(conference: int, actor: Actor, information: int) -> bool:
    return information_queries.visible(conference, actor).filter(number=information).exists()


def _covers(row: Dispute, actor: Actor) -> bool:
    """Whether the reader only looks on."""
    own = actor.role in UNITS and actor.unit in {row.unit.number, row.settles.number}
    return not own and actor.role not in OFFICE


def _row(row: Dispute, on: date, actor: Actor) -> DisputeRow:
    cover = _covers(row, actor)
    return DisputeRow(
        number=row.number,
        unit=row.unit.number,
        unit_name=row.unit.name,
        settles=row.settles.number,
        settles_name=row.settles.name,
        found_on=row.found_on,
        kind_label=KINDS[row.kind],
        risk=row.risk,
        risk_label=RISKS[row.risk],
        place=masked(row.place) if cover else row.place,
        title=masked(row.title) if cover else row.title,
        people=row.people,
        responsible=masked(row.responsible) if cover else row.responsible,
        due=row.due,
        state=row.state,
        state_label=STATES[row.state],
        settled_on=row.settled_on,
        overdue=row.state == "open" and row.due is not None and row.due < on,
        by_hand=row.by_hand,
        result=masked(row.result) if cover else row.result,
        measures=len(row.measures),
        became=row.became.partition(":")[0],
    )


def to_settle(conference: int, unit: int, limit: int = 50) -> list[DisputeRow]:
    """What a unit is to settle, the soonest due first, undated last. One query."""
    rows = Dispute.objects.filter(conference_id=conference, settles__number=unit, state="open")
    ordered = rows.select_related("unit", "settles").order_by(F("due").asc(nulls_last=True), "number")[:limit]
    actor = Actor(0, 0, 0, "unit_head", unit)
    return [_row(row, date.min, actor) for row in ordered]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found from one day to another: by unit in the order of the roster, by kind, by risk."""

    total: int
    units: tuple[tuple[str, int, int, int, int], ...]
    kinds: tuple[tuple[str, int, int], ...]
    risks: tuple[tuple[str, int, int], ...]


def tally(conference: int, actor: Actor, since: date, until: date) -> Tally:
    """Found, settled, passed on, still open, a unit; found and settled, a kind and a risk. Three queries."""
    rows = chosen(conference, actor, Filter("all", since=since, until=until), until)
    of_state = {state: Count("pk", filter=Q(state=state)) for state in ("settled", "escalated", "open")}
    units = rows.order_by().values("unit__number", "unit__name").annotate(found=Count("pk"), **of_state)
    lines = tuple(
        (row["unit__name"], row["found"], row["settled"], row["escalated"], row["open"])
        for row in units.order_by("unit__number")
    )
    return Tally(sum(line[1] for line in lines), lines, _by(rows, "kind", KINDS), _by(rows, "risk", RISKS))


def _by(rows: QuerySet[Dispute], column: str, words: dict[str, str]) -> tuple[tuple[str, int, int], ...]:
    counted = rows.order_by().values(column).annotate(found=Count("pk"), done=Count("pk", filter=Q(state="settled")))
    found = {row[column]: (row["found"], row["done"]) for row in counted}
    return tuple((label, *found[code]) for code, label in words.items() if code in found)


def named_disputes(conference: int, numbers: Sequence[int]) -> QuerySet[Any, Any]:
    """Called by number only, as in feeds that every member reads."""
    rows = Dispute.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("dispute", rows, Concat(Value("矛盾纠纷第 "), Cast(F("number"), CharField()), Value(" 号")))
