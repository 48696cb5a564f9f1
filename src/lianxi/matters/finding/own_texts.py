"""A body's own texts, counted for suggestions and repeats: its newest 2,000 matters, once for a head of the journal.

Texts are those of the search, with petitioners covered. Restricted matters teach no suggestion.
"""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from lianxi.analysis.repeats import Frequencies, frequencies
from lianxi.analysis.routing import History, learn
from lianxi.journal.models import Conference
from lianxi.matters.models import Matter, SearchText

MOST = 2_000
#: from so many entries on the texts are counted anew only every ``PACE`` entries
EXACT, PACE = 2_000, 50
#: what is suggested → the column that people confirm by
FIELDS = {"territory": "territory__number", "responsible": "responsible__number", "category": "category"}


def frequencies_of(conference: int) -> Frequencies:
    """How often each bigram stands in the body's texts. One query, two where they are counted anew."""
    return _frequencies(conference, *_head(conference))


def histories_of(conference: int) -> dict[str, History]:
    """What was chosen for which texts, by field (``FIELDS``). One query, two where it is counted anew."""
    return _histories(conference, *_head(conference))


def _head(conference: int) -> tuple[UUID, int]:
    uid, number = Conference.objects.values_list("uid", "head_number").get(pk=conference)
    return uid, number if number < EXACT else EXACT + (number - EXACT) // PACE


@lru_cache(maxsize=16)
def _frequencies(conference: int, uid: UUID, head: int) -> Frequencies:
    rows = SearchText.objects.filter(conference_id=conference).exclude(body="").order_by("-matter_id")
    return frequencies(rows.values_list("body", flat=True)[:MOST])


@lru_cache(maxsize=8)
def _histories(conference: int, uid: UUID, head: int) -> dict[str, History]:
    rows = confirmed(conference)
    return {field: learn((row[0], row[at]) for row in rows if row[at]) for at, field in enumerate(FIELDS, start=1)}


def confirmed(conference: int) -> list[tuple[str, str, str, str]]:
    """Text, territory, responsible unit, category of the newest matters, as codes; nothing where none was chosen.

    One query.
    """
    rows = Matter.objects.filter(conference_id=conference, stub=False, restricted=False).exclude(state="voided")
    values = rows.order_by("-number").values_list("search_text__body", *FIELDS.values())[:MOST]
    return [(text, str(place or ""), str(unit or ""), code) for text, place, unit, code in values if text]
