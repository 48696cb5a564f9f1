"""Petitions, disputes and information that speak of the same thing, gathered into topics by the words they share.

Each text is its rarer bigrams; a topic is the petitions whose bigrams are close to those of the topic as a whole, and
what stands under one category needs to share less. Order, places and petitioners play no part. Nothing is learnt from
outside: how much a bigram says is counted over the body's own texts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.analysis.grams import COMMON, bigrams, counted, plain, shared_phrases
from lianxi.analysis.persons import Mark
from lianxi.analysis.repeats import Frequencies

#: how close (cosine) a text must be to a topic: filed under the same category, under the same branch of it or under
#: none, under another branch
SAME, NEAR, APART = 0.08, 0.18, 0.35
#: how close two topics of the same category, or of different ones, must be to be one
ONE_SAME, ONE_OTHER = 0.12, 0.28
#: the weightiest bigrams of a text that are looked up, of a topic that are kept
LOOKED_UP, KEPT = 16, 60
#: fewer texts than these do not tell what is common
LEAST_TEXTS = 200
#: a text says no more than this with its bigrams
LONGEST = 600
#: members whose phrases are compared, phrases that are told
COMPARED, PHRASES = 12, 5


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was said. ``source``: ``matter:2026000137``; ``place``, ``unit``: numbers of units, None unknown.

    ``text``: petitioners covered, names of places taken out; ``people``: the hashes of who said it.
    """

    source: str
    on: date
    text: str
    category: str = ""
    place: int | None = None
    unit: int | None = None
    people: tuple[Mark, ...] = ()


Vector = Mapping[str, float]


@dataclass(slots=True)
class Topic:
    """``members`` are of the month, ``earlier`` before it. ``shares``: bigram → how many members have it.

    ``core``, ``length``, ``filed``: what a text is compared with, while members come and go.
    """

    members: list[Item] = field(default_factory=list)
    earlier: list[Item] = field(default_factory=list)
    shares: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    core: dict[str, float] = field(default_factory=dict)
    length: float = 1.0
    filed: str = ""

    @property
    def category(self) -> str:
        """The code most members have, empty where most have none."""
        return self.categories.most_common(1)[0][0] if self.categories else ""


def weighed(of: Frequencies) -> Frequencies:
    """As if there were ``LEAST_TEXTS`` at least: among few texts what all of them say is not therefore common."""
    return replace(of, documents=max(of.documents, LEAST_TEXTS))


def vector(text: str, of: Frequencies) -> dict[str, float]:
    """Bigram → weight, of length one; what stands in this text alone ties nothing and is left out."""
    grams = counted(text[:LONGEST])
    weights = {gram: of.weight(gram) for gram in grams if of.counts.get(gram, 0) > 1}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {gram: weight / length for gram, weight in weights.items() if weight > 0} if length else {}


def gathered(items: Sequence[Item], of: Frequencies) -> list[Topic]:
    """The topics of these items, each item in one; in two rounds, the second when all topics are known."""
    of = weighed(of)
    told = [vector(item.text, of) for item in items]
    first = _Book(of)
    for item, vectored in zip(items, told, strict=True):
        at = first.nearest(item, vectored)
        first.add(first.new() if at is None else at, item, vectored)
    second = _Book(of)
    for topic in first.merged().topics:
        second.lay(Topic(core=topic.core, length=topic.length, filed=topic.filed))
    for item, vectored in zip(items, told, strict=True):
        at = second.nearest(item, vectored)
        if at is None:
            second.add(second.new(), item, vectored)
        else:
            second.put(at, item, vectored)
    return second.merged().topics


def find_earlier(topics: Sequence[Topic], earlier: Iterable[Item], of: Frequencies) -> None:
    """Put what was said before into the topics it belongs to. Texts are read one by one and not kept."""
    of = weighed(of)
    book = _Book(of)
    for topic in topics:
        book.lay(topic)
    for item in earlier:
        found = book.nearest(item, vector(item.text, of))
        if found is not None:
            book.topics[found].earlier.append(Item(item.source, item.on, "", item.category, item.place, item.unit))


