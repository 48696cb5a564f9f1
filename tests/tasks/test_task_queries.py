"""Reading tasks: only bearers see them, pages join to the whole list, the number of queries is pinned."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.tasks import actions, queries
from lianxi.tasks.models import CoUnit, Report, Task
from tests.meetings.ground import House

SHOWN = ("open", "overdue", "key", "completed", "all")


def fill(house: House, dues: list[int | None], seed: int = 0) -> None:
    """Rows as the actions would leave them, many at once; a due date is in days from the house's day."""
    from lianxi.roster.models import Unit

    chance = random.Random(seed)
    units = list(Unit.objects.filter(conference_id=house.conference).order_by("number"))
    for number, due in enumerate(dues, start=1):
        task = Task.objects.create(
            conference_id=house.conference, number=number, title=f"任务{number}", lead=chance.choice(units),
            due=None if due is None else house.day + timedelta(due), key=chance.random() < 0.3,
            assigned_on=house.day, state=chance.choice(["assigned", "accepted", "returned", "completed", "verified"]),
        )  # fmt: skip
        for unit in chance.sample(units, chance.randint(0, 3)):
            if unit != task.lead:
                CoUnit.objects.create(conference_id=house.conference, task=task, unit=unit)


def pages(house: House, limit: int, **which) -> list[queries.TaskRow]:
    found: list[queries.TaskRow] = []
    after = None
    while True:
        rows = queries.tasks(house.conference, on=house.day, after=after, limit=limit, **which)
        if not rows:
            return found
        found += rows
        after = (rows[-1].due or queries.NEVER, rows[-1].number)


@settings(max_examples=25)
@given(
    dues=st.lists(st.none() | st.integers(-2, 2), max_size=14),
    limit=st.integers(1, 5),
    shown=st.sampled_from(SHOWN),
    seed=st.integers(0, 50),
    unit=st.sampled_from([None, "派出所", "柳塘村"]),
)
def test_pages_join_to_the_whole_list_in_due_order(pages_of, dues, limit, shown, seed, unit):
    pages_of(dues, limit, shown, seed, unit)


@pytest.fixture(scope="module")
def pages_of(django_db_setup, django_db_blocker):
    """One house for all examples; every example leaves it as it was."""
    from django.db import transaction

    from tests.meetings.ground import make_house

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        house = make_house(patch)

        def check(dues, limit, shown, seed, unit):
            start = transaction.savepoint()
            try:
                fill(house, dues, seed)
                number = house.unit(unit) if unit else None
                which = {"role": "unit_head" if unit else "director", "unit": number, "shown": shown}
                whole = queries.tasks(house.conference, on=house.day, limit=1000, **which)
                assert pages(house, limit, **which) == whole
                assert len({row.number for row in whole}) == len(whole)
                order = [(row.due or queries.NEVER, row.number) for row in whole]
                assert order == sorted(order)
                if shown == "all" and not unit:
                    assert len(whole) == len(dues)
            finally:
                transaction.savepoint_rollback(start)

        yield check
        transaction.set_rollback(True)


pytestmark = pytest.mark.database


# ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────────────


def assign(house: House, lead: str, due: date | None = None, **more) -> int:
    given_ = {"title": f"{lead}的任务", "text": "", "lead": house.unit(lead), "due": due, **more}
    return actions.assign_task(house.call("clerk"), **given_).number


def numbers(house: House, who: str, **which) -> list[int]:
    player = house.cast.players[who]
    return [
        row.number for row in queries.tasks(house.conference, role=player.role, unit=player.unit, on=house.day, **which)
    ]


def test_a_unit_sees_the_tasks_it_bears_and_no_others(house: House):
    assign(house, "派出所")
    assign(house, "派出所", co_units={house.unit("柳塘村"): "配合"})
    assign(house, "司法所")
    assert numbers(house, "police") == numbers(house, "liaison") == [1, 2]
    assert numbers(house, "village") == [2]
    for who in ("clerk", "director", "convener", "organ_head", "inspector"):
        assert numbers(house, who) == [1, 2, 3]


def test_a_hidden_task_and_an_absent_one_are_the_same(house: House):
    assign(house, "派出所")
    village = house.cast.village
    for number in (1, 999):
        assert queries.task_for(house.conference, number, role=village.role, unit=village.unit, on=house.day) is None


