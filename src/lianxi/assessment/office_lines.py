"""What of this room waits for whom, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxi.assessment.models import Objection, Result, Scheme, Target
from lianxi.journal.lines import lines, soonest

Parts = list["QuerySet[Any, Any]"]
#: a target stands in the unit's inbox this many calendar days before it is due
AHEAD = timedelta(days=30)


def of_the_office(conference: int, on: date) -> Parts:
    """``scheme.mend``, ``.compute``, ``.publish``; ``objection`` (unit, scheme); ``target.met``, ``.late`` (unit)."""
    schemes = Scheme.objects.filter(conference_id=conference).order_by("number")
    targets = Target.objects.filter(conference_id=conference, letter__state="signed").order_by(soonest(), "number")
    waiting = Objection.objects.filter(conference_id=conference, upheld=None, scheme__state="open").order_by("number")
    words = ("letter__unit__name",)
    return [
        lines("scheme.mend", schemes.filter(state="draft").exclude(opinion="")),
        lines("scheme.compute", schemes.filter(state="confirmed", last_day__lt=on), due="last_day"),
        lines("scheme.publish", schemes.filter(state="settled")),
        lines("objection", waiting, title="unit__name", words=("scheme__title",)),
        lines("target.met", targets.filter(state="met"), due="due", words=words),
        lines("target.late", targets.filter(state__in=["open", "returned"], due__lt=on), due="due", words=words),
    ]


def of_a_convener(conference: int, on: date) -> Parts:
    """``scheme.confirm``; ``scheme.settle``: the time to object is over and every objection answered."""
    schemes = Scheme.objects.filter(conference_id=conference).order_by("number")
    unanswered = Exists(Objection.objects.filter(scheme=OuterRef("pk"), conference_id=conference, upheld=None))
    return [
        lines("scheme.confirm", schemes.filter(state="submitted")),
        lines("scheme.settle", schemes.filter(~unanswered, state="open", objections_until__lt=on)),
    ]


def of_a_unit(conference: int, unit: int, on: date) -> Parts:
    """``scheme.object`` until its day, where the unit has a result and has not objected; ``target`` (state)."""
    result = Exists(Result.objects.filter(scheme=OuterRef("pk"), conference_id=conference, unit__number=unit))
    objected = Exists(Objection.objects.filter(scheme=OuterRef("pk"), conference_id=conference, unit__number=unit))
    schemes = Scheme.objects.filter(result & ~objected, conference_id=conference, state="open")
    mine = Target.objects.filter(conference_id=conference, letter__unit__number=unit, letter__state="signed")
    soon = Q(due__lte=on + AHEAD) | Q(state="returned")
    targets = mine.filter(soon, state__in=["open", "returned"]).order_by(soonest(), "number")
    open_until = schemes.filter(objections_until__gte=on).order_by("number")
    return [
        lines("scheme.object", open_until, due="objections_until"),
        lines("target", targets, due="due", words=("state",)),
    ]
