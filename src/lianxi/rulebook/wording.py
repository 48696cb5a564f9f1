"""Words for what the board holds, the same on every page and in every file."""

from __future__ import annotations

from lianxi.rulebook.board import Item
from lianxi.rulebook.duties import Periodic

WHY_WORDS = {
    "future": "未到",
    "before_founding": "启用前，未纳入",
    "before_force": "规则施行前",
    "before_declaration": "确定重点时期之前",
    "ended": "已撤销，不再办理",
}


def window_name(duty: Periodic, item: Item) -> str:
    """“11月”, “3月第2周”-like words for a window: month, quarter, half year, year, or its days."""
    start, due = item.start, item.due or item.start
    if duty.when == "ordinary":
        if duty.every == "month" and duty.interval == 1:
            return f"{start.month}月"
        if duty.every == "quarter" and duty.interval == 1:
            return f"第{'一二三四'[(start.month - 1) // 3]}季度"
        if duty.every == "half_year":
            return "上半年" if start.month == 1 else "下半年"
        if duty.every == "year" and duty.interval == 1:
            return f"{start.year}年"
        if start.day == 1 and duty.every == "month":
            return f"{start.month}—{due.month}月"
    return (
        f"{start.month}月{start.day}日至{due.month}月{due.day}日" if due != start else f"{start.month}月{start.day}日"
    )
