"""简报 in real browsers: figures out of the record, checked, signed on a phone in two taps, issued, signed for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxi.papers import outgoing
from lianxi.tasks import actions
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, press, says
from tests.papers.ground import issuer, view

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
TITLE = "信访工作简报"


def draft(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("documents/"))
    follow(clerk, "简报")
    assert clerk.input_value("input[name=title]") == TITLE
    clerk.fill("textarea[name=body]", "本月各村办理渠道事项，情况如下。")
    press(clerk, "保存")
    follow(clerk, "取数")
    clerk.select_option("select[name=period]", f"{TODAY:%Y-%m}")
    press(clerk, "看数")
    says(clerk, "交办任务")
    press(clerk, "写入简报")
    says(clerk, "本月各村办理渠道事项")
    says(clerk, "交办任务")


def check(director: Any, cast: Cast) -> None:
    director.goto(cast.url("inbox/"))
    follow(director, "核稿")
    follow(director, "核稿通过")
    press(director, "核稿通过")
    says(director, "登记纸质签发")


def sign(convener: Any) -> None:
    convener.goto("/")
    convener.wait_for_url("**/inbox/")
    fits(convener)
    follow(convener, "签发")
    says(convener, "本月各村办理渠道事项")
    fits(convener)
    convener.locator(".verdict summary", has_text="签发").first.tap()  # the first tap says what will happen
    says(convener, "以上文字封存")
    convener.get_by_role("button", name="确认签发").tap()  # the second does it
    convener.wait_for_url("**/documents/1/")
    fits(convener)


def issue(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "印发")
    follow(clerk, "印发")
    clerk.get_by_role("button", name="全选", exact=True).click()
    clerk.get_by_role("button", name="全不选", exact=True).click()
    for village in ("柳塘村", "上河村"):
        clerk.get_by_label(village, exact=True).check()
    press(clerk, "印发")
    says(clerk, "0/2")


def receive(secretary: Any) -> None:
    secretary.goto("/")
    secretary.wait_for_url("**/inbox/")
    follow(secretary, "签收")
    fits(secretary)
    secretary.get_by_role("button", name="签收", exact=True).tap()
    secretary.wait_for_url("**/documents/1/")
    fits(secretary)


def receive_for(clerk: Any, village: str) -> None:
    clerk.reload()
    follow(clerk, "签收情况")
    says(clerk, "1/2")
    clerk.select_option("select[name=unit]", label=village)
    clerk.select_option("select[name=means]", label="电话")
    press(clerk, "登记签收")
    says(clerk, "2/2")
    says(clerk, "办公室代录")
    with clerk.expect_download() as sheet:
        follow(clerk, "印发签收单")
    assert sheet.value.suggested_filename.endswith(".docx")


def test_a_brief_goes_from_its_figures_to_the_last_receipt(cast: Cast, sit: Sit) -> None:
    assert cast.village.unit is not None
    actions.assign_task(cast.clerk.call(), title="核实渠道淤积", text="", lead=cast.village.unit, due=TODAY)
    issuer(cast)
    clerk = sit(cast.clerk)
    draft(clerk, cast)
    check(sit(cast.director), cast)
    sign(sit(cast.convener, "phone"))
    issue(clerk, cast)
    receive(sit(cast.village, "phone"))
    receive_for(clerk, "上河村")
    brief = view(cast, 1)
    assert (brief.row.state, brief.received) == ("issued", 2)
    assert brief.signer == cast.convener.person
    assert brief.draft.figures


def test_a_recalled_document_says_so_on_the_phone_of_who_had_signed_for_it(cast: Cast, sit: Sit) -> None:
    from tests.papers.ground import brought_to
    from tests.papers.ground import draft as notice

    number = brought_to(cast, "issued", notice(issuer(cast)))
    outgoing.receive_document(cast.village.call(), number=number)
    clerk, secretary = sit(cast.clerk), sit(cast.village, "phone")
    clerk.goto(cast.url(f"documents/{number}/"))
    follow(clerk, "收回")
    clerk.fill("textarea[name=reason]", "附件有误，另行印发")
    press(clerk, "收回文件")
    says(clerk, "本文件已收回")
    secretary.goto(cast.url(f"documents/{number}/"))
    says(secretary, "请勿再使用")
    fits(secretary)
