"""Which analysis packs wait for the office, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, ExtractMonth, ExtractYear

from lianxi.journal.lines import lines
from lianxi.meetings.models import AgendaItem, Concern, Pack, Proposal

MOST = 6


def parts(conference: int) -> list[QuerySet[Any, Any]]:
    """``pack``: those of drafts, and confirmed ones that no agenda and no proposal has; the newest months.

    ``words``: state; ``counts``: problems nobody looked at.
    """
    origin = Concat(Value("analysis:"), Cast(OuterRef("number"), CharField()))
    on_agenda = AgendaItem.objects.filter(conference_id=conference, origin=origin).exclude(meeting__state="cancelled")
    proposed = Proposal.objects.filter(conference_id=conference, origin=origin, taken_up=None)
    rows = Pack.objects.filter(conference_id=conference).filter(
        Q(state="draft") | (Q(state="confirmed") & ~Exists(on_agenda) & ~Exists(proposed))
    )
    year, month = (Cast(part("month"), CharField()) for part in (ExtractYear, ExtractMonth))
    open_ones = Concern.objects.filter(pack=OuterRef("pk"), state="proposed").order_by().values("pack")
    counted = Subquery(open_ones.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return [
        lines(
            "pack",
            rows.order_by("-month"),
            title=Concat(year, Value("年"), month, Value("月信访社情分析材料")),
            words=("state",),
            counts=(Coalesce(counted, Value(0)),),
            limit=MOST,
        )
    ]
