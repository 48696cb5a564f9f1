"""The ground of tests of major problems: the house of the meetings' tests under rules that speak of problems."""

from __future__ import annotations

from typing import Any

from lianxi.information import problems
from lianxi.information.problem_queries import ProblemView, problem_for
from lianxi.information.problems import Investigation, Opened, Option
from lianxi.journal.frame import Call
from tests.meetings.ground import RULES, House

#: article 15 of the demo's rules, which says what article 12 of the reference genre says
PROBLEM_RULES = RULES.replace(
    "第十一条　本规则",
    "第十一条　对政策性强、涉及人数多的信访问题，责任单位应当在30日内完成问题调查研究；"
    "情况复杂的，提请联席会议研究。\n\n第十二条　本规则",
)
INVESTIGATED, TABLED = "11:problem.investigated:problem", "11:problem.tabled:problem"
INQUIRY = Investigation(
    "两次补偿口径不一，涉及 12 户。",
    "柳政发〔2019〕3号第五条",
    [Option("统一补差", "公平", "支出较大", "约 18 万元"), Option("逐户协商", "支出小", "时间长")],
    "建议统一补差。",
)


def opened(house: House, who: str = "clerk", **more: Any) -> int:
    """A problem that the village is to investigate."""
    given: dict[str, Any] = {
        "title": "青苗补偿口径不一",
        "text": "多户反映同一地块补偿标准不同。",
        "kind": "policy",
        "unit": house.cast.village.unit,
        "due": None,
    }
    return problems.open_problem(house.call(who), opened=Opened(**{**given, **more})).number


def view(house: House, number: int, who: str = "director") -> ProblemView:
    found = problem_for(house.conference, house.cast.players[who].actor, number, house.day)
    assert found is not None
    return found


def investigated(house: House, number: int, call: Call | None = None) -> None:
    problems.investigate_problem(
        call or house.call("village"), number=number, version=view(house, number).version, investigation=INQUIRY
    )


def complex_(house: House, number: int, who: str = "clerk") -> None:
    problems.set_ground(
        house.call(who), number=number, version=view(house, number).version, ground="complex", reason="涉及三个单位"
    )
