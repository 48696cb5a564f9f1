"""The text of an official document: paragraphs in the faces of their levels (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from .levels import heading_length
from .typeset import BODY, LEVELS, TEXT, paragraph
from .values import Paragraph

#: a last paragraph up to this many characters goes to the next page with what follows it
_SHORT: Final = 140


def text_of(paragraphs: Iterable[Paragraph], *, tied: bool = False) -> str:
    """``tied``: the last paragraph stays with what follows, so that no signature stands alone on its page."""
    given = list(paragraphs)
    last = len(given) - 1
    return "".join(_text(one, tied=tied and place == last) for place, one in enumerate(given))


def _text(given: Paragraph, *, tied: bool) -> str:
    cut = heading_length(given)
    pieces = [(given.text[:cut], LEVELS[given.level]), (given.text[cut:], TEXT)]
    # a heading of its own does not stay behind at the foot of a page
    alone = cut > 0 and not given.text[cut:].strip()
    return paragraph(pieces, replace(BODY, with_next=alone or (tied and len(given.text) <= _SHORT)))
