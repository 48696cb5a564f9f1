"""The analysis meetings every two months: most lived through the room, one recorded late by hand, one explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lianxi.demo import words
from lianxi.demo.acts import Matter
from lianxi.demo.by_hand import analysis_recorded_late
from lianxi.demo.chain import Meeting, lived
from lianxi.demo.days import DAY, Days, on_or_before
from lianxi.demo.steps import Explained, Step
from lianxi.rulebook.windows import Window, window_at

#: which of the analysis meetings before the explained one was recorded late, counted back from 0
RECORDED_LATE = 2


def _windows(days: Days) -> list[tuple[Window, date]]:
    """The two-monthly windows, newest first, with the day of the analysis meeting: the 12th of the second month."""
    window, found = window_at(days.today, "month", 2), []
    while window.end >= days.first:
        found.append((window, on_or_before(window.end.replace(day=12))))
        window = window_at(window.start - DAY, "month", 2)
    return found


def _has_met(days: Days, day: date) -> bool:
    """Whether the analysis meeting of the current window has been."""
    return day < days.last and days.today.day > 15


def held_on(days: Days) -> dict[date, date]:
    """First month of the window → the day, of the analysis meetings that lived and whose minutes are issued."""
    windows = _windows(days)
    ones = windows[:1] if _has_met(days, windows[0][1]) else []
    ones += windows[2 : 2 + RECORDED_LATE] + windows[3 + RECORDED_LATE :]  # the closed one is explained
    return {
        window.start: held
        for window, held in ones
        if held > days.founding and window.start >= days.first and on_or_before(held + 4 * DAY) <= days.last
    }


def analyses(days: Days, heard: Mapping[date, tuple[str, ...]]) -> Iterator[Step]:
    """Every two months; of the latest closed window there is an explanation that waits for the convener.

    ``heard``: first month of a window → tags of the tasks whose results its meeting hears.
    """
    (current, day), (closed, _), *before = _windows(days)
    told = days.at(closed.end + 4 * DAY)
    yield Explained(recorded=told, tag="waiting", kind="analysis", window=closed.start, reason=words.WAITING)
    if _has_met(days, day):
        yield from _analysis(days, current, day, heard.get(current.start, ()))
    for back, (window, held) in enumerate(before):
        if window.start < days.first:
            continue
        if back == RECORDED_LATE:
            yield from analysis_recorded_late(days, window, held)
        else:
            yield from _analysis(days, window, held, heard.get(window.start, ()))


def _analysis(days: Days, window: Window, held: date, heard: tuple[str, ...]) -> Iterator[Step]:
    """It hears the results of the work meeting of the month before."""
    if held <= days.founding:
        return
    plan = Meeting(
        tag=f"analysis:{window.start:%Y-%m}", kind="analysis", held=held,
        title=f"{window.start.month}—{window.end.month}月信访形势分析会",
        units=("平安建设办公室", "社会事务办公室", "自然资源和村镇建设办公室", "鹭汀派出所", "鹭汀司法所"),
        agenda=(("分析新发、多发和跨村的信访问题", "平安建设办公室"),),
        heard=heard,
        matters=(Matter("新发问题由属地村社区每周跟踪，办公室汇总。", no_task=True),),
        paper=window.start.month in {1, 7},
    )  # fmt: skip
    yield from lived(days, plan, 0)
