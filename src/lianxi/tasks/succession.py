"""What a unit's successor takes over of this room: open tasks, its parts in others' tasks, requests for help."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lianxi.journal.frame import Step
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession
from lianxi.rulebook.facts import Value
from lianxi.tasks.models import OPEN, UNANSWERED, CoUnit, Demand, Help, Task

#: a task reported done may still be returned, so it passes over as well
UNSETTLED = (*OPEN, "completed")


def open_tasks(conference: int, unit: int) -> QuerySet[Task]:
    return Task.objects.filter(conference_id=conference, lead__number=unit, state__in=UNSETTLED)


def pass_tasks(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor leads them from now on; a task that it helped with already it now leads alone."""
    for task in Task.objects.filter(conference=step.conference, lead=unit, state__in=UNSETTLED).order_by("number"):
        CoUnit.objects.filter(task=task, unit=successor).delete()
        task.lead, task.version = successor, task.version + 1
        task.save(update_fields=["lead", "version"])
        data: dict[str, Value] = {"from": unit.number}
        step.fact("task.reassigned", f"task:{task.number}", unit=successor.number, data=data)


def open_parts(conference: int, unit: int) -> QuerySet[CoUnit]:
    return CoUnit.objects.filter(conference_id=conference, unit__number=unit, task__state__in=UNSETTLED)


def pass_parts(step: Step, unit: Unit, successor: Unit) -> None:
    """Its parts in tasks that others lead; where the successor has a part or the lead already, it needs no second."""
    rows = CoUnit.objects.filter(conference=step.conference, unit=unit, task__state__in=UNSETTLED)
    for row in rows.select_related("task"):
        if row.task.lead_id == successor.pk or CoUnit.objects.filter(task=row.task, unit=successor).exists():
            row.delete()
            continue
        row.unit = successor
        row.save(update_fields=["unit"])


def _open_helps(conference: int, unit: int) -> Q:
    return Q(conference_id=conference, state__in=["asked", "escalated"]) & (
        Q(asked__number=unit) | Q(asking__number=unit)
    )


def open_helps(conference: int, unit: int) -> QuerySet[Help]:
    return Help.objects.filter(_open_helps(conference, unit))


def pass_helps(step: Step, unit: Unit, successor: Unit) -> None:
    """Requests it asked or was asked; between the two themselves nothing is left to ask: it stays where it was."""
    for row in Help.objects.filter(_open_helps(step.conference.pk, unit.number)).select_related("asked", "asking"):
        if {row.asked_id, row.asking_id} == {unit.pk, successor.pk}:
            row.state, row.answer = "answered", f"{unit.name}已并入{successor.name}，不再商请。"
            row.save(update_fields=["state", "answer"])
            step.fact("help.answered", f"help:{row.number}", unit=successor.number)
            continue
        if row.asked_id == unit.pk:
            row.asked = successor
            step.fact("help.reassigned", f"help:{row.number}", unit=successor.number, data={"from": unit.number})
        else:
            row.asking = successor
        row.save(update_fields=["asked", "asking"])


def open_demands(conference: int, unit: int) -> QuerySet[Demand]:
    return Demand.objects.filter(conference_id=conference, unit__number=unit, state__in=UNANSWERED)


def pass_demands(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor answers what its predecessor was asked in writing."""
    for row in open_demands(step.conference.pk, unit.number).order_by("kind", "number"):
        row.unit, row.version = successor, row.version + 1
        row.save(update_fields=["unit", "version"])
        data: dict[str, Value] = {"from": unit.number}
        step.fact(f"{row.kind}.reassigned", f"{row.kind}:{row.number}", unit=successor.number, data=data)


def register() -> None:
    register_succession("办理中的任务（牵头）", open_tasks, pass_tasks)
    register_succession("协办的任务", open_parts, pass_parts)
    register_succession("未答复的协办商请", open_helps, pass_helps)
    register_succession("未答复的督办单和工作建议", open_demands, pass_demands)
