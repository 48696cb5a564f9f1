"""``lianxi clock``: one matter as JSON from standard input → its due dates as JSON. No database, no settings.

In: ``{"class", "route", "events": [{"event", "at", "due"?, "days"?}], "local": null or a row's id}``. Out: a list of
``{"id", "due_strict", "due_rolled", "provisional", "article", "explanation"}`` with the ids of the national table.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from lianxi.clocks.calendar import built_in_calendar
from lianxi.clocks.statute import LOCAL, LocalRow
from lianxi.clocks.terms import Event, NotCountable, terms

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def clock(given: bytes) -> str:
    """The answer to what stands on standard input. Raises ``NotCountable`` with one sentence."""
    matter = _object(_parsed(given), "输入", {"class", "route", "events", "local"})
    for key in ("class", "events"):
        if key not in matter:
            raise NotCountable(f"输入缺少“{key}”。")
    if not isinstance(matter["events"], list):
        raise NotCountable("“events”应为事件的列表。")
    if not isinstance(matter["class"], str):
        raise NotCountable("“class”应为类别的代码，例如 appeal_claim。")
    found = terms(
        matter["class"],
        _whole(matter.get("route"), "“route”应为 1 至 6，或为空（null）。"),
        [_event(number, event) for number, event in enumerate(matter["events"], 1)],
        calendar=built_in_calendar(),
        local=_local(matter.get("local")),
    )
    return json.dumps([term.as_data() for term in found], ensure_ascii=False, indent=1)


def run() -> int:
    """Exit status 0 with the list on stdout, or 2 with the sentence on stderr."""
    try:
        answer = clock(sys.stdin.buffer.read())
    except NotCountable as wrong:
        print(f"lianxi clock: {' '.join(str(wrong).split())}", file=sys.stderr)  # one line, whatever was quoted
        return 2
    print(answer)
    return 0


def _parsed(given: bytes) -> Any:
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        raise NotCountable("标准输入不是 JSON，请检查格式和编码（UTF-8）。") from None


def _object(value: Any, what: str, keys: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise NotCountable(f"{what}应为 JSON 对象。")
    unknown = sorted(value.keys() - keys)
    if unknown:
        raise NotCountable(f"{what}里有不认识的项目“{unknown[0]}”，可用的是 {'、'.join(sorted(keys))}。")
    return value


def _event(number: int, given: Any) -> Event:
    what = f"第 {number} 个事件"
    event = _object(given, what, {"event", "at", "due", "days"})
    if not isinstance(event.get("event"), str):
        raise NotCountable(f"{what}缺少名称（event）。")
    return Event(
        event["event"],
        _day(event.get("at"), f"{what}的 at"),
        _day(event.get("due"), f"{what}的 due"),
        _whole(event.get("days"), f"{what}的 days 应为整数。"),
    )


def _day(value: Any, what: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise NotCountable(f"{what}不是 2026-03-02 这样的日期。")


def _whole(value: Any, sentence: str) -> int | None:
    if value is None or type(value) is int:
        return value
    raise NotCountable(sentence)


def _local(given: Any) -> tuple[LocalRow, ...]:
    if given is None:
        return ()
    if not isinstance(given, str) or given not in LOCAL:
        raise NotCountable(f"没有“{given}”这条地方期限，可用的是 {'、'.join(LOCAL)}。")
    return (LOCAL[given],)
