"""领导一览: what waits for a leader, what is late and with whom, what changed since he last said 已阅."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.compliance.queries import board
from lianxi.inbox.glance import changes, late, look
from lianxi.inbox.models import LastLook
from lianxi.journal import queries as journal
from lianxi.roster import queries as roster
from lianxi.tasks import actions
from lianxi.web import clock
from tests.cast import Cast
from tests.web import scenes_inspections

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)


def give(cast: Cast, unit: int | None, days: int) -> None:
    assert unit is not None
    due = TODAY + timedelta(days=days)
    actions.assign_task(cast.clerk.call(), title="渠道清淤", text="", lead=unit, due=due)


def test_overdue_work_is_counted_once_by_unit_in_the_order_of_the_roster(cast: Cast) -> None:
    scenes_inspections.make(cast)
    give(cast, cast.village.unit, 1)
    give(cast, cast.village.unit, 2)
    give(cast, cast.police.unit, 2)
    on = TODAY + timedelta(days=30)
    head = journal.head_by_id(cast.conference)
    units = roster.unit_names(cast.conference)
    found = {each.name: each for each in late(cast.conference, on, board(head, on=on), units)}
    order = [unit.name for unit in roster.units(cast.conference) if unit.name in found]
    assert [name for name in found if found[name].unit] == order
    assert dict(found["柳塘村"].counts)["任务"] == 2
    assert found["柳塘村"].oldest is not None
    assert dict(found["镇派出所"].counts) == {"任务": 1}
    assert dict(found["柳塘村"].counts)["答复"] >= 1


def test_read_means_read_up_to_the_entry_that_was_shown(cast: Cast) -> None:
    client = cast.as_("convener")
    page = client.get(cast.url("glance/")).content.decode()
    assert "最近的情况" in page
    assert "已阅" in page
    shown = journal.head_by_id(cast.conference).number
    give(cast, cast.village.unit, 2)
    assert client.post(cast.url("glance/"), {"number": shown}).status_code == 302
    page = client.get(cast.url("glance/")).content.decode()
    assert "阅后的新情况" in page
    assert "1 条" in page
    client.post(cast.url("glance/"), {"number": "9999999"})
    assert "没有新的记录" in client.get(cast.url("glance/")).content.decode()
    client.post(cast.url("glance/"), {"number": "1"})
    head = journal.head_by_id(cast.conference)
    assert changes(head, cast.convener.person).number == 0, "nothing read becomes unread"
    assert LastLook.objects.get().number == head.number, "a number nobody has seen is not believed"
    other = cast.as_("organ_head").get(cast.url("glance/")).content.decode()
    assert "最近的情况" in other, "each has his own look"
    look(head, cast.organ_head.person, number=1, now=clock.now())
    assert changes(head, cast.organ_head.person).number == head.number - 1


@pytest.mark.parametrize("who", ["convener", "organ_head", "director"])
def test_the_page_costs_the_same_however_much_is_late(cast: Cast, who: str) -> None:
    client = cast.as_(who)
    client.get(cast.url("glance/"))
    with CaptureQueriesContext(connection) as before:
        client.get(cast.url("glance/"))
    for days in (1, 2, 3):
        give(cast, cast.village.unit, days)
    client.get(cast.url("glance/"))
    with CaptureQueriesContext(connection) as after:
        page = client.get(cast.url("glance/")).content.decode()
    assert len(after) == len(before), "a task more costs no query more"
    assert len(after) <= 12
    assert "领导一览" in page
