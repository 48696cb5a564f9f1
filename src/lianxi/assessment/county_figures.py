"""Figures for the county's table: our measures over all units, the official indicators, and volumes.

Volumes and repeats stand here only: the county counts them in its own table. No scheme can use them: they are no
measures, and ``lawful.admit`` knows no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.analysis.indicators import INDICATORS
from lianxi.analysis.periods import Period, read
from lianxi.analysis.tallies import Tally, Wanted
from lianxi.assessment.gathering import assessed_units, records
from lianxi.assessment.measures import MEASURES
from lianxi.journal.frame import Actor
from lianxi.matters.counting.statistics import statistics

VOLUMES = {
    "matters": "登记的信访事项件数",
    "people": "登记的信访人次",
    "group": "集体来访批次",
    "national_repeat": "重复信访件数（国家系统标注）",
}


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a line may compute, in groups: (code, words)."""
    return [
        ("按官方口径的统计指标", [(f"rate:{key}", each.name) for key, each in INDICATORS.items()]),
        (
            "信访数量（只用于上级考核自评表，不考核村和单位）",
            [(f"volume:{key}", words) for key, words in VOLUMES.items()],
        ),
        ("履职记录（全部单位合计）", [(f"measure:{name}", name) for name in MEASURES]),
    ]


def known(code: str) -> bool:
    return any(code == each for _, group in choices() for each, _ in group)


def label(code: str) -> str:
    return next((words for _, group in choices() for each, words in group if each == code), "")


def definition(code: str) -> str:
    """How the figure is counted, in words."""
    kind, _, name = code.partition(":")
    if kind == "rate" and name in INDICATORS:
        return INDICATORS[name].formula
    return MEASURES[name].definition if kind == "measure" and name in MEASURES else "按登记日期计入年度"


def computed(conference: int, year: int, codes: Iterable[str], actor: Actor, *, on: date) -> dict[str, str]:
    """Code → the figure in words, of the calendar year up to a day. About twenty queries; none for no code."""
    wanted = {code for code in codes if known(code)}
    found: dict[str, str] = {}
    period = read(str(year))
    if period is not None and any(code.startswith(("rate:", "volume:")) for code in wanted):
        found |= _official(conference, period, wanted, actor, on)
    names = [code.partition(":")[2] for code in wanted if code.startswith("measure:")]
    if names:
        units = assessed_units(conference, ())
        told = records(conference, units, date(year, 1, 1), date(year, 12, 31), on=on)
        for name in names:
            found[f"measure:{name}"] = str(sum(MEASURES[name].of(record) for record in told.values()))
    return found


def _official(conference: int, period: Period, wanted: set[str], actor: Actor, on: date) -> dict[str, str]:
    tally: Tally = statistics(conference, Wanted(period.compared(on), period.whole(), on), actor)
    found = {}
    for code in wanted:
        kind, _, name = code.partition(":")
        if kind == "volume":
            found[code] = str(tally.totals[0][name])
        elif kind == "rate":
            rate = tally.rate(name)
            found[code] = f"{rate.text}（{rate.numerator}/{rate.denominator}）" if rate.denominator else "没有这类事项"
    return found
