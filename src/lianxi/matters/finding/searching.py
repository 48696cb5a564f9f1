"""What of a found matter is shown: its title and a part of its text with the words that were looked for marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.matters.finding.search_words import Pieces, Wanted, pieces, snippet
from lianxi.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Hit:
    """``title``: whole; ``text``: the part around the first word, petitioners covered; nothing where none is there."""

    title: Pieces
    text: Pieces


def hit_of(matter: Matter, wanted: Sequence[Wanted]) -> Hit | None:
    """Of a matter that was fetched with its ``search_text``; None where it has none (it left by an exit)."""
    if not hasattr(matter, "search_text"):
        return None
    return Hit(
        pieces(matter.title, wanted), snippet(matter.search_text.body.partition("\n")[2].replace("\n", " · "), wanted)
    )
