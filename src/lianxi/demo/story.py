"""A year and more of the township's meetings and papers, as a list of steps. Pure: the same today, the same steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lianxi.demo import words
from lianxi.demo.cases import cases
from lianxi.demo.days import DAY, Days, KeyPeriod, key_period, on_or_after, on_or_before, working
from lianxi.demo.steps import Acknowledged, Confirmed, Declared, Did, Explained, Step, Withdrawn
from lianxi.rulebook.windows import Window, clipped_windows, window_at

CONVENERS = ("沈怀舟", "陆明渠", "温若谷")
#: what became of the work meetings of ordinary months, the latest first; all earlier ones were kept
FATES = ("kept", "recorded_late", "explained", "minutes_late", "recorded_wrongly", "missed")


def township(today: date) -> list[Step]:
    """Everything in the order it was recorded."""
    days = Days(today)
    period = key_period(today)
    steps = [*_meetings(days, period), *_key_period(days, period), *_papers(days), *cases(days)]
    return sorted(steps, key=lambda step: step.recorded)  # stable: what follows another stands behind it


# meetings ---------------------------------------------------------------------------------------------------------


def _meetings(days: Days, period: KeyPeriod) -> Iterator[Step]:
    weekly = {_month(day) for day in _weekly_days(period) if day is not None}
    ordinary = [month for month in days.months() if _month(month) not in weekly]
    for index, month in enumerate(ordinary):
        yield from _work_meeting(days, month, FATES[index] if index < len(FATES) else "kept", index)
    yield from _plenaries(days)
    yield from _analyses(days)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _work_meeting(days: Days, month: date, fate: str, index: int) -> Iterator[Step]:
    held = on_or_before(month.replace(day=26))
    tag = f"work:{month:%Y-%m}"
    if fate == "explained":
        told = on_or_after(window_at(month, "month").end + 2 * DAY)
        yield Explained(recorded=told, tag=tag, kind="work", window=month, reason=words.reason(month.month))
        yield Confirmed(recorded=days.after(told, 2), of=tag)
        return
    if fate == "missed" or held <= days.founding:
        return
    title = f"{month.month}月信访工作会议"
    late = fate == "recorded_late"
    recorded = on_or_after(window_at(month, "month").end + 5 * DAY) if late else days.after(held, 1)
    if fate == "recorded_wrongly":
        yield _meeting("work", title, held - 7 * DAY, recorded, tag, index)
        recorded = days.after(recorded, 1)
        yield Withdrawn(recorded=recorded, of=tag, reason=f"日期录错，应为{held.month}月{held.day}日，已重新登记。")
    yield _meeting("work", title, held, recorded, tag, index)
    yield from _minutes(days, tag, title, held, recorded, limit=9 if fate == "minutes_late" else 4)
    for matter in range(1 + index % 2):
        yield from _decision(days, tag, held, recorded, 2 * index + matter)


def _meeting(kind: str, title: str, on: date, recorded: date, tag: str, index: int, *, key_week: bool = False) -> Did:
    return Did(
        verb="meeting.held",
        kind=kind,
        title=title,
        on=on,
        recorded=recorded,
        tag=tag,
        place=words.HALL,
        attended=words.ATTENDED[index % len(words.ATTENDED)],
        key_week=key_week,
    )


def _minutes(days: Days, tag: str, title: str, held: date, known: date, *, limit: int = 4) -> Iterator[Step]:
    """Approved by the convener on paper, then issued; he confirms what was recorded for him."""
    issued = days.within(held, limit) if limit < 5 else on_or_after(held + limit * DAY)
    approved = max(held, on_or_before(issued - DAY))
    convener = CONVENERS[0]
    yield Did(
        verb="minutes.approved",
        of=tag,
        tag=f"approved {tag}",
        on=approved,
        recorded=max(known, approved),
        title=f"{title}纪要审定",
        approver=convener,
        note="原件存办公室，扫描件见附件。",
    )
    yield Did(
        verb="minutes.issued",
        of=tag,
        on=issued,
        recorded=max(known, issued),
        title=f"{title}纪要",
        note="印发各成员单位。",
    )
    yield Acknowledged(recorded=days.after(max(known, issued), 3), of=f"approved {tag}")


def _decision(days: Days, meeting: str, held: date, recorded: date, number: int) -> Iterator[Step]:
    matter, unit = words.decision(number)
    tag = f"{meeting} {number}"
    yield Did(verb="decision.made", on=held, recorded=recorded, tag=tag, title=matter, unit=unit)
    done = on_or_before(held + (10 + number % 9) * DAY)
    if done <= days.last:
        yield Did(
            verb="execution.reported_to_conference",
            of=tag,
            on=done,
            recorded=max(done, recorded),
            title=f"{matter}：落实情况报告",
            unit=unit,
            means=("wechat", "paper", "phone")[number % 3],
        )


def _plenaries(days: Days) -> Iterator[Step]:
    for year in days.years():
        for half, month in (("上半年", 4), ("下半年", 10)):
            held = days.past(year, month, 16)
            if held is None:
                continue
            tag, title = f"plenary:{year} {half}", f"{year}年{half}信访工作联席会议全体会议"
            recorded = days.after(held, 1)
            yield _meeting("plenary", title, held, recorded, tag, 0)
            yield from _minutes(days, tag, title, held, recorded)
            yield from _reported_upwards(days, tag, held, recorded, f"{half}信访突出问题攻坚清单及责任分工")


def _reported_upwards(days: Days, meeting: str, held: date, recorded: date, matter: str) -> Iterator[Step]:
    """A major decision: reported to the township and the county, and carried out."""
    tag = f"{meeting} major"
    major = frozenset({"major"})
    yield Did(
        verb="decision.made", on=held, recorded=recorded, tag=tag, title=matter, unit="平安建设办公室", flags=major
    )
    sent = days.within(held, 7)
    yield Did(verb="report.sent", of=tag, on=sent, recorded=max(sent, recorded), title=f"关于{matter}的报告")
    done = days.within(held, 17)
    yield Did(
        verb="execution.reported_to_conference",
        of=tag,
        on=done,
        recorded=max(done, recorded),
        title=f"{matter}：落实情况报告",
        unit="平安建设办公室",
        means="paper",
    )


def _analyses(days: Days) -> Iterator[Step]:
    """Every two months; of the latest closed window there is an explanation that waits for the convener."""
    current = window_at(days.today, "month", 2)
    window = window_at(current.start - DAY, "month", 2)
    told = days.at(window.end + 4 * DAY)
    yield Explained(recorded=told, tag="waiting", kind="analysis", window=window.start, reason=words.WAITING)
    held = on_or_before(current.end.replace(day=12))
    if held < days.last and days.today.day > 15:
        yield from _analysis(days, current, held, late=False)
    for back in range(6):
        window = window_at(window.start - DAY, "month", 2)
        if window.start >= days.first:
            yield from _analysis(days, window, on_or_before(window.end.replace(day=12)), late=back == 2)


def _analysis(days: Days, window: Window, held: date, *, late: bool) -> Iterator[Step]:
    title = f"{window.start.month}—{window.end.month}月信访形势分析会"
    recorded = on_or_after(window.end + 8 * DAY) if late else days.after(held, 1)
    tag = f"analysis:{window.start:%Y-%m}"
    yield _meeting("analysis", title, held, recorded, tag, 1)
    yield from _minutes(days, tag, title, held, recorded)


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
        if held is None:
            continue
        title = f"{period.name}期间第{'一二三四五'[index]}周信访工作会议"
        recorded = max(held, days.after(held, 1))
        tag = f"weekly:{index}"
        yield _meeting("work", title, held, recorded, tag, index, key_week=True)
        yield from _minutes(days, tag, title, held, recorded)


# papers ---------------------------------------------------------------------------------------------------------------


def _papers(days: Days) -> Iterator[Step]:
    for year in days.years():
        points = days.past(year, 2, 20)
        if points is not None:
            title = f"{year}年全镇信访工作要点"
            yield Did(verb="work_points.issued", on=points, recorded=days.after(points, 1), title=title)
        for quarter in range(1, 5):
            yield from _of_quarter(days, year, quarter)


def _of_quarter(days: Days, year: int, quarter: int) -> Iterator[Step]:
    brief = days.past(year, 3 * quarter - 1, 20)
    if brief is not None:
        title = f"信访工作简报{year}年第{quarter}期"
        yield Did(verb="brief.issued", on=brief, recorded=days.after(brief, 1), title=title)
    published = days.past(year, 3 * quarter, 19)
    if published is not None:
        title = f"{year}年第{'一二三四'[quarter - 1]}季度信访工作考核结果"
        yield Did(verb="assessment.published", on=published, recorded=days.after(published, 1), title=title)