def phrases_of(topic: Topic, of: Frequencies) -> list[str]:
    """The words that tie its members: phrases of at least a third of them that are rare elsewhere, commonest first."""
    texts = [plain(item.text) for item in topic.members]
    if len(texts) < 2:
        return []
    chosen = texts[:: max(1, len(texts) // COMPARED)][:COMPARED]
    found: set[str] = set()
    for place, one in enumerate(chosen):
        for other in chosen[place + 1 : place + 6]:
            found.update(phrase for phrase in shared_phrases(one, other, least=2) if " " not in phrase)
    number = {phrase: sum(phrase in text for text in texts) for phrase in found}
    worth = [phrase for phrase in found if number[phrase] * 3 >= len(texts) and _its_own(phrase, number[phrase], of)]
    worth.sort(key=lambda phrase: (-number[phrase] * min(len(phrase), 6), phrase))
    kept: list[str] = []
    for phrase in worth:
        if not any(phrase in other or other in phrase for other in kept):
            kept.append(phrase)
    return kept[:PHRASES]


def _its_own(phrase: str, number: int, of: Frequencies) -> bool:
    """Whether most texts with its rarest bigram are of this topic; not what people say about anything."""
    grams = [gram for gram in bigrams(phrase) if gram not in COMMON]
    return number >= 2 and bool(grams) and min(of.counts.get(gram, 0) for gram in grams) <= 4 * number


class _Book:
    """Topics with the index of their bigrams."""

    def __init__(self, of: Frequencies) -> None:
        self.of = of
        self.topics: list[Topic] = []
        self.index: dict[str, set[int]] = defaultdict(set)

    def new(self) -> int:
        self.topics.append(Topic())
        return len(self.topics) - 1

    def put(self, at: int, item: Item, told: Vector) -> None:
        """A member more; what the topic is known by stays."""
        topic = self.topics[at]
        topic.members.append(item)
        topic.shares.update(told.keys())
        topic.categories[item.category] += 1

    def add(self, at: int, item: Item, told: Vector) -> None:
        """A member more, and the topic known anew."""
        self.put(at, item, told)
        self._know(at)

    def lay(self, topic: Topic) -> int:
        """A topic as it is known already."""
        self.topics.append(topic)
        for gram in topic.core:
            self.index[gram].add(len(self.topics) - 1)
        return len(self.topics) - 1

    def _know(self, at: int) -> None:
        topic = self.topics[at]
        number = len(topic.members)
        weighed = {gram: self.of.weight(gram) * share / number for gram, share in topic.shares.items()}
        core = dict(sorted(weighed.items(), key=lambda each: (-each[1], each[0]))[:KEPT])
        for gram in core.keys() - topic.core.keys():
            self.index[gram].add(at)
        for gram in topic.core.keys() - core.keys():
            self.index[gram].discard(at)
        topic.core, topic.filed = core, topic.category
        topic.length = math.sqrt(sum(weight * weight for weight in core.values())) or 1.0

    def nearest(self, item: Item, told: Vector) -> int | None:
        """The topic it belongs to, None where none is close enough."""
        best, best_at = 0.0, None
        for at in self._met(told):
            topic = self.topics[at]
            near = sum(told[gram] * topic.core[gram] for gram in told.keys() & topic.core.keys()) / topic.length
            over = near / _least(item.category, topic.filed)
            if over >= 1.0 and over > best:
                best, best_at = over, at
        return best_at

    def _met(self, told: Vector) -> list[int]:
        chosen = sorted(told, key=lambda gram: (-told[gram], gram))[:LOOKED_UP]
        return sorted({at for gram in chosen for at in self.index.get(gram, ())})

    def merged(self) -> _Book:
        """The topics known anew by their members, and those that are one made one: the larger takes the smaller in."""
        book = _Book(self.of)
        for topic in sorted(self.topics, key=lambda each: -len(each.members)):
            if not topic.members:
                continue
            topic.core = {}
            at = book.lay(topic)
            book._know(at)
            like = book._like(at)
            if like is not None:
                book.take_in(like, at)
        book.topics = [topic for topic in book.topics if topic.members]
        return book

    def take_in(self, at: int, other: int) -> None:
        into, gone = self.topics[at], self.topics[other]
        into.members += gone.members
        into.shares.update(gone.shares)
        into.categories.update(gone.categories)
        for gram in gone.core:
            self.index[gram].discard(other)
        self.topics[other] = Topic()
        self._know(at)

    def _like(self, mine: int) -> int | None:
        """The topic before this one that it is one with."""
        best, best_at, topic = 1.0, None, self.topics[mine]
        told = {gram: weight / topic.length for gram, weight in topic.core.items()}
        for at in self._met(told):
            other = self.topics[at]
            near = sum(told[gram] * other.core[gram] for gram in told.keys() & other.core.keys()) / other.length
            same = bool(topic.filed) and topic.filed == other.filed
            over = near / (ONE_SAME if same else ONE_OTHER)
            if at < mine and over >= best:
                best, best_at = over, at
        return best_at


def _least(one: str, other: str) -> float:
    if not one or not other:
        return NEAR
    if one == other:
        return SAME
    return NEAR if one[:4] == other[:4] else APART
