"""Tables out: plain values → .xlsx that prints, filters, offers choices, and in which no text can become a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter

from .columns import Cell, Column, column_letters
from .dates import parse_date
from .plain import clean
from .rows import Problem, Row, Table, read_rows

__all__ = ["Cell", "Column", "Problem", "Row", "Table", "parse_date", "read_rows", "write_sheet"]

#: rows below the header that take choices and formats also when they are still empty
FILLABLE_ROWS: Final = 2_000
#: what Excel can hold: rows of a sheet, characters of the help beside a cell, of its title, of a sheet's name
_EXCEL_ROWS: Final = 1_048_576
_EXCEL_HELP: Final = 255
_EXCEL_HELP_TITLE: Final = 32
_EXCEL_SHEET_NAME: Final = 31
#: from here on a number loses digits
_EXACT: Final = 10**15
_CHOICES_SHEET: Final = "选项"
#: a file is the same whenever it is written
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (XlsxWriter wants it without zone)

_FONT: Final = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter"}
_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"},
    "note": {**_FONT, "text_wrap": True, "align": "left"},
    "header": {
        "font_name": "黑体",
        "font_size": 11,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
    },
    # '@': what a person types stays text, an 18-digit number too
    "text": {**_FONT, "text_wrap": True, "border": 1, "num_format": "@"},
    "date": {**_FONT, "align": "center", "border": 1, "num_format": "yyyy-mm-dd"},
    "int": {**_FONT, "align": "right", "border": 1, "num_format": "0"},
    "wrong": {
        **_FONT,
        "text_wrap": True,
        "border": 1,
        "num_format": "@",
        "bg_color": "#F6D5D1",
        "font_color": "#8C1C13",
    },
    "example": {**_FONT, "text_wrap": True, "border": 1, "num_format": "@", "font_color": "#7A7A7A", "italic": True},
    "blank_text": {**_FONT, "text_wrap": True, "num_format": "@"},
    "blank_date": {**_FONT, "align": "center", "num_format": "yyyy-mm-dd"},
    "blank_int": {**_FONT, "align": "right", "num_format": "0"},
}


def write_sheet(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, title: str, note: str | None = None
) -> bytes:
    """An .xlsx with a title line, a note, a header and the rows, set up to be printed on A4 across.

    Every text is stored as a string whatever it begins with; dates are real dates; whole numbers of 16 and more digits
    are stored as text. Control characters are left out. With no rows it is a template: formats and choices hold for
    ``FILLABLE_ROWS`` rows. The same values give the same bytes. Raise ``ValueError`` for a row of another length than
    ``columns``, for a text above 32,767 characters and for more rows than a sheet has.
    """
    out = io.BytesIO()
    with new_workbook(out, title) as book:
        TableSheet(book, columns, title, note).fill(rows)
    return out.getvalue()


def write_marked(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    marks: Mapping[tuple[int, int], str],
    *,
    title: str,
    note: str,
) -> bytes:
    """As ``write_sheet``, with cells of the rows (row and column from 0) in red and what is wrong as a comment."""
    out = io.BytesIO()
    with new_workbook(out, title) as book:
        sheet = TableSheet(book, columns, title, note)
        sheet.fill(rows)
        for (row, place), message in marks.items():
            sheet.mark(row, place, rows[row][place], message)
    return out.getvalue()


def new_workbook(out: io.BytesIO, title: str) -> xlsxwriter.Workbook:
    """A workbook to be written to ``out``: what looks like a formula, an address or a number stays text."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": clean(title), "created": _CREATED})
    return book


