"""Responses: once A has happened, B must follow within a time. Worked out by hand."""

from __future__ import annotations

import pytest
from tests.rulebook.cases import (
    CALENDAR,
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
)

from lianxi.rulebook.duties import Response
from lianxi.rulebook.evaluate import add_period, gate_refusing
from lianxi.rulebook.facts import Fact


@pytest.mark.parametrize(
    ("answered", "on", "state"),
    [
        ("03-02", "03-31", "kept"),  # the same day
        ("03-07", "03-31", "kept"),  # the last day
        ("03-08", "03-31", "kept_late"),  # a day late
        (None, "03-02", "due"),
        (None, "03-07", "due"),  # the last day is in time
        (None, "03-08", "overdue"),
        ("03-08", "03-07", "due"),  # answered tomorrow: not known on the board's day
        ("03-10", "03-09", "overdue"),
    ],
)
def test_five_days_after_the_second_of_march_end_on_the_seventh(answered: str | None, on: str, state: str) -> None:
    """The first day is excluded: 2 March + 5 days = 7 March."""
    journal = Journal()
    received = journal.write("directive.received", "directive:1", "03-02")
    answer = journal.write("directive.answered", "directive:1", answered) if answered else None
    item = only(judge(edition("2020-01-01", directives(5)), journal, on), "3:directive")
    assert (item.state, item.start, item.due) == (state, day("03-02"), day("03-07"))
    assert item.trigger is not None
    assert item.trigger.entry == received
    assert entries(item) == ([answer] if state.startswith("kept") else [])


def test_without_a_time_limit_a_pair_stays_due_and_is_kept_whenever_it_is_done() -> None:
    journal = Journal()
    journal.write("directive.received", "directive:1", "2025-02-01")
    rules = edition("2020-01-01", directives())
    item = only(judge(rules, journal, "12-31"), "3:directive")
    assert (item.state, item.due) == ("due", None)
    journal.write("directive.answered", "directive:1", "12-31")
    assert only(judge(rules, journal, "12-31"), "3:directive").state == "kept"


@pytest.mark.parametrize(
    ("stated", "due"),
    [("2026-03-20", "03-20"), ("2026-03-03", "03-03"), ("三月二十日", "03-07"), (None, "03-07")],
)
def test_a_due_date_of_the_trigger_goes_before_the_rules_time(stated: str | None, due: str) -> None:
    journal = Journal()
    journal.write("directive.received", "directive:1", "03-02", due=stated)
    assert only(judge(edition("2020-01-01", directives(5)), journal, "03-02"), "3:directive").due == day(due)


def test_a_due_date_of_the_trigger_binds_where_the_rules_set_no_time() -> None:
    journal = Journal()
    journal.write("directive.received", "directive:1", "03-02", due="2026-03-20")
    assert only(judge(edition("2020-01-01", directives()), journal, "03-21"), "3:directive").state == "overdue"


@pytest.mark.parametrize(
    ("received", "amount", "due", "provisional"),
    [
        ("03-02", 5, "2026-03-09", False),  # Mon → Tue 3 … Fri 6, Mon 9
        ("03-06", 1, "2026-03-09", False),  # Friday → Monday
        ("03-07", 1, "2026-03-09", False),  # received on a Saturday
        # National Day: 1–7 Oct off, Sat 10 Oct worked. 30 Sep → 8, 9, 10 Oct
        ("09-30", 3, "2026-10-10", False),
        # Spring Festival: 15–23 Feb off, Sat 14 and Sat 28 Feb worked. 13 Feb → 14, 24, 25, 26, 27, 28 Feb
        ("02-13", 6, "2026-02-28", False),
        # the last working day of 2026 is Thursday the 31st
        ("12-30", 1, "2026-12-31", False),
        # 1 January 2027 is a Friday without a notice yet: taken for a working day, provisional
        ("12-30", 2, "2027-01-01", True),
        ("12-31", 3, "2027-01-05", True),
    ],
)
def test_working_days_run_over_holidays_and_are_provisional_without_a_notice(
    received: str, amount: int, due: str, provisional: bool
) -> None:
    journal = Journal()
    journal.write("directive.received", "directive:1", received)
    item = only(judge(edition("2020-01-01", directives(amount, "workday")), journal, "12-31"), "3:directive")
    assert (item.due, item.provisional) == (day(due), provisional)


