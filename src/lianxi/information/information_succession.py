"""What a unit's successor takes over: information it was told of and has to verify, and what it reported."""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.information.models.report import OPEN, Circulation, Information
from lianxi.journal.frame import Step
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession
from lianxi.rulebook.facts import Value


def open_told(conference: int, unit: int) -> QuerySet[Circulation]:
    return Circulation.objects.filter(conference_id=conference, unit__number=unit, information__state__in=OPEN)


def pass_told(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor verifies; where it was told itself, what waits becomes part of its own."""
    for row in open_told(step.conference.pk, unit.number).select_related("information").order_by("pk"):
        there = Circulation.objects.filter(information=row.information, unit=successor).first()
        object_ = f"information:{row.information.number}"
        data: dict[str, Value] = {"from": unit.number}
        if there is None:
            row.unit = successor
            row.save(update_fields=["unit"])
            step.fact("information.reassigned", object_, unit=successor.number, data=data)
        elif row.verifies and row.verified_on is None:
            _take_over(there, row)
            step.fact("information.reassigned", object_, unit=successor.number, data=data)


def _take_over(there: Circulation, row: Circulation) -> None:
    """The part that waits becomes the successor's own."""
    if not there.verifies or there.verified_on is not None:
        there.result = ""
        there.verified_on = None
    there.verifies, there.due = True, min(filter(None, [there.due, row.due]), default=None)
    there.asked = "\n".join(filter(None, [there.asked, row.asked]))
    there.save(update_fields=["verifies", "due", "asked", "result", "verified_on"])
    row.delete()


def open_reported(conference: int, unit: int) -> QuerySet[Information]:
    return Information.objects.filter(conference_id=conference, unit__number=unit, state__in=OPEN)


def pass_reported(step: Step, unit: Unit, successor: Unit) -> None:
    """What it reported the successor goes on with: it sees it, and owes the 续报 and 终报."""
    for row in open_reported(step.conference.pk, unit.number):
        row.unit, row.version = successor, row.version + 1
        row.save(update_fields=["unit", "version"])


def register() -> None:
    register_succession("收到通报待核查的信息", open_told, pass_told)
    register_succession("报送未办结的信息", open_reported, pass_reported)
