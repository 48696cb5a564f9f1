"""A meeting in real browsers: the clerk at his desk, the convener and the village secretary on their phones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxi.meetings import queries
from lianxi.meetings.queries import MinutesView
from tests.cast import Cast
from tests.journeys.steps import fits, follow, log_in, press, says
from tests.web.meeting_deeds import TODAY, call, draft, hold, issued, submitted

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]


def minutes(cast: Cast) -> MinutesView:
    found = queries.meeting(cast.conference, 1)
    assert found is not None
    assert found.minutes is not None
    return found.minutes


def test_from_what_is_owed_to_the_signed_receipt(cast: Cast, sit: Sit) -> None:
    clerk = sit(cast.clerk)
    clerk.goto(cast.url())
    clerk.locator("aside .task", has_text="11月工作会议").get_by_role("link", name="筹备会议").click()
    assert clerk.input_value("input[name=title]") == "11月工作会议"
    clerk.fill("input[name=day]", TODAY.isoformat())
    clerk.fill("input[name=time]", "14:30")
    clerk.fill("input[name=place]", "镇政府三楼会议室")
    clerk.fill("input[name=item_0]", "研究灌渠改线问题")
    press(clerk, "通知召开会议")
    says(clerk, "研究灌渠改线问题")

    secretary = sit(cast.village, "phone")
    secretary.goto(cast.url("meetings/1/sign-in"))
    fits(secretary)
    press(secretary, "签到")
    says(secretary, "已登记：到会")

    follow(clerk, "登记到会")
    assert clerk.locator("select[name=status_5]").input_value() == "present"
    clerk.select_option("select[name=status_4]", "leave")
    clerk.fill("input[name=reason_4]", "外出培训")
    clerk.check("input[name=rest_present]")
    press(clerk, "会议已召开")
    follow(clerk, "起草纪要")
    assert clerk.input_value("textarea[name=considered]") == "会议研究灌渠改线问题。"
    clerk.fill("textarea[name=text_0]", "由柳塘村牵头完成灌渠改线核查。")
    clerk.select_option("select[name=lead_0]", label="柳塘村")
    clerk.fill("input[name=due_0]", "2026-12-10")
    says(clerk, "已自动保存")
    assert minutes(cast).content.decisions[0].lead == 5
    press(clerk, "送召集人审定")
    says(clerk, "待审定")

    convener = sit(cast.convener, "phone")
    convener.goto(cast.url("inbox/"))
    fits(convener)
    follow(convener, "审定")
    says(convener, "由柳塘村牵头完成灌渠改线核查。")
    fits(convener)
    convener.locator(".verdict summary", has_text="审定").first.tap()  # the first tap says what will happen
    says(convener, "1 项议定事项随印发成为任务")
    convener.get_by_role("button", name="确认审定").tap()  # the second does it
    says(convener, "已审定")
    fits(convener)

    clerk.reload()
    follow(clerk, "印发纪要")
    says(clerk, "1 项议定事项生效，成为任务")
    clerk.fill("input[name=document_number]", "第1期")
    press(clerk, "印发")
    says(clerk, "第 1 号任务")

    secretary.goto(cast.url("inbox/"))
    follow(secretary, "签收")
    fits(secretary)
    press(secretary, "签收")
    says(secretary, "签收。")
    assert next(one for one in minutes(cast).receipts if one.unit == 5).received_on == TODAY


def test_two_people_in_one_draft_see_each_other_and_lose_nothing(cast: Cast, sit: Sit, troubles: list[str]) -> None:
    call(cast.as_("clerk"), cast)
    hold(cast.as_("clerk"), cast)
    one, other = sit(cast.clerk), sit(cast.clerk)
    for page in (one, other):
        page.goto(cast.url("meetings/1/minutes"))
    one.fill("textarea[name=heard]", "甲写的一段")
    says(one, "已自动保存")
    other.fill("textarea[name=heard]", "乙写的一段")
    says(other, "没有保存：另一人改过")
    assert "甲写的一段" in other.inner_text("#theirs")
    assert other.input_value("textarea[name=heard]") == "乙写的一段"
    other.fill("textarea[name=heard]", "甲写的一段\n乙写的一段")
    press(other, "以我的为准保存")
    says(other, "已自动保存")
    assert minutes(cast).content.heard == "甲写的一段\n乙写的一段"
    assert all("409" in trouble for trouble in troubles)
    troubles.clear()


def test_what_was_typed_after_the_login_ran_out_comes_back(
    cast: Cast, sit: Sit, site: str, troubles: list[str]
) -> None:
    call(cast.as_("clerk"), cast)
    hold(cast.as_("clerk"), cast)
    page = sit(cast.clerk)
    page.goto(cast.url("meetings/1/minutes"))
    page.context.clear_cookies(name="lianxi_session")
    page.fill("textarea[name=heard]", "还没有保存的一段")
    page.fill("textarea[name=text_0]", "还没有保存的一项")
    says(page, "没有连上服务器，文字留在这台设备上")
    log_in(page.context, cast.clerk, site)
    page.goto(cast.url("meetings/1/minutes"))
    assert page.input_value("textarea[name=text_0]") == ""
    press(page, "恢复")
    assert page.input_value("textarea[name=heard]") == "还没有保存的一段"
    says(page, "已自动保存")
    assert minutes(cast).content.decisions[0].text == "还没有保存的一项"
    troubles.clear()


def test_a_further_decision_is_a_box_more(cast: Cast, sit: Sit) -> None:
    call(cast.as_("clerk"), cast)
    hold(cast.as_("clerk"), cast)
    page = sit(cast.clerk)
    page.goto(cast.url("meetings/1/minutes"))
    boxes = page.locator(".decision")
    before = boxes.count()
    page.fill("textarea[name=text_0]", "第一项")
    press(page, "再加一项")
    assert boxes.count() == before + 1
    page.fill(f"textarea[name=text_{before}]", "最后一项")
    page.locator(f".decision[data-row='{before}'] summary").click()
    page.check(f"input[name=co_units_{before}][value='2']")
    says(page, "已自动保存")
    assert [each.text for each in minutes(cast).content.decisions] == ["第一项", "最后一项"]
    assert minutes(cast).content.decisions[1].co_units == (2,)


def test_the_minutes_are_written_without_scripts(cast: Cast, sit: Sit) -> None:
    call(cast.as_("clerk"), cast)
    hold(cast.as_("clerk"), cast)
    page = sit(cast.clerk, scripts=False)
    page.goto(cast.url("meetings/1/minutes"))
    page.fill("textarea[name=heard]", "没有脚本也能写")
    press(page, "保存")
    says(page, "已保存")
    assert minutes(cast).content.heard == "没有脚本也能写"
    press(page, "送召集人审定")
    says(page, "待审定")


def test_every_page_of_a_meeting_fits_a_phone(cast: Cast, sit: Sit) -> None:
    submitted(cast)
    convener, clerk = sit(cast.convener, "phone"), sit(cast.clerk, "phone")
    paths = ("meetings/", "meetings/new", "meetings/new?kind=ad_hoc", "meetings/settings", "meetings/1/")
    more = ("meetings/1/attendance/unit", "meetings/1/approve/on-behalf", "meetings/1/issue", "meetings/1/minutes/text")
    for path in (*paths, *more):
        clerk.goto(cast.url(path))
        fits(clerk)
    convener.goto(cast.url("meetings/1/approve"))
    fits(convener)
    call(cast.as_("clerk"), cast, key="second")
    for path in ("attendance", "postpone", "cancel", "qr", ""):
        clerk.goto(cast.url(f"meetings/2/{path}"))
        fits(clerk)
    hold(cast.as_("clerk"), cast, 2, key="hold-2")
    draft(cast.as_("clerk"), cast, number=2, key="draft-2")
    for path in ("minutes", "minutes/ahead/1"):
        clerk.goto(cast.url(f"meetings/2/{path}"))
        fits(clerk)


def test_issued_minutes_fit_a_phone_with_their_receipts_and_correction(cast: Cast, sit: Sit) -> None:
    issued(cast)
    clerk, village = sit(cast.clerk, "phone"), sit(cast.village, "phone")
    for path in ("", "receipts", "minutes/correct", "minutes/text", "decisions/1/withdraw"):
        clerk.goto(cast.url(f"meetings/1/{path}"))
        fits(clerk)
    for path in ("", "receive", "sign-in"):
        village.goto(cast.url(f"meetings/1/{path}"))
        fits(village)
