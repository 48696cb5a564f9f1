"""Writes on meetings: call, postpone, cancel, hold, attendance, settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from lianxi.charter.queries import edition_on
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.meetings import moves
from lianxi.meetings.models import ATTENDANCE, STATES, AgendaItem, Attendance, Meeting, Minutes, Proposal, Setting
from lianxi.roster.models import Seat, Unit
from lianxi.roster.roles import OFFICE
from lianxi.rulebook.duties import Gate, matches
from lianxi.rulebook.facts import Fact, Value
from lianxi.rulebook.vocabulary import MEETING_KINDS


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item as it is typed or taken over from what waits."""

    title: str
    presenter: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a notice says: when, where, who chairs, which units come, who is invited, what is dealt with."""

    kind: str
    title: str
    day: date
    time: time | None
    place: str
    chair: int | None
    units: Sequence[int]
    guests: str = ""
    reason: str = ""
    agenda: Sequence[Item] = ()


@dataclass(frozen=True, slots=True)
class Presence:
    """One unit at a meeting: ``status`` of ``ATTENDANCE``; who sat in for it, or why it stayed away."""

    unit: int
    status: str
    substitute: str = ""
    reason: str = ""


def propose_item(step: Step, *, title: str, origin: str, presenter: str = "") -> None:
    """Put something before the next meeting (called by the rooms above within their own actions); once per origin."""
    Proposal.objects.get_or_create(
        conference=step.conference,
        origin=origin,
        taken_up=None,
        defaults={"title": title[:200], "presenter": presenter[:80]},
    )


@action(moves.CALL)
def call_meeting(step: Step, *, plan: Plan) -> str:
    """Call a meeting: its notice goes to the units named. An ad hoc meeting says why."""
    if plan.kind not in MEETING_KINDS:
        raise Invalid("请选择会议类型。", "kind")
    if not plan.title.strip():
        raise Invalid("请填写会议名称。", "title")
    if plan.day < step.today:
        raise Invalid("会议日期已经过去。已经开过的会请用“补录会议”。", "day")
    if plan.kind == "ad_hoc" and not plan.reason.strip():
        raise Invalid("临时会议请写明因何召开。", "reason")
    if not plan.units:
        raise Invalid("请至少选择一个参加单位。", "units")
    units = list(Unit.objects.filter(conference=step.conference, number__in=list(plan.units), closed_on=None))
    if not units:
        raise Invalid("所选单位不存在或已撤并。请重新选择参加单位。", "units")
    meeting = Meeting.objects.create(
        conference=step.conference,
        number=step.next("meeting"),
        kind=plan.kind,
        title=plan.title.strip()[:120],
        reason=plan.reason.strip()[:200],
        day=plan.day,
        time=plan.time,
        place=plan.place.strip()[:120],
        chair=_chair(step, plan.chair),
        guests=plan.guests.strip()[:300],
        state="called",
    )
    for unit in units:
        Attendance.objects.create(conference=step.conference, meeting=meeting, unit=unit)
    _lay_agenda(step, meeting, plan.agenda)
    step.fact(
        "meeting.called",
        f"meeting:{meeting.number}",
        data={"kind": plan.kind, "day": plan.day.isoformat(), "units": len(units)},
    )
    return f"meeting:{meeting.number}"


def _chair(step: Step, number: int | None) -> Seat | None:
    if number is None:
        return None
    seat = Seat.objects.filter(conference=step.conference, number=number, closed_on=None).first()
    if seat is None:
        raise Invalid("没有这个席位。请重新选择主持人。", "chair")
    if seat.role != "convener":
        raise RuleBroken("会议由召集人主持。请选择召集人。")
    return seat


def _lay_agenda(step: Step, meeting: Meeting, agenda: Sequence[Item]) -> None:
    for place, item in enumerate((item for item in agenda if item.title.strip()), start=1):
        AgendaItem.objects.create(
            conference=step.conference,
            meeting=meeting,
            place=place,
            title=item.title.strip()[:200],
            presenter=item.presenter.strip()[:80],
            origin=item.origin,
        )
        if item.origin:
            Proposal.objects.filter(conference=step.conference, origin=item.origin, taken_up=None).update(
                taken_up=meeting
            )


@action(moves.POSTPONE)
def postpone_meeting(
    step: Step, *, number: int, version: int, day: date, time: time | None, place: str, reason: str
) -> str:
    """Another day, hour or place after the notice went out, with the reason; the units are told again.

    Signatures, leave and substitutes were for the old day: on another day every unit answers anew.
    """
    meeting = take(step, number, version, moves.POSTPONE)
    if day < step.today:
        raise Invalid("新的会议日期已经过去。请核对。", "day")
    if not reason.strip():
        raise Invalid("请写明改期的原因。", "reason")
    if day != meeting.day:
        Attendance.objects.filter(meeting=meeting).update(status="", substitute="", reason="")
    meeting.day, meeting.time, meeting.place = day, time, place.strip()[:120] or meeting.place
    meeting.state_note = reason.strip()[:300]
    save_next(meeting, "day", "time", "place", "state_note")
    step.fact("meeting.postponed", f"meeting:{number}", data={"kind": meeting.kind, "day": day.isoformat()})
    step.text("reason", reason)
    return f"meeting:{number}"


@action(moves.CANCEL)
def cancel_meeting(step: Step, *, number: int, version: int, reason: str) -> str:
    """A meeting that will not take place, with the reason. Where one was owed, that window is explained apart."""
    meeting = take(step, number, version, moves.CANCEL)
    if not reason.strip():
        raise Invalid("请写明取消的原因。", "reason")
    meeting.state, meeting.state_note = "cancelled", reason.strip()[:300]
    save_next(meeting, "state", "state_note")
    waiting = Proposal.objects.filter(conference=step.conference, taken_up=None).values_list("origin", flat=True)
    Proposal.objects.filter(taken_up=meeting).exclude(origin__in=list(waiting)).update(taken_up=None)
    step.fact("meeting.cancelled", f"meeting:{number}", data={"kind": meeting.kind})
    step.text("reason", reason)
    return f"meeting:{number}"


@action(moves.ATTEND)
def record_attendance(step: Step, *, number: int, presence: Presence) -> str:
    """A unit signs in, asks for leave or names a substitute; for another unit only the office, on its behalf.

    After the meeting only the office corrects attendance.
    """
    return lay_attendance(step, number, presence)


def lay_attendance(step: Step, number: int, presence: Presence, on: date | None = None) -> str:
    """Add a unit's attendance to the entry being written; ``on``: the day it told, where not the call's own."""
    meeting = take(step, number, None, moves.ATTEND)
    own = step.call.behalf.unit if step.call.behalf else step.actor.unit
    office = step.actor.role in OFFICE
    if step.call.behalf is not None and own != presence.unit:
        raise RuleBroken("代录的是哪个单位，就登记哪个单位的到会情况。请核对。")
    if not office and (own != presence.unit or meeting.state == "held" or step.today > meeting.day):
        raise RuleBroken("只能登记本单位的到会情况；会后更正请联系联席会议办公室。")
    if not office and presence.status == "present" and meeting.day != step.today:
        raise RuleBroken(f"签到只在会议当天（{meeting.day:%Y年%m月%d日}）进行。")
    _lay_presence(step, meeting, presence)
    step.fact(
        "attendance.recorded",
        f"meeting:{number}",
        on=on or (step.call.behalf.on if step.call.behalf else None),
        unit=presence.unit,
        data={"status": presence.status, "kind": meeting.kind},
    )
    return f"meeting:{number}"


def _lay_presence(step: Step, meeting: Meeting, presence: Presence) -> None:
    if presence.status not in ATTENDANCE:
        raise Invalid("请选择到会、请假、代会或未请假缺席。", "status")
    if presence.status == "substitute" and not presence.substitute.strip():
        raise Invalid("代会请写明由谁代会。", "substitute")
    unit = Unit.objects.filter(conference=step.conference, number=presence.unit).first()
    if unit is None:
        raise Invalid("没有这个单位。请重新选择。", "unit")
    Attendance.objects.update_or_create(
        conference=step.conference,
        meeting=meeting,
        unit=unit,
        defaults={
            "status": presence.status,
            "substitute": presence.substitute.strip()[:60],
            "reason": presence.reason.strip()[:200],
        },
        create_defaults={
            "expected": False,
            "status": presence.status,
            "substitute": presence.substitute.strip()[:60],
            "reason": presence.reason.strip()[:200],
        },
    )


@action(moves.HOLD)
def hold_meeting(
    step: Step, *, number: int, version: int, presences: Sequence[Presence], sheet: Sequence[Upload] = ()
) -> str:
    """The meeting took place on its day; attendance of every expected unit and the signed sheet go with it."""
    meeting = take(step, number, version, moves.HOLD)
    if meeting.day > step.today:
        raise RuleBroken(f"会议定于 {meeting.day:%Y年%m月%d日}，还没有到。提前召开的，请先改期。")
    for presence in presences:
        _lay_presence(step, meeting, presence)
    open_ones = Attendance.objects.filter(meeting=meeting, expected=True, status="").select_related("unit")
    if open_ones:
        names = "、".join(row.unit.name for row in open_ones[:5])
        raise Invalid(f"还有单位没有登记到会情况：{names}。请逐一选择到会、请假、代会或未请假缺席。", "presences")
    meeting.state = "held"
    save_next(meeting, "state")
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("unit").order_by("unit__number"))
    counts = {status: sum(row.status == status for row in rows) for status in ATTENDANCE}
    data: dict[str, Value] = {"kind": meeting.kind, **counts}
    step.fact("meeting.held", f"meeting:{number}", on=meeting.day, data=data)
    for row in rows:
        step.fact(
            "attendance.recorded",
            f"meeting:{number}",
            on=meeting.day,
            unit=row.unit.number,
            data={"status": row.status, "kind": meeting.kind},
        )
    for upload in sheet:
        step.attach(upload)
    Minutes.objects.create(conference=step.conference, number=step.next("minutes"), meeting=meeting)
    return f"meeting:{number}"


@action(moves.SET)
def set_approval(step: Step, *, kind: str, approval: bool) -> str:
    """本单位设定: whether the minutes of a kind of meeting need a convener's approval (the rules' own gate stands)."""
    if kind not in MEETING_KINDS:
        raise Invalid("请选择会议类型。", "kind")
    Setting.objects.update_or_create(conference=step.conference, kind=kind, defaults={"approval": approval})
    step.fact("meeting.set", "conference:1", data={"kind": kind, "approval": approval})
    return "conference:1"


def needs_approval(conference: int, kind: str) -> bool:
    """The body's own setting for a kind; approval is needed unless it was set aside. The frame's gate goes first."""
    row = Setting.objects.filter(conference_id=conference, kind=kind).first()
    return True if row is None else row.approval


def approval_gate(conference: int, kind: str, on: date) -> Gate | None:
    """The clause of the rules in force that asks for an approval before minutes of this kind are issued."""
    edition = edition_on(conference, on)
    planned = Fact(0, 0, "minutes.issued", "minutes:1", on, on, None, {"kind": kind})
    gates = (duty for duty in (edition.duties if edition else ()) if isinstance(duty, Gate))
    return next((gate for gate in gates if gate.verb == planned.verb and matches(gate.pattern, planned)), None)


def take(step: Step, number: int, version: int | None, move: Move) -> Meeting:
    """The meeting, unless somebody changed it meanwhile or the move is not allowed from its state."""
    meeting = Meeting.objects.filter(conference=step.conference, number=number).first()
    if meeting is None:
        raise Invalid("没有这次会议。", "number")
    check_standing(meeting, version, move, what="这次会议", states=STATES, now=f"{STATES[meeting.state]} {meeting.day}")
    return meeting
