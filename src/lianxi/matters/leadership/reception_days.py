"""Writes on the reception rota (18(2)): planned by the office, published, held or cancelled with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import moves, words
from lianxi.matters.leadership.leaders import leader_of
from lianxi.matters.models import ReceptionDay
from lianxi.roster.roles import LEADERS

#: at most so many days in one rota
MOST = 100


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One leader (person) on one day; ``hours`` as printed: 8:30—11:30."""

    leader: int
    on: date
    place: str
    hours: str = ""


@action(moves.PLAN_RECEPTION)
def plan_days(step: Step, *, days: Sequence[PlannedDay]) -> str:
    """Plan a rota, several leaders and days in one entry. Raises ``Invalid`` for a past or a doubled day."""
    if not days:
        raise Invalid("请至少安排一天：选领导，填日期。", "day_0")
    if len(days) > MOST:
        raise Invalid(f"一次最多安排 {MOST} 天。请分次安排。", "day_0")
    taken = set(
        ReceptionDay.objects.filter(conference=step.conference, on__in=[day.on for day in days])
        .exclude(state="cancelled")
        .values_list("leader", "on")
    )
    first = ""
    for place, day in enumerate(days):
        made = _plan(step, day, taken, place)
        first = first or made
    return first


def _plan(step: Step, day: PlannedDay, taken: set[tuple[int, date]], place: int) -> str:
    leader = leader_of(step, day.leader, f"leader_{place}")
    if day.on < step.today:
        raise Invalid("这一天已经过去。已经接访的，请直接在“接访登记”中登记。", f"day_{place}")
    if (day.leader, day.on) in taken:
        raise Invalid(f"{leader.name}在 {day.on:%Y年%m月%d日} 已有接访安排。", f"day_{place}")
    if not day.place.strip():
        raise Invalid("请填写接访地点。", "place")
    taken.add((day.leader, day.on))
    row = ReceptionDay.objects.create(
        conference=step.conference,
        number=step.next("reception_day"),
        leader=day.leader,
        post=leader.post,
        on=day.on,
        hours=day.hours.strip()[:40],
        place=day.place.strip()[:80],
        state="planned",
    )
    object_ = f"reception_day:{row.number}"
    step.fact("reception_day.planned", object_, data={"leader": day.leader, "day": day.on.isoformat()})
    return object_


@action(moves.PUBLISH_RECEPTIONS)
def publish_days(step: Step, *, numbers: Sequence[int]) -> str:
    """公示: these planned days are made known; who, when, where stands on the notice."""
    rows = list(
        ReceptionDay.objects.filter(conference=step.conference, number__in=set(numbers)).order_by("on", "number")
    )
    if not rows or len(rows) != len(set(numbers)):
        raise Invalid("请至少选择一天拟安排的接访。", "numbers")
    for row in rows:
        check_standing(row, None, moves.PUBLISH_RECEPTIONS, what="所选接访安排", states=words.DAY_STATES)
        row.state, row.published_on = "published", step.today
        save_next(row, "state", "published_on")
        step.fact("reception_day.published", f"reception_day:{row.number}", data={"day": row.on.isoformat()})
    return f"reception_day:{rows[0].number}"


@action(moves.CANCEL_RECEPTION)
def cancel_day(step: Step, *, number: int, version: int, reason: str) -> str:
    """A day that will not take place, with the reason; a published one is told on the notice."""
    row = _take(step, number, version, moves.CANCEL_RECEPTION)
    if not reason.strip():
        raise Invalid("请写明取消的原因，改期的写明改到哪一天。", "reason")
    row.state, row.reason = "cancelled", reason.strip()[:200]
    save_next(row, "state", "reason")
    step.fact("reception_day.cancelled", f"reception_day:{number}", data={"day": row.on.isoformat()})
    step.text("reason", reason)
    return f"reception_day:{number}"


@action(moves.HOLD_RECEPTION_DAY)
def hold_day(step: Step, *, number: int, version: int) -> str:
    """The leader sat there on his day, though nobody came; with visitors the register says it."""
    row = _take(step, number, version, moves.HOLD_RECEPTION_DAY)
    if step.actor.role in LEADERS and step.actor.person != row.leader:
        raise RuleBroken("这一天由其他领导接访。请由本人或办公室登记。")
    mark_held(step, row)
    return f"reception_day:{number}"


def mark_held(step: Step, row: ReceptionDay) -> None:
    """The day took place; said once, by the first visit or without one."""
    if row.state == "held":
        return
    if row.on > step.today:
        raise Invalid("接访日还没有到。", "on")
    row.state = "held"
    save_next(row, "state")
    step.fact("reception_day.held", f"reception_day:{row.number}", on=row.on, data={"leader": row.leader})


def _take(step: Step, number: int, version: int, move: Move) -> ReceptionDay:
    row = ReceptionDay.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        raise Invalid(f"没有第 {number} 号接访安排。", "number")
    check_standing(row, version, move, what="这一天的接访", states=words.DAY_STATES)
    return row
