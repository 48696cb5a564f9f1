"""The cells and tables that the figures of a period are printed in, and what of them a reader may see. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lianxi.analysis.indicators import Indicator, Rate
from lianxi.analysis.periods import Period
from lianxi.analysis.suppression import HELD_BACK, SMALL, Kept, small
from lianxi.analysis.tallies import Count, Tally, Wanted
from lianxi.matters.counting.figures import RECEIVED, Figure
from lianxi.matters.counting.statistics import Beside

#: of fewer a per cent says nothing
LEAST_BASE = 5
SMALL_NOTE = f"为保护信访人，少于 3 件的显示为“<3”；“{HELD_BACK}”为避免由合计推算而一并不显示的数。"


@dataclass(frozen=True, slots=True)
class Cell:
    """``value``: the number where it is one and shown; ``figure``: address of the matters behind it; ``shade``: 0 … 4.

    ``level``: how far a first cell stands in.
    """

    text: str
    value: int | None = None
    figure: str = ""
    shade: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """``key``: of its place on the page; ``total``: the last row is a sum."""

    key: str
    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads. ``unit``: the number of his own unit, whose figures he sees whole; ``links``: figures open."""

    small_hidden: bool = False
    unit: int | None = None
    links: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """``units``: number and name in the roster's order; ``categories``: six-digit code → name, in the table's order."""

    units: tuple[tuple[int, str], ...]
    categories: Mapping[str, str]

    def unit(self, number: int | None) -> str:
        return dict(self.units).get(number, f"单位 {number}") if number else "未注明"

    def category(self, stem: str) -> str:
        if not stem:
            return "未分类"
        return self.categories.get(f"{stem:0<6}", f"原分类 {stem:0<6}")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of one period: what was asked, counted and how it is to be read."""

    period: Period
    wanted: Wanted
    tally: Tally
    beside: Beside
    names: Names
    reader: Reader = field(default_factory=Reader)

    @property
    def received(self) -> Figure:
        return Figure(RECEIVED, self.wanted.volume[0])

    @property
    def only_own(self) -> bool:
        """Whether a unit gets its own figures alone: what the others have together is under 3 and stays unsaid."""
        own = self.reader.unit
        if own is None or not self.reader.small_hidden:
            return False
        whole = self.tally.totals[0]["matters"]
        led = sum(count.matters for (_, lead), count in self.tally.topics.items() if lead == own)
        there = self.tally.territories.get(own, Count()).matters
        return small(whole) or small(whole - led) or small(whole - there)

    @property
    def yearly(self) -> bool:
        """A year is the year before last year's: one comparison, not two."""
        return self.wanted.volume[1] == self.wanted.volume[2]


def number(report: Report, value: int, figure: Figure | None = None, *, own: bool = False) -> Cell:
    """A figure as its reader may see it."""
    if report.reader.small_hidden and small(value) and not own:
        return Cell(SMALL)
    return linked(report, value, figure, own=own)


def linked(report: Report, value: int, figure: Figure | None, *, own: bool = False) -> Cell:
    """A unit opens the figures of its own only: of the others it may not see the matters."""
    opens = report.reader.links and (own or report.reader.unit is None)
    return Cell(str(value), value, figure.address if figure is not None and value and opens else "")


def of_kept(
    report: Report, kept: Kept, row: int, column: int, figure: Figure | None = None, *, own: bool = False
) -> Cell:
    """A cell of a table after suppression."""
    value = kept.value(row, column)
    return Cell(kept.text(row, column)) if value is None else linked(report, value, figure, own=own)


def people_cell(beside: Cell, people: int) -> Cell:
    """人次 beside 件次: not shown where that is not."""
    return Cell(str(people), people) if beside.value is not None else Cell(HELD_BACK)


def share_of(part: int, whole: int) -> str:
    return Rate(_SHARE, {"part": part, "rest": whole - part}).text


_SHARE = Indicator("", "", "", "", "", {"part": "", "rest": ""}, ("part",))


def sum_of(counts: Iterable[Count]) -> Count:
    found = Count()
    for count in counts:
        found = found.plus(count)
    return found


def change(now: int | None, before: int | None) -> str:
    """“+3（+25.0%）”, “持平”; no per cent of fewer than ``LEAST_BASE``, nothing where one of the two is not shown."""
    if now is None or before is None:
        return HELD_BACK
    if now == before:
        return "持平"
    more = f"{now - before:+d}"
    if before < LEAST_BASE:
        return more
    mille = (2_000 * abs(now - before) + before) // (2 * before)
    return f"{more}（{'+' if now > before else '-'}{mille // 10}.{mille % 10}%）"
