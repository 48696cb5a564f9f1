"""A clerk's ledger in: any wild layout → rows of named cells, every filled row of the file accounted for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, Final

from ..columns import column_letters
from ..pace import SILENT, Pace
from ..unreadable import Unreadable
from .days import year_in
from .fields import BY_KEY, EXCHANGE, is_forbidden, plain_title, proposal
from .grids import MAX_CELLS, Page, Pages, read_pages
from .layout import Head, Sorter, find_head

Value = str | int | date | None
#: of a row that is no matter, so much is shown
SHOWN: Final = 60
#: share of a sheet's heads that must be the main sheet's, for its rows to belong to the same table
SAME_TABLE: Final = 0.6


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column as it stands in the file. ``proposed``: the field its heads name; empty: not to be brought in.

    ``forbidden``: dropped unread, its cells are not here.
    """

    letter: str
    title: str
    proposed: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One matter. ``sheet``: place of its sheet; ``number`` as numbered by Excel; ``last``: of rows merged into one.

    ``year``: of its days that are written without one, as the title, the sheet or a heading in between tells it.
    """

    sheet: int
    number: int
    cells: tuple[Value, ...]
    year: int | None = None
    last: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """A filled row that is no matter: what it is (``layout.SORTS``) and its first words."""

    sheet: int
    number: int
    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be read: why, as the end of a sentence. ``column`` from 0."""

    sheet: int
    number: int
    column: int
    why: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The table as read. ``sheets``: names of those read; ``empty`` rows and ``hidden`` sheets are counted only."""

    sheets: tuple[str, ...]
    columns: tuple[LedgerColumn, ...]
    rows: tuple[LedgerRow, ...]
    asides: tuple[Aside, ...]
    unread: tuple[Unread, ...]
    empty: int = 0
    hidden: tuple[str, ...] = ()
    since_1904: bool = False
    filled: int = field(default=0)

    def cell_name(self, sheet: int, number: int, column: int) -> str:
        """B7, or 3月!B7 where several sheets were read."""
        where = f"{self.columns[column].letter}{number}"
        return f"{self.sheets[sheet]}!{where}" if len(self.sheets) > 1 else where

    def as_data(self) -> dict[str, Any]:
        """For JSON; days as ``{"day": …}`` by the caller's encoder."""
        return {
            "sheets": self.sheets,
            "columns": [[each.letter, each.title, each.proposed, each.forbidden] for each in self.columns],
            "rows": [[each.sheet, each.number, each.year, each.last, *each.cells] for each in self.rows],
            "asides": [[each.sheet, each.number, each.sort, each.text] for each in self.asides],
            "unread": [[each.sheet, each.number, each.column, each.why] for each in self.unread],
            "empty": self.empty,
            "hidden": self.hidden,
            "since_1904": self.since_1904,
            "filled": self.filled,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Ledger:
        """The reverse of ``as_data`` after JSON."""
        return cls(
            tuple(data["sheets"]),
            tuple(LedgerColumn(*each) for each in data["columns"]),
            tuple(LedgerRow(each[0], each[1], tuple(map(_cell, each[4:])), each[2], each[3]) for each in data["rows"]),
            tuple(Aside(*each) for each in data["asides"]),
            tuple(Unread(*each) for each in data["unread"]),
            data["empty"],
            tuple(data["hidden"]),
            data["since_1904"],
            data["filled"],
        )


def _cell(value: Any) -> Value:
    found: Value = date.fromisoformat(value["day"]) if isinstance(value, dict) else value
    return found


def read_ledger(name: str, data: bytes, pace: Pace = SILENT) -> Ledger:
    """Find the table of matters in the file and read it. Raise ``Unreadable`` where there is none.

    ``pace`` hears of every row.
    """
    pages = read_pages(name, data, pace)
    heads = [find_head(page.grid, page.merged) for page in pages.pages]
    able = [place for place, head in enumerate(heads) if head is not None]
    if not able:
        raise Unreadable(
            "找不到表头：没有一行像台账的列名（如 编号、姓名、反映问题、信访形式、信访日期、责任单位）。"
            "请在数据上方加一行列名后重新上传。"
        )
    main = max(able, key=lambda place: (_weight(heads[place], pages.pages[place]), -place))
    return _Reading(pages, heads, main, pace).ledger()


def _weight(head: Head | None, page: Page) -> int:
    return 0 if head is None else head.score * 1000 + min(len(page.grid) - head.last, 900)


class _Reading:
    """The sheets of a file on their way to one table."""

    def __init__(self, pages: Pages, heads: Sequence[Head | None], main: int, pace: Pace) -> None:
        self._pages = pages
        self._pace = pace
        self._heads = heads
        head = heads[main]
        assert head is not None
        self._head = head
        order = [main, *(place for place in range(len(heads)) if place != main)]
        self._places = {place: found for place in order if (found := self._alike(place)) is not None}
        self._rows: list[LedgerRow] = []
        self._asides: list[Aside] = []
        self._unread: list[Unread] = []
        self._empty = self._filled = 0

    def _alike(self, place: int) -> list[int] | None:
        """For each column of the main head, its column in that sheet (-1: none); None: another table."""
        head = self._heads[place]
        if head is None:
            return None
        own = [plain_title(title) for title in head.titles]
        wanted = [plain_title(title) for title in self._head.titles]
        if head is self._head or own == wanted:
            return list(range(len(wanted)))
        shared = {title for title in wanted if title} & set(own)
        if len(shared) < SAME_TABLE * len({title for title in wanted if title}) or set(own) - set(wanted) - {""}:
            return None
        return [own.index(title) if title and title in own else -1 for title in wanted]

    def ledger(self) -> Ledger:
        heads = self._head.heads
        kept = [place for place, each in enumerate(heads) if each or self._any_below(place)]
        forbidden = {place for place in kept if any(map(is_forbidden, heads[place]))}
        proposed = dict(
            zip(kept, proposal([() if place in forbidden else _spoken(heads[place]) for place in kept]), strict=True)
        )
        columns = tuple(
            LedgerColumn(
                column_letters(place),
                _shown_title(heads[place]) or f"（{column_letters(place)} 列没有列名）",
                "" if place in forbidden else proposed[place] or ("" if heads[place] else "note"),
                place in forbidden,
            )
            for place in kept
        )
        keys = {key: place for place, key in proposed.items() if key}
        read = sorted(self._places)
        for order, place in enumerate(read):
            self._sheet(order, place, kept, forbidden, keys)
        sheets = tuple(self._pages.pages[place].name for place in read)
        for place, page in enumerate(self._pages.pages):
            if place not in self._places:
                filled = sum(1 for row in page.grid if any(value is not None for value in row))
                self._asides.append(Aside(-1, 0, "sheet", f"{page.name[:31]}（{filled} 行）"))
        if not self._rows:
            raise Unreadable("找到了表头，但下面没有一行事项。请检查后重新上传。")
        return Ledger(
            sheets, columns, tuple(self._rows), tuple(self._asides), tuple(self._unread), self._empty,
            self._pages.hidden, self._pages.since_1904, self._filled,
        )  # fmt: skip

    def _any_below(self, place: int) -> bool:
        """Whether a column without a head has something in it."""
        for page, own in self._places.items():
            head = self._heads[page]
            assert head is not None
            if own[place] >= 0 and any(
                row[own[place]] is not None for row in self._pages.pages[page].grid[head.last + 1 :]
            ):
                return True
        return False

    def _sheet(self, order: int, place: int, kept: Sequence[int], forbidden: set[int], keys: Mapping[str, int]) -> None:
        page, head, own = self._pages.pages[place], self._heads[place], self._places[place]
        assert head is not None
        sorter = Sorter(page.grid, head)
        year = _year_above(page, head)
        self._above(order, page, head)
        joined = _joined(page, head, own, keys)
        _fill_down(page, head, joined)
        number = head.last + 1
        while number < len(page.grid):
            last = joined.get(number, number)
            sort = sorter.sort(page.grid[number])
            wrong = any((number, column) in page.wrong for column in range(len(page.grid[number])))
            if sort == "matter" or (wrong and sort in ("empty", "only_serial")):
                self._matter(order, page, (number, last), [own[each] for each in kept], forbidden, kept, year)
                self._pace.row()
                self._filled += last - number + 1
            elif sort == "empty":
                self._empty += 1
            else:
                said = _said(page.grid[number])
                self._asides.append(Aside(order, number + 1, sort, said))
                self._filled += 1
                year = (year_in(said) if sort == "section" else None) or year
                last = number
            number = last + 1

    def _above(self, order: int, page: Page, head: Head) -> None:
        for number in range(head.last + 1):
            said = _said(page.grid[number])
            if said:
                self._asides.append(Aside(order, number + 1, "title" if number < head.first else "head", said))
                self._filled += 1

    def _matter(
        self, order: int, page: Page, span: tuple[int, int], places: Sequence[int], forbidden: set[int],
        kept: Sequence[int], year: int | None,
    ) -> None:  # fmt: skip
        first, last = span
        cells: list[Value] = []
        for column, place in enumerate(places):
            if place < 0 or kept[column] in forbidden:
                cells.append(None)
                continue
            cells.append(_one([page.grid[row][place] for row in range(first, last + 1)]))
            for row in range(first, last + 1):
                if (row, place) in page.wrong:
                    self._unread.append(Unread(order, row + 1, column, page.wrong[row, place]))
        self._rows.append(LedgerRow(order, first + 1, tuple(cells), year, last + 1 if last > first else 0))


def _spoken(heads: Sequence[str]) -> tuple[str, ...]:
    """The heads, and for a code of the exchange table its meaning."""
    return (*heads, *(EXCHANGE[told] for head in heads if (told := plain_title(head)) in EXCHANGE))


def _shown_title(heads: Sequence[str]) -> str:
    """The head to print: group · part, a code with its meaning."""
    if not heads:
        return ""
    if len(heads) == 3:
        return f"{heads[2]} · {heads[1]}"[:40]
    told = plain_title(heads[0])
    meaning = EXCHANGE.get(told) or next((each.label for each in BY_KEY.values() if each.code == told and told), "")
    return f"{heads[0]}（{meaning}）" if meaning else heads[0][:40]


def _said(row: Iterable[Any]) -> str:
    """The first words of a row, each text once (a merged cell is one)."""
    return "　".join(dict.fromkeys(str(value) for value in row if value is not None))[:SHOWN]


def _year_above(page: Page, head: Head) -> int | None:
    told = [str(value) for row in page.grid[: head.first] for value in row if isinstance(value, str)]
    return next(filter(None, map(year_in, [*told, page.name])), None)


def _one(values: Sequence[Value]) -> Value:
    """The cells of rows merged into one matter: each value once."""
    distinct = list(dict.fromkeys(value for value in values if value is not None))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return "、".join(value.isoformat() if isinstance(value, date) else str(value) for value in distinct)


def _joined(page: Page, head: Head, own: Sequence[int], keys: Mapping[str, int]) -> dict[int, int]:
    """First row → last row of matters that take several rows: where their number is merged over them."""
    place = next((own[keys[key]] for key in ("own_number", "serial", "national_number") if key in keys), -1)
    return {
        first: min(last, len(page.grid) - 1)
        for first, left, last, right in page.merged
        if place >= 0 and left <= place <= right and first > head.last and last > first and right - left < 3
    }


def _fill_down(page: Page, head: Head, joined: Mapping[int, int]) -> None:
    """A value merged over several matters is each one's; within one matter it is there already.

    Raise ``Unreadable`` where so much is merged that it would be the work of hours.
    """
    inside, left_over = _Spans(joined), MAX_CELLS
    for first, left, last, _ in page.merged:
        if first <= head.last or left >= len(page.grid[0]) or last <= first or first >= len(page.grid):
            continue
        rows = range(first + 1, 0 if inside.hold(first, last) else min(last + 1, len(page.grid)))
        left_over -= len(rows)
        if left_over < 0:
            raise Unreadable(f"工作表“{page.name[:31]}”里合并的单元格太多，互相重叠。请取消合并后重新上传。")
        for row in rows:
            if page.grid[row][left] is None:
                page.grid[row][left] = page.grid[first][left]


class _Spans:
    """Rows from … to, asked many times whether one of them holds others."""

    def __init__(self, spans: Mapping[int, int]) -> None:
        self._starts = sorted(spans)
        self._ends = list(accumulate((spans[start] for start in self._starts), max))

    def hold(self, first: int, last: int) -> bool:
        place = bisect_right(self._starts, first)
        return place > 0 and self._ends[place - 1] >= last
