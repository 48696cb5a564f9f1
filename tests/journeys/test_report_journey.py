"""向上报告 in a real browser: a major decision, its report to two addressees on two days, the answer a directive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.tasks import directive_queries as queries
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, press, says
from tests.web.test_directives import major_decision, more_rules

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
NEXT = TODAY + timedelta(days=1)
PARTY, COUNTY = "镇党委、镇政府", "县信访工作联席会议"


def states(cast: Cast, verb: str) -> list[str]:
    """The states, today, of the items of the duty that this verb fulfils."""
    lines = board(journal.head_by_id(cast.conference), on=clock.today()).lines
    return [item.state for line in lines if verb in getattr(line.duty, "verbs", ()) for item in line.items]


def draft(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "起草报告")
    assert clerk.input_value("textarea[name=addressees]").splitlines() == ["镇党委", "镇政府", COUNTY]
    assert "渠道改造列为重大事项" in clerk.input_value("textarea[name=text]")
    clerk.fill("input[name=title]", "关于渠道改造的报告")
    clerk.fill("textarea[name=addressees]", f"{PARTY}\n{COUNTY}")
    press(clerk, "保存")
    says(clerk, "0/2 已报送")
    with clerk.expect_download() as letter:
        follow(clerk, "下载 Word 文稿")
    assert letter.value.suggested_filename == "关于渠道改造的报告.docx"


def send_to(clerk: Any, day: date, leave_out: str = "") -> None:
    if leave_out:
        clerk.get_by_label(leave_out).uncheck()
    assert clerk.input_value("#send_sent_on") == day.isoformat()
    press(clerk, "已报送")


def answered(clerk: Any) -> None:
    """The county answers and wants something: registered once, and a directive from then on."""
    clerk.get_by_text("登记上级答复").click()
    clerk.select_option("#answer_sending", label=COUNTY)
    clerk.fill("#answer_answer", "同意，请于年底前完成，并报结果。")
    clerk.check("#answer_carry_out")
    clerk.select_option("#answer_source", "county")
    clerk.fill("#answer_title", "年底前完成渠道改造")
    clerk.fill("#answer_due", "2026-12-31")
    press(clerk, "登记答复")
    says(clerk, "上级交办第 1 号")


def test_a_major_decision_goes_up_on_two_days_and_comes_back_as_a_directive(
    cast: Cast, sit: Sit, settings: Any
) -> None:
    more_rules(cast)
    major_decision(cast)
    clerk = sit(cast.clerk)
    draft(clerk, cast)
    send_to(clerk, TODAY, leave_out=COUNTY)
    says(clerk, "1/2 已报送")
    assert states(cast, "report.sent") == ["due"]
    settings.TODAY = NEXT
    clerk = sit(cast.clerk)
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "报送")
    send_to(clerk, NEXT)
    says(clerk, "2/2 已报送")
    sent = queries.report(cast.conference, 1)
    assert sent is not None
    assert [each.sent_on for each in sent.sendings] == [TODAY, NEXT]
    assert states(cast, "report.sent") == ["kept"]
    answered(clerk)
    assert states(cast, "directive.answered") == ["due"]
    follow(clerk, "上级交办第 1 号")
    follow(clerk, "分解交办")
    clerk.fill("input[name=title_0]", "完成渠道改造")
    clerk.select_option("select[name=lead_0]", label="柳塘村")
    press(clerk, "交办")
    says(clerk, "0/1 项已核验")
    made = queries.directive(cast.conference, 1, NEXT)
    assert made is not None
    assert made.row.state == "broken_down"
    assert journal.entries(cast.conference, limit=1)[0].facts[0].verb == "directive.broken_down"

    clerk.set_viewport_size({"width": 390, "height": 844})
    for path in ("reports/", "reports/1/", "directives/", "directives/1/"):
        clerk.goto(cast.url(path))
        fits(clerk)
    secretary = sit(cast.village, "phone")
    secretary.goto(cast.url("inbox/"))
    says(secretary, "完成渠道改造")
