"""The periods of screening: a month, half a month, a week, or a single day of a key period. Pure dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
#: how many calendar days before its end a period's report can be made (its last day counted)
TAKEN_FOR = {"month": 10, "half": 5, "week": 3, "day": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """Both days inclusive. The report is due on the last day; later ones are late."""

    every: str
    first: date
    last: date

    @property
    def opens(self) -> date:
        """From this day on the report is taken: earlier nobody can say what the period brought."""
        return self.last - (TAKEN_FOR[self.every] - 1) * DAY

    @property
    def code(self) -> str:
        """As an address names it: ``month:2026-11-01``."""
        return f"{self.every}:{self.first.isoformat()}"

    @property
    def label(self) -> str:
        """2026年11月, 2026年11月上半月, 11月16日至22日, 11月23日."""
        year, month = self.first.year, self.first.month
        if self.every == "month":
            return f"{year}年{month}月"
        if self.every == "half":
            return f"{year}年{month}月{'上' if self.first.day == 1 else '下'}半月"
        if self.every == "day":
            return f"{month}月{self.first.day}日"
        ends = f"{self.last.month}月{self.last.day}日" if self.last.month != month else f"{self.last.day}日"
        return f"{month}月{self.first.day}日至{ends}"


def period_of(every: str, day: date) -> Period:
    """The period of that length in which a day lies; weeks begin on Monday."""
    if every == "day":
        return Period(every, day, day)
    if every == "week":
        first = day - day.weekday() * DAY
        return Period(every, first, first + 6 * DAY)
    end = (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    if every == "half":
        return Period(every, day.replace(day=1), day.replace(day=15)) if day.day < 16 else _second_half(day, end)
    return Period("month", day.replace(day=1), end)


def _second_half(day: date, end: date) -> Period:
    return Period("half", day.replace(day=16), end)


def before(period: Period) -> Period:
    """The period of the same length directly before."""
    return period_of(period.every, period.first - DAY)


def read(code: str) -> Period | None:
    """The period an address names; None for what is none, or does not begin on its first day."""
    every, _, first = code.partition(":")
    try:
        day = date.fromisoformat(first)
    except ValueError:
        return None
    found = period_of(every, day) if every in TAKEN_FOR else None
    return found if found is not None and found.first == day else None
