"""What waits for the office: what the board owes, and what the rooms hold for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from lianxi.inbox.approvals import needing_none
from lianxi.inbox.waiting import Names, Waiting
from lianxi.meetings import queries as meetings
from lianxi.papers import incoming_queries as incoming
from lianxi.papers import queries as papers
from lianxi.papers import regulation_queries as regulations
from lianxi.roster import change_queries as changes
from lianxi.rulebook.board import Board, Item, bearer_of
from lianxi.rulebook.duties import Duty, Periodic, Response
from lianxi.tasks import demand_queries as demands
from lianxi.tasks import directive_queries as directives
from lianxi.tasks import queries as tasks

#: objects whose room tells the office itself what to do with them, or whose bearers have it in their own inbox
OWN_LINES = ("task:", "help:", "directive:", "inspection:", "suggestion:")


def _of_the_board(
    board: Board, names: Names, called: list[meetings.MeetingRow], told: Collection[str]
) -> Iterable[Waiting]:
    """What the rules demand now, but for what a room's own lines tell better and meetings that were called."""
    titles, units = names
    for line in board.lines:
        if not line.dated:
            continue
        for item in (item for item in line.items if item.open):
            name = titles.get(item.subject or "", "")
            subject = f"&subject={item.subject}" if item.subject else ""
            call = isinstance(line.duty, Periodic) and line.duty.verb == "meeting.held"
            if item.subject and item.subject.startswith(OWN_LINES):
                continue
            if call and any(_covers(row, line.duty, item) for row in called):
                continue
            if item.subject in told:
                continue
            yield Waiting(
                f"{line.duty.short}{f'：{name}' if name else ''}",
                item.due,
                item.state == "overdue",
                f"{line.duty.article} · {bearer_of(line.duty, item, units)}",
                "meeting_new" if call else "owed",
                (),
                "筹备会议" if call else _verb(line.duty, item),
                f"?kind={line.duty.key.split(':')[2]}" if call else f"?duty={line.duty.key}{subject}",
                item.start.isoformat(),
            )


def _verb(duty: Duty, item: Item) -> str:
    return "起草报告" if isinstance(duty, Response) and duty.verbs[0] == "report.sent" and item.subject else "办理"


def of_the_office(conference: int, person: int, on: date, board: Board, names: Names) -> Iterable[Waiting]:
    called = meetings.called(conference)
    minutes = list(_of_minutes(conference, on, board))
    yield from minutes
    yield from _of_the_board(board, names, called, {f"meeting:{row.arguments[0]}" for row in minutes})
    for task in tasks.awaiting_office(conference, on):
        verb = "核验" if task.state == "completed" else "答复延期"
        yield Waiting(task.title, task.due, False, f"{task.lead_name}{task.state_label}", "task", (task.number,), verb)
    for task in tasks.overdue(conference, on, limit=50):
        yield Waiting(task.title, task.due, True, f"{task.lead_name}逾期未办结", "task", (task.number,), "催办")
    for meeting in (row for row in called if row.day <= on):
        yield Waiting(
            meeting.title, meeting.day, False, "登记到会，记为已召开", "meeting", (meeting.number,), "登记到会"
        )
    yield from _of_directives(conference, on)
    yield from _of_demands(conference, on)
    yield from _of_regulations(conference, on)
    yield from _of_changes(conference)
    yield from _of_documents(conference, person)
    yield from _of_papers(conference, on)
    for help_ in tasks.helps(conference, role="director", unit=None, open_only=True):
        if help_.state == "escalated":
            yield Waiting(
                f"协调协办：{help_.text[:30]}", help_.due, False, f"{help_.asking_name}商请{help_.asked_name}", "help",
                (help_.number,), "协调",
            )  # fmt: skip


def _of_papers(conference: int, on: date) -> Iterable[Waiting]:
    """Papers that came in: to be proposed, given to units, answered."""
    verbs = {"registered": "拟办", "instructed": "交办", "assigned": "办复"}
    for row in incoming.waiting(conference, on, *verbs):
        note = f"{row.sender}来文 · {row.state_label}"
        yield Waiting(row.title, row.due, row.overdue, note, "paper", (row.number,), verbs[row.state])


