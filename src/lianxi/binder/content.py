"""What a binder holds, as plain values: articles, their duties, the windows and pairs of each, the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paper:
    """A file in the binder: its place in the archive, what it is called, its hash; its bytes or where they lie."""

    place: str
    name: str
    sha256: str
    size: int
    data: bytes | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A journal entry behind a duty, in words. ``words``: (what it is, text); ``withheld``: files that stay at home."""

    number: int
    happened_on: date
    recorded_on: date
    hash: str
    verb: str
    object: str
    unit: str
    by: str
    behalf: bool
    withdrawn: bool
    words: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A window or pair: what it is called, its state in words, its days, the entries it rests on."""

    name: str
    state: str
    state_words: str
    start: date
    due: date | None
    note: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DutyPart:
    """A duty of an article with what it owed in the period."""

    key: str
    kind: str
    label: str
    summary: str
    items: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """An article: its text, duties, entries and the papers of the things they are about."""

    position: int
    label: str
    text: str
    duties: tuple[DutyPart, ...]
    proofs: tuple[Proof, ...]
    papers: tuple[tuple[str, tuple[Paper, ...]], ...]

    @property
    def counts(self) -> dict[str, int]:
        """State → how many windows and pairs of the period."""
        found: dict[str, int] = {}
        for duty in self.duties:
            for item in duty.items:
                found[item.state] = found.get(item.state, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Content:
    """The whole binder before it is written."""

    conference: str
    number: int
    first_day: date
    last_day: date
    audience: str
    reader: str
    made_on: date
    head_number: int
    head_hash: str
    articles: tuple[ArticlePart, ...]
