"""Who makes the papers of things: pages register what they can write of an object, for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from lianxi.roster.queries import Access


@dataclass(frozen=True, slots=True)
class Reader:
    """Who has the binder made, standing where he stood when he asked; ``today`` and ``now`` of the making."""

    access: Access
    now: datetime
    today: date


#: (reader, number of the object) → (file name, bytes) of each paper he may see
Writer = Callable[[Reader, int], list[tuple[str, bytes]]]
_writers: dict[str, Writer] = {}


def register_papers(kind: str, writer: Writer) -> None:
    """Called at start-up: how papers of objects of this kind (``meeting``) are written."""
    _writers[kind] = writer


def papers_of(reader: Reader, object_: str) -> list[tuple[str, bytes]]:
    """The papers of one object; none where nobody writes any for its kind."""
    kind, _, number = object_.partition(":")
    return _writers[kind](reader, int(number)) if kind in _writers and number.isdigit() else []
