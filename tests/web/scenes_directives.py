"""A directive broken down, one answered part of it, and a report upward: for the access matrix and the page tests."""

from __future__ import annotations

from lianxi.tasks import directives, upward
from lianxi.tasks.directives import Received
from lianxi.tasks.parts import Part
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    assert cast.village.unit is not None
    clerk = cast.clerk.call()
    given = Received("county", "核查集镇供水水质反映", clock.today())
    number = directives.receive_directive(clerk, received=given).number
    directives.break_down_directive(clerk, number=number, version=1, parts=[Part("取水样送检", cast.village.unit)])
    report = upward.draft_report(
        clerk, kind="report", title="关于渠道淤积的报告", text="情况如下。", addressees=["镇党委、镇政府", "县联席会议"]
    ).number
    return {"directive": number, "report": report, "sending": 1}
