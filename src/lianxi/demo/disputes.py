"""Screening in the demo: villages report each month, disputes are found, settled, passed on; outside figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.chain import VILLAGES, means_of
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Step
from lianxi.information.screening_periods import Period, before, period_of

#: how long ago the office began to ask for reports: calendar days
BEGAN = 70
LATE = "云岭脚村"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningBegun(Step):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened(Step):
    unit: str
    period: Period
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningChased(Step):
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFound(Step):
    """``settles``: empty where the unit settles it itself."""

    unit: str
    title: str
    kind: str
    risk: str = "low"
    place: str = ""
    text: str = ""
    people: int | None = None
    settles: str = ""
    responsible: str = ""
    due: date | None = None
    measure: str = ""
    result: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeStep(Step):
    """``what``: measure, settle, reopen, to_matter."""

    of: str
    what: str
    unit: str
    text: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresLoaded(Step):
    """``rows``: month, unit (empty: the whole township), category, count, settled."""

    source: str
    rows: tuple[tuple[date, str, str, int, int | None], ...]


def disputes(days: Days) -> Iterator[Step]:
    """The same today gives the same steps, none after the last working day."""
    began = days.ago(BEGAN)
    yield ScreeningBegun(recorded=began)
    yield from _found(days)
    period = before(period_of("month", days.today))
    first = True
    while period.last >= began:
        yield from _month(days, period, latest=first)
        period, first = before(period), False
    yield from _figures(days)


def _month(days: Days, period: Period, *, latest: bool) -> Iterator[Step]:
    """Everybody reports in the last days of the month; in the latest one a village had to be reminded."""
    reminded, told = on_or_after(period.last + DAY), on_or_after(period.last + 3 * DAY)
    late = latest and told <= days.last
    for place, unit in enumerate(VILLAGES):
        day = max(on_or_before(period.last - (place % 3) * DAY), on_or_after(period.opens))
        if late and unit == LATE:
            yield ScreeningChased(recorded=reminded, period=period)
            day = told
        yield Screened(recorded=min(day, days.last), unit=unit, period=period, means=means_of(unit, place))


def _found(days: Days) -> Iterator[Step]:
    yield from _settled(days)
    yield from _open(days)


def _settled(days: Days) -> Iterator[Step]:
    yield DisputeFound(
        recorded=days.ago(58), unit="芦花村", title="两户共用晒场使用次序争执", kind="neighbours", place="三组",
        result="当场商定单双日轮流使用，双方认可。", means="wechat",
    )  # fmt: skip
    tag = "dispute fish"
    yield DisputeFound(
        recorded=days.ago(52), tag=tag, unit="石埠头村", title="鱼塘退租后设施折价分歧", kind="contract", risk="middle",
        place="塘埂", people=2, responsible="村调解委员会主任", due=days.ago(52) + 30 * DAY, means="phone",
        measure="约双方核对租约和添置清单。",
    )  # fmt: skip
    yield DisputeStep(recorded=days.ago(45), of=tag, what="measure", unit="石埠头村", means="phone",
                      text="请农业农村办公室到场估价，差额缩小到两千元以内。")  # fmt: skip
    yield DisputeStep(recorded=days.ago(38), of=tag, what="settle", unit="石埠头村", means="paper",
                      text="按估价折半补偿，签订退租协议，当场履行。")  # fmt: skip
    tag = "dispute path"
    yield DisputeFound(
        recorded=days.ago(41), tag=tag, unit="双棠村", title="竹山组两户共用通道堆放杂物", kind="neighbours",
        place="竹山组", people=2, measure="上门劝导，约定三日内清理。",
    )  # fmt: skip
    yield DisputeStep(
        recorded=days.ago(37), of=tag, what="settle", unit="双棠村", text="杂物已清理，约定通道不再堆物。"
    )
    yield DisputeStep(
        recorded=days.ago(16), of=tag, what="reopen", unit="双棠村", text="秋收后又堆放稻草，另一户再次反映。"
    )
    yield DisputeStep(
        recorded=days.ago(12), of=tag, what="measure", unit="双棠村", text="村里腾出晒场一角集中堆放稻草。"
    )
    yield DisputeStep(recorded=days.ago(9), of=tag, what="settle", unit="双棠村", text="稻草移到晒场，双方签字认可。")


def _open(days: Days) -> Iterator[Step]:
    yield DisputeFound(
        recorded=days.ago(20), unit="渡口社区", title="夜市摊位油烟影响楼上住户", kind="environment", risk="middle",
        place="渡口路夜市", people=14, settles="综合执法队", responsible="执法队负责人", due=days.today + 7 * DAY,
        measure="社区协商两次，摊主同意加装净化器，安装时间有分歧。", means="wechat",
    )  # fmt: skip
    tag = "dispute water"
    yield DisputeFound(
        recorded=days.ago(13), tag=tag, unit="双棠村", title="上下游两组灌溉放水次序争执", kind="land", risk="high",
        place="东渠", people=30, responsible="村委会主任", due=days.today + 4 * DAY,
        text="旱情持续，上游组夜间先放水，下游组连续三天无水，田间发生争吵。",
    )  # fmt: skip
    yield DisputeStep(recorded=days.ago(8), of=tag, what="measure", unit="双棠村",
                      text="召集两组组长商定分段放水时刻表，每日专人开闸。")  # fmt: skip
    tag = "dispute wages"
    yield DisputeFound(
        recorded=days.ago(6), tag=tag, unit="杏子坞村", title="茶园采摘工钱结算时间分歧", kind="wages", risk="middle",
        place="茶园基地", people=9, measure="与基地核对工时，基地称等货款到账后结算。", means="phone",
    )  # fmt: skip
    yield DisputeStep(recorded=days.ago(3), of=tag, what="to_matter", unit="杏子坞村", means="phone")


#: category → how many in a month of each source, by unit
_LINE = {"噪声扰民": ("汀中社区", 11), "占道经营": ("渡口社区", 9), "供水": ("双棠村", 4), "路面破损": ("芦花村", 6)}
_GRID = {"消防隐患": ("汀中社区", 7), "邻里纠纷": ("渡口社区", 5), "环境卫生": ("石埠头村", 8)}


def _figures(days: Days) -> Iterator[Step]:
    """The office brings in last month's figures at the beginning of each month."""
    for back, first in enumerate(days.months()[:3]):
        day = on_or_after((first.replace(day=28) + 7 * DAY).replace(day=3))
        for source, kinds in (("line", _LINE), ("grid", _GRID)):
            rows = [
                (first, unit, category, count + (back * 3 + place) % 5, count - place % 2)
                for place, (category, (unit, count)) in enumerate(kinds.items())
            ]
            whole = ((first, "", "咨询", 24 + 3 * back, None),) if source == "line" else ()
            yield FiguresLoaded(recorded=min(day, days.last), source=source, rows=(*rows, *whole))
