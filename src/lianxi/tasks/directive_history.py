"""History of directives from above: registered before the system was used, answered or still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.roster.history import HISTORY, Found, Ground, Line, Sheet
from lianxi.rulebook.facts import Value
from lianxi.tasks.models import SOURCES, Directive


@dataclass(frozen=True, slots=True)
class PastDirective:
    source: str
    sender: str
    document_number: str
    title: str
    received_on: date
    due: date | None
    answer: str
    answered_on: date | None


def columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("source", "交办层级", 12, choices=tuple(SOURCES.values()), required=True),
        Column("sender", "交办单位", 26),
        Column("document_number", "来文字号", 22),
        Column("title", "交办事项", 40, required=True, help="请勿写信访人姓名、电话。"),
        Column("received_on", "收到日期", 13, kind="date", required=True),
        Column("due", "要求办结", 13, kind="date"),
        Column("answer", "办理结果", 36),
        Column("answered_on", "报结日期", 13, kind="date", help="还没有报结的留空，补录后在系统里继续办理。"),
    ]


def examine(line: Line) -> Found | None:
    source = line.choice("source", SOURCES, required="请选择交办层级。")
    sender, number = line.text("sender", 80), line.text("document_number", 60)
    title = line.text("title", 120, required="请填写交办事项。")
    received_on = line.day("received_on", required="请填写收到日期。")
    due, answered_on = line.day("due", future=True), line.day("answered_on")
    answer = line.text("answer", 20_000)
    if answered_on and not answer:
        line.wrong("answer", "填了报结日期，请写办理结果。")
    if answer and answered_on is None and not line.problems:
        line.wrong("answered_on", "填了办理结果，请填写报结日期。")
    if received_on and answered_on and answered_on < received_on:
        line.wrong("answered_on", f"报结日期早于收到日期（{received_on:%Y-%m-%d}）。请核对。")
    if source is None or not title or received_on is None or line.problems:
        return None
    if line.twice("title", (title, received_on)):
        return None
    value = PastDirective(source, sender, number, title, received_on, due, answer, answered_on)
    state = "已报结" if answered_on else "未报结"
    words = f"{SOURCES[source]}交办“{title}”，{received_on:%Y-%m-%d} 收到，{state}"
    return Found(words, received_on, value, (title, received_on) in _there(line))


def _there(line: Line) -> set[tuple[str, date]]:
    if "directives there" not in line.shared:
        rows = Directive.objects.filter(conference_id=line.ground.conference).exclude(state="withdrawn")
        line.shared["directives there"] = set(rows.values_list("title", "received_on"))
    found: set[tuple[str, date]] = line.shared["directives there"]
    return found


def lay(step: Step, past: PastDirective, made: dict[str, Any]) -> None:
    row = Directive.objects.create(
        conference=step.conference,
        number=step.next("directive"),
        source=past.source,
        sender=past.sender,
        document_number=past.document_number,
        title=past.title,
        received_on=past.received_on,
        due=past.due,
        state="answered" if past.answered_on else "received",
        answer=past.answer,
        answered_on=past.answered_on,
        by_hand=True,
    )
    data: dict[str, Value] = {**HISTORY, "source": past.source}
    if past.due is not None:
        data["due"] = past.due.isoformat()
    step.fact("directive.received", f"directive:{row.number}", on=past.received_on, data=data)
    if past.answered_on is not None:
        step.fact("directive.answered", f"directive:{row.number}", on=past.answered_on, data=HISTORY)


DIRECTIVES = Sheet(
    "directives",
    "上级交办",
    45,
    columns,
    examine,
    lay,
    examples=[
        (
            "县级",
            "县联席会议办公室",
            "县信联办〔2023〕12号",
            "核查水质反映",
            "2023-05-04",
            "2023-06-03",
            "水质达标。",
            "2023-05-30",
        ),
        ("县级", "县联席会议", "", "改造安置反映", "2023-11-06", "2023-12-06", "", ""),
    ],
    note="一行一件。还没有报结的，补录后分解给责任单位继续办理。",
)
