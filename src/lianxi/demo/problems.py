"""Major problems of the demo: one lived to its end, one complex and before the conference, one investigated now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.acts import Matter
from lianxi.demo.chain import Meeting, lived, means_of, until
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Step):
    """``sources``: tags of matters, disputes, information."""

    title: str
    text: str
    kind: str
    unit: str
    due: date
    sources: tuple[str, ...] = ()
    major: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Of(Step):
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigated(Of):
    """``options``: name, for, against, cost. ``means`` as in ``acts``."""

    findings: str
    policy: str = ""
    options: tuple[tuple[str, str, str, str], ...] = ()
    proposal: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded(Of):
    ground: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled(Of):
    """``item``: the title under which a meeting takes it up."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Of):
    """What the meeting with these minutes decided on it is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised(Of):
    addressee: str
    text: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceAnswered(Of):
    adopted: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Of):
    outcome: str


def problems(days: Days) -> Iterator[Step]:
    """Counted back from today; what is open is due in the days to come, so nothing more is overdue."""
    yield from until(days, _settled(days))
    yield from _waiting(days)
    yield from _under_investigation(days)


def _settled(days: Days) -> Iterator[Step]:
    """临街店铺租金减免: from its file over a meeting and its task to what changed, the policy itself mended in part."""
    day, tag, item = days.ago(128), "problem settled", "研究镇属临街店铺租金减免口径"
    yield Opened(
        recorded=day, tag=tag, title="镇属临街店铺租金减免执行口径不一", kind="policy", unit="财政所", major=True,
        due=day + 28 * DAY, text="同一时期承租的店铺，减免月数有三个月和六个月两种，多户反映不公平。",
    )  # fmt: skip
    studied, held = on_or_before(day + 18 * DAY), on_or_before(day + 30 * DAY)
    yield Investigated(
        recorded=studied, of=tag, means="paper", policy="鹭政发〔2022〕7号第三条",
        findings="两批合同分别适用两个时期的减免通知，前一批少减三个月，涉及店铺二十一间。",
        options=(
            ("统一补减三个月", "口径一致，一次了结", "当年租金收入减少", "约 9.6 万元，列入村镇资产收益"),
            ("维持原合同", "不增加支出", "矛盾继续，可能集体反映", "无"),
        ),
        proposal="建议统一补减三个月，由财政所核算，便民服务中心逐户告知。",
    )  # fmt: skip
    yield Grounded(recorded=studied, of=tag, ground="complex", reason="涉及两个时期的政策衔接和镇属资产收益。")
    yield Tabled(recorded=on_or_after(studied + 2 * DAY), of=tag, item=item, reason="请会议议定统一口径和资金来源。")
    meeting = Meeting(
        tag="rent meeting", kind="ad_hoc", title="镇属店铺租金减免专题会议", held=held, agenda=((item, "财政所"),),
        units=("财政所", "便民服务中心", "渡口社区", "汀中社区"), reason="承租户集中反映",
        matters=(Matter("统一补减三个月租金，财政所核算到户并公示。", "财政所", due=held + 18 * DAY),),
    )  # fmt: skip
    yield from lived(days, meeting, 3)
    issued = on_or_after(held + 5 * DAY)
    yield Decided(recorded=issued, of=tag)
    yield Advised(
        recorded=issued, of=tag, addressee="县财政局", number=f"鹭信联办函〔{issued.year}〕4号",
        text="两份减免通知衔接条款不明，建议明确跨期合同的适用办法。",
    )  # fmt: skip
    yield AdviceAnswered(
        recorded=on_or_after(held + 33 * DAY), of=tag, adopted="partly",
        answer="今后发文写明跨期合同的适用办法；已执行完毕的不再调整，由各镇自行处理。",
    )  # fmt: skip
    yield Closed(
        recorded=on_or_after(held + 36 * DAY), of=tag,
        outcome="二十一间店铺补减租金 9.6 万元已全部抵扣，减免名单公示七天无异议，此后没有再反映。",
    )  # fmt: skip


def _waiting(days: Days) -> Iterator[Step]:
    """Complex, investigated, before the conference: it waits for the next agenda."""
    day, tag = days.ago(34), "problem waiting"
    yield Opened(
        recorded=day, tag=tag, title="灌溉用水分配和渠系管护责任不清", kind="group", unit="农业农村办公室",
        due=day + 28 * DAY, text="上下游几个组每到用水季就争水，渠系分段由谁管护没有定过。",
    )  # fmt: skip
    studied = on_or_before(day + 20 * DAY)
    yield Investigated(
        recorded=studied, of=tag, means=means_of("农业农村办公室", 0),
        findings="主渠七公里，三段没有管护单位；放水时段只有口头约定。", policy="县农田水利管护办法第九条",
        options=(
            ("按村分段管护", "责任清楚", "两个村管护力量弱", "每年约 2 万元"),
            ("成立用水协会统一管护", "统一调度", "筹建需要时间", "首年约 3.5 万元"),
        ),
        proposal="建议先按村分段管护，两年内过渡到用水协会。",
    )  # fmt: skip
    yield Grounded(recorded=studied, of=tag, ground="difficult", reason="涉及四个村，管护经费没有来源。")
    yield Tabled(
        recorded=max(studied, days.ago(6)), of=tag, item="研究灌溉用水分配和渠系管护责任",
        reason="请会议明确分段责任和经费来源。",
    )  # fmt: skip


def _under_investigation(days: Days) -> Iterator[Step]:
    """A village with a login is to investigate by a day to come."""
    yield Opened(
        recorded=days.ago(8), tag="problem village", title="竹山组共用通道和宅基地边界历史遗留纠纷", kind="group",
        unit="双棠村", due=days.today + 9 * DAY, sources=("dispute path",),
        text="几户宅基地边界登记与现状不符，共用通道多次被占，调解后又起。",
    )  # fmt: skip
