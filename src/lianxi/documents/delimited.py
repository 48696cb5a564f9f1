"""Lists that another system has put out: .xlsx, or text with commas or tabs in an encoding of Chinese offices."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import Final

from .columns import Column
from .kinds import Kind, kind_of
from .plain import clean, read_plain
from .rows import Table, read_grid, read_rows, refuse_other_kinds
from .unreadable import Unreadable

#: characters of one cell
_MAX_CELL: Final = 100_000
#: systems write ="0012" so that Excel keeps the zeros
_KEPT_AS_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)


def read_listing(
    name: str, data: bytes, columns: Sequence[Column], *, max_rows: int = 5000, max_columns: int = 120
) -> Table:
    """The rows of an .xlsx (as by ``rows.read_rows``) or of a .csv. Raise ``Unreadable`` for anything else."""
    if kind_of(name, data) is Kind.TEXT:
        return read_delimited(data, columns, max_rows=max_rows, max_columns=max_columns)
    refuse_other_kinds(name, data)
    return read_rows(data, columns, max_rows=max_rows, max_columns=max_columns)


def read_delimited(data: bytes, columns: Sequence[Column], *, max_rows: int, max_columns: int) -> Table:
    """The rows of a text with commas or tabs. Every cell is a text, so no digits are lost; problems as in a workbook.

    Raise ``Unreadable`` for binary data, unknown encodings, and beyond ``max_rows``, ``max_columns`` or the size of
    a cell.
    """
    text = clean(read_plain(data))
    head = next((line for line in text.split("\n") if line.strip()), "")
    mark = "\t" if head.count("\t") > head.count(",") else ","
    csv.field_size_limit(_MAX_CELL)
    grid: list[list[str]] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=mark):
            cells = [_plain_cell(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > max_columns:
                raise Unreadable(f"第 {len(grid) + 1} 行有 {len(cells)} 列，超过 {max_columns} 列的上限。请检查文件。")
            grid.append(cells)
            if len(grid) > max_rows:
                raise Unreadable(f"文件超过 {max_rows:,} 行的上限。请缩短导出的时间范围，分几次上传。")
    except csv.Error as error:
        raise Unreadable("这个 CSV 文件的引号或单元格有误，读不出来。请重新导出，或另存为 .xlsx。") from error
    if not any(grid):
        raise Unreadable("文件里没有内容。请重新导出后上传。")
    width = max(map(len, grid))
    return read_grid([row + [""] * (width - len(row)) for row in grid], "CSV", columns)


def _plain_cell(cell: str) -> str:
    found = _KEPT_AS_TEXT.fullmatch(cell.strip())
    return found[1] if found else cell.strip()
