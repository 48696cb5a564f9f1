"""History of information: reported before the system was used, settled or still open (see ``roster.history``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from lianxi.documents.columns import Column
from lianxi.information.models.report import URGENCY, Circulation, Information
from lianxi.journal.frame import HERE, Step
from lianxi.roster.history import HISTORY, Found, Ground, Line, Place, Sheet
from lianxi.roster.models import Unit


@dataclass(frozen=True, slots=True)
class Past:
    title: str
    unit: Place
    urgency: str
    place: str
    sent_on: date
    told: Place | None
    circulated_on: date | None
    verified_on: date | None
    result: str
    settled_on: date | None


def columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("title", "信息摘要", 36, required=True, help="一句话。请勿写姓名、电话。"),
        Column("unit", "报送单位", 22, choices=ground.unit_names, required=True),
        Column("urgency", "紧急程度", 12, choices=tuple(URGENCY.values()), required=True),
        Column("place", "地点", 22),
        Column("sent_on", "报送日期", 13, kind="date", required=True),
        Column("told", "通报核查单位", 22, choices=ground.unit_names, help="通报给几个单位的，写主要的一个。"),
        Column("circulated_on", "通报日期", 13, kind="date"),
        Column("verified_on", "核查反馈日期", 13, kind="date"),
        Column("result", "处置结果", 36),
        Column("settled_on", "处置完毕日期", 13, kind="date", help="还没有处置完的留空，补录后在系统里继续办理。"),
    ]


def examine(line: Line) -> Found | None:
    title = line.text("title", 120, required="请填写信息摘要。")
    unit = line.unit("unit", required="请填写报送单位。")
    urgency = line.choice("urgency", URGENCY, required="请选择紧急程度。")
    place, told = line.text("place", 120), line.unit("told")
    sent_on = line.day("sent_on", required="请填写报送日期。")
    days = {name: line.day(name) for name in ("circulated_on", "verified_on", "settled_on")}
    result = line.text("result", 20_000)
    _check(line, told, days, result)
    earlier = sent_on
    for name, day in days.items():
        if day is not None and earlier is not None and day < earlier:
            line.wrong(name, f"早于前一步的日期（{earlier:%Y-%m-%d}）。请核对。")
        earlier = day or earlier
    if not title or unit is None or urgency is None or sent_on is None or line.problems:
        return None
    if line.twice("title", (title, sent_on)):
        return None
    value = Past(title, unit, urgency, place, sent_on, told, result=result, **days)
    state = "已处置" if days["settled_on"] else "未办结"
    return Found(
        f"{unit.name}报送“{title}”，{sent_on:%Y-%m-%d}，{state}", sent_on, value, (title, sent_on) in _there(line)
    )


def _check(line: Line, told: Place | None, days: dict[str, date | None], result: str) -> None:
    if told is not None and days["circulated_on"] is None:
        line.wrong("circulated_on", "填了通报单位，请填写通报日期。")
    if days["circulated_on"] and told is None:
        line.wrong("told", "填了通报日期，请填写通报核查单位。")
    if days["verified_on"] and days["circulated_on"] is None:
        line.wrong("circulated_on", "填了核查反馈日期，请填写通报单位和日期。")
    if told is not None and told.closed_on is not None and days["settled_on"] is None:
        line.wrong("told", f"“{told.name}”已撤并。还没有处置完的，请写承接的单位。")
    if days["settled_on"] and not result:
        line.wrong("result", "填了处置完毕日期，请写处置结果。")


def _there(line: Line) -> set[tuple[str, date]]:
    if "information there" not in line.shared:
        rows = Information.objects.filter(conference_id=line.ground.conference).exclude(state="withdrawn")
        line.shared["information there"] = {
            (title, sent_at.astimezone(HERE).date()) for title, sent_at in rows.values_list("title", "sent_at")
        }
    found: set[tuple[str, date]] = line.shared["information there"]
    return found


def lay(step: Step, past: Past, made: dict[str, Any]) -> None:
    state = "verified" if past.verified_on else "circulated" if past.told else "reported"
    row = Information.objects.create(
        conference=step.conference,
        number=step.next("information"),
        unit=Unit.objects.get(conference=step.conference, number=past.unit.number),
        urgency=past.urgency,
        title=past.title,
        place=past.place,
        sent_at=datetime.combine(past.sent_on, time(12), HERE),
        state="settled" if past.settled_on else state,
        stage="" if past.urgency == "ordinary" or not past.settled_on else "final",
        result=past.result if past.settled_on else "",
        settled_on=past.settled_on,
        by_hand=True,
    )
    object_ = f"information:{row.number}"
    step.fact("information.reported", object_, on=past.sent_on, unit=past.unit.number, data=HISTORY)
    if past.told is not None and past.circulated_on is not None:
        Circulation.objects.create(
            conference=step.conference,
            information=row,
            unit=Unit.objects.get(conference=step.conference, number=past.told.number),
            verifies=True,
            asked="核查并反馈。",
            told_on=past.circulated_on,
            received_on=past.verified_on,
            verified_on=past.verified_on,
            result=past.result if past.verified_on else "",
        )
        step.fact("information.circulated", object_, on=past.circulated_on, unit=past.told.number, data=HISTORY)
        if past.verified_on:
            step.fact("information.verified", object_, on=past.verified_on, unit=past.told.number, data=HISTORY)
    if past.settled_on:
        step.fact("information.settled", object_, on=past.settled_on, unit=past.unit.number, data=HISTORY)


INFORMATION = Sheet(
    "information",
    "重要敏感信息",
    60,
    columns,
    examine,
    lay,
    examples=[
        (
            "采石场运输扬尘引发群众议论",
            "柳塘村",
            "一般",
            "采石场路口",
            "2023-05-04",
            "派出所",
            "2023-05-04",
            "2023-05-06",
            "运输车辆加盖篷布，路面每日洒水。",
            "2023-05-12",
        ),
        ("市场摊位费调整引发集中反映", "上河村", "紧急", "农贸市场", "2023-11-06", "", "", "", "", ""),
    ],
    note="一行一条。还没有处置完的，补录后在系统里通报、核查、处置。",
)
