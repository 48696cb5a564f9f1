"""Signing in by the QR code on the wall: read from the drawn page, opened on a phone that is not logged in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxi.meetings import queries
from tests.cast import PASSWORD, Cast
from tests.journeys import qr
from tests.journeys.steps import fits, follow, press, says
from tests.web.meeting_deeds import call

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]


def scanned(page: Any) -> str:
    """What a camera reads off the page."""
    drawing = page.locator("section.qr svg")
    side = int(drawing.get_attribute("viewBox").split()[-1])
    dark = qr.modules(drawing.locator("path").last.get_attribute("d"), quiet=4)
    return qr.read(dark, side - 2 * 4)


@pytest.mark.parametrize("viewport", ["phone"])
def test_a_unit_signs_in_with_the_code_on_the_wall_after_logging_in(cast: Cast, sit: Sit, page: Any) -> None:
    call(cast.as_("clerk"), cast)
    clerk = sit(cast.clerk)
    clerk.goto(cast.url("meetings/1/"))
    follow(clerk, "签到二维码")
    address = scanned(clerk)
    assert address.endswith("/liutang/meetings/1/sign-in")
    assert address == clerk.locator("section.qr code").inner_text()

    page.goto(address)
    page.wait_for_url("**/login?next=*")
    fits(page)
    page.get_by_label("登录名").fill(cast.village.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).tap()
    page.wait_for_url("**/meetings/1/sign-in")
    assert page.url == address
    fits(page)
    press(page, "签到")
    says(page, "已登记：到会")
    found = queries.meeting(cast.conference, 1)
    assert found is not None
    assert [seen.name for seen in found.attendance if seen.status == "present"] == ["柳塘村"]

    clerk.goto(cast.url("meetings/1/attendance"))
    assert clerk.locator("ul.roll li", has_text="柳塘村").locator("select").input_value() == "present"
