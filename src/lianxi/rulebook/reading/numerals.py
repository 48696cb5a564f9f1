"""Numbers and dates as official texts write them: 十五, 15, 两, 二〇二一年十月二十七日."""

from __future__ import annotations

import re
from datetime import date

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1000}

#: a number in a pattern, Arabic or Chinese
NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十百零〇]{1,6})"

_YEAR = r"(?P<year>\d{4}|[一二三四五六七八九零〇○]{4})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(rf"{_YEAR}\s*年\s*(?P<month>{_SMALL})\s*月\s*(?P<day>{_SMALL})\s*日")


def number(word: str) -> int | None:
    """The value of ``word`` (十五 → 15, 二〇二一 → 2021, 7 → 7), or None where it is no number."""
    if word.isascii() and word.isdigit():
        return int(word)
    if not word or any(char not in DIGITS and char not in SCALES for char in word):
        return None
    if not any(char in SCALES for char in word):
        return int("".join(str(DIGITS[char]) for char in word))
    total, digit = 0, None
    for char in word:
        if char in SCALES:
            total += (1 if digit is None else digit) * SCALES[char]
            digit = None
        else:
            digit = DIGITS[char]
    return total + (digit or 0)


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first calendar date in ``text`` as (ISO date, start, end); a day that does not exist is no date."""
    for match in DATE.finditer(text):
        parts = [number(match[name]) for name in ("year", "month", "day")]
        try:
            day = date(*[part or 0 for part in parts])
        except ValueError:
            continue
        return day.isoformat(), match.start(), match.end()
    return None
