"""The year strip: every dated duty as one line of months, ready to print. No database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.rulebook.board import Board, Item, Line
from lianxi.rulebook.duties import Duty, Periodic
from lianxi.rulebook.wording import WHY_WORDS

#: words that stand beside every colour
CELL_WORDS = {
    "kept": "✓",
    "kept_late": "迟",
    "explained": "说明",
    "due": "待办",
    "overdue": "逾期",
    "missed": "✗",
    "not_owed": "·",
}
LONG_WORDS = {**CELL_WORDS, "kept": "履行", "kept_late": "迟办", "explained": "已说明", "missed": "未履行"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One window in the strip: its state, the word in it, and the title that names its days."""

    state: str
    word: str
    title: str
    long: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """``span`` months from ``month`` on (1 … 12), holding the pieces that begin there.

    ``near``: how many of those months are this one or the two before (the part a phone shows); 0 for none.
    """

    month: int
    span: int
    pieces: tuple[Piece, ...]
    near: int


@dataclass(frozen=True, slots=True)
class Row:
    """One duty's line in the year strip."""

    name: str
    anchor: str
    cells: tuple[Cell, ...]
    periodic: bool
    open: bool


@dataclass(frozen=True, slots=True)
class MonthHead:
    number: int
    now: bool
    near: bool
    key_periods: tuple[str, ...]


def months_of(on: date, key_periods: Sequence[tuple[str, date, date]]) -> tuple[MonthHead, ...]:
    heads = []
    for month in range(1, 13):
        first = date(on.year, month, 1)
        last = date(on.year + month // 12, month % 12 + 1, 1)
        names = tuple(name for name, start, end in key_periods if start < last and end >= first)
        heads.append(MonthHead(month, month == on.month, on.month - 2 <= month <= on.month, names))
    return tuple(heads)


def anchor_of(duty: Duty) -> str:
    """The fragment of the page where the duty stands."""
    return "d-" + duty.key.replace(":", "-").replace(".", "-")


def state_words(item: Item) -> str:
    return {
        "kept": "已履行",
        "kept_late": "逾期后完成",
        "explained": "未召开（已说明）",
        "due": "待办",
        "overdue": "逾期",
        "missed": "未履行",
        "not_owed": "未到",
    }[item.state]


class YearStrip:
    """The lines of a board as rows of months."""

    def __init__(self, board: Board) -> None:
        self.board = board

    def rows(self) -> Iterable[Row]:
        for line in self.board.lines:
            duty = line.duty
            if not line.items or not line.dated:
                continue
            periodic = isinstance(duty, Periodic)
            name = duty.short + ("·重点时期" if isinstance(duty, Periodic) and duty.when == "key_period" else "")
            cells = self._window_cells(line) if periodic else self._pair_cells(line)
            is_open = any(item.open for item in line.items)
            yield Row(name, anchor_of(duty), tuple(cells), periodic, is_open)

    def _near(self, month: int, span: int) -> int:
        first, last = self.board.on.month - 2, self.board.on.month
        return max(0, min(month + span - 1, last) - max(month, first) + 1)

    def _window_cells(self, line: Line) -> Iterable[Cell]:
        by_month: dict[int, list[Item]] = defaultdict(list)
        for item in line.items:
            month = item.start.month if item.start.year == self.board.on.year else 1
            by_month[month].append(item)
        month = 1
        while month <= 12:
            items = by_month.get(month, [])
            span = self._span(items, month)
            pieces = tuple(
                Piece(item.state, self._cell_word(item), self._window_title(item), self._cell_word(item, long=True))
                for item in items
            )
            yield Cell(month, span, pieces, self._near(month, span))
            month += span

    def _span(self, items: list[Item], month: int) -> int:
        if len(items) != 1 or items[0].due is None or items[0].start.day != 1:
            return 1
        due = items[0].due
        return 1 + (due.month if due.year == self.board.on.year else 12) - month if due.month >= month else 1

    def _cell_word(self, item: Item, *, long: bool = False) -> str:
        if item.state == "due" and item.due is not None:
            return f"{item.due.month}.{item.due.day}前"
        return LONG_WORDS[item.state] if long else CELL_WORDS[item.state]

    def _window_title(self, item: Item) -> str:
        days = f"{item.start.month}月{item.start.day}日"
        if item.due is not None and item.due != item.start:
            days += f"—{item.due.month}月{item.due.day}日"
        return f"{days} {WHY_WORDS.get(item.why) or state_words(item)}"

    def _pair_cells(self, line: Line) -> Iterable[Cell]:
        by_month: dict[int, list[Item]] = defaultdict(list)
        for item in line.items:
            day = item.due or item.start
            month = day.month if day.year == self.board.on.year else (1 if day.year < self.board.on.year else 12)
            by_month[month].append(item)
        for month in range(1, 13):
            items = [item for item in by_month.get(month, []) if item.state != "not_owed"]
            near = self._near(month, 1)
            if not items:
                yield Cell(month, 1, (), near)
                continue
            done = sum(item.state in {"kept", "kept_late"} for item in items)
            state = next(s for s in ("overdue", "due", "kept_late", "kept") if any(i.state == s for i in items))
            title = f"{month}月应办 {len(items)} 件，已办 {done} 件"
            told = f"{done}/{len(items)}"
            yield Cell(month, 1, (Piece(state, told, title, told),), near)
