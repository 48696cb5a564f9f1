"""Which rules judge: first windows, changes of the rules inside a window, founding, withdrawals."""

from __future__ import annotations

import pytest
from tests.rulebook.cases import (
    Journal,
    approval,
    day,
    directives,
    edition,
    entries,
    judge,
    line,
    meetings,
    minutes,
    named,
    only,
    row,
    spans,
    weekly_in_key_periods,
)

from lianxi.rulebook.duties import Standing
from lianxi.rulebook.facts import Fact

MONTHLY = edition("2020-01-01", meetings("month"))

# first windows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_force", "letters"),
    [
        ("03-01", "--MM"),  # in force on the first day of March: March is owed
        ("03-02", "---M"),  # a day later: March is not
    ],
)
def test_the_first_window_is_owed_only_when_the_rules_hold_on_its_first_day(in_force: str, letters: str) -> None:
    board = judge(edition(in_force, meetings("month")), Journal(), "05-01")
    assert row(board)[:4] == letters


def test_evidence_before_the_rules_were_in_force_counts_though_absence_does_not() -> None:
    """Rules from 10 March. Meetings on 5 February and 20 March; judged on 1 May: - K K M, and January's reason."""
    journal = Journal()
    journal.meeting("02-05")
    journal.meeting("03-20")
    board = judge(edition("03-10", meetings("month")), journal, "05-01")
    assert row(board)[:5] == "-KKMD"
    assert line(board).items[0].why == "before_force"


@pytest.mark.parametrize(("judged_from", "letters"), [("03-01", "--MM"), ("03-02", "---M"), ("2026-05-02", "----")])
def test_before_founding_absence_counts_for_nothing(judged_from: str, letters: str) -> None:
    board = judge(MONTHLY, Journal(judged_from if len(judged_from) == 10 else f"2026-{judged_from}"), "05-02")
    assert row(board)[:4] == letters
    assert line(board).items[0].why == "before_founding"


def test_before_founding_meetings_count_and_explanations_do_not() -> None:
    journal = Journal("2026-04-01")
    journal.meeting("02-05")
    journal.explain("03-01", "04-02", confirmed="04-02")
    assert row(judge(MONTHLY, journal, "05-02"))[:5] == "-K-MD"


def test_without_a_founding_nothing_is_owed() -> None:
    journal = Journal(None)
    journal.meeting("02-05")
    board = judge(MONTHLY, journal, "05-02")
    assert (row(board)[:5], str(board.headline.missed)) == ("-K---", "0")


def test_a_founding_without_a_stated_day_judges_from_its_own_day() -> None:
    journal = Journal(None)
    journal.write("conference.founded", "conference:1", "2026-03-01")
    assert row(judge(MONTHLY, journal, "05-02"))[:5] == "--MMD"


def test_before_any_rules_there_is_no_board() -> None:
    board = judge(edition("2026-06-01", meetings("month")), Journal(), "05-31")
    assert (board.edition, board.lines) == (None, ())
    assert judge([], Journal(), "05-31").lines == ()


# a change of the rules ----------------------------------------------------------------------------------------


def test_a_change_in_mid_month_to_two_months_leaves_the_month_to_the_old_rules() -> None:
    """Monthly until 14 May, every two months from 15 May 2026. Judged on 10 September; meetings 5 May and 31 August.

    January to April: old rules, missed. May begins under the old rules: the meeting keeps it. May–June of the new
    cadence begins on 1 May, under the old rules: it does not exist, so June stands under no rule. July–August: new
    rules, kept on its last day. September–October runs.
    """
    old = edition("2020-01-01", meetings("month"))
    new = edition("05-15", meetings("month", interval=2), number=2)
    journal = Journal()
    journal.meeting("05-05")
    journal.meeting("08-31")
    board = judge([new, old], journal, "09-10")
    assert spans(board, "5:work") == [
        "01-01..01-31 M",
        "02-01..02-28 M",
        "03-01..03-31 M",
        "04-01..04-30 M",
        "05-01..05-31 K",
        "07-01..08-31 K",
        "09-01..10-31 D",
        "11-01..12-31 -",
    ]
    assert [item.edition for item in line(board).items] == [1] * 5 + [2] * 3