def test_a_seat_of_a_unit_without_a_unit_sees_nothing(house: House):
    assign(house, "派出所")
    assert queries.tasks(house.conference, role="unit_head", unit=None, on=house.day, shown="all") == []


def test_the_neighbours_tasks_are_not_here(house: House):
    assign(house, "派出所")
    assert queries.tasks(house.cast.other, role="director", unit=None, on=house.day, shown="all") == []
    assert queries.task_for(house.cast.other, 1, role="director", unit=None, on=house.day) is None


def test_the_filters(house: House):
    assign(house, "派出所", house.day)
    assign(house, "派出所", key=True)
    assign(house, "司法所", date(2026, 12, 1))
    actions.complete_task(house.call("police"), number=2, version=1, text="办结")
    house.later()
    assert numbers(house, "clerk") == [1, 3]
    assert numbers(house, "clerk", shown="overdue") == [1]
    assert numbers(house, "clerk", shown="key") == []
    assert numbers(house, "clerk", shown="completed") == [2]
    assert numbers(house, "clerk", shown="all") == [1, 3, 2]
    assert numbers(house, "clerk", shown="all", of_unit=house.unit("司法所")) == [3]
    assert [row.number for row in queries.overdue(house.conference, house.day)] == [1]
    assert house.waits("task.done") == [2]


def test_what_waits_for_the_office_is_each_task_once(house: House):
    assign(house, "派出所", date(2026, 11, 25))
    ask = lambda wanted: actions.ask_extension(house.call("police"), number=1, wanted=wanted, reason="防汛")  # noqa: E731
    waiting = lambda: house.waits("task.done")  # noqa: E731
    assert waiting() == []
    ask(date(2026, 11, 30))
    assert waiting() == [1]
    actions.refuse_extension(house.call("clerk"), number=1, reason="不能再拖")
    assert waiting() == []
    ask(date(2026, 12, 1))
    assert waiting() == [1]
    actions.complete_task(house.call("police"), number=1, version=house.task(1).version, text="办结")
    assert waiting() == [1]


def test_one_task_whole(house: House):
    assign(house, "派出所", co_units={house.unit("柳塘村"): "提供名单"})
    actions.report_on_task(house.call("village"), number=1, text="名单已交")
    actions.complete_task(house.call("police"), number=1, version=1, text="办结")
    view = house.task(1)
    assert view.co_units == ((house.unit("柳塘村"), "柳塘村", "提供名单", True),)
    assert [(report.unit_name, report.final) for report in view.reports] == [("柳塘村", False), ("镇派出所", True)]


def test_chasing_counts_only_open_tasks_and_is_one_entry_with_a_fact_a_task(house: House):
    for _ in range(3):
        assign(house, "派出所", house.day)
    actions.complete_task(house.call("police"), number=2, version=1, text="办结")
    actions.chase_tasks(house.call("clerk"), numbers=[1, 2, 3, 3])
    assert house.newest().body.count('"task.chased"') == 2
    assert [house.task(number).row.chased for number in (1, 2, 3)] == [1, 0, 1]
    house.refused(lambda: actions.chase_tasks(house.call("clerk"), numbers=[2]))
    house.refused(lambda: actions.chase_tasks(house.call("clerk"), numbers=[]))


# ── the number of queries ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("many", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_rows(house: House, many: int, django_assert_num_queries):
    fill(house, [day % 7 - 3 for day in range(many)])
    task = Task.objects.order_by("number").first()
    assert task is not None
    for entry in range(many):
        Report.objects.create(
            conference_id=house.conference, task=task, unit=task.lead, entry=entry, happened_on=house.day, text="已办"
        )
    unit = task.lead.number
    here = {"conference": house.conference}
    with django_assert_num_queries(1):
        queries.tasks(**here, role="director", unit=None, on=house.day, shown="all")
    with django_assert_num_queries(1):
        queries.tasks(**here, role="unit_head", unit=unit, on=house.day, shown="all")
    with django_assert_num_queries(4):
        view = queries.task_for(**here, number=1, role="unit_head", unit=unit, on=house.day)
    assert view is not None
    assert len(view.reports) == many
    with django_assert_num_queries(1):
        queries.overdue(house.conference, house.day)
    with django_assert_num_queries(1):
        house.waits("task.done")
    with django_assert_num_queries(1):
        queries.to_be_heard(house.conference)
    with django_assert_num_queries(1):
        queries.helps(house.conference, role="director", unit=None)
