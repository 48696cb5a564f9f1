"""考核 in real browsers: the clerk takes the starter scheme, the convener approves on his phone, to the publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lianxi.assessment import queries
from lianxi.assessment.models import Scheme
from lianxi.journal.verify import verify
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, open_step, press, says, send

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
DAY = timedelta(days=1)


def write(clerk: Any, cast: Cast) -> None:
    """The starter scheme, for a period that is over."""
    clerk.goto(cast.url("assessments/"))
    follow(clerk, "起草考核办法")
    follow(clerk, "从通用考核办法开始")
    clerk.fill("input[name=last_day]", (clock.today() - DAY).isoformat())
    press(clerk, "保存")
    press(clerk, "送审")
    says(clerk, "待审定")


def approve(convener: Any, verb: str, button: str, then: str) -> None:
    convener.goto("/")
    convener.wait_for_url("**/inbox/")
    follow(convener, verb)
    fits(convener)
    convener.get_by_role("button", name=button, exact=True).tap()
    says(convener, then)
    fits(convener)


def test_an_assessment_goes_from_the_starter_scheme_over_the_phone_to_its_publication(cast: Cast, sit: Sit) -> None:
    clerk, convener, secretary = sit(cast.clerk), sit(cast.convener, "phone"), sit(cast.village, "phone")
    write(clerk, cast)
    approve(convener, "审定办法", "审定考核办法", "召集人审定")
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "计算得分")
    press(clerk, "计算得分")
    says(clerk, "不排名次")
    secretary.goto("/")
    follow(secretary, "核对得分")
    fits(secretary)
    card = open_step(secretary, "提出异议")
    card.locator("textarea[name=text]").fill("会议当日已请假。")
    send(secretary, card)
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "答复异议")
    clerk.check("input[name=upheld][value=no]")
    clerk.fill("textarea[name=answer]", "查无请假登记。")
    press(clerk, "答复异议")
    says(clerk, "未采纳")
    Scheme.objects.update(objections_until=clock.today() - DAY)  # the week goes by
    approve(convener, "审定结果", "审定考核结果", "等待办公室公布")
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "公布结果")
    press(clerk, "公布结果")
    says(clerk, "已公布")
    with clerk.expect_download() as paper:
        clerk.get_by_role("link", name="结果通报 .docx", exact=True).click()
    assert "结果的通报" in paper.value.suggested_filename
    found = queries.scheme_for(cast.conference, 1, cast.village.actor)
    assert found is not None
    assert found.row.state == "published"
    secretary.goto(cast.url("assessments/1/"))
    says(secretary, "仅该单位可见")
    fits(secretary)
    assert verify(cast.slug).sound
