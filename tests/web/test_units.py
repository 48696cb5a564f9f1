"""单位履职清单: what a unit owes on one page, for its own people and for those who look at the whole."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.roster import queries as roster
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast
from tests.web.rows import Scene
from tests.web.scenes import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def page_of(cast: Cast, key: str) -> str:
    return cast.url(f"units/{cast.players[key].unit}/")


def test_a_village_secretary_finds_everything_he_owes_on_one_page(scene: Scene) -> None:
    cast = scene.cast
    seen = cast.as_("village").get(page_of(cast, "village")).content.decode()
    assert "核实渠道淤积" in seen
    assert f"/tasks/{scene.task}/" in seen
    assert f"/meetings/{scene.meetings['issued']}/receive" in seen
    assert f"/meetings/{scene.meetings['called']}/sign-in" in seen
    assert "请协助维持秩序" in seen  # he asked the police
    assert f"/documents/{scene.of['papers']['issued']}/receive" in seen
    assert "林秋生" in seen
    assert "代录" not in seen


def test_what_one_unit_asks_stands_on_the_page_of_the_asked_one(scene: Scene) -> None:
    cast = scene.cast
    seen = cast.as_("police").get(page_of(cast, "police")).content.decode()
    assert "别的单位商请协办" in seen
    assert "答复" in seen
    assert "核实渠道淤积" not in seen


def test_a_co_borne_task_stands_apart_and_names_who_leads(scene: Scene) -> None:
    cast = scene.cast
    assert cast.village.unit is not None
    assert cast.police.unit is not None
    tasks.assign_task(
        cast.clerk.call(), title="排查积案", text="", lead=cast.police.unit, due=None, co_units={cast.village.unit: ""}
    )
    seen = cast.as_("village").get(page_of(cast, "village")).content.decode()
    assert "协办任务" in seen
    assert "镇派出所牵头" in seen


def test_a_unit_gets_the_answer_of_an_absent_unit_for_another_one(scene: Scene) -> None:
    cast = scene.cast
    police = cast.as_("police")
    assert police.get(page_of(cast, "village")).status_code == 404
    assert police.get(cast.url("units/999/")).status_code == 404
    assert cast.as_("inspector").get(page_of(cast, "village")).status_code == 200


def test_the_list_leads_a_unit_to_its_own_page_and_the_office_to_any(scene: Scene) -> None:
    cast = scene.cast
    assert cast.as_("village").get(cast.url("units/")).headers["Location"] == page_of(cast, "village")
    listed = cast.as_("clerk").get(cast.url("units/")).content.decode()
    assert all(unit.name in listed for unit in roster.units(cast.conference))
    asked = cast.as_("clerk").get(f"{cast.url('units/')}?unit={cast.village.unit}")
    assert asked.headers["Location"] == page_of(cast, "village")


def test_a_unit_that_owes_nothing_is_told_what_will_stand_here(cast: Cast) -> None:
    seen = cast.as_("village").get(page_of(cast, "village")).content.decode()
    assert "没有未办的事" in seen
    assert "还没有办结的任务" in seen


def test_what_was_done_lately_is_listed_with_its_day(scene: Scene) -> None:
    cast = scene.cast
    tasks.complete_task(cast.village.call(), number=scene.task, version=3, text="已清淤")
    seen = cast.as_("village").get(page_of(cast, "village")).content.decode()
    today = clock.today()
    assert f"{today.year}年{today.month}月{today.day}日</time>" in seen.split("最近办结")[1]
    assert "已报办结" in seen.split("最近办结")[1]


def test_the_list_of_tasks_the_roster_and_the_inbox_lead_to_the_page(scene: Scene) -> None:
    cast = scene.cast
    clerk = cast.as_("clerk")
    where = page_of(cast, "village")
    assert where in clerk.get(cast.url(f"tasks/?unit={cast.village.unit}")).content.decode()
    assert where in clerk.get(cast.url("roster/")).content.decode()
    assert cast.url("units/") in cast.as_("village").get(cast.url("inbox/")).content.decode()
    assert page_of(cast, "police") not in cast.as_("village").get(cast.url("roster/")).content.decode()


#: page → its queries with session, user and seat
QUERIES = {"units/": 5, "units/{village}/": 12}


@pytest.mark.parametrize("path", sorted(QUERIES))
def test_a_page_asks_as_many_queries_as_are_written_down(scene: Scene, path: str) -> None:
    cast = scene.cast
    client, where = cast.as_("clerk"), cast.url(path.format(village=cast.village.unit))
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    assert len(asked) == QUERIES[path], "\n".join(query["sql"][:150] for query in asked.captured_queries)
