"""Reconciliation: a list of the national system beside the ledger, every difference shown, nothing automatic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lianxi.journal.frame import HERE, Actor
from lianxi.matters import moves, words
from lianxi.matters.models import Matter
from lianxi.matters.national_system.national import FIELDS, Found, Taken
from lianxi.matters.national_system.national_lists import NationalRow
from lianxi.matters.scope import visible

CLOSED = ("closed", "reviewed", "concluded")
MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs. ``token``: names it in a form; empty where it is not to be taken over."""

    field: str
    label: str
    here: str
    there: str
    token: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A matter that stands in both, with what differs."""

    number: int
    label: str
    title: str
    national_number: str
    row: int
    differences: tuple[Difference, ...]

    @property
    def takeable(self) -> bool:
        return any(each.token for each in self.differences)


@dataclass(frozen=True, slots=True)
class OnlyThere:
    """A row without a matter here; ``candidate``: the one matter without a number that fits, to be looked at."""

    row: int
    national_number: str
    said: str
    candidate: int | None = None
    candidate_label: str = ""
    candidate_title: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A matter with a number that the list does not have, of the days the list covers."""

    number: int
    label: str
    title: str
    national_number: str
    petitioned_on: date
    state_label: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The list beside the ledger. ``since``, ``until``: the days of petition that the list covers."""

    same: int
    differing: tuple[Differing, ...]
    only_there: tuple[OnlyThere, ...]
    only_here: tuple[OnlyHere, ...]
    without_number: int
    since: date | None
    until: date | None
    takes: Mapping[str, tuple[int, int, str, Found]]


def compare(conference: int, actor: Actor, rows: Sequence[NationalRow]) -> Comparison:
    """Every difference between the list and the matters this person may see. Two queries."""
    days = [day for row in rows if isinstance(day := row.values.get("petitioned_on"), date)]
    since, until = min(days, default=None), max(days, default=None)
    mine = visible(conference, actor).filter(stub=False).exclude(state="voided")
    numbers = [row.number for row in rows]
    known = {matter.national_number: matter for matter in mine.filter(national_number__in=numbers)[:MOST_ROWS]}
    others: list[Matter] = []
    if since is not None:
        within = mine.filter(petitioned_on__range=(since, until)).exclude(national_number__in=numbers)
        others = list(within.order_by("number")[:MOST_ROWS])
    takes: dict[str, tuple[int, int, str, Found]] = {}
    pairs = [(row, known[row.number]) for row in rows if row.number in known]
    differing = [_differing(row, matter, takes) for row, matter in pairs]
    unnumbered = [matter for matter in others if not matter.national_number]
    missing = [row for row in rows if row.number not in known]
    return Comparison(
        sum(not each.differences for each in differing),
        tuple(each for each in differing if each.differences),
        tuple(_only_there(missing, unnumbered, takes)),
        tuple(_only_here(matter) for matter in others if matter.national_number),
        len(unnumbered),
        since,
        until,
        takes,
    )


def here(conference: int, actor: Actor, national_number: str) -> bool:
    """Whether a matter that this person may see has this number. One query."""
    rows = visible(conference, actor).filter(stub=False, national_number=national_number)
    return rows.exclude(state="voided").exists()


def _differing(row: NationalRow, matter: Matter, takes: dict[str, tuple[int, int, str, Found]]) -> Differing:
    found = [
        _difference(matter, name, value, takes)
        for name, value in row.values.items()
        if _shown(name, getattr(matter, name)) != _shown(name, value)
    ]
    if row.closed is not None and row.closed != (matter.state in CLOSED):
        there = row.state or ("已办结" if row.closed else "未办结")
        found.append(Difference("state", "办理状态", words.STATES[matter.state], there, ""))
    return Differing(
        matter.number, words.number_label(matter.number), matter.title, matter.national_number, row.row, tuple(found)
    )


def _difference(matter: Matter, name: str, value: Found, takes: dict[str, tuple[int, int, str, Found]]) -> Difference:
    token = ""
    if matter.state in moves.ENTER_NATIONALLY.from_ and matter.void_asked_by is None:
        token = f"{matter.number}.{matter.version}.{name}"
        takes[token] = (matter.number, matter.version, name, value)
    return Difference(name, FIELDS[name], _shown(name, getattr(matter, name)), _shown(name, value), token)


def _shown(name: str, value: Found) -> str:
    """A value in words; a moment by its day, for lists often leave out the time."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, datetime):
        return value.astimezone(HERE).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if name == "channel":
        return words.CHANNELS.get(str(value), str(value))
    return words.FIRST.get(str(value), str(value)) if name == "national_first" else str(value)


def _only_there(
    missing: Sequence[NationalRow], unnumbered: Sequence[Matter], takes: dict[str, tuple[int, int, str, Found]]
) -> Iterable[OnlyThere]:
    """Rows without a matter; where exactly one row and one matter fit each other, the matter is offered."""
    fits = {row.row: [matter for matter in unnumbered if _fits(row, matter)] for row in missing}
    wanted = Counter(matter.number for found in fits.values() if len(found) == 1 for matter in found)
    for row in missing:
        shown = (_shown(name, row.values[name]) for name in ("petitioned_on", "channel") if name in row.values)
        said = "，".join([*shown, *([f"{row.values['people']}人"] if "people" in row.values else []), row.state])
        found = fits[row.row]
        if len(found) != 1 or wanted[found[0].number] != 1:
            yield OnlyThere(row.row, row.number, said.rstrip("，"))
            continue
        matter = found[0]
        token = f"{matter.number}.{matter.version}.entry.{row.row}"
        for name in ("national_entered_at", "national_due", "query_code"):
            if name in row.values:
                takes[f"{token}.{name}"] = (matter.number, matter.version, name, row.values[name])
        takes[token] = (matter.number, matter.version, "national_number", row.number)
        yield OnlyThere(
            row.row,
            row.number,
            said.rstrip("，"),
            matter.number,
            words.number_label(matter.number),
            matter.title,
            token if "national_entered_at" in row.values and matter.state in moves.ENTER_NATIONALLY.from_ else "",
        )


def _fits(row: NationalRow, matter: Matter) -> bool:
    same = all(row.values.get(name) == getattr(matter, name) for name in ("petitioned_on", "channel"))
    return same and row.values.get("people", matter.people) == matter.people


def _only_here(matter: Matter) -> OnlyHere:
    return OnlyHere(
        matter.number,
        words.number_label(matter.number),
        matter.title,
        matter.national_number,
        matter.petitioned_on,
        words.STATES[matter.state],
    )


def chosen(found: Comparison, tokens: Iterable[str], whole: int | None = None) -> list[Taken]:
    """What was ticked (``whole``: everything of one matter), by matter. An entry brings its time, due and code."""
    wanted = set(tokens) & set(found.takes)
    wanted |= {token for token, (number, *_) in found.takes.items() if number == whole and ".entry." not in token}
    taken: dict[int, tuple[int, dict[str, Found]]] = {}
    for token, (number, version, name, value) in found.takes.items():
        if token in wanted or any(token.startswith(f"{each}.") for each in wanted if ".entry." in each):
            taken.setdefault(number, (version, {}))[1][name] = value
    return [Taken(number, version, values) for number, (version, values) in sorted(taken.items())]
