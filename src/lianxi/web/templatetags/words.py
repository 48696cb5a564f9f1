"""Filters that print dates and numbers the official way."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template

from lianxi.journal.frame import HERE
from lianxi.rulebook.vocabulary import VERBS

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """2026年11月23日"""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


@register.filter
def month_day(value: date | None) -> str:
    """11月23日"""
    return f"{value.month}月{value.day}日" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026-11-23 14:30"""
    return f"{value.astimezone(HERE):%Y-%m-%d %H:%M}" if value else ""


@register.filter
def iso(value: date | None) -> str:
    return value.isoformat() if value else ""


@register.filter
def verb_words(value: str) -> str:
    """The official words of a journal verb."""
    return VERBS.get(value, value)


@register.filter
def days_left(value: date, today: date) -> str:
    """“还有 3 天”, “今天”, “已过 2 天”."""
    days = (value - today).days
    if days == 0:
        return "今天"
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"


@register.filter
def get(mapping: dict[int, str], key: int) -> str:
    """The value of a key, or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def text_kind(value: str) -> str:
    """What a text of an entry is."""
    kinds = {
        "reason": "原因",
        "name": "名称",
        "basis": "依据",
        "document": "依据文件",
        "return": "回执",
        "days": "放假安排",
    }
    return kinds.get(value, "说明")


@register.filter
def points(value: Decimal) -> str:
    """A decimal without zeros behind it: 12, 7.5, 100."""
    return f"{value.normalize():f}"
