"""What of this room waits for the office, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from lianxi.journal.lines import lines
from lianxi.meetings.models import Meeting, Minutes, Setting


def parts(conference: int) -> list[QuerySet[Any, Any]]:
    """``meeting``: called ones with their kind, ``due`` is their day. ``minutes`` by their meeting: state, kind, day;
    whether the body's own setting asks for no approval.
    """
    called = Meeting.objects.filter(conference_id=conference, state="called").order_by("day", "number")
    newer = Minutes.objects.filter(meeting=OuterRef("meeting"), revision__gt=OuterRef("revision"))
    states = ("draft", "returned", "submitted", "approved")
    open_ = Minutes.objects.filter(
        ~Exists(newer), conference_id=conference, state__in=states, meeting__state="held"
    ).order_by("meeting__day", "meeting__number")
    free = Setting.objects.filter(conference_id=conference, kind=OuterRef("meeting__kind"), approval=False)
    return [
        lines("meeting", called, due="day", words=("kind",)),
        lines(
            "minutes",
            open_,
            number="meeting__number",
            title="meeting__title",
            due="meeting__day",
            words=("state", "meeting__kind"),
            counts=(Case(When(Exists(free), then=Value(1)), default=Value(0)),),
        ),
    ]
