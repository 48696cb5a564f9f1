"""Joint supervision (article 13): what waits for a convener, the office, the units that carry it out or put right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from lianxi.inbox.waiting import Waiting
from lianxi.journal.lines import Line
from lianxi.oversight import supervision_lines as lines
from lianxi.oversight.finding_moves import OWED
from lianxi.rulebook.board import Board
from lianxi.rulebook.duties import Response

#: state → what who carries it out does next
VERBS = {"approved": "组织实施", "started": "登记、反馈", "found": "报告联席会议"}
NOTES = {"approved": "联合督查已批准，待实施", "started": "督查中", "found": "意见已反馈，待报告"}
Lines = Mapping[str, list[Line]]


def of_a_convener(conference: int, on: date) -> Iterable[Waiting]:
    """Proposals that only he approves."""
    for number, title, proposer in lines.to_approve(conference, on):
        note = f"{proposer or '联席会议办公室'}提出联合督查，待审批"
        yield Waiting(title, None, False, note, "supervision", (number,), "审批", first=True)


def told(found: Lines) -> Collection[str]:
    """The objects that these lines, or their bearers' own inboxes, tell of: the board need not."""
    run = {f"supervision:{row.number}" for row in found.get("supervision.run", [])}
    return run | {f"finding:{row.number}" for row in found.get("finding.open", [])}


def of_the_office(found: Lines, on: date, board: Board) -> Iterable[Waiting]:
    """What the office carries out itself, what units left lying. The board says until when a report is owed."""
    due = {
        item.subject: (item.due, item.state == "overdue")
        for line in board.lines
        if isinstance(line.duty, Response) and line.duty.verbs[0] == "supervision.reported"
        for item in line.items
        if item.open
    }
    for row in found.get("supervision.run", []):
        state, organiser, _ = row.words
        day, late = due.get(f"supervision:{row.number}", (None, False))
        if not organiser or late:
            note = f"{organiser}组织，逾期未报告" if organiser else NOTES[state]
            yield Waiting(row.title, day, late, note, "supervision", (row.number,), VERBS[state])
    for row in found.get("supervision.mend", []):
        yield Waiting(row.title, None, False, "召集人退回联合督查建议", "supervision", (row.number,), "修改")
    for row in found.get("supervision.upward", []):
        note = "督查情况重要，须向党委、政府报告"
        yield Waiting(row.title, None, False, note, "supervision", (row.number,), "起草报告")
    for row in found.get("finding.open", []):
        state, unit, organiser = row.words
        if not organiser and (state == "rectified" or row.counts[0]):
            yield _judge(row, unit, state)
        elif state in OWED and row.overdue(on):
            note = f"{unit}逾期未反馈督查整改"
            yield Waiting(row.title[:40], row.due, True, note, "finding", (row.number,), "查看")


def of_a_unit(conference: int, unit: int | None, on: date) -> Iterable[Waiting]:
    """What it was asked, what it carries out, what it has to put right. One query."""
    found = lines.of_a_unit(conference, unit or 0)
    for row in found.get("send", []):
        yield Waiting(row.title, None, False, "商请派员参加联合督查", "supervision", (row.number,), "报送派出人员")
    for row in found.get("look", []):
        yield Waiting(row.title, None, False, "本单位派员，督查中", "supervision", (row.number,), "登记检查情况")
    for row in found.get("run", []):
        note = f"本单位组织，{NOTES[row.words[0]]}"
        yield Waiting(row.title, None, False, note, "supervision", (row.number,), VERBS[row.words[0]])
    for row in found.get("mend", []):
        yield Waiting(row.title, None, False, "召集人退回联合督查建议", "supervision", (row.number,), "修改")
    for row in found.get("judge", []):
        yield _judge(row, row.words[1], row.words[0])
    for row in found.get("owed", []):
        note = "督查整改退回，待补充" if row.words[0] == "returned" else "督查发现的问题，待整改"
        yield Waiting(row.title[:40], row.due, row.overdue(on), note, "finding", (row.number,), "反馈整改")


def _judge(row: Line, unit: str, state: str) -> Waiting:
    verb = "核验整改" if state == "rectified" else "答复延期"
    note = f"{unit}已反馈督查整改" if state == "rectified" else f"{unit}申请督查整改延期"
    return Waiting(row.title[:40], row.due, False, note, "finding", (row.number,), verb)
