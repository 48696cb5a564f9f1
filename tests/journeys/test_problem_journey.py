"""A major problem in real browsers: the unit opens it on its phone, the conference decides, what changed ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxi.information.problem_queries import problem_for
from lianxi.meetings import actions, minutes
from lianxi.meetings.content import Content, Decided
from lianxi.meetings.drafts import save_draft
from lianxi.roster import queries as roster
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, open_step, press, says, send
from tests.web.scenes_matters import make

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]


def decided(cast: Cast, number: int) -> None:
    """The meeting takes up what waits, and its minutes are issued with one task for the village."""
    clerk, unit = cast.clerk.call(), cast.village.unit
    units = [each.number for each in roster.units(cast.conference)]
    item = actions.Item("研究水渠塌方修复", "", f"problem:{number}")
    plan = actions.Plan("work", "例会", clock.today(), None, "会议室", cast.convener.seat, units, agenda=[item])
    meeting = actions.call_meeting(clerk, plan=plan).number
    there = [actions.Presence(each, "present") for each in units]
    actions.hold_meeting(clerk, number=meeting, version=1, presences=there)
    content = Content("听取汇报。", "", (Decided("由柳塘村修复水渠。", lead=unit),))
    save_draft(conference=cast.conference, meeting=meeting, version=1, content=content, drafter=cast.clerk.person)
    minutes.submit_minutes(clerk, meeting=meeting, version=2)
    minutes.approve_minutes(cast.convener.call(), meeting=meeting, version=3)
    minutes.issue_minutes(clerk, meeting=meeting, version=4, units=units)


def test_a_unit_s_problem_goes_before_the_conference_and_ends_with_what_changed(cast: Cast, sit: Sit) -> None:
    scene = make(cast)
    village, clerk = sit(cast.village, "phone"), sit(cast.clerk)
    village.goto(cast.url(f"problems/new?source=matter:{scene['ordinary']}"))
    fits(village)
    village.fill("[name=title]", "水渠多年失修")
    village.get_by_label("群体性").check()
    village.fill("[name=text]", "三个组灌溉受影响。")
    press(village, "建档")
    says(village, "水渠塌方")
    fits(village)

    inquiry = open_step(village, "报送调查情况")
    inquiry.locator("[name=findings]").fill("塌方两处，年久失修。")
    inquiry.locator("[name=option_1]").fill("整段重修")
    inquiry.locator("[name=option_1_good]").fill("一次解决")
    send(village, inquiry)
    says(village, "整段重修")
    ground = open_step(village, "认定情况复杂或难度较大")
    ground.get_by_label("情况复杂").check()
    ground.locator("[name=reason]").fill("涉及三个组和上游水库。")
    send(village, ground)
    table = open_step(village, "提请联席会议研究")
    table.locator("[name=reason]").fill("请会议议定资金来源。")
    send(village, table)
    says(village, "等待列入下一次会议")

    number = int(village.url.rstrip("/").rsplit("/", 1)[1])
    decided(cast, number)
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "登记议定")
    fits(clerk)
    send(clerk, open_step(clerk, "登记议定结果"))
    says(clerk, "由柳塘村修复水渠。")
    found = problem_for(cast.conference, cast.clerk.actor, number, clock.today())
    assert found is not None
    (task,) = found.tasks
    tasks.complete_task(cast.village.call(), number=task.number, version=1, text="已修复。")
    tasks.verify_task(cast.clerk.call(), number=task.number, version=2)
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "销号")
    close = open_step(clerk, "销号")
    close.get_by_label("已解决", exact=True).check()
    close.locator("[name=outcome]").fill("水渠修复 120 米，三个组恢复灌溉。")
    send(clerk, close)
    says(clerk, "已销号（已解决）")
    says(clerk, "三个组恢复灌溉")
