"""The demo's calendar: which working day something fell on, counted back from today. Pure dates, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lianxi.clocks.calendar import WorkCalendar, built_in_calendar
from lianxi.rulebook.windows import Window, month_start

DAY = timedelta(days=1)
#: whole months of records before the month of today
MONTHS_BEFORE = 14


@cache
def _calendar() -> WorkCalendar:
    return built_in_calendar()


def working(day: date) -> bool:
    return _calendar().is_workday(day)


def on_or_before(day: date) -> date:
    """The last working day up to ``day``."""
    while not working(day):
        day -= DAY
    return day


def on_or_after(day: date) -> date:
    """The first working day from ``day`` on."""
    while not working(day):
        day += DAY
    return day


def ordinal(day: date) -> int:
    """The month's number: year × 12 + month − 1."""
    return day.year * 12 + day.month - 1


@dataclass(frozen=True, slots=True)
class Days:
    """The demo's time as seen from ``today``. Nothing is recorded on ``today``: that is the visitor's."""

    today: date

    @property
    def last(self) -> date:
        """The last working day before today: the latest day anything is recorded on."""
        return on_or_before(self.today - DAY)

    @property
    def first(self) -> date:
        """From this day on absence counts: the first of a month, ``MONTHS_BEFORE`` months back."""
        return month_start(ordinal(self.today) - MONTHS_BEFORE)

    @property
    def founding(self) -> date:
        return on_or_after(self.first)

    def ago(self, days: int) -> date:
        """A working day at least ``days`` calendar days before today."""
        return on_or_before(self.today - days * DAY)

    def at(self, day: date) -> date:
        """The working day on or before ``day`` that can have been recorded."""
        return on_or_before(min(day, self.last))

    def after(self, day: date, workdays: int) -> date:
        """So many working days after ``day``, never later than ``last``."""
        for _ in range(workdays):
            day = on_or_after(day + DAY)
        return min(day, self.last)

    def within(self, day: date, limit: int) -> date:
        """A working day as late as may be, at most ``limit`` days after ``day`` and never before it."""
        return max(day, self.at(day + limit * DAY))

    def months(self) -> list[date]:
        """The first day of every month before that of today, newest first."""
        return [month_start(ordinal(self.today) - back) for back in range(1, MONTHS_BEFORE + 1)]

    def years(self) -> range:
        return range(self.first.year, self.today.year + 1)

    def past(self, year: int, month: int, day: int) -> date | None:
        """The working day around that date, when it lies in the recorded time."""
        found = on_or_after(date(year, month, day))
        return found if self.founding < found < self.last else None


@dataclass(frozen=True, slots=True)
class KeyPeriod:
    name: str
    days: Window
    basis: str


#: name → first and last month and day; one of them has always ended within the last months
_SEASONS = (
    ("元旦春节", (1, 4), (1, 24), "镇党委会议研究岁末年初信访稳定工作"),
    ("全国两会", (3, 1), (3, 21), "县信访工作联席会议部署"),
    ("防汛关键期", (7, 1), (7, 21), "镇党委会议研究汛期工作"),
    ("国庆节", (9, 21), (10, 11), "县信访工作联席会议部署"),
)


def key_period(today: date) -> KeyPeriod:
    """The latest of the year's key periods that ended at least a week before today."""
    found = [
        KeyPeriod(name, Window(date(year, *start), date(year, *end)), basis)
        for year in (today.year - 1, today.year)
        for name, start, end, basis in _SEASONS
        if date(year, *end) <= today - 7 * DAY
    ]
    return max(found, key=lambda period: period.days)
