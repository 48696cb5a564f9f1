"""The county's own table (上级考核自评表) as it came: what its columns mean, every row or every mistake. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

#: field → (words, what its head is usually called)
FIELDS: dict[str, tuple[str, str]] = {
    "group": ("类别", r"类别|一级|大项|版块|模块|项目类"),
    "name": ("考核项目", r"项目|内容|指标|事项|二级|要点"),
    "standard": ("评分标准", r"标准|办法|细则|要求|说明"),
    "points": ("分值", r"分值|满分|权重|标准分|^分$|分数"),
}
#: columns that are ours to fill in, never theirs
_OWN = re.compile(r"自评|得分|扣分|备注|佐证|序号")
_TOTAL = re.compile(r"^(合计|总计|小计|总分)")
MOST = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the county's table."""

    group: str
    name: str
    standard: str
    points: Decimal | None


def propose(titles: Sequence[str]) -> dict[str, str]:
    """Field → the head that probably means it; a field without a likely head is left out."""
    found: dict[str, str] = {}
    for field in ("points", "standard", "group", "name"):
        pattern = re.compile(FIELDS[field][1])
        free = [title for title in titles if title not in found.values() and not _OWN.search(title)]
        match = next((title for title in free if pattern.search(title)), None)
        if match is not None:
            found[field] = match
    return found


def read(
    rows: Sequence[tuple[int, Mapping[str, str]]], columns: Mapping[str, str], letters: Mapping[str, str]
) -> tuple[list[Item], list[tuple[str, str]]]:
    """The items, and every mistake as (cell, sentence); lines of sums are skipped. All or nothing is the caller's."""
    items, wrong = [], []
    for number, cells in rows:
        told = {field: cells.get(columns.get(field, ""), "").strip() for field in FIELDS}
        if _is_sum(told["name"] or told["group"], cells):
            continue
        cell = {field: f"{letters.get(columns.get(field, ''), 'A')}{number}" for field in FIELDS}
        if not told["name"]:
            wrong.append((cell["name"], "没有考核项目。请填写，或删去这一行。"))
        for field, most in (("group", 80), ("name", 200), ("standard", 4000)):
            if len(told[field]) > most:
                wrong.append((cell[field], f"{FIELDS[field][0]}太长（{len(told[field])} 字），最多 {most} 字。"))
        points = _points(told["points"])
        if told["points"] and points is None:
            wrong.append((cell["points"], f"“{told['points'][:20]}”不是分值。请只写数字，例如 5 或 2.5。"))
        items.append(Item(told["group"], told["name"], told["standard"], points))
    if not items:
        wrong.append(("", "表里没有考核项目。请检查是否选对了列。"))
    if len(items) > MOST:
        wrong.append(("", f"表里有 {len(items)} 项，最多 {MOST} 项。请分成几张表。"))
    return items, wrong


def _is_sum(name: str, cells: Mapping[str, str]) -> bool:
    """合计: by its name, or where it has none by any of its cells."""
    return any(_TOTAL.match(text.strip()) for text in ([name] if name else cells.values()))


def _points(text: str) -> Decimal | None:
    try:
        value = Decimal(text.removesuffix("分").strip())
    except InvalidOperation:
        return None
    return value.quantize(Decimal("0.01")) if value.is_finite() and -1000 <= value <= 1000 else None
