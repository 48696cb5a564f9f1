"""Which unit and which category a text speaks of, with the words that spoke for it; silent when unsure.

Two sources, both explainable: the body's duty table (words → unit or category), and, with enough history, what its own
people confirmed before (naive Bayes over character bigrams). Never a choice, at most three suggestions.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianxi.analysis.grams import counted, plain

MOST = 3
#: confirmed choices needed before the body's own history speaks, in all and of one answer
ENOUGH, ENOUGH_OF_ONE = 60, 3
#: the first must be this likely, of the answers that history knows
SURE = 0.40
#: and the table's first must have this part of all words found
CLEAR = 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the duty table: a word and what it speaks for (a unit's number, a category's code)."""

    word: str
    target: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``words``: what spoke for it, the strongest first. ``share``: 0 to 1 among the answers considered."""

    target: str
    share: float
    words: tuple[str, ...]


def by_table(text: str, rows: Iterable[Row]) -> tuple[Suggestion, ...]:
    """By the words of the table that stand in the text; longer words say more. Empty when no answer stands out."""
    whole = plain(text)
    spoke: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        word = plain(row.word)
        if word and word in whole:
            spoke[row.target][row.word] = len(word) * (1 + math.log(whole.count(word)))
    weight = {target: _together(list(weights.values())) for target, weights in spoke.items()}
    ranked = sorted(weight, key=lambda target: (-weight[target], target))[:MOST]
    total = sum(weight.values())
    if not ranked or weight[ranked[0]] / total < CLEAR:
        return ()
    return tuple(Suggestion(target, weight[target] / total, _strongest(spoke[target])) for target in ranked)


def _together(weights: list[float]) -> float:
    """The strongest word whole, the others by half."""
    return 0.5 * (max(weights) + sum(weights))


def _strongest(weights: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:MOST])


@dataclass(frozen=True, slots=True)
class History:
    """What was confirmed before, counted: texts an answer had, bigrams an answer had."""

    texts: Mapping[str, int]
    grams: Mapping[str, Mapping[str, int]]
    sizes: Mapping[str, int]
    vocabulary: int

    @property
    def enough(self) -> bool:
        return sum(self.texts.values()) >= ENOUGH and len(self.texts) > 1


def learn(confirmed: Iterable[tuple[str, str]]) -> History:
    """Count (text, confirmed answer) pairs; answers seen fewer than three times do not take part."""
    texts: Counter[str] = Counter()
    grams: dict[str, Counter[str]] = defaultdict(Counter)
    for text, answer in confirmed:
        texts[answer] += 1
        grams[answer].update(set(counted(text)))
    kept = {answer: number for answer, number in texts.items() if number >= ENOUGH_OF_ONE}
    return History(
        kept,
        {answer: grams[answer] for answer in kept},
        {answer: sum(grams[answer].values()) for answer in kept},
        len({gram for answer in kept for gram in grams[answer]}),
    )


def by_history(text: str, history: History) -> tuple[Suggestion, ...]:
    """By what was confirmed for like texts. Empty without enough history, or when the first is not likely enough."""
    wanted = sorted(set(counted(text)))
    known = [gram for gram in wanted if any(gram in grams for grams in history.grams.values())]
    if not history.enough or len(known) < 2:
        return ()
    total = sum(history.texts.values())
    scores = {
        answer: math.log(number / total) + math.fsum(_likely(history, answer, gram) for gram in known)
        for answer, number in history.texts.items()
    }
    top = max(scores.values())
    weights = {answer: math.exp((score - top) / max(1.0, len(known) ** 0.5)) for answer, score in scores.items()}
    whole = math.fsum(weights.values())
    ranked = sorted(weights, key=lambda answer: (-weights[answer], answer))[:MOST]
    if weights[ranked[0]] / whole < SURE:
        return ()
    return tuple(
        Suggestion(answer, weights[answer] / whole, tuple(_spoke(history, answer, known))) for answer in ranked
    )


def _likely(history: History, answer: str, gram: str) -> float:
    return math.log((history.grams[answer].get(gram, 0) + 0.5) / (history.sizes[answer] + 0.5 * history.vocabulary))


def _spoke(history: History, answer: str, known: Sequence[str]) -> list[str]:
    """The bigrams that say this answer more than the others."""
    others = [each for each in history.texts if each != answer]

    def more(gram: str) -> float:
        beside = math.fsum(_likely(history, each, gram) for each in others) / len(others)
        return _likely(history, answer, gram) - beside

    return [gram for gram in sorted(known, key=lambda gram: (-more(gram), gram)) if more(gram) > 0][:MOST]
