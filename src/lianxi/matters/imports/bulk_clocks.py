"""The deadlines of many matters that are new, worked out without a query: the same clocks as ``clockwork``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.charter import queries as charter
from lianxi.clocks.terms import Event, Term, judged, terms
from lianxi.matters.clockwork import OWED, judged_by, local_rows
from lianxi.matters.words import OPEN

Told = tuple[tuple[str, date, date | None], ...]


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of a new matter. ``judged``: the day it counts by; ``met_on``: the day the duty was done."""

    term: Term
    judged: date
    met_on: date | None


class Clocks:
    """The clocks of a conference as they stand now. Three queries when made, none afterwards."""

    def __init__(self, conference: int) -> None:
        self._calendar = charter.calendar(conference)
        self._local = local_rows(conference)
        self._basis = judged_by(conference)
        self._known: dict[tuple[str, int | None, Told], tuple[Term, ...]] = {}

    def dues(
        self, kind: str, route: int | None, events: Told, *, state: str, reachable: bool, national_due: date | None,
        met: Mapping[str, date],
    ) -> list[Due]:  # fmt: skip
        """The deadlines of a matter with these events. Of a finished one only those whose end is known.

        Nobody is told where name and address are unclear (23(2)).
        """
        key = (kind, route, events)
        found = self._known.get(key)
        if found is None:
            local = [row for row in self._local if not row.simple]
            told = [Event(name, at, due) for name, at, due in events]
            found = self._known[key] = terms(kind, route, told, calendar=self._calendar, local=local)
        dues = []
        for term in found:
            if term.id == "direct_notice" and not reachable:
                continue
            if state not in OPEN and term.id not in met:
                continue
            dues.append(Due(term, judged(term, national_due, self._basis), met.get(term.id)))
        return dues


def next_of(dues: Sequence[Due], state: str) -> Due | None:
    """The earliest duty that is still owed; none for a matter that is finished."""
    owed = [each for each in dues if each.term.id in OWED and each.met_on is None]
    return min(owed, key=lambda each: (each.judged, each.term.id)) if owed and state in OPEN else None
