"""The figures of a period as tables ready to print: for a page, a workbook, a document. No database.

Units stand in the order of the roster, categories in the order of their table, never by number: nobody is ranked. For a
reader who is shown other people's small numbers (``Reader.small_hidden``) cells under 3 are kept back, and with them
what would give them away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lianxi.analysis.periods import Span, last_of_month
from lianxi.analysis.suppression import HELD_BACK, suppress_list
from lianxi.analysis.tallies import Count
from lianxi.matters import words
from lianxi.matters.counting.figures import RECEIVED, VOIDED, Figure
from lianxi.matters.counting.statistics_cells import (
    Cell,
    Report,
    Table,
    change,
    number,
    of_kept,
    people_cell,
    share_of,
    sum_of,
)
from lianxi.matters.counting.statistics_rates import beside, indicators, states
from lianxi.matters.counting.statistics_units import Crossing, categories, heat, units

#: the three forms of the official fold, and calls apart: codes of channels → name
FOLD = {"letter+fax": "来信（含传真）", "visit": "来访", "online": "网信", "call": "来电（单列）"}
VOLUME = {
    "matters": "件次",
    "people": "人次",
    "group": "集体来访（{n} 人以上）件次",
    "group_people": "集体来访人次",
    "joint": "联名件次",
    "anonymous": "匿名件次",
    "first": "初次件次（本级掌握）",
    "repeat": "重复件次（本级掌握）",
    "national_first": "初次件次（国家系统）",
    "national_repeat": "重复件次（国家系统）",
    "stub": "其中移送、告知后只留存根",
    "voided": "作废登记（不计入件次）",
}
#: rows shown although nothing was counted
ALWAYS = ("matters", "people", "group", "group_people")


def volume(report: Report) -> Table:
    """件次 and 人次 with their comparisons: 环比 the period before, 同比 the year before."""
    compared = ("上年", "同比") if report.yearly else ("上期", "环比", "去年同期", "同比")
    totals = report.tally.totals
    rows = []
    for name, label in VOLUME.items():
        if name not in ALWAYS and not any(total[name] for total in totals):
            continue
        cells = [_total(report, name, place) for place in range(2 if report.yearly else 3)]
        row = [Cell(label.format(n=report.wanted.group_from)), cells[0]]
        for cell in cells[1:]:
            row += [cell, Cell(change(cells[0].value, cell.value))]
        rows.append(tuple(row))
    note = "件次按收到日期归期，一件信访事项计一次；人次为各件信访人数之和。"
    if report.period.running(report.wanted.on) and report.wanted.volume != report.wanted.whole:
        note += "本期尚未结束，上期和去年同期只计到相同的天数。"
    return Table("volume", "信访总量", ("项目", "本期", *compared), tuple(rows), note)


def _total(report: Report, name: str, place: int) -> Cell:
    total, span = report.tally.totals[place], report.wanted.volume[place]
    if name in ("people", "group_people"):
        beside = number(report, total["group" if name == "group_people" else "matters"])
        return people_cell(beside, total[name])
    return number(report, total[name], _behind(report, name, span))


def _behind(report: Report, name: str, span: Span) -> Figure:
    if name == "voided":
        return Figure(VOIDED, span)
    received = Figure(RECEIVED, span)
    if name == "matters":
        return received
    return received.narrower(group=report.wanted.group_from) if name == "group" else received.narrower(flag=name)


def trend(report: Report) -> Table:
    """Thirteen months."""
    months = report.tally.months
    hidden = _months_hidden(report)
    rows = []
    for month, count in months.items():
        figure = Figure(RECEIVED, Span(month, last_of_month(month)))
        cell = Cell(HELD_BACK) if month in hidden else number(report, count.matters, figure)
        rows.append((Cell(f"{month.year}年{month.month}月"), cell, people_cell(cell, count.people)))
    return Table("trend", "近十三个月走势", ("月份", "件次", "人次"), tuple(rows))


def _months_hidden(report: Report) -> set[date]:
    """Months kept back because with the sum of their period they would give a small one away."""
    hidden: set[date] = set()
    for span in report.wanted.volume if report.reader.small_hidden else ():
        inside = [month for month in report.tally.months if span.holds(month)]
        if len(inside) > 1:
            kept = suppress_list([report.tally.months[month].matters for month in inside])
            hidden |= {month for place, month in enumerate(inside) if kept.text(place) == HELD_BACK}
    return hidden


def _listed(
    report: Report, key: str, name: str, what: str, lines: Sequence[tuple[str, Count, Figure]], note: str = ""
) -> Table:
    """A list with its sum and shares; lines in the order given."""
    values = [count.matters for _, count, _ in lines]
    whole = sum(values)
    kept = suppress_list(values) if report.reader.small_hidden else None
    rows = []
    for place, (label, count, figure) in enumerate((*lines, ("合计", sum_of(c for _, c, _ in lines), report.received))):
        cell = of_kept(report, kept, place, 0, figure) if kept else number(report, count.matters, figure)
        share = share_of(count.matters, whole) if cell.value is not None and not (kept and kept.hidden) else HELD_BACK
        rows.append((Cell(label), cell, people_cell(cell, count.people), Cell(share)))
    return Table(key, name, (what, "件次", "人次", "占比"), tuple(rows), note, total=True)


def _made_up(report: Report, place: int, codes: Iterable[str]) -> Count:
    wanted = set(codes)
    return sum_of(count for key, count in report.tally.makeup.items() if key[place] in wanted)


def channels(report: Report) -> list[Table]:
    """The five forms, and folded as the official statistics set them; small numbers are shown folded only."""
    folded = [
        (label, _made_up(report, 0, codes.split("+")), report.received.narrower(channel=codes))
        for codes, label in FOLD.items()
    ]
    fold = _listed(
        report, "fold", "信访形式（统计口径）", "形式", folded, "统计时传真并入来信，网上信访称网信，来电单列。"
    )
    if report.reader.small_hidden:
        return [fold]
    return [_coded(report, "channel", "信访形式", words.CHANNELS, 0), fold]


def purposes(report: Report) -> Table:
    return _coded(report, "purpose", "信访目的", words.PURPOSES, 1)


def kinds(report: Report) -> Table:
    return _coded(report, "kind", "事项类别", words.KINDS, 2)


def _coded(report: Report, key: str, name: str, labels: Mapping[str, str], place: int) -> Table:
    lines = [
        (label, _made_up(report, place, [code]), report.received.narrower(**{key: code}))
        for code, label in labels.items()
    ]
    return _listed(report, key, name, name[-2:], lines)


def tables(report: Report) -> list[Table]:
    """All tables in the order of the page; of a reader who gets his own figures alone only what is his."""
    crossing = Crossing(report)
    if report.only_own:
        return [units(report, crossing), beside(report)]
    return [
        volume(report),
        trend(report),
        *channels(report),
        purposes(report),
        kinds(report),
        categories(report, crossing),
        units(report, crossing),
        heat(report, crossing),
        indicators(report),
        states(report),
        beside(report),
    ]
