"""Two months of analysis: one to be looked at, one confirmed; with a problem each."""

from __future__ import annotations

from datetime import date

from lianxi.analysis import periods
from lianxi.meetings import pack_content, pack_making, packs
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    made = {}
    for name, month in (("draft", date(2026, 11, 1)), ("confirmed", date(2026, 9, 1))):
        prepared = pack_content.prepare(cast.conference, periods.month_of(month), clock.today())
        number = packs.make_pack(cast.clerk.call(), prepared=prepared).number
        made[name] = number
        done = packs.add_concern(
            cast.clerk.call(), pack=number, title="小区楼道充电争议", kind="governance", text="网格员多次反映。"
        )
        made[f"{name}_concern"] = done.number
    packs.confirm_pack(cast.clerk.call(), number=made["confirmed"], version=1)
    pack_making.begin(cast.clerk.call(), date(2026, 7, 1), None)
    return made
