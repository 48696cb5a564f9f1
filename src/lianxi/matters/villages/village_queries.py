"""Reading the village register: lists by keyset, one whole, counts a unit. Plain values only.

A village sees its own; office, leaders and inspectors see all. Counts stand in the order of the units, never ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.matters import words
from lianxi.matters.models import VillageCase
from lianxi.roster.models import Unit
from lianxi.roster.names import named_rows
from lianxi.roster.roles import UNITS

PAGE = 50
#: kinds of units that keep a village register
VILLAGES = frozenset({"village", "community", "other"})


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One in a list. ``receipt``: it accused the village and left; nothing of it stays here."""

    number: int
    unit: int
    unit_name: str
    on: date
    channel_label: str
    locality: str
    title: str
    people: int
    state: str
    state_label: str
    settled_on: date | None
    matter: int | None

    @property
    def receipt(self) -> bool:
        return self.state == "reported" and self.matter is None

    @property
    def matter_label(self) -> str:
        return words.number_label(self.matter) if self.matter else ""

    @property
    def holder(self) -> str:
        """Under this name the vault keeps who came, until the case is reported."""
        return f"village_case:{self.number}"


@dataclass(frozen=True, slots=True)
class CaseView:
    """One whole."""

    row: CaseRow
    text: str
    result: str
    measures: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit's year: registered, of these settled, reported, still open."""

    unit: int
    name: str
    registered: int
    settled: int
    reported: int
    open: int


def _visible(conference: int, role: str, unit: int | None) -> QuerySet[VillageCase]:
    rows = VillageCase.objects.filter(conference_id=conference)
    return rows.filter(unit__number=unit or 0) if role in UNITS else rows


def cases(
    conference: int,
    *,
    role: str,
    unit: int | None,
    shown: str = "open",
    of_unit: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[CaseRow]:
    """The newest first, below number ``before`` (keyset). ``shown``: a state, or all. One query."""
    rows = _visible(conference, role, unit)
    if shown in words.VILLAGE_STATES:
        rows = rows.filter(state=shown)
    if of_unit is not None:
        rows = rows.filter(unit__number=of_unit)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row) for row in rows.select_related("unit").order_by("-number")[:limit]]


def case_for(conference: int, number: int, *, role: str, unit: int | None) -> CaseView | None:
    """One, if the seat may see it; hidden and absent are the same. One query."""
    row = _visible(conference, role, unit).filter(number=number).select_related("unit").first()
    if row is None:
        return None
    measures = tuple(words.MEASURES[code] for code in row.measures if code in words.MEASURES)
    return CaseView(_row(row), row.text, row.result, measures, row.version)


def counts(conference: int, year: int) -> list[UnitCount]:
    """Each unit that registered in a year, in the order of the units. One query."""
    rows = (
        VillageCase.objects.filter(conference_id=conference, on__year=year)
        .values("unit__number", "unit__name")
        .annotate(
            registered=Count("pk"),
            settled=Count("pk", filter=Q(state="settled")),
            reported=Count("pk", filter=Q(state="reported")),
            open=Count("pk", filter=Q(state="open")),
        )
        .order_by("unit__number")
    )
    return [
        UnitCount(
            row["unit__number"], row["unit__name"], row["registered"], row["settled"], row["reported"], row["open"]
        )
        for row in rows
    ]


def keeps_register(conference: int, unit: int) -> bool:
    """Whether this unit is a village, a community or the like. One query."""
    return Unit.objects.filter(conference_id=conference, number=unit, kind__in=VILLAGES).exists()


def open_of(conference: int, unit: int, limit: int = 50) -> list[CaseRow]:
    """What a village has not settled yet, the oldest first. One query."""
    rows = VillageCase.objects.filter(conference_id=conference, unit__number=unit, state="open")
    return [_row(row) for row in rows.select_related("unit").order_by("number")[:limit]]


def _row(row: VillageCase) -> CaseRow:
    return CaseRow(
        number=row.number,
        unit=row.unit.number,
        unit_name=row.unit.name,
        on=row.on,
        channel_label=words.CHANNELS.get(row.channel, row.channel),
        locality=row.locality,
        title=row.title,
        people=row.people,
        state=row.state,
        state_label=words.VILLAGE_STATES[row.state],
        settled_on=row.settled_on,
        matter=row.matter,
    )


def named_cases(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """Called by number only, as in feeds that every member reads: never by what somebody complained of."""
    rows = VillageCase.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("village_case", rows, Concat(Value("村级登记第 "), Cast(F("number"), CharField()), Value(" 号")))
