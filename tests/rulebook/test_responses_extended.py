"""A due date that was put off, and decisions that ask for nothing to be carried out."""

from __future__ import annotations

from datetime import date

from lianxi.clocks.calendar import built_in_calendar
from lianxi.rulebook.board import Item
from lianxi.rulebook.duties import Edition, Response
from lianxi.rulebook.evaluate import evaluate
from lianxi.rulebook.facts import Fact

DUTY = Response(
    key="7:task.reported:task",
    article="第七条",
    label="报送落实情况",
    short="报送",
    bearer="各成员单位",
    clause="",
    span=(0, 1),
    trigger="task.assigned",
    trigger_pattern={"!no_task": frozenset({"true"})},
    verbs=("task.reported",),
    pair="task",
    extended_by="task.extended",
)
FOUNDED = Fact(1, 0, "conference.founded", "conference:1", date(2026, 1, 1), date(2026, 1, 1))


def fact(entry: int, verb: str, day: date, **data: str | bool) -> Fact:
    return Fact(entry, 0, verb, "task:1", day, day, None, data)


def judged(*facts: Fact, on: date) -> list[Item]:
    edition = Edition(1, date(2026, 1, 1), (DUTY,))
    return list(evaluate([edition], [FOUNDED, *facts], on=on, calendar=built_in_calendar()).lines[0].items)


ASSIGNED = fact(2, "task.assigned", date(2026, 3, 2), due="2026-03-10")
EXTENDED = fact(3, "task.extended", date(2026, 3, 9), due="2026-03-20")


def test_an_extension_moves_the_due_date_from_the_day_it_was_granted() -> None:
    (before,) = judged(ASSIGNED, EXTENDED, on=date(2026, 3, 8))
    (after,) = judged(ASSIGNED, EXTENDED, on=date(2026, 3, 15))
    assert (before.due, after.due, after.state) == (date(2026, 3, 10), date(2026, 3, 20), "due")


def test_the_latest_extension_counts_whatever_the_order_of_the_facts() -> None:
    again = fact(4, "task.extended", date(2026, 3, 19), due="2026-03-31")
    done = fact(5, "task.reported", date(2026, 3, 30))
    for order in ((ASSIGNED, EXTENDED, again, done), (done, again, EXTENDED, ASSIGNED)):
        (item,) = judged(*order, on=date(2026, 4, 2))
        assert (item.due, item.state) == (date(2026, 3, 31), "kept")


def test_a_withdrawn_extension_counts_for_nothing() -> None:
    gone = Fact(4, 0, "entry.withdrawn", "entry:3", date(2026, 3, 12), date(2026, 3, 12), None, {"entry": 3})
    (item,) = judged(ASSIGNED, EXTENDED, gone, on=date(2026, 3, 15))
    assert (item.due, item.state) == (date(2026, 3, 10), "overdue")


def test_a_decision_that_asks_for_nothing_owes_nothing() -> None:
    assert judged(fact(2, "task.assigned", date(2026, 3, 2), no_task=True), on=date(2026, 4, 1)) == []
