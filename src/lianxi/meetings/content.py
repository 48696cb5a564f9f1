"""The words of minutes as plain data: what was heard, considered, decided. Pure; checked before anything is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LONGEST = 20_000
MOST_DECISIONS = 60


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: its text, who leads and helps (unit numbers), by when; or no task at all."""

    text: str
    lead: int | None = None
    co_units: tuple[int, ...] = ()
    due: str = ""
    no_task: bool = False
    major: bool = False
    key: bool = False

    @property
    def due_on(self) -> date | None:
        return date.fromisoformat(self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class Content:
    """``heard``, ``considered``: plain paragraphs."""

    heard: str = ""
    considered: str = ""
    decisions: tuple[Decided, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        data = asdict(self)
        data["decisions"] = [{**each, "co_units": list(each["co_units"])} for each in data["decisions"]]
        return data

    def text(self) -> str:
        """The one text that is sealed and hashed."""
        return json.dumps(self.as_data(), ensure_ascii=False, sort_keys=True)


class NotContent(ValueError):
    """A sentence saying what is wrong with what was typed."""


def content_of(data: Mapping[str, Any]) -> Content:
    """The content from stored or posted data; raises ``NotContent`` with a sentence that names the decision."""
    decisions = []
    rows = data.get("decisions", [])
    if not isinstance(rows, list) or len(rows) > MOST_DECISIONS:
        raise NotContent(f"议定事项最多 {MOST_DECISIONS} 项。")
    for place, row in enumerate(rows, start=1):
        decisions.append(_decided(row, place))
    heard, considered = _lines(data.get("heard", "")), _lines(data.get("considered", ""))
    if max(len(heard), len(considered)) > LONGEST:
        raise NotContent("纪要正文太长（超过 2 万字）。请精简后再保存。")
    return Content(heard, considered, tuple(decisions))


def _lines(typed: Any) -> str:
    """Text as it is kept: lines end the same way, whatever browser sent them."""
    return str(typed).replace("\r\n", "\n").replace("\r", "\n").strip()


def _decided(row: Any, place: int) -> Decided:
    if not isinstance(row, dict):
        raise NotContent(f"第 {place} 项议定事项的格式不对。")
    due = str(row.get("due") or "")
    try:
        if due:
            date.fromisoformat(due)
        lead = int(row["lead"]) if row.get("lead") else None
        helping = tuple(int(unit) for unit in row.get("co_units", []) if unit)
    except (TypeError, ValueError):
        raise NotContent(f"第 {place} 项议定事项的单位或日期不对。请重新选择。") from None
    return Decided(
        text=_lines(row.get("text", ""))[:2000],
        lead=lead,
        co_units=tuple(unit for unit in dict.fromkeys(helping) if unit != lead),
        due=due,
        no_task=bool(row.get("no_task")),
        major=bool(row.get("major")),
        key=bool(row.get("key")),
    )


def displaced(content: Content, made: Iterable[tuple[int, str, bool]]) -> int | None:
    """The place (from 1) of the first decision already made that the content drops or moves; None when all stand.

    ``made``: place, text and whether it was assigned ahead. One assigned ahead keeps its words until the minutes are
    issued; one of issued minutes may be corrected in its place, but neither left out nor moved.
    """
    texts = [decided.text for decided in content.decisions]
    for place, text, ahead in made:
        if len(texts) < place:
            return place
        there = texts[place - 1]
        if there != text and (ahead or text in texts):
            return place
    return None


def missing(content: Content) -> list[str]:
    """What must be filled in before the minutes can be submitted, as sentences."""
    found = []
    if not content.heard and not content.considered and not content.decisions:
        found.append("纪要还是空的。请写明会议听取、研究的情况和议定事项。")
    for place, decided in enumerate(content.decisions, start=1):
        if not decided.text:
            found.append(f"第 {place} 项议定事项没有写内容。")
        elif not decided.no_task and decided.lead is None:
            found.append(f"第 {place} 项议定事项没有选牵头单位。不需要办理的，请勾选“不交办”。")
    return found
