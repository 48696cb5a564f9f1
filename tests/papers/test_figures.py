"""The figures of a brief: counted from the record of a period, without what was withdrawn, nobody ranked."""

from __future__ import annotations

from datetime import date

from lianxi.papers import figures
from lianxi.papers.figures import Counted, Period
from lianxi.rulebook.facts import Fact, Value

TODAY = date(2026, 11, 23)
QUARTER = next(each for each in figures.periods(TODAY) if each.code == "2026-Q3")
UNITS = {1: "柳塘村", 2: "镇派出所"}


def fact(entry: int, verb: str, object_: str, day: date, unit: int | None = None, **data: Value) -> Fact:
    return Fact(entry, 0, verb, object_, day, day, unit, data)


def given(entry: int, number: int, day: date, unit: int, due: date | None = None, **data: Value) -> Fact:
    more: dict[str, Value] = {**data, **({"due": due.isoformat()} if due else {})}
    return fact(entry, "task.assigned", f"task:{number}", day, unit, **more)


def counted(*facts: Fact, period: Period = QUARTER, on: date = TODAY) -> Counted:
    return figures.count(facts, period, on)


def test_the_periods_are_months_and_quarters_up_to_today_the_newest_first() -> None:
    codes = [each.code for each in figures.periods(TODAY)]
    assert codes[:4] == ["2026-11", "2026-Q4", "2026-10", "2026-09"]
    assert (QUARTER.start, QUARTER.end, QUARTER.name) == (date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度")


def test_meetings_are_counted_by_kind_on_both_ends_of_the_period() -> None:
    found = counted(
        fact(1, "meeting.held", "meeting:1", date(2026, 6, 30), kind="work"),
        fact(2, "meeting.held", "meeting:2", date(2026, 7, 1), kind="work"),
        fact(3, "meeting.held", "meeting:3", date(2026, 9, 30), kind="plenary"),
        fact(4, "meeting.held", "meeting:4", date(2026, 10, 1), kind="work"),
    )
    assert dict(found.meetings) == {"work": 1, "plenary": 1}
    assert [object_ for _, object_ in found.held] == ["meeting:2", "meeting:3"]


def test_what_was_withdrawn_does_not_count() -> None:
    found = counted(
        fact(1, "meeting.held", "meeting:1", date(2026, 7, 1), kind="work"),
        Fact(2, 0, "entry.withdrawn", "entry:1", date(2026, 11, 1), date(2026, 11, 1), None, {"entry": 1}),
        fact(3, "decision.made", "decision:1", date(2026, 7, 2)),
        fact(4, "decision.withdrawn", "decision:1", date(2026, 7, 9)),
    )
    assert (sum(found.meetings.values()), found.decisions) == (0, 0)


def test_a_decision_is_carried_out_in_time_by_its_task_and_an_extension_counts() -> None:
    found = counted(
        *(fact(n, "decision.made", f"decision:{n}", date(2026, 7, 2)) for n in (1, 2, 3)),
        given(4, 1, date(2026, 7, 2), 1, date(2026, 7, 10), decision=1),
        given(5, 2, date(2026, 7, 2), 1, date(2026, 7, 10), decision=2),
        given(6, 3, date(2026, 7, 2), 2, date(2026, 7, 10), decision=3),
        fact(7, "task.completed", "task:1", date(2026, 7, 10), 1),
        fact(8, "task.extended", "task:2", date(2026, 7, 9), 1, due="2026-08-01"),
        fact(9, "task.completed", "task:2", date(2026, 7, 20), 1),
        fact(10, "task.completed", "task:3", date(2026, 7, 11), 2),
    )
    assert (found.decisions, found.carried_out, found.in_time) == (3, 3, 2)


def test_a_decision_nobody_carries_out_is_none_to_do_and_one_without_a_task_is_done_when_it_was_heard() -> None:
    found = counted(
        fact(1, "decision.made", "decision:1", date(2026, 7, 2), no_task=True),
        fact(2, "decision.made", "decision:2", date(2026, 7, 2)),
        fact(3, "decision.made", "decision:3", date(2026, 7, 2)),
        fact(4, "execution.reported_to_conference", "execution:1", date(2026, 8, 2), decision=2),
    )
    assert (found.decisions, found.to_do, found.carried_out, found.in_time) == (3, 2, 1, 1)


def test_overdue_is_told_for_the_end_of_the_period_not_for_today() -> None:
    done_later = fact(2, "task.completed", "task:1", date(2026, 10, 5), 1)
    found = counted(given(1, 1, date(2026, 7, 2), 1, date(2026, 9, 1)), done_later)
    assert found.tasks == {1: [1, 0, 1]}


def test_a_task_of_an_earlier_period_counts_where_it_is_verified_or_still_late() -> None:
    found = counted(
        given(1, 1, date(2026, 5, 2), 1, date(2026, 6, 1)),
        given(2, 2, date(2026, 5, 2), 2, date(2026, 8, 1)),
        fact(3, "task.completed", "task:2", date(2026, 7, 30), 2),
        fact(4, "task.verified", "task:2", date(2026, 8, 2), 2),
        given(5, 3, date(2026, 5, 2), 2, date(2026, 6, 1)),
        fact(6, "task.cancelled", "task:3", date(2026, 7, 1), 2),
    )
    assert found.tasks == {1: [0, 0, 1], 2: [0, 1, 0]}


def test_the_tables_name_units_in_the_order_of_the_roster_with_a_sum() -> None:
    found = counted(
        given(1, 1, date(2026, 7, 2), 2),
        given(2, 2, date(2026, 7, 2), 2),
        given(3, 3, date(2026, 7, 2), 1),
        fact(4, "directive.received", "directive:1", date(2026, 7, 3)),
    )
    tables = {table.name: table.rows for table in figures.tables(found, UNITS)}
    assert tables["任务办理情况"] == (("柳塘村", "1", "0", "0"), ("镇派出所", "2", "0", "0"), ("合计", "3", "0", "0"))
    assert tables["办文和督办情况"] == (("接收上级交办", "1"),)
    assert "会议召开情况" not in tables


def test_the_text_says_the_same_numbers_and_the_chosen_items() -> None:
    found = counted(fact(1, "meeting.held", "meeting:1", date(2026, 7, 1), kind="work"))
    text = figures.body(found, ["7月1日召开会议：七月例会。"])
    assert "2026年第三季度共召开会议1次，其中工作会议1次" in text
    assert text.endswith("四、主要工作\n7月1日召开会议：七月例会。")
