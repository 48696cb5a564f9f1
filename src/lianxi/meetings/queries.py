"""Reading meetings: list, one meeting whole, what waits for an agenda, for approval, for a receipt. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from lianxi.meetings.content import Content, content_of
from lianxi.meetings.minutes import default_receivers
from lianxi.meetings.models import (
    ATTENDANCE,
    MINUTES_STATES,
    STATES,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    Minutes,
    Proposal,
    Receipt,
    Setting,
)
from lianxi.roster.models import Tenure
from lianxi.roster.names import named_rows
from lianxi.rulebook.vocabulary import MEETING_KINDS

PAGE = 40


@dataclass(frozen=True, slots=True)
class MeetingRow:
    number: int
    kind: str
    kind_label: str
    title: str
    day: date
    time: time | None
    place: str
    state: str
    state_label: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit's attendance."""

    unit: int
    name: str
    expected: bool
    status: str
    status_label: str
    substitute: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgendaView:
    place: int
    title: str
    presenter: str
    origin: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    number: int
    place: int
    text: str
    major: bool
    no_task: bool
    ahead: bool
    task: int | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    unit: int
    name: str
    received_on: date | None
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class MinutesView:
    number: int
    revision: int
    state: str
    state_label: str
    content: Content
    version: int
    opinion: str
    correction: str
    drafter: int | None
    issued_on: date | None
    document_number: str
    receipts: tuple[ReceiptView, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting whole. ``minutes``: the newest revision; None until it was held."""

    row: MeetingRow
    version: int
    chair: int | None
    chair_name: str
    guests: str
    reason: str
    note: str
    agenda: tuple[AgendaView, ...]
    attendance: tuple[Seen, ...]
    minutes: MinutesView | None
    earlier: tuple[MinutesView, ...]
    decisions: tuple[DecisionView, ...]
    #: who held the chair's seat on the day of the meeting
    chair_person: str = ""


def meetings(
    conference: int, *, kind: str | None = None, before: tuple[date, int] | None = None, limit: int = PAGE
) -> list[MeetingRow]:
    """Newest first, below ``before`` (day, number). One query."""
    rows = Meeting.objects.filter(conference_id=conference)
    if kind:
        rows = rows.filter(kind=kind)
    if before is not None:
        day, number = before
        rows = rows.filter(Q(day__lt=day) | Q(day=day, number__lt=number))
    return [_row(row) for row in rows.order_by("-day", "-number")[:limit]]


def _row(row: Meeting) -> MeetingRow:
    return MeetingRow(
        row.number,
        row.kind,
        MEETING_KINDS[row.kind],
        row.title,
        row.day,
        row.time,
        row.place,
        row.state,
        STATES[row.state],
        row.by_hand,
    )


def meeting(conference: int, number: int) -> MeetingView | None:
    """Six queries."""
    holder = Tenure.objects.filter(seat=OuterRef("chair"), since__lte=OuterRef("day")).order_by("-since", "-pk")
    rows = Meeting.objects.filter(conference_id=conference, number=number).select_related("chair")
    row = rows.annotate(chair_person=Subquery(holder.values("person__name")[:1])).first()
    if row is None:
        return None
    versions = list(Minutes.objects.filter(meeting=row).order_by("-revision"))
    receipts: dict[int, list[ReceiptView]] = {}
    for receipt in Receipt.objects.filter(minutes__in=versions).select_related("unit").order_by("unit__number"):
        receipts.setdefault(receipt.minutes_id, []).append(
            ReceiptView(receipt.unit.number, receipt.unit.name, receipt.received_on, receipt.on_behalf)
        )
    views = [_minutes(each, receipts.get(each.pk, [])) for each in versions]
    return MeetingView(
        row=_row(row),
        version=row.version,
        chair=row.chair.number if row.chair else None,
        chair_name=row.chair.post if row.chair else "",
        guests=row.guests,
        reason=row.reason,
        note=row.state_note,
        agenda=tuple(
            AgendaView(item.place, item.title, item.presenter, item.origin)
            for item in AgendaItem.objects.filter(meeting=row).order_by("place")
        ),
        attendance=tuple(
            _seen(each)
            for each in Attendance.objects.filter(meeting=row).select_related("unit").order_by("unit__number")
        ),
        minutes=views[0] if views else None,
        earlier=tuple(views[1:]),
        decisions=tuple(
            DecisionView(
                each.number, each.place, each.text, each.major, each.no_task, each.ahead, each.task, each.withdrawn
            )
            for each in Decision.objects.filter(meeting=row).order_by("place")
        ),
        chair_person=row.chair_person or "",
    )


def _seen(row: Attendance) -> Seen:
    return Seen(
        row.unit.number,
        row.unit.name,
        row.expected,
        row.status,
        ATTENDANCE.get(row.status, "未登记"),
        row.substitute,
        row.reason,
    )


def _minutes(row: Minutes, receipts: list[ReceiptView]) -> MinutesView:
    return MinutesView(
        row.number,
        row.revision,
        row.state,
        MINUTES_STATES[row.state],
        content_of(row.content),
        row.version,
        row.opinion,
        row.correction,
        row.drafter,
        row.issued_on,
        row.document_number,
        tuple(receipts),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a meeting should deal with."""

    title: str
    presenter: str
    origin: str


def proposals(conference: int, limit: int = 50) -> list[Waiting]:
    """What other rooms put before the next meeting and no agenda has taken up."""
    rows = Proposal.objects.filter(conference_id=conference, taken_up=None).order_by("pk")[:limit]
    return [Waiting(row.title, row.presenter, row.origin) for row in rows]


@dataclass(frozen=True, slots=True)
class MinutesWaiting:
    meeting: int
    title: str
    day: date
    state: str
    kind: str


def minutes_in(conference: int, *states: str, limit: int = 50) -> list[MinutesWaiting]:
    """Meetings whose newest minutes stand in one of these states, oldest meeting first."""
    newer = Minutes.objects.filter(meeting=OuterRef("meeting"), revision__gt=OuterRef("revision"))
    rows = (
        Minutes.objects.filter(~Exists(newer), conference_id=conference, state__in=states, meeting__state="held")
        .select_related("meeting")
        .order_by("meeting__day", "meeting__number")
    )
    return [
        MinutesWaiting(row.meeting.number, row.meeting.title, row.meeting.day, row.state, row.meeting.kind)
        for row in rows[:limit]
    ]


@dataclass(frozen=True, slots=True)
class ToSign:
    meeting: int
    title: str
    unit: int
    unit_name: str
    issued_on: date | None


def receipts_due(conference: int, *, unit: int | None = None, limit: int = 100) -> list[ToSign]:
    """Issued minutes not signed for, by one unit or by all; of corrected ones the newest issued revision only."""
    newer = Minutes.objects.filter(
        meeting=OuterRef("minutes__meeting"), revision__gt=OuterRef("minutes__revision"), state="issued"
    )
    rows = Receipt.objects.filter(~Exists(newer), conference_id=conference, received_on=None)
    rows = rows.select_related("minutes__meeting", "unit")
    if unit is not None:
        rows = rows.filter(unit__number=unit)
    return [
        ToSign(
            row.minutes.meeting.number,
            row.minutes.meeting.title,
            row.unit.number,
            row.unit.name,
            row.minutes.issued_on,
        )
        for row in rows.order_by("minutes__issued_on", "unit__number")[:limit]
    ]


def coming(conference: int, on: date, *, unit: int | None = None, limit: int = 20) -> list[MeetingRow]:
    """Called meetings from ``on`` onward, soonest first; of one unit: those it is expected at."""
    rows = Meeting.objects.filter(conference_id=conference, state="called", day__gte=on)
    if unit is not None:
        rows = rows.filter(attendance__unit__number=unit)
    return [_row(row) for row in rows.order_by("day", "number")[:limit]]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A called meeting that a unit is expected at, and what it answered (empty: nothing yet)."""

    row: MeetingRow
    status: str
    status_label: str
    substitute: str
    reason: str


def invitations(conference: int, unit: int, on: date, limit: int = 20) -> list[Invitation]:
    """What a unit is called to from ``on`` onward, soonest first, with its answers. One query."""
    rows = Attendance.objects.filter(
        conference_id=conference, unit__number=unit, meeting__state="called", meeting__day__gte=on
    ).select_related("meeting")
    return [
        Invitation(_row(row.meeting), row.status, ATTENDANCE.get(row.status, ""), row.substitute, row.reason)
        for row in rows.order_by("meeting__day", "meeting__number")[:limit]
    ]


def called(conference: int, limit: int = 50) -> list[MeetingRow]:
    """Every meeting that was called and neither held nor cancelled in the record, soonest first. One query."""
    rows = Meeting.objects.filter(conference_id=conference, state="called").order_by("day", "number")
    return [_row(row) for row in rows[:limit]]


def approvals(conference: int) -> dict[str, bool]:
    """The body's own setting by kind of meeting."""
    set_ = dict(Setting.objects.filter(conference_id=conference).values_list("kind", "approval"))
    return {kind: set_.get(kind, True) for kind in MEETING_KINDS}


def receivers(conference: int, number: int) -> list[int]:
    """The units proposed for issuing a meeting's minutes."""
    row = Meeting.objects.get(conference_id=conference, number=number)
    newest = Minutes.objects.filter(meeting=row).order_by("-revision").first()
    content: dict[str, Any] = newest.content if newest else {}
    return default_receivers(conference, row, content_of(content))


def place_of_decision(conference: int, number: int) -> tuple[int, int | None]:
    """The meeting that made the decision, and the task that carries it out. Raises ``Decision.DoesNotExist``."""
    row = Decision.objects.select_related("meeting").get(conference_id=conference, number=number)
    return row.meeting.number, row.task


# what they are called on the pages of the rooms below (roster.names) --------------------------------------------------


def named_meetings(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    return named_rows("meeting", Meeting.objects.filter(conference_id=conference, number__in=numbers), F("title"))


def named_decisions(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """A decision is called by the beginning of its text."""
    return named_rows(
        "decision", Decision.objects.filter(conference_id=conference, number__in=numbers), Substr("text", 1, 40)
    )
