"""A year's days off are read from lines, refused where they cannot be, and kept as the days that differ."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.clocks.calendar import built_in_calendar
from lianxi.clocks.notice import BadNotice, Line, as_text, from_text, holidays, notice_of, read_lines

WHOLE = "2027-01-01 休\n2027年5月1日至5日 休\n2027-10-01至10-07 休 国庆节\n\n2027/10/9，班"


def test_lines_and_runs_are_read_and_only_days_that_differ_are_kept() -> None:
    days = notice_of(2027, read_lines(WHOLE))
    assert as_text(days).splitlines() == [
        "2027-01-01 休", "2027-05-03 休", "2027-05-04 休", "2027-05-05 休", "2027-10-01 休", "2027-10-04 休",
        "2027-10-05 休", "2027-10-06 休", "2027-10-07 休", "2027-10-09 班",
    ]  # fmt: skip
    assert from_text(as_text(days)) == days
    assert [(first.isoformat(), last.isoformat()) for first, last in holidays(2027, days)] == [
        ("2027-01-01", "2027-01-03"),
        ("2027-05-01", "2027-05-05"),
        ("2027-10-01", "2027-10-07"),
    ]


@pytest.mark.parametrize("line", ["2027-02-30 休", "元旦 休", "2027-01-01", "2027-01-01 放", "2027-10-07至10-01 休"])
def test_a_line_that_is_none_is_named_with_its_number(line: str) -> None:
    with pytest.raises(BadNotice, match="第 2 行"):
        read_lines(f"2027-01-01 休\n{line}")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("2026-12-31 休", "第 6 行：2026年12月31日不在2027年内"),
        ("2027-01-01 休\n2027-10-09 休", "第 7 行：10月9日既写了“休”又写了“班”"),
        ("2027-03-01 班", "第 6 行：3月1日是星期一，本来就上班"),
    ],
)
def test_a_day_that_cannot_be_is_named_with_its_line(more: str, words: str) -> None:
    with pytest.raises(BadNotice, match=words):
        notice_of(2027, read_lines(f"{WHOLE}\n{more}"))


def test_a_notice_without_the_days_that_are_always_off_is_not_whole() -> None:
    with pytest.raises(BadNotice) as wrong:
        notice_of(2027, [Line("A2", date(2027, 2, 5), worked=False)])
    assert len(wrong.value.problems) == 2  # 1 May 2027 is a Saturday
    with pytest.raises(BadNotice, match="没有填写任何一天"):
        notice_of(2027, [])


def test_every_notice_that_ships_is_whole() -> None:
    for year, days in built_in_calendar().notices.items():
        assert notice_of(year, [Line("", day, worked) for day, worked in days.items()]) == dict(days)
