"""Reading information: the one scope, lists by keyset, one whole, how late. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.information.information_setting import Setting, beyond_limit
from lianxi.information.models.report import (
    MEANS_UP,
    OPEN,
    STAGES,
    STATES,
    Circulation,
    Information,
    UrgentReport,
)
from lianxi.information.models.report import URGENCY as URGENCY
from lianxi.information.urgent import FOLLOWS
from lianxi.journal.frame import Actor
from lianxi.journal.queries import PastStep
from lianxi.matters import scope
from lianxi.matters.identities.masking import masked
from lianxi.roster.names import named_rows
from lianxi.roster.roles import LEADERS, OFFICE, UNITS

PAGE = 50
SEES_ALL = OFFICE | LEADERS | {"inspector"}
#: what a unit that was told reads of the course besides its own steps
FOR_ALL = frozenset({"information.reported", "information.settled", "information.reported_up"})


def visible(conference: int, actor: Actor) -> QuerySet[Information]:
    """What this seat may see: office, leaders and inspector all, a unit what it reported or was told. No query.

    List, search, export, one piece, its files and its papers all begin here; hidden and absent are the same.
    """
    rows = Information.objects.filter(conference_id=conference).exclude(state="withdrawn")
    if actor.role in SEES_ALL:
        return rows
    if actor.role not in UNITS or actor.unit is None:
        return rows.none()
    told = Circulation.objects.filter(conference_id=conference, information=OuterRef("pk"), unit__number=actor.unit)
    return rows.filter(Q(unit__number=actor.unit) | Exists(told))


@dataclass(frozen=True, slots=True)
class InformationRow:
    """One in a list. ``late``: its results are wanted by a day that has passed.

    ``hours``: from learning of it (``since`` 得知), else from its happening (发生), to the report; ``over``: beyond the
    body's own limit.
    """

    number: int
    title: str
    unit_name: str
    urgency: str
    place: str
    sent_at: datetime
    hours: int | None
    since: str
    over: int | None
    state: str
    state_label: str
    stage: str
    owes: str
    late: bool
    by_hand: bool

    @property
    def urgency_label(self) -> str:
        return URGENCY[self.urgency]

    @property
    def stage_label(self) -> str:
        return STAGES.get(self.stage, "")


@dataclass(frozen=True, slots=True)
class ToldView:
    """What became of it at one unit that was told."""

    unit: int
    unit_name: str
    verifies: bool
    asked: str
    told_on: date
    due: date | None
    received_on: date | None
    result: str
    verified_on: date | None
    opinion: str
    chased: int
    overdue: bool

    @property
    def late(self) -> bool:
        return self.verified_on is not None and self.due is not None and self.verified_on > self.due


@dataclass(frozen=True, slots=True)
class UpView:
    """One urgent report, to all its addressees. ``over``: hours beyond the body's own limit (首报 only)."""

    serial: int
    stage: str
    addressees: tuple[str, ...]
    means_label: str
    text: str
    sent_at: datetime
    over: int | None = None

    @property
    def stage_label(self) -> str:
        return STAGES[self.stage]


@dataclass(frozen=True, slots=True)
class InformationView:
    """One whole, as far as the seat may read it: a unit sees its own part of the circulation, not the others'."""

    row: InformationRow
    unit: int | None
    text: str
    people: int | None
    happened_at: datetime | None
    learned_at: datetime | None
    result: str
    settled_on: date | None
    origin: str
    became: str
    version: int
    told: tuple[ToldView, ...]
    up: tuple[UpView, ...]
    first_due: datetime | None
    own: bool

    @property
    def may_follow(self) -> tuple[str, ...]:
        """Which urgent reports may come next; none where it is neither urgent nor was reported so."""
        if self.row.state not in OPEN or (self.row.urgency == "ordinary" and not self.row.stage):
            return ()
        return FOLLOWS[self.row.stage]

    def told_of(self, unit: int | None) -> ToldView | None:
        return next((each for each in self.told if each.unit == unit), None)


