"""The cells of a ledger file, whatever it is: .xlsx, .xls, or text with commas or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from ..columns import column_letters
from ..kinds import Kind, kind_of
from ..pace import SILENT, Pace
from ..plain import clean, read_plain
from ..rows import refuse_other_kinds
from ..unreadable import Unreadable
from ..workbook import Extent, look_through
from .layout import Grid, Range

MAX_ROWS: Final = 100_100
MAX_COLUMNS: Final = 120
MAX_CELLS: Final = 2_400_000
MAX_CELL: Final = 32_767
MAX_SHEETS: Final = 60
#: a number in a cell keeps 15 digits
_EXACT: Final = 10**15
_SOFT: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_ERRORS: Final = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


@dataclass(slots=True)
class Page:
    """One sheet. ``wrong``: (row, column) → why there is no value, as the end of a sentence."""

    name: str
    grid: Grid
    merged: list[Range] = field(default_factory=list)
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The sheets with something in them, in the order of their tabs; ``hidden``: names of those not looked into."""

    pages: tuple[Page, ...]
    since_1904: bool
    hidden: tuple[str, ...] = ()


def read_pages(name: str, data: bytes, pace: Pace = SILENT) -> Pages:
    """Every visible sheet. Raise ``Unreadable`` for what is none of these kinds, broken, dangerous or too large."""
    kind = kind_of(name, data)
    if kind is Kind.TEXT:
        return _delimited(data, pace)
    if kind is Kind.OLD_EXCEL:
        return _workbook(data, None, pace)
    refuse_other_kinds(name, data)
    return _workbook(data, {}, pace)


def _workbook(data: bytes, extents: Mapping[str, Extent] | None, pace: Pace) -> Pages:
    import python_calamine

    since_1904 = False
    hidden: tuple[str, ...] = ()
    if extents is not None:
        contents = look_through(data, MAX_ROWS, MAX_COLUMNS, most_cells=MAX_CELLS, pace=pace)
        since_1904 = contents.since_1904
        extents = {sheet.name: sheet for sheet in contents.sheets if not sheet.hidden and sheet.cells}
        hidden = tuple(sheet.name for sheet in contents.sheets if sheet.hidden)
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            seen = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible == python_calamine.SheetVisibleEnum.Visible
                and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            wanted = seen if extents is None else [name for name in seen if name in extents]
            if extents is None:
                hidden = tuple(each.name for each in book.sheets_metadata if each.name not in seen)
            pages = [_page(book, name, extents, pace) for name in wanted[:MAX_SHEETS]]
    except (python_calamine.CalamineError, python_calamine.PasswordError, UnicodeError) as error:
        raise Unreadable(
            "工作簿已损坏或加了密码，读不出来。请用 Excel / WPS 打开后另存为 .xlsx，再重新上传。"
        ) from error
    filled = tuple(page for page in pages if page.grid)
    if not filled:
        raise Unreadable("工作簿里没有内容。请检查后重新上传。")
    return Pages(filled, since_1904, hidden)


def _page(book: Any, name: str, extents: Mapping[str, Extent] | None, pace: Pace) -> Page:
    sheet = book.get_sheet_by_name(name)
    raw = sheet.to_python(skip_empty_area=False)
    if extents is None:
        merged = [(a, b, c, d) for (a, b), (c, d) in (sheet.merged_cell_ranges or ())]
        unsettled: Mapping[tuple[int, int], str] = {}
        _refuse_far(name, raw)
    else:
        extent = extents[name]
        raw = [row[: extent.last_column + 1] for row in raw[: extent.last_row + 1]]
        merged, unsettled = list(extent.merged), extent.unsettled
    page = Page(name, [], merged)
    for number, row in enumerate(raw):
        cells = [plain_cell(page, number, place, value) for place, value in enumerate(row)]
        page.grid.append(cells)
        if any(cells):
            pace.row()
    for where, shown in unsettled.items():
        page.wrong[where] = f"是{shown}。请改填实际的值。"
    _trim(page)
    return page


