"""Working days by the State Council's yearly notice: which weekdays are holidays, which Saturdays are made up.

The notice of a year is data. A day in a year without its notice is judged by weekday only and is *provisional* (暂定).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """``notices``: year → {day that differs from the plain week: True if it is worked}."""

    notices: Mapping[int, Mapping[date, bool]]

    def is_workday(self, day: date) -> bool:
        return self.notices.get(day.year, {}).get(day, day.weekday() < 5)

    def known(self, day: date) -> bool:
        return day.year in self.notices

    def add_workdays(self, day: date, amount: int) -> tuple[date, bool]:
        """The ``amount``-th working day after ``day`` (which is excluded), and whether it is provisional."""
        provisional = False
        left = amount
        while left > 0:
            day += DAY
            provisional = provisional or not self.known(day)
            left -= self.is_workday(day)
        return day, provisional

    def on_or_after(self, day: date) -> date:
        """``day`` itself where it is worked, else the next working day."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)[0]


#: the years whose notices ship with the software
BUILT_IN = range(2004, 2027)


@cache
def built_in_calendar(first_year: int = BUILT_IN[0], last_year: int = BUILT_IN[-1]) -> WorkCalendar:
    """The notices that ship with the software (package ``chinesecalendar``); later years are uploaded as data."""
    from chinese_calendar import constants

    notices: dict[int, dict[date, bool]] = {year: {} for year in range(first_year, last_year + 1)}
    for day in constants.holidays:
        if day.year in notices and day.weekday() < 5:
            notices[day.year][day] = False
    for day in constants.workdays:
        if day.year in notices:
            notices[day.year][day] = True
    return WorkCalendar(notices)
