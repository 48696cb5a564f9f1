"""The period that is counted and what it is compared with: 环比 the one before, 同比 the same days a year before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Length = Literal["month", "quarter", "year", "range"]
MOST_DAYS = 3_700
_CODE = re.compile(r"(\d{4})(?:-(\d{2})|-Q([1-4]))?", re.ASCII)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From day to day, both included."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A month (``2026-11``), a quarter (``2026-Q4``), a year (``2026``) or from–to (``2026-01-01_2026-03-15``)."""

    code: str
    name: str
    length: Length
    span: Span

    @property
    def before(self) -> Span:
        """The month, quarter or year before; of from–to as many days directly before."""
        last = self.span.since - timedelta(days=1)
        if self.length == "range":
            return Span(self.span.since - timedelta(days=self.span.days), last)
        back = {"month": 1, "quarter": 3, "year": 12}[self.length]
        return Span(months_back(self.span.since, back), last)

    @property
    def last_year(self) -> Span:
        """The same days of the year before; a February ends where it ended then."""
        if self.length != "range":
            first = months_back(self.span.since, 12)
            return Span(first, months_back(self.span.until.replace(day=1), 11) - timedelta(days=1))
        return Span(_year_back(self.span.since), _year_back(self.span.until))

    def running(self, on: date) -> bool:
        """Whether it is not over yet."""
        return self.span.since <= on < self.span.until

    def compared(self, on: date) -> tuple[Span, Span, Span]:
        """The period itself, the one before, last year's. While it runs only as many days as are over are compared."""
        before, last_year = self.before, self.last_year
        if not self.running(on):
            return self.span, before, last_year
        gone = (on - self.span.since).days
        return self.span, _cut(before, gone), _cut(last_year, gone)

    def whole(self) -> tuple[Span, Span, Span]:
        """The three spans uncut: for what is counted by the day it falls due."""
        return self.span, self.before, self.last_year


def _cut(span: Span, days: int) -> Span:
    return Span(span.since, min(span.until, span.since + timedelta(days=days)))


def months_back(first: date, months: int) -> date:
    """The first day of the month that lies so many months before."""
    place = first.year * 12 + first.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def last_of_month(first: date) -> date:
    return months_back(first.replace(day=1), -1) - timedelta(days=1)


def _year_back(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(f"{day:%Y-%m}", f"{day.year}年{day.month}月", "month", Span(first, last_of_month(first)))


def read(code: str) -> Period | None:
    """The period of a code; None for what is none, begins before 1990 or after 2100, or is longer than ten years."""
    found = _CODE.fullmatch(code)
    try:
        period = _ranged(code) if found is None else _named(code, *found.groups())
    except ValueError:
        return None
    if period is None or period.span.since.year < 1990 or period.span.until.year > 2100:
        return None
    return period if 0 < period.span.days <= MOST_DAYS else None


def _named(code: str, year: str, month: str | None, quarter: str | None) -> Period:
    if month is not None:
        return month_of(date(int(year), int(month), 1))
    if quarter is not None:
        first = date(int(year), 3 * int(quarter) - 2, 1)
        end = months_back(first, -3) - timedelta(days=1)
        return Period(code, f"{year}年第{'一二三四'[int(quarter) - 1]}季度", "quarter", Span(first, end))
    return Period(code, f"{year}年", "year", Span(date(int(year), 1, 1), date(int(year), 12, 31)))


def _ranged(code: str) -> Period | None:
    found = _RANGE.fullmatch(code)
    if found is None:
        return None
    since, until = (date.fromisoformat(day) for day in found.groups())
    name = f"{since.year}年{since.month}月{since.day}日至{until.year}年{until.month}月{until.day}日"
    return Period(code, name, "range", Span(since, until))


def months_to(day: date, count: int = 13) -> tuple[date, ...]:
    """The first days of so many months, the last one that of ``day``."""
    return tuple(months_back(day.replace(day=1), back) for back in range(count - 1, -1, -1))


def choices(today: date, back: int = 24) -> list[Period]:
    """What may be picked: months, quarters and years up to today, the newest first within each kind."""
    months = [month_of(months_back(today.replace(day=1), each)) for each in range(back)]
    codes = dict.fromkeys(f"{m.span.since.year}-Q{(m.span.since.month + 2) // 3}" for m in months)
    years = dict.fromkeys(f"{m.span.since.year}" for m in months)
    return [*months, *(each for code in (*codes, *years) if (each := read(code)) is not None)]
