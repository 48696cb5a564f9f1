"""点评, 重点关注, 通报督办 and 约谈 of the demo: what the convener decided, what was put right, what waits for him."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days
from lianxi.demo.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented(Step):
    """Said of a unit at the latest meeting."""

    unit: str
    good: str = ""
    owed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Step):
    """列入重点关注; ``on``: the thing it rests on, by its tag."""

    unit: str
    ground: str
    reason: str
    measures: str
    exit_when: str
    until: date
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureProposed(Step):
    kind: str
    unit: str
    ground: str
    text: str
    demand: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewWanted(Step):
    """``proposed``: by the office; else decided by the convener himself, or signed by him on paper (``means``)."""

    unit: str
    ground: str
    reason: str
    on: str = ""
    planned_on: date | None = None
    place: str = ""
    proposed: bool = False
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewHeld(Step):
    of: str
    problem: str
    cause: str
    measures: str
    statement: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfUnit(Step):
    """``what``: reply (to a comment), respond (to attention), answer (a measure), state (a view), rectify."""

    of: str
    what: str
    text: str
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOffice(Step):
    """``what``: close (an interview), lift (a measure), leave (attention); ``approve``: of the convener."""

    of: str
    what: str
    text: str = ""


def interviews(days: Days) -> Iterator[Step]:
    """Counted back from today; nothing of it is overdue today."""
    yield from _past(days)
    yield from _measures(days)
    yield from _these_days(days)


def _past(days: Days) -> Iterator[Step]:
    """An interview from the decision to its close, the old one of the spring closed as well."""
    tag, unit, held = "interview past", "渡口社区", days.ago(52)
    yield InterviewWanted(
        recorded=days.ago(56), tag=tag, unit=unit, ground="false_handling", planned_on=held, place="镇党委小会议室",
        reason="物业纠纷回访报告所附照片系上一年旧照，与现场情况不符。",
    )  # fmt: skip
    yield OfUnit(
        recorded=days.ago(54), of=tag, what="state", means=means_of(unit, 0),
        text="照片由网格员代传，社区没有核对，愿意当面说明。",
    )  # fmt: skip
    yield InterviewHeld(
        recorded=held, of=tag, due=held + 14 * DAY,
        problem="回访不到户，以旧照片充作整改结果。", cause="社区对上报材料没有复核，网格员任务交代不清。",
        measures="七户逐户回访，重新报送；建立上报材料两人复核。",
        statement="情况属实，接受约谈。未入户是因两户外出，已约定时间。",
    )  # fmt: skip
    yield OfUnit(
        recorded=days.ago(41), of=tag, what="rectify", means=means_of(unit, 0),
        text="七户已全部入户回访，签字表和照片附后；已明确社区副主任复核上报材料。",
    )  # fmt: skip
    yield OfOffice(recorded=days.ago(39), of=tag, what="close", text="抽查三户属实，予以办结。")
    yield OfOffice(recorded=days.ago(88), of="interview", what="close", text="审批积压已清。")


def _measures(days: Days) -> Iterator[Step]:
    """One ordered, answered and lifted; one listed and in force; a circular that waits for the convener."""
    tag, unit = "measure past", "云岭脚村"
    proposed = days.ago(34)
    yield MeasureProposed(
        recorded=proposed, tag=tag, kind="ordered", unit=unit, ground="convener",
        text="搬迁户过渡安置费发放表两次退回后，仍缺三户签字。", demand="补齐三户签字并张榜公示。",
        due=proposed + 14 * DAY,
    )  # fmt: skip
    yield OfOffice(recorded=days.ago(33), of=tag, what="approve", text="同意，限期补齐。")
    yield OfUnit(
        recorded=days.ago(25), of=tag, what="answer", means=means_of(unit, 0), text="三户签字已补齐，公示七日无异议。"
    )
    yield OfOffice(recorded=days.ago(24), of=tag, what="lift", text="整改到位。")
    yield MeasureProposed(
        recorded=days.ago(6), tag="measure open", kind="listed", unit="双棠村", ground="convener",
        text="采石场运输扬尘问题会议议定后，洒水和限速措施没有落实到车。",
        demand="与采石场签订洒水限速约定，每日巡查并留存记录。", due=days.today + 7 * DAY,
    )  # fmt: skip
    yield OfOffice(recorded=days.ago(5), of="measure open", what="approve", text="同意挂牌督办。")
    yield MeasureProposed(
        recorded=days.last, tag="measure proposed", kind="circular", unit="汀中社区", ground="convener",
        text="楼道堆放物清理台账与现场不符，两次提醒后没有更正。",
    )  # fmt: skip


def _these_days(days: Days) -> Iterator[Step]:
    """What the convener finds to decide, what a village finds to put right, what was said at the last meeting."""
    yield Commented(
        recorded=days.ago(4), tag="comment good", unit="双棠村", good="饮水管线漏损反映当天入户，进展每周反馈。",
        owed="采石场扬尘措施落实慢，会后一周内补报。",
    )  # fmt: skip
    yield Commented(recorded=days.ago(4), tag="comment replied", unit="便民服务中心", good="窗口分时预约试行效果好。")
    yield OfUnit(
        recorded=days.ago(3), of="comment replied", what="reply", means="phone", text="将把做法整理成操作手册。"
    )
    tag, unit, held = "interview open", "双棠村", days.ago(8)
    yield InterviewWanted(
        recorded=days.ago(10), tag=tag, unit=unit, ground="convener", planned_on=held, place="镇党委小会议室",
        reason="采石场扬尘问题会议议定已过一个月，村里没有安排专人，群众再次反映时仍未到场。",
    )  # fmt: skip
    yield InterviewHeld(
        recorded=held, of=tag, due=days.today + 6 * DAY,
        problem="议定措施没有专人落实，群众再次反映时没有到场。", cause="村两委分工不明，夜间运输无人值守。",
        measures="明确一名副主任专管，夜间值守到场，十五日内报整改情况。",
        statement="夜间值守人手不足，请综合执法队协助。",
    )  # fmt: skip
    yield Listed(
        recorded=days.ago(3), tag="attention", unit="竹篱村", ground="overdue", on="ad hoc 1",
        reason="分时放水方案逾期未报，没有书面说明。", measures="办公室每周三电话了解进展，水利员到村指导。",
        exit_when="方案报送并经会议听取，连续两个月交办任务按期办结。", until=days.today + 20 * DAY,
    )  # fmt: skip
    yield InterviewWanted(
        recorded=days.last, tag="interview proposed", unit="竹篱村", ground="overdue", on="ad hoc 1", proposed=True,
        planned_on=days.today + 3 * DAY, place="镇党委小会议室",
        reason="分时放水方案逾期未报，催办后没有书面说明，春灌前必须定下来。",
    )  # fmt: skip
