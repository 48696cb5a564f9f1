"""The village register, reception days and visits, and matters in a leader's charge, in the demo."""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.demo.days import DAY, Days, on_or_after
from lianxi.demo.ledger_acts import (
    CaseCame,
    CaseEnded,
    ChargeApproved,
    ChargeProposed,
    Delivered,
    Entered,
    Given,
    MadeMatter,
    Noticed,
    Published,
    Received,
    Rota,
)
from lianxi.demo.ledger_past import ROADS
from lianxi.demo.steps import Step

SECRETARY, MAYOR, DEPUTY, VICE = "沈怀舟", "陆明渠", "温若谷", "叶知秋"


def leaders(days: Days) -> Iterator[Step]:
    """Everything of the village and of the leaders."""
    yield from _village(days)
    yield from _receptions(days)
    yield from _charges(days)


def _village(days: Days) -> Iterator[Step]:
    """Two settled, one on the spot; one open; two reported to the township, one of them to be handled there."""
    village, quarter = "双棠村", "渡口社区"
    yield CaseCame(
        recorded=days.ago(34), tag="case wall", unit=village, title="两家共用院墙倒塌谁来砌", who=(6,), people=2,
        text="院墙倒了，两家都说该对方砌。", locality="二组", result="当场说定各出一半料，村里出工，三天砌好。",
        measures=("mediation", "on_site"),
    )  # fmt: skip
    yield CaseCame(
        recorded=days.ago(22), tag="case stairs", unit=quarter, title="楼道堆物影响通行", who=(8,), channel="call",
        text="三单元楼道长期堆放杂物。", locality="临水小区三单元", means="phone",
    )  # fmt: skip
    yield CaseEnded(
        recorded=days.ago(15), of="case stairs", what="settle", unit=quarter, means="phone",
        result="上门劝说，四户自行清走，楼道张贴公约。", measures=("guidance", "on_site"),
    )  # fmt: skip
    day = days.ago(11)
    yield CaseCame(
        recorded=day, tag="case bridge", unit=village, title="便桥护坡被冲空", who=(12,),
        text="便桥一侧护坡被水冲空，村里没有能力修。", locality="一组便桥", people=1,
    )  # fmt: skip
    yield CaseEnded(recorded=day, of="case bridge", tag="m bridge", what="report", unit=village)
    yield Entered(recorded=days.after(day, 1), of="m bridge")
    yield Given(recorded=days.after(day, 1), of="m bridge", lead=ROADS, helpers={village: "设置警示，配合查勘"})
    yield Noticed(recorded=days.after(day, 2), of="m bridge", what="notify", content={"sent_to": ROADS})
    yield CaseCame(
        recorded=days.ago(6), tag="case games", unit=quarter, title="棋牌室晚间噪声", who=(9,), channel="call",
        text="楼下棋牌室十一点还在营业。", locality="临水巷", means="wechat",
    )  # fmt: skip
    yield CaseCame(
        recorded=days.ago(3), tag="case water", unit=village, title="灌溉放水先后有争执", who=(11,), people=3,
        text="上下游三户为放水先后争执，约好本周到村里说。", locality="三组",
    )  # fmt: skip


def _receptions(days: Days) -> Iterator[Step]:
    """Two past days with visitors, two coming; three visits, and one paid."""
    first, second = days.ago(12), days.ago(5)
    coming = (MAYOR, on_or_after(days.today + 2 * DAY)), (VICE, on_or_after(days.today + 9 * DAY))
    past = (SECRETARY, first), (DEPUTY, second)
    planned = days.ago(18)
    yield Rota(recorded=planned, tag="rota past", days=past)
    yield Published(recorded=planned, of="rota past", days=past)
    yield Received(
        recorded=first, tag="visit road", leader=SECRETARY, title="通村路排水沟堵塞", who=(4,), people=2, unit="芦花村",
        text="路边水沟多年没清，一下雨水漫到路面。", reply="请村镇建设办公室到现场查看，按程序登记办理。",
        place="信访接待室",
    )  # fmt: skip
    yield MadeMatter(recorded=days.after(first, 1), of="visit road", tag="m road")
    yield Entered(recorded=days.after(first, 1), of="m road")
    yield Given(recorded=days.after(first, 2), of="m road", lead=ROADS, helpers={"芦花村": "组织清沟"})
    yield Noticed(recorded=days.after(first, 3), of="m road", what="accept")
    yield Delivered(recorded=days.after(first, 3), of="m road", kind="acceptance")
    yield Received(
        recorded=days.ago(8), tag="visit field", kind="field_visit", leader=VICE, title="果园用水价格偏高",
        text="种植户反映抽水电费分摊不清。", reply="现场核对电表，由村里每月公开电费分摊表。", place="杏子坞村果园",
        unit="杏子坞村", who=(5,), people=4, settled=True,
    )  # fmt: skip
    yield Received(
        recorded=second, tag="visit card", leader=DEPUTY, title="老年优待证办理跑了两趟", who=(7,), unit="汀中社区",
        text="两次都缺材料，没有一次说清。", reply="当场由窗口一次受理办结，并补上一次告知单。", place="信访接待室",
        settled=True,
    )  # fmt: skip
    yield Received(
        recorded=second, tag="visit open", leader=DEPUTY, title="临街店铺排烟管朝向住户", who=(3,), unit="渡口社区",
        text="新开小吃店排烟管正对窗户。", place="信访接待室",
    )  # fmt: skip
    yield Rota(recorded=days.ago(4), tag="rota coming", days=coming)
    yield Published(recorded=days.ago(4), of="rota coming", days=coming)


def _charges(days: Days) -> Iterator[Step]:
    """One in charge, one waits to be approved."""
    yield ChargeProposed(
        recorded=days.ago(15), of="m joint", tag="charge joint", leader=SECRETARY, until=days.today + 15 * DAY
    )
    yield ChargeApproved(recorded=days.ago(14), of="charge joint")
    yield ChargeProposed(
        recorded=days.ago(2), of="m overdue", tag="charge overdue", leader=DEPUTY, until=days.today + 20 * DAY
    )
