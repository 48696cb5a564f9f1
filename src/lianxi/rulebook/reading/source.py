"""The text as the grammar sees it: punctuation and digits folded, padding removed, every character's place kept.

Grammar runs on ``Passage.plain``; whatever it finds is given back as a span of the text as it stands, so a
hard line break, 每 月, or a half-width comma never matters and nothing quoted is ever rewritten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..compiled import Span

_HALF_WIDTH = dict(zip(",;:()?!", "，；：（）？！", strict=True))
_FULL_DIGITS = {chr(0xFF10 + value): str(value) for value in range(10)}
_FOLD = str.maketrans(
    _HALF_WIDTH
    | _FULL_DIGITS
    | {"．": ".", "○": "〇", "﹕": "：", "\u3000": " ", "\u00a0": " ", "〔": "（", "〕": "）"}
)

OPENING = "（“《「『【"
CLOSING = "）”》」』】"


def fold(text: str) -> str:
    """``text`` with one width of punctuation and digits; same length, so offsets hold."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text: ``plain`` folded and without blanks, ``places[i]`` where its i-th character stands."""

    plain: str
    places: tuple[int, ...]

    @staticmethod
    def of(folded: str, start: int, end: int) -> Passage:
        """The passage of the folded text between two offsets."""
        places = tuple(i for i in range(start, end) if not folded[i].isspace() and folded[i] not in "*\ufeff\u200b")
        return Passage("".join(folded[i] for i in places), places)

    def part(self, start: int, end: int) -> Passage:
        return Passage(self.plain[start:end], self.places[start:end])

    def span(self, start: int, end: int) -> Span:
        """Where ``plain[start:end]`` stands in the text."""
        return self.places[start], self.places[end - 1] + 1


def split_outside_brackets(plain: str, separators: str) -> Iterator[tuple[int, int]]:
    """Ranges of ``plain`` between ``separators`` (kept with what they end); quotes and brackets are not cut."""
    depth = start = 0
    for i, char in enumerate(plain):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif char in separators and depth == 0:
            yield start, i + 1
            start = i + 1
    if start < len(plain):
        yield start, len(plain)
