"""The second body of the demo: a street with two-monthly meetings and few records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lianxi.demo.days import DAY, Days, on_or_before
from lianxi.demo.steps import Did, Step
from lianxi.rulebook.windows import window_at

#: whole two-monthly windows on record; it took up the software only then
WINDOWS = 3


def first_window(today: date) -> date:
    """The first day of the first window on record."""
    start = window_at(today, "month", 2).start
    for _ in range(WINDOWS):
        start = window_at(start - DAY, "month", 2).start
    return start


def street(today: date) -> list[Step]:
    """Every window kept but the current one, which is due; a task answered and one open."""
    days = Days(today)
    return sorted(_steps(days), key=lambda step: step.recorded)


def _steps(days: Days) -> Iterator[Step]:
    window = window_at(days.today, "month", 2)
    for number in range(WINDOWS):
        window = window_at(window.start - DAY, "month", 2)
        held = on_or_before(window.end.replace(day=15))
        title = f"{window.start.month}—{window.end.month}月联席会议例会"
        tag = f"meeting {number}"
        yield Did(
            verb="meeting.held", kind="work", on=held, recorded=held, tag=tag, title=title, place="街道二楼会议室"
        )
        issued = days.after(held, 2)
        yield Did(verb="minutes.issued", of=tag, on=issued, recorded=issued, title=f"{title}纪要")
    for ago, title, unit, answered in (
        (60, "砚池桥片区沿街油烟整治", "城管中队", True),
        (5, "桂枝巷加装电梯意见征询", "桂枝巷居民委员会", False),
    ):
        day, tag = days.ago(ago), f"task {ago}"
        yield Did(verb="task.assigned", on=day, recorded=day, tag=tag, title=title, unit=unit)
        if answered:
            done = on_or_before(day + 8 * DAY)
            yield Did(verb="task.reported", of=tag, on=done, recorded=done, title=f"{title}：落实情况", unit=unit)
