"""What of disputes waits for the office, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lianxi.information.models import Dispute
from lianxi.journal.lines import lines, soonest


def parts(conference: int, on: date) -> list[QuerySet[Any, Any]]:
    """``dispute``: settling unit, risk; open ones that are late, or of high risk and with no day set."""
    rows = Dispute.objects.filter(conference_id=conference, state="open")
    waiting = rows.filter(Q(due__lt=on) | Q(risk="high", due=None))
    return [lines("dispute", waiting.order_by(soonest(), "number"), due="due", words=("settles__name", "risk"))]
