"""Analysis packs in the demo: last month's confirmed and put before the meeting, this month's to be looked at. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days
from lianxi.demo.disputes import DisputeFound
from lianxi.demo.steps import Step

#: one thing that several villages speak of for the first time: unit, days ago, what is said
PARCELS = (
    ("双棠村", 17, "快递驿站关门后取件远", "村口快递驿站关门，取件要到十里外，老人代收的药品取不到。"),
    ("芦花村", 12, "快递驿站停收引起争吵", "快递驿站停了，快递员放在小卖部，每件收取件费，为取件费吵起来。"),
    ("竹篱村", 8, "快递驿站撤点", "快递驿站撤点以后包裹堆在路口，丢了两件，互相指责。"),
    ("渡口社区", 5, "快递驿站收取件费", "快递驿站每件收一块取件费，不给就退件，居民和驿站争执。"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMade(Step):
    """``month``: its first day."""

    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAdded(Step):
    of: str
    title: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackConfirmed(Step):
    """Every problem that still waits is taken in; then the whole is confirmed and put before the meeting."""

    of: str
    text: str


def packs(days: Days) -> Iterator[Step]:
    """None of a month before the founding."""
    for place, (unit, ago, title, text) in enumerate(PARCELS):
        yield DisputeFound(
            recorded=days.ago(ago), unit=unit, title=title, text=text, kind="other", place=f"{unit}村口",
            result="" if place == len(PARCELS) - 1 else "驿站答应先不收费，等镇里协调。", means=means_of(unit, place),
        )  # fmt: skip
    this = days.last.replace(day=1)
    last = (this - DAY).replace(day=1)
    made = days.ago(4)
    if last > days.founding and made > last:
        yield PackMade(recorded=made, tag="pack last", month=last)
        yield ConcernAdded(
            recorded=made, of="pack last", title="小区楼道给电瓶车充电引起的邻里争议", kind="governance",
            text="两个社区的网格员都有反映，尚未成为信访事项，消防隐患突出，建议例会研究集中充电点选址。",
        )  # fmt: skip
        said = "上月信访形势平稳，反映集中在村务、道路和邻里三方面。建议把楼道充电问题列入例会研究。"
        yield PackConfirmed(recorded=made, of="pack last", text=said)
    yield PackMade(recorded=days.last, tag="pack this", month=this)
