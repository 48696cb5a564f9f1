"""A task in real browsers: the secretary on his phone, the office at its desk; all that is overdue chased at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lianxi.journal import queries as journal
from lianxi.tasks import actions, queries
from lianxi.web import clock
from tests.cast import Cast
from tests.journeys.steps import fits, follow, open_step, press, says, send

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]
TODAY = clock.today()
#: the smallest picture: a JPEG's first bytes are enough for what is only kept
PHOTO = {"name": "渠口.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0 photo"}


def assigned(cast: Cast, title: str, days: int) -> int:
    unit = cast.village.unit
    assert unit is not None
    due = TODAY + timedelta(days=days)
    return actions.assign_task(cast.clerk.call(), title=title, text="", lead=unit, due=due).number


def state(cast: Cast, number: int) -> str:
    return queries.some(cast.conference, [number], TODAY)[number].state


def test_a_secretary_does_his_task_on_the_phone_and_the_office_verifies_it(cast: Cast, sit: Sit) -> None:
    number = assigned(cast, "核实渠道淤积", 3)
    secretary, clerk = sit(cast.village, "phone"), sit(cast.clerk)
    secretary.goto("/")
    secretary.wait_for_url("**/inbox/")
    fits(secretary)
    follow(secretary, "接收")
    fits(secretary)
    send(secretary, open_step(secretary, "接收任务"))
    says(secretary, "办理中")

    report = open_step(secretary, "反馈办理情况")
    report.locator("textarea[name=text]").fill("已清淤一半，村民到场查看。")
    report.locator("input[type=file]").set_input_files(PHOTO)
    send(secretary, report)
    says(secretary, "已清淤一半")
    says(secretary, "渠口.jpg")

    later = TODAY + timedelta(days=20)
    asking = open_step(secretary, "申请延期")
    asking.locator("input[name=wanted]").fill(later.isoformat())
    asking.locator("textarea[name=reason]").fill("连日降雨，机械进不去。")
    send(secretary, asking)
    says(secretary, "申请延期到")

    clerk.goto(cast.url("inbox/"))
    follow(clerk, "答复延期")
    granting = open_step(clerk, "同意延期")
    granting.locator("input[name=due]").fill(later.isoformat())
    send(clerk, granting)
    assert queries.some(cast.conference, [number], TODAY)[number].due == later

    secretary.reload()
    done = open_step(secretary, "报送办结")
    done.locator("textarea[name=text]").fill("清淤完成，水已通。")
    send(secretary, done)
    says(secretary, "已报办结")
    clerk.goto(cast.url("inbox/"))
    follow(clerk, "核验")
    send(clerk, open_step(clerk, "核验通过"))
    says(clerk, "已核验")
    assert state(cast, number) == "verified"


def test_the_office_chases_all_that_is_overdue_in_one_step(cast: Cast, sit: Sit) -> None:
    numbers = [assigned(cast, f"第{n}件", days) for n, days in ((1, 0), (2, 0), (3, 9))]
    from lianxi.tasks.models import Task

    Task.objects.filter(number__in=numbers[:2]).update(due=TODAY - timedelta(days=2))
    clerk = sit(cast.clerk, "phone")
    clerk.goto(cast.url("tasks/?shown=overdue"))
    fits(clerk)
    press(clerk, "催办全部逾期")
    says(clerk, "已催办 2 项")
    fits(clerk)
    assert [fact.verb for fact in journal.entries(cast.conference, limit=1)[0].facts] == ["task.chased"] * 2


def test_a_binding_button_pressed_twice_does_it_once(cast: Cast, sit: Sit) -> None:
    number = assigned(cast, "核实渠道淤积", 3)
    secretary = sit(cast.village, "phone")
    secretary.goto(cast.url(f"tasks/{number}/"))
    card = open_step(secretary, "反馈办理情况")
    card.locator("textarea[name=text]").fill("已到现场")
    before = journal.head_by_id(cast.conference).number
    card.locator("button.btn").last.dblclick()
    says(secretary, "已到现场")
    assert journal.head_by_id(cast.conference).number == before + 1
