"""Periodic duties over calendar periods: worked out by hand, printed as letters (see ``cases.row``)."""

from __future__ import annotations

import pytest
from tests.rulebook.cases import (
    Journal,
    day,
    edition,
    entries,
    judge,
    line,
    meetings,
    row,
    spans,
)

MONTHLY = edition("2020-01-01", meetings("month"))


def test_each_month_stands_as_what_it_was_on_the_day_asked() -> None:
    """As of 20 May 2026.

    | month | what happened                                             | state  |
    |-------|-----------------------------------------------------------|--------|
    | Jan   | meeting on the 15th                                       | K      |
    | Feb   | meeting on the 28th (last day), recorded on 9 March       | K      |
    | Mar   | nothing                                                   | M      |
    | Apr   | nothing; explained on 2 May, confirmed on 6 May           | E      |
    | May   | nothing yet, the month runs                               | D      |
    | Jun-  | not begun                                                 | -      |
    """
    journal = Journal()
    journal.meeting("01-15")
    journal.meeting("02-28", recorded="03-09")
    journal.explain("04-01", "05-02", confirmed="05-06")
    assert row(judge(MONTHLY, journal, "05-20")) == "KKMED-------"


def test_a_meeting_held_in_time_and_recorded_later_is_kept_and_shows_both_days() -> None:
    journal = Journal()
    entry = journal.meeting("02-28", recorded="03-09")
    february = line(judge(MONTHLY, journal, "05-20")).items[1]
    assert (february.state, entries(february)) == ("kept", [entry])
    assert (february.evidence[0].happened_on, february.evidence[0].recorded_on) == (day("02-28"), day("03-09"))


def test_the_evidence_of_a_window_stands_in_the_order_of_its_days_and_not_of_its_recording() -> None:
    journal = Journal()
    later = journal.meeting("01-20")
    earlier = journal.meeting("01-05", recorded="01-25")
    assert entries(line(judge(MONTHLY, journal, "02-01")).items[0]) == [earlier, later]


def test_a_meeting_counts_only_for_the_window_its_day_lies_in() -> None:
    """Two meetings in February leave January missed and March due: nothing is carried over."""
    journal = Journal()
    journal.meeting("02-01")
    journal.meeting("02-28")
    assert row(judge(MONTHLY, journal, "03-10")) == "MKD---------"


def test_a_month_is_due_up_to_its_last_day_and_missed_the_day_after() -> None:
    journal = Journal()
    assert row(judge(MONTHLY, journal, "01-31"))[0] == "D"
    assert row(judge(MONTHLY, journal, "02-01"))[:2] == "MD"


def test_a_window_begins_on_its_first_day_and_is_future_the_day_before() -> None:
    board = judge(MONTHLY, Journal(), "01-31")
    assert (line(board).items[1].state, line(board).items[1].why) == ("not_owed", "future")
    assert row(judge(MONTHLY, Journal(), "02-01"))[1] == "D"


@pytest.mark.parametrize(
    ("confirmed", "held", "on", "state"),
    [
        (None, None, "04-15", "D"),  # said, not confirmed, the month runs
        (None, None, "05-20", "M"),  # said, not confirmed, the month is over
        ("05-06", None, "05-05", "M"),  # confirmed the day after the board's day
        ("05-06", None, "05-06", "E"),  # confirmed that day
        ("04-12", None, "04-15", "E"),  # confirmed while the month still runs
        ("05-06", "04-20", "05-20", "K"),  # kept goes before explained
        ("04-12", "04-20", "04-15", "E"),  # the meeting is still to come
    ],
)
def test_an_explanation_counts_from_its_confirmation_and_gives_way_to_a_meeting(
    confirmed: str | None, held: str | None, on: str, state: str
) -> None:
    journal = Journal()
    journal.explain("04-01", "04-11", confirmed=confirmed)
    if held:
        journal.meeting(held)
    assert row(judge(MONTHLY, journal, on))[3] == state


def test_an_explanation_speaks_for_its_own_duty_and_window_only() -> None:
    rules = edition("2020-01-01", meetings("month"), meetings("month", key="14:analysis", kinds="analysis"))
    journal = Journal()
    journal.explain("02-01", "02-20", duty="14:analysis", confirmed="02-20")
    board = judge(rules, journal, "03-01")
    assert (row(board)[:3], row(board, "14:analysis")[:3]) == ("MMD", "MED")


