"""Why a problem was flagged, in plain words with the rule and the figures. No database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lianxi.analysis.periods import months_back
from lianxi.analysis.persons import said
from lianxi.analysis.prominent import KINDS, Thresholds
from lianxi.analysis.suppression import SMALL, small

SOURCES = {"matter": "信访事项", "dispute": "矛盾纠纷", "information": "重要敏感信息"}


def reasons(
    kinds: list[str], found: Mapping[str, Any], number: int, by: Thresholds, units: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Of each kind its name and the rule that was met. ``number``: how many things of the month it rests on."""
    told = {
        "new": f"此前 {by.months} 个月没有相近的反映，本月 {number} 件（{by.new_least} 件起提示）。",
        "strong": f"本月有不同的信访人至少{said(found.get('people', 0))}反映（{by.strong_least} 人起提示）。"
        "同一人来多次只计一人，按身份信息的加密指纹比对，不查看姓名。",
        "spreading": _spreading(found, by, units),
        "governance": f"半数以上的来源属于本单位的社会治理清单：{'、'.join(found.get('said', []))}"
        f"（{by.governance_least} 件起提示）。",
    }
    return [(KINDS[kind], told[kind]) for kind in KINDS if kind in kinds]


def _spreading(found: Mapping[str, Any], by: Thresholds, units: Mapping[int, str]) -> str:
    windows = "、".join(map(str, found.get("windows", [])))
    new = "、".join(units.get(each, "") for each in found.get("new_places", []))
    return (
        f"最近三期（每期 {by.window} 天）依次涉及 {windows} 个村（社区）或单位，其中{new}此前没有出现"
        f"（逐期增加、达到 {by.spread_least} 个、两处以上新出现才提示）。"
    )


def counts(sources: list[str]) -> str:
    """“信访事项 5 件、矛盾纠纷 2 件”."""
    told = {kind: sum(source.startswith(f"{kind}:") for source in sources) for kind in SOURCES}
    return "、".join(f"{SOURCES[kind]} {number} 件" for kind, number in told.items() if number)


def months(
    found: Mapping[str, Any], month: date, back: int, *, small_hidden: bool
) -> list[tuple[str, int | None, str]]:
    """How often it was met in each month looked at: “2026年10月”, the number, “5” or “<3” (then the number is None)."""
    told = dict(found.get("months", []))
    listed = []
    for each in (months_back(month, at) for at in range(back, -1, -1)):
        number = told.get(f"{each:%Y-%m}", 0)
        kept = small_hidden and small(number)
        listed.append((f"{each.year}年{each.month}月", None if kept else number, SMALL if kept else str(number)))
    return listed
