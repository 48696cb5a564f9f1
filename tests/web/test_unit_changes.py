"""Units through the office's pages: new, renamed, merged with what passes shown before; query counts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.roster import queries
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BASIS = {"on": clock.today().isoformat(), "document": "柳编〔2026〕3号", "version": 1}


def page_of(cast: Cast, act: str = "") -> str:
    return cast.url(f"roster/units/{cast.village.unit}/{act}")


def test_what_passes_to_whom_is_shown_before_the_button_that_does_it(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert cast.village.unit is not None
    tasks.assign_task(cast.clerk.call(), title="清淤", text="", lead=cast.village.unit, due=None)
    asked = clerk.get(page_of(cast, "dissolve")).content.decode()
    assert "不设承接单位" not in asked
    assert "登记撤销" not in asked
    shown = clerk.get(page_of(cast, "dissolve"), {"to": cast.police.unit}).content.decode()
    assert "办理中的任务（牵头） <b>1</b> 件移交<b>镇派出所</b>" in shown
    assert "席位“柳塘村党总支书记”撤销，林秋生不能再以这个席位登录办理" in shown
    answer = clerk.post(page_of(cast, f"dissolve?to={cast.police.unit}"), {"key": "dissolve", **BASIS})
    assert answer.status_code == 302
    after = clerk.get(page_of(cast)).content.decode()
    assert "由镇派出所承接" in after
    assert "柳编〔2026〕3号" in after
    assert "已撤并的单位 1 个" in clerk.get(cast.url("roster/")).content.decode()


def test_a_renamed_unit_is_shown_with_its_former_name(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    answer = clerk.post(page_of(cast, "rename"), {"key": "rename", "name": "柳湖村", **BASIS})
    assert answer.status_code == 302
    seen = cast.as_("village").get(cast.url("roster/")).content.decode()
    assert "柳湖村" in seen
    assert "原柳塘村" in seen


def test_a_new_unit_without_a_head_leads_to_its_page_with_the_seat_to_be_named(cast: Cast) -> None:
    given = {"key": "new", "title": "新湾社区", "kind": "community", **BASIS}
    seen = cast.as_("clerk").post(cast.url("roster/units/new"), given, follow=True).content.decode()
    assert "新湾社区负责人" in seen
    assert "未载明姓名（待补）" in seen


def test_a_refusal_stands_on_the_form_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = cast.as_("clerk").post(page_of(cast, "rename"), {"key": "taken", "name": "上河村", **BASIS})
    assert answer.status_code == 422
    seen = answer.content.decode()
    assert "已有名为“上河村”的单位" in seen
    assert "柳编〔2026〕3号" in seen


@pytest.mark.parametrize("act", ["", "rename", "merge?to=2", "dissolve?to=2"])
def test_the_pages_of_a_unit_ask_little_of_the_database(cast: Cast, act: str) -> None:
    client = cast.as_("clerk")
    client.get(page_of(cast, act))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(page_of(cast, act)).status_code == 200
    assert len(asked) <= 12, [query["sql"] for query in asked]


def test_a_change_in_the_office_s_unit_points_to_the_director_s_seat(cast: Cast) -> None:
    seats = queries.seats(cast.conference, unit=cast.director.unit)
    head = next((seat for seat in seats if seat.role == "unit_head"), None)
    assert head is not None
    seen = cast.as_("clerk").get(cast.url(f"roster/seats/{head.number}/holder")).content.decode()
    assert f"seats/{cast.director.seat}/" in seen
    elsewhere = cast.as_("clerk").get(cast.url(f"roster/seats/{cast.village.seat}/holder")).content.decode()
    assert "办公室主任席位" not in elsewhere
