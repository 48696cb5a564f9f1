"""信访统计: the overview of a period, the whole of it, and both as files. Figures open to their matters."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from lianxi.analysis import periods
from lianxi.analysis.indicators import INDICATORS
from lianxi.analysis.periods import Period
from lianxi.analysis.tallies import Wanted
from lianxi.documents import charts
from lianxi.documents.charts import Bar
from lianxi.documents.columns import Column
from lianxi.documents.official.figures_sheet import write_figures
from lianxi.documents.official.values import Figures
from lianxi.documents.sheets import TableSheet, new_workbook
from lianxi.matters.counting import statistics
from lianxi.matters.counting.statistics_cells import SMALL_NOTE, Cell, Names, Reader, Report, Table
from lianxi.matters.counting.statistics_rates import cohort, rate_cell
from lianxi.matters.counting.statistics_tables import tables
from lianxi.matters.counting.statistics_words import HEADLINE, channels_in_words, sentences
from lianxi.matters.tables import categories, setting
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.downloads import download, xlsx
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

#: a table with more columns does not fit a page of A4; it stands in the workbook
WIDEST_PRINTED = 8
#: the tables of a chart
CHARTS = {"trend": "columns", "channel": "bars", "fold": "bars", "category": "bars"}
HALVES = ("channel", "fold", "purpose", "kind", "states", "beside")


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with the chart of the same numbers, if it has one."""

    table: Table
    chart: str = ""

    @property
    def half(self) -> bool:
        """Narrow enough to stand beside another on a wide screen."""
        return self.table.key in HALVES


def _outward(visit: Visit) -> bool:
    return visit.request.GET.get("outward") == "on"


def _reader(visit: Visit) -> Reader:
    actor = visit.access.actor
    unit = actor.unit or 0 if actor.role in UNITS else None
    kept_back = unit is not None or actor.role == "inspector" or _outward(visit)
    return Reader(small_hidden=kept_back, unit=unit, links=bool(ledger_address(visit)))


def ledger_address(visit: Visit) -> str:
    """The address of the ledger's list."""
    try:
        return reverse("matters", args=[visit.slug])
    except NoReverseMatch:
        return ""


def _period(visit: Visit, reader: Reader) -> Period:
    """What the address names, from–to before the list; else this month. Who is shown sums only gets no single days:
    two periods that differ by a day would tell that day's number.
    """
    given = visit.request.GET
    since, until = given.get("since", ""), given.get("until", "")
    named = periods.read(f"{since}_{until}") if since and until else periods.read(given.get("period", ""))
    if named is None or (named.length == "range" and reader.small_hidden):
        return periods.month_of(visit.today)
    return named


def _report(visit: Visit) -> Report:
    reader = _reader(visit)
    period = _period(visit, reader)
    given = visit.request.GET.get("group", "")
    set_for_all = setting.ledger(visit.conference).group_from
    chosen = int(given) if given.isdecimal() and len(given) <= 3 and not reader.small_hidden else set_for_all
    group_from = min(max(chosen, setting.FEWEST), setting.MOST)
    compared = period.whole() if reader.small_hidden else period.compared(visit.today)
    return _counted(visit, period, Wanted(compared, period.whole(), visit.today, group_from), reader)


def _counted(visit: Visit, period: Period, wanted: Wanted, reader: Reader) -> Report:
    actor = visit.access.actor
    units = tuple((unit.number, unit.name) for unit in roster.units(visit.conference))
    return Report(
        period,
        wanted,
        statistics.statistics(visit.conference, wanted, actor),
        statistics.beside(visit.conference, period.span, actor),
        Names(units, categories.table(visit.conference).names),
        reader,
    )


def _values(visit: Visit, report: Report, *, brief: bool = False) -> dict[str, object]:
    return {
        "report": report,
        "period": report.period,
        "choices": periods.choices(visit.today),
        "sentences": sentences(report, rates=False) if brief else sentences(report),
        "small_note": SMALL_NOTE if report.reader.small_hidden else "",
        "ledger": ledger_address(visit),
        "outward": _outward(visit),
        "may_range": not report.reader.small_hidden,
        "may_outward": visit.access.actor.role not in UNITS | {"inspector"},
        "query": visit.request.GET.urlencode(),
        "since": report.period.span.since if report.period.length == "range" else None,
        "until": report.period.span.until if report.period.length == "range" else None,
    }


@page("statistics.see")
def overview(visit: Visit) -> HttpResponse:
    """A month in a few figures and words, for a phone."""
    report = _report(visit)
    found = {table.key: table for table in tables(report)}
    cards = [] if report.only_own else [_card(report, indicator) for indicator in HEADLINE]
    volume = found.get("volume")
    return visit.render(
        "statistics/overview.html",
        {
            **_values(visit, report, brief=True),
            "matters_cell": volume.rows[0][1] if volume else None,
            "people_cell": volume.rows[1][1] if volume else None,
            "cards": cards,
            "channels": channels_in_words(report),
            "trend": shown_of(found["trend"]) if "trend" in found else None,
            "own": found["units"] if report.reader.unit is not None else None,
        },
    )


