"""Working days by the yearly notice of the State Council, worked out by hand for 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.clocks.calendar import WorkCalendar, built_in_calendar

CALENDAR = built_in_calendar()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-01", False),  # New Year, a Thursday
        ("2026-01-04", True),  # a Sunday made up
        ("2026-02-14", True),  # a Saturday before the Spring Festival
        ("2026-02-16", False),  # its eve, a Monday
        ("2026-02-23", False),  # its last day, a Monday
        ("2026-02-24", True),
        ("2026-02-28", True),  # a Saturday made up
        ("2026-03-07", False),  # an ordinary Saturday
        ("2026-03-09", True),  # an ordinary Monday
        ("2026-05-01", False),
        ("2026-05-09", True),  # a Saturday made up
        ("2026-10-07", False),
        ("2026-10-10", True),  # a Saturday made up
        ("2026-10-11", False),
        ("2020-01-31", False),  # the festival that was prolonged
        ("2027-01-01", True),  # no notice yet: a Friday
        ("2027-01-02", False),
    ],
)
def test_a_day_is_worked_or_not_as_the_notice_says(day: str, worked: bool) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) == worked


@pytest.mark.parametrize(
    ("first", "amount", "last", "provisional"),
    [
        ("2026-03-02", 0, "2026-03-02", False),
        ("2026-03-02", 1, "2026-03-03", False),
        ("2026-03-06", 1, "2026-03-09", False),
        ("2026-03-07", 1, "2026-03-09", False),
        ("2026-09-30", 1, "2026-10-08", False),
        ("2026-09-18", 1, "2026-09-20", False),  # Friday → the Sunday that is worked
        ("2026-02-13", 2, "2026-02-24", False),
        ("2026-12-31", 1, "2027-01-01", True),
        ("2026-12-25", 4, "2026-12-31", False),  # 28, 29, 30, 31
        ("2026-12-25", 5, "2027-01-01", True),
        ("2027-03-01", 5, "2027-03-08", True),
        ("2019-12-31", 1, "2020-01-02", False),  # 1 January 2020 is a holiday
        ("2003-12-30", 1, "2003-12-31", True),  # before the first notice at hand
    ],
)
def test_the_first_day_is_excluded_and_a_year_without_notice_is_provisional(
    first: str, amount: int, last: str, provisional: bool
) -> None:
    found = CALENDAR.add_workdays(date.fromisoformat(first), amount)
    assert found == (date.fromisoformat(last), provisional)


def test_a_notice_uploaded_later_makes_the_year_known() -> None:
    new_year = {date(2027, 1, 1): False, date(2027, 1, 3): True}
    calendar = WorkCalendar({**CALENDAR.notices, 2027: new_year})
    assert calendar.add_workdays(date(2026, 12, 31), 1) == (date(2027, 1, 3), False)


def test_a_day_is_provisional_when_any_year_on_the_way_has_no_notice() -> None:
    """2026 has no notice, 2027 has: from 30 December 2026 to 4 January 2027 the way leads over an unknown day."""
    calendar = WorkCalendar({2027: {}})
    assert calendar.add_workdays(date(2026, 12, 30), 3) == (date(2027, 1, 4), True)
    assert calendar.add_workdays(date(2026, 12, 31), 2) == (date(2027, 1, 4), False)


def test_an_empty_notice_is_a_known_year_of_plain_weeks() -> None:
    assert WorkCalendar({2030: {}}).add_workdays(date(2030, 1, 4), 1) == (date(2030, 1, 7), False)


def test_a_calendar_cut_to_fewer_years_knows_only_those() -> None:
    calendar = built_in_calendar(2025, 2025)
    assert set(calendar.notices) == {2025}
    assert calendar.is_workday(date(2026, 1, 1))


def test_the_notices_hold_only_days_that_differ_from_the_plain_week() -> None:
    for year, notice in CALENDAR.notices.items():
        for day, worked in notice.items():
            assert day.year == year
            assert worked == (day.weekday() >= 5), day


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.dates(date(2020, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_the_last_day_is_worked_and_as_many_worked_days_lie_behind_it(first: date, amount: int) -> None:
    last, provisional = CALENDAR.add_workdays(first, amount)
    passed = [first + timedelta(step) for step in range(1, (last - first).days + 1)]
    assert CALENDAR.is_workday(last)
    assert sum(CALENDAR.is_workday(day) for day in passed) == amount
    assert provisional == any(day.year > 2026 for day in passed)
