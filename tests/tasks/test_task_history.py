"""Tasks of the past: done ones with their report, open ones that go on; one fact of them can be withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.roster import history
from lianxi.roster.models import Unit
from lianxi.tasks import actions, queries
from lianxi.web import clock
from tests import past
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def bring_in(cast: Cast, given: past.Given = past.ALL) -> int:
    return history.bring_in_history(cast.clerk.call(), tables=past.tables(cast, given)).entry


def task(cast: Cast, title: str) -> queries.TaskView:
    rows = queries.tasks(cast.conference, role="director", unit=None, on=clock.today(), shown="all")
    row = next(row for row in rows if row.title == title)
    found = queries.task_for(cast.conference, row.number, role="director", unit=None, on=clock.today())
    assert found is not None
    return found


def withdraw(cast: Cast, entry: int, verb: str) -> None:
    view = journal.entry(cast.conference, entry)
    assert view is not None
    place = next(place for place, fact in enumerate(view.facts) if fact.verb == verb)
    withdraw_entry(cast.clerk.call(), entry=entry, fact=place, reason="录错")


def test_a_task_done_in_the_past_is_verified_with_its_report_and_its_meeting(cast: Cast) -> None:
    bring_in(cast)
    done = task(cast, "清理渠道")
    assert (done.row.state, done.row.by_hand, done.assigned_on) == ("verified", True, date(2025, 3, 14))
    assert done.row.origin.startswith("meeting:")
    assert [unit[1] for unit in done.co_units] == ["镇派出所", "镇司法所"]
    assert [(report.text, report.happened_on) for report in done.reports] == [("已全部清淤。", date(2025, 4, 20))]


def test_a_task_still_open_is_overdue_and_goes_on_in_the_hands_of_its_unit(cast: Cast) -> None:
    bring_in(cast, {"tasks": [{**past.TASKS[1], "lead": "柳塘村"}]})
    row = task(cast, "修缮接待室").row
    assert (row.state, row.overdue) == ("accepted", True)
    version = task(cast, "修缮接待室").version
    actions.complete_task(cast.village.call(), number=row.number, version=version, text="已修好")
    assert task(cast, "修缮接待室").row.state == "completed"


@pytest.mark.parametrize(
    ("verb", "state"),
    [("task.verified", "completed"), ("task.completed", "accepted"), ("task.assigned", "cancelled")],
)
def test_a_step_withdrawn_sets_the_task_back(cast: Cast, verb: str, state: str) -> None:
    withdraw(cast, bring_in(cast), verb)
    assert task(cast, "清理渠道").row.state == state


def test_a_unit_that_is_no_more_can_have_done_a_task_but_not_still_owe_one(cast: Cast) -> None:
    Unit.objects.filter(conference_id=cast.conference, name="柳塘村").update(closed_on=date(2026, 2, 1))
    done = {key: value for key, value in past.TASKS[0].items() if key != "meeting"}
    assert past.problems(cast, {"tasks": [done]}) == []
    found = past.problems(cast, {"tasks": [{**past.TASKS[1], "lead": "柳塘村"}]})
    assert found == ["“任务”表 C4：“柳塘村”已撤并，不能再办理。请改填承接的单位。"]


def test_a_meeting_that_the_book_does_not_have_is_named(cast: Cast) -> None:
    found = past.problems(cast, {"tasks": [past.TASKS[0]]})
    assert found == ["“任务”表 G4：“会议”表里没有序号为“1”的会议。请先在“会议”表写上这次会议，或留空。"]
