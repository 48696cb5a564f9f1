"""A joint supervision in real browsers: approved on a phone, people named, found, put right, reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.steps import fits, follow, open_step, press, says, send
from tests.oversight import supervision_ground as ground
from tests.oversight.supervision_ground import TODAY

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
PHOTO = {"name": "台账.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0 photo"}


def test_a_supervision_is_approved_on_a_phone_and_a_village_puts_right_what_was_found(cast: Cast, sit: Sit) -> None:
    ground.with_rules(cast)
    number = ground.proposed(cast, units=[ground.unit(cast, "柳塘村")])
    page = cast.url(f"supervisions/{number}/")
    convener, police = sit(cast.convener, "phone"), sit(cast.police, "phone")
    convener.goto(cast.url("inbox/"))
    follow(convener, "审批")
    fits(convener)
    says(convener, "按第八条，须经召集人批准后才能开展")
    convener.locator(".verdict .yes summary").click()
    press(convener, "确认批准")
    says(convener, "已批准，待实施")

    clerk = sit(cast.clerk)
    clerk.goto(page)
    follow(clerk, "组织：派员、清单")
    clerk.get_by_label("派出所").check()
    clerk.locator("textarea[name=checklist]").fill("十五日内受理告知 | 信访工作条例")
    press(clerk, "保存")
    police.goto(cast.url("inbox/"))
    follow(police, "报送派出人员")
    team = open_step(police, "报送本单位派出人员")
    team.locator("textarea[name=people]").fill("秦朗 所长（带队）")
    send(police, team)
    says(police, "带队")
    clerk.reload()
    send(clerk, open_step(clerk, "开展督查"))

    police.reload()
    follow(police, "登记检查情况")
    fits(police)
    police.locator("select[name=result_1]").select_option("bad")
    press(police, "保存检查结果")
    card = open_step(police, "登记发现的问题")
    card.locator("textarea[name=text]").fill("两件没有告知书")
    card.locator("input[name=due]").fill((TODAY + timedelta(9)).isoformat())
    card.locator("input[type=file]").set_input_files(PHOTO)
    send(police, card)
    clerk.goto(page)
    follow(clerk, "登记检查情况")
    press(clerk, "向该单位反馈")

    village = sit(cast.village, "phone")
    village.goto(cast.url("inbox/"))
    follow(village, "反馈整改")
    says(village, "台账.jpg")
    card = open_step(village, "反馈整改情况")
    card.locator("textarea[name=text]").fill("告知书已补发")
    send(village, card)
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "核验整改")
    send(clerk, open_step(clerk, "核验通过"))
    says(clerk, "已核验")
    clerk.goto(page)
    send(clerk, open_step(clerk, "报告督查情况"))
    says(clerk, "已报告联席会议")
    assert ground.states(cast, "supervision.reported")[0][0] == "kept"
    assert ground.states(cast, "finding.rectified")[0][0] == "kept"
