"""成员变更 in real browsers: the letter begun on a phone, registered and filed at the desk, acknowledged in one tap.

What the unit had open then stands in the inbox of the new holder, and the old one is out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lianxi.roster import accounts, change_queries, queries
from lianxi.tasks import actions
from lianxi.web import clock
from tests.cast import PASSWORD, Cast, Player
from tests.journeys.steps import fits, follow, open_step, press, says

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
POST = "柳塘村党总支书记"


def announce(secretary: Any, cast: Cast) -> None:
    secretary.goto(cast.url("roster/changes/"))
    fits(secretary)
    follow(secretary, "提出成员变更")
    secretary.select_option("select[name=seat]", label=f"{POST}（现任林秋生）")
    secretary.fill("input[name=name]", "温同舟")
    secretary.fill("input[name=since]", TODAY.isoformat())
    secretary.fill("input[name=document]", "柳镇组〔2026〕11号")
    fits(secretary)
    secretary.get_by_role("button", name="提出", exact=True).tap()
    says(secretary, f"{POST}：林秋生 → 温同舟")
    fits(secretary)
    with secretary.expect_download() as letter:
        follow(secretary, "下载成员变更函")
    assert letter.value.suggested_filename == f"成员变更函（{POST}）.docx"


def register_file_and_report(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("inbox/"))
    clerk.locator(".task, tr, li", has_text="成员变更函").get_by_role("link", name="登记", exact=True).first.click()
    says(clerk, "办理中的任务（牵头） 1 件")
    press(clerk, "登记变更")
    says(clerk, "登记备案")
    filing = open_step(clerk, "备案")
    assert filing.locator("input[name=serial]").input_value() == "1"
    filing.locator("input[name=reported]").uncheck()
    filing.get_by_role("button", name="登记备案").click()
    says(clerk, "备案号")
    open_step(clerk, "报告召集人").get_by_role("button", name="登记报告").click()
    says(clerk, "待知悉")


def test_a_new_secretary_is_announced_filed_and_acknowledged_and_has_the_old_work(cast: Cast, sit: Sit) -> None:
    unit = cast.village.unit
    assert unit is not None
    due = TODAY + timedelta(days=5)
    actions.assign_task(cast.clerk.call(), title="核实渠道淤积", text="", lead=unit, due=due)
    announce(sit(cast.village, "phone"), cast)
    register_file_and_report(sit(cast.clerk), cast)

    convener = sit(cast.convener, "phone")
    convener.goto(cast.url("inbox/"))
    follow(convener, "知悉")
    fits(convener)
    convener.get_by_role("button", name="已知悉", exact=True).tap()  # one tap, nothing to fill in
    says(convener, "已办结")
    found = change_queries.change(cast.conference, 1)
    assert found is not None
    assert (found.state, found.acknowledged_on) == ("acknowledged", TODAY)

    secretary = sit(new_holder(cast), "phone")
    secretary.goto("/")
    secretary.wait_for_url("**/inbox/")
    says(secretary, "核实渠道淤积")
    fits(secretary)
    old = cast.village.client().get(cast.url("inbox/"))
    assert old.status_code in {302, 403, 404}


def new_holder(cast: Cast) -> Player:
    """He who came gets an account of his own."""
    seat = queries.seat(cast.conference, cast.village.seat)
    assert seat is not None
    assert seat.holder is not None
    assert seat.holder.name == "温同舟"
    account = accounts.open_account(conference=cast.conference, person=seat.holder.person, username="wentongzhou")
    accounts.set_password(account, PASSWORD, at=clock.now(), address="127.0.0.1")
    return replace(
        cast.village, name=seat.holder.name, username="wentongzhou", account=account, person=seat.holder.person
    )