def _of_minutes(conference: int, on: date, board: Board) -> Iterable[Waiting]:
    """To be drafted, mended, issued by the day the rules say; a submitted one only where nobody is asked to approve."""
    owed = {
        item.subject: item
        for line in board.lines
        if isinstance(line.duty, Response) and line.duty.verbs[0] == "minutes.issued"
        for item in line.items
        if item.open
    }
    found = meetings.minutes_in(conference, "draft", "returned", "submitted", "approved")
    unasked = needing_none(conference, on, found)
    for minutes in found:
        if minutes.state == "submitted" and minutes.meeting not in unasked:
            continue
        verb = "印发纪要" if minutes.state in {"approved", "submitted"} else "起草纪要"
        note = "退回修改" if minutes.state == "returned" else f"{minutes.day.month}月{minutes.day.day}日会议"
        note += "，不须审定" if minutes.state == "submitted" else ""
        item = owed.get(f"meeting:{minutes.meeting}")
        due, late = (item.due, item.state == "overdue") if item else (None, False)
        yield Waiting(f"{minutes.title}纪要", due, late, note, "meeting", (minutes.meeting,), verb)


def _of_documents(conference: int, person: int) -> Iterable[Waiting]:
    """Drafts to be checked by who did not draft them, mended or gone on with; signed documents to be issued."""
    for row in papers.in_state(conference, "draft", "signed"):
        verb, state = "核稿", "退回修改" if row.returned else row.state_label
        if row.state == "signed":
            verb = "印发"
        elif row.drafter == person:
            verb = "修改" if row.returned else "继续拟稿"
        yield Waiting(row.title, None, False, f"{row.kind_label} · {state}", "document", (row.number,), verb)


def _of_changes(conference: int) -> Iterable[Waiting]:
    """Letters of units about a change of holder; filing and reporting stand among what the board owes."""
    for change in changes.announced(conference):
        note = f"{change.unit_name}提出，{change.leaving} → {change.coming}"
        yield Waiting(f"成员变更函：{change.post}", None, False, note, "change", (change.number,), "登记")


def _of_demands(conference: int, on: date) -> Iterable[Waiting]:
    """Answers to 督办单 and suggestions that wait to be read; those that are past their date without one."""
    for row in demands.to_be_read(conference, on):
        note = f"{row.unit_name}已答复{row.label}"
        yield Waiting(row.title, None, False, note, row.kind, (row.number,), "审阅答复")
    for row in demands.unanswered(conference, on, limit=50):
        if row.overdue:
            note = f"{row.unit_name}逾期未答复{row.label}"
            yield Waiting(row.title, row.due, True, note, row.kind, (row.number,), "查看")


def _of_regulations(conference: int, on: date) -> Iterable[Waiting]:
    """Drafts on which all units have answered, or whose day has passed: to be issued."""
    for row, last in regulations.collecting(conference):
        late = last is not None and last < on
        if row.given == row.asked or late:
            note = f"征求意见{row.given}/{row.asked}已反馈"
            yield Waiting(row.title, last, late, note, "regulation", (row.number,), "印发")


def _of_directives(conference: int, on: date) -> Iterable[Waiting]:
    """Directives to be broken down or answered, reports drafted and not sent."""
    for row in directives.directives_waiting(conference, on):
        if row.state == "received":
            note, verb, page = f"{row.source_label}交办，待分解", "分解", "directive_break_down"
        elif row.progress.done:
            note, verb, page = f"{row.progress.tasks} 项任务已全部核验", "报结", "directive_answer"
        elif row.overdue:
            note, verb, page = f"{row.progress.tasks} 项任务，{row.progress.overdue} 项逾期", "查看", "directive"
        else:
            continue
        yield Waiting(row.title, row.due, row.overdue, note, page, (row.number,), verb)
    for report in directives.reports(conference, shown="drafted"):
        yield Waiting(report.title, None, False, "报告待报送", "report", (report.number,), "报送")


def _covers(row: meetings.MeetingRow, duty: Duty, item: Item) -> bool:
    """Whether a called meeting is the one that is owed."""
    return row.kind in getattr(duty, "pattern", {}).get("kind", ()) and item.start <= row.day <= (item.due or row.day)
