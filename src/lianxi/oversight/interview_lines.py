"""What of interviews, measures, attention and comments waits for whom, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Value

from lianxi.journal.lines import lines, soonest
from lianxi.oversight.interview_moves import UNRECTIFIED
from lianxi.oversight.models import Attention, Comment, Interview, UnitMeasure
from lianxi.oversight.models.interview import GROUNDS as GROUNDS
from lianxi.oversight.models.interview import MEASURES as MEASURES

Parts = list["QuerySet[Any, Any]"]
#: how long a unit is told of what it need not answer: calendar days
TOLD = timedelta(days=14)
_NOTHING = Value("")


def of_the_office(conference: int, on: date) -> Parts:
    """``interview.hold``, ``.read``, ``.late``; ``measure.read``, ``.late`` (kind first); ``attention.review``. Words:
    the unit.
    """
    interviews = Interview.objects.filter(conference_id=conference).order_by(soonest(), "number")
    measures = UnitMeasure.objects.filter(conference_id=conference).order_by(soonest(), "number")
    again = Attention.objects.filter(conference_id=conference, left_on=None, until__lte=on).order_by("until")
    planned = interviews.filter(Q(planned_on=None) | Q(planned_on__lte=on), state="decided")
    late = interviews.filter(state__in=UNRECTIFIED, due__lt=on)
    unanswered = measures.filter(state__in=["approved", "returned"], due__lt=on)
    return [
        _of("interview.hold", planned, due="planned_on", words=("unit__name",)),
        _of("interview.read", interviews.filter(state="rectified"), words=("unit__name",)),
        _of("interview.late", late, due="due", words=("unit__name",)),
        _of("measure.read", measures.filter(state="answered"), words=("unit__name", "kind")),
        _of("measure.late", unanswered, due="due", words=("unit__name", "kind")),
        _of("attention.review", again, due="until", words=("unit__name",)),
    ]


def of_a_convener(conference: int) -> Parts:
    """``interview.decide`` (unit, ground) and ``measure.approve`` (unit, kind): proposals."""
    interviews = Interview.objects.filter(conference_id=conference, state="proposed").order_by("number")
    measures = UnitMeasure.objects.filter(conference_id=conference, state="proposed").order_by("number")
    return [
        _of("interview.decide", interviews, due="planned_on", words=("unit__name", "ground")),
        _of("measure.approve", measures, words=("unit__name", "kind")),
    ]


def of_a_unit(conference: int, unit: int, on: date) -> Parts:
    """``interview.coming`` and ``.rectify`` (state); ``measure`` (kind, state); ``attention``, ``comment`` of late."""
    interviews = Interview.objects.filter(conference_id=conference, unit__number=unit)
    measures = UnitMeasure.objects.filter(conference_id=conference, unit__number=unit)
    owed = Q(due__isnull=False) | ~Q(kind="circular") | Q(state="returned") | Q(approved_on__gte=on - TOLD)
    listed = Attention.objects.filter(
        conference_id=conference, unit__number=unit, left_on=None, replied_on=None, entered_on__gte=on - TOLD
    )
    said = Comment.objects.filter(conference_id=conference, unit__number=unit, replied_on=None, on__gte=on - TOLD)
    open_ = measures.filter(owed, state__in=["approved", "returned"])
    return [
        _of("interview.coming", interviews.filter(state="decided").order_by("number"), due="planned_on"),
        _of(
            "interview.rectify",
            interviews.filter(state__in=UNRECTIFIED).order_by(soonest(), "number"),
            due="due",
            words=("state",),
        ),
        _of("measure", open_.order_by(soonest(), "number"), due="due", words=("kind", "state")),
        _of("attention", listed.order_by("number")),
        _of("comment", said.order_by("number")),
    ]


def _of(sort: str, rows: QuerySet[Any], *, due: str | None = None, words: tuple[str, ...] = ()) -> QuerySet[Any, Any]:
    return lines(sort, rows, title=_NOTHING, due=due, words=words)
