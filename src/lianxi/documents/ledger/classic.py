"""The ledger as clerks know it, out: title merged over the table, a head of two rows, one matter a row; streamed.

Rows are written to a file as they come, so that a hundred thousand of them take no memory. Every text is a string.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any, Final

import xlsxwriter

from ..columns import Cell
from ..plain import clean
from ..sheets import cell_format

#: a group of columns: its head (empty: the part is merged over both rows), the parts with their widths
Group = tuple[str, Sequence[tuple[str, float]]]
_LONGEST: Final = 32_767
_EXACT: Final = 10**15
_OPTIONS: Final = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write_classic(out: IO[bytes], groups: Sequence[Group], rows: Iterable[Sequence[Cell]], *, title: str) -> int:
    """Write the workbook to ``out``; answers how many rows. A text above 32,767 characters is cut with an ellipsis."""
    parted = any(head for head, _ in groups)
    with xlsxwriter.Workbook(out, dict(_OPTIONS)) as book:
        looks = {name: book.add_format(cell_format(name)) for name in ("title", "header", "text", "date", "int")}
        sheet = book.add_worksheet("台账")
        width = sum(len(parts) for _, parts in groups)
        place = 0
        for _, parts in groups:
            for _, wide in parts:
                sheet.set_column(place, place, wide)
                place += 1
        sheet.merge_range(0, 0, 0, max(1, width - 1), clean(title), looks["title"])
        first = _head(sheet, groups, looks["header"], parted)
        number = 0
        for number, row in enumerate(rows, 1):
            _row(sheet, first + number - 1, row, looks)
        sheet.freeze_panes(first, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1, first - 1)
    return number


def _head(sheet: Any, groups: Sequence[Group], look: Any, parted: bool) -> int:
    """One row, or two where there are groups; answers the first row below."""
    # row by row: with constant memory a row that was left cannot be written again, so merges come first
    place = 0
    for head, parts in groups:
        if head and len(parts) > 1:
            sheet.merge_range(1, place, 1, place + len(parts) - 1, head, look)
        elif head:
            sheet.write_string(1, place, head, look)
        else:
            for offset, (part, _) in enumerate(parts):
                sheet.write_string(1, place + offset, part, look)
        place += len(parts)
    if not parted:
        return 2
    place = 0
    for head, parts in groups:
        for offset, (part, _) in enumerate(parts):
            if head:
                sheet.write_string(2, place + offset, part, look)
            else:
                sheet.write_blank(2, place + offset, None, look)
        place += len(parts)
    return 3


def _row(sheet: Any, number: int, row: Sequence[Cell], looks: Any) -> None:
    for place, value in enumerate(row):
        if value is None or value == "":
            sheet.write_blank(number, place, None, looks["text"])
        elif isinstance(value, date) and value.year >= 1900:
            sheet.write_datetime(number, place, value, looks["date"])
        elif isinstance(value, int) and abs(value) < _EXACT:
            sheet.write_number(number, place, value, looks["int"])
        else:
            told = clean(str(value))
            sheet.write_string(
                number, place, told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…", looks["text"]
            )
