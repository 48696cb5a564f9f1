"""Key periods: ISO weeks clipped to the period, late declarations, early ends. 2026-03-02 is a Monday."""

from __future__ import annotations

import pytest
from tests.rulebook.cases import (
    Journal,
    edition,
    judge,
    line,
    meetings,
    row,
    spans,
    weekly_in_key_periods,
)

RULES = edition("2020-01-01", meetings("month"), weekly_in_key_periods())


@pytest.mark.parametrize(
    ("first", "last", "windows"),
    [
        # whole weeks
        ("03-02", "03-15", ["03-02..03-08", "03-09..03-15"]),
        # Thursday: 4 days stay a window of their own
        ("03-05", "03-15", ["03-05..03-08", "03-09..03-15"]),
        # Friday: 3 days join the next week
        ("03-06", "03-15", ["03-06..03-15"]),
        # ends on Thursday (4 days) and on Wednesday (3 days)
        ("03-02", "03-12", ["03-02..03-08", "03-09..03-12"]),
        ("03-02", "03-11", ["03-02..03-11"]),
        # short at both ends: Saturday to Tuesday over one whole week
        ("03-07", "03-17", ["03-07..03-17"]),
        # short at both ends, two whole weeks between
        ("03-07", "03-24", ["03-07..03-15", "03-16..03-24"]),
        # two days, inside a week and over a Sunday
        ("03-04", "03-05", ["03-04..03-05"]),
        ("03-08", "03-09", ["03-08..03-09"]),
        # two short clips: Friday to Sunday, Monday to Wednesday
        ("03-06", "03-11", ["03-06..03-11"]),
        # one short, one long clip
        ("03-06", "03-12", ["03-06..03-12"]),
        # a single day
        ("03-08", "03-08", ["03-08..03-08"]),
        # over the leap day and a month's end
        ("2024-02-26", "2024-03-03", ["02-26..03-03"]),
    ],
)
def test_weeks_are_clipped_to_the_period_and_short_clips_join_their_neighbour(
    first: str, last: str, windows: list[str]
) -> None:
    journal = Journal()
    journal.key_period(first, last, declared="2024-01-01")
    board = judge(RULES, journal, first)
    assert [each[:12] for each in spans(board)] == windows


def test_a_key_period_of_four_weeks_with_every_kind_of_week() -> None:
    """两会, Thursday 26 February to Wednesday 18 March 2026, declared on 10 February. Judged on Friday 13 March.

    | window            | why this stretch            | what happened               | state |
    |-------------------|-----------------------------|-----------------------------|-------|
    | 26 Feb – 1 Mar    | 4 days, stands alone        | work meeting on 1 March     | K     |
    | 2 – 8 Mar         | whole week                  | plenary only                | M     |
    | 9 – 18 Mar        | last clip 3 days, joined    | nothing yet                 | D     |

    The month stays owed beside it: the meeting of 1 March keeps March, February stands without one.
    """
    journal = Journal()
    journal.key_period("02-26", "03-18", declared="02-10")
    journal.meeting("03-01")
    journal.meeting("03-04", "plenary")
    board = judge(RULES, journal, "03-13")
    assert spans(board) == ["02-26..03-01 K", "03-02..03-08 M", "03-09..03-18 D"]
    assert row(board)[:4] == "MMK-"
    assert spans(judge(RULES, journal, "03-19"))[-1] == "03-09..03-18 M"


def test_outside_key_periods_no_week_is_owed() -> None:
    assert line(judge(RULES, Journal(), "06-01"), "5:weekly").items == ()


def test_before_its_first_day_a_declared_period_is_shown_and_not_owed() -> None:
    journal = Journal()
    journal.key_period("03-02", "03-15", declared="02-20")
    assert line(judge(RULES, journal, "02-19"), "5:weekly").items == ()
    board = judge(RULES, journal, "03-01")
    assert spans(board) == ["03-02..03-08 -", "03-09..03-15 -"]
    assert {item.why for item in line(board, "5:weekly").items} == {"future"}


def test_weeks_before_a_late_declaration_are_not_missed_but_their_meetings_count() -> None:
    """Period 2 – 29 March, declared on Wednesday 18 March only. Judged on 30 March.

    First week: nothing → not owed. Second: a meeting → kept. Third (16 – 22, holds the declaration): owed, nothing →
    missed. Fourth: owed, nothing → missed.
    """
    journal = Journal()
    journal.meeting("03-12")
    journal.key_period("03-02", "03-29", declared="03-18")
    board = judge(RULES, journal, "03-30")
    assert spans(board) == ["03-02..03-08 -", "03-09..03-15 K", "03-16..03-22 M", "03-23..03-29 M"]
    assert line(board, "5:weekly").items[0].why == "before_declaration"


@pytest.mark.parametrize(("declared", "state"), [("03-08", "M"), ("03-09", "-")])
def test_the_week_of_the_declaration_is_owed_even_when_declared_on_its_sunday(declared: str, state: str) -> None:
    journal = Journal()
    journal.key_period("03-02", "03-15", declared=declared)
    assert spans(judge(RULES, journal, "03-16"))[0] == f"03-02..03-08 {state}"


def test_a_period_declared_after_it_was_over_owes_nothing() -> None:
    journal = Journal()
    journal.key_period("03-02", "03-15", declared="03-20")
    assert [each[-1] for each in spans(judge(RULES, journal, "03-25"))] == ["-", "-"]