def test_an_explanation_that_names_no_window_changes_nothing() -> None:
    journal = Journal()
    journal.write("meeting.explanation_confirmed", "explanation:1", "02-20", duty="5:work", window="二月")
    journal.write("meeting.explanation_confirmed", "explanation:2", "02-20", duty="5:work")
    assert row(judge(MONTHLY, journal, "03-01"))[:3] == "MMD"


def test_a_window_not_yet_begun_cannot_be_explained_away() -> None:
    """June is confirmed as explained in May already: on 20 May it is simply not owed yet, on 1 June it is explained."""
    journal = Journal()
    journal.explain("06-01", "05-10", confirmed="05-12")
    assert row(judge(MONTHLY, journal, "05-20"))[5] == "-"
    assert row(judge(MONTHLY, journal, "06-01"))[5] == "E"


def test_an_explained_window_shows_the_meeting_that_fell_short_and_the_explanation() -> None:
    """Two a month are owed, one was held, the lack is explained: both entries stand behind it."""
    journal = Journal()
    held = journal.meeting("01-10")
    confirmed = journal.explain("01-01", "01-30", confirmed="01-31")
    january = line(judge(edition("2020-01-01", meetings("month", minimum=2)), journal, "02-01")).items[0]
    assert (january.state, january.count, entries(january)) == ("explained", 1, [held, confirmed])


@pytest.mark.parametrize(
    ("held", "state"), [([], "M"), (["01-05"], "M"), (["01-05", "01-20"], "K"), (["01-05"] * 3, "K")]
)
def test_a_minimum_of_two_takes_two_meetings_in_the_same_window(held: list[str], state: str) -> None:
    journal = Journal()
    for on in held:
        journal.meeting(on)
    board = judge(edition("2020-01-01", meetings("month", minimum=2)), journal, "02-01")
    assert (row(board)[0], line(board).items[0].count) == (state, len(held))


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [("work", "KMMM"), ("work,plenary", "KKMM"), ("work,plenary,ad_hoc", "KKKM"), ("analysis", "MMMK")],
)
def test_only_meetings_of_the_kinds_that_count_keep_the_month(kinds: str, counts: str) -> None:
    """January work, February plenary, March ad hoc, April analysis."""
    journal = Journal()
    for on, kind in [("01-10", "work"), ("02-10", "plenary"), ("03-10", "ad_hoc"), ("04-10", "analysis")]:
        journal.meeting(on, kind)
    assert row(judge(edition("2020-01-01", meetings("month", kinds=kinds)), journal, "05-01"))[:4] == counts


def test_a_meeting_of_unknown_kind_counts_for_nothing() -> None:
    journal = Journal()
    journal.write("meeting.held", "meeting:7", "01-10")
    assert row(judge(MONTHLY, journal, "02-01"))[0] == "M"


def test_a_new_year_begins_empty_and_the_old_one_keeps_its_record() -> None:
    """December 2025 missed, January 2026 kept. On 31 December the board is 2025's, on 1 January it is 2026's."""
    journal = Journal()
    for month in range(1, 12):
        journal.meeting(f"2025-{month:02}-10")
    journal.meeting("2026-01-01")
    assert row(judge(MONTHLY, journal, "2025-12-31")) == "K" * 11 + "D"
    assert row(judge(MONTHLY, journal, "2026-01-01")) == "K" + "-" * 11
    assert row(judge(MONTHLY, journal, "2026-12-31")) == "K" + "M" * 10 + "D"


def test_the_leap_day_belongs_to_february() -> None:
    """2024-02-29 keeps February 2024; it is due on the 29th and only on 1 March missed."""
    journal = Journal()
    assert row(judge(MONTHLY, journal, "2024-02-29"))[:2] == "MD"
    assert row(judge(MONTHLY, journal, "2024-03-01"))[:3] == "MMD"
    journal.meeting("2024-02-29")
    assert row(judge(MONTHLY, journal, "2024-03-01"))[:3] == "MKD"


@pytest.mark.parametrize(
    ("every", "interval", "windows"),
    [
        (
            "month",
            2,
            [
                "01-01..02-28 M",
                "03-01..04-30 M",
                "05-01..06-30 K",
                "07-01..08-31 D",
                "09-01..10-31 -",
                "11-01..12-31 -",
            ],
        ),
        ("quarter", 1, ["01-01..03-31 M", "04-01..06-30 K", "07-01..09-30 D", "10-01..12-31 -"]),
        ("half_year", 1, ["01-01..06-30 K", "07-01..12-31 D"]),
        ("year", 1, ["01-01..12-31 K"]),
    ],
)
def test_longer_periods_follow_the_calendar_year(every: str, interval: int, windows: list[str]) -> None:
    """One meeting, on 30 June; judged on 5 July."""
    journal = Journal()
    journal.meeting("06-30")
    board = judge(edition("2020-01-01", meetings(every, interval=interval)), journal, "07-05")
    assert spans(board, "5:work") == windows


