"""In Chromium, desktop and phone: from a granted seat to the newcomer's first page; and the form that came too late."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from lianxi.journal import queries as journal
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parametrize("viewport", ["desktop", "phone"])]
NEW = "a sentence of my own"


def enter(page: Any, username: str, password: str = PASSWORD) -> None:
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码", exact=False).first.fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_from_a_granted_seat_to_the_newcomers_first_page(page: Any, cast: Cast) -> None:
    page.goto(f"/login?next={cast.url('roster/')}")
    enter(page, "clerk")
    assert fits(page)
    page.get_by_role("link", name="增设席位").first.click()
    page.get_by_label("姓名").fill("吕新")
    assert fits(page)
    page.get_by_role("button", name="增设").click()
    page.get_by_role("link", name="开通账号").click()
    assert page.get_by_label("登录名").input_value() == "lvxin"
    page.get_by_role("button", name="开通").click()
    assert fits(page)
    page.get_by_role("button", name="签发链接").click()
    link = page.get_by_label("链接", exact=True).input_value()
    assert fits(page)
    page.get_by_role("button", name="复制链接").click()
    page.get_by_text("已复制").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".print-only.address").is_visible()
    page.emulate_media(media="screen")

    page.context.clear_cookies()
    page.goto(link)
    assert "吕新，请设置密码" in page.content()
    page.get_by_label("新密码").fill(NEW)
    page.get_by_label("再输一次").fill(NEW)
    page.get_by_role("button", name="设置并登录").click()
    page.wait_for_url(f"**{cast.url()}")
    assert fits(page)


def test_a_form_typed_before_lunch_is_there_after_lunch(page: Any, cast: Cast) -> None:
    page.goto(f"/login?next={cast.url('roster/grant')}")
    enter(page, "clerk")
    page.get_by_label("岗位类别").select_option("liaison")
    page.get_by_label("所属单位").select_option(label="镇司法所")
    page.get_by_label("职务").fill("司法所联络员")
    page.get_by_label("姓名").fill("吕新")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    head = journal.head(cast.slug)
    page.get_by_role("button", name="增设").click()
    page.get_by_text("已为您保留").wait_for()
    assert fits(page)
    enter(page, "clerk")
    page.get_by_text("还没有提交").wait_for()
    assert page.get_by_label("职务").input_value() == "司法所联络员"
    assert page.get_by_label("姓名").input_value() == "吕新"
    assert page.get_by_label("岗位类别").input_value() == "liaison"
    assert page.locator("#id_unit option:checked").inner_text() == "镇司法所"
    assert fits(page)
    assert journal.head(cast.slug) == head
    page.get_by_role("button", name="增设").click()
    page.get_by_role("heading", name="司法所联络员").wait_for()
    page.goto(cast.url("roster/"))
    assert page.get_by_text("吕新").is_visible()
