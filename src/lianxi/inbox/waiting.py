"""One thing that waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: what objects and units are called
Names = tuple[Mapping[str, str], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do. ``page`` and ``arguments`` name the address, ``query`` what is appended; ``verb`` the button."""

    title: str
    due: date | None
    overdue: bool
    note: str
    page: str
    arguments: tuple[int, ...]
    verb: str
    query: str = ""
