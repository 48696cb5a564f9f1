"""Whose hand takes a step: the actor's own, or that of the person it is recorded for (代录)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters.models import CasePaper, Exclusion, Matter
from lianxi.roster.roles import UNITS


def person(step: Step) -> int:
    """Who takes the step. Raises ``RuleBroken`` for a seat whose holder is not named."""
    behalf = step.call.behalf
    if behalf is None:
        return step.actor.person
    if behalf.person is None:
        raise RuleBroken("该席位没有在任人员，不能代录。请先在“成员”中登记在任人员。")
    return behalf.person


def day(step: Step) -> date:
    """The day it was done: today, or the day named in 代录."""
    return step.call.behalf.on if step.call.behalf else step.today


def unit(step: Step) -> int | None:
    """The unit that acts: the one it is recorded for, else the actor's own."""
    return step.call.behalf.unit if step.call.behalf else step.actor.unit


def check_bearer(step: Step, matter: Matter) -> None:
    """Raise ``RuleBroken`` where a unit acts that does not lead the matter."""
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    if role in UNITS and (matter.lead is None or matter.lead.number != unit(step)):
        raise RuleBroken("只有主办单位可以办理这一步。协办单位请反馈协办情况。")


def check_recusal(step: Step, matter: Matter) -> None:
    """Raise ``RuleBroken`` where who it is recorded for must keep away from the matter (28(3))."""
    behalf = step.call.behalf
    if behalf is None:
        return  # the actor himself sees nothing that he is kept from
    kept = Exclusion.objects.filter(matter=matter)
    units = [] if behalf.unit is None else [behalf.unit]
    if kept.filter(person=behalf.person).exists() or kept.filter(unit__number__in=units).exists():
        raise RuleBroken("所代录的人员或单位应当回避本事项（条例第二十八条第三款）。请由其他有权人员办理。")


def check_approver(step: Step, matter: Matter, paper: CasePaper, files: Sequence[Upload]) -> int:
    """Who approves a paper: never its drafter; recorded for him only with the signed sheet as a scan.

    Gives his number. Raises ``RuleBroken``, ``Invalid``.
    """
    who = person(step)
    check_recusal(step, matter)
    if who == paper.drafter:
        raise RuleBroken("起草人不能审批自己起草的文书。请由其他机关负责人审批，或由承办人员起草。")
    if step.call.behalf is not None and not files:
        raise Invalid("代录机关负责人的审批，须附其签批原件的扫描件或照片。", "scans")
    return who


def check_day(step: Step, on: date, earliest: date, field: str = "on") -> None:
    """Raise ``Invalid`` for a day that has not come, or one before what it follows."""
    if on > step.today:
        raise Invalid("日期还没有到。请填写实际办理的日期。", field)
    if on < earliest:
        raise Invalid(f"日期早于{earliest.month}月{earliest.day}日，那时上一步还没有办理。请核对。", field)
