"""Writes on 矛盾纠纷排查: a unit reports what a period brought, nothing included (零报告); the office asks for it.

A report is also a fact ``dispute.found``: rules that demand regular screening are kept by zero reports too.
"""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.information import screening_moves as moves
from lianxi.information.models import Dispute, Screening, ScreeningChase, ScreeningSetting
from lianxi.information.owing import VILLAGES, owers
from lianxi.information.screening_periods import Period
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters import hands
from lianxi.roster.models import Unit
from lianxi.roster.roles import UNITS
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of


@action(moves.REPORT)
def report_screening(step: Step, *, period: Period, seen: int) -> str:
    """报送本期排查. ``seen``: how many disputes of the period the person saw entered; 0 is a zero report.

    Raises ``Stale`` where another number is entered by now, ``RuleBroken`` before the period's last days.
    """
    unit = acting_unit(step)
    day = hands.day(step)
    if day < period.opens:
        raise RuleBroken(f"{period.label}的排查报告从{period.opens.month}月{period.opens.day}日起报送。请到时再报。")
    if Screening.objects.filter(
        conference=step.conference, unit=unit, every=period.every, first_day=period.first
    ).exists():
        raise RuleBroken(f"{unit.name}{period.label}的排查已经报送，不用再报。")
    found = found_in(step.conference.pk, unit.number, period)
    if found != seen:
        raise Stale("其间登记的矛盾纠纷件数有变化。请看过最新件数后再报送。", now=f"本期已登记 {found} 件")
    row = Screening.objects.create(
        conference=step.conference,
        number=step.next("screening"),
        unit=unit,
        every=period.every,
        first_day=period.first,
        last_day=period.last,
        found=found,
        reported_on=day,
        entry=step.number,
        by_hand=step.call.behalf is not None,
    )
    object_ = f"screening:{row.number}"
    data: dict[str, Value] = {"every": period.every, "first": period.first.isoformat(), "found": found}
    step.fact(moves.REPORT.verb, object_, on=day, unit=unit.number, data=data)
    step.fact("dispute.found", object_, on=day, unit=unit.number, data={"found": found})
    return object_


@action(moves.TAKE_BACK)
def take_back_screening(step: Step, *, number: int, reason: str) -> str:
    """撤回报送: a report made by mistake; the unit owes the period again."""
    rows = Screening.objects.filter(conference=step.conference, number=number).select_related("unit")
    unit = own_unit(step)
    row = (rows if unit is None else rows.filter(unit__number=unit)).first()
    if row is None:
        raise Invalid("没有这份排查报告，或者已经撤回。", "number")
    if not reason.strip():
        raise Invalid("请写明撤回的原因，例如“误报，本期有纠纷未登记”。", "reason")
    object_ = f"screening:{number}"
    step.fact(moves.TAKE_BACK.verb, object_, unit=row.unit.number, data={"first": row.first_day.isoformat()})
    step.fact("entry.withdrawn", f"entry:{row.entry}", data={"entry": row.entry, "fact": 1})
    step.text("reason", reason)
    row.delete()
    return object_


@action(moves.CHASE)
def chase_screenings(step: Step, *, period: Period) -> str:
    """催报: all units that owe a period, in one step; whoever was reminded today is left out until tomorrow."""
    owing = owers(step.conference.pk, period)
    if step.today < period.opens:
        raise RuleBroken(f"{period.label}从{period.opens.month}月{period.opens.day}日起才报送，还不用催报。")
    if not owing:
        raise RuleBroken(f"{period.label}各单位都已报送，没有要催报的单位。")
    known = {
        row.unit_id: row
        for row in ScreeningChase.objects.filter(conference=step.conference, every=period.every, first_day=period.first)
    }
    wanted = [unit for unit in owing if unit.pk not in known or known[unit.pk].last_on < step.today]
    if not wanted:
        raise RuleBroken("今天已经催报过，尚未报送的单位明天可以再催。")
    for unit in wanted:
        row = known.get(unit.pk) or ScreeningChase(
            conference=step.conference, unit=unit, every=period.every, first_day=period.first
        )
        row.times, row.last_on = row.times + 1, step.today
        row.save()
        data: dict[str, Value] = {"every": period.every, "first": period.first.isoformat(), "count": row.times}
        step.fact(moves.CHASE.verb, f"unit:{unit.number}", unit=unit.number, data=data)
    return f"unit:{wanted[0].number}"


@action(moves.SET)
def set_screening(step: Step, *, units: Sequence[int], version: int) -> str:
    """Which units are asked for reports. The first time it also starts the asking, with the period of today."""
    row = ScreeningSetting.objects.filter(conference=step.conference).first()
    if version != (row.version if row else 0):
        raise Stale("其间有人改过排查单位的设定。请看过最新设定后再改。")
    if not units:
        raise Invalid("请至少选择一个报送单位。", "units")
    chosen = {unit_of(step, number, "units").number for number in units}
    rows = Unit.objects.filter(conference=step.conference, closed_on=None)
    villages = set(rows.filter(kind__in=VILLAGES).values_list("number", flat=True))
    row = row or ScreeningSetting(conference=step.conference, since=step.today, version=0)
    row.also, row.excused, row.version = sorted(chosen - villages), sorted(villages - chosen), row.version + 1
    row.save()
    step.fact(moves.SET.verb, "screening_setting:1", data={"units": len(chosen), "since": row.since.isoformat()})
    return "screening_setting:1"


def acting_unit(step: Step) -> Unit:
    """The unit that acts, or on whose behalf the office records. Raises ``RuleBroken`` where there is none."""
    number = hands.unit(step)
    unit = Unit.objects.filter(conference=step.conference, number=number or 0, closed_on=None).first()
    if unit is None:
        raise RuleBroken("请以成员单位的席位办理，或由办公室代录。")
    return unit


def own_unit(step: Step) -> int | None:
    """The unit whose things alone the step may touch; None for the office, which takes any."""
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    return (hands.unit(step) or 0) if role in UNITS else None


def found_in(conference: int, unit: int, period: Period) -> int:
    """How many disputes the unit entered for a period. One query."""
    rows = Dispute.objects.filter(conference_id=conference, unit__number=unit).exclude(state="voided")
    return rows.filter(found_on__gte=period.first, found_on__lte=period.last).count()
