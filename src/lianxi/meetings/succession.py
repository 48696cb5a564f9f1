"""What a unit's successor takes over of this room: meetings it is expected at, minutes not signed for."""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.journal.frame import Step
from lianxi.meetings.models import Attendance, Receipt
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession


def coming_meetings(conference: int, unit: int) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(conference_id=conference, unit__number=unit, meeting__state="called")
    return rows.filter(expected=True)


def pass_meetings(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor is expected instead; where it is expected already, once is enough."""
    for row in Attendance.objects.filter(conference=step.conference, unit=unit, meeting__state="called"):
        if Attendance.objects.filter(meeting=row.meeting_id, unit=successor).exists():
            row.delete()
            continue
        row.unit = successor
        row.save(update_fields=["unit"])


def open_receipts(conference: int, unit: int) -> QuerySet[Receipt]:
    return Receipt.objects.filter(conference_id=conference, unit__number=unit, received_on=None)


def pass_receipts(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor signs for the minutes; where it was sent them itself, once is enough."""
    for row in Receipt.objects.filter(conference=step.conference, unit=unit, received_on=None):
        if Receipt.objects.filter(minutes=row.minutes_id, unit=successor).exists():
            row.delete()
            continue
        row.unit = successor
        row.save(update_fields=["unit"])


def register() -> None:
    register_succession("应到的会议", coming_meetings, pass_meetings)
    register_succession("待签收的纪要", open_receipts, pass_receipts)
