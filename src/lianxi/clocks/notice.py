"""The yearly notice of days off as lines: ``2027-01-01 休``, ``2027-02-06 班``, a run ``2027-10-01至10-07 休``.

Only days that differ from the plain week are kept: a weekend named as a day off says nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from lianxi.clocks.calendar import DAY

WORDS: Final = {"休": False, "班": True}
#: days off in every year by 《全国年节及纪念日放假办法》: without them a notice is not whole
ALWAYS_OFF: Final = (((1, 1), "元旦"), ((5, 1), "劳动节"), ((10, 1), "国庆节"))
_WEEK: Final = "一二三四五六日"
_DAY: Final = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
#: the end of a run may leave out year and month: 2027年10月1日至7日
_END: Final = r"(?:(\d{4})\s*[-/.年]\s*)?(?:(\d{1,2})\s*[-/.月]\s*)?(\d{1,2})\s*日?"
_LINE: Final = re.compile(rf"{_DAY}(?:\s*(?:至|到|—+|－|~|～)\s*{_END})?[\s,，:：]*(休|班)(?:[\s,，:：].*)?")
_RUN: Final = 20


class BadNotice(ValueError):
    """Lines that are no notice of that year; ``problems`` are sentences that say where and what."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("".join(self.problems))


@dataclass(frozen=True, slots=True)
class Line:
    """One day as it was written; ``where``: the place to name in a problem (“第 3 行”, “A5”)."""

    where: str
    day: date
    worked: bool


def read_lines(text: str) -> list[Line]:
    """The days of typed lines, runs spread out. Raises ``BadNotice`` for lines that are none."""
    found: list[Line] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            days = list(_days(line.strip()))
            found += [Line(f"第 {number} 行", day, worked) for day, worked in days]
            if not days:
                problems.append(f"第 {number} 行“{line.strip()[:20]}”看不懂，请写成“{date(2027, 1, 1)} 休”。")
    if problems:
        raise BadNotice(problems)
    return found


def _days(line: str) -> Iterator[tuple[date, bool]]:
    """The days of one line; none when it is no line of a notice."""
    found = _LINE.fullmatch(line)
    if found is None:
        return
    try:
        first = date(*map(int, found.group(1, 2, 3)))
        year, month, day = found.group(4, 5, 6)
        last = date(int(year or first.year), int(month or first.month), int(day)) if day else first
    except ValueError:
        return
    if 0 <= (last - first).days < _RUN:
        for step in range((last - first).days + 1):
            yield first + timedelta(step), WORDS[found.group(7)]


def notice_of(year: int, lines: Iterable[Line]) -> dict[date, bool]:
    """The days of ``year`` that differ from the plain week: worked or not. Raises ``BadNotice``.

    Refused: a day of another year, a day that is both, a weekday said to be made up, a year without the three days that
    are always off.
    """
    said: dict[date, bool] = {}
    problems: list[str] = []
    for line in lines:
        wrong = _wrong(year, line, said)
        if wrong:
            problems.append(f"{line.where}：{wrong}")
        else:
            said[line.day] = line.worked
    if not said and not problems:
        problems.append("没有填写任何一天。请按放假通知填写放假和调休上班的日期。")
    elif not problems:
        problems += _missing(year, said)
    if problems:
        raise BadNotice(problems)
    return {day: worked for day, worked in sorted(said.items()) if worked != (day.weekday() < 5)}


def _wrong(year: int, line: Line, said: Mapping[date, bool]) -> str:
    day = f"{line.day.month}月{line.day.day}日"
    if line.day.year != year:
        return f"{line.day.year}年{day}不在{year}年内。"
    if said.get(line.day, line.worked) != line.worked:
        return f"{day}既写了“休”又写了“班”，请按通知保留一个。"
    if line.worked and line.day.weekday() < 5:
        return f"{day}是星期{_WEEK[line.day.weekday()]}，本来就上班，请核对日期。"
    return ""


def _missing(year: int, said: Mapping[date, bool]) -> Iterator[str]:
    for (month, number), name in ALWAYS_OFF:
        day = date(year, month, number)
        if said.get(day, day.weekday() < 5):
            yield f"{month}月{number}日（{name}）没有列为“休”，通知没有填全。"


def as_text(days: Mapping[date, bool]) -> str:
    """The canonical text: a line a day, in order."""
    return "\n".join(f"{day.isoformat()} {'班' if worked else '休'}" for day, worked in sorted(days.items()))


def from_text(text: str) -> dict[date, bool]:
    """What ``as_text`` wrote."""
    pairs = (line.split() for line in text.splitlines())
    return {date.fromisoformat(day): WORDS[word] for day, word in pairs}


def holidays(year: int, days: Mapping[date, bool]) -> tuple[tuple[date, date], ...]:
    """The runs of rest that hold a holiday of the notice, weekends beside it included: first and last day."""
    runs: list[tuple[date, date]] = []
    for day in sorted(day for day, worked in days.items() if not worked):
        if runs and runs[-1][0] <= day <= runs[-1][1]:
            continue
        runs.append((_edge(year, day, days, -DAY), _edge(year, day, days, DAY)))
    return tuple(runs)


def _edge(year: int, day: date, days: Mapping[date, bool], step: timedelta) -> date:
    following = day + step
    while following.year == year and not days.get(following, following.weekday() < 5):
        day, following = following, following + step
    return day
