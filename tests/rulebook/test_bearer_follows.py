"""Work that passed to another unit: the pair is the new unit's, and nothing else about it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rulebook.test_responses_extended import DUTY, judged

from lianxi.rulebook.board import Item, bearer_of
from lianxi.rulebook.facts import Fact

UNITS = {1: "柳塘村", 2: "镇派出所", 3: "上河村"}
TRIGGER = Fact(2, 0, "task.assigned", "task:1", date(2026, 3, 2), date(2026, 3, 2), 1, {"due": "2026-03-10"})
ON = date(2026, 3, 31)


def passed(entry: int, to: int, day: date = date(2026, 3, 5), task: int = 1) -> Fact:
    return Fact(entry, 0, "task.reassigned", f"task:{task}", day, day, to, {"from": 1})


def bearer(item: Item) -> str:
    return bearer_of(DUTY, item, UNITS)


def test_the_bearer_is_the_unit_that_took_the_work_over_last() -> None:
    (before,) = judged(TRIGGER, on=ON)
    (after,) = judged(passed(5, 3, date(2026, 3, 9)), TRIGGER, passed(4, 2), on=ON)
    assert (bearer(before), bearer(after)) == ("柳塘村", "上河村")


def test_before_the_day_it_passed_over_it_was_the_first_unit_s() -> None:
    (item,) = judged(TRIGGER, passed(4, 2), on=date(2026, 3, 4))
    assert bearer(item) == "柳塘村"


def test_another_task_s_passing_over_changes_nothing_here() -> None:
    (item,) = judged(TRIGGER, passed(4, 2, task=9), on=ON)
    assert bearer(item) == "柳塘村"


def test_where_the_rules_name_the_office_it_stays_the_office_s() -> None:
    (item,) = judged(TRIGGER, passed(4, 2), on=ON)
    assert bearer_of(replace(DUTY, bearer="联席会议办公室"), item, UNITS) == "联席会议办公室"


@settings(derandomize=True, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 28), st.sampled_from([1, 2, 3])), max_size=4), st.booleans(), st.integers(0, 28)
)
def test_passing_over_changes_no_state(moves: list[tuple[int, int]], reported: bool, on: int) -> None:
    def march(day: int) -> date:
        return date(2026, 3, 2 + day)

    done = [Fact(3, 0, "task.reported", "task:1", march(12), march(12), 1, {})] if reported else []
    facts = [passed(4 + place, to, march(day)) for place, (day, to) in enumerate(moves)]
    plain = judged(TRIGGER, *done, on=march(on))
    assert [replace(item, passed_to=None) for item in judged(*facts, TRIGGER, *done, on=march(on))] == plain
