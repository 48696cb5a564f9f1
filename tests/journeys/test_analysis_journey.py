"""In Chromium: one click makes the month; its problem is looked at, confirmed, tabled, becomes a task."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.meetings.models import Concern, Pack, Proposal
from lianxi.tasks.models import Task
from tests.cast import Cast
from tests.journeys.steps import fits, follow, press, says
from tests.web.packed import a_month

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_a_month_is_analysed_by_one_click_and_its_problem_becomes_a_task(cast: Cast, sit: Any) -> None:
    a_month(cast)
    clerk = sit(cast.clerk, "phone")
    clerk.goto(cast.url("analysis/"))
    clerk.locator("[name=month]").select_option("2026-11")
    press(clerk, "生成分析材料")
    says(clerk, "此前 6 个月没有相近的反映")
    fits(clerk)
    follow(clerk, "核对")
    says(clerk, "沥青拌合站")
    fits(clerk)
    clerk.locator("#confirm_title").fill("沥青拌合站夜间异味")
    press(clerk, "列入分析材料")
    clerk.locator("#confirm_text").fill("总体平稳，个别站点须整治。")
    press(clerk, "确认分析材料")
    press(clerk, "提请分析例会研究")
    says(clerk, "等待列入分析例会的议题")
    assert Proposal.objects.get().origin == f"analysis:{Pack.objects.get().number}"
    convener = sit(cast.convener)
    convener.goto(cast.url(f"analysis/concerns/{Concern.objects.get().number}/"))
    convener.locator("#measure_text").fill("停夜间生产，装除味设施。")
    convener.locator("#measure_lead").select_option(str(cast.village.unit))
    press(convener, "交办")
    says(convener, "已交办")
    fits(convener)
    assert Task.objects.get().lead.number == cast.village.unit
