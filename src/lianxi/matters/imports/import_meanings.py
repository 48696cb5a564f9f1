"""Words of a ledger for units and categories that this conference does not know, and what the clerk says they mean.

What was said is remembered for the next ledger under a mark of the word that only the identity keys can make: such
cells hold names of persons now and then, and the memory stands outside the vault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from lianxi.documents.ledger.fields import BY_KEY
from lianxi.documents.ledger.reading import Ledger, LedgerRow
from lianxi.journal.models import Conference
from lianxi.matters.identities import sealing, vault
from lianxi.matters.imports import import_words
from lianxi.matters.imports.import_values import Ground
from lianxi.matters.models import WordMemory
from lianxi.matters.tables import categories
from lianxi.roster.models import Unit

UNIT, CATEGORY, KEEP = "unit", "category", "keep"
#: fields whose words are looked up: in the roster, in the table of categories
LOOKED_UP: Final = {"responsible": UNIT, "helpers": UNIT, "locality": UNIT, "category": CATEGORY}
#: words that a page asks about, those of most rows first; the others are kept as they stand
ASKED: Final = 60
#: how alike a name must be to be offered first, and how many are
ALIKE, OFFERED = 0.5, 3
Word = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word: the fields it stands in, in how many rows, what it meant the last time (``unit:12``, ``keep``, empty).

    ``likely``: meanings whose names are much like it.
    """

    kind: str
    word: str
    mark: str
    fields: tuple[str, ...]
    rows: int
    meaning: str
    likely: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What is known here: every name of a unit, every name and code of a category; and what may be chosen."""

    units: Mapping[str, tuple[int, int]]
    categories: Mapping[str, str]
    category_version: int
    #: meaning → the name shown
    offered: Mapping[str, str]

    def knows(self, kind: str, word: str) -> bool:
        if kind == UNIT:
            return word in self.units or word.replace(" ", "") in self.units
        return word in self.categories


def names(conference: int) -> Names:
    """Two queries."""
    units: dict[str, tuple[int, int]] = {}
    offered: dict[str, str] = {}
    for row in Unit.objects.filter(conference_id=conference).order_by("closed_on", "number"):
        for name in (row.name, *row.aliases, *row.former):
            units.setdefault(name, (row.pk, row.number))
        if row.closed_on is None:
            offered[f"{UNIT}:{row.number}"] = row.name
    table = categories.table(conference)
    by_name: dict[str, str] = {}
    for code, name in sorted(table.rows, reverse=True):
        by_name[name] = by_name[code] = code
    offered |= {f"{CATEGORY}:{code}": categories.name_of(table, code) for code, _ in table.rows}
    return Names(units, by_name, table.version, offered)


def words_in(row: LedgerRow, mapping: Sequence[str]) -> Iterator[tuple[int, Word]]:
    """The column and the words of a row that are looked up."""
    for place, key in enumerate(mapping):
        value = row.cells[place] if key in LOOKED_UP else None
        told = import_words.told(value)
        parts = import_words.listed(told) if key == "helpers" else [told]
        for part in filter(None, parts):
            yield place, (LOOKED_UP[key], part)


def unknown(conference: int, known: Names, ledger: Ledger, mapping: Sequence[str]) -> list[Unknown]:
    """Every word that is not known here, those of most rows first, with what it meant the last time. Two queries."""
    rows: Counter[Word] = Counter()
    fields: dict[Word, dict[str, None]] = {}
    for row in ledger.rows:
        once = {word: place for place, word in words_in(row, mapping)}
        for word, place in once.items():
            if not known.knows(*word):
                rows[word] += 1
                fields.setdefault(word, {})[BY_KEY[mapping[place]].label] = None
    asked = sorted(rows, key=lambda word: (word[0] == CATEGORY, -rows[word], word))
    marks = marked(conference, asked)
    memory = _remembered(conference, marks.values(), known)
    likely = {word: tuple(_likely(word, known)) for word in asked[:ASKED]}
    return [
        Unknown(*word, marks[word], tuple(fields[word]), rows[word], memory.get(marks[word], ""), likely.get(word, ()))
        for word in asked
    ]


def marked(conference: int, words: Iterable[Word]) -> dict[Word, str]:
    """A mark for every word, that only the identity keys can make. Raises ``NoKey``."""
    wanted = list(words)
    if not wanted:
        return {}
    uid = Conference.objects.only("uid").get(pk=conference).uid
    sealer = sealing.Sealer(vault.require_keys(conference, making=True), uid)
    return {(kind, word): sealer.index("ledger_word", f"{kind}:{word}") for kind, word in wanted}


def _remembered(conference: int, marks: Iterable[str], known: Names) -> dict[str, str]:
    """What the words meant, where it can still be meant: a unit may have ended, a category gone."""
    found = WordMemory.objects.filter(conference_id=conference).values_list("fingerprint", "meaning")
    wanted = set(marks)
    return {mark: told for mark, told in found if mark in wanted and (told == KEEP or told in known.offered)}


def remember(conference: int, meanings: Mapping[str, str]) -> None:
    """Keep what words mean for the next ledger: mark → meaning."""
    rows = [WordMemory(conference_id=conference, fingerprint=mark, meaning=told) for mark, told in meanings.items()]
    WordMemory.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["conference", "fingerprint"], update_fields=["meaning"]
    )


def _likely(word: Word, known: Names) -> list[str]:
    """镇司法 → 司法所: what is offered whose name holds the word, is held by it, or is much like it."""
    kind, told = word
    near = []
    for meaning, name in known.offered.items():
        if not meaning.startswith(f"{kind}:"):
            continue
        own = name.rpartition(" / ")[2]
        score = 1.0 if own in told or told in own else SequenceMatcher(None, own, told).ratio()
        if score >= ALIKE:
            near.append((-score, abs(len(own) - len(told)), meaning))
    return [meaning for *_, meaning in sorted(near)[:OFFERED]]


class Meanings:
    """What was chosen for the words of one ledger, while its rows are read. ``chosen``: mark → meaning."""

    def __init__(self, ground: Ground, ledger: Ledger, mapping: Sequence[str], chosen: Mapping[str, str]) -> None:
        self._ledger, self._mapping = ledger, mapping
        own = Names(ground.units, ground.categories, ground.category_version, {})
        words = (
            {word for row in ledger.rows for _, word in words_in(row, mapping) if not own.knows(*word)}
            if chosen
            else set()
        )
        by_number = {number: (key, number) for key, number in ground.units.values()}
        self._units: dict[str, tuple[int, int]] = {}
        self._categories: dict[str, str] = {}
        for (kind, word), mark in marked(ground.conference, sorted(words)).items():
            target = chosen.get(mark, "").removeprefix(f"{kind}:")
            if kind == UNIT and target.isdecimal() and int(target) in by_number:
                self._units[word] = by_number[int(target)]
            elif kind == CATEGORY and target in ground.categories:
                self._categories[word] = target

    def applied(self, ground: Ground) -> Ground:
        """The ground that knows these words too."""
        return replace(
            ground, units={**ground.units, **self._units}, categories={**ground.categories, **self._categories}
        )

    def original(self, row: LedgerRow) -> str:
        """The words of a row that were given a meaning, as they stand, for its note; a locality stands there anyway."""
        if not self._units and not self._categories:
            return ""
        said = {
            f"{self._ledger.columns[place].title}：{row.cells[place]}": None
            for place, (kind, word) in words_in(row, self._mapping)
            if self._mapping[place] != "locality" and word in (self._units if kind == UNIT else self._categories)
        }
        return "\n".join(said)
