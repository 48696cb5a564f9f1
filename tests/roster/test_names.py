"""What the objects of the board are called."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.meetings import actions as meetings
from lianxi.roster import names, queries
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast
from tests.web.scenes import record_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_object_of_a_room_is_called_by_its_room(cast: Cast) -> None:
    village, police = cast.village.unit, cast.police.unit
    assert village is not None
    assert police is not None
    task = tasks.assign_task(cast.clerk.call(), title="核实渠道淤积", text="", lead=village, due=None)
    asked = tasks.ask_help(cast.village.call(), asked=police, text="请协助维持秩序")
    plan = meetings.Plan("work", "腊月工作会议", clock.today(), None, "", cast.convener.seat, [village])
    meeting = meetings.call_meeting(cast.clerk.call(), plan=plan)
    wanted = [task.object, asked.object, meeting.object, "task:999", "conference:1"]
    assert names.titles(cast.conference, wanted) == {
        task.object: "核实渠道淤积",
        asked.object: "请协助维持秩序",
        meeting.object: "腊月工作会议",
    }


def test_what_was_recorded_by_hand_is_called_as_it_was_written_and_units_come_in_the_same_query(
    cast: Cast, django_assert_num_queries: object
) -> None:
    record_meeting(cast, clock.today() - timedelta(days=3), "十月例会")
    with django_assert_num_queries(1):  # type: ignore[operator]
        titles, units = names.names(cast.conference, ["meeting:1", "task:1", "decision:1", "help:1"])
    assert titles["meeting:1"] == "十月例会"
    assert units == queries.unit_names(cast.conference)
