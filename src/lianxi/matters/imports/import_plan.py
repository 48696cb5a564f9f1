"""What an import will write, made ready outside the write: numbers, rows, seals and deadlines.

Numbers: every matter gets a number of the year it was received, behind the last one of that year, in the order of days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lianxi.documents.ledger.reading import Ledger
from lianxi.matters import words
from lianxi.matters.identities import sealing, vault
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.imports.bulk_clocks import Clocks, next_of
from lianxi.matters.imports.bulk_rows import Rows, reserve_keys
from lianxi.matters.imports.import_checks import Ready
from lianxi.matters.models import CoHandler, Deadline, Event, Exclusion, Identity, Matter, Numbering, Progress
from lianxi.roster.models import Unit

#: rows between two reports of progress; each is a small write
STEP = 2_000
NOTE = "原台账附记"
_TAKEN = (
    "channel", "petitioned_on", "received_on", "registered_on", "source", "sender", "sender_number", "sender_due",
    "territory_id", "locality", "purpose", "category", "category_version", "kind", "route", "title", "text", "people",
    "involved", "joint", "anonymous", "reachable", "national_first", "local_first", "responsible_id", "lead_id",
    "handler", "restricted", "national_number", "national_due", "query_code", "state", "state_since", "closed_on",
    "own_number",
)  # fmt: skip
_FIXED = {"version": 1}
_OWN = ("id", "conference_id", "number", "registrar", "origin", "due_on", "due_rule", "due_provisional")
Report = Callable[[int], None]


@dataclass(slots=True)
class Plan:
    """Rows ready to be written. ``before``: the last number of every year they were made for; ``count`` of matters;
    ``spans``: year → first and last serial.
    """

    number: int
    before: dict[int, int]
    spans: dict[int, tuple[int, int]]
    count: int
    matters: Rows
    events: Rows
    deadlines: Rows
    progress: Rows
    identities: Rows
    exclusions: Rows
    helpers: Rows
    #: key → who petitioned, to cover the names before the matter is indexed
    people: dict[int, tuple[Petitioner, ...]] = field(default_factory=dict, repr=False)

    @property
    def tables(self) -> tuple[Rows, ...]:
        """In the order in which they refer to each other."""
        beside = (self.events, self.deadlines, self.progress, self.identities, self.exclusions, self.helpers)
        return (self.matters, *beside)


def last_numbers(conference: int, years: Sequence[int]) -> dict[int, int]:
    """The last serial used up in each of these years. One query."""
    found = {
        row.year: max(row.last, row.start - 1)
        for row in Numbering.objects.filter(conference_id=conference, year__in=years)
    }
    return {year: found.get(year, 0) for year in years}


def _attname(name: str) -> str:
    return name.removesuffix("_id") if name != "id" else name


def plan(
    conference: int, uid: UUID, number: int, ledger: Ledger, new: Sequence[Ready], registrar: int, report: Report
) -> Plan:
    """Everything the new rows become. Many queries less than rows: keys, clocks, numbers."""
    years = sorted({each.values["received_on"].year for each in new})
    before = last_numbers(conference, years)
    names = [_attname(name) for name in (*_OWN, *_TAKEN, *_FIXED)]
    made = Plan(
        number, before, {}, len(new),
        Rows(Matter, names),
        Rows(Event, ("conference", "matter", "name", "at", "due", "days"), last=("entry",)),
        Rows(
            Deadline,
            ("conference", "matter", "rule", "started_on", "strict", "rolled", "judged", "provisional", "article",
             "explanation", "met_on"),
        ),
        Rows(Progress, ("conference", "matter", "unit", "on", "text"), last=("entry",)),
        Rows(Identity, vault.ROW),
        Rows(Exclusion, ("conference", "matter", "unit", "person", "ground")),
        Rows(CoHandler, ("conference", "matter", "unit", "part", "due", "replied_on", "reply")),
    )  # fmt: skip
    if new:
        _Filling(conference, uid, ledger, made, registrar).fill(new, report)
    return made


class _Filling:
    """The rows of a plan being made."""

    def __init__(self, conference: int, uid: UUID, ledger: Ledger, made: Plan, registrar: int) -> None:
        self._conference, self._ledger, self._made, self._registrar = conference, ledger, made, registrar
        self._clocks = Clocks(conference)
        self._sealer = sealing.Sealer(vault.require_keys(conference, making=True), uid)
        self._serials = dict(made.before)

    def fill(self, new: Sequence[Ready], report: Report) -> None:
        keys = reserve_keys(Matter, len(new))
        ordered = sorted(new, key=lambda each: (each.values["received_on"], each.row))
        for place, each in enumerate(ordered):
            self._matter(each, keys + place if isinstance(keys, int) else keys[place])
            if place % STEP == STEP - 1:
                report(place + 1)
        for rows in self._made.tables:
            rows.put_aside()
        self._made.spans = {
            year: (self._made.before[year] + 1, last)
            for year, last in self._serials.items()
            if last > self._made.before[year]
        }

    def _matter(self, each: Ready, key: int) -> None:
        made, values, conference = self._made, each.values, self._conference
        year = values["received_on"].year
        self._serials[year] += 1
        number = year * words.YEAR + self._serials[year]
        dues = self._clocks.dues(
            values["kind"], values["route"], each.events, state=values["state"], reachable=values["reachable"],
            national_due=values["national_due"], met=each.met,
        )  # fmt: skip
        due = next_of(dues, values["state"])
        row = self._ledger.rows[each.row]
        origin = f"import:{made.number}.{row.sheet + 1}.{row.number}"
        made.matters.add(
            key, conference, number, self._registrar, origin,
            due.judged if due else None, due.term.id if due else "", due.term.provisional if due else False,
            *(values[name] for name in _TAKEN), *_FIXED.values(),
        )  # fmt: skip
        for name, at, sender_due in each.events:
            made.events.add(conference, key, name, at, sender_due, None)
        for one in dues:
            term = one.term
            made.deadlines.add(
                conference, key, term.id, term.started_on, term.due_strict, term.due_rolled, one.judged,
                term.provisional, term.article, term.explanation, one.met_on,
            )  # fmt: skip
        if each.note:
            made.progress.add(conference, key, values["lead_id"], _noted_on(each), note_of(each))
        made.people[key] = each.people
        self._beside(each, key, f"matter:{number}")

    def _beside(self, each: Ready, key: int, holder: str) -> None:
        made, conference = self._made, self._conference
        if each.accused is not None:
            made.exclusions.add(conference, key, each.accused, None, "accused")
        for unit in each.helpers:
            made.helpers.add(conference, key, unit, "", None, None, "")
        if each.people:
            for row in vault.rows_for(conference, self._sealer, holder, each.people):
                made.identities.add(*row)


def note_of(each: Ready) -> str:
    """What was kept of a row as it stood."""
    return f"{NOTE}\n{each.note}"


def _noted_on(each: Ready) -> date:
    found: date = each.values["closed_on"] or each.values["received_on"]
    return found


def names_of_units(conference: int) -> dict[int, str]:
    """Units by their key. One query."""
    return dict(Unit.objects.filter(conference_id=conference).values_list("pk", "name"))
