"""In Chromium: a claim from the desk to its close, with an extension the head approves on his phone, and delivery."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.matters.models import Deadline
from tests.cast import Cast
from tests.journeys.steps import fits
from tests.matters.life import OPINION, Life, begin

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
    life = begin(cast, "registered")
    clerk, head = sit(cast.clerk), sit(cast.organ_head, "phone")
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
