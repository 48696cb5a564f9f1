"""In Chromium: a claim from the desk to its close, with an extension the head approves on his phone, and delivery;
an accusation that leaves, unseen by the accused.
"""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.matters.models import Deadline, Identity, Matter
from tests.cast import Cast
from tests.journeys.steps import fits, press, says
from tests.matters.life import OPINION, Life, set_organs

pytestmark = [pytest.mark.django_db(transaction=True)]


def send(page: Any, life: Life, path: str, button: str, **typed: str) -> None:
    """Open a step's page, type, and press its button; back at the matter."""
    page.goto(life.cast.url(f"matters/{life.number}/{path}"))
    fits(page)
    for name, text in typed.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: not url.endswith(path))


def register(clerk: Any, cast: Cast, title: str, *, route: str = "", kind: str = "", accused: str = "") -> int:
    """From the ledger's list through the form; gives the number of the matter."""
    clerk.goto(cast.url("matters/"))
    clerk.get_by_role("link", name="登记一件", exact=True).click()
    if kind:
        clerk.get_by_label(kind).check()
    if route:
        clerk.locator("[name=route]").select_option(route)
    clerk.locator("[name=title]").fill(title)
    clerk.locator("[name=text]").fill(f"反映{title}。")
    clerk.locator("[name=purpose]").select_option("claim" if route else "accuse")
    clerk.locator("[name=channel]").select_option("visit")
    clerk.locator("[name=petitioner_name_0]").fill("尉迟采薇")
    clerk.locator("[name=petitioner_phone_0]").fill("13912349876")
    if accused:
        clerk.get_by_text("有单位或人员应当回避").click()
        clerk.get_by_role("group", name="被检举控告的单位").get_by_label(accused).check()
    fits(clerk)
    press(clerk, "登记")
    clerk.wait_for_url("**/matters/20*/")
    return int(Matter.objects.latest("pk").number)


def approve(head: Any, life: Life, kind: str, button: str) -> None:
    """From the inbox: two taps."""
    head.goto(life.cast.url("inbox/"))
    fits(head)
    head.get_by_role("link", name="审批").first.click()
    fits(head)
    head.locator("summary", has_text=button).click()
    if kind == "opinion":
        head.get_by_label("发文字号").fill("柳政信〔2026〕1号")
    head.get_by_role("button", name=f"确认{button}").click()
    head.wait_for_url(f"**/matters/{life.number}/")


def test_a_claim_goes_from_the_desk_to_its_close(cast: Cast, sit: Any) -> None:
    life = set_organs(Life(cast))
    clerk, head = sit(cast.clerk), sit(cast.organ_head, "phone")
    life.number = register(clerk, cast, "退耕还林补助未到账", route="6")
    says(clerk, "收到信访事项")
    says(clerk, "尉迟＊＊")
    unit = str(cast.police.unit)
    send(clerk, life, "steps/assign", "交办", lead=unit)
    send(clerk, life, "steps/accept", "受理")
    before = Deadline.objects.get(matter=life.matter, rule="handling").judged
    send(clerk, life, "steps/ask-extension", "申请延长期限", days="15", reason="需要实地测量。")
    approve(head, life, "extension", "批准延期")
    assert (Deadline.objects.get(matter=life.matter, rule="handling").judged - before).days == 15
    notice = life.paper("extension_notice").number
    send(clerk, life, f"papers/{notice}/steps/deliver", "登记延期告知书送达", mode="post")
    send(clerk, life, "papers/new/opinion", "送审", **OPINION)
    approve(head, life, "opinion", "批准出具")
    opinion = life.paper("opinion").number
    send(clerk, life, f"papers/{opinion}/steps/deliver", "登记信访处理意见书送达", answer="agree")
    send(clerk, life, "steps/close", "办结")
    assert (life.matter.state, life.matter.result, life.matter.due_on) == ("closed", "support", None)
    clerk.goto(cast.url(f"matters/{life.number}/papers/"))
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="下载全卷").click()
    assert download.value.suggested_filename == f"信访事项{life.number // 1_000_000}-0001案卷.zip"


def test_an_accusation_leaves_and_the_accused_never_sees_it(cast: Cast, sit: Any) -> None:
    clerk, police = sit(cast.clerk), sit(cast.police, "phone")
    life = Life(cast)
    life.number = register(clerk, cast, "出警收受礼金", kind="检举控告类", accused="派出所")
    says(clerk, "仅经办人员可见")
    assert cast.as_("police").get(cast.url(f"matters/{life.number}/")).status_code == 404
    for path in ("matters/?group=all", "inbox/"):
        police.goto(cast.url(path))
        assert "礼金" not in police.content()
        assert "尉迟" not in police.content()
    clerk.goto(cast.url(f"matters/{life.number}/"))
    press(clerk, "查看（留痕）")
    says(clerk, "13912349876")
    send(clerk, life, "steps/discipline", "移送纪检监察机关", to="县纪委监委", receipt="移字〔2026〕1号")
    says(clerk, "移字〔2026〕1号")
    page = clerk.content()
    assert "礼金" not in page
    assert "尉迟" not in page
    assert not Identity.objects.exists()
    clerk.goto(cast.url("matters/?group=done"))
    says(clerk, "内容不留存")
