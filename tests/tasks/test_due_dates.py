"""Due dates: extensions asked, granted, refused; make-up working days; cancelled tasks; the board."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.clocks.calendar import built_in_calendar
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.rulebook.duties import Edition, Response
from lianxi.rulebook.evaluate import evaluate
from lianxi.rulebook.facts import Fact
from lianxi.tasks import actions
from tests.meetings.ground import REPORTS, House, make_house


def assign(house: House, due: date | None, **more) -> int:
    given = {"title": "排查积案", "text": "", "lead": house.unit("派出所"), "due": due, **more}
    return actions.assign_task(house.call("clerk"), **given).number


def ask(house: House, wanted: date, who: str = "police", reason: str = "防汛"):
    return actions.ask_extension(house.call(who), number=1, wanted=wanted, reason=reason)


def extend(house: House, due: date, who: str = "clerk", version: int | None = None):
    return actions.extend_task(house.call(who), number=1, due=due, version=version or house.task(1).version)


def due(house: House, on: date | None = None) -> tuple[date | None, str]:
    (item,) = house.items(REPORTS, on)
    return item.due, item.state


# ── extensions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_extension_moves_the_due_date_of_the_task_and_of_the_board_when_it_is_granted(house: House):
    assign(house, date(2026, 11, 25))
    ask(house, date(2026, 12, 5))
    assert house.task(1).wanted == date(2026, 12, 5)
    assert due(house) == (date(2026, 11, 25), "due")
    assert house.waits("task.done") == [1]
    house.day = date(2026, 11, 27)
    assert due(house) == (date(2026, 11, 25), "overdue")
    extend(house, date(2026, 12, 5), "convener")
    assert house.task(1).row.due == date(2026, 12, 5)
    assert house.task(1).wanted is None
    assert due(house) == (date(2026, 12, 5), "due")
    assert due(house, date(2026, 11, 26)) == (date(2026, 11, 25), "overdue")
    assert house.waits("task.done") == []


def test_a_refused_extension_moves_nothing_and_may_be_asked_again(house: House):
    assign(house, date(2026, 11, 25))
    ask(house, date(2026, 12, 5))
    house.refused(lambda: ask(house, date(2026, 12, 6)), RuleBroken)
    refuse = lambda reason: actions.refuse_extension(house.call("clerk"), number=1, reason=reason)  # noqa: E731
    house.refused(lambda: refuse(" "), Invalid)
    refuse("不能再拖")
    assert due(house) == (date(2026, 11, 25), "due")
    house.refused(lambda: refuse("再次"), RuleBroken)
    ask(house, date(2026, 12, 6))
    assert house.task(1).wanted == date(2026, 12, 6)


@pytest.mark.parametrize("wanted", [date(2026, 11, 25), date(2026, 11, 20)])
def test_an_extension_is_later_than_the_date_it_puts_off(house: House, wanted: date):
    assign(house, date(2026, 11, 25))
    house.refused(lambda: ask(house, wanted), Invalid)
    house.refused(lambda: extend(house, wanted), Invalid)


def test_what_has_no_due_date_needs_no_extension(house: House):
    assign(house, None)
    house.refused(lambda: ask(house, date(2026, 12, 5)), RuleBroken)
    assert due(house) == (None, "due")
    extend(house, date(2026, 12, 5))
    assert due(house) == (date(2026, 12, 5), "due")


def test_a_co_unit_does_not_ask_for_the_lead(house: House):
    assign(house, date(2026, 11, 25), co_units={house.unit("柳塘村"): "配合"})
    assert "牵头单位" in str(house.refused(lambda: ask(house, date(2026, 12, 5), "village"), RuleBroken))


def test_two_of_the_office_do_not_extend_over_each_other(house: House):
    assign(house, date(2026, 11, 25))
    read = house.task(1).version
    extend(house, date(2026, 12, 5))
    house.refused(lambda: extend(house, date(2026, 12, 20), "director", read), Stale)


def test_no_sequence_of_extensions_makes_the_board_differ_from_the_task(house: House):
    assign(house, date(2026, 11, 25))
    for wanted in (date(2026, 11, 28), date(2026, 12, 3), date(2027, 1, 4)):
        ask(house, wanted)
        house.later()
        extend(house, wanted)
        assert due(house)[0] == house.task(1).row.due == wanted


def test_a_due_date_before_the_day_of_assignment_is_refused_by_hand(house: House):
    house.refused(lambda: assign(house, date(2026, 11, 22)), Invalid)
    assert assign(house, house.day) == 1


# ── make-up working days ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("founded", "day"), [(date(2026, 9, 14), date(2026, 9, 20)), (date(2026, 9, 28), date(2026, 10, 10))]
)
def test_a_task_due_on_a_make_up_working_day_is_due_that_very_day(db, monkeypatch, settings, founded: date, day: date):
    """2026-09-20 (a Sunday) and 2026-10-10 (a Saturday) are worked: the date stands as it was given."""
    settings.TODAY = founded
    calendar = built_in_calendar()
    assert day.weekday() >= 5
    assert calendar.is_workday(day)
    house = make_house(monkeypatch)
    assign(house, day)
    house.day = day
    assert due(house) == (day, "due")
    assert not house.task(1).row.overdue
    house.later()
    assert due(house) == (day, "overdue")
    assert house.task(1).row.overdue
    behalf = house.for_("police", on=day)
    actions.report_on_task(house.call("clerk", behalf=behalf), number=1, text="当日已电话报告")
    assert due(house) == (day, "kept")


# ── cancelled ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cancelled_task_owes_no_report_any_more(house: House):
    assign(house, date(2026, 11, 25))
    house.day = date(2026, 11, 27)
    actions.cancel_task(house.call("convener"), number=1, version=1, reason="上级另有安排")
    assert due(house) == (date(2026, 11, 25), "not_owed")
    assert due(house, date(2026, 11, 26)) == (date(2026, 11, 25), "overdue")


DUTY = Response(
    key="9:task.reported:task", article="第九条", label="报送", short="报送", bearer="各成员单位", clause="",
    span=(0, 1), trigger="task.assigned", verbs=("task.reported",), pair="task", ended_by="task.cancelled",
)  # fmt: skip


def fact(entry: int, verb: str, day: date, object_: str = "task:1", **data) -> Fact:
    return Fact(entry, 0, verb, object_, day, day, None, data)


FOUNDED = fact(1, "conference.founded", date(2026, 1, 1), "conference:1")
ASSIGNED = fact(2, "task.assigned", date(2026, 3, 2), due="2026-03-10")
CANCELLED = fact(3, "task.cancelled", date(2026, 3, 12))


def judged(*facts: Fact, on: date) -> list[tuple[str, str]]:
    edition = Edition(1, date(2026, 1, 1), (DUTY,))
    (line,) = evaluate([edition], [FOUNDED, *facts], on=on, calendar=built_in_calendar()).lines
    return [(item.state, item.why) for item in line.items]


def test_judging_an_ended_pair_owes_nothing_from_that_day_on():
    assert judged(ASSIGNED, CANCELLED, on=date(2026, 3, 11)) == [("overdue", "")]
    assert judged(ASSIGNED, CANCELLED, on=date(2026, 3, 12)) == [("not_owed", "ended")]
    assert judged(CANCELLED, ASSIGNED, on=date(2026, 6, 1)) == [("not_owed", "ended")]


def test_judging_an_end_takes_nothing_from_what_was_done_and_touches_no_other_pair():
    done = fact(4, "task.reported", date(2026, 3, 9))
    other = fact(5, "task.assigned", date(2026, 3, 2), "task:2", due="2026-03-10")
    assert judged(ASSIGNED, done, CANCELLED, on=date(2026, 3, 20)) == [("kept", "")]
    assert sorted(judged(ASSIGNED, other, CANCELLED, on=date(2026, 3, 20))) == [("not_owed", "ended"), ("overdue", "")]


def test_judging_a_withdrawn_end_counts_for_nothing():
    gone = Fact(4, 0, "entry.withdrawn", "entry:3", date(2026, 3, 13), date(2026, 3, 13), None, {"entry": 3})
    assert judged(ASSIGNED, CANCELLED, gone, on=date(2026, 3, 20)) == [("overdue", "")]
