"""Information in the inbox: at the top of the office's, what a unit was told of, what is urgent for leaders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.inbox.waiting import Waiting
from lianxi.information import information_queries as queries
from lianxi.information.information_queries import URGENCY
from lianxi.journal.lines import Line
from lianxi.rulebook.board import Board
from lianxi.rulebook.duties import Response

PAGE = "information_one"


def of_information(found: dict[str, list[Line]], on: date, board: Board) -> Iterable[Waiting]:
    """For the office: new ones first, urgent reports owed, results missing past their day, what can be settled.

    The days are those of the rules, where they set any; a missing result is late by the office's own day as well.
    """
    owed = _owed(board)
    new = {row.number for row in found.get("information.new", [])}
    for row in found.get("information.new", []):
        urgency, _, unit = row.words
        note = f"{unit or '办公室'}报送 · 待通报或不予通报"
        due, late = owed.get(("information.circulated", row.number), (None, False))
        yield Waiting(_title(row, urgency), due, late, note, PAGE, (row.number,), "通报", first=True)
    for row in found.get("information.urgent", []):
        urgency, stage, _ = row.words
        note = f"紧急信息待{'终报' if stage else '首报'}（条例第二十五条）"
        title = row.title if row.number in new else _title(row, urgency)
        yield Waiting(title, None, False, note, "information_urgent", (row.number,), "上报", first=not stage)
    for row in found.get("information.late", []):
        note = f"{row.words[0]}逾期未反馈核查结果"
        yield Waiting(row.title, row.due, True, note, PAGE, (row.number,), "催办")
    for row in found.get("information.settle", []):
        due, late = owed.get(("information.settled", row.number), (None, False))
        yield Waiting(row.title, due, late, "待处置完毕", PAGE, (row.number,), "处置")


def _owed(board: Board) -> dict[tuple[str, int], tuple[date | None, bool]]:
    """(first verb, number) → due by the rules, and whether that day has passed."""
    return {
        (line.duty.verbs[0], int(item.subject.partition(":")[2])): (item.due, item.state == "overdue")
        for line in board.lines
        if isinstance(line.duty, Response) and line.duty.pair == "information"
        for item in line.items
        if item.open and item.subject
    }


def _title(row: Line, urgency: str) -> str:
    return row.title if urgency == "ordinary" else f"【{URGENCY[urgency]}】{row.title}"


def of_a_told_unit(conference: int, unit: int, on: date) -> Iterable[Waiting]:
    """What was circulated to it: to be signed for, to be verified; its own urgent ones that were not reported up."""
    for row in queries.waits_for_unit(conference, unit):
        late = row.due is not None and row.due < on
        note = "退回补充核查" if row.returned else "信息通报，请核查" if row.verifies else "信息通报，请知悉"
        note += f"，已催办 {row.chased} 次" if row.chased else ""
        verb = "核查反馈" if row.verifies and row.received else "签收"
        title = row.title if row.urgency == "ordinary" else f"【{URGENCY[row.urgency]}】{row.title}"
        yield Waiting(title, row.due, late, note, PAGE, (row.number,), verb)
    for number, title, _, owed in queries.urgent_open(conference, unit=unit):
        if owed == "首报":
            yield Waiting(title, None, False, "本单位报送的紧急信息还没有首报", "information_urgent", (number,), "首报")


def of_urgent_information(conference: int) -> Iterable[Waiting]:
    """For conveners and the head of the organ: what is urgent and not at its end."""
    for number, title, urgency, owed in queries.urgent_open(conference):
        yield Waiting(title, None, False, f"{URGENCY[urgency]}信息，待{owed}", PAGE, (number,), "查看")
