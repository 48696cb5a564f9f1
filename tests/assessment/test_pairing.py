"""What a unit owed and kept, from the facts alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.assessment.measures import Owed
from lianxi.assessment.pairing import owed_by_unit
from lianxi.rulebook.facts import Fact

FIRST, LAST, ON = date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 5)


def fact(at: int, verb: str, object_: str, day: str, unit: int | None = None, **data: Any) -> Fact:
    on = date.fromisoformat(f"2026-{day}")
    return Fact(at, 0, verb, object_, on, on, unit, data)


def owed(*facts: Fact, on: date = ON) -> dict[int, list[Owed]]:
    return owed_by_unit(facts, FIRST, LAST, on=on)


def kept(*facts: Fact, kind: str = "任务", unit: int = 5, on: date = ON) -> list[bool]:
    return [each.kept for each in owed(*facts, on=on).get(unit, []) if each.kind == kind]


ASSIGNED = fact(1, "task.assigned", "task:1", "03-01", 5, due="2026-03-20", decision=7)


def test_a_task_answered_by_its_day_is_kept_and_one_answered_later_is_not() -> None:
    assert kept(ASSIGNED, fact(2, "task.reported", "task:1", "03-20", 5)) == [True]
    assert kept(ASSIGNED, fact(2, "task.completed", "task:1", "03-21", 5)) == [False]
    assert kept(ASSIGNED) == [False]


def test_what_is_not_due_yet_counts_for_nobody_until_it_is_done() -> None:
    assert kept(ASSIGNED, on=date(2026, 3, 20)) == []
    assert kept(ASSIGNED, fact(2, "task.reported", "task:1", "03-10", 5), on=date(2026, 3, 11)) == [True]


def test_a_granted_extension_moves_the_day_and_a_cancelled_task_is_nobodys() -> None:
    late = fact(3, "task.reported", "task:1", "04-02", 5)
    assert kept(ASSIGNED, fact(2, "task.extended", "task:1", "03-15", 5, due="2026-04-05"), late) == [True]
    assert kept(ASSIGNED, fact(2, "task.cancelled", "task:1", "03-15", 5)) == []


def test_a_withdrawn_answer_counts_for_nothing() -> None:
    answer = fact(2, "task.reported", "task:1", "03-10", 5)
    assert kept(ASSIGNED, answer, fact(3, "entry.withdrawn", "entry:2", "03-12", entry=2)) == [False]


def test_only_what_came_of_a_decision_is_counted_among_the_decisions() -> None:
    plain = fact(4, "task.assigned", "task:2", "03-01", 5, due="2026-03-20")
    assert kept(ASSIGNED, plain, kind="议定事项") == [False]
    assert kept(ASSIGNED, plain) == [False, False]


def test_what_passed_to_a_successor_counts_for_the_successor() -> None:
    passed = fact(2, "task.reassigned", "task:1", "03-05", 6, **{"from": 5})
    done = fact(3, "task.completed", "task:1", "03-19", 6)
    assert kept(ASSIGNED, passed, done, unit=6) == [True]
    assert kept(ASSIGNED, passed, done, unit=5) == []


def test_each_unit_that_was_told_verifies_for_itself_and_who_need_only_know_owes_nothing() -> None:
    told = [
        fact(1, "information.circulated", "information:1", "03-01", unit, verify_by="2026-03-03", **more)
        for unit, more in ((5, {}), (6, {}), (7, {"to_know": True}))
    ]
    first, last = (
        fact(2, "information.checked", "information:1", "03-02", 5),
        fact(3, "information.verified", "information:1", "03-04", 6),
    )
    found = owed(*told, first, last)
    assert {unit: [each.kept for each in rows] for unit, rows in found.items()} == {5: [True], 6: [False]}


def test_a_report_beyond_the_bodys_own_limit_is_late() -> None:
    told = [
        fact(n, "information.reported", f"information:{n}", "03-01", 5, **more)
        for n, more in ((1, {}), (2, {"late": True}))
    ]
    assert kept(*told, kind="信息报送") == [True, False]


def test_an_answer_that_was_returned_is_none_until_the_next_one() -> None:
    laid = fact(1, "target.set", "target:1", "01-05", 5, due="2026-03-20")
    first, back = fact(2, "target.reported", "target:1", "03-10", 5), fact(3, "target.returned", "target:1", "03-21", 5)
    assert kept(laid, first, kind="责任目标") == [True]
    assert kept(laid, first, back, kind="责任目标") == [False]
    again = fact(4, "target.reported", "target:1", "03-25", 5)
    assert kept(laid, first, back, again, kind="责任目标") == [False], "the next one came too late"
    early = fact(3, "target.returned", "target:1", "03-12", 5)
    assert kept(laid, first, early, fact(4, "target.reported", "target:1", "03-19", 5), kind="责任目标") == [True]


def test_at_a_meeting_leave_and_a_substitute_keep_the_seat_and_the_newest_word_counts() -> None:
    held = fact(1, "meeting.held", "meeting:1", "05-08")
    words = ("present", "substitute", "leave", "absent")
    told = [fact(2 + n, "attendance.recorded", "meeting:1", "05-08", n, status=word) for n, word in enumerate(words)]
    better = fact(9, "attendance.recorded", "meeting:1", "05-09", 3, status="leave")
    assert {unit: rows[0].kept for unit, rows in owed(held, *told).items()} == {0: True, 1: True, 2: True, 3: False}
    assert owed(held, *told, better)[3][0].kept
    assert owed(*told) == {}, "a meeting that was not held is nobody's duty"


days = st.integers(0, 364).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@given(days, days, st.none() | days, st.integers(0, 40), st.randoms(use_true_random=False))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_the_order_of_facts_is_irrelevant_and_an_earlier_answer_is_never_worse(
    begun: date, answered: date, earlier: date | None, term: int, random: Any
) -> None:
    due = begun + timedelta(days=term)
    laid = Fact(1, 0, "task.assigned", "task:1", begun, begun, 5, {"due": due.isoformat()})
    facts = [laid, Fact(2, 0, "task.completed", "task:1", answered, answered, 5)]
    more = [*facts, Fact(3, 0, "task.reported", "task:1", earlier, earlier, 5)] if earlier else facts
    shuffled = random.sample(more, len(more))
    found = owed_by_unit(more, FIRST, LAST, on=ON)
    assert found == owed_by_unit(shuffled, FIRST, LAST, on=ON)
    before = owed_by_unit(facts, FIRST, LAST, on=ON)
    assert [each.kept for each in found.get(5, [])] >= [each.kept for each in before.get(5, [])]
