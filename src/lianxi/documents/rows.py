"""Tables in: .xlsx → rows of plain values, with everything that is doubtful named by its cell."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from .columns import Cell, Column, column_letters
from .dates import parse_date
from .kinds import Kind, kind_of
from .plain import clean
from .unreadable import Unreadable, refuse_size
from .workbook import Contents, Extent, look_through

#: a number in a cell keeps 15 digits, the others are zeros by now
_EXACT: Final = 10**15
#: rows looked through for the header
_HEADER_WITHIN: Final = 30


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must look at. ``row`` as numbered by Excel (from 1), ``column`` its letters."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` as numbered by Excel. ``cells``: by key of the column, or by its title where no columns were given."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """``ignored``: titles of the file that no expected column has. Whether problems are fatal the caller decides.

    ``letters``: where each column that was found stands, by its key.
    """

    sheet: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


def read_rows(
    data: bytes, columns: Sequence[Column] | None = None, *, max_rows: int = 5000, max_columns: int = 60
) -> Table:
    """The first visible sheet with something in it: its header row is found, titles above it and empty rows skipped.

    With ``columns`` the header is the row that has most of their titles; texts, days and whole numbers are made what
    the column says, and choices, missing columns and required cells are checked. Without, cells are as found: text,
    day, whole number, None; a decimal fraction becomes text, a day with a time of day too. Cells merged downwards all
    have the value that is seen. Control characters are removed, spaces around a text too.

    A problem instead of a value: numbers of 16 and more digits (already rounded by Excel), errors, formulas without a
    result, texts that are no day, number or choice. Raise ``Unreadable`` for what is no .xlsx, is broken or
    dangerous, has a filled cell beyond ``max_rows`` or ``max_columns``, or has no header.
    """
    refuse_size(data)
    refuse_other_kinds("", data)
    contents = look_through(data, max_rows, max_columns)
    filled = [sheet for sheet in contents.sheets if not sheet.hidden and sheet.cells]
    if not filled:
        raise Unreadable("工作簿里没有内容。请检查后重新上传。")
    reading = _Reading(_grid(data, filled[0]), filled[0], contents, columns)
    for other in filled[1:]:
        reading.problem(0, 0, f"工作表“{other.name[:31]}”里也有内容，只能读第一张。请移到第一张工作表，或分开上传。")
    return reading.table()


def read_sheet(data: bytes, contents: Contents, sheet: Extent, columns: Sequence[Column] | None) -> Table:
    """One sheet of a book that was looked through, read as by ``read_rows``."""
    return _Reading(_grid(data, sheet), sheet, contents, columns).table()


def read_grid(grid: list[list[Any]], name: str, columns: Sequence[Column] | None) -> Table:
    """Rows of cells that are no workbook's, all of one length, read as by ``read_rows``."""
    extent = Extent(name, 0, False, len(grid) - 1, len(grid[0]) - 1, 1)
    return _Reading(grid, extent, Contents((extent,), False), columns).table()


def refuse_other_kinds(name: str, data: bytes) -> None:
    """Raise ``Unreadable`` unless it is an .xlsx, and is called one if it is called anything."""
    kind = kind_of(name, data)
    if kind is Kind.LOCKED:
        raise Unreadable("文件加了密码，打不开。请去掉密码后重新上传。")
    if kind is not Kind.XLSX:
        called = "纯文本（或 CSV）" if kind is Kind.TEXT else kind.value
        raise Unreadable(f"这不是 .xlsx 文件，内容是{called}。请用 Excel / WPS 打开后另存为 .xlsx，再重新上传。")


def _grid(data: bytes, sheet: Extent) -> list[list[Any]]:
    """The values of a sheet, from its cell A1 on."""
    import python_calamine

    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            return book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise Unreadable("工作簿已损坏，读不出来。请用 Excel / WPS 打开后另存为 .xlsx，再重新上传。") from error


