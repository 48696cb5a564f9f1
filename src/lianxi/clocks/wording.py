"""How a due date came about, as one Chinese sentence: rule, article, from which day, how many days, what mattered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lianxi.clocks.statute import EXTENSION_CAP, UNITS, LocalRow, NationalRow, Unit

_WEEK = "一二三四五六日"


def explain(
    row: NationalRow,
    started_on: date,
    due: date,
    rolled: date,
    *,
    amount: int | None,
    unit: Unit | None,
    added: int,
    local: LocalRow | None,
    rest: Sequence[date],
    made_up: Sequence[date],
    unknown_years: Sequence[int],
) -> str:
    """One sentence; ``amount`` is None where the sender set the day."""
    parts = [_rule(row, local)]
    if amount is None or unit is None:
        parts.append(f"{day_words(started_on)}交办，交办机关定于{day_words(due)}前，{row.must}")
    else:
        parts.append(f"自{day_words(started_on)}{row.begins}的次日起，{_count(row, amount, unit, added)}，{row.must}")
        parts.append(f"至{day_words(due)}届满")
    if unit == "working_day" and (rest or made_up):
        parts.append(f"其间{_differing(rest, made_up)}")
    if unit != "working_day":
        parts += _rolling(due, rolled, rest, made_up)
    if unknown_years:
        years = "、".join(f"{year}年" for year in unknown_years)
        parts.append(f"涉及的{years}放假安排尚未载入，日期为暂定")
    return "，".join(parts) + "。"


def day_words(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _rule(row: NationalRow, local: LocalRow | None) -> str:
    law = f"依《信访工作条例》{row.label}"
    if local is None:
        return law
    source = f"简易办理规定（{local.basis}）" if local.simple else f"{local.place}的地方规定（{local.id}）"
    return f"{law}并按更严的{source}"


def _count(row: NationalRow, amount: int, unit: Unit, added: int) -> str:
    words = f"{amount}{UNITS[unit]}内" if unit == "working_day" else f"{amount}日（自然日）内"
    if added and row.id == "handling":
        most = f"（累计不超过{EXTENSION_CAP}日）" if added == EXTENSION_CAP else ""
        return f"{words}并经机关、单位负责人批准延长{added}日{most}"
    if added:
        return f"{words}并扣除听证所用的{added}日"
    return words


def _differing(rest: Sequence[date], made_up: Sequence[date]) -> str:
    said = [f"{spans(rest)}放假不计"] if rest else []
    said += [f"{spans(made_up)}调休上班计入"] if made_up else []
    return "、".join(said)


def _rolling(due: date, rolled: date, rest: Sequence[date], made_up: Sequence[date]) -> list[str]:
    if rolled == due:
        return ["该日虽为周末，但调休上班，不顺延"] if due in made_up else []
    kind = "放假日" if due in rest else f"星期{_WEEK[due.weekday()]}"
    onto = "（调休上班）" if rolled in made_up else ""
    return [f"该日为{kind}，{run_words(due, rolled - timedelta(1))}休息，顺延参考日为{day_words(rolled)}{onto}"]


def spans(days: Sequence[date]) -> str:
    """Days as words, runs joined: 2月16日至20日、2月23日."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(run_words(run[0], run[-1]) for run in runs)


def run_words(first: date, last: date) -> str:
    """A run of days: 10月1日至7日."""
    words = f"{first.month}月{first.day}日"
    if first == last:
        return words
    return f"{words}至{last.day}日" if first.month == last.month else f"{words}至{last.month}月{last.day}日"