@pytest.mark.parametrize(
    ("first", "amount", "unit", "last"),
    [
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2026-01-30", 1, "month", "2026-02-28"),
        ("2026-02-28", 1, "month", "2026-03-28"),
        ("2026-03-31", 3, "month", "2026-06-30"),
        ("2026-11-30", 3, "month", "2027-02-28"),
        ("2026-12-31", 2, "month", "2027-02-28"),
        ("2026-12-01", 1, "month", "2027-01-01"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", 4, "year", "2028-02-29"),
        ("2026-03-02", 2, "hour", "2026-03-03"),
        ("2026-03-02", 24, "hour", "2026-03-03"),
        ("2026-03-02", 25, "hour", "2026-03-04"),
        ("2026-03-02", 48, "hour", "2026-03-04"),
        ("2026-12-31", 1, "day", "2027-01-01"),
        ("2024-02-28", 1, "day", "2024-02-29"),
        ("2026-02-28", 30, "day", "2026-03-30"),
    ],
)
def test_a_time_in_calendar_units_ends_on_the_day_worked_out_by_hand(
    first: str, amount: int, unit: str, last: str
) -> None:
    assert add_period(day(first), amount, unit) == day(last)
    journal = Journal()
    journal.write("directive.received", "directive:1", first)
    board = judge(edition("2020-01-01", directives(amount, unit)), journal, first)
    assert only(board, "3:directive").due == day(last)


def test_the_first_answer_counts_and_later_ones_take_nothing_away() -> None:
    journal = Journal()
    journal.write("directive.received", "directive:1", "03-02")
    late = journal.write("directive.answered", "directive:1", "03-20")
    rules = edition("2020-01-01", directives(5))
    assert only(judge(rules, journal, "03-31"), "3:directive").state == "kept_late"
    early = journal.write("directive.answered", "directive:1", "03-05", recorded="03-30")
    item = only(judge(rules, journal, "03-31"), "3:directive")
    assert (item.state, entries(item), item.count) == ("kept", [early], 2)
    assert late not in entries(item)


def test_an_answer_given_before_its_trigger_answers_it() -> None:
    """A change is filed on 1 March for a person who takes his seat on the 5th: nothing more is owed."""
    rules = Response(**named("10:filed"), trigger="seat.filled", verbs=("change.filed",), pair="change", amount=5)
    journal = Journal()
    journal.write("change.filed", "change:1", "03-01")
    journal.write("seat.filled", "seat:9", "03-05", change=1)
    assert only(judge(edition("2020-01-01", rules), journal, "03-31"), "10:filed").state == "kept"


@pytest.mark.parametrize("verb", ["information.circulated", "information.settled"])
def test_any_of_several_verbs_answers(verb: str) -> None:
    rules = Response(
        **named("11:circulated"),
        trigger="information.reported",
        verbs=("information.circulated", "information.settled"),
        pair="information",
        amount=1,
    )
    journal = Journal()
    journal.write("information.reported", "information:1", "03-02")
    journal.write(verb, "information:1", "03-03")
    assert only(judge(edition("2020-01-01", rules), journal, "03-31"), "11:circulated").state == "kept"


def test_pairs_are_told_apart_by_their_object_or_by_the_number_in_the_data() -> None:
    """A major decision is reported upward: the report's data name the decision. Decision 1 is answered, 2 is not."""
    rules = Response(
        **named("6:major"),
        trigger="decision.made",
        trigger_pattern={"major": frozenset({"true"})},
        verbs=("report.sent",),
        pair="decision",
        amount=10,
    )
    journal = Journal()
    journal.write("decision.made", "decision:1", "03-02", major=True)
    journal.write("decision.made", "decision:2", "03-02", major=True)
    journal.write("decision.made", "decision:3", "03-02", major=False)
    journal.write("decision.made", "decision:4", "03-02")
    journal.write("report.sent", "report:9", "03-05", decision=1)
    journal.write("report.sent", "report:10", "03-05")
    board = judge(edition("2020-01-01", rules), journal, "03-31")
    assert [(item.subject, item.state) for item in line(board, "6:major").items] == [
        ("decision:1", "kept"),
        ("decision:2", "overdue"),
    ]


def test_a_repeated_trigger_neither_renews_nor_shortens_the_time() -> None:
    """Received on 10 March; written down again for 20 March and, backdated, for 1 March: still due on the 15th."""
    journal = Journal()
    journal.write("directive.received", "directive:1", "03-10")
    journal.write("directive.received", "directive:1", "03-20")
    journal.write("directive.received", "directive:1", "03-01", recorded="03-25")
    item = only(judge(edition("2020-01-01", directives(5)), journal, "03-31"), "3:directive")
    assert (item.start, item.due, item.state) == (day("03-10"), day("03-15"), "overdue")


def test_only_the_meetings_of_the_kind_call_for_minutes() -> None:
    journal = Journal()
    work = journal.meeting("03-02")
    plenary = journal.meeting("03-03", "plenary")
    journal.write("minutes.issued", f"meeting:{work}", "03-04")
    item = only(judge(edition("2020-01-01", minutes(10)), journal, "03-05"), "4:minutes")
    assert (item.subject, item.state) == (f"meeting:{plenary}", "due")


def test_what_is_open_from_last_year_is_shown_and_what_was_closed_last_year_is_not() -> None:
    """Five directives, 10 days each, board of 5 January 2026.

    1: received 1 Dec, answered 5 Dec 2025 → closed last year, not shown.
    2: received 1 Dec, answered 2 Jan 2026 → settled this year, late.
    3: received 1 Dec, never answered → overdue.
    4: received 30 Dec, open → due on 9 January.
    5: received 2 Jan 2026 → due on 12 January.
    """
    journal = Journal()
    for number, received in enumerate(["2025-12-01"] * 3 + ["2025-12-30", "2026-01-02"], start=1):
        journal.write("directive.received", f"directive:{number}", received)
    journal.write("directive.answered", "directive:1", "2025-12-05")
    journal.write("directive.answered", "directive:2", "2026-01-02")
    board = judge(edition("2020-01-01", directives(10)), journal, "2026-01-05")
    assert [(item.subject, item.state) for item in line(board, "3:directive").items] == [
        ("directive:2", "kept_late"),
        ("directive:3", "overdue"),
        ("directive:4", "due"),
        ("directive:5", "due"),
    ]
    last_year = judge(edition("2020-01-01", directives(10)), journal, "2025-12-31")
    shown = [item.subject for item in line(last_year, "3:directive").items]
    assert shown == ["directive:1", "directive:2", "directive:3", "directive:4"]


def test_what_was_not_owed_last_year_is_not_carried_into_this_one() -> None:
    journal = Journal("2026-01-01")
    journal.write("directive.received", "directive:1", "2025-12-01")
    assert line(judge(edition("2020-01-01", directives(5)), journal, "2026-01-05"), "3:directive").items == ()


def test_a_trigger_that_names_no_such_object_opens_no_pair() -> None:
    journal = Journal()
    journal.write("seat.filled", "seat:3", "03-02")
    rules = Response(**named("10:filed"), trigger="seat.filled", verbs=("change.filed",), pair="change", amount=5)
    assert line(judge(edition("2020-01-01", rules), journal, "03-31"), "10:filed").items == ()


# the gate as the write frame asks for it ----------------------------------------------------------------------


def planned(on: str, object_: str = "meeting:1", verb: str = "minutes.issued", **data: str) -> Fact:
    return Fact(99, 0, verb, object_, day(on), day(on), data=data)


@pytest.mark.parametrize(
    ("fact", "refused"),
    [
        (planned("03-04"), True),  # a day before the approval
        (planned("03-05"), False),
        (planned("03-06"), False),
        (planned("03-06", "meeting:2"), True),  # another meeting's minutes
        (planned("03-06", "paper:1"), True),  # names no meeting at all
        (planned("03-04", "meeting:2", "minutes.submitted"), False),  # not what the gate guards
    ],
)
def test_a_gate_refuses_what_was_not_approved_by_that_day(fact: Fact, refused: bool) -> None:
    """Minutes of meeting:1 approved on 5 March."""
    journal = Journal()
    journal.write("minutes.approved", "meeting:1", "03-05")
    found = gate_refusing([meetings("month"), approval()], fact, journal.facts)
    assert (found is not None) == refused


def test_a_withdrawn_approval_opens_no_gate() -> None:
    journal = Journal()
    approving = journal.write("minutes.approved", "meeting:1", "03-05")
    journal.withdraw(approving, "03-06")
    assert gate_refusing([approval()], planned("03-07"), journal.facts) == approval()


def test_the_calendar_of_the_cases_knows_2026_and_not_2027() -> None:
    assert CALENDAR.known(day("12-31"))
    assert not CALENDAR.known(day("2027-01-01"))
