"""责任目标 and 考核 of the demo: letters signed, a past assessment published, this year's scheme in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.demo.chain import means_of
from lianxi.demo.days import DAY, Days
from lianxi.demo.steps import Step

SIGNED = ("双棠村", "竹篱村", "汀中社区", "鹭汀派出所")


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersDrafted(Step):
    """The same targets for several units; ``aims``: title, standard, due."""

    year: int
    units: tuple[str, ...]
    aims: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSigned(Step):
    """``place``: which of the letters drafted together, from 0."""

    of: str
    place: int
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetReported(Step):
    """``place``: which of the targets drafted together, from 0."""

    of: str
    place: int
    unit: str
    text: str
    means: str = ""
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDrafted(Step):
    title: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeStep(Step):
    """``what``: submit, confirm, compute, object, answer, settle, publish. ``unit``: who objects."""

    of: str
    what: str
    text: str = ""
    unit: str = ""
    means: str = ""


def assessments(days: Days) -> Iterator[Step]:
    """Counted back from today."""
    yield from _targets(days)
    yield from _past(days)
    year = days.today.year
    tag = "scheme"
    yield SchemeDrafted(
        recorded=days.ago(50), tag=tag, title=f"{year}年度信访工作责任目标考核办法", first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
    )  # fmt: skip
    yield SchemeStep(recorded=days.ago(49), of=tag, what="submit")
    yield SchemeStep(recorded=days.ago(47), of=tag, what="confirm", text="同意，按此办法考核。")


def _targets(days: Days) -> Iterator[Step]:
    """Four letters of this year; one target was met and accepted, the others are under way."""
    year, tag = days.today.year, "letters"
    end = date(year, 12, 31)
    aims = (
        ("矛盾纠纷排查", "每月排查一次，按时报告，零报告不漏报", min(days.today + 25 * DAY, end)),
        ("联席会议议定事项", "到期的议定事项全部反馈，有结果、有佐证", min(days.today + 32 * DAY, end)),
    )
    yield LettersDrafted(recorded=days.ago(44), tag=tag, year=year, units=SIGNED, aims=aims)
    for place, unit in enumerate(SIGNED[:3]):
        yield LetterSigned(recorded=days.ago(42 - place), of=tag, place=place, signer=f"{unit}主要负责人")
    unit = SIGNED[1]
    yield TargetReported(
        recorded=days.ago(9), of=tag, place=2, unit=unit, means=means_of(unit, 0), accepted=True,
        text="本年度各月均已排查并报告，台账附办公室存档。",
    )  # fmt: skip


def _past(days: Days) -> Iterator[Step]:
    """From the scheme to the circular, with an objection that was answered."""
    tag, last = "scheme past", days.ago(78)
    unit = "竹篱村"
    yield SchemeDrafted(
        recorded=days.ago(110), tag=tag, title=f"{last.year}年信访工作阶段考核办法",
        first_day=max(days.first, last - 180 * DAY), last_day=last,
    )  # fmt: skip
    yield SchemeStep(recorded=days.ago(109), of=tag, what="submit")
    yield SchemeStep(recorded=days.ago(106), of=tag, what="confirm", text="同意。")
    yield SchemeStep(recorded=days.ago(73), of=tag, what="compute")
    yield SchemeStep(
        recorded=days.ago(72), of=tag, what="object", unit=unit, means=means_of(unit, 0),
        text="会议当日已电话请假，请核对登记。",
    )  # fmt: skip
    yield SchemeStep(recorded=days.ago(69), of=tag, what="answer", text="查无请假登记和通话记录，记录属实，不作更正。")
    yield SchemeStep(recorded=days.ago(60), of=tag, what="settle", text="同意公布。")
    yield SchemeStep(recorded=days.ago(59), of=tag, what="publish")
