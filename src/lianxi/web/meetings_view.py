"""A meeting as its pages print it: what may be seen of it, its four steps, what is owed next. No database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxi.meetings.queries import DecisionView, MeetingRow, MeetingView, MinutesView, Seen, Waiting
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import LEADERS, OFFICE, UNITS
from lianxi.rulebook.vocabulary import MEETING_KINDS
from lianxi.tasks.queries import TaskRow
from lianxi.web.home_view import Owed

#: kinds of meeting whose notice goes to every member unit unless the office chooses otherwise
EVERYBODY = frozenset({"plenary", "work", "analysis"})
WEEKDAYS = "一二三四五六日"
#: the words of attendance, as they are told
ORDER = ("到会", "代会", "请假", "未请假缺席", "未登记")


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four steps: its anchor, name, what state it is in (``done``, ``now``, ``later``) and in words."""

    anchor: str
    name: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Next:
    """What is owed next by this seat: the words of the button, the name of the address and what it takes."""

    words: str
    page: str


def not_yet_called(owed: Iterable[Owed], called: Sequence[MeetingRow]) -> list[Owed]:
    """Meetings that the rules ask for now and that no notice on record covers."""
    return [item for item in with_called(owed, called) if item.meeting and item.called is None]


def with_called(owed: Iterable[Owed], called: Sequence[MeetingRow]) -> tuple[Owed, ...]:
    """What is owed, each meeting with the one that was called for it."""
    return tuple(replace(item, called=_called_for(item, called)) for item in owed)


def _called_for(item: Owed, called: Sequence[MeetingRow]) -> tuple[int, date] | None:
    fitting = (row for row in called if row.kind == item.meeting)
    return next(((row.number, row.day) for row in fitting if item.window <= row.day <= (item.due or date.max)), None)


def title_for(kind: str, day: date) -> str:
    """“11月工作会议”, as the field names its meetings."""
    return f"{day.month}月{MEETING_KINDS[kind]}"


def chair_words(seat: SeatView) -> str:
    return f"{seat.holder.name}　{seat.post}" if seat.holder else seat.post


def waiting_items(heard: Iterable[TaskRow], overdue: Iterable[TaskRow], proposals: Iterable[Waiting]) -> list[Waiting]:
    """What the next agenda should deal with: results to be heard, work that is overdue, what the rooms proposed."""
    found = [
        Waiting(f"听取{row.lead_name}关于“{row.title}”落实情况的汇报", row.lead_name, f"task:{row.number}")
        for row in heard
    ]
    seen = {item.origin for item in found}
    for row in overdue:
        if f"task:{row.number}" not in seen:
            found.append(
                Waiting(f"研究“{row.title}”逾期未办结的问题", row.lead_name, f"task:{row.number}"),
            )
    return [*found, *proposals]


def may_read(role: str, unit: int | None, minutes: MinutesView) -> bool:
    """Drafts are for the office and the conveners, what was submitted for leaders too, what was issued for its
    receivers and all who may look at the whole.
    """
    if role in OFFICE or role == "convener":
        return True
    if role in UNITS:
        return minutes.state == "issued" and any(receipt.unit == unit for receipt in minutes.receipts)
    return minutes.state == "issued" or (role in LEADERS and minutes.state in {"submitted", "approved"})


def readable(role: str, unit: int | None, meeting: MeetingView) -> MinutesView | None:
    """The newest revision of the minutes that this seat may read."""
    versions = [*([meeting.minutes] if meeting.minutes else []), *meeting.earlier]
    return next((each for each in versions if may_read(role, unit, each)), None)


def issued(meeting: MeetingView) -> MinutesView | None:
    """The newest revision that was issued."""
    versions = [*([meeting.minutes] if meeting.minutes else []), *meeting.earlier]
    return next((each for each in versions if each.state == "issued"), None)


def counts(attendance: Iterable[Seen]) -> list[tuple[str, int]]:
    """“到会 18 请假 2”: the words of each status that occurs, and how often."""
    found = Counter(seen.status_label for seen in attendance)
    return [(words, found[words]) for words in ORDER if found[words]]


def steps(meeting: MeetingView, decisions: Sequence[DecisionView], on: date) -> tuple[Step, Step, Step, Step]:
    """议题 → 签到 → 纪要 → 议定事项."""
    held, over = meeting.row.state == "held", meeting.row.state == "cancelled"
    minutes = meeting.minutes
    issued_ = issued(meeting)
    told = "　".join(f"{words} {number}" for words, number in counts(meeting.attendance)) or "未登记"
    agenda = Step("agenda", "议题", "done" if meeting.agenda or held else "now", f"{len(meeting.agenda)} 项")
    attendance = Step(
        "attendance",
        "签到",
        "done" if held else "later" if over or meeting.row.day > on else "now",
        told if held else "会议取消" if over else f"通知 {len(meeting.attendance)} 个单位",
    )
    minutes_ = Step(
        "minutes",
        "纪要",
        "later" if minutes is None else "done" if minutes.state == "issued" else "now",
        "会后起草" if minutes is None else minutes.state_label,
    )
    tasks = sum(each.task is not None and not each.withdrawn for each in decisions)
    decided = Step(
        "decisions",
        "议定事项",
        "done" if issued_ else "now" if decisions else "later",
        f"{len(decisions)} 项，交办 {tasks} 项" if decisions else "无议定事项" if issued_ else "随纪要印发",
    )
    return agenda, attendance, minutes_, decided


def next_step(
    meeting: MeetingView, role: str, unit: int | None, on: date, *, needs_approval: bool = True
) -> Next | None:
    """The one button that comes first on the page. ``needs_approval``: of the minutes, before they are issued."""
    if meeting.row.state == "called":
        return _before(meeting, role, unit, on)
    if meeting.row.state != "held" or meeting.minutes is None:
        return None
    if meeting.minutes.state == "submitted" and not needs_approval:
        return Next("印发纪要", "minutes_issue") if role in OFFICE else None
    return _after(meeting.minutes, issued(meeting), role, unit)


def _before(meeting: MeetingView, role: str, unit: int | None, on: date) -> Next | None:
    if role in OFFICE:
        return Next("登记到会" if meeting.row.day <= on else "登记请假、代会", "meeting_attendance")
    if role in UNITS and any(seen.unit == unit for seen in meeting.attendance):
        return Next("签到" if meeting.row.day == on else "请假或代会", "meeting_sign_in")
    return None


def _after(minutes: MinutesView, issued_: MinutesView | None, role: str, unit: int | None) -> Next | None:
    if role in OFFICE:
        return {
            "draft": Next("起草纪要", "minutes_edit"),
            "returned": Next("修改纪要", "minutes_edit"),
            "submitted": Next("代录审定", "minutes_approve_behalf"),
            "approved": Next("印发纪要", "minutes_issue"),
        }.get(minutes.state)
    if role == "convener" and minutes.state == "submitted":
        return Next("审定纪要", "minutes_approve")
    if role in UNITS and issued_ and any(one.unit == unit and not one.received_on for one in issued_.receipts):
        return Next("签收纪要", "minutes_receive")
    return None


def absent_without_leave(meeting: MeetingView) -> list[str]:
    """The units that a plenary names."""
    return [seen.name for seen in meeting.attendance if seen.status == "absent"]


def weekday(day: date) -> str:
    return f"星期{WEEKDAYS[day.weekday()]}"
