"""The words of a document as plain data: what is drafted, checked, sealed. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LONGEST = 40_000
MOST_ENCLOSURES, MOST_POINTS = 5, 30


@dataclass(frozen=True, slots=True)
class EnclosureText:
    """An attachment: its text, or the SHA-256 of a file that goes out with the document."""

    title: str
    text: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class PointText:
    """One point of the year's work; ``unit`` is a number."""

    text: str
    unit: int | None = None
    due: date | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class FiguresText:
    """A table of figures in a brief."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @staticmethod
    def read(stored: Mapping[str, Any]) -> FiguresText:
        """From its stored form (lists for tuples)."""
        return FiguresText(stored["name"], tuple(stored["heads"]), tuple(tuple(row) for row in stored["rows"]))


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as it is typed. ``issuer`` is a number."""

    kind: str
    issuer: int
    title: str
    addressee: str = ""
    cc: str = ""
    body: str = ""
    remark: str = ""
    urgency: str = ""
    enclosures: tuple[EnclosureText, ...] = field(default=())
    points: tuple[PointText, ...] = field(default=())
    figures: tuple[FiguresText, ...] = field(default=())

    def text(self) -> str:
        """The one text that is sealed and hashed."""
        words = asdict(self)
        if not self.figures:  # what was sealed before there were figures keeps its hash
            del words["figures"]
        for each in words["enclosures"]:
            if not each["file"]:  # nor had attachments files
                del each["file"]
        return json.dumps(words, ensure_ascii=False, sort_keys=True, default=_day)

    def sha256(self) -> str:
        return hashlib.sha256(self.text().encode()).hexdigest()


def _day(value: Any) -> str:
    assert isinstance(value, date)
    return value.isoformat()
