"""The content of a month's pack, worked out before anything is written: its figures as tables, its problems.

The figures are those of 信访统计, by the same definitions; they are kept as they were on the day, once whole and once
as others than office and leaders may see them (small numbers kept back).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lianxi.analysis import periods
from lianxi.analysis.periods import Period, Span, months_back
from lianxi.analysis.prominent import Concern, Thresholds, concerns, thresholds_of
from lianxi.analysis.tallies import Wanted
from lianxi.matters.counting import statistics
from lianxi.matters.counting.statistics_cells import Cell, Names, Reader, Report, Table, change
from lianxi.matters.counting.statistics_tables import tables
from lianxi.matters.counting.statistics_words import sentences
from lianxi.matters.tables import categories, setting
from lianxi.meetings.models import AnalysisSetting
from lianxi.meetings.pack_sources import Sources, outside
from lianxi.roster.models import Unit

#: the tables of statistics that stand in a pack, in its order
TABLES = ("volume", "trend", "fold", "category", "heat", "units", "indicators")
SOURCES = {"line": "12345热线", "grid": "网格"}
#: reading the month, the words' frequencies, comparing, counting; then it is written
STEPS = 5
CUT = "本月事项超过 {most} 件，问题只从最近的 {most} 件中比对。"


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with the title it is proposed under, its category and what of the governance list it met in words."""

    title: str
    concern: Concern
    filed: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything a pack consists of, ready to be written. ``figures``: JSON of both forms of the tables."""

    month: date
    until: date
    by: Thresholds
    figures: dict[str, Any]
    found: tuple[Found, ...]


def month_of(code: str, today: date) -> Period | None:
    """The month of an address (``2026-11``) that has begun; None for what is none."""
    period = periods.read(code)
    return period if period is not None and period.length == "month" and period.span.since <= today else None


def thresholds(conference: int) -> tuple[Thresholds, int]:
    """The body's own thresholds and the version of them. One query."""
    row = AnalysisSetting.objects.filter(conference_id=conference).first()
    return (thresholds_of(row.by), row.version) if row is not None else (Thresholds(), 0)


def _untold(done: int, total: int) -> None:
    """Nobody watches how far it has come."""


def prepare(conference: int, period: Period, on: date, tell: Callable[[int, int], None] = _untold) -> Prepared:
    """Figures and problems of a month, as of ``on`` where it is not over. Reads only; not within a write.

    ``tell`` is told how many of its steps are done.
    Some fifteen queries; identities are asked for in hundreds. Texts before the month are gone through twice, one by
    one, and not kept.
    """
    by, _ = thresholds(conference)
    until = min(period.span.until, on)
    span = Span(period.span.since, until)
    back = Span(months_back(period.span.since, by.months), period.span.since - timedelta(days=1))
    sources = Sources(conference)
    tell(0, STEPS)
    items = sources.month(span)
    tell(1, STEPS)
    of = sources.frequencies(Span(back.since, until))
    tell(2, STEPS)
    found = concerns(items, sources.items(back), of, by, until)
    tell(3, STEPS)
    known = categories.table(conference)
    names = Names(_units(conference), known.names)
    figures = _figures(conference, period, on, names)
    tell(4, STEPS)
    figures["notes"] = [CUT.format(most=f"{len(items):,}")] if sources.cut else []
    return Prepared(
        period.span.since,
        until,
        by,
        figures,
        tuple(
            Found(
                title_of(each, names.category, names.unit),
                each,
                categories.name_of(known, each.category),
                tuple(names.category(word) if word.isdecimal() else word for word in each.said),
            )
            for each in found
        ),
    )


def _units(conference: int) -> tuple[tuple[int, str], ...]:
    rows = Unit.objects.filter(conference_id=conference).order_by("number")
    return tuple(rows.values_list("number", "name"))


def title_of(concern: Concern, category: Callable[[str], str], unit: Callable[[int | None], str]) -> str:
    """What a problem is called until a person names it: its words, else its category; where, if at one place."""
    words = "、".join(f"“{phrase}”" for phrase in concern.phrases[:2] if len(phrase) <= 12)
    filed = category(concern.category) if concern.category else ""
    what = f"{filed}（{words}）" if filed and words else words or filed or "未分类"
    where = f"{unit(concern.places[0])}" if len(concern.places) == 1 else ""
    return f"{where}{what}问题"[:120]


# figures ------------------------------------------------------------------------------------------------------------


def _figures(conference: int, period: Period, on: date, names: Names) -> dict[str, Any]:
    """Both forms of the tables: whole, and with small numbers kept back. Counted once."""
    group_from = setting.ledger(conference).group_from
    whole = Wanted(period.compared(on), period.whole(), on, group_from)
    tally = statistics.statistics(conference, whole)
    beside = statistics.beside(conference, period.span)
    outward = Wanted(period.whole(), period.whole(), on, group_from)
    kept_back = tally if outward == whole else statistics.statistics(conference, outward)
    line = _outside(conference, period.span.since, names)
    reports = {
        "whole": Report(period, whole, tally, beside, names, Reader()),
        "outward": Report(period, outward, kept_back, beside, names, Reader(small_hidden=True, links=False)),
    }
    return {
        form: {
            "sentences": sentences(report),
            "tables": [_as_data(table) for table in _chosen(report, line)],
        }
        for form, report in reports.items()
    }


def _chosen(report: Report, line: Table | None) -> list[Table]:
    found = {table.key: table for table in tables(report)}
    chosen = [found[key] for key in TABLES if key in found]
    return [*chosen, line] if line is not None and line.rows else chosen


def _outside(conference: int, month: date, names: Names) -> Table | None:
    """Figures of the line and the grid beside each other's month before."""

    def name(category: str) -> str:
        return names.category(category) if category.isdecimal() else category or "未分类"

    rows = outside(conference, month, months_back(month, 1), name)
    cells = tuple(
        (Cell(SOURCES.get(source, source)), Cell(category), Cell(str(now), now), Cell(str(then), then),
         Cell(change(now, then)))
        for source, category, now, then in rows
    )  # fmt: skip
    note = "由热线、网格平台的月度数据导入，只计件数，与信访件次不相加。"
    return Table("outside", "12345热线和网格反映", ("来源", "类别", "本月", "上月", "环比"), cells, note)


def _as_data(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "name": table.name,
        "heads": list(table.heads),
        "note": table.note,
        "total": table.total,
        "rows": [[[cell.text, cell.value, cell.figure, cell.shade, cell.level] for cell in row] for row in table.rows],
    }


def tables_of(figures: dict[str, Any], form: str) -> list[Table]:
    """The stored tables as values again; ``form``: whole or outward."""
    return [
        Table(
            each["key"],
            each["name"],
            tuple(each["heads"]),
            tuple(tuple(Cell(*cell) for cell in row) for row in each["rows"]),
            each["note"],
            each["total"],
        )
        for each in figures.get(form, {}).get("tables", [])
    ]


# words --------------------------------------------------------------------------------------------------------------


def window_days(until: date, days: int, count: int) -> list[Span]:
    """The windows that spreading is told by, the earliest first."""
    ends = [until - timedelta(days=days * back) for back in range(count - 1, -1, -1)]
    return [Span(end - timedelta(days=days - 1), end) for end in ends]
