"""One thing that waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: what objects and units are called
Names = tuple[Mapping[str, str], Mapping[int, str]]
#: calendar days before its due date at which a thing is announced again
SOON = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do. ``page`` and ``arguments`` name the address, ``query`` what is appended; ``verb`` the button."""

    title: str
    due: date | None
    overdue: bool
    note: str
    page: str
    arguments: tuple[int | str, ...]
    verb: str
    query: str = ""
    #: tells occasions of the same thing apart: the first day of a duty's window
    occasion: str = ""
    #: a decision only this person can make, for which others wait
    first: bool = False
    #: done by the button itself: the fields it sends; then ``other`` names another way to go (address name, words)
    sends: tuple[tuple[str, str], ...] = ()
    other: tuple[str, str] = ("", "")

    @property
    def thing(self) -> str:
        """Which thing it is and what is asked, without a word of what it says."""
        numbers = ",".join(map(str, self.arguments))
        return f"{self.page}:{numbers}{self.query}:{self.verb}:{self.occasion}"[:200]

    def stage(self, on: date) -> str:
        """How near its due date is on a day: new, soon (at most three calendar days), overdue."""
        if self.overdue or (self.due is not None and self.due < on):
            return "overdue"
        return "soon" if self.due is not None and (self.due - on).days <= SOON else "new"
