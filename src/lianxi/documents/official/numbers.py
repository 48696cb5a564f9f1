"""Document numbers (发文字号) and dates as GB/T 9704-2012 7.2.5 and 7.3.5.4 want them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

#: 某联办〔2026〕3号; minutes may do without 机关代字
_NUMBER: Final = re.compile(r"[\u3400-\u9fff]{0,20}〔(?:19|20)\d\d〕[1-9]\d{0,4}号")
_ISSUE: Final = re.compile(r"第[1-9]\d{0,4}期")
_FAULTS: Final = (
    (re.compile(r"[\[(（【［]\s*\d{2,4}\s*[\])）】］]"), "年份要用六角括号〔〕，例如〔2026〕3号。"),
    (re.compile(r"〔(?!(?:19|20)\d\d〕)"), "年份要写四位数字，例如〔2026〕3号。"),
    (re.compile(r"〕\s*第"), "序号前不加“第”字，例如〔2026〕3号。"),
    (re.compile(r"[〕第]\s*0"), "序号不编虚位，例如写 3 号，不写 03 号。"),
    (re.compile(r"[〇零一二三四五六七八九十]号$"), "序号要用阿拉伯数字，例如〔2026〕3号。"),
)


def document_number(code: str, year: int, running: int) -> str:
    """机关代字〔年份〕序号号, for example 某联办〔2026〕3号."""
    return f"{code}〔{year}〕{running}号"


def issue_number(running: int) -> str:
    """第3期, as minutes and bulletins count."""
    return f"第{running}期"


def fault_of_number(number: str, *, issue: bool = False) -> str | None:
    """Why this is not a document number, as a sentence; None if it is one. ``issue``: 第3期 is one too."""
    if _NUMBER.fullmatch(number) or (issue and _ISSUE.fullmatch(number)):
        return None
    found = next((sentence for pattern, sentence in _FAULTS if pattern.search(number)), None)
    return found or "发文字号由机关代字、年份、序号组成，例如某联办〔2026〕3号。"


def official_date(day: date) -> str:
    """2026年7月24日: Arabic digits, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
