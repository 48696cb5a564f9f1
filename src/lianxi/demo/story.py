"""A year and more of the township's meetings and papers, as a list of steps. Pure: the same today, the same steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from lianxi.demo import acts, paper_acts, words
from lianxi.demo.acts import Matter
from lianxi.demo.analyses import analyses, held_on
from lianxi.demo.assessments import assessments
from lianxi.demo.by_hand import recorded_by_hand
from lianxi.demo.cases import cases, heard_by
from lianxi.demo.chain import PRESENT, VILLAGES, Meeting, lived, matters, until
from lianxi.demo.days import DAY, Days, KeyPeriod, key_period, on_or_after, on_or_before, working
from lianxi.demo.disputes import disputes
from lianxi.demo.information import information
from lianxi.demo.interviews import interviews
from lianxi.demo.ledger import ledger
from lianxi.demo.packs import packs
from lianxi.demo.papers import papers
from lianxi.demo.problems import problems
from lianxi.demo.steps import Confirmed, Declared, Explained, Step
from lianxi.demo.supervisions import supervisions
from lianxi.demo.these_days import these_days
from lianxi.demo.units import unit_changes
from lianxi.rulebook.windows import clipped_windows, window_at

#: what became of the work meetings of ordinary months, the latest first; all earlier ones were kept
FATES = ("kept", "recorded_late", "explained", "minutes_late", "recorded_wrongly", "missed")
#: those of them that stayed on paper and were recorded by hand afterwards
BY_HAND = frozenset({"recorded_late", "recorded_wrongly"})
LIVED = frozenset({"kept", "minutes_late"})


def township(today: date) -> list[Step]:
    """Everything in the order it was recorded."""
    days = Days(today)
    period = key_period(today)
    steps = [*_key_period(days, period), *cases(days), *_meetings(days, period), *papers(days), *these_days(days)]
    steps += [*ledger(days), *unit_changes(days), *information(days)]
    steps += supervisions(days)
    steps += disputes(days)
    steps += packs(days)
    steps += interviews(days)
    steps += problems(days)
    steps += assessments(days)
    return sorted(steps, key=lambda step: step.recorded)  # stable: what follows another stands behind it


# meetings ---------------------------------------------------------------------------------------------------------


def _meetings(days: Days, period: KeyPeriod) -> Iterator[Step]:
    heard: dict[date, tuple[str, ...]] = {}
    analyzed = held_on(days)
    for month, (fate, index) in _work_months(days, period).items():
        yield from _work_meeting(days, month, fate, index, analyzed.get(month))
        if fate in LIVED and month in analyzed:
            heard[month] = tuple(f"work:{month:%Y-%m} {place}" for place in range(1, _decided(index) + 1))
    yield from _plenaries(days)
    yield from analyses(days, heard)
    yield from _coming(days)


def _work_months(days: Days, period: KeyPeriod) -> dict[date, tuple[str, int]]:
    """The ordinary months, newest first: what became of the work meeting, and its place in the list."""
    weekly = {_month(day) for day in _weekly_days(period) if day is not None}
    ordinary = [month for month in days.months() if _month(month) not in weekly]
    return {month: (FATES[at] if at < len(FATES) else "kept", at) for at, month in enumerate(ordinary)}


def _decided(index: int) -> int:
    """How many decisions that work meeting made."""
    return 1 + index % 2


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _work_meeting(days: Days, month: date, fate: str, index: int, heard_on: date | None) -> Iterator[Step]:
    held = on_or_before(month.replace(day=26))
    tag = f"work:{month:%Y-%m}"
    if fate == "explained":
        yield from _explained(days, month, held, tag)
        return
    if fate == "missed" or held <= days.founding:
        return
    if fate in BY_HAND:
        yield from recorded_by_hand(days, month, held, tag, index, fate)
        return
    yield from lived(
        days,
        Meeting(
            tag=tag,
            kind="work",
            title=f"{month.month}月信访工作会议",
            held=held,
            units=PRESENT,
            matters=matters(held, 2 * index, _decided(index)),
            heard=heard_by(days, held),
            absent=("竹篱村",) if index % 4 == 0 else (),
            leave=VILLAGES[index % len(VILLAGES)],
            substitute=(VILLAGES[(index + 3) % len(VILLAGES)], "村委会副主任代会"),
            issued_after=9 if fate == "minutes_late" else 4,
            paper=index % 3 == 1,
            returned="请写明第一项议定事项的完成时限。" if index == 9 else "",
            ahead=1 if index == 6 else 0,
            moved_from=on_or_before(held - 3 * DAY) if index == 7 else None,
            heard_on=heard_on,
        ),
        2 * index,
    )


def _explained(days: Days, month: date, held: date, tag: str) -> Iterator[Step]:
    """It was called, cancelled for a reason of the season, explained, and the convener confirmed that."""
    reason = words.reason(month.month)
    yield acts.Called(
        recorded=on_or_before(held - 6 * DAY), tag=f"cancelled {tag}", kind="work", day=held, at=time(14, 30),
        title=f"{month.month}月信访工作会议", place=words.HALL, units=PRESENT,
    )  # fmt: skip
    yield acts.Cancelled(recorded=on_or_before(held - DAY), of=f"cancelled {tag}", reason=reason)
    told = on_or_after(window_at(month, "month").end + 2 * DAY)
    yield Explained(recorded=told, tag=tag, kind="work", window=month, reason=reason)
    yield Confirmed(recorded=days.after(told, 2), of=tag)


def _coming(days: Days) -> Iterator[Step]:
    """The next work meeting is called already."""
    wanted = on_or_before(days.today.replace(day=26))
    day = wanted if wanted >= days.today + 2 * DAY else on_or_after(days.today + 3 * DAY)
    yield acts.Called(
        recorded=days.last, tag="coming", kind="work", title=f"{day.month}月信访工作会议", day=day, at=time(9, 0),
        place=words.HALL, units=PRESENT, heard=("task unheard",),
        agenda=(("研究矛盾纠纷排查安排", "平安建设办公室"), ("通报集镇供水管网改造进展", "自然资源和村镇建设办公室")),
    )  # fmt: skip


def _plenaries(days: Days) -> Iterator[Step]:
    for year in days.years():
        for half, month in (("上半年", 4), ("下半年", 10)):
            held = days.past(year, month, 16)
            if held is None:
                continue
            tag, title = f"plenary:{year} {half}", f"{year}年{half}信访工作联席会议全体会议"
            major = Matter(
                f"实施{half}信访突出问题攻坚清单，各责任单位逐项销号。", "平安建设办公室", due=held + 17 * DAY,
                major=True, key=True,
            )  # fmt: skip
            plan = Meeting(
                tag=tag, kind="plenary", title=title, held=held, matters=(major,), absent=("云岭脚村",),
                agenda=(
                    (f"通报{half}信访工作情况", "平安建设办公室"), ("审议信访突出问题攻坚清单", "平安建设办公室"),
                    ("通报规范登记告知情况", "便民服务中心"),
                ),
                substitute=("渡口社区", "社区副主任代会"), guests="县信访工作联席会议办公室有关负责同志",
            )  # fmt: skip
            yield from lived(days, plan, 1)
            yield from until(days, _reported_upwards(tag, held, half))


def _reported_upwards(meeting: str, held: date, half: str) -> Iterator[Step]:
    """The major decision: reported to the township and the county on two days, answered by the county."""
    tag, sent = f"report {meeting}", on_or_before(held + 7 * DAY)
    number = f"鹭信联办〔{held.year}〕{held.month}号"
    yield paper_acts.ReportDrafted(
        recorded=on_or_before(held + 5 * DAY), tag=tag, of=f"decision {meeting} 1",
        title=f"关于{half}信访突出问题攻坚清单及责任分工的报告",
        text="现将全体会议研究确定的攻坚清单报告如下。\n一、总体安排\n对排查出的突出问题逐项明确责任单位和时限。\n"
        "二、推进措施\n每月在工作会议上听取进展，逾期的由办公室督办。",
        to=("镇党委、镇政府", "县信访工作联席会议"),
    )  # fmt: skip
    yield paper_acts.ReportSent(recorded=on_or_before(held + 6 * DAY), of=tag, places=(0,), means="paper")
    yield paper_acts.ReportSent(recorded=sent, of=tag, places=(1,), means="oa", number=number)
    yield paper_acts.ReportAnswered(recorded=on_or_after(sent + 12 * DAY), of=tag, place=1, text="同意，请按清单推进。")


# the key period -----------------------------------------------------------------------------------------------------


def _weekly_days(period: KeyPeriod) -> list[date | None]:
    """The day of each week's meeting; the second week was missed. On duty the office also meets on holidays."""
    found: list[date | None] = []
    for index, week in enumerate(clipped_windows(period.days, "week")):
        in_week = [week.start + timedelta(days=offset) for offset in range(week.days)]
        chosen = next((day for day in in_week[1:] if working(day)), in_week[1])
        found.append(None if index == 1 else chosen)
    return found


def _key_period(days: Days, period: KeyPeriod) -> Iterator[Step]:
    yield Declared(
        recorded=on_or_before(period.days.start - 4 * DAY),
        tag="key period",
        name=period.name,
        start=period.days.start,
        end=period.days.end,
        basis=period.basis,
    )
    for index, held in enumerate(_weekly_days(period)):
        if held is not None:
            plan = Meeting(
                tag=f"weekly:{index}", kind="work", held=held, units=PRESENT, issued_after=3,
                title=f"{period.name}期间第{'一二三四五'[index]}周信访工作会议",
                matters=(Matter("重点时期实行日排查、零报告，各村社区每日十七时前报办公室。", no_task=True),),
                agenda=(("通报本周排查情况", "平安建设办公室"), ("研究下周值班和巡查安排", "鹭汀派出所")),
            )  # fmt: skip
            yield from lived(days, plan, index)
