"""Dates as clerks write them; whatever is not certainly a day is none."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.documents.dates import parse_date, typed_date

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02", "2026-3-2", "2026/3/2", "2026/03/02", "2026.3.2", "2026年3月2日",
        "2026年03月02日", "2026 年 3 月 2 日",
        "2026年3月2号", "20260302", " 2026-03-02 ", "２０２６－０３－０２", "２０２６年３月２日", "2026-03-02 09:30",
        "2026-03-02T09:30:00", DAY, datetime.fromisoformat("2026-03-02 09:30"), 20260302, 46083, 46083.75,
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(written: object):
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        None, "", "3月2日", "26-3-2", "2026-13-02", "2026-02-30", "02/03/2026", "2026年3月", "2026-3", "三月二日",
        "见附件",
        "2026-03-02-04", True, 2026, 12, 0, -5, 46083e9, float("nan"), float("inf"), 20261302, 202603020,
        [], b"2026-03-02",
    ],
)  # fmt: skip
def test_what_is_not_certainly_a_day_is_none(written: object):
    assert parse_date(written) is None


def test_the_calendar_of_1904_counts_from_its_own_day():
    assert parse_date(44621, since_1904=True) == DAY
    assert parse_date("2026-03-02", since_1904=True) == DAY


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_serials_and_texts_of_a_day_come_back_as_that_day(day: date):
    assert parse_date((day - date(1899, 12, 30)).days) == day
    assert parse_date((day - date(1904, 1, 1)).days, since_1904=True) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("20260302", date(2026, 3, 2)),
        ("46083", date(2026, 3, 2)),
        ("", None),
        ("9" * 5000, None),
        ("三月", None),
    ],
)
def test_a_cell_read_as_text_is_a_day_or_none_however_long_it_is(text: str, day: date | None):
    assert typed_date(text) == day