class TableSheet:
    """One sheet of a workbook being written. ``name`` of its tab; ``lists``: the hidden sheet of its choices."""

    def __init__(
        self,
        book: Any,
        columns: Sequence[Column],
        title: str,
        note: str | None,
        *,
        name: str | None = None,
        lists: str = _CHOICES_SHEET,
    ) -> None:
        if not columns:
            raise ValueError("a sheet needs columns")
        self._lists = lists
        self._book = book
        self._columns = columns
        self._formats = {name: book.add_format(properties) for name, properties in _FORMATS.items()}
        self._sheet = book.add_worksheet(_sheet_name(name or title))
        self._header = 1 if note is None else 2
        self._head(title, note)

    def fill(self, rows: Iterable[Sequence[Cell]]) -> None:
        last = self._header
        for last, row in enumerate(rows, self._header + 1):
            if len(row) != len(self._columns):
                raise ValueError(f"row {last + 1} has {len(row)} cells for {len(self._columns)} columns")
            if last >= _EXCEL_ROWS:
                raise ValueError(f"more than {_EXCEL_ROWS} rows")
            for place, value in enumerate(row):
                self._cell(last, place, value)
        self._sheet.autofilter(self._header, 0, last, len(self._columns) - 1)
        self._offer_choices(max(last, self._header + FILLABLE_ROWS))
        self._print_setup()

    def mark(self, row: int, place: int, value: Cell, message: str) -> None:
        """Write a cell of the filled rows again (both counted from 0) in red, with a comment."""
        where = self._header + 1 + row
        self._string(where, place, "" if value is None else str(value), "wrong")
        self._sheet.write_comment(where, place, clean(message)[:_EXCEL_HELP])

    def _head(self, title: str, note: str | None) -> None:
        self._spanning(0, title, "title")
        self._sheet.set_row(0, 28)
        if note is not None:
            self._spanning(1, note, "note")
            self._sheet.set_row(1, 18 * (1 + note.count("\n") + len(note) // 60))
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width, self._formats[f"blank_{column.kind}"])
            self._string(self._header, place, column.title, "header")
        self._sheet.freeze_panes(self._header + 1, 0)

    def _spanning(self, row: int, text: str, style: str) -> None:
        """A line across all columns; a range of one cell cannot be merged."""
        if len(self._columns) > 1:
            self._sheet.merge_range(row, 0, row, len(self._columns) - 1, "", self._formats[style])
        self._string(row, 0, text, style)

    def _cell(self, row: int, place: int, value: Cell) -> None:
        kind = self._columns[place].kind
        if value is None or value == "":
            self._sheet.write_blank(row, place, None, self._formats[kind])
        elif isinstance(value, datetime):
            self._string(row, place, value.isoformat(" ", "minutes"), "text")
        elif isinstance(value, date) and value.year >= 1900:
            self._sheet.write_datetime(row, place, value, self._formats["date"])
        elif isinstance(value, int) and abs(value) < _EXACT:
            self._sheet.write_number(row, place, value, self._formats["int"])
        else:
            self._string(row, place, str(value), "text")

    def _string(self, row: int, place: int, text: str, style: str) -> None:
        # XlsxWriter would cut it short without a word
        if self._sheet.write_string(row, place, clean(text), self._formats[style]):
            raise ValueError(f"cell {column_letters(place)}{row + 1} has {len(text)} characters, Excel takes 32,767")

    def _offer_choices(self, last: int) -> None:
        """Lists of choices stand in a hidden sheet: inside the rule itself Excel takes 255 characters and no comma."""
        lists = self._book.add_worksheet(self._lists) if any(c.choices for c in self._columns) else None
        if lists is not None:
            lists.hide()
        for place, column in enumerate(self._columns):
            rule = _rule(column)
            if column.choices and lists is not None:
                for row, choice in enumerate(column.choices):
                    lists.write_string(row, place, clean(choice))
                rule["source"] = f"='{self._lists}'!{self._range_of(place, len(column.choices))}"
            if rule["validate"] != "any" or column.help:
                self._sheet.data_validation(self._header + 1, place, last, place, rule)

    def _range_of(self, place: int, count: int) -> str:
        cells: str = xlsxwriter.utility.xl_range_abs(0, place, count - 1, place)
        return cells

    def _print_setup(self) -> None:
        self._sheet.set_paper(9)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(self._header)
        self._sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        self._sheet.center_horizontally()
        self._sheet.set_footer("&C第 &P 页，共 &N 页")


def _rule(column: Column) -> dict[str, Any]:
    """What a cell takes, as Excel's own check; it only warns the person, ``read_rows`` decides."""
    rule: dict[str, Any] = {"validate": "any", "error_title": "请检查", "ignore_blank": True}
    if column.help:
        rule |= {
            "input_title": clean(column.title)[:_EXCEL_HELP_TITLE],
            "input_message": clean(column.help)[:_EXCEL_HELP],
        }
    if column.choices:
        rule |= {"validate": "list", "error_message": "请从下拉列表中选择。"}
    elif column.kind == "date":
        rule |= {
            "validate": "date", "criteria": "between", "minimum": date(1930, 1, 1), "maximum": date(2099, 12, 31),
            "error_message": "请填写日期，例如 2026-03-02。",
        }  # fmt: skip
    elif column.kind == "int":
        rule |= {
            "validate": "integer", "criteria": "between", "minimum": -999_999_999, "maximum": 999_999_999,
            "error_message": "请填写整数。",
        }  # fmt: skip
    return rule


def cell_format(name: str) -> dict[str, Any]:
    """The look of a kind of cell: ``title``, ``note``, ``header``, ``example`` …"""
    return dict(_FORMATS[name])


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters, none of []:*?/\\ and no apostrophe at either end."""
    name = re.sub(r"[\[\]:*?/\\\n\t]", " ", clean(title)).strip("' ")[:_EXCEL_SHEET_NAME].strip("' ")
    return "表" if not name or name.startswith(_CHOICES_SHEET) or name == "History" else name
