"""What waits for the office: what the board owes, and what the rooms hold for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.inbox.waiting import Names, Waiting
from lianxi.meetings import queries as meetings
from lianxi.rulebook.board import Board, bearer_of
from lianxi.rulebook.duties import Periodic
from lianxi.tasks import queries as tasks


def of_the_office(conference: int, on: date, board: Board, names: Names) -> Iterable[Waiting]:
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
                item.start.isoformat(),
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
