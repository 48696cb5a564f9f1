"""Categories and units, both in the order of their own tables; what a unit may not learn of the others is kept back."""

from __future__ import annotations

from lianxi.analysis.suppression import HELD_BACK, Kept, suppress, suppress_list, with_margins
from lianxi.analysis.tallies import Count
from lianxi.documents.charts import shade
from lianxi.matters.counting.figures import NOBODY, Figure
from lianxi.matters.counting.statistics_cells import Cell, Report, Table, number, of_kept, people_cell, share_of, sum_of
from lianxi.matters.counting.statistics_rates import cohort, rate_cell

#: how a unit answers, in the table of units
UNIT_RATES = ("on_time_reply", "satisfaction_unit")


class Crossing:
    """First level of categories × leading units, with both margins, as its reader may see it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        topics = report.tally.topics
        stems = {code[:2] for code, _ in topics}
        listed = dict.fromkeys(code[:2] for code in report.names.categories if code[:2] in stems)
        self.stems = [*listed, *sorted(stems - {*listed, ""}), *([""] if "" in stems else [])]
        leads = {lead for _, lead in topics}
        self.units: list[int | None] = [unit for unit, _ in report.names.units if unit in leads]
        if None in leads:
            self.units.append(None)
        cells = [
            [
                sum_of(c for (code, lead), c in topics.items() if code[:2] == stem and lead == unit)
                for unit in self.units
            ]
            for stem in self.stems
        ]
        self.people = cells
        inner = [[count.matters for count in row] for row in cells] or [[0] * len(self.units)]
        own = [place for place, unit in enumerate(self.units) if unit is not None and unit == report.reader.unit]
        self.kept = suppress(inner, own_columns=own) if report.reader.small_hidden else Kept(with_margins(inner))

    def cell(self, row: int, column: int) -> Cell:
        """Rows and columns as in ``stems`` and ``units``; one more of each is the margin."""
        return of_kept(self.report, self.kept, row, column, self._figure(row, column), own=self._own(column))

    def _own(self, column: int) -> bool:
        own = self.report.reader.unit
        return own is not None and column < len(self.units) and self.units[column] == own

    def _figure(self, row: int, column: int) -> Figure:
        figure = self.report.received
        if row < len(self.stems):
            figure = figure.narrower(category=self.stems[row] or NOBODY)
        return figure.narrower(lead=self.units[column] or NOBODY) if column < len(self.units) else figure

    def heads_of_row(self, row: int) -> Count:
        return sum_of(self.people[row]) if row < len(self.people) else sum_of(c for each in self.people for c in each)

    def whole(self) -> tuple[Cell, Count]:
        """The sum of all, as its reader may see it."""
        return self.cell(max(1, len(self.stems)), len(self.units)), self.heads_of_row(len(self.stems))

    def of_unit(self, unit: int | None) -> tuple[Cell, Count]:
        if unit not in self.units:
            return Cell("0", 0), Count()
        column = self.units.index(unit)
        return self.cell(max(1, len(self.stems)), column), sum_of(row[column] for row in self.people)


def categories(report: Report, crossing: Crossing) -> Table:
    """First level, opened to the second; where small numbers are kept back only the first."""
    rows: list[tuple[Cell, ...]] = []
    whole = crossing.heads_of_row(len(crossing.stems)).matters
    some_hidden = bool(crossing.kept.hidden)
    for place, stem in enumerate((*crossing.stems, None)):
        label = "合计" if stem is None else report.names.category(stem)
        count, cell = crossing.heads_of_row(place), crossing.cell(place, len(crossing.units))
        share = HELD_BACK if some_hidden else share_of(count.matters, whole)
        rows.append((Cell(label), cell, people_cell(cell, count.people), Cell(share)))
        if stem and not report.reader.small_hidden:
            rows += _second_level(report, stem, whole)
    if not crossing.stems:
        rows = []
    return Table(
        "category", "内容分类", ("分类", "件次", "人次", "占比"), tuple(rows), "分类按分类表的顺序列出。", total=True
    )


def _second_level(report: Report, stem: str, whole: int) -> list[tuple[Cell, ...]]:
    below = sorted({code for code, _ in report.tally.topics if code[:2] == stem})
    if below == [f"{stem}00"]:
        return []
    rows: list[tuple[Cell, ...]] = []
    for code in below:
        count = sum_of(c for (each, _), c in report.tally.topics.items() if each == code)
        label = "未细分" if code.endswith("00") else report.names.category(code)
        cell = number(report, count.matters, report.received.narrower(category=code))
        share = Cell(share_of(count.matters, whole))
        rows.append((Cell(label, level=1), cell, people_cell(cell, count.people), share))
    return rows


def heat(report: Report, crossing: Crossing) -> Table:
    """Categories × leading units, numbers in every cell."""
    most = max((c.matters for row in crossing.people for c in row), default=0)
    rows = []
    for row, stem in enumerate((*crossing.stems, None)):
        cells = [crossing.cell(row, column) for column in range(len(crossing.units) + 1)]
        if stem is not None:
            inner = [Cell(c.text, c.value, c.figure, shade(c.value, most)) for c in cells[:-1]]
            cells = [*inner, cells[-1]]
        rows.append((Cell("合计" if stem is None else report.names.category(stem)), *cells))
    heads = ("分类", *("无主办单位" if unit is None else report.names.unit(unit) for unit in crossing.units), "合计")
    return Table("heat", "内容分类 × 主办单位", heads, tuple(rows) if crossing.stems else (), total=True)


def units(report: Report, crossing: Crossing) -> Table:
    """Every unit in the order of the roster: what it leads, what comes from its territory, how it answers."""
    places = report.tally.territories
    listed: list[int | None] = [unit for unit, _ in report.names.units]
    if None in crossing.units or None in places:
        listed.append(None)
    values = [places.get(unit, Count()).matters for unit in listed]
    own = [place for place, unit in enumerate(listed) if unit is not None and unit == report.reader.unit]
    hidden = report.reader.small_hidden
    kept = suppress_list(values, own) if hidden else Kept([[value] for value in (*values, sum(values))])
    rows = [
        _unit_row(
            report, crossing, unit, of_kept(report, kept, place, 0, report.received.narrower(territory=unit or NOBODY))
        )
        for place, unit in enumerate(listed)
        if not report.only_own or place in own
    ]
    if not report.only_own:
        rows.append(_all_units(report, crossing, of_kept(report, kept, len(listed), 0, report.received)))
    heads = ("单位", "主办件次", "主办人次", "属地件次", "属地人次", "按期答复率", "群众满意率（责任单位）")
    note = "单位按成员名册的顺序列出，不作排名。"
    return Table("units", "各单位", heads, tuple(rows), note, total=not report.only_own)


def _unit_row(report: Report, crossing: Crossing, unit: int | None, there: Cell) -> tuple[Cell, ...]:
    lead, led = crossing.of_unit(unit)
    people = report.tally.territories.get(unit, Count()).people
    rates = [_unit_rate(report, indicator, unit) for indicator in UNIT_RATES]
    label = "无主办单位、未注明属地" if unit is None else report.names.unit(unit)
    return (Cell(label), lead, people_cell(lead, led.people), there, people_cell(there, people), *rates)


def _all_units(report: Report, crossing: Crossing, there: Cell) -> tuple[Cell, ...]:
    lead, led = crossing.whole()
    people = sum_of(report.tally.territories.values()).people
    rates = [rate_cell(report, report.tally.rate(each), cohort(report, each, 0)) for each in UNIT_RATES]
    return (Cell("合计"), lead, people_cell(lead, led.people), there, people_cell(there, people), *rates)


def _unit_rate(report: Report, indicator: str, unit: int | None) -> Cell:
    rate = report.tally.rate(indicator, unit=unit, of_all=False)
    own = unit is not None and unit == report.reader.unit
    return rate_cell(report, rate, cohort(report, indicator, 0).narrower(lead=unit or NOBODY), own=own)
