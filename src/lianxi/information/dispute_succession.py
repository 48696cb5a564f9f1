"""What a unit's successor takes over: the disputes that are still open, found or to be settled by it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lianxi.information.models import Dispute
from lianxi.journal.frame import Step
from lianxi.journal.versioned import save_next
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession


def open_disputes(conference: int, unit: int) -> QuerySet[Dispute]:
    mine = Q(unit__number=unit) | Q(settles__number=unit)
    return Dispute.objects.filter(mine, conference_id=conference, state="open")


def pass_disputes(step: Step, unit: Unit, successor: Unit) -> None:
    """Settled ones and reports of past periods stay where they were."""
    for row in open_disputes(step.conference.pk, unit.number).select_related("unit", "settles").order_by("number"):
        row.unit = successor if row.unit_id == unit.pk else row.unit
        row.settles = successor if row.settles_id == unit.pk else row.settles
        save_next(row, "unit", "settles")
        step.fact("dispute.reassigned", f"dispute:{row.number}", unit=successor.number, data={"from": unit.number})


def register() -> None:
    """Called once at start-up."""
    register_succession("化解中的矛盾纠纷", open_disputes, pass_disputes)
