"""What waits for whom: computed from the rooms below, in due order, each with the page that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.journal import queries as journal
from lianxi.journal.frame import Actor
from lianxi.meetings import queries as meetings
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.rulebook.board import Board, bearer_of
from lianxi.rulebook.duties import Periodic
from lianxi.rulebook.vocabulary import VERBS
from lianxi.tasks import queries as tasks

#: what objects and units are called
Names = tuple[Mapping[str, str], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do. ``page`` and ``arguments`` name the address, ``query`` what is appended; ``verb`` the button."""

    title: str
    due: date | None
    overdue: bool
    note: str
    page: str
    arguments: tuple[int, ...]
    verb: str
    query: str = ""


def waiting(conference: int, actor: Actor, *, on: date, board: Board, names: Names) -> list[Waiting]:
    """Everything that waits for this seat, overdue and soonest first, undated last."""
    found: list[Waiting] = []
    if actor.role in OFFICE:
        found += _of_the_office(conference, on, board, names)
    elif actor.role == "convener":
        found += _of_a_convener(conference, on)
    elif actor.role in UNITS and actor.unit is not None:
        found += _of_a_unit(conference, actor, on)
    found += [
        Waiting(f"办公室代您登记：{VERBS[step.verb]}", None, False, "请确认", "entry", (step.number,), "确认代录")
        for step in journal.unconfirmed(conference, actor.person)
    ]
    return sorted(found, key=lambda item: (item.due or date.max, item.title))


def _of_the_office(conference: int, on: date, board: Board, names: Names) -> Iterable[Waiting]:
    titles, units = names
    for line in board.lines:
        if not line.dated:
            continue
        for item in (item for item in line.items if item.open):
            name = titles.get(item.subject or "", "")
            subject = f"&subject={item.subject}" if item.subject else ""
            call = isinstance(line.duty, Periodic) and line.duty.verb == "meeting.held"
            yield Waiting(
                f"{line.duty.short}{f'：{name}' if name else ''}",
                item.due,
                item.state == "overdue",
                f"{line.duty.article} · {bearer_of(line.duty, item, units)}",
                "meeting_new" if call else "record",
                (),
                "筹备会议" if call else "登记",
                f"?kind={line.duty.key.split(':')[2]}" if call else f"?duty={line.duty.key}{subject}",
            )
    for task in tasks.awaiting_office(conference, on):
        verb = "核验" if task.state == "completed" else "答复延期"
        yield Waiting(task.title, task.due, False, f"{task.lead_name}{task.state_label}", "task", (task.number,), verb)
    for task in tasks.overdue(conference, on, limit=50):
        yield Waiting(task.title, task.due, True, f"{task.lead_name}逾期未办结", "task", (task.number,), "催办")
    for meeting in meetings.not_closed(conference, on):
        yield Waiting(
            meeting.title, meeting.day, False, "登记到会，记为已召开", "meeting", (meeting.number,), "登记到会"
        )
    for minutes in meetings.minutes_in(conference, "draft", "returned", "approved"):
        verb = "印发纪要" if minutes.state == "approved" else "起草纪要"
        note = "退回修改" if minutes.state == "returned" else f"{minutes.day.month}月{minutes.day.day}日会议"
        yield Waiting(minutes.title, None, False, note, "meeting", (minutes.meeting,), verb)
    for help_ in tasks.helps(conference, role="director", unit=None, open_only=True):
        if help_.state == "escalated":
            yield Waiting(
                f"协调协办：{help_.text[:30]}", help_.due, False, f"{help_.asking_name}商请{help_.asked_name}", "help",
                (help_.number,), "协调",
            )  # fmt: skip


def _of_a_convener(conference: int, on: date) -> Iterable[Waiting]:
    for minutes in meetings.minutes_in(conference, "submitted"):
        note = f"{minutes.day.month}月{minutes.day.day}日会议纪要"
        yield Waiting(minutes.title, None, False, note, "minutes_approve", (minutes.meeting,), "审定")
    for item in roster.unconfirmed_explanations(conference):
        note = f"{item.window.month}月{item.window.day}日起一期"
        yield Waiting("未召开说明", None, False, note, "confirm_explanation", (item.number,), "确认")
    for meeting in meetings.coming(conference, on):
        yield Waiting(
            meeting.title, meeting.day, False, meeting.place or "地点待定", "meeting", (meeting.number,), "查看"
        )


def _of_a_unit(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    for task in tasks.tasks(conference, role=actor.role, unit=actor.unit, on=on):
        verb = "接收" if task.state == "assigned" and task.lead == actor.unit else "反馈"
        note = "牵头" if task.lead == actor.unit else f"协办，{task.lead_name}牵头"
        yield Waiting(task.title, task.due, task.overdue, note, "task", (task.number,), verb)
    for receipt in meetings.receipts_due(conference, unit=actor.unit):
        yield Waiting(
            f"{receipt.title}纪要", receipt.issued_on, False, "印发待签收", "meeting", (receipt.meeting,), "签收"
        )
    for meeting in meetings.coming(conference, on, unit=actor.unit):
        verb = "签到" if meeting.day == on else "请假或代会"
        note = f"{meeting.time:%H:%M} {meeting.place}" if meeting.time else meeting.place
        yield Waiting(meeting.title, meeting.day, False, note, "meeting_sign_in", (meeting.number,), verb)
    for help_ in tasks.helps(conference, role=actor.role, unit=actor.unit, open_only=True):
        if help_.asked == actor.unit:
            yield Waiting(
                f"协办商请：{help_.text[:30]}", help_.due, bool(help_.due and help_.due < on),
                f"{help_.asking_name}商请", "help", (help_.number,), "答复",
            )  # fmt: skip