def _card(report: Report, indicator: str) -> tuple[str, Cell]:
    return INDICATORS[indicator].name, rate_cell(report, report.tally.rate(indicator), cohort(report, indicator, 0))


@page("statistics.see")
def whole(visit: Visit) -> HttpResponse:
    """Every table with its chart."""
    report = _report(visit)
    return visit.render(
        "statistics/whole.html",
        {**_values(visit, report), "shown": [shown_of(table) for table in tables(report)]},
    )


def shown_of(table: Table) -> Shown:
    """A table with the chart of its numbers."""
    kind = CHARTS.get(table.key)
    if kind is None or not table.rows:
        return Shown(table)
    rows = table.rows[:-1] if table.total else table.rows
    given = [
        Bar(_label(table, row[0].text), row[1].value, row[1].text, marked=table.key == "trend" and row is rows[-1])
        for row in rows
        if not row[0].level
    ]
    draw = charts.columns if kind == "columns" else charts.bars
    title = f"{table.name}（件次）"
    return Shown(table, SafeString(draw(f"chart-{table.key}", title, given)))


def _label(table: Table, text: str) -> str:
    """“11月”, and the year under the first month and each January."""
    if table.key != "trend":
        return text
    year, _, month = text.partition("年")
    return f"{month}\n{year}" if month == "1月" or text == table.rows[0][0].text else month


def for_a_brief(visit: Visit, code: str) -> tuple[Figures, ...]:
    """The tables of a month or quarter that go into a 简报, small numbers kept back; none where nothing came in."""
    period = periods.read(code)
    if period is None:
        return ()
    wanted = Wanted(period.whole(), period.whole(), visit.today, setting.ledger(visit.conference).group_from)
    report = _counted(visit, period, wanted, Reader(small_hidden=True, links=False))
    if not report.tally.totals[0]["matters"]:
        return ()
    found = {table.key: narrowed(table) for table in tables(report)}
    return tuple(as_figures(found[key]) for key in ("volume", "fold", "category", "indicators") if key in found)


# files ----------------------------------------------------------------------------------------------------------------


def _title(visit: Visit, report: Report) -> str:
    return f"{visit.access.head.name}{report.period.name}信访统计"


def _notes(visit: Visit, report: Report) -> list[str]:
    made = f"统计时间：{visit.today.year}年{visit.today.month}月{visit.today.day}日。"
    return [*sentences(report), made, *([SMALL_NOTE] if report.reader.small_hidden else [])]


@page("statistics.see")
def workbook(visit: Visit) -> HttpResponse:
    """Every table on a sheet of its own."""
    report = _report(visit)
    out = io.BytesIO()
    with new_workbook(out, _title(visit, report)) as book:
        for table in tables(report):
            columns = [
                Column(f"c{place}", head, width_of(place, head), kind="text" if place == 0 else "int")
                for place, head in enumerate(table.heads)
            ]
            note = "".join((*_notes(visit, report)[-2:], table.note)) if report.reader.small_hidden else table.note
            sheet = TableSheet(book, columns, f"{report.period.name}　{table.name}", note or None, name=table.name)
            sheet.fill([exported(row) for row in table.rows])
    return xlsx(f"{report.period.name}信访统计", out.getvalue())


def width_of(place: int, head: str) -> float:
    """Of a column in the workbook."""
    return 30 if place == 0 else 60 if head == "口径" else max(10, 2.2 * len(head))


def exported(row: tuple[Cell, ...]) -> list[str | int | None]:
    """A row for the workbook: numbers as numbers."""
    return [f"{'　' * cell.level}{cell.text}" if cell.value is None else cell.value for cell in row]


@page("statistics.see")
def document(visit: Visit) -> HttpResponse:
    """The tables that fit a page, as a document that prints in grey."""
    report = _report(visit)
    figures = [
        as_figures(table)
        for table in map(narrowed, tables(report))
        if table.rows and len(table.heads) <= WIDEST_PRINTED
    ]
    data = write_figures(
        _title(visit, report), visit.access.head.name, _notes(visit, report), figures, made_on=visit.today
    )
    return download(f"{report.period.name}信访统计.docx", data, DOCX)


def as_figures(table: Table) -> Figures:
    """A table for a document."""
    return Figures(table.name, table.heads, tuple(tuple(_printed(cell) for cell in row) for row in table.rows))


def _printed(cell: Cell) -> str:
    return f"{'· ' * cell.level}{cell.text}"


def narrowed(table: Table) -> Table:
    """Without the column of definitions: too wide for a printed table."""
    if table.heads[-1] != "口径":
        return table
    return Table(table.key, table.name, table.heads[:-1], tuple(row[:-1] for row in table.rows), table.note)
