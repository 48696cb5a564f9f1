"""The township on paper, in a real browser: nobody but the clerk has an account, and yet nothing of the chain is lost.

Units telephone, the convener signs with a pen, receipts come back on a sheet: each is recorded for whose act it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxi.journal.verify import verify
from lianxi.meetings import queries as meetings
from lianxi.tasks import queries as tasks
from lianxi.web import clock
from tests.journeys.bodies import Township, date, found_township
from tests.journeys.steps import follow, open_step, press, says, send
from tests.meetings.ground import MINUTES, REPORTS, RULES

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
PLENARY = "3:meeting.held:plenary:ordinary"
SCAN = {"name": "签字原件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 signed"}
PHONED = ("镇派出所", "柳塘村")


@pytest.fixture
def township(db: None) -> Township:
    """Judged from July on: one plenary is owed in this half of the year."""
    return found_township(RULES, "zhizhen", date(2026, 7, 1))


def call(page: Any, township: Township) -> None:
    page.goto(township.url())
    page.locator("aside .task", has_text="全体会议").get_by_role("link", name="筹备会议").click()
    page.fill("input[name=day]", TODAY.isoformat())
    page.fill("input[name=time]", "09:00")
    page.fill("input[name=place]", "镇政府三楼会议室")
    page.fill("input[name=item_0]", "研究灌渠改线问题")
    press(page, "通知召开会议")
    says(page, "通知单位 6 个")


def told_by_phone(page: Any, unit: str, answer: str, **given: str) -> None:
    """A unit rang up: recorded from the table of attendance."""
    page.locator("ul.roll li", has_text=unit).get_by_role("link", name="代录").click()
    page.select_option("select[name=answer]", answer)
    for name, value in given.items():
        page.fill(f"input[name={name}]", value)
    page.select_option("select[name=means]", label="电话")
    page.fill("input[name=behalf_on]", TODAY.isoformat())
    press(page, "登记")


def hold(page: Any) -> None:
    follow(page, "登记到会")
    told_by_phone(page, PHONED[0], "leave", reason="出警在外")
    told_by_phone(page, PHONED[1], "substitute", substitute="村委会副主任")
    assert page.input_value("input[name^=reason_2]") == "出警在外"
    page.check("input[name=rest_present]")
    page.set_input_files("input[name=scans]", SCAN | {"name": "签到表.pdf"})
    press(page, "会议已召开")
    says(page, "请假 1")


def draft(page: Any) -> None:
    follow(page, "起草纪要")
    page.fill("textarea[name=text_0]", "由柳塘村牵头完成灌渠改线核查。")
    page.select_option("select[name=lead_0]", label="柳塘村")
    page.fill("input[name=due_0]", "2026-12-10")
    says(page, "已自动保存")
    press(page, "送召集人审定")
    says(page, "待审定")


def approve_on_paper(page: Any, troubles: list[str]) -> None:
    """Not without the signed original; what had been filled in stays."""
    follow(page, "代录审定")
    page.fill("input[name=behalf_on]", TODAY.isoformat())
    press(page, "登记")
    says(page, "代录审定须附召集人签字原件的扫描件或照片。")
    assert all("422" in trouble for trouble in troubles), troubles
    troubles.clear()
    assert page.input_value("input[name=behalf_on]") == TODAY.isoformat()
    page.set_input_files("input[name=scans]", SCAN)
    press(page, "登记")
    says(page, "已审定")
    says(page, "代录人 谢小鸥")


def issue_and_sign(page: Any) -> None:
    follow(page, "印发纪要")
    press(page, "印发")
    for left in range(6, 0, -1):
        says(page, f"{left} 个未签收")
        follow(page, "代录签收")
        page.select_option("select[name=means]", label="纸质")
        press(page, "登记签收")
    says(page, "分送 6 个单位，全部签收")


def carry_out(page: Any) -> None:
    """The village tells the office by telephone how far it is; the office writes it down and verifies."""
    follow(page, "第 1 号任务")
    for step, text in (
        ("接收任务", ""),
        ("反馈办理情况", "已到现场核查，正在丈量。"),
        ("报送办结", "核查完毕，方案可行。"),
    ):
        card = open_step(page, f"代录：{step}")
        card.locator("select[name=means]").select_option(label="电话")
        card.locator("input[name=behalf_on]").fill(TODAY.isoformat())
        if text:
            card.locator("textarea[name=text]").fill(text)
        send(page, card)
    says(page, "已报办结")
    send(page, open_step(page, "核验通过"))
    says(page, "已核验")


def test_a_township_on_paper_goes_the_whole_way_and_its_articles_are_kept(
    township: Township, sit: Sit, troubles: list[str]
) -> None:
    page = sit(township.clerk)
    assert township.states(PLENARY) == ["due"]
    call(page, township)
    hold(page)
    assert township.states(PLENARY) == ["kept"]
    assert township.states(MINUTES) == ["due"]
    draft(page)
    approve_on_paper(page, troubles)
    issue_and_sign(page)
    assert township.states(MINUTES) == ["kept"]
    carry_out(page)
    assert township.states(REPORTS) == ["kept"]

    assert township.behalf() == [
        "attendance.recorded", "attendance.recorded", "minutes.approved", *["minutes.received"] * 6,
        "task.accepted", "task.reported", "task.completed",
    ]  # fmt: skip
    minutes = meetings.meeting(township.conference, 1).minutes  # type: ignore[union-attr]
    assert minutes is not None
    assert all(receipt.on_behalf for receipt in minutes.receipts)
    assert tasks.some(township.conference, [1], TODAY)[1].state == "verified"
    page.goto(township.url("journal/"))
    assert page.locator("tr", has_text="办公室代录").count() == 12
    page.goto(township.url())
    third = page.locator("section.art", has=page.get_by_role("link", name="第三条", exact=True)).first
    assert "已履行" in third.locator("h3").inner_text()
    assert verify(township.slug).sound
