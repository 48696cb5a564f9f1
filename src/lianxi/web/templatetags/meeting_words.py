"""Filters of the meeting pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString

from lianxi.meetings.queries import ReceiptView

register = template.Library()
ORIGINS = {"problem": "重大问题", "analysis": "社情分析材料"}
#: kind of origin → the address of its page
PAGES = {"task": "task", "problem": "problem", "analysis": "analysis_pack"}


@register.filter
def origin_words(origin: str) -> str:
    """What an agenda item came from: “第 3 号任务”; of a problem no number, since not everybody may see it."""
    kind, _, number = origin.partition(":")
    return f"第 {number} 号任务" if kind == "task" else ORIGINS.get(kind, "各方面提请")


@register.filter
def origin_address(origin: str, slug: str) -> str:
    """The page of the task, problem or analysis an agenda item came from; empty for other origins."""
    kind, _, number = origin.partition(":")
    return reverse(PAGES[kind], args=[slug, int(number)]) if kind in PAGES and number.isdigit() else ""


@register.filter
def placeholder(field: BoundField, words: str) -> SafeString:
    """The field with a hint inside it (its label stands beside it, hidden)."""
    return field.as_widget(attrs={"placeholder": words})


@register.filter
def unsigned(receipts: Iterable[ReceiptView]) -> list[ReceiptView]:
    """The receipts that nobody signed yet."""
    return [receipt for receipt in receipts if receipt.received_on is None]
