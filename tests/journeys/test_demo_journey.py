"""The demo as a visitor meets it, in a real browser: log in, record a meeting, confirm an explanation, look back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lianxi.demo.build import build
from lianxi.demo.logins import LOGINS, PASSWORD
from lianxi.web import accounts
from tests.conftest import VIEWPORTS
from tests.settings import FIXED_DAY

HOME = "/luting/"
#: anchors of the monthly meeting and of the two-monthly analysis in the rules
WORK, ANALYSIS = "#d-9-meeting-held-work-ordinary", "#d-10-meeting-held-analysis-ordinary"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def demo(live_server: Any, settings: Any) -> Iterator[None]:
    """The demo in the database of the running site, in demo mode."""
    settings.DEMO = True
    accounts.offer_logins((name, who, PASSWORD) for name, who in LOGINS)
    build(date.fromisoformat(FIXED_DAY))
    yield
    accounts.offer_logins(())


def log_in(page: Any, name: str) -> None:
    page.goto("/login")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda address: "/login" not in address)


def is_within_the_screen(page: Any) -> bool:
    """No horizontal scroll."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def window(page: Any, duty: str, name: str) -> Any:
    """The window of that name in a duty's line of windows."""
    return page.locator(f"{duty} .win").filter(has_text=name).first


def test_the_clerk_records_the_meeting_that_is_due_and_the_board_turns_kept(page: Any, demo: None) -> None:
    page.goto("/login")
    offered = page.locator("table code").all_inner_texts()
    assert offered == [name for name, _ in LOGINS]
    assert PASSWORD in page.locator("main").inner_text()
    log_in(page, "jingban")
    page.goto(HOME)
    assert "s-due" in window(page, WORK, "11月").get_attribute("class")
    assert "2 项逾期" in page.locator("h1").inner_text().replace("\xa0", " ")
    page.locator(f"{WORK} a[href*='records/new']").click()
    page.get_by_label("事项名称").fill("11月信访工作会议")
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/luting/journal/*/")
    assert "召开会议" in page.locator("main").inner_text()
    page.goto(HOME)
    kept = window(page, WORK, "11月")
    assert "s-kept" in kept.get_attribute("class")
    assert "✓" in kept.text_content()
    owed = page.locator("aside").inner_text()
    assert "11月工作会议" not in owed
    assert "会议纪要印发：11月信访工作会议" in owed  # the meeting asks for its minutes


@pytest.mark.parametrize("viewport", ["phone"])
def test_the_convener_confirms_an_explanation_on_the_phone(page: Any, demo: None) -> None:
    log_in(page, "zhaojiren")
    assert is_within_the_screen(page)
    page.goto(HOME)
    assert is_within_the_screen(page)
    assert "s-missed" in window(page, ANALYSIS, "9—10月").get_attribute("class")
    page.get_by_role("link", name="确认", exact=True).click()
    assert is_within_the_screen(page)
    assert "现场推进会" in page.locator("main").inner_text()
    page.get_by_role("button", name="确认", exact=True).click()
    page.wait_for_url(f"**{HOME}")
    explained = window(page, ANALYSIS, "9—10月")
    assert "s-explained" in explained.get_attribute("class")
    assert "说明" in explained.text_content()
    assert page.get_by_role("link", name="确认", exact=True).count() == 0


def test_a_past_day_is_shown_as_it_was_and_offers_nothing_to_do(page: Any, demo: None) -> None:
    log_in(page, "jingban")
    for width, height in VIEWPORTS.values():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(HOME)
        page.get_by_label("截至").fill("2026-08-15")
        page.get_by_role("button", name="查看").click()
        page.wait_for_url("**on=2026-08-15")
        assert is_within_the_screen(page)
        assert "2026年8月15日" in page.locator(".banner").first.inner_text()
        assert "s-due" in window(page, WORK, "8月").get_attribute("class")
        assert "s-not_owed" in window(page, WORK, "9月").get_attribute("class")
        assert page.locator("main").get_by_role("link", name="登记").count() == 0
        page.get_by_role("link", name="回到今天").click()
        page.wait_for_url(lambda address: address.endswith(HOME))
        assert "s-kept" in window(page, WORK, "8月").get_attribute("class")
