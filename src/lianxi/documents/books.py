"""Workbooks of several tables: a template with a page of instructions out, the filled-in book back in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .columns import Cell, Column
from .plain import clean
from .rows import Table, read_sheet, refuse_other_kinds
from .sheets import TableSheet, cell_format, new_workbook
from .unreadable import Unreadable, refuse_size
from .workbook import look_through

#: the page of instructions; never read when the book comes back
GUIDE: Final = "填写说明"
_MAX_ROWS: Final = 5000
_MAX_COLUMNS: Final = 60
_GUIDE_COLUMNS: Final = 11
#: about so many characters stand in one line of the guide, and in one cell of its examples
_GUIDE_LINE: Final = 76
_GUIDE_CELL: Final = 7


@dataclass(frozen=True, slots=True)
class Page:
    """One table of a book. ``marks``: (row, column) of ``rows``, from 0 → what is wrong there."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = ()
    note: str = ""
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    #: rows that show in the instructions how it is done
    examples: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """Tables by the title of their sheet; ``unknown``: sheets with something in them that were not asked for."""

    tables: Mapping[str, Table]
    unknown: tuple[str, ...] = ()


def read_book(
    data: bytes, sheets: Mapping[str, Sequence[Column]], unseen: Mapping[str, Sequence[Column]] | None = None
) -> Book:
    """The visible sheets of these titles, each as by ``rows.read_rows``. Raise ``Unreadable`` where there is none.

    ``unseen``: hidden sheets that are read too, where they are.
    """
    refuse_size(data)
    refuse_other_kinds("", data)
    hidden = unseen or {}
    contents = look_through(data, _MAX_ROWS, _MAX_COLUMNS, hidden)
    visible = {sheet.name.strip(): sheet for sheet in contents.sheets if not sheet.hidden and sheet.cells}
    if not visible.keys() & sheets.keys():
        named = "、".join(sheets)
        raise Unreadable(f"工作簿里没有要填的表（{named}）。请用下载的模板填写，不要改工作表的名称。")
    tables = {
        title: read_sheet(data, contents, visible[title], columns)
        for title, columns in sheets.items()
        if title in visible
    }
    for sheet in contents.sheets:
        if sheet.hidden and sheet.cells and sheet.name in hidden:
            tables[sheet.name] = read_sheet(data, contents, sheet, hidden[sheet.name])
    return Book(tables, tuple(name for name in visible if name not in sheets and name != GUIDE))


def write_book(pages: Sequence[Page], *, title: str, guide: Sequence[str]) -> bytes:
    """An .xlsx with the instructions first (``guide``: one paragraph a line, then the pages' examples in grey)."""
    out = io.BytesIO()
    with new_workbook(out, title) as book:
        _write_guide(book, title, guide, pages)
        for number, page in enumerate(pages):
            lists = f"选项{number + 1}"
            sheet = TableSheet(book, page.columns, page.title, page.note or None, name=page.title, lists=lists)
            sheet.fill(page.rows)
            for (row, place), message in page.marks.items():
                sheet.mark(row, place, page.rows[row][place], message)
    return out.getvalue()


def _write_guide(book: Any, title: str, guide: Sequence[str], pages: Sequence[Page]) -> None:
    looks = {name: book.add_format(cell_format(name)) for name in ("title", "note", "header", "example")}
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, _GUIDE_COLUMNS - 1, 15)
    sheet.merge_range(0, 0, 0, _GUIDE_COLUMNS - 1, "", looks["title"])
    sheet.write_string(0, 0, clean(title), looks["title"])
    sheet.set_row(0, 30)
    row = 1
    for line in guide:
        sheet.merge_range(row, 0, row, _GUIDE_COLUMNS - 1, "", looks["note"])
        sheet.write_string(row, 0, clean(line), looks["note"])
        sheet.set_row(row, 18 * (1 + len(line) // _GUIDE_LINE))
        row += 1
    for page in pages:
        if not page.examples:
            continue
        told = f"“{page.title}”表的填法（示例，仅供参照，请在“{page.title}”表里填写）"
        sheet.merge_range(row + 1, 0, row + 1, _GUIDE_COLUMNS - 1, "", looks["note"])
        sheet.write_string(row + 1, 0, told, looks["note"])
        for place, column in enumerate(page.columns):
            sheet.write_string(row + 2, place, column.title, looks["header"])
        for number, example in enumerate(page.examples):
            for place, value in enumerate(example):
                sheet.write_string(row + 3 + number, place, clean(value), looks["example"])
            lines = max(sum(1 + len(each) // _GUIDE_CELL for each in value.split("\n")) for value in example)
            sheet.set_row(row + 3 + number, 16 * lines)
        row += 3 + len(page.examples)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
