"""The rows of a clerk's ledger, each understood as a matter, or every cell named that cannot be. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from lianxi.documents.ledger.reading import Ledger
from lianxi.matters.imports import import_meanings
from lianxi.matters.imports.import_rows import DAYS, RowReading
from lianxi.matters.imports.import_values import CellProblem, Checked, Choices, Ground, Ready
from lianxi.matters.models import Matter
from lianxi.roster.models import Person

__all__ = ["DAYS", "CellProblem", "Checked", "Choices", "Ground", "Ready", "check", "ground_of"]


def ground_of(conference: int, today: date, ledger: Ledger, mapping: Sequence[str]) -> Ground:
    """Six queries, whatever the ledger's size."""
    named = list(Person.objects.filter(conference_id=conference).values_list("name", "number"))
    often = Counter(name for name, _ in named)
    here = import_meanings.names(conference)
    own, national, same = _known(conference, ledger, mapping)
    people = {name: number for name, number in named if often[name] == 1}
    return Ground(conference, today, here.units, people, here.categories, here.category_version, own, national, same)


def _known(
    conference: int, ledger: Ledger, mapping: Sequence[str]
) -> tuple[dict[tuple[str, int], int], dict[str, int], dict[tuple[date, str], int]]:
    """The matters here that the rows may be: by own number and year, by national number, by day and title."""
    rows = Matter.objects.filter(conference_id=conference, stub=False).exclude(state="voided")
    own: dict[tuple[str, int], int] = {}
    for told, day, number in rows.exclude(own_number="").values_list("own_number", "received_on", "number"):
        own[told, day.year] = number
    national: dict[str, int] = {}
    if "national_number" in mapping:
        national = dict(rows.exclude(national_number="").values_list("national_number", "number"))
    imported = rows.filter(origin__startswith="import:")
    same = {(day, title): number for day, title, number in imported.values_list("received_on", "title", "number")}
    return own, national, same


def check(ground: Ground, ledger: Ledger, mapping: Sequence[str], choices: Choices) -> Checked:
    """Every row of the ledger under this mapping (a field for every column, empty: not brought in)."""
    meant = import_meanings.Meanings(ground, ledger, mapping, choices.words)
    ground = meant.applied(ground)
    problems: list[CellProblem] = []
    remarks: Counter[str] = Counter()
    at = {(each.sheet, each.number): place for place, each in enumerate(ledger.rows)}
    spans = {
        (each.sheet, number): place
        for place, each in enumerate(ledger.rows)
        for number in range(each.number, each.last + 1)
    }
    for each in ledger.unread:
        if mapping[each.column] not in ("", "serial"):
            where = at.get((each.sheet, each.number), spans.get((each.sheet, each.number), 0))
            problems.append(CellProblem(where, each.column, f"这一格{each.why}"))
    ready = []
    for place, row in enumerate(ledger.rows):
        found = RowReading(ground, ledger, place, row, mapping, choices, problems, remarks).read()
        if found is not None:
            found.note = "\n".join(filter(None, (meant.original(row), found.note)))
            ready.append(found)
    _same_number_twice(ledger, mapping, ready, problems)
    problems.sort(key=lambda each: (each.row, each.column))
    return Checked(tuple(ready), tuple(problems), dict(remarks))


def _same_number_twice(
    ledger: Ledger, mapping: Sequence[str], ready: Iterable[Ready], problems: list[CellProblem]
) -> None:
    seen: dict[tuple[str, Any], int] = {}
    for each in ready:
        year = each.values["received_on"].year
        for key, told in (
            ("own_number", (each.values["own_number"], year)),
            ("national_number", (each.values["national_number"], 0)),
        ):
            if not told[0]:
                continue
            first = seen.setdefault((key, told), each.row)
            if first != each.row:
                number = ledger.rows[first].number
                sentence = (
                    f"“{told[0]}”和第 {number} 行相同。同一件只留一行；编号写错的请改正；"
                    "编号不是一件一号的，请把这一列改选“附记”。"
                )
                problems.append(CellProblem(each.row, mapping.index(key), sentence))
