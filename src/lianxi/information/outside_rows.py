"""The month's figures of the 12345 line or the grid as a workbook: what a row must hold, every mistake at its cell.

Only figures come in. A column that tells of persons is never read; its title is named, so that who made the file knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.documents.columns import Column
from lianxi.documents.rows import Table
from lianxi.journal.canonical import PHONE_OR_ID
from lianxi.roster.history import Ground, Line, Problem, Sheet

SHEET = "月度数据"
MOST_ROWS = 3000
_MONTH = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})(?:\s*[-月/.].*)?")
#: what a column of persons is called
_PERSONAL = re.compile(r"姓名|名字|人名|电话|手机|号码|联系|身份证|证件|住址|地址|诉求人|来电人|当事人|信访人|反映人")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``unit``: its number, None for the whole area; ``settled`` None where the source does not say."""

    month: date
    unit: int | None
    category: str
    count: int
    settled: int | None

    @property
    def key(self) -> tuple[date, int | None, str]:
        return self.month, self.unit, self.category


@dataclass(frozen=True, slots=True)
class Examined:
    """``personal``: columns left out because they tell of persons; ``ignored``: others that are not asked for."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    personal: tuple[str, ...]
    ignored: tuple[str, ...]


def columns(ground: Ground) -> list[Column]:
    """What the template offers."""
    return [
        Column("month", "月份", 12, required=True, help="写成 2026-10 的样子。"),
        Column("unit", "单位", 24, choices=ground.unit_names, help="不分单位的留空，计入全镇。"),
        Column("category", "类别", 22, help="按热线或网格自己的类别写，例如“噪声”。不分类的留空。"),
        Column("count", "件数", 10, kind="int", required=True),
        Column("settled", "已办结", 10, kind="int", help="没有这项数据的留空。"),
    ]


def examine(ground: Ground, table: Table) -> Examined:
    """Go through all rows. Writes nothing; the same look before the preview and the write."""
    sheet = Sheet("outside", SHEET, 0, columns, lambda line: None, lambda step, value, made: None)
    by_letter = {letter: key for key, letter in table.letters.items()}
    problems = [
        Problem(SHEET, each.row, each.column, by_letter.get(each.column, ""), each.message) for each in table.problems
    ]
    shared: dict[str, object] = {}
    rows: list[Row] = []
    for row in table.rows:
        line = Line(ground, sheet, row, table.letters, shared)
        found = _row(line)
        problems += line.problems
        if found is not None and not line.problems:
            rows.append(found)
    if len(table.rows) > MOST_ROWS:
        problems.insert(0, Problem(SHEET, 0, "", "", f"共 {len(table.rows)} 行，一次最多 {MOST_ROWS} 行。请分月上传。"))
    personal = tuple(title for title in table.ignored if _PERSONAL.search(title))
    return Examined(tuple(rows), tuple(problems), personal, tuple(t for t in table.ignored if t not in personal))


def _row(line: Line) -> Row | None:
    month, unit = _month(line), line.unit("unit")
    category = line.text("category", 60)
    count, settled = _number(line, "count", "请填写件数。"), _number(line, "settled", "")
    if PHONE_OR_ID.search(category):
        line.wrong("category", "这一格里有电话号码或证件号码，请删去。这里只收数字，不收个人信息。")
    if count is not None and settled is not None and settled > count:
        line.wrong("settled", f"已办结 {settled} 件多于件数 {count} 件。请核对。")
    if month is None or count is None:
        return None
    if line.twice("month", (month, unit.number if unit else None, category)):
        return None
    return Row(month, unit.number if unit else None, category, count, settled)


def _month(line: Line) -> date | None:
    text = line.text("month", 40, required="请填写月份。")
    found = _MONTH.fullmatch(text) if text else None
    if not text:
        return None
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1990:
        line.wrong("month", f"“{text}”不是月份。请写成 2026-10 的样子。")
        return None
    month = date(int(found[1]), int(found[2]), 1)
    if month > line.ground.today:
        line.wrong("month", f"{month:%Y-%m} 还没有到。请核对月份。")
        return None
    return month


def _number(line: Line, key: str, required: str) -> int | None:
    text = line.text(key, 20, required=required)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        line.wrong(key, f"“{text}”不是件数。请填写 0 或正整数。")
        return None
    return int(text)


def stored(rows: Sequence[Row]) -> list[list[object]]:
    """As a draft keeps them."""
    return [[row.month.isoformat(), row.unit, row.category, row.count, row.settled] for row in rows]


def restored(content: Sequence[Sequence[object]]) -> tuple[Row, ...]:
    """As they were before ``stored``."""
    return tuple(
        Row(
            date.fromisoformat(str(month)),
            None if unit is None else int(str(unit)),
            str(category),
            int(str(count)),
            None if settled is None else int(str(settled)),
        )
        for month, unit, category, count, settled in content
    )


__all__ = ["MOST_ROWS", "SHEET", "Examined", "Row", "columns", "examine", "restored", "stored"]
