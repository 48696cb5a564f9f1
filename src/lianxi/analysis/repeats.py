"""Which earlier matters may be about the same thing: bm25 over character bigrams, place and time beside it.

A candidate is for a person to look at: it says which phrases both share, whether the place agrees, how many days lie
between. Nothing is merged and nothing follows from a score. Whether the same person petitioned is not asked here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.analysis.grams import counted, shared_phrases

#: bm25's usual constants
K1, B = 1.2, 0.75
#: below this share of the best score a text can have against itself, two texts merely sound alike; what people filed
#: under one category at one place may say it in other words, what they filed apart must say it in nearly the same
LEAST, LEAST_FILED_ALIKE, LEAST_FILED_APART = 0.10, 0.03, 0.25
#: added to the share where the places agree; of two places that are known and differ, one matter is not made
PLACE = 0.10
#: added where both were filed under one category
CATEGORY = 0.10
MOST = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A matter as the reader may see it. ``place``: the number of its unit of territory, None where unknown.

    ``text`` without the name of that unit: it agrees or not by itself, and would make all its matters alike.
    ``category``: the code it is filed under, empty where it is not.
    """

    number: int
    text: str
    place: int | None
    on: date
    category: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``score``: 0 to 1, 1 for the very same words. ``days``: calendar days between the two.

    ``filed_alike``: both stand under one category; None where one stands under none.
    """

    number: int
    score: float
    phrases: tuple[str, ...]
    place_agrees: bool | None
    days: int
    filed_alike: bool | None = None


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many documents a body has, in how many of them each bigram stands, how long they are on average."""

    documents: int
    counts: Mapping[str, int]
    length: float

    def weight(self, gram: str) -> float:
        """The rarer, the more it says."""
        seen = self.counts.get(gram, 0)
        return math.log(1 + (self.documents - seen + 0.5) / (seen + 0.5))


def frequencies(texts: Iterable[str]) -> Frequencies:
    """Counted over the body's own texts."""
    number, total, counts = 0, 0, Counter[str]()
    for text in texts:
        grams = counted(text)
        number, total = number + 1, total + sum(grams.values())
        counts.update(grams.keys())
    return Frequencies(number, counts, total / number if number else 1.0)


def candidates(new: Known, known: Iterable[Known], of: Frequencies, *, most: int = MOST) -> tuple[Candidate, ...]:
    """The likeliest earlier ones, best first, at most ``most``; fewer or none where nothing is close enough."""
    wanted = counted(new.text)
    best = _score(wanted, wanted, of)
    if not wanted or best <= 0:
        return ()
    found = []
    for other in known:
        agrees = None if new.place is None or other.place is None else new.place == other.place
        if other.number == new.number or agrees is False:
            continue
        alike = None if not (new.category and other.category) else new.category == other.category
        share = min(1.0, _score(wanted, counted(other.text), of) / best)
        if share >= _least(agrees, alike):
            total = share + (PLACE if agrees else 0.0) + (CATEGORY if alike else 0.0)
            found.append((min(1.0, total), other, agrees, alike))
    found.sort(key=lambda each: (-each[0], -each[1].number))
    return tuple(
        Candidate(
            other.number,
            round(total, 3),
            tuple(shared_phrases(new.text, other.text)),
            agrees,
            abs((new.on - other.on).days),
            alike,
        )
        for total, other, agrees, alike in found[:most]
    )


def _least(agrees: bool | None, alike: bool | None) -> float:
    if alike is False:
        return LEAST_FILED_APART
    return LEAST_FILED_ALIKE if alike and agrees else LEAST


def _score(wanted: Counter[str], document: Counter[str], of: Frequencies) -> float:
    """bm25 of the wanted bigrams in a document."""
    size = sum(document.values())
    norm = K1 * (1 - B + B * size / (of.length or 1.0))
    return sum(
        of.weight(gram) * document[gram] * (K1 + 1) / (document[gram] + norm) for gram in wanted if gram in document
    )