def test_a_change_in_mid_month_to_weeks_begins_with_the_first_whole_week() -> None:
    """Weekly from Wednesday 13 May 2026: the week of the 11th began under the old rules; the first is 18 – 24 May."""
    old = edition("2020-01-01", meetings("month"))
    new = edition("05-13", meetings("week"), number=2)
    board = judge([old, new], Journal(), "05-24")
    assert spans(board, "5:work")[4:7] == ["05-01..05-31 D", "05-18..05-24 D", "05-25..05-31 -"]
    monday = judge([old, edition("05-11", meetings("week"), number=2)], Journal(), "05-24")
    assert spans(monday, "5:work")[4:6] == ["05-01..05-31 D", "05-11..05-17 M"]


def test_the_old_rules_judge_until_the_new_ones_are_in_force() -> None:
    """The new edition, in force from 15 May, is known beforehand: on 14 May the old rules judge, and no window of
    theirs that would begin after their last day is promised."""
    old = edition("2020-01-01", meetings("month"))
    new = edition("05-15", meetings("month", interval=2), number=2)
    assert row(judge([old, new], Journal(), "05-14")) == "MMMMD"
    assert judge([old, new], Journal(), "05-14").edition == 1
    assert judge([old, new], Journal(), "05-15").edition == 2


def test_a_duty_that_the_new_rules_dropped_keeps_what_it_owed_this_year() -> None:
    old = edition("2020-01-01", meetings("month"), meetings("month", key="14:analysis", kinds="analysis"))
    new = edition("03-01", meetings("month"), number=2)
    board = judge([old, new], Journal(), "04-01")
    assert [each.duty.key for each in board.lines] == ["5:work", "14:analysis"]
    assert row(board, "14:analysis") == "MM"
    later = judge([old, new], Journal(), "2027-02-01")
    assert [each.duty.key for each in later.lines] == ["5:work"]


def test_the_newest_wording_in_force_names_the_line() -> None:
    old = edition("2020-01-01", meetings("month", softened=True))
    new = edition("03-01", meetings("month", minimum=2), number=2)
    journal = Journal()
    journal.meeting("02-10")
    journal.meeting("03-10")
    board = judge([old, new], journal, "04-01")
    assert line(board).duty == new.duties[0]
    assert row(board)[:4] == "MKMD"  # one was enough in February, two are owed in March


def test_of_two_editions_from_the_same_day_the_later_number_holds() -> None:
    first = edition("2020-01-01", meetings("month"))
    second = edition("2020-01-01", meetings("quarter"), number=2)
    for order in ([first, second], [second, first]):
        assert len(line(judge(order, Journal(), "05-01")).items) == 4


def test_a_key_period_window_is_judged_by_the_rules_of_its_first_day() -> None:
    """Weekly duty of a key period, dropped by the rules of Wednesday 11 March: the week of the 9th is the last."""
    old = edition("2020-01-01", weekly_in_key_periods())
    new = edition("03-11", meetings("month"), number=2)
    journal = Journal()
    journal.key_period("03-02", "03-29", declared="02-20")
    assert spans(judge([old, new], journal, "03-30")) == ["03-02..03-08 M", "03-09..03-15 M"]


def test_a_response_is_judged_by_the_rules_at_its_trigger() -> None:
    """5 days until 9 March, 15 days from 10 March. Received on 9 and on 10 March, both answered on 20 March."""
    old, new = edition("2020-01-01", directives(5)), edition("03-10", directives(15), number=2)
    journal = Journal()
    for number, received in [(1, "03-09"), (2, "03-10")]:
        journal.write("directive.received", f"directive:{number}", received)
        journal.write("directive.answered", f"directive:{number}", "03-20")
    board = judge([old, new], journal, "03-31")
    assert [(item.state, item.edition, f"{item.due:%m-%d}") for item in line(board, "3:directive").items] == [
        ("kept_late", 1, "03-14"),
        ("kept", 2, "03-25"),
    ]


