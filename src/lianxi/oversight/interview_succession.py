"""What a unit's successor takes over: open interviews, measures in force, its place under attention."""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.journal.frame import Step
from lianxi.journal.versioned import save_next
from lianxi.oversight.interview_queries import OPEN, open_of
from lianxi.oversight.models import Attention, Interview, UnitMeasure
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession
from lianxi.rulebook.facts import Value

IN_FORCE = ("proposed", "approved", "answered", "returned")


def pass_interviews(step: Step, unit: Unit, successor: Unit) -> None:
    for row in Interview.objects.filter(conference=step.conference, unit=unit, state__in=OPEN).order_by("number"):
        row.unit = successor
        save_next(row, "unit")
        _lay(step, "interview", row.number, unit, successor)


def open_measures(conference: int, unit: int) -> QuerySet[UnitMeasure]:
    return UnitMeasure.objects.filter(conference_id=conference, unit__number=unit, state__in=IN_FORCE)


def pass_measures(step: Step, unit: Unit, successor: Unit) -> None:
    for row in open_measures(step.conference.pk, unit.number).order_by("number"):
        row.unit = successor
        save_next(row, "unit")
        _lay(step, "measure", row.number, unit, successor)


def open_attention(conference: int, unit: int) -> QuerySet[Attention]:
    return Attention.objects.filter(conference_id=conference, unit__number=unit, left_on=None)


def pass_attention(step: Step, unit: Unit, successor: Unit) -> None:
    """A successor that is under attention itself stays so once; the other one ends."""
    for row in open_attention(step.conference.pk, unit.number):
        if open_attention(step.conference.pk, successor.number).exists():
            row.left_on, row.left_because = step.today, f"{unit.name}已并入{successor.name}，合并关注。"
            save_next(row, "left_on", "left_because")
            step.fact("attention.left", f"attention:{row.number}", unit=unit.number)
            continue
        row.unit = successor
        save_next(row, "unit")
        _lay(step, "attention", row.number, unit, successor)


def _lay(step: Step, kind: str, number: int, unit: Unit, successor: Unit) -> None:
    data: dict[str, Value] = {"from": unit.number}
    step.fact(f"{kind}.reassigned", f"{kind}:{number}", unit=successor.number, data=data)


def register() -> None:
    register_succession("未办结的约谈", open_of, pass_interviews)
    register_succession("执行中的通报督办", open_measures, pass_measures)
    register_succession("列入重点关注", open_attention, pass_attention)
