"""History of joint supervision: carried out before the system was used, brought in by the history workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.oversight.models import Part, Supervision
from lianxi.roster.history import HISTORY, Found, Ground, Line, Sheet
from lianxi.roster.models import Unit


@dataclass(frozen=True, slots=True)
class PastSupervision:
    title: str
    proposer: int | None
    organiser: int | None
    units: tuple[int, ...]
    proposed_on: date
    approved_on: date | None
    started_on: date | None
    found_on: date | None
    reported_on: date | None
    report: str


def columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("title", "督查名称", 34, required=True, help="请勿写信访人姓名、电话。"),
        Column("proposer", "提出单位", 20, choices=ground.unit_names, help="办公室提出的留空。"),
        Column("organiser", "组织实施单位", 20, choices=ground.unit_names, help="办公室组织的留空。"),
        Column("units", "被督查单位", 34, help="几个单位用顿号隔开。"),
        Column("proposed_on", "提出日期", 13, kind="date", required=True),
        Column("approved_on", "召集人批准日期", 15, kind="date"),
        Column("started_on", "开展日期", 13, kind="date"),
        Column("found_on", "反馈意见日期", 13, kind="date"),
        Column("reported_on", "报告联席会议日期", 16, kind="date"),
        Column("report", "督查情况", 40),
    ]


#: the days in the order they can follow one another, with their names
_DAYS = (
    ("proposed_on", "提出日期"),
    ("approved_on", "批准日期"),
    ("started_on", "开展日期"),
    ("found_on", "反馈意见日期"),
    ("reported_on", "报告日期"),
)


def examine(line: Line) -> Found | None:
    title = line.text("title", 120, required="请填写督查名称。")
    proposer, organiser, units = line.unit("proposer"), line.unit("organiser"), line.units("units")
    proposed_on = line.day("proposed_on", required="请填写提出日期。")
    days = {"proposed_on": proposed_on, "approved_on": line.approved("approved_on")}
    days |= {key: line.day(key) for key, _ in _DAYS[2:]}
    report = line.text("report", 20_000)
    _in_order(line, days)
    if not title or proposed_on is None or line.problems or line.twice("title", (title, proposed_on)):
        return None
    value = PastSupervision(
        title,
        proposer.number if proposer else None,
        organiser.number if organiser else None,
        tuple(unit.number for unit in units),
        proposed_on,
        days["approved_on"],
        days["started_on"],
        days["found_on"],
        days["reported_on"],
        report,
    )
    words = f"联合督查“{title}”，{proposed_on:%Y-%m-%d} 提出，{_state_words(value)}"
    return Found(words, proposed_on, value, (title, proposed_on) in _there(line))


def _in_order(line: Line, days: dict[str, date | None]) -> None:
    """Every day not before the one it follows, and none without it (the approval may have come by the rules' want)."""
    last: tuple[date, str] | None = None
    missing = ""
    for key, name in _DAYS:
        day = days[key]
        if day is None:
            missing = missing or ("" if key == "approved_on" else name)
            continue
        if missing:
            line.wrong(key, f"填了{name}，请先填写{missing}。")
        if last is not None and day < last[0]:
            line.wrong(key, f"{name}早于{last[1]}（{last[0]:%Y-%m-%d}）。请核对。")
        last = (day, name)


def _state_words(value: PastSupervision) -> str:
    if value.reported_on:
        return f"{value.reported_on:%Y-%m-%d} 报告联席会议"
    return "已反馈，未报告" if value.found_on else "尚未完成"


def _there(line: Line) -> set[tuple[str, date]]:
    if "supervisions there" not in line.shared:
        rows = Supervision.objects.filter(conference_id=line.ground.conference).exclude(state="cancelled")
        line.shared["supervisions there"] = set(rows.values_list("title", "proposed_on"))
    found: set[tuple[str, date]] = line.shared["supervisions there"]
    return found


def lay(step: Step, past: PastSupervision, made: dict[str, Any]) -> None:
    units = {unit.number: unit for unit in Unit.objects.filter(conference=step.conference)}
    row = Supervision.objects.create(
        conference=step.conference,
        number=step.next("supervision"),
        title=past.title,
        proposer=units.get(past.proposer or 0),
        organiser=units.get(past.organiser or 0),
        first_day=past.started_on,
        last_day=past.found_on,
        proposed_on=past.proposed_on,
        approved_on=past.approved_on,
        started_on=past.started_on,
        reported_on=past.reported_on,
        report=past.report,
        state=_state(past),
        by_hand=True,
    )
    Part.objects.bulk_create(
        Part(
            conference=step.conference,
            supervision=row,
            unit=units[number],
            kind="inspected",
            fed_back_on=past.found_on,
        )
        for number in past.units
    )
    object_ = f"supervision:{row.number}"
    step.fact("supervision.proposed", object_, on=past.proposed_on, unit=past.proposer, data=HISTORY)
    if past.approved_on is not None:
        step.fact("supervision.approved", object_, on=past.approved_on, data=HISTORY)
    if past.started_on is not None:
        step.fact("supervision.started", object_, on=past.started_on, data=HISTORY)
    if past.found_on is not None:
        # findings of that time are not brought in one by one: nothing is owed on them
        step.fact("supervision.found", object_, on=past.found_on, data={**HISTORY, "by_finding": True})
    if past.reported_on is not None:
        step.fact("supervision.reported", object_, on=past.reported_on, unit=past.organiser, data=HISTORY)


def _state(past: PastSupervision) -> str:
    steps = ("approved", past.approved_on), ("started", past.started_on), ("found", past.found_on)
    state = "proposed"
    for name, day in (*steps, ("reported", past.reported_on)):
        state = name if day is not None else state
    return state


SUPERVISIONS = Sheet(
    "supervisions",
    "联合督查",
    70,
    columns,
    examine,
    lay,
    examples=[
        (
            "信访事项按期办理情况联合督查", "", "", "", "2023-05-08", "2023-05-10", "2023-05-15", "2023-05-26",
            "2023-06-05", "实地查看 6 个单位，发现问题 4 个，均已整改。",
        ),
        ("物业服务类信访事项联合督查", "", "", "", "2023-10-09", "2023-10-11", "2023-10-16", "2023-10-27", "", ""),
    ],
    note="一行一次。还没有做完的，补录后在“督查约谈”里继续办理；逐个问题的整改不补录。",
)  # fmt: skip