def test_a_response_triggered_before_force_or_founding_is_not_owed_but_its_answer_counts() -> None:
    journal = Journal("2026-03-01")
    for number, received in [(1, "02-10"), (2, "02-10"), (3, "03-10"), (4, "03-25")]:
        journal.write("directive.received", f"directive:{number}", received)
    journal.write("directive.answered", "directive:2", "02-12")
    board = judge(edition("03-20", directives(5)), journal, "04-30")
    assert [(item.subject, item.state, item.why) for item in line(board, "3:directive").items] == [
        ("directive:1", "not_owed", "before_founding"),
        ("directive:2", "kept", ""),
        ("directive:3", "not_owed", "before_force"),
        ("directive:4", "overdue", ""),
    ]


def test_a_standing_duty_is_a_line_without_items() -> None:
    board = judge(edition("2020-01-01", Standing(**named("1:standing"))), Journal(), "05-01")
    assert (line(board, "1:standing").items, line(board, "1:standing").dated) == ((), False)


# withdrawals --------------------------------------------------------------------------------------------------


def test_a_withdrawn_meeting_counts_for_nothing_even_on_the_boards_of_earlier_days() -> None:
    """Held on 10 January, withdrawn on 5 March: known now, so January is missed on the board of 15 February too."""
    journal = Journal()
    held = journal.meeting("01-10")
    assert row(judge(MONTHLY, journal, "02-15"))[0] == "K"
    journal.withdraw(held, "03-05")
    assert row(judge(MONTHLY, journal, "02-15"))[0] == "M"
    assert row(judge(MONTHLY, journal, "04-15"))[0] == "M"


def test_a_withdrawn_withdrawal_restores_and_can_be_restored_in_turn() -> None:
    journal = Journal()
    last = journal.meeting("01-10")
    for expected in "MKMK":
        last = journal.withdraw(last, "02-01")
        assert row(judge(MONTHLY, journal, "02-15"))[0] == expected


def test_of_an_entry_with_several_facts_one_alone_can_be_withdrawn() -> None:
    """One entry imports three meetings; the second is withdrawn."""
    journal = Journal()
    entry = journal.meeting("01-10")
    for on in ["02-10", "03-10"]:
        journal.write("meeting.held", f"meeting:{on}", on, in_entry=entry, kind="work")
    single = journal.withdraw(entry, "04-01", fact=1)
    assert row(judge(MONTHLY, journal, "04-10"))[:4] == "KMKD"
    journal.withdraw(single, "04-02")
    assert row(judge(MONTHLY, journal, "04-10"))[:4] == "KKKD"
    journal.withdraw(entry, "04-03")
    assert row(judge(MONTHLY, journal, "04-10"))[:4] == "MMMD"


def test_nothing_can_withdraw_itself_or_what_comes_after() -> None:
    journal = Journal()
    journal.withdraw(2, "01-01")  # this is entry 2
    journal.withdraw(4, "01-01")  # entry 3 names the meeting that follows
    journal.meeting("01-10")
    assert row(judge(MONTHLY, journal, "02-01"))[0] == "K"


def test_a_withdrawal_within_an_entry_does_not_reach_its_own_facts() -> None:
    """One entry holds a meeting and, after it, a withdrawal that names this very entry: it withdraws nothing."""
    journal = Journal()
    entry = journal.meeting("01-10")
    journal.facts.append(
        Fact(entry, 1, "entry.withdrawn", f"entry:{entry}", day("01-10"), day("01-10"), data={"entry": entry})
    )
    assert row(judge(MONTHLY, journal, "02-01"))[0] == "K"


