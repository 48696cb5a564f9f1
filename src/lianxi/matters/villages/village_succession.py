"""What a village's successor takes over of its register: the cases that are still open."""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.journal.frame import Step
from lianxi.matters.models import VillageCase
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession


def open_cases(conference: int, unit: int) -> QuerySet[VillageCase]:
    return VillageCase.objects.filter(conference_id=conference, unit__number=unit, state="open")


def pass_cases(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor settles or reports them; settled and reported ones stay where they were."""
    for row in open_cases(step.conference.pk, unit.number).order_by("number"):
        row.unit, row.version = successor, row.version + 1
        row.save(update_fields=["unit", "version"])
        step.fact(
            "village_case.reassigned", f"village_case:{row.number}", unit=successor.number, data={"from": unit.number}
        )


def register() -> None:
    """Called once at start-up."""
    register_succession("化解中的村级登记", open_cases, pass_cases)