def hours_between(earlier: datetime | None, later: datetime) -> int | None:
    """Whole hours, never below 0."""
    return None if earlier is None else max(0, int((later - earlier).total_seconds() // 3600))


def owes(urgency: str, stage: str, state: str) -> str:
    """Which urgent report is still owed: 首报, 终报 or nothing."""
    if state not in OPEN or stage == "final" or (urgency == "ordinary" and not stage):
        return ""
    return "终报" if stage else "首报"


SHOWN = {"open": "未办结", "urgent": "紧急未终报", "late": "核查逾期", "all": "全部"}


def information(
    conference: int,
    actor: Actor,
    *,
    on: date,
    given: Setting,
    shown: str = "open",
    words: str = "",
    before: int | None = None,
    limit: int = PAGE,
) -> list[InformationRow]:
    """The newest first, below number ``before`` (keyset); ``words`` in title or place. One query."""
    rows = visible(conference, actor)
    overdue = Circulation.objects.filter(
        conference_id=conference, information=OuterRef("pk"), verifies=True, verified_on=None, due__lt=on
    )
    if actor.role not in SEES_ALL:
        overdue = overdue.filter(unit__number=actor.unit or 0)
    if shown != "all":
        rows = rows.filter(state__in=OPEN)
    if shown == "urgent":
        rows = rows.exclude(urgency="ordinary", stage="").exclude(stage="final")
    if shown == "late":
        rows = rows.filter(Exists(overdue))
    for word in masked(words).split()[:5]:  # a number of a person finds nothing
        rows = rows.filter(Q(title__icontains=word) | Q(place__icontains=word))
    if before is not None:
        rows = rows.filter(number__lt=before)
    listed = rows.select_related("unit").annotate(late=Exists(overdue)).order_by("-number")[:limit]
    return [_row(row, actor, given, late=row.late) for row in listed]


def _row(row: Information, actor: Actor, given: Setting, *, late: bool) -> InformationRow:
    clear = actor.role in OFFICE or (row.unit is not None and row.unit.number == actor.unit)
    return InformationRow(
        number=row.number,
        title=row.title if clear else masked(row.title),
        unit_name=row.unit.name if row.unit else "办公室、召集人",
        urgency=row.urgency,
        place=row.place if clear else masked(row.place),
        sent_at=row.sent_at,
        hours=hours_between(row.learned_at or row.happened_at, row.sent_at),
        since="得知" if row.learned_at else "发生",
        over=beyond_limit(row, row.sent_at, given),
        state=row.state,
        state_label=STATES[row.state],
        stage=row.stage,
        owes=owes(row.urgency, row.stage, row.state),
        late=late and row.state in OPEN,
        by_hand=row.by_hand,
    )


def information_for(conference: int, actor: Actor, number: int, *, on: date, given: Setting) -> InformationView | None:
    """One, if the seat may see it. Three queries."""
    row = visible(conference, actor).filter(number=number).select_related("unit").first()
    if row is None:
        return None
    told = Circulation.objects.filter(information=row).select_related("unit").order_by("-verifies", "unit__number")
    if actor.role not in SEES_ALL:
        told = told.filter(unit__number=actor.unit or 0)
    views = tuple(_told(each, on, row.state) for each in told)
    own = actor.unit is not None and row.unit is not None and row.unit.number == actor.unit
    up = _up(row, given) if actor.role in SEES_ALL or own else ()
    known = row.learned_at or row.happened_at or row.sent_at
    limit = given.urgent_hours
    return InformationView(
        row=_row(row, actor, given, late=any(each.overdue for each in views)),
        unit=row.unit.number if row.unit else None,
        text=row.text if actor.role in OFFICE or own else masked(row.text),
        people=row.people,
        happened_at=row.happened_at,
        learned_at=row.learned_at,
        result=row.result,
        settled_on=row.settled_on,
        origin=row.origin,
        became=_became(conference, actor, row.became),
        version=row.version,
        told=views,
        up=up,
        first_due=known + timedelta(hours=limit) if limit and row.urgency != "ordinary" and not row.stage else None,
        own=own,
    )


def _became(conference: int, actor: Actor, became: str) -> str:
    """The matter it was registered as, for who may see that matter."""
    _, _, number = became.partition(":")
    return became if number and scope.visible(conference, actor).filter(number=int(number)).exists() else ""


def _told(row: Circulation, on: date, state: str) -> ToldView:
    waits = row.verifies and row.verified_on is None and state in OPEN
    return ToldView(
        unit=row.unit.number,
        unit_name=row.unit.name,
        verifies=row.verifies,
        asked=row.asked,
        told_on=row.told_on,
        due=row.due,
        received_on=row.received_on,
        result=row.result,
        verified_on=row.verified_on,
        opinion=row.opinion,
        chased=row.chased,
        overdue=waits and row.due is not None and row.due < on,
    )


def _up(row: Information, given: Setting) -> tuple[UpView, ...]:
    found: dict[int, list[UrgentReport]] = {}
    for each in UrgentReport.objects.filter(information=row).order_by("serial", "pk"):
        found.setdefault(each.serial, []).append(each)
    return tuple(
        UpView(
            serial=serial,
            stage=rows[0].stage,
            addressees=tuple(each.addressee for each in rows),
            means_label=MEANS_UP[rows[0].means],
            text=rows[0].text,
            sent_at=rows[0].sent_at,
            over=beyond_limit(row, rows[0].sent_at, given) if rows[0].stage == "first" else None,
        )
        for serial, rows in found.items()
    )


def own_steps(view: InformationView, actor: Actor, steps: Iterable[PastStep]) -> list[PastStep]:
    """The course as this seat may read it: a unit its own steps and those that concern everybody."""
    if actor.role in SEES_ALL:
        return list(steps)
    return [step for step in steps if step.unit == actor.unit or (step.verb in FOR_ALL and _concerns(view, step))]


def _concerns(view: InformationView, step: PastStep) -> bool:
    return view.own or step.verb != "information.reported_up"


@dataclass(frozen=True, slots=True)
class ToldWaiting:
    """What a unit was told and has not signed for, or not verified."""

    number: int
    title: str
    urgency: str
    due: date | None
    verifies: bool
    received: bool
    returned: bool
    chased: int


def waits_for_unit(conference: int, unit: int) -> list[ToldWaiting]:
    """For its inbox: not signed for, or asked to verify and not answered. One query."""
    rows = Circulation.objects.filter(conference_id=conference, unit__number=unit, information__state__in=OPEN)
    rows = rows.filter(Q(received_on=None) | Q(verifies=True, verified_on=None)).select_related("information")
    return [
        ToldWaiting(
            number=row.information.number,
            title=masked(row.information.title),
            urgency=row.information.urgency,
            due=row.due,
            verifies=row.verifies and row.verified_on is None,
            received=row.received_on is not None,
            returned=bool(row.opinion),
            chased=row.chased,
        )
        for row in rows.order_by(F("due").asc(nulls_last=True), "information__number")[:PAGE]
    ]


def urgent_open(conference: int, *, unit: int | None = None, limit: int = PAGE) -> list[tuple[int, str, str, str]]:
    """Urgent ones without 终报, the newest first: number, title, urgency, what is owed. One query."""
    rows = Information.objects.filter(conference_id=conference, state__in=OPEN).exclude(stage="final")
    rows = rows.exclude(urgency="ordinary", stage="")
    if unit is not None:
        rows = rows.filter(unit__number=unit)
    listed = rows.order_by("-number").values_list("number", "title", "urgency", "stage", "state")[:limit]
    return [(number, title, urgency, owes(urgency, stage, state)) for number, title, urgency, stage, state in listed]


def named_information(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """Called by number only on pages that every member reads: never by what it says."""
    rows = Information.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows(
        "information", rows, Concat(Value("重要敏感信息第 "), Cast(F("number"), CharField()), Value(" 号"))
    )
