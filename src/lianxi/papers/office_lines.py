"""What of this room waits for the office, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from lianxi.journal.lines import lines, soonest
from lianxi.papers.models import Document, Incoming, Regulation, RegulationOpinion


def parts(conference: int) -> list[QuerySet[Any, Any]]:
    """``document``: kind, state; its drafter, whether it was returned. ``paper``: sender, state. ``regulation`` out for
    opinions, due on the latest day asked for: how many gave one, how many were asked.
    """
    documents = Document.objects.filter(conference_id=conference, state__in=["draft", "signed"]).order_by("number")
    papers = Incoming.objects.filter(conference_id=conference, state__in=["registered", "instructed", "assigned"])
    asked = Regulation.objects.filter(conference_id=conference, state="opinions").order_by("number")
    back = Case(When(~Q(opinion=""), state="draft", then=Value(1)), default=Value(0))
    return [
        lines("document", documents, words=("kind", "state"), counts=(Coalesce("drafter", 0), back)),
        lines("paper", papers.order_by(soonest(), "number"), due="due", words=("sender", "state")),
        lines(
            "regulation",
            asked,
            due=_opinions(Max("due")),
            counts=(
                Coalesce(_opinions(Count("pk", filter=Q(given_on__isnull=False))), 0),
                Coalesce(_opinions(Count("pk")), 0),
            ),
        ),
    ]


def _opinions(counted: Any) -> Subquery:
    rows = RegulationOpinion.objects.filter(regulation=OuterRef("pk")).order_by().values("regulation")
    return Subquery(rows.annotate(found=counted).values("found"))
