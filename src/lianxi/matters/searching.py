"""What of a found matter is shown: its title and a part of its text with the words that were looked for marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.matters.models import SearchText
from lianxi.matters.search_words import Pieces, pieces, read, snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """``title``: whole; ``text``: the part around the first word, nothing where only the title has it."""

    title: Pieces
    text: Pieces


def hits(conference: int, titles: Mapping[int, str], typed: str) -> dict[int, Hit]:
    """For matters on a page (number → title) that the reader sees, by number; petitioners are covered in the text.

    One query, none where nothing was looked for.
    """
    wanted = read(typed)
    if not wanted or not titles:
        return {}
    rows = SearchText.objects.filter(conference_id=conference, matter__number__in=list(titles))
    bodies = dict(rows.values_list("matter__number", "body"))
    return {
        number: Hit(pieces(title, wanted), snippet(bodies.get(number, "").partition("\n")[2], wanted))
        for number, title in titles.items()
    }
