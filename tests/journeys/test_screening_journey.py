"""A village secretary on a phone: one tap for nothing found; the next month one dispute, and it becomes a matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lianxi.information.models import Dispute, Screening
from lianxi.matters.models import Matter
from tests.cast import Cast
from tests.information.disputing import asked
from tests.journeys.steps import fits, follow, press, says

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]


def test_one_tap_for_nothing_found_and_the_next_month_a_dispute_becomes_a_matter(
    cast: Cast, sit: Sit, settings: Any
) -> None:
    asked(cast)
    secretary = sit(cast.village, "phone")
    secretary.goto("/")
    secretary.wait_for_url("**/inbox/")
    says(secretary, "2026年11月矛盾纠纷排查")
    fits(secretary)
    press(secretary, "本期排查无矛盾纠纷")
    says(secretary, "已报送，记入日志")
    says(secretary, "零报告")
    fits(secretary)
    assert Screening.objects.get().found == 0

    settings.TODAY = date(2026, 12, 25)
    secretary = sit(cast.village, "phone")  # a month later the session is over
    secretary.goto(cast.url("inbox/"))
    says(secretary, "2026年12月矛盾纠纷排查")
    follow(secretary, "有纠纷，去登记")
    fits(secretary)
    secretary.fill("[name=title]", "上下游两组灌溉放水次序争执")
    secretary.fill("[name=place]", "东渠")
    secretary.select_option("[name=kind]", "land")
    secretary.get_by_label("▲ 高").check()
    press(secretary, "登记")
    says(secretary, "事项风险高")
    fits(secretary)
    follow(secretary, "提级为信访事项")
    fits(secretary)
    press(secretary, "提级为信访事项")
    says(secretary, "已提级为信访事项")
    secretary.goto(cast.url("inbox/"))
    press(secretary, "报送（1 件）")
    says(secretary, "已报送，记入日志")
    fits(secretary)

    made = Matter.objects.get()
    assert (made.origin, Dispute.objects.get().became) == ("dispute:1", f"matter:{made.number}")
    clerk = sit(cast.clerk)
    clerk.goto(cast.url("screenings/"))
    says(clerk, "已报 1 个")
    says(clerk, "1 件")
    fits(clerk)
    clerk.goto(cast.url("disputes/?shown=all"))
    follow(clerk, "上下游两组灌溉放水次序争执")
    says(clerk, "已提级为信访事项")
    fits(clerk)