def _refuse_far(name: str, raw: list[list[Any]]) -> None:
    if len(raw) > MAX_ROWS or (raw and len(raw[0]) > MAX_COLUMNS and _wide(raw)):
        raise Unreadable(
            f"工作表“{name[:31]}”超出了 {MAX_ROWS:,} 行、{MAX_COLUMNS} 列的范围。请删除误填的内容后重新上传。"
        )


def _wide(raw: list[list[Any]]) -> bool:
    return any(value not in ("", None) for row in raw for value in row[MAX_COLUMNS:])


def plain_cell(page: Page, row: int, place: int, value: Any) -> Any:
    """Text, day, whole number or None; what is none of these is noted in the page."""
    if isinstance(value, str):
        told = (value if value.isprintable() else clean(value)).strip()
        if told in _ERRORS:
            page.wrong[row, place] = f"是公式错误 {told}。请改填实际的值。"
            return None
        if len(told) > MAX_CELL:
            page.wrong[row, place] = f"有 {len(told):,} 个字，超过 {MAX_CELL:,} 个字的上限。请缩短。"
            return None
        return told or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        if abs(value) >= _EXACT:
            page.wrong[row, place] = "的数字有 16 位以上，按数值保存，末几位已丢失。请把该列设为“文本”格式后重新填写。"
            return None
        if value != value:
            return None
        return int(value) if isinstance(value, int) or value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, date) else None


def _trim(page: Page) -> None:
    """Without the empty rows at the end and the empty columns at the right; every row of one length."""
    told = {row for row, _ in page.wrong}
    while page.grid and len(page.grid) - 1 not in told and not any(value is not None for value in page.grid[-1]):
        page.grid.pop()
    width = max((place + 1 for row in page.grid for place, value in enumerate(row) if value is not None), default=0)
    width = max([width, *(place + 1 for _, place in page.wrong)])
    page.grid = [row[:width] + [None] * (width - len(row)) for row in page.grid]


def _delimited(data: bytes, pace: Pace) -> Pages:
    # line breaks inside a cell (a soft one of Word) are not the ends of lines
    text = clean(_SOFT.sub(" ", read_plain(data, most=12_000_000)))
    lines = text.split("\n", 60)[:60]
    marks = {mark: sum(line.count(mark) for line in lines) for mark in (",", "\t", ";", "，")}
    mark = max(marks, key=lambda each: marks[each])
    csv.field_size_limit(MAX_CELL * 4)
    page = Page("CSV", [])
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            number = len(page.grid)
            cells = [plain_cell(page, number, place, _kept_as_text(cell)) for place, cell in enumerate(row)]
            while cells and cells[-1] is None:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise Unreadable(f"第 {number + 1} 行有 {len(cells)} 列，超过 {MAX_COLUMNS} 列的上限。请检查文件。")
            page.grid.append(cells)
            if cells:
                pace.row()
            if len(page.grid) > MAX_ROWS:
                raise Unreadable(f"文件超过 {MAX_ROWS:,} 行的上限。请按年度分成几份上传。")
    except csv.Error as error:
        raise Unreadable("这个 CSV 文件的引号或单元格有误，读不出来。请重新导出，或另存为 .xlsx。") from error
    _trim(page)
    if not page.grid:
        raise Unreadable("文件里没有内容。请重新导出后上传。")
    return Pages((page,), False)


def _kept_as_text(cell: str) -> str:
    """Systems write ="0012" so that Excel keeps the zeros, or put a tab before it."""
    told = cell.strip()
    return told[2:-1] if told.startswith('="') and told.endswith('"') else told


def cell_name(sheet: str, row: int, place: int) -> str:
    """B7, or 3月!B7 where there are several sheets (``sheet`` empty: one)."""
    where = f"{column_letters(place)}{row + 1}"
    return f"{sheet}!{where}" if sheet else where
