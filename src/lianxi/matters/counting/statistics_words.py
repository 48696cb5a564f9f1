"""The figures of a period in sentences: what a leader reads in a minute, and the beginning of the printed tables."""

from __future__ import annotations

from collections import Counter

from lianxi.analysis.indicators import INDICATORS
from lianxi.matters.counting.statistics_cells import Report, number
from lianxi.matters.counting.statistics_rates import cohort, rate_cell
from lianxi.matters.words import CHANNELS

#: the rates that stand in the overview
HEADLINE = ("on_time_reply", "timely_acceptance_township", "timely_acceptance_unit", "satisfaction_unit")


def sentences(report: Report, *, rates: bool = True) -> list[str]:
    """Volume with its comparisons, the rates, what runs late, what was counted beside; in the official manner.

    ``rates``: False where they stand beside.
    """
    if report.only_own:
        return ["其他单位的件数少于 3 件，为保护信访人不列出全镇合计；本单位的情况见下表。"]
    found = [_volume(report), _rates(report) if rates else ""]
    late = report.tally.rate("on_time_reply").counts.get("overdue", 0)
    if late and not report.reader.small_hidden:
        found.append(f"限办期限落在本期的事项中，{late} 件超期未答复，请抓紧办理。")
    told = report.beside
    if report.reader.unit is None:
        parts = [
            ("村级登记", told.village, "件"),
            ("领导接访、下访", told.receptions, "次"),
            ("包案", told.charges, "件"),
        ]
        counted = "，".join(f"{what} {number(report, value).text} {unit}" for what, value, unit in parts if value)
        if counted:
            found.append(f"另计：{counted}。")
    return [each for each in found if each]


def _volume(report: Report) -> str:
    total = report.tally.totals[0]
    name = f"{report.period.name}（截至{report.wanted.on.month}月{report.wanted.on.day}日）"
    name = name if report.period.running(report.wanted.on) else report.period.name
    now = number(report, total["matters"])
    if not total["matters"]:
        return f"{name}没有收到信访事项。"
    said = f"{name}收到信访事项 {now.text} 件次" + ("" if now.value is None else f"、{total['people']} 人次")
    spans = _spans(report)
    compared = [_compared(what, now.value, number(report, other["matters"]).value) for what, other in spans]
    group = number(report, total["group"])
    groups = f"其中集体来访 {group.text} 件次" if total["group"] else "没有集体来访"
    return "，".join((said, *filter(None, compared), groups)) + "。"


def _spans(report: Report) -> list[tuple[str, Counter[str]]]:
    """What the period is compared with, in words: 上月, 上月同期 while it runs, 去年同期."""
    _, before, last = report.tally.totals
    cut = "同期" if report.wanted.volume != report.wanted.whole else ""
    if report.yearly:
        return [(f"上年{cut}", before)]
    name = {"month": "上月", "quarter": "上季度"}.get(report.period.length, "上期")
    return [(f"{name}{cut}", before), ("去年同期", last)]


def _compared(what: str, now: int | None, before: int | None) -> str:
    if now is None or before is None:
        return ""
    if now == before:
        return f"与{what}持平"
    return f"比{what}{'增加' if now > before else '减少'} {abs(now - before)} 件次"


def _rates(report: Report) -> str:
    parts = []
    for indicator in HEADLINE:
        cell = rate_cell(report, report.tally.rate(indicator), cohort(report, indicator, 0))
        parts.append(f"{INDICATORS[indicator].name} {cell.text}")
    return "，".join(parts) + "。"


def channels_in_words(report: Report) -> str:
    """“来访 5 件次，来信 2 件次”, in the order of the list of forms; nothing where small numbers are kept back."""
    if report.reader.small_hidden:
        return ""
    counts = {
        code: sum(count.matters for key, count in report.tally.makeup.items() if key[0] == code) for code in CHANNELS
    }
    return "，".join(f"{CHANNELS[code]} {value} 件次" for code, value in counts.items() if value)
