"""Meetings that stayed on paper: recorded by hand afterwards, late or wrongly, with their minutes and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lianxi.demo import words
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Acknowledged, Did, Step, Withdrawn
from lianxi.rulebook.windows import Window, window_at

CONVENER = "沈怀舟"


def recorded_by_hand(days: Days, month: date, held: date, tag: str, index: int, fate: str) -> Iterator[Step]:
    """A work meeting recorded days after its window had ended, or first under a wrong date."""
    title = f"{month.month}月信访工作会议"
    late = fate == "recorded_late"
    recorded = on_or_after(window_at(month, "month").end + 5 * DAY) if late else days.after(held, 1)
    if not late:
        yield _meeting("work", title, held - 7 * DAY, recorded, tag, index)
        recorded = days.after(recorded, 1)
        yield Withdrawn(recorded=recorded, of=tag, reason=f"日期录错，应为{held.month}月{held.day}日，已重新登记。")
    yield _meeting("work", title, held, recorded, tag, index)
    yield from _minutes(days, tag, title, held, recorded)
    for matter in range(1 + index % 2):
        yield from _decision(days, tag, held, recorded, 2 * index + matter)


def analysis_recorded_late(days: Days, window: Window, held: date) -> Iterator[Step]:
    title = f"{window.start.month}—{window.end.month}月信访形势分析会"
    recorded = on_or_after(window.end + 8 * DAY)
    tag = f"analysis:{window.start:%Y-%m}"
    yield _meeting("analysis", title, held, recorded, tag, 1)
    yield from _minutes(days, tag, title, held, recorded)


def _meeting(kind: str, title: str, on: date, recorded: date, tag: str, index: int) -> Did:
    return Did(
        verb="meeting.held",
        kind=kind,
        title=title,
        on=on,
        recorded=recorded,
        tag=tag,
        place=words.HALL,
        attended=words.ATTENDED[index % len(words.ATTENDED)],
    )


def _minutes(days: Days, tag: str, title: str, held: date, known: date) -> Iterator[Step]:
    """Approved by the convener on paper, then issued; he confirms what was recorded for him."""
    issued = days.within(held, 4)
    approved = max(held, on_or_before(issued - DAY))
    yield Did(
        verb="minutes.approved",
        of=tag,
        tag=f"approved {tag}",
        on=approved,
        recorded=max(known, approved),
        title=f"{title}纪要审定",
        approver=CONVENER,
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
