"""What a unit's successor takes over of the ledger: the matters it leads, its parts in others' matters.

A successor that must keep away from a matter (28(3), 30(3)) does not get it: the office gives it to somebody else.
"""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.journal.frame import Step
from lianxi.journal.versioned import save_next
from lianxi.matters import moves
from lianxi.matters.models import CoHandler, Exclusion, Matter
from lianxi.matters.words import OPEN
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession


def open_matters(conference: int, unit: int) -> QuerySet[Matter]:
    return Matter.objects.filter(conference_id=conference, lead__number=unit, state__in=OPEN)


def pass_matters(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor leads them, without a handler until the office names one; it keeps away where ``unit`` had to."""
    pass_exclusions(step, unit, successor)
    for matter in open_matters(step.conference.pk, unit.number).order_by("number"):
        CoHandler.objects.filter(matter=matter, unit=successor, replied_on=None).delete()
        kept_away = Exclusion.objects.filter(matter=matter, unit=successor).exists()
        heir = None if kept_away else successor
        if matter.responsible_id == unit.pk:
            matter.responsible = heir
        matter.lead, matter.handler = heir, None
        save_next(matter, "lead", "responsible", "handler")
        to = successor.number if heir else None
        step.fact(moves.REASSIGN.verb, f"matter:{matter.number}", unit=to, data={"from": unit.number})


def open_parts(conference: int, unit: int) -> QuerySet[CoHandler]:
    return CoHandler.objects.filter(
        conference_id=conference, unit__number=unit, replied_on=None, matter__state__in=OPEN
    )


def pass_parts(step: Step, unit: Unit, successor: Unit) -> None:
    """Its unanswered parts; none where the successor leads, has a part or must keep away."""
    for part in open_parts(step.conference.pk, unit.number).select_related("matter"):
        matter = part.matter
        taken = CoHandler.objects.filter(matter=matter, unit=successor).exists()
        if taken or matter.lead_id == successor.pk or Exclusion.objects.filter(matter=matter, unit=successor).exists():
            part.delete()
            continue
        part.unit = successor
        part.save(update_fields=["unit"])


def pass_exclusions(step: Step, unit: Unit, successor: Unit) -> None:
    """Who had to keep away still has to under the new name: also after a merger the accused learns nothing."""
    for row in Exclusion.objects.filter(conference=step.conference, unit=unit).select_related("matter"):
        Exclusion.objects.get_or_create(
            conference=step.conference, matter=row.matter, unit=successor, defaults={"ground": row.ground}
        )


def register() -> None:
    register_succession("办理中的信访事项（主办）", open_matters, pass_matters)
    register_succession("未反馈的协办信访事项", open_parts, pass_parts)
