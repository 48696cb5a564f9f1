"""Words that the pages and the long document of a binder share."""

from __future__ import annotations

from datetime import date

from lianxi.binder.content import ArticlePart, Content, Owed
from lianxi.rulebook.board import STATES

AUDIENCE = {"own": "本机构留用", "upward": "报送上级"}
#: characters of a hash that are printed on paper
SHORT = 16


def period(content: Content) -> str:
    return f"{_day(content.first_day)}至{_day(content.last_day)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def witness(content: Content) -> str:
    """The line as it stands on slips: number and short hash of the journal's head."""
    return f"第 {content.head_number} 号，{content.head_hash[:SHORT]}"


def tally(article: ArticlePart) -> str:
    """“按期 11，逾期后完成 1”; articles without dated duties say so."""
    counts = article.counts
    words = {**STATES, "kept": "按期", "explained": "已说明"}
    told = [f"{words[state]} {counts[state]}" for state in words if counts.get(state) and state != "not_owed"]
    return "，".join(told) or "本期没有到期的事项"


def days(item: Owed) -> str:
    """When it began and was due."""
    if item.due is None:
        return f"{item.start:%Y-%m-%d} 起，未定期限"
    return f"{item.start:%Y-%m-%d} 至 {item.due:%Y-%m-%d}" if item.due != item.start else f"{item.start:%Y-%m-%d}"


def size(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, number // 1000)} KB"
