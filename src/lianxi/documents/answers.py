"""A sheet of questions that stands alone: what is asked is locked, white cells are filled in, a seal says whose it is.

The seal stands in a sheet that Excel and WPS do not offer to show; the caller has signed it, here it is only text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from .columns import Cell, Column
from .plain import clean
from .sheets import cell_format, new_workbook

#: the hidden sheet and the head of its one column
SEAL: Final = "标识"
SEAL_COLUMNS: Final = (Column("seal", SEAL),)
_LINE: Final = 62
_GREY: Final = {"bg_color": "#F0EEE9", "locked": True}
_WHITE: Final = {"bg_color": "#FFFFFF", "locked": False}


@dataclass(frozen=True, slots=True)
class Question:
    """One row: what is printed in the locked columns, what may be chosen in the first white one, and a hint there."""

    printed: Sequence[Cell]
    choices: tuple[str, ...]
    hint: str = ""


def write_answers(
    *,
    title: str,
    sheet: str,
    lines: Sequence[str],
    locked: Sequence[Column],
    white: Sequence[Column],
    questions: Sequence[Question],
    seal: str,
) -> bytes:
    """An .xlsx with the title, ``lines`` above the table, one row a question, and the seal out of sight.

    The first white column is chosen from a list; days are checked by Excel. Protected without a password: it keeps
    from slips of the hand; whether a sheet was altered the seal tells. The same values give the same bytes.
    """
    out = io.BytesIO()
    with new_workbook(out, title) as book:
        page = book.add_worksheet(sheet)
        top = _head(book, page, title, lines, [*locked, *white])
        for number, question in enumerate(questions, top + 1):
            _question(book, page, number, question, locked, white)
        _print(page, top)
        hidden = book.add_worksheet(SEAL)
        hidden.write_string(0, 0, SEAL)
        hidden.write_string(1, 0, seal)
        hidden.very_hidden()
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
        hidden.protect("")
    return out.getvalue()


def _head(book: Any, page: Any, title: str, lines: Sequence[str], columns: Sequence[Column]) -> int:
    """Title, instructions and header; the row of the header."""
    last = len(columns) - 1
    page.merge_range(0, 0, 0, last, "", book.add_format(cell_format("title")))
    page.write_string(0, 0, clean(title), book.add_format(cell_format("title")))
    page.set_row(0, 30)
    note = book.add_format(cell_format("note"))
    for number, line in enumerate(lines, 1):
        page.merge_range(number, 0, number, last, "", note)
        page.write_string(number, 0, clean(line), note)
        page.set_row(number, 17 * (1 + len(line) // _LINE))
    top = len(lines) + 1
    header = book.add_format({**cell_format("header"), **_GREY})
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(top, place, column.title, header)
    page.set_row(top, 22)
    page.freeze_panes(top + 1, 0)
    return top


def _question(
    book: Any, page: Any, row: int, question: Question, locked: Sequence[Column], white: Sequence[Column]
) -> None:
    for place, (column, value) in enumerate(zip(locked, question.printed, strict=True)):
        look = book.add_format({**cell_format(column.kind), **_GREY})
        if isinstance(value, date):
            page.write_datetime(row, place, value, look)
        else:
            page.write_string(row, place, clean("" if value is None else str(value)), look)
    longest = max(
        -(-len(str(value or "")) * 2 // int(column.width))
        for column, value in zip(locked, question.printed, strict=True)
    )
    page.set_row(row, max(34, 17 * min(longest, 8)))
    for place, column in enumerate(white, len(locked)):
        page.write_blank(row, place, None, book.add_format({**cell_format(column.kind), **_WHITE}))
        rule: dict[str, Any] = {"validate": "any", "ignore_blank": True, "error_title": "请检查"}
        if place == len(locked):
            rule |= {"validate": "list", "source": list(question.choices), "error_message": "请从下拉列表中选择。"}
        elif column.kind == "date":
            rule |= {
                "validate": "date", "criteria": "between", "minimum": date(1990, 1, 1), "maximum": date(2099, 12, 31),
                "error_message": "请填写日期，例如 2026-03-02。",
            }  # fmt: skip
        hint = question.hint if place == len(locked) else column.help
        if hint:
            rule |= {"input_title": column.title, "input_message": clean(hint)[:255]}
        if rule["validate"] != "any" or hint:
            page.data_validation(row, place, row, place, rule)


def _print(page: Any, top: int) -> None:
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.set_footer("&C第 &P 页，共 &N 页")
