"""Windows of the calendar by themselves: they tile the days, never overlap, and a key period is tiled by its clips."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.rulebook.windows import SHORTEST_WEEK, Window, clipped_windows, window_at, windows_between

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PERIODS = st.sampled_from(
    [(every, 1) for every in ("day", "week", "ten_days", "half_month", "month", "quarter", "half_year", "year")]
    + [("month", 2), ("month", 3), ("month", 4), ("month", 6), ("week", 2), ("week", 3), ("quarter", 2), ("year", 2)]
)
STEADY = settings(derandomize=True, deadline=None, max_examples=300)


@STEADY
@given(DAYS, PERIODS)
def test_every_day_lies_in_its_window_and_the_next_window_begins_the_day_after(
    day: date, period: tuple[str, int]
) -> None:
    every, interval = period
    window = window_at(day, every, interval)
    assert day in window
    assert window_at(window.start, every, interval) == window == window_at(window.end, every, interval)
    assert window_at(window.end + timedelta(1), every, interval).start == window.end + timedelta(1)
    assert window_at(window.start - timedelta(1), every, interval).end == window.start - timedelta(1)


@STEADY
@given(DAYS, st.integers(0, 500), PERIODS)
def test_windows_between_two_days_tile_them(first: date, length: int, period: tuple[str, int]) -> None:
    last = first + timedelta(length)
    windows = list(windows_between(first, last, *period))
    assert windows[0].start <= first <= windows[0].end
    assert windows[-1].start <= last <= windows[-1].end
    for before, after in pairwise(windows):
        assert after.start == before.end + timedelta(1)


@STEADY
@given(DAYS, st.integers(0, 120), PERIODS)
def test_the_clips_of_a_key_period_tile_it_exactly(first: date, length: int, period: tuple[str, int]) -> None:
    whole = Window(first, first + timedelta(length))
    clips = clipped_windows(whole, *period)
    assert clips[0].start == whole.start
    assert clips[-1].end == whole.end
    assert sum(clip.days for clip in clips) == whole.days
    for before, after in pairwise(clips):
        assert after.start == before.end + timedelta(1)


@STEADY
@given(DAYS, st.integers(0, 120))
def test_no_clipped_week_is_short_unless_it_is_the_only_one_and_only_the_ends_are_not_whole_weeks(
    first: date, length: int
) -> None:
    clips = clipped_windows(Window(first, first + timedelta(length)), "week")
    if len(clips) > 1:
        assert min(clip.days for clip in clips) >= SHORTEST_WEEK
    assert max(clip.days for clip in clips) <= 7 + 2 * (SHORTEST_WEEK - 1)
    for clip in clips[1:]:
        assert clip.start.isoweekday() == 1
    for clip in clips[:-1]:
        assert clip.end.isoweekday() == 7


@pytest.mark.parametrize(
    ("day", "every", "start", "end"),
    [
        ("2024-02-29", "month", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "ten_days", "2024-02-21", "2024-02-29"),
        ("2026-02-28", "half_month", "2026-02-16", "2026-02-28"),
        ("2026-12-31", "week", "2026-12-28", "2027-01-03"),
        ("2027-01-03", "week", "2026-12-28", "2027-01-03"),
        ("2026-12-31", "ten_days", "2026-12-21", "2026-12-31"),
        ("2026-06-30", "half_year", "2026-01-01", "2026-06-30"),
        ("2026-07-01", "half_year", "2026-07-01", "2026-12-31"),
        ("2026-12-31", "quarter", "2026-10-01", "2026-12-31"),
        ("2026-12-31", "year", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_days_window_is_the_one_worked_out_by_hand(day: str, every: str, start: str, end: str) -> None:
    assert window_at(date.fromisoformat(day), every) == Window(date.fromisoformat(start), date.fromisoformat(end))


def test_a_window_counts_both_its_ends() -> None:
    week = Window(date(2026, 3, 2), date(2026, 3, 8))
    assert (week.days, date(2026, 3, 2) in week, date(2026, 3, 8) in week) == (7, True, True)
    assert date(2026, 3, 1) not in week
    assert date(2026, 3, 9) not in week


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        window_at(date(2026, 3, 2), "fortnight")
