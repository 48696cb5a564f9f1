"""A village settles one case and reports one on a phone; a leader receives: rota, visit, matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxi.matters.models import Matter, VillageCase
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, press, says

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today().isoformat()


def registered(page: Any, title: str) -> None:
    """One case from the inbox, as a secretary does it between two visits."""
    page.goto("/")
    page.wait_for_url("**/inbox/")
    follow(page, "村级登记")
    fits(page)
    page.fill("[name=title]", title)
    page.fill("[name=petitioner_name]", "罗桂枝")
    page.fill("[name=petitioner_phone]", "13900001234")
    page.get_by_label("否", exact=True).check()
    press(page, "登记")
    says(page, "罗＊＊")
    fits(page)


def test_a_village_settles_one_and_reports_one_on_the_phone(cast: Cast, sit: Sit) -> None:
    secretary = sit(cast.village, "phone")
    registered(secretary, "自来水三天没有水")
    follow(secretary, "登记化解")
    fits(secretary)
    secretary.fill("[name=result]", "水管当天修好，本人认可。")
    secretary.get_by_label("疏导教育").check()
    secretary.get_by_label("现场解决").check()
    press(secretary, "登记化解")
    says(secretary, "疏导教育、现场解决")

    registered(secretary, "田间道路被大车压坏")
    follow(secretary, "上报镇联席办")
    fits(secretary)
    secretary.select_option("[name=purpose]", "claim")
    secretary.get_by_label("否", exact=True).check()
    press(secretary, "上报")
    says(secretary, "已上报镇联席办")
    fits(secretary)
    states = VillageCase.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["settled", "reported"]
    clerk = sit(cast.clerk)
    clerk.goto(cast.url("village-cases/"))
    says(clerk, "田间道路被大车压坏")
    fits(clerk)


def test_a_leader_receives_and_what_he_heard_becomes_a_matter(cast: Cast, sit: Sit) -> None:
    clerk, leader = sit(cast.clerk), sit(cast.convener, "phone")
    clerk.goto(cast.url("receptions/rota/"))
    follow(clerk, "安排接访")
    clerk.fill("[name=day_0]", TODAY)
    clerk.select_option("[name=leader_0]", str(cast.convener.person))
    press(clerk, "保存安排")
    says(clerk, "拟安排")
    press(clerk, "公示所选")
    says(clerk, "领导接访安排公示")

    leader.goto(cast.url("inbox/"))
    follow(leader, "登记来访")
    fits(leader)
    leader.fill("[name=title]", "宅基地界址不清")
    leader.fill("[name=petitioner_name]", "罗桂枝")
    leader.fill("[name=reply]", "请自然资源所到场核实。")
    press(leader, "登记")
    says(leader, "待处理")
    fits(leader)

    clerk.goto(cast.url("inbox/"))
    follow(clerk, "转入登记或办结")
    follow(clerk, "转入登记")
    clerk.select_option("[name=purpose]", "claim")
    clerk.select_option("[name=kind]", "appeal_claim")
    press(clerk, "转入登记")
    says(clerk, "已转入信访事项登记")
    assert Matter.objects.get().origin == "reception:1"
    clerk.goto(cast.url("receptions/rota/"))
    says(clerk, "已接访")
    fits(clerk)
