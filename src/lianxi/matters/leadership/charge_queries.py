"""Reading 领导包案 and 来信阅批, bounded by the matters one may see. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.models import Charge, Reading
from lianxi.matters.scope import visible
from lianxi.roster.names import named_rows
from lianxi.roster.queries import person_names

PAGE = 50


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One in a list, with its matter as it is called."""

    number: int
    matter: int
    matter_title: str
    matter_state_label: str
    leader: int
    leader_name: str
    proposed_on: date
    until: date | None
    approved_on: date | None
    ended_on: date | None
    state: str
    state_label: str

    @property
    def matter_label(self) -> str:
        return words.number_label(self.matter)

    def overdue(self, today: date) -> bool:
        return self.state == "approved" and self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class ChargeView:
    """One whole. ``own``: who approved it is in charge himself."""

    row: ChargeRow
    duties: tuple[str, ...]
    proposer_name: str
    approver_name: str
    own: bool
    result: str
    version: int


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a leader instructed, and the entry it stands in."""

    leader_name: str
    on: date
    text: str
    entry: int


def _visible(conference: int, actor: Actor) -> QuerySet[Charge]:
    rows = Charge.objects.filter(conference_id=conference, matter__in=visible(conference, actor))
    return rows.select_related("matter")


def charges(
    conference: int,
    actor: Actor,
    *,
    states: Iterable[str] = (),
    leader: int | None = None,
    matter: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[ChargeRow]:
    """The newest first, below number ``before`` (keyset). Two queries."""
    rows = _visible(conference, actor)
    if wanted := list(states):
        rows = rows.filter(state__in=wanted)
    if leader is not None:
        rows = rows.filter(leader=leader)
    if matter is not None:
        rows = rows.filter(matter__number=matter)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[:limit])
    names = person_names(conference, [row.leader for row in found]) if found else {}
    return [_row(row, names) for row in found]


def charge_for(conference: int, actor: Actor, number: int) -> ChargeView | None:
    """One, if its matter may be seen; hidden and absent are the same. Two queries."""
    row = _visible(conference, actor).filter(number=number).first()
    if row is None:
        return None
    names = person_names(conference, [row.leader, row.proposer, row.approver or 0])
    return ChargeView(
        row=_row(row, names),
        duties=tuple(row.duties),
        proposer_name=names.get(row.proposer, ""),
        approver_name=names.get(row.approver or 0, ""),
        own=row.state in {"approved", "ended"} and row.approver == row.leader,
        result=row.result,
        version=row.version,
    )


def _row(row: Charge, names: dict[int, str]) -> ChargeRow:
    return ChargeRow(
        number=row.number,
        matter=row.matter.number,
        matter_title=row.matter.title,
        matter_state_label=words.STATES[row.matter.state],
        leader=row.leader,
        leader_name=names.get(row.leader, ""),
        proposed_on=row.proposed_on,
        until=row.until,
        approved_on=row.approved_on,
        ended_on=row.ended_on,
        state=row.state,
        state_label=words.CHARGE_STATES[row.state],
    )


def readings(conference: int, actor: Actor, matter: int) -> list[ReadingView]:
    """来信阅批 on a matter one may see, the oldest first. Two queries."""
    rows = Reading.objects.filter(conference_id=conference, matter__in=visible(conference, actor).filter(number=matter))
    found = list(rows.order_by("on", "pk"))
    names = person_names(conference, [row.leader for row in found]) if found else {}
    return [ReadingView(names.get(row.leader, ""), row.on, row.text, row.entry) for row in found]


def matter_title(conference: int, actor: Actor, number: int) -> str | None:
    """What a matter is called, if it may be seen. One query."""
    return visible(conference, actor).filter(number=number).values_list("title", flat=True).first()


def named_charges(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """Called by number only, as in feeds that every member reads."""
    rows = Charge.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("charge", rows, Concat(Value("领导包案第 "), Cast(F("number"), CharField()), Value(" 号")))
