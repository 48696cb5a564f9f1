"""The words of a document as plain data: what is drafted, checked, sealed. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LONGEST = 40_000
MOST_ENCLOSURES, MOST_POINTS = 5, 30


@dataclass(frozen=True, slots=True)
class EnclosureText:
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PointText:
    """One point of the year's work; ``unit`` is a number."""

    text: str
    unit: int | None = None
    due: date | None = None


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

    def text(self) -> str:
        """The one text that is sealed and hashed."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=_day)

    def sha256(self) -> str:
        return hashlib.sha256(self.text().encode()).hexdigest()


def _day(value: Any) -> str:
    assert isinstance(value, date)
    return value.isoformat()