def test_a_withdrawal_without_a_number_withdraws_nothing() -> None:
    journal = Journal()
    journal.meeting("01-10")
    journal.write("entry.withdrawn", "entry:2", "01-11")
    assert row(judge(MONTHLY, journal, "02-01"))[0] == "K"


def test_a_withdrawn_confirmation_leaves_the_window_unexplained() -> None:
    journal = Journal()
    confirmed = journal.explain("01-01", "02-01", confirmed="02-02")
    assert row(judge(MONTHLY, journal, "03-01"))[0] == "E"
    journal.withdraw(confirmed, "02-10")
    assert row(judge(MONTHLY, journal, "03-01"))[0] == "M"


def test_a_withdrawn_trigger_takes_its_pair_away_and_a_withdrawn_answer_opens_it_again() -> None:
    journal = Journal()
    received = journal.write("directive.received", "directive:1", "03-02")
    answered = journal.write("directive.answered", "directive:1", "03-04")
    rules = edition("2020-01-01", directives(5))
    assert only(judge(rules, journal, "03-31"), "3:directive").state == "kept"
    journal.withdraw(answered, "03-20")
    assert only(judge(rules, journal, "03-31"), "3:directive").state == "overdue"
    journal.withdraw(received, "03-21")
    assert line(judge(rules, journal, "03-31"), "3:directive").items == ()


def test_a_withdrawn_founding_leaves_nothing_owed() -> None:
    journal = Journal()
    journal.withdraw(1, "01-05")
    assert "M" not in row(judge(MONTHLY, journal, "05-01"))


# gates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approved", "state"),
    [("03-04", "kept"), ("03-05", "kept"), ("03-06", "missed"), (None, "missed")],
)
def test_a_gate_is_kept_when_the_approval_was_there_on_the_day(approved: str | None, state: str) -> None:
    """Minutes of meeting:1 issued on 5 March."""
    journal = Journal()
    approving = journal.write("minutes.approved", "meeting:1", approved) if approved else None
    journal.write("minutes.approved", "meeting:2", "03-01")
    issued = journal.write("minutes.issued", "meeting:1", "03-05")
    passage = only(judge(edition("2020-01-01", approval()), journal, "03-31"), "4:gate")
    assert (passage.state, passage.trigger and passage.trigger.entry) == (state, issued)
    assert entries(passage) == ([approving] if state == "kept" else [])


def test_a_passage_rests_on_the_latest_approval_before_it() -> None:
    """Approved on 4 March, and (recorded afterwards) on 1 March; issued on the 5th; approved once more on the 9th."""
    journal = Journal()
    latest = journal.write("minutes.approved", "meeting:1", "03-04")
    journal.write("minutes.approved", "meeting:1", "03-01", recorded="03-06")
    journal.write("minutes.approved", "meeting:1", "03-09")
    journal.write("minutes.issued", "meeting:1", "03-05")
    assert entries(only(judge(edition("2020-01-01", approval()), journal, "03-31"), "4:gate")) == [latest]


def test_before_founding_a_passage_without_approval_is_not_held_against_anybody() -> None:
    journal = Journal("2026-04-01")
    journal.write("minutes.issued", "meeting:1", "03-05")
    passage = only(judge(edition("2020-01-01", approval()), journal, "04-30"), "4:gate")
    assert (passage.state, passage.why) == ("not_owed", "before_founding")


def test_a_gate_shows_the_passages_of_this_year_under_the_rules_of_their_day() -> None:
    """The gate came with the rules of 10 March: the passage of 5 March is not judged, nor is last year's."""
    rules = [edition("2020-01-01", minutes()), edition("03-10", minutes(), approval(), number=2)]
    journal = Journal()
    for number, on in [(1, "2025-12-30"), (2, "03-05"), (3, "03-10")]:
        journal.write("minutes.issued", f"meeting:{number}", on)
    assert [item.subject for item in line(judge(rules, journal, "03-31"), "4:gate").items] == ["meeting:3"]
