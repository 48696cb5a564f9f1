"""The second body of the demo: a street with two-monthly meetings, few records, and only its clerk in the software.

Its rules ask for no approval of minutes; it set so (本单位设定). Whatever a unit did is recorded for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from lianxi.demo import acts
from lianxi.demo.acts import Matter
from lianxi.demo.chain import until
from lianxi.demo.days import DAY, Days, on_or_after, on_or_before
from lianxi.demo.steps import Step
from lianxi.rulebook.windows import window_at

#: whole two-monthly windows on record; it took up the software only then
WINDOWS = 3
UNITS = ("综治科", "民生科", "城管中队", "桂枝巷居民委员会", "砚池桥居民委员会")
#: has not signed for the latest minutes
UNSIGNED = "城管中队"
DECIDED = (
    ("砚池桥片区沿街油烟由城管中队逐户整治", "城管中队"),
    ("桂枝巷垃圾投放点迁移征求意见", "桂枝巷居民委员会"),
    ("砚池桥小区非机动车充电棚选址", "砚池桥居民委员会"),
)


def first_window(today: date) -> date:
    """The first day of the first window on record."""
    start = window_at(today, "month", 2).start
    for _ in range(WINDOWS):
        start = window_at(start - DAY, "month", 2).start
    return start


def street(today: date) -> list[Step]:
    """Every window kept but the current one, which is due; a task of a week ago is open."""
    days = Days(today)
    return sorted(_steps(days), key=lambda step: step.recorded)


def _steps(days: Days) -> Iterator[Step]:
    yield acts.ApprovalSet(recorded=on_or_after(first_window(days.today) + DAY), kind="work", approval=False)
    window = window_at(days.today, "month", 2)
    for number in range(WINDOWS):
        window = window_at(window.start - DAY, "month", 2)
        held = on_or_before(window.end.replace(day=15))
        yield from until(
            days, _meeting(f"meeting {number}", f"{window.start.month}—{window.end.month}月", held, number)
        )
    yield acts.Assigned(
        recorded=days.ago(13), tag="task done", title="砚池桥小区消防通道清理回访", unit="砚池桥居民委员会",
        due=days.ago(13) + 10 * DAY,
    )  # fmt: skip
    yield acts.Task(recorded=days.ago(12), of="task done", what="accept", means="phone")
    yield acts.Task(
        recorded=days.ago(4),
        of="task done",
        what="complete",
        means="wechat",
        photo=True,
        text="通道已清理，已回访三户。",
    )
    yield acts.Assigned(
        recorded=days.ago(5), tag="task open", title="桂枝巷加装电梯意见征询", unit="桂枝巷居民委员会",
        due=days.ago(5) + 10 * DAY,
    )  # fmt: skip


def _meeting(tag: str, months: str, held: date, number: int) -> Iterator[Step]:
    text, unit = DECIDED[number % len(DECIDED)]
    yield acts.Called(
        recorded=on_or_before(held - 4 * DAY), tag=tag, kind="work", title=f"{months}联席会议例会", day=held,
        at=time(15, 0), place="街道二楼会议室", agenda=((text, unit),),
    )  # fmt: skip
    yield acts.Attends(
        recorded=on_or_before(held - DAY),
        of=tag,
        unit="民生科",
        status="substitute",
        substitute="副科长代会",
        means="phone",
    )
    yield acts.Held(recorded=held, of=tag)
    issued = on_or_after(held + DAY)
    yield acts.Drafted(
        recorded=held, of=tag, heard=f"会议听取了{unit}的汇报。", considered="会议研究了办理意见。",
        decided=(Matter(f"{text}。", unit, due=held + 9 * DAY),),
    )  # fmt: skip
    yield acts.Issued(recorded=issued, of=tag)
    for place, each in enumerate(UNITS):
        if each != UNSIGNED or number:
            yield acts.Received(recorded=issued, of=tag, unit=each, means=("wechat", "phone", "paper")[place % 3])
    yield acts.Task(recorded=issued, of=f"{tag} 1", what="accept", means="wechat")
    done = max(issued, on_or_before(held + 8 * DAY))
    yield acts.Task(recorded=done, of=f"{tag} 1", what="complete", means="paper", text="已按会议意见办结。", photo=True)
    yield acts.Task(recorded=done, of=f"{tag} 1", what="verify")
