"""What of information waits for the office, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from lianxi.information.models.report import OPEN, Circulation, Information
from lianxi.journal.lines import lines

Parts = list["QuerySet[Any, Any]"]


def parts(conference: int, on: date) -> Parts:
    """``information.new``/``.urgent``/``.settle`` (urgency, stage, unit), ``information.late`` (unit)."""
    rows = Information.objects.filter(conference_id=conference)
    words = ("urgency", "stage", "unit__name")
    urgent = rows.filter(state__in=OPEN).exclude(urgency="ordinary", stage="").exclude(stage="final")
    late = Circulation.objects.filter(
        conference_id=conference, verifies=True, verified_on=None, due__lt=on, information__state__in=OPEN
    )
    return [
        lines("information.new", rows.filter(state="reported").order_by("-number"), words=words),
        lines("information.urgent", urgent.order_by("-number"), words=words),
        lines("information.settle", rows.filter(state__in=["told", "verified"]).order_by("number"), words=words),
        lines(
            "information.late",
            late.order_by("due", "pk"),
            number="information__number",
            title="information__title",
            due="due",
            words=("unit__name",),
        ),
    ]
