"""Where the head of a ledger stands and what each row below it is: a matter, or something a clerk put in between.

No row is passed over in silence: what is no matter is named for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from .days import day_in
from .fields import exactly, likely, plain_title

Grid = list[list[Any]]
#: first row, first column, last row, last column, counted from 0
Range = tuple[int, int, int, int]
#: rows looked through for the head
HEAD_WITHIN: Final = 40
_TOTAL: Final = re.compile(
    r"(?:本?[年月季周页]|上半年|下半年|第?[一二三四]季度|\d{1,2}月份?|累计|总|合|小|共)?(?:合计|小计|总计|共计|累计|总数).*|合计|小计"
)
_REMARK: Final = re.compile(
    r"(?:备?注|说明|填表说明|填报单位|填报人|填表人|制表人?|审核人?|负责人|填报时间|填报日期|单位负责人|联系人|填表日期|制表日期|统计截止|截至|单位|单位盖章|第\s*\d+\s*页)"
    r"[\s:：（(共/].*|^[（(]?注[：:\d].*",
    re.DOTALL,
)
#: what a row that is no matter is called on the page
SORTS: Final = {
    "title": "表名或填报说明",
    "head": "表头",
    "head_again": "重复的表头",
    "total": "小计或合计",
    "section": "分段标题",
    "note": "表尾说明",
    "only_serial": "只有序号的空行",
    "sheet": "没有读的工作表",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table. ``heads``: of every column, the fullest first (信访人电话, 电话, 信访人)."""

    first: int
    last: int
    heads: tuple[tuple[str, ...], ...]
    score: int

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(each[0] if each else "" for each in self.heads)


def find_head(grid: Grid, merged: Sequence[Range]) -> Head | None:
    """The row, or the two rows, whose words name the most fields; None where no row names two."""
    best: Head | None = None
    for row in range(min(len(grid), HEAD_WITHIN)):
        for found in (_single(grid, row), _double(grid, row, merged)):
            if found is not None and found.score > (best.score if best else 1):
                best = found
    return best


def _text(value: Any) -> str:
    return re.sub(r"\s+", "", value).strip("*＊") if isinstance(value, str) else ""


def _score(heads: Sequence[Sequence[str]]) -> int:
    return len({key for each in heads for key in [next(filter(None, map(exactly, each)), "")] if key})


def _single(grid: Grid, row: int) -> Head | None:
    heads = tuple((told,) if (told := _text(value)) and len(told) <= 40 else () for value in grid[row])
    return Head(row, row, heads, _score(heads))


def _double(grid: Grid, row: int, merged: Sequence[Range]) -> Head | None:
    """This row and the next as one head: groups over parts. Only where the next row cannot be a matter."""
    if row + 1 >= len(grid):
        return None
    upper, lower = [_text(value) for value in grid[row]], [_text(value) for value in grid[row + 1]]
    down = {left for first, left, last, _ in merged if first == row and last > row}
    across = _groups(row, merged)
    if any(value not in ("", None) and not _text(value) for value in grid[row + 1]) or any(
        len(told) > 20 for told in lower
    ):
        return None  # numbers, days, long words: a matter stands there
    heads: list[tuple[str, ...]] = []
    group = ""
    for place, (above, below) in enumerate(zip(upper, lower, strict=True)):
        if above or place in down:
            group = above
        elif place in across:
            group = upper[across[place]]
        elif not below:
            group = ""
        told = group if below or above else ""
        if place in down or not below or below == told:
            heads.append((above or below,) if above or below else ())
        else:
            heads.append((told + below, below, told) if told else (below,))
    parted = [place for place, (above, below) in enumerate(zip(upper, lower, strict=True)) if below and not above]
    score = _score(heads)
    if not parted and not down:
        return None
    single = max(_score([(told,) if told else () for told in each]) for each in (upper, lower))
    certain = bool(down) and bool(across)
    return Head(row, row + 1, tuple(heads), score + (1 if certain else 0)) if certain or score > single else None


def _groups(row: int, merged: Sequence[Range]) -> dict[int, int]:
    """Columns of that row covered by a cell merged across → the column that cell stands in."""
    return {
        place: left
        for first, left, last, right in merged
        if first <= row <= last and right > left
        for place in range(left, right + 1)
    }


class Sorter:
    """Says of each row below a head what it is."""

    def __init__(self, grid: Grid, head: Head) -> None:
        self._titles = [plain_title(title) for title in head.titles]
        self._parts = [{plain_title(part) for part in each} for each in head.heads]
        self._above = {_text(value) for row in grid[: head.first] for value in row if _text(value)}
        self._serials = {place for place, each in enumerate(head.heads) if likely(each) in ("serial", "own_number")}

    def sort(self, row: Sequence[Any]) -> str:
        """``matter``, ``empty`` or one of ``SORTS``."""
        filled = [(place, value) for place, value in enumerate(row) if value is not None and value != ""]
        if not filled:
            return "empty"
        texts = [_text(value) for _, value in filled]
        distinct = set(filter(None, texts))
        if self._is_head(filled):
            return "head_again"
        if len(filled) == len(texts) and distinct and distinct <= self._above:
            return "title"
        if any(told and _TOTAL.fullmatch(told) for told in texts[:3]):
            return "total"
        if len(distinct) == 1 and len(texts) == len(list(filter(None, texts))) and len(self._titles) > 2:
            if _REMARK.fullmatch(str(filled[0][1]).strip()):
                return "note"
            if len(filled) == 1 or len(filled) > 2:
                return self._alone(filled[0], texts[0])
        if _REMARK.fullmatch(str(filled[0][1]).strip()) and len(filled) <= 3 and filled[0][0] <= 1:
            return "note"
        if len(filled) == 1 and filled[0][0] in self._serials and isinstance(filled[0][1], int):
            return "only_serial"
        return "matter"

    def _alone(self, cell: tuple[int, Any], told: str) -> str:
        """One text in an otherwise empty row: a heading in between, if it stands in front or over the whole table."""
        place, _ = cell
        if place in self._serials and told.isdecimal():
            return "only_serial"
        return "section" if place <= 1 and len(told) <= 60 else "matter"

    def _is_head(self, filled: Sequence[tuple[int, Any]]) -> bool:
        same = [
            place
            for place, value in filled
            if isinstance(value, str) and len(value) <= 40 and plain_title(value) in self._parts[place]
        ]
        return len(same) >= 2 and len(same) * 2 > len(filled)


def year_beside(told: str) -> int | None:
    """The year a heading in between sets for the rows below it (``2025年``); None where it tells none."""
    from .days import year_in

    return year_in(told)


def looks_like_day(value: Any, year: int | None) -> bool:
    """Whether a cell holds a day."""
    return day_in(value, year) is not None
