"""Dates as clerks write them and as spreadsheets store them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

#: day 0 of a spreadsheet's calendar: 1900 (moved by the leap day that 1900 never had) and 1904
_DAY_ZERO: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
#: 1930 to 2099: a smaller serial is a year or a count, not a day
_EARLIEST: Final = date(1930, 1, 1)
_LATEST: Final = date(2099, 12, 31)

_DATE: Final = re.compile(
    r"(\d{4})\s*(?:[-/.·]|年)\s*(\d{1,2})\s*(?:[-/.·]|月)\s*(\d{1,2})\s*[日号]?(?:[ T]+\d{1,2}[:：时]\S*)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WIDE_DIGITS: Final = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {
    ord("－"): ord("-"), ord("／"): ord("/"), ord("．"): ord("."), ord("—"): ord("-"), ord("–"): ord("-"),
}  # fmt: skip


def parse_date(value: object, *, since_1904: bool = False) -> date | None:
    """A calendar day, or None where the value is not certainly one.

    Texts: 2026-3-2, 2026/03/02, 2026.3.2, 2026年3月2日, 20260302, in full-width digits too; a time of day after it is
    dropped. Numbers: serials of a spreadsheet (``since_1904``: of the old Macintosh calendar) from 1930 to 2099, and
    20260302. Never guessed: two-digit years, a day without year, month before year, 2026-02-30.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(value, since_1904)
    return _from_text(value) if isinstance(value, str) else None


def typed_date(text: str) -> date | None:
    """A calendar day out of a cell read as text: digits alone are a spreadsheet's number or 20260302."""
    return parse_date(int(text) if text.isdecimal() and len(text) <= 8 else text)


def _from_number(value: float, since_1904: bool) -> date | None:
    if value != value or not 0 < value < 100_000_000:
        return None
    if value >= 10_000_000:
        return _from_text(str(int(value))) if value == int(value) else None
    try:
        day = _DAY_ZERO[since_1904] + timedelta(days=int(value))
    except OverflowError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None


def _from_text(text: str) -> date | None:
    text = text.strip().translate(_WIDE_DIGITS)
    found = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
