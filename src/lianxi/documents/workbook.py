"""What must be known of an .xlsx before a fast reader may open it: how far each sheet really reaches.

The ``<dimension>`` of a sheet may lie, and a reader that lays out a grid up to the last cell takes all memory for one
cell at XFD1048576. So the cells themselves are looked through here, one after the other, and nothing is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from .columns import column_index, column_letters
from .pace import SILENT, Pace
from .package import Package, feed
from .unreadable import Unreadable

#: cells with something in them, of all sheets together
MAX_CELLS: Final = 300_000
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RANGE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(slots=True)
class Extent:
    """Of one sheet; rows and columns counted from 0. ``last_row`` is -1 where nothing is filled in."""

    name: str
    index: int
    hidden: bool
    last_row: int = -1
    last_column: int = -1
    cells: int = 0
    #: formulas that carry no result, and results that are errors: (row, column) → what the cell shows
    unsettled: dict[tuple[int, int], str] = field(default_factory=dict)
    #: merged ranges: first row, first column, last row, last column
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """Sheets in the order of their tabs, and whether serial dates count from 1904."""

    sheets: tuple[Extent, ...]
    since_1904: bool


def look_through(
    data: bytes,
    max_rows: int,
    max_columns: int,
    unseen: Collection[str] = (),
    *,
    most_cells: int = MAX_CELLS,
    pace: Pace = SILENT,
) -> Contents:
    """Raise ``Unreadable`` for a broken or dangerous package and for a filled cell beyond the limits.

    Hidden sheets are not looked into but for those called as in ``unseen``.
    """
    package = Package(data)
    package.check()
    main = package.part_of_type("", "officeDocument", "xl/workbook.xml")
    tree = package.tree(main)
    if tree is None:
        raise Unreadable("文件里没有 Excel 工作簿。请用 Excel / WPS 打开后另存为 .xlsx，再重新上传。")
    paths = {key: path for key, (kind, path) in package.related(main).items() if kind == "worksheet"}
    properties = tree.find("workbookPr")
    extents: list[Extent] = []
    for index, sheet in enumerate(tree.iter("sheet")):
        path = paths.get(sheet.get("id", ""), "")
        extent = Extent(sheet.get("name", ""), index, sheet.get("state", "visible") != "visible")
        if package.has(path) and (not extent.hidden or extent.name in unseen):
            before = sum(each.cells for each in extents)
            _Scan(extent, (max_rows, max_columns, most_cells), before, pace).run(package.bytes_of(path), path)
        extents.append(extent)
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return Contents(tuple(extents), since_1904)


class _Scan:
    """Walks over the cells of one sheet."""

    def __init__(self, extent: Extent, most: tuple[int, int, int], before: int, pace: Pace) -> None:
        """``most``: rows, columns, cells; ``before``: cells of the sheets looked through already."""
        self._extent = extent
        self._max_rows, self._max_columns, self._most_cells = most
        self._room = self._most_cells - before
        self._pace = pace
        self._row = -1
        self._column = -1
        self._type = ""
        self._formula = False
        self._filled = False
        self._text: list[str] | None = None

    def run(self, content: bytes, part: str) -> None:
        feed(content, part, self._opened, self._closed, self._said)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
            self._type = attributes.get("t", "")
            self._formula = self._filled = False
        elif name == "row":
            stated = attributes.get("r", "")
            self._row = int(stated) - 1 if stated.isdecimal() and len(stated) < 9 else self._row + 1
            self._column = -1
        elif name == "f":
            self._formula = True
        elif name in {"v", "is"}:
            self._filled = True
            self._text = []
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _said(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _closed(self, name: str) -> None:
        if name == "c" and (self._filled or self._formula):
            self._note()
        elif name == "c":
            self._text = None

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if not reference:
            self._column += 1
        elif found is None:
            raise Unreadable(f"工作表里有写错的单元格编号 {reference[:20]}。请用 Excel / WPS 打开后另存为 .xlsx。")
        else:
            self._column, self._row = column_index(found.group(1)), int(found.group(2)) - 1

    def _note(self) -> None:
        """Take down a filled cell. An empty text or a formula that gives one fills nothing."""
        shown = "".join(self._text or ())
        self._text = None
        if self._formula and not self._filled:
            self._extent.unsettled[self._row, self._column] = "没有计算结果的公式"
        elif self._type == "e":
            self._extent.unsettled[self._row, self._column] = f"公式错误 {shown[:20]}"
        elif not shown.strip():
            return
        extent = self._extent
        extent.cells += 1
        if self._row > extent.last_row:
            extent.last_row = self._row
            self._pace.row()
        if self._column > extent.last_column:
            extent.last_column = self._column
        if self._row >= self._max_rows or self._column >= self._max_columns or extent.cells > self._room:
            self._refuse_far()

    def _refuse_far(self) -> None:
        if self._row >= self._max_rows or self._column >= self._max_columns:
            raise Unreadable(
                f"工作表“{self._extent.name[:31]}”的单元格 {column_letters(self._column)}{self._row + 1} 有内容，超出了"
                f" {self._max_rows:,} 行、{self._max_columns} 列的范围。请删除误填的内容，或把表分成几份上传。"
            )
        if self._extent.cells > self._room:
            raise Unreadable(
                f"到工作表“{self._extent.name[:31]}”为止，内容超过 {self._most_cells:,} 格。请把表分成几份上传。"
            )

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found is not None and len(self._extent.merged) < self._max_rows * 2:
            left, top, right, bottom = found.groups()
            self._extent.merged.append((int(top) - 1, column_index(left), int(bottom) - 1, column_index(right)))
