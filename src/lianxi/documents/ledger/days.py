"""Days as they stand in ledgers: also without a year, which then stands in the title, and in Chinese numerals."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any, Final

from ..dates import parse_date

_NUMERALS: Final = {
    **{sign: place for place, sign in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
}
_TAIL: Final = re.compile(r"[(（]?(?:星期|周)[一二三四五六日天][)）]?|[上下中]午.*$|\d{1,2}[:：时]\d{0,2}.*$|[左前]右$")
_SHORT: Final = re.compile(r"(\d{1,2})\s*(?:月|[./·-])\s*(\d{1,2})\s*[日号]?")
_TWO_DIGITS: Final = re.compile(r"['’]?(\d{2})\s*(?:年|[./·-])\s*(\d{1,2})\s*(?:月|[./·-])\s*(\d{1,2})\s*[日号]?")
_SMALL: Final = "[一二三四五六七八九十]{1,3}"
_CHINESE: Final = re.compile(f"([〇一二三四五六七八九零○ＯO]{{4}})年({_SMALL})月({_SMALL})[日号]?")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|年度)|([〇一二三四五六七八九零○]{4})年|^(20\d{2})$")


def year_in(text: str) -> int | None:
    """The year that a title or the name of a sheet tells."""
    found = _YEAR.search(text.strip())
    if found is None:
        return None
    if found.group(2):
        return int("".join(str(_NUMERALS[sign]) for sign in found.group(2)))
    return int(found.group(1) or found.group(3))


def day_in(value: Any, year: int | None, *, since_1904: bool = False) -> date | None:
    """The day of a cell, None where it is not certainly one. ``year``: of what stands without a year.

    Beside what ``dates.parse_date`` takes: 3月2日, 3.2, 26年3月2日 (only in its own year), 二〇二六年三月二日, a
    weekday or a time of day behind it.
    """
    if not isinstance(value, str):
        return parse_date(value, since_1904=since_1904)
    told = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", value)).strip()
    known = parse_date(int(told) if told.isdecimal() and len(told) <= 8 else told)
    if known is not None:
        return known
    short = _TAIL.sub("", told).strip()
    found = _CHINESE.fullmatch(short)
    if found:
        whole = int("".join(str(_NUMERALS[sign]) for sign in found.group(1)))
        return _day(whole, _small(found.group(2)), _small(found.group(3)))
    return parse_date(short) or _without_century(short, year)


def _without_century(told: str, year: int | None) -> date | None:
    if year is None:
        return None
    found = _TWO_DIGITS.fullmatch(told)
    if found:
        return _day(year, int(found.group(2)), int(found.group(3))) if int(found.group(1)) == year % 100 else None
    found = _SHORT.fullmatch(told)
    return _day(year, int(found.group(1)), int(found.group(2))) if found else None


def _small(told: str) -> int:
    """三 → 3, 十二 → 12, 二十一 → 21."""
    tens, ten, ones = told.partition("十")
    if not ten:
        return _NUMERALS.get(told, 0) if len(told) == 1 else 0
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
