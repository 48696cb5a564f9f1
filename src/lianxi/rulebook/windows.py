"""Calendar windows: which stretch of days a periodic duty must be met in. All ends are inclusive days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
#: a clipped week shorter than this joins its neighbour (articles.md, Judging)
SHORTEST_WEEK = 4


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """First and last day, both inclusive."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def month_start(ordinal: int) -> date:
    """The first day of the month numbered ``year × 12 + month − 1``."""
    return date(ordinal // 12, ordinal % 12 + 1, 1)


#: periods that are whole months
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def window_at(day: date, every: str, interval: int = 1) -> Window:
    """The window of ``interval`` × ``every`` that holds ``day``.

    Months and their multiples are aligned to the calendar year, weeks are ISO weeks (Monday to Sunday),
    旬 are the 1st, 11th and 21st to the month's end, half months break after the 15th.
    Raises ``ValueError`` for an unknown period.
    """
    if every in MONTHS:
        size = MONTHS[every] * interval
        first = (day.year * 12 + day.month - 1) // size * size
        return Window(month_start(first), month_start(first + size) - DAY)
    if every in {"day", "week"}:
        size = interval * (7 if every == "week" else 1)
        first_day = (day.toordinal() - 1) // size * size + 1  # 0001-01-01 was a Monday
        return Window(date.fromordinal(first_day), date.fromordinal(first_day + size - 1))
    if every in {"ten_days", "half_month"}:
        starts = [1, 11, 21] if every == "ten_days" else [1, 16]
        index = max(i for i, start in enumerate(starts) if start <= day.day)
        start = day.replace(day=starts[index])
        if index + 1 < len(starts):
            return Window(start, day.replace(day=starts[index + 1] - 1))
        return Window(start, month_start(day.year * 12 + day.month) - DAY)
    raise ValueError(f"unknown period {every!r}")


def windows_between(first: date, last: date, every: str, interval: int = 1) -> Iterator[Window]:
    """All windows that hold a day of ``first`` … ``last``, in order, unclipped."""
    day = first
    while day <= last:
        window = window_at(day, every, interval)
        yield window
        day = window.end + DAY


def clipped_windows(period: Window, every: str, interval: int = 1) -> list[Window]:
    """The windows of a key period: clipped to it; a clipped week under four days joins its neighbour.

    A period always has at least one window, however short it is.
    """
    clips = [
        Window(max(window.start, period.start), min(window.end, period.end))
        for window in windows_between(period.start, period.end, every, interval)
    ]
    if every != "week":
        return clips
    if len(clips) > 1 and clips[0].days < SHORTEST_WEEK:
        clips[0:2] = [Window(clips[0].start, clips[1].end)]
    if len(clips) > 1 and clips[-1].days < SHORTEST_WEEK:
        clips[-2:] = [Window(clips[-2].start, clips[-1].end)]
    return clips