def test_half_months_break_after_the_fifteenth() -> None:
    journal = Journal()
    journal.meeting("01-15")
    journal.meeting("02-16")
    board = judge(edition("2020-01-01", meetings("half_month")), journal, "02-28")
    assert spans(board, "5:work")[:5] == [
        "01-01..01-15 K",
        "01-16..01-31 M",
        "02-01..02-15 M",
        "02-16..02-28 K",
        "03-01..03-15 -",
    ]
    assert len(line(board).items) == 24


def test_ten_day_periods_are_the_first_eleventh_and_twenty_first() -> None:
    journal = Journal()
    for on in ["01-10", "01-31", "02-20"]:
        journal.meeting(on)
    board = judge(edition("2020-01-01", meetings("ten_days")), journal, "02-21")
    assert spans(board, "5:work")[:6] == [
        "01-01..01-10 K",
        "01-11..01-20 M",
        "01-21..01-31 K",
        "02-01..02-10 M",
        "02-11..02-20 K",
        "02-21..02-28 D",
    ]
    assert len(line(board).items) == 36


def test_a_daily_duty_has_a_window_a_day() -> None:
    journal = Journal()
    journal.meeting("01-02")
    board = judge(edition("2020-01-01", meetings("day")), journal, "01-03")
    assert (row(board)[:5], len(row(board))) == ("MKD--", 365)
    assert len(row(judge(edition("2020-01-01", meetings("day")), journal, "2024-01-03"))) == 366


def test_a_duty_of_one_month_of_the_year_has_that_one_window() -> None:
    """每年8月: August is the window; a meeting in July does not count."""
    journal = Journal()
    journal.meeting("07-31")
    rules = edition("2020-01-01", meetings("month", month=8))
    assert spans(judge(rules, journal, "07-31"), "5:work") == ["08-01..08-31 -"]
    assert spans(judge(rules, journal, "08-31"), "5:work") == ["08-01..08-31 D"]
    assert spans(judge(rules, journal, "09-01"), "5:work") == ["08-01..08-31 M"]


def test_iso_weeks_reach_over_the_edges_of_the_year() -> None:
    """1 January 2026 is a Thursday: its week is 29 December to 4 January and stands on both years' boards.

    The meeting of Tuesday 30 December keeps it in both. 2026 ends on a Thursday too, so its last week is 28 December
    to 3 January 2027: 53 weeks touch 2026.
    """
    rules = edition("2020-01-01", meetings("week"))
    journal = Journal()
    journal.meeting("2025-12-30")
    old, new = judge(rules, journal, "2025-12-31"), judge(rules, journal, "2026-01-05")
    assert spans(old, "5:work")[-1] == "12-29..01-04 K"
    assert spans(new, "5:work")[:3] == ["12-29..01-04 K", "01-05..01-11 D", "01-12..01-18 -"]
    assert (spans(new, "5:work")[-1], len(line(new).items)) == ("12-28..01-03 -", 53)


@pytest.mark.parametrize(
    ("on", "letters"),
    [("2026-03-01", "MD-"), ("2026-03-02", "MMD"), ("2026-03-08", "MMD")],
)
def test_a_week_is_due_until_its_sunday_and_missed_on_monday(on: str, letters: str) -> None:
    """1 March 2026 is a Sunday, 2 March a Monday. Letters: weeks of 16 February, 23 February, 2 March."""
    board = judge(edition("2020-01-01", meetings("week")), Journal(), on)
    assert "".join(each[-1] for each in spans(board, "5:work")[7:10]) == letters


def test_every_other_week_pairs_the_weeks_the_same_way_in_every_year() -> None:
    rules = edition("2020-01-01", meetings("week", interval=2))
    last = line(judge(rules, Journal(), "2025-12-31")).items[-1]
    first = line(judge(rules, Journal(), "2026-01-01")).items[0]
    assert (first.start, first.due) == (last.start, last.due)
    assert first.due is not None
    assert (first.due - first.start).days == 13
