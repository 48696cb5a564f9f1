"""Reading the reception rota and the reception register: lists by keyset, one whole. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.matters import words
from lianxi.matters.models import Reception, ReceptionDay
from lianxi.roster.names import named_rows
from lianxi.roster.queries import person_names

PAGE = 50
#: rows of the rota on one page
MOST_DAYS = 200


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the rota. ``received``: how many visits the register has of it."""

    number: int
    leader: int
    leader_name: str
    post: str
    on: date
    hours: str
    place: str
    published_on: date | None
    state: str
    state_label: str
    reason: str
    received: int
    version: int

    def overdue(self, today: date) -> bool:
        """Past, and the register says nothing of it."""
        return self.state in {"planned", "published"} and self.on < today


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """One visit in the register."""

    number: int
    kind_label: str
    leader: int
    leader_name: str
    on: date
    place: str
    unit_name: str
    people: int
    title: str
    state: str
    state_label: str
    matter: int | None

    @property
    def matter_label(self) -> str:
        return words.number_label(self.matter) if self.matter else ""

    @property
    def holder(self) -> str:
        """Under this name the vault keeps who came, until it becomes a matter."""
        return f"reception:{self.number}"


@dataclass(frozen=True, slots=True)
class ReceptionView:
    """One whole; ``accusing``: its content left the register."""

    row: ReceptionRow
    unit: int | None
    text: str
    reply: str
    recorder: int
    version: int


def days(
    conference: int,
    *,
    since: date | None = None,
    until: date | None = None,
    states: Iterable[str] = (),
    leader: int | None = None,
    numbers: Iterable[int] = (),
) -> list[DayRow]:
    """Days of the rota in order, at most 200. Three queries."""
    rows = ReceptionDay.objects.filter(conference_id=conference)
    if since is not None:
        rows = rows.filter(on__gte=since)
    if until is not None:
        rows = rows.filter(on__lte=until)
    if wanted := list(states):
        rows = rows.filter(state__in=wanted)
    if leader is not None:
        rows = rows.filter(leader=leader)
    if chosen := list(numbers):
        rows = rows.filter(number__in=chosen)
    found = list(rows.order_by("on", "number")[:MOST_DAYS])
    if not found:
        return []
    counted: dict[int | None, int] = {}
    for day in Reception.objects.filter(conference_id=conference, day__in=found).values_list("day_id", flat=True):
        counted[day] = counted.get(day, 0) + 1
    names = person_names(conference, [row.leader for row in found])
    return [_day(row, names, counted.get(row.pk, 0)) for row in found]


def day_for(conference: int, number: int) -> DayRow | None:
    """One day. Three queries."""
    return next(iter(days(conference, numbers=[number])), None)


def _day(row: ReceptionDay, names: Mapping[int, str], received: int) -> DayRow:
    return DayRow(
        number=row.number,
        leader=row.leader,
        leader_name=names.get(row.leader, ""),
        post=row.post,
        on=row.on,
        hours=row.hours,
        place=row.place,
        published_on=row.published_on,
        state=row.state,
        state_label=words.DAY_STATES[row.state],
        reason=row.reason,
        received=received,
        version=row.version,
    )


def receptions(
    conference: int,
    *,
    shown: str = "all",
    leader: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[ReceptionRow]:
    """The newest first, below number ``before`` (keyset). ``shown``: a state, or all. Two queries."""
    rows = Reception.objects.filter(conference_id=conference)
    if shown in words.RECEPTION_STATES:
        rows = rows.filter(state=shown)
    if leader is not None:
        rows = rows.filter(leader=leader)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.select_related("unit").order_by("-number")[:limit])
    names = person_names(conference, [row.leader for row in found]) if found else {}
    return [_row(row, names) for row in found]


def reception_for(conference: int, number: int) -> ReceptionView | None:
    """One whole. Two queries."""
    row = Reception.objects.filter(conference_id=conference, number=number).select_related("unit").first()
    if row is None:
        return None
    names = person_names(conference, [row.leader])
    unit = row.unit.number if row.unit else None
    return ReceptionView(_row(row, names), unit, row.text, row.reply, row.recorder, row.version)


def _row(row: Reception, names: Mapping[int, str]) -> ReceptionRow:
    return ReceptionRow(
        number=row.number,
        kind_label=words.RECEPTION_KINDS[row.kind],
        leader=row.leader,
        leader_name=names.get(row.leader, ""),
        on=row.on,
        place=row.place,
        unit_name=row.unit.name if row.unit else "",
        people=row.people,
        title=row.title,
        state=row.state,
        state_label=words.RECEPTION_STATES[row.state],
        matter=row.matter,
    )


def named_receptions(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """Called by number only, as in feeds that every member reads."""
    rows = Reception.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("reception", rows, Concat(Value("接访登记第 "), Cast(F("number"), CharField()), Value(" 号")))


def named_days(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = ReceptionDay.objects.filter(conference_id=conference, number__in=numbers)
    title = Concat(F("post"), Value(" "), Cast(F("on"), CharField()), Value(" 接访"))
    return named_rows("reception_day", rows, title)
