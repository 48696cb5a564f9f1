"""The ground of tests of information: the house of the meetings' tests under rules that speak of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from lianxi.information import circulating
from lianxi.information import information_queries as queries
from lianxi.information.circulating import Told
from lianxi.information.information_setting import Setting
from lianxi.information.reporting import Given, report_information
from lianxi.information.urgent import Up, report_up
from lianxi.journal.frame import HERE, Call
from tests.meetings.ground import RULES, House

#: article 14 of the demo's rules, which says what article 11 of the reference genre says
INFORMATION_RULES = RULES.replace(
    "第十一条　本规则",
    "第十一条　各成员单位应当将重要敏感信息第一时间报送办公室。办公室应当在1日内向有关单位通报；"
    "有关单位应当在3日内核实反馈，并于10日内妥善处置。\n\n第十二条　本规则",
)
TOLD, CHECKED, DONE = (f"11:information.{verb}:information" for verb in ("circulated", "verified", "settled"))


def report(house: House, who: str = "village", call: Call | None = None, **more: Any) -> int:
    given: dict[str, Any] = {"title": "采石场路口有群众聚集", "place": "柳塘村后山", **more}
    return report_information(call or house.call(who), given=Given(**given)).number


def view(house: House, number: int, who: str = "clerk", given: Setting | None = None) -> queries.InformationView:
    actor = house.cast.players[who].actor
    found = queries.information_for(house.conference, actor, number, on=house.day, given=given or Setting())
    assert found is not None
    return found


def seen(house: House, who: str) -> list[int]:
    """The numbers of what this person may see."""
    rows = queries.visible(house.conference, house.cast.players[who].actor)
    return sorted(rows.values_list("number", flat=True))


def circulate(house: House, number: int, verify: tuple[str, ...], know: tuple[str, ...] = (), days: int = 3) -> None:
    """To units by a part of their name."""
    told = [Told(house.unit(part), True, "核实情况") for part in verify] + [
        Told(house.unit(part), False) for part in know
    ]
    circulating.circulate_information(
        house.call("clerk"),
        number=number,
        version=view(house, number).version,
        told=told,
        due=house.day + timedelta(days),
    )


def verify(house: House, number: int, who: str, call: Call | None = None, result: str = "情况属实，已劝离。") -> None:
    circulating.verify_information(call or house.call(who), number=number, result=result)


def settle(house: House, number: int) -> None:
    seen_ = view(house, number).version
    circulating.settle_information(house.call("clerk"), number=number, version=seen_, result="已平息，未再发生。")


def up(house: House, number: int, stage: str, who: str = "clerk", at: datetime | None = None) -> None:
    moment = at or datetime.combine(house.day, time(17), HERE)
    given = Up(stage, ("镇党委、镇政府", "县应急管理局", "联席会议办公室"), "phone", "现场平稳。", moment)
    report_up(house.call(who), number=number, version=view(house, number).version, up=given)
