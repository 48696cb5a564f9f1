"""The indicators as tables: rate, numerator and denominator, each with its definition; what is counted beside."""

from __future__ import annotations

from lianxi.analysis.indicators import INDICATORS, TIMELY, Rate
from lianxi.analysis.suppression import HELD_BACK, small
from lianxi.matters.counting.figures import Figure
from lianxi.matters.counting.statistics_cells import Cell, Report, Table, linked, number


def cohort(report: Report, indicator: str, place: int) -> Figure:
    spans = report.wanted.volume if indicator.startswith("repeat") else report.wanted.whole
    return Figure(indicator, spans[place])


def _rate_hidden(report: Report, rate: Rate, *, own: bool = False) -> bool:
    parts = (rate.numerator, rate.denominator, rate.denominator - rate.numerator)
    return report.reader.small_hidden and not own and any(small(part) for part in parts)


def rate_cell(report: Report, rate: Rate, figure: Figure, *, own: bool = False) -> Cell:
    """“83.3%（5/6）”, “—” without a case."""
    if _rate_hidden(report, rate, own=own):
        return Cell(HELD_BACK)
    if not rate.denominator:
        return Cell("—")
    opens = report.reader.links and (own or report.reader.unit is None)
    return Cell(f"{rate.text}（{rate.numerator}/{rate.denominator}）", None, figure.address if opens else "")


def indicators(report: Report) -> Table:
    """Every indicator with numerator and denominator, the other periods, its definition."""
    opens = report.reader.links and report.reader.unit is None
    rows = []
    for indicator in INDICATORS.values():
        rates = [report.tally.rate(indicator.id, place) for place in range(3)]
        figure = cohort(report, indicator.id, 0)
        hidden = _rate_hidden(report, rates[0])
        good = figure.of_states(*indicator.good)
        numbers = [
            Cell(HELD_BACK) if hidden else Cell(str(value), value, each.address if opens and value else "")
            for value, each in ((rates[0].numerator, good), (rates[0].denominator, figure))
        ]
        before = [Cell(HELD_BACK if _rate_hidden(report, rate) else rate.text) for rate in rates[1:]]
        first = Cell(HELD_BACK if hidden else rates[0].text)
        rows.append(
            (Cell(indicator.name), first, *numbers, *before, Cell(f"{indicator.formula}。{indicator.cohort}。"))
        )
    heads = ("指标", "本期", "分子", "分母", "上期", "去年同期", "口径")
    note = "没有件次的显示为“—”，不计为 0%。本期尚未到期的件次已计入分母。"
    return Table("indicators", "办理指标", heads, tuple(rows), note)


def states(report: Report) -> Table:
    """What had a day in the period, in its four states; a row with a small number is not shown at all."""
    rows = []
    for indicator in (each for each in INDICATORS.values() if set(each.states) == set(TIMELY)):
        counts = report.tally.rate(indicator.id).counts
        figure = cohort(report, indicator.id, 0)
        hidden = report.reader.small_hidden and any(small(value) for value in counts.values())
        cells = [
            Cell(HELD_BACK) if hidden else linked(report, counts.get(state, 0), figure.of_states(state))
            for state in TIMELY
        ]
        rows.append((Cell(indicator.name), *cells))
    return Table("states", "到期情况", ("指标", "按期", "超期完成", "未到期", "超期未完成"), tuple(rows))


def beside(report: Report) -> Table:
    """Numbers of their own, never added to the matters."""
    told = report.beside
    lines = [
        ("村级登记（件）", told.village),
        ("村级登记（人次）", told.village_people),
        ("其中村级化解（件）", told.village_settled),
        ("其中上报镇（件）", told.village_reported),
    ]
    if report.reader.unit is None:
        lines += [
            ("领导接访、下访（次）", told.receptions),
            ("接待群众（人次）", told.reception_people),
            ("其中下访（次）", told.field_visits),
            ("批准包案（件）", told.charges),
            ("其中包案中（件）", told.charges_open),
        ]
    rows = tuple((Cell(label), number(report, value, own=report.reader.unit is not None)) for label, value in lines)
    return Table("beside", "另计", ("项目", "本期"), rows, "村级登记、接访和包案各有编号，不计入信访件次。")
