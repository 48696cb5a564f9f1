"""What waits for the office: what the board owes, and what the rooms hold for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from lianxi.assessment import office_lines as assessment_lines
from lianxi.inbox import assessments, packs, problems, supervision
from lianxi.inbox.disputes import of_disputes
from lianxi.inbox.information import of_information
from lianxi.inbox.waiting import Names, Waiting
from lianxi.information import dispute_lines, information_lines
from lianxi.journal.lines import Line, read
from lianxi.meetings import office_lines as meeting_lines
from lianxi.meetings import pack_lines
from lianxi.meetings.actions import approval_gate
from lianxi.oversight import supervision_lines
from lianxi.papers import office_lines as paper_lines
from lianxi.papers.labels import KINDS as DOCUMENT_KINDS
from lianxi.papers.labels import PAPER_STATES
from lianxi.papers.labels import STATES as DOCUMENT_STATES
from lianxi.roster import change_queries as changes
from lianxi.rulebook.board import Board, Item, bearer_of
from lianxi.rulebook.duties import Duty, Periodic, Response
from lianxi.tasks import office_lines as task_lines
from lianxi.tasks.office_lines import DEMANDS, SOURCES, TASK_STATES

#: objects whose room tells the office itself what to do with them, or whose bearers have it in their own inbox
OWN_LINES = ("task:", "help:", "directive:", "inspection:", "suggestion:", "problem:", "interview:")


def _of_the_board(board: Board, names: Names, called: list[Line], told: Collection[str]) -> Iterable[Waiting]:
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
    """What the rooms hold for the office is read in one query; what the board owes is judged already."""
    found = read(
        [
            *meeting_lines.parts(conference),
            *task_lines.parts(conference, on),
            *paper_lines.parts(conference),
            changes.announced_lines(conference),
            *information_lines.parts(conference, on),
            *problems.parts(conference, on),
            *pack_lines.parts(conference),
            *supervision_lines.office_parts(conference),
            *dispute_lines.parts(conference, on),
            *assessment_lines.of_the_office(conference, on),
        ]
    )

    def of(sort: str) -> list[Line]:
        return found.get(sort, [])

    informed = list(of_information(found, on, board))
    yield from informed
    minutes = list(_of_minutes(conference, on, board, of("minutes")))
    yield from minutes
    told = {f"meeting:{row.arguments[0]}" for row in minutes} | {f"information:{row.arguments[0]}" for row in informed}
    yield from _of_the_board(board, names, of("meeting"), {*told, *supervision.told(found)})
    yield from supervision.of_the_office(found, on, board)
    yield from problems.of_problems(found)
    yield from packs.of_the_packs(found)
    yield from assessments.of_the_office(found)
    yield from of_disputes(of("dispute"), on)
    yield from _of_tasks(of("task.done"), of("task.late"))
    for row in (row for row in of("meeting") if row.due is not None and row.due <= on):
        note = "登记到会，记为已召开"
        yield Waiting(row.title, row.due, False, note, "meeting", (row.number,), "登记到会")
    yield from _of_directives(of("directive"), on)
    for row in of("report"):
        yield Waiting(row.title, None, False, "报告待报送", "report", (row.number,), "报送")
    yield from _of_demands(of("demand.read"), of("demand.late"))
    yield from _of_regulations(of("regulation"), on)
    yield from _of_changes(of("change"))
    yield from _of_documents(of("document"), person)
    yield from _of_papers(of("paper"), on)
    for row in of("help"):
        asking, asked, _ = row.words
        note = f"{asking}商请{asked}"
        yield Waiting(f"协调协办：{row.title[:30]}", row.due, False, note, "help", (row.number,), "协调")


def _of_tasks(done: list[Line], late: list[Line]) -> Iterable[Waiting]:
    """Reported done or an extension asked for; past their date."""
    for row in done:
        state, unit, _ = row.words
        verb = "核验" if state == "completed" else "答复延期"
        yield Waiting(row.title, row.due, False, f"{unit}{TASK_STATES[state]}", "task", (row.number,), verb)
    for row in late:
        yield Waiting(row.title, row.due, True, f"{row.words[0]}逾期未办结", "task", (row.number,), "催办")


def _of_papers(rows: list[Line], on: date) -> Iterable[Waiting]:
    """Papers that came in: to be proposed, given to units, answered."""
    verbs = {"registered": "拟办", "instructed": "交办", "assigned": "办复"}
    for row in rows:
        sender, state, _ = row.words
        note = f"{sender}来文 · {PAPER_STATES[state]}"
        yield Waiting(row.title, row.due, row.overdue(on), note, "paper", (row.number,), verbs[state])


def _of_minutes(conference: int, on: date, board: Board, rows: list[Line]) -> Iterable[Waiting]:
    """To be drafted, mended, issued by the day the rules say; a submitted one only where nobody is asked to approve."""
    owed = {
        item.subject: item
        for line in board.lines
        if isinstance(line.duty, Response) and line.duty.verbs[0] == "minutes.issued"
        for item in line.items
        if item.open
    }
    for row in rows:
        state, kind, _ = row.words
        if state == "submitted" and not (row.counts[0] and approval_gate(conference, kind, on) is None):
            continue
        assert row.due is not None  # a meeting has its day
        verb = "印发纪要" if state in {"approved", "submitted"} else "起草纪要"
        note = "退回修改" if state == "returned" else f"{row.due.month}月{row.due.day}日会议"
        note += "，不须审定" if state == "submitted" else ""
        item = owed.get(f"meeting:{row.number}")
        due, late = (item.due, item.state == "overdue") if item else (None, False)
        yield Waiting(f"{row.title}纪要", due, late, note, "meeting", (row.number,), verb)


def _of_documents(rows: list[Line], person: int) -> Iterable[Waiting]:
    """Drafts to be checked by who did not draft them, mended or gone on with; signed documents to be issued."""
    for row in rows:
        kind, state, _ = row.words
        drafter, returned, _ = row.counts
        verb = "核稿"
        if state == "signed":
            verb = "印发"
        elif drafter == person:
            verb = "修改" if returned else "继续拟稿"
        note = f"{DOCUMENT_KINDS[kind]} · {'退回修改' if returned else DOCUMENT_STATES[state]}"
        yield Waiting(row.title, None, False, note, "document", (row.number,), verb)


def _of_changes(rows: list[Line]) -> Iterable[Waiting]:
    """Letters of units about a change of holder; filing and reporting stand among what the board owes."""
    for row in rows:
        unit, leaving, coming = row.words
        note = f"{unit}提出，{leaving} → {coming}"
        yield Waiting(f"成员变更函：{row.title}", None, False, note, "change", (row.number,), "登记")


def _of_demands(answered: list[Line], late: list[Line]) -> Iterable[Waiting]:
    """Answers to 督办单 and suggestions that wait to be read; those that are past their date without one."""
    for row in answered:
        kind, unit, _ = row.words
        yield Waiting(row.title, None, False, f"{unit}已答复{DEMANDS[kind]}", kind, (row.number,), "审阅答复")
    for row in late:
        kind, unit, _ = row.words
        yield Waiting(row.title, row.due, True, f"{unit}逾期未答复{DEMANDS[kind]}", kind, (row.number,), "查看")


def _of_regulations(rows: list[Line], on: date) -> Iterable[Waiting]:
    """Drafts on which all units have answered, or whose day has passed: to be issued."""
    for row in rows:
        given, asked, _ = row.counts
        if given == asked or row.overdue(on):
            note = f"征求意见{given}/{asked}已反馈"
            yield Waiting(row.title, row.due, row.overdue(on), note, "regulation", (row.number,), "印发")


def _of_directives(rows: list[Line], on: date) -> Iterable[Waiting]:
    """Directives to be broken down or answered."""
    for row in rows:
        state, source, _ = row.words
        given, verified, late = row.counts
        if state == "received":
            note, verb, page = f"{SOURCES[source]}交办，待分解", "分解", "directive_break_down"
        elif given and verified == given:
            note, verb, page = f"{given} 项任务已全部核验", "报结", "directive_answer"
        elif row.overdue(on):
            note, verb, page = f"{given} 项任务，{late} 项逾期", "查看", "directive"
        else:
            continue
        yield Waiting(row.title, row.due, row.overdue(on), note, page, (row.number,), verb)


def _covers(row: Line, duty: Duty, item: Item) -> bool:
    """Whether a called meeting is the one that is owed."""
    assert row.due is not None  # a meeting has its day
    kinds = getattr(duty, "pattern", {}).get("kind", ())
    return row.words[0] in kinds and item.start <= row.due <= (item.due or row.due)
