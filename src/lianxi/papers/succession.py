"""What a unit's successor takes over of this room: documents not signed for, work points not yet tasks."""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.journal.frame import Step
from lianxi.papers.models import Point, Recipient
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession


def open_documents(conference: int, unit: int) -> QuerySet[Recipient]:
    return Recipient.objects.filter(
        conference_id=conference, unit__number=unit, received_on=None, document__recalled_on=None
    )


def pass_documents(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor signs for the documents; where one was sent to it as well, once is enough."""
    for row in open_documents(step.conference.pk, unit.number):
        if Recipient.objects.filter(document=row.document_id, unit=successor).exists():
            row.delete()
            continue
        row.unit = successor
        row.save(update_fields=["unit"])


def open_points(conference: int, unit: int) -> QuerySet[Point]:
    return Point.objects.filter(document__conference_id=conference, unit__number=unit, document__issued_on=None)


def pass_points(step: Step, unit: Unit, successor: Unit) -> None:
    """Work points of a draft that name it name the successor; signed text stays as it is."""
    open_points(step.conference.pk, unit.number).update(unit=successor)


def register() -> None:
    register_succession("待签收的文件", open_documents, pass_documents)
    register_succession("未印发工作要点中的事项", open_points, pass_points)
