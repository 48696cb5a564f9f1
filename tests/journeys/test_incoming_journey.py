"""收文 in real browsers: the clerk with the scan at his desk, the convener and the secretary on their phones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lianxi.journal.verify import verify
from lianxi.papers import incoming_queries as papers
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, open_step, press, says, send

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
SCAN = {"name": "县水利局来函.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 scanned"}
REPLY = {"name": "复函.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 reply"}


def register(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("papers/"))
    follow(clerk, "收文登记")
    clerk.fill("input[name=sender]", "县水利局")
    clerk.fill("input[name=their_number]", "县水函〔2026〕9号")
    clerk.fill("input[name=title]", "核实渠道淤积反映")
    clerk.fill("input[name=due]", (TODAY + timedelta(days=7)).isoformat())
    clerk.set_input_files("input[name=scans]", SCAN)
    press(clerk, "登记")
    says(clerk, "县水利局来函.pdf")
    follow(clerk, "拟办")
    clerk.fill("textarea[name=proposal]", "拟请柳塘村核实，一周内报结果。")
    press(clerk, "拟办")
    says(clerk, "拟请柳塘村核实")


def instruct(convener: Any, cast: Cast) -> None:
    convener.goto("/")
    convener.wait_for_url("**/inbox/")
    fits(convener)
    follow(convener, "批示")
    says(convener, "拟请柳塘村核实")
    says(convener, "县水利局来函.pdf")  # he reads the paper itself before he instructs
    fits(convener)
    convener.fill("textarea[name=instruction]", "同意，限一周办结。")
    convener.get_by_role("button", name="批示", exact=True).tap()
    says(convener, "同意，限一周办结。")
    fits(convener)


def give_out(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "交办")
    follow(clerk, "交办")
    assert clerk.input_value("input[name=title_0]") == "核实渠道淤积反映"
    assert clerk.input_value("input[name=due_0]") == (TODAY + timedelta(days=7)).isoformat()
    clerk.select_option("select[name=lead_0]", label="柳塘村")
    press(clerk, "交办")
    says(clerk, "承办")


def do_it(secretary: Any) -> None:
    secretary.goto("/")
    secretary.wait_for_url("**/inbox/")
    follow(secretary, "接收")
    fits(secretary)
    send(secretary, open_step(secretary, "接收任务"))
    done = open_step(secretary, "报送办结")
    done.locator("textarea[name=text]").fill("已到现场核实，清淤完成。")
    send(secretary, done)
    says(secretary, "已报办结")


def answer_and_file(clerk: Any, cast: Cast) -> None:
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "核验")
    send(clerk, open_step(clerk, "核验通过"))
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "办复")
    says(clerk, "已核验")
    follow(clerk, "登记办复")
    clerk.fill("textarea[name=answer]", "清淤完成，已函复。")
    clerk.set_input_files("input[name=scans]", REPLY)
    press(clerk, "登记办复")
    says(clerk, "复函.pdf")
    with clerk.expect_download() as sheet:
        clerk.get_by_role("link", name="文件处理单", exact=True).click()
    assert sheet.value.suggested_filename == "第1号收文处理单.docx"
    follow(clerk, "归档")
    press(clerk, "归档")
    says(clerk, "已归档")


def test_a_paper_that_came_in_is_answered_over_the_convener_and_the_village(cast: Cast, sit: Sit) -> None:
    clerk, convener, secretary = sit(cast.clerk), sit(cast.convener, "phone"), sit(cast.village, "phone")
    register(clerk, cast)
    instruct(convener, cast)
    give_out(clerk, cast)
    do_it(secretary)
    answer_and_file(clerk, cast)
    paper = papers.paper(cast.conference, 1, TODAY)
    assert paper is not None
    assert paper.row.state == "filed"
    assert paper.instructed_by == cast.convener.person
    clerk.set_viewport_size({"width": 390, "height": 844})
    for path in ("papers/", "papers/1/", "papers/new"):
        clerk.goto(cast.url(path))
        fits(clerk)
    assert verify(cast.slug).sound