class _Reading:
    """One sheet on its way to a ``Table``."""

    def __init__(
        self, grid: list[list[Any]], extent: Extent, contents: Contents, columns: Sequence[Column] | None
    ) -> None:
        self._grid = [row[: extent.last_column + 1] for row in grid[: extent.last_row + 1]]
        self._extent = extent
        self._since_1904 = contents.since_1904
        self._columns = columns
        self._problems: list[Problem] = []

    def problem(self, row: int, column: int, message: str) -> None:
        self._problems.append(Problem(row + 1, column_letters(column), message))

    def table(self) -> Table:
        top = self._header_row()
        self._fill_merged(top)
        titles = [_title(value) for value in self._grid[top]]
        places = self._places(top, titles)
        rows = []
        for number in range(top + 1, len(self._grid)):
            found = self._row(number, places)
            if found is not None:
                rows.append(Row(number + 1, found))
        taken = {place for place, _ in places}
        ignored = tuple(title for place, title in enumerate(titles) if title and place not in taken)
        return Table(
            self._extent.name,
            tuple(title for title in titles if title),
            tuple(rows),
            tuple(self._problems),
            ignored,
            {column.key: column_letters(place) for place, column in places},
        )

    def _header_row(self) -> int:
        """With expected columns the row with most of their titles, else the first with two texts, else the first."""
        candidates = range(min(len(self._grid), _HEADER_WITHIN))
        if self._columns is not None:
            wanted = {_title(title) for column in self._columns for title in column.titles}
            hits = {row: len(wanted & set(map(_title, self._grid[row]))) for row in candidates}
            best = max(candidates, key=lambda row: (hits[row], -row))
            if not hits[best]:
                named = "、".join(column.title for column in self._columns[:8])
                raise Unreadable(f"前 {_HEADER_WITHIN} 行里找不到表头。表头应有：{named}。请用下载的模板填写。")
            return best
        filled = [row for row in candidates if any(_title(value) for value in self._grid[row])]
        several = [row for row in filled if len([value for value in self._grid[row] if _title(value)]) > 1]
        if not filled:
            raise Unreadable(f"前 {_HEADER_WITHIN} 行里找不到表头。请把表头放在最上面。")
        return several[0] if several else filled[0]

    def _fill_merged(self, top: int) -> None:
        """A value merged over several rows is meant for each of them. Across, it stays in its first column."""
        for first, left, last, _ in self._extent.merged:
            if first <= top or left > self._extent.last_column:
                continue
            for row in range(first + 1, min(last + 1, len(self._grid))):
                self._grid[row][left] = self._grid[first][left]

    def _places(self, top: int, titles: list[str]) -> list[tuple[int, Column]]:
        """Where the columns stand in the file; a title that stands twice or not at all is a problem."""
        for place, title in enumerate(titles):
            if title and titles.index(title) != place:
                self.problem(top, place, f"表头“{title}”出现了两次，只能有一列。")
        if self._columns is None:
            named = [(place, title) for place, title in enumerate(titles) if title and titles.index(title) == place]
            return [(place, Column(title, title)) for place, title in named]
        for column in self._columns:
            if not column.optional and not any(_title(each) in titles for each in column.titles):
                self.problem(top, 0, f"表里没有“{column.title}”这一列。请用下载的模板填写。")
        by_title = {_title(title): column for column in self._columns for title in column.titles}
        places = {
            by_title[title].key: (place, by_title[title])
            for place, title in reversed(list(enumerate(titles)))
            if title in by_title and titles.index(title) == place
        }
        return sorted(places.values(), key=lambda each: each[0])

    def _row(self, number: int, places: list[tuple[int, Column]]) -> dict[str, Cell] | None:
        """The cells of a row, None for an empty one."""
        unsettled = self._extent.unsettled
        row = self._grid[number]
        if not any(_plain(row[place]) is not None or (number, place) in unsettled for place, _ in places):
            return None
        return {column.key: self._cell(number, place, column) for place, column in places}

    def _cell(self, row: int, place: int, column: Column) -> Cell:
        name = f"{column_letters(place)}{row + 1}"
        if (row, place) in self._extent.unsettled:
            shown = self._extent.unsettled[row, place]
            self.problem(row, place, f"单元格 {name} 是{shown}。请改填实际的值。")
            return None
        value = self._grid[row][place]
        if isinstance(value, int | float) and abs(value) >= _EXACT:
            digits = len(str(int(abs(value)))) if abs(value) < 1e300 else 300
            lost = f"单元格 {name} 的数字有 {digits} 位，按数值保存，末几位已丢失。"
            self.problem(row, place, f"{lost}请把该列设为“文本”格式后重新填写。")
            return None
        plain = _plain(value)
        if plain is None:
            if column.required:
                self.problem(row, place, f"单元格 {name}（{column.title}）不能为空。")
            return None
        if self._columns is None:
            return plain
        found = _as_kind(plain, value, column, self._since_1904)
        if isinstance(found, _Wrong):
            self.problem(row, place, f"单元格 {name}（{column.title}）的“{str(plain)[:30]}”{found.why}")
            return None
        return found


@dataclass(frozen=True, slots=True)
class _Wrong:
    why: str


def _as_kind(plain: str | date | int, raw: Any, column: Column, since_1904: bool) -> str | date | int | _Wrong:
    """The value as its column wants it."""
    if column.kind == "date":
        day = parse_date(raw if isinstance(raw, int | float) else plain, since_1904=since_1904)
        return day or _Wrong("不是日期。请写成 2026-03-02 的样子。")
    if column.kind == "int":
        if isinstance(plain, str) and re.fullmatch(r"[+-]?\d{1,15}", plain, re.ASCII):
            return int(plain)
        return plain if isinstance(plain, int) else _Wrong("不是整数。")
    text = plain.isoformat() if isinstance(plain, date) else str(plain)
    if column.choices and text not in column.choices:
        offered = "、".join(column.choices[:6]) + ("等" if len(column.choices) > 6 else "")
        return _Wrong(f"不在可选范围内。可选：{offered}。")
    return text


def _plain(value: Any) -> str | date | int | None:
    """What a person sees in the cell, without floats and times."""
    if isinstance(value, str):
        return clean(value).strip() or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return int(value) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, int | date) else None


def _title(value: Any) -> str:
    """A title without line breaks, spaces and the star that marks what is required."""
    text = _plain(value)
    return re.sub(r"[\s*＊]+", "", text) if isinstance(text, str) else ""
