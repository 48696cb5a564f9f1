"""Reading the county's tables: what each line asks, our figure, what shows it, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxi.assessment.county_figures import computed, definition, label
from lianxi.assessment.models import CountyItem, CountyTable
from lianxi.journal.frame import Actor
from lianxi.journal.queries import EntryFile, all_objects_of, files_of
from lianxi.matters.entry_scope import stands_open
from lianxi.roster.names import titles


@dataclass(frozen=True, slots=True)
class Evidence:
    """``entry:12`` or ``document:5``, what it is called, the files filed with the entry."""

    object: str
    title: str
    files: tuple[tuple[int, str], ...] = ()

    @property
    def number(self) -> int:
        return int(self.object.partition(":")[2])


@dataclass(frozen=True, slots=True)
class ItemView:
    place: int
    group: str
    name: str
    standard: str
    points: Decimal | None
    computes: str
    figure_label: str
    figure_definition: str
    figure: str
    duties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    note: str
    own_score: Decimal | None
    version: int

    @property
    def missing(self) -> bool:
        """缺佐证: nothing shows it yet."""
        return not self.evidence and not self.duties and not self.computes


@dataclass(frozen=True, slots=True)
class TableRow:
    number: int
    title: str
    year: int
    issuer: str
    imported_on: date


@dataclass(frozen=True, slots=True)
class TableView:
    row: TableRow
    items: tuple[ItemView, ...]

    @property
    def points(self) -> Decimal:
        return sum((each.points for each in self.items if each.points is not None), Decimal(0))

    @property
    def own(self) -> Decimal:
        return sum((each.own_score for each in self.items if each.own_score is not None), Decimal(0))

    @property
    def lacking(self) -> int:
        return sum(each.missing for each in self.items)


def tables(conference: int, limit: int = 100) -> list[TableRow]:
    """The newest first. One query."""
    rows = CountyTable.objects.filter(conference_id=conference).order_by("-number")[:limit]
    return [TableRow(row.number, row.title, row.year, row.issuer, row.imported_on) for row in rows]


def table_for(conference: int, number: int, actor: Actor, on: date, *, place: int | None = None) -> TableView | None:
    """One whole, or (``place``) with one line only; its figures are computed now."""
    row = CountyTable.objects.filter(conference_id=conference, number=number).first()
    if row is None:
        return None
    found = CountyItem.objects.filter(conference_id=conference, table=number).order_by("place")
    rows = list(found if place is None else found.filter(place=place))
    figures = computed(conference, row.year, {each.computes for each in rows}, actor, on=on)
    objects = {code for each in rows for code in each.evidence}
    names = titles(conference, [code for code in objects if code.startswith("document:")])
    files = files_of(conference, _open_entries(conference, actor, objects))
    items = tuple(
        ItemView(
            each.place, each.group, each.name, each.standard, each.points, each.computes, label(each.computes),
            definition(each.computes) if each.computes else "", figures.get(each.computes, ""), tuple(each.duties),
            tuple(_evidence(code, names, files) for code in each.evidence), each.note, each.own_score, each.version,
        )
        for each in rows
    )  # fmt: skip
    return TableView(TableRow(row.number, row.title, row.year, row.issuer, row.imported_on), items)


def _open_entries(conference: int, actor: Actor, objects: set[str]) -> list[int]:
    """The entries named as evidence whose words and files this reader may see: not those of matters kept from him."""
    entries = [int(code[6:]) for code in objects if code.startswith("entry:")]
    return [
        number for number, about in all_objects_of(conference, entries).items() if stands_open(conference, actor, about)
    ]


def _evidence(code: str, names: Mapping[str, str], files: Mapping[int, Sequence[EntryFile]]) -> Evidence:
    kind, _, number = code.partition(":")
    if kind == "document":
        return Evidence(code, names.get(code, f"发文第 {number} 号"))
    filed = tuple((each.number, each.name) for each in files.get(int(number), []))
    return Evidence(code, f"日志第 {number} 条", filed)
