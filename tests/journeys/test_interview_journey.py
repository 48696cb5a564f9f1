"""约谈 in real browsers: the office proposes, the convener decides on his phone, the village puts it right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lianxi.journal.verify import verify
from lianxi.oversight import interview_queries as queries
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, open_step, press, says, send

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
SIGNED = {"name": "约谈记录签字件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 signed"}


def propose(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("interviews/"))
    follow(clerk, "提出约谈")
    clerk.select_option("select[name=unit]", label="柳塘村")
    press(clerk, "下一步")
    clerk.check("input[name=ground][value=convener]")
    clerk.fill("textarea[name=reason]", "渠道清淤三次催办没有书面答复。")
    press(clerk, "提请或登记")
    says(clerk, "待召集人决定")


def decide(convener: Any) -> None:
    convener.goto("/")
    convener.wait_for_url("**/inbox/")
    follow(convener, "决定约谈")
    says(convener, "渠道清淤三次催办没有书面答复。")
    fits(convener)
    convener.get_by_role("button", name="同意约谈", exact=True).tap()
    says(convener, "待约谈")
    fits(convener)


def speak(secretary: Any) -> None:
    secretary.goto("/")
    secretary.wait_for_url("**/inbox/")
    says(secretary, "召集人约谈本单位负责人")
    follow(secretary, "查看")
    fits(secretary)
    view = open_step(secretary, "陈述意见")
    view.locator("textarea[name=text]").fill("施工队已进场。")
    send(secretary, view)
    says(secretary, "约谈前")


def record(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "登记约谈")
    card = open_step(clerk, "登记约谈记录")
    card.locator("textarea[name=problem]").fill("清淤没有按期完成。")
    card.locator("textarea[name=measures]").fill("十日内清淤完毕。")
    card.locator("textarea[name=statement]").fill("没有异议。")
    card.locator("input[name=due]").fill((TODAY + timedelta(days=10)).isoformat())
    send(clerk, card)
    says(clerk, "整改中")
    with clerk.expect_download() as paper:
        clerk.get_by_role("link", name="打印约谈记录", exact=True).click()
    assert paper.value.suggested_filename == "约谈记录第1号.docx"
    signed = open_step(clerk, "上传签字的约谈记录")
    signed.locator("input[name=scans]").set_input_files(SIGNED)
    send(clerk, signed)
    says(clerk, "签字件已存档")


def put_right(secretary: Any, cast: Cast) -> None:
    secretary.goto(cast.url("inbox/"))
    follow(secretary, "反馈整改")
    done = open_step(secretary, "反馈整改情况")
    done.locator("textarea[name=text]").fill("已清淤并公示。")
    send(secretary, done)
    says(secretary, "已反馈整改")


def test_an_interview_goes_from_the_proposal_over_the_conveners_phone_to_its_close(cast: Cast, sit: Sit) -> None:
    clerk, convener, secretary = sit(cast.clerk), sit(cast.convener, "phone"), sit(cast.village, "phone")
    propose(clerk, cast)
    decide(convener)
    speak(secretary)
    record(clerk, cast)
    put_right(secretary, cast)
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "审阅整改")
    press(clerk, "认可整改，办结")
    says(clerk, "已办结")
    found = queries.interview_for(cast.conference, 1, cast.village.actor, TODAY)
    assert found is not None
    assert found.row.state == "closed"
    secretary.goto(cast.url("interviews/?shown=all"))
    fits(secretary)
    assert verify(cast.slug).sound
