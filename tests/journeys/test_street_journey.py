"""A second body by its own rules: a street that meets every two months, approves no minutes, issues them in three
working days and hears back in ten. The clerk at a desk, one residents' committee on a phone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lianxi.demo import build
from lianxi.journal.verify import verify
from lianxi.meetings import queries as meetings
from lianxi.tasks import queries as tasks
from lianxi.web import clock
from tests.journeys.bodies import Township, found_township
from tests.journeys.steps import fits, follow, open_step, press, says, send

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()  # a Monday
REGULAR, PAPERS, FEEDBACK = "3:meeting.held:work:ordinary", "4:minutes.issued:meeting", "5:task.reported:task"
COMMITTEE = "砚池桥居民委员会"


@pytest.fixture
def street(db: None) -> Township:
    text = (Path(build.__file__).parent / "rules_street.txt").read_text("utf-8")
    return found_township(text, "chengyan", date(2026, 11, 1))


def no_approval(page: Any, street: Township) -> None:
    """The rules ask for none; the body says so itself for its regular meeting."""
    page.goto(street.url("meetings/settings"))
    fits(page)
    row = page.locator("ul.choices-list li", has_text="工作会议").first
    row.get_by_role("button", name="改为不须审定").click()
    says(page, "不须审定，送审后可直接印发")


def meet(page: Any, street: Township) -> None:
    page.goto(street.url())
    owed = page.locator("aside .task", has_text="11—12月")
    assert "3 天" not in owed.inner_text()
    owed.get_by_role("link", name="筹备会议").click()
    page.fill("input[name=day]", TODAY.isoformat())
    page.fill("input[name=place]", "街道办二楼会议室")
    page.fill("input[name=item_0]", "研究桥头积水问题")
    press(page, "通知召开会议")
    follow(page, "登记到会")
    page.check("input[name=rest_present]")
    press(page, "会议已召开")


def write_and_issue(page: Any, street: Township) -> None:
    """Sent and issued by the clerk alone: nobody is asked to approve."""
    follow(page, "起草纪要")
    page.fill("textarea[name=text_0]", f"由{COMMITTEE}牵头疏通桥头雨水口。")
    page.select_option("select[name=lead_0]", label=COMMITTEE)
    says(page, "已自动保存")
    says(page, "不须召集人审定（本单位设定）")
    press(page, "送审")
    page.goto(street.url("inbox/"))
    follow(page, "印发纪要")
    follow(page, "印发纪要")
    says(page, "1 项议定事项生效，成为任务")
    press(page, "印发")
    says(page, "第 1 号任务")


def carry_out_on_the_phone(page: Any, street: Township) -> None:
    page.goto(street.url("inbox/"))
    fits(page)
    follow(page, "签收")
    press(page, "签收")
    fits(page)
    page.goto(street.url("inbox/"))
    follow(page, "接收")
    send(page, open_step(page, "接收任务"))
    report = open_step(page, "反馈办理情况")
    report.locator("textarea[name=text]").fill("雨水口已疏通，雨后再看。")
    send(page, report)
    says(page, "雨水口已疏通")


def test_a_street_runs_the_chain_by_its_own_rules(street: Township, sit: Sit) -> None:
    clerk, committee = sit(street.clerk), sit(street.give_account(COMMITTEE), "phone")
    assert [(item.start, item.state) for item in street.owed(REGULAR)][-1] == (date(2026, 11, 1), "due")
    no_approval(clerk, street)
    meet(clerk, street)
    assert street.states(REGULAR)[-1] == "kept"
    assert [(item.state, item.due) for item in street.owed(PAPERS)] == [("due", date(2026, 11, 26))]
    clerk.goto(street.url())
    assert "11月26日" in clerk.locator("aside .task", has_text="纪要印发").inner_text()

    clerk.goto(street.url("meetings/1/"))
    write_and_issue(clerk, street)
    assert street.states(PAPERS) == ["kept"]
    assert [(item.state, item.due) for item in street.owed(FEEDBACK)] == [("due", date(2026, 12, 3))]

    carry_out_on_the_phone(committee, street)
    assert street.states(FEEDBACK) == ["kept"]
    assert tasks.some(street.conference, [1], TODAY)[1].state == "accepted"
    minutes = meetings.meeting(street.conference, 1).minutes  # type: ignore[union-attr]
    assert minutes is not None
    assert [one.name for one in minutes.receipts if one.received_on] == [COMMITTEE]
    assert street.behalf() == []
    clerk.goto(street.url())
    for label in ("第三条", "第四条", "第五条"):
        article = clerk.locator("section.art", has=clerk.get_by_role("link", name=label, exact=True)).first
        assert "已履行" in article.locator("h3").inner_text(), label
    assert verify(street.slug).sound