def test_a_period_across_new_year_stands_on_both_boards_with_the_same_weeks() -> None:
    """Saturday 26 December 2026 to Sunday 10 January 2027: 2 days join the week of 28 December.

    A meeting on 2 January 2027 keeps the first window, which then is kept on both years' boards of that day or later.
    """
    journal = Journal()
    journal.key_period("2026-12-26", "2027-01-10", declared="2026-12-01")
    journal.meeting("2027-01-02")
    assert spans(judge(RULES, journal, "2026-12-31")) == ["12-26..01-03 D"]
    assert spans(judge(RULES, journal, "2027-01-02")) == ["12-26..01-03 K", "01-04..01-10 -"]
    assert spans(judge(RULES, journal, "2027-01-11")) == ["12-26..01-03 K", "01-04..01-10 M"]


def test_a_period_of_last_year_leaves_this_years_board() -> None:
    journal = Journal()
    journal.key_period("2025-12-01", "2025-12-28", declared="2025-11-20")
    assert line(judge(RULES, journal, "2026-01-01"), "5:weekly").items == ()


@pytest.mark.parametrize(
    ("last", "windows"),
    [
        ("03-19", ["03-02..03-08 M", "03-09..03-15 M", "03-16..03-19 M"]),  # Thursday: 4 days stand alone
        ("03-18", ["03-02..03-08 M", "03-09..03-18 M"]),  # Wednesday: 3 days join
        ("03-03", ["03-02..03-03 M"]),
        ("03-29", ["03-02..03-08 M", "03-09..03-15 M", "03-16..03-22 M", "03-23..03-29 D"]),  # not shortened
        ("04-10", ["03-02..03-08 M", "03-09..03-15 M", "03-16..03-22 M", "03-23..03-29 D"]),  # an end cannot lengthen
    ],
)
def test_a_period_ended_early_owes_only_the_weeks_up_to_its_end(last: str, windows: list[str]) -> None:
    journal = Journal()
    journal.key_period("03-02", "03-29", declared="02-20")
    journal.ended(last, "03-19")
    assert spans(judge(RULES, journal, "03-25")) == windows


def test_an_early_end_shortens_its_own_period_and_no_other() -> None:
    journal = Journal()
    journal.key_period("03-02", "03-29", declared="02-20")
    journal.key_period("04-06", "04-12", declared="02-20", number=2)
    journal.ended("03-08", "03-08")
    assert spans(judge(RULES, journal, "04-13")) == ["03-02..03-08 M", "04-06..04-12 M"]


def test_an_early_end_is_not_known_before_the_day_it_was_set() -> None:
    journal = Journal()
    journal.key_period("03-02", "03-29", declared="02-20")
    journal.ended("03-19", "03-18")
    assert len(spans(judge(RULES, journal, "03-17"))) == 4
    assert len(spans(judge(RULES, journal, "03-18"))) == 3


def test_a_withdrawn_declaration_and_a_withdrawn_end_count_for_nothing() -> None:
    journal = Journal()
    journal.key_period("03-02", "03-08", declared="02-20")
    second = journal.key_period("03-09", "03-29", declared="02-20", number=2)
    end = journal.ended("03-15", "03-15", number=2)
    assert len(spans(judge(RULES, journal, "03-30"))) == 2
    journal.withdraw(end, "03-16")
    assert len(spans(judge(RULES, journal, "03-30"))) == 4
    journal.withdraw(second, "03-16")
    assert spans(judge(RULES, journal, "03-30")) == ["03-02..03-08 M"]


def test_two_key_periods_are_clipped_each_for_itself() -> None:
    """Sunday and Monday belong to two periods: each owes its own window, though both are short."""
    journal = Journal()
    journal.key_period("03-02", "03-08", declared="02-20")
    journal.key_period("03-09", "03-10", declared="02-20", number=2)
    board = judge(RULES, journal, "03-11")
    assert spans(board) == ["03-02..03-08 M", "03-09..03-10 M"]
    assert [item.key_period for item in line(board, "5:weekly").items] == ["key_period:1", "key_period:2"]


def test_a_week_of_a_key_period_can_be_explained() -> None:
    journal = Journal()
    journal.key_period("03-06", "03-15", declared="02-20")
    journal.explain("03-06", "03-14", duty="5:weekly", confirmed="03-14")
    board = judge(RULES, journal, "03-16")
    assert (spans(board), row(board)[2]) == (["03-06..03-15 E"], "D")


def test_a_week_that_is_not_owed_cannot_be_explained() -> None:
    journal = Journal()
    journal.key_period("03-02", "03-15", declared="03-20")
    journal.explain("03-02", "03-20", duty="5:weekly", confirmed="03-20")
    assert spans(judge(RULES, journal, "03-25"))[0] == "03-02..03-08 -"


def test_a_declaration_without_readable_days_or_ending_before_it_begins_is_no_period() -> None:
    journal = Journal()
    journal.write("key_period.declared", "key_period:1", "02-20", start="2026-03-02")
    journal.write("key_period.declared", "key_period:2", "02-20", start="三月", end="2026-03-15")
    journal.key_period("03-10", "03-02", declared="02-20", number=3)
    assert line(judge(RULES, journal, "03-20"), "5:weekly").items == ()


@pytest.mark.parametrize("every", ["day", "month"])
def test_other_cadences_in_a_key_period_are_clipped_and_never_joined(every: str) -> None:
    journal = Journal()
    journal.key_period("02-27", "03-02", declared="02-20")
    board = judge(edition("2020-01-01", meetings(every, key="5:weekly", when="key_period")), journal, "03-02")
    days = ["02-27..02-27 M", "02-28..02-28 M", "03-01..03-01 M", "03-02..03-02 D"]
    assert spans(board) == (days if every == "day" else ["02-27..02-28 M", "03-01..03-02 D"])
