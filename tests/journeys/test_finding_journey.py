"""In Chromium: a matter is registered with a suggestion filled in, found by words, and linked to an earlier one."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.matters.models import Link, Matter, RoutingChoice
from tests.cast import Cast
from tests.journeys.steps import fits, follow, press, says
from tests.matters.life import Life

pytestmark = [pytest.mark.django_db(transaction=True)]
ROAD = "三组机耕路改建后涵管太小，下雨农田积水排不出去，早稻受淹。"
AGAIN = "柳塘村三组机耕路改建以后，农田积水两天不退，早稻受淹，要求加装涵管。"


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_repeat_is_registered_found_and_linked(cast: Cast, sit: Any, size: str) -> None:
    earlier = Life(cast).register(title="机耕路改建后农田积水", text=ROAD).number
    clerk = sit(cast.clerk, size) if size == "phone" else sit(cast.clerk)
    clerk.goto(cast.url("matters/new"))
    clerk.locator("[name=title]").fill("农田积水无人处理")
    clerk.locator("[name=text]").fill(AGAIN)
    clerk.locator("[name=petitioner_name_0]").fill("尉迟采薇")
    press(clerk, "看属地、责任单位、分类的建议")
    says(clerk, "因为提到“柳塘村”")
    fits(clerk)
    assert clerk.locator("[name=territory]").input_value() == "", "nothing is filled in by itself"
    press(clerk, "填入：柳塘村")
    assert clerk.locator("[name=territory]").input_value() == str(cast.village.unit)
    assert clerk.locator("[name=petitioner_name_0]").input_value() == "尉迟采薇", "what was typed stays"
    clerk.locator("[name=route]").select_option("6")
    clerk.locator("[name=purpose]").select_option("claim")
    clerk.locator("[name=channel]").select_option("visit")
    press(clerk, "登记")
    clerk.wait_for_url("**/matters/20*/")
    again = Matter.objects.latest("pk").number
    assert RoutingChoice.objects.get(field="territory").chosen == str(cast.village.unit)
    says(clerk, "都提到")
    fits(clerk)
    follow(clerk, "比较、关联")
    fits(clerk)
    press(clerk, "同一事项")
    says(clerk, "改登记为重复")
    press(clerk, "改登记为重复")
    clerk.goto(cast.url("matters/"))
    clerk.get_by_label("查找信访事项").fill("涵管 早稻")
    press(clerk, "查找")
    assert clerk.locator("mark").count() >= 2
    fits(clerk)
    clerk.get_by_role("link", name="机耕路改建后农田积水").click()
    says(clerk, "关联的事项")
    link = Link.objects.select_related("one", "other").get()
    assert (link.one.number, link.other.number, link.kind) == (earlier, again, "same")
    assert Matter.objects.get(number=again).local_first == "repeat"
