"""History of disputes found before the system was used, settled or still open (see ``roster.history``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.information.models import Dispute
from lianxi.information.models.dispute import KINDS, RISKS
from lianxi.journal.canonical import PHONE_OR_ID
from lianxi.journal.frame import Step
from lianxi.journal.refusals import RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.roster.history import HISTORY, Found, Ground, Line, Place, Sheet
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact

STANDING = {"settled": "已化解", "open": "化解中"}
TEXTS = ("title", "place", "text", "responsible", "result")


@dataclass(frozen=True, slots=True)
class PastDispute:
    """A dispute as the sheet tells it."""

    unit: Place
    settles: Place
    found_on: date
    kind: str
    risk: str
    title: str
    place: str
    text: str
    responsible: str
    due: date | None
    standing: str
    result: str
    settled_on: date | None


def dispute_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("unit", "排查单位", 20, choices=ground.unit_names, required=True),
        Column("found_on", "排查日期", 13, kind="date", required=True),
        Column("title", "纠纷概况", 34, required=True, help="一句话。请勿写当事人姓名、电话。"),
        Column("kind", "类型", 14, choices=tuple(KINDS.values()), required=True),
        Column("risk", "事项风险", 10, choices=tuple(RISKS.values()), help="指事情的紧迫和复杂程度，不评价当事人。"),
        Column("place", "地点", 22),
        Column("text", "具体情况", 36),
        Column("settles", "化解单位", 20, choices=ground.unit_names, help="不填的，由排查单位化解。"),
        Column("responsible", "责任岗位", 16, help="写岗位，不写姓名，例如“村调解委员会主任”。"),
        Column("due", "化解期限", 13, kind="date"),
        Column("standing", "状态", 12, choices=tuple(STANDING.values()), required=True),
        Column("result", "化解结果", 36),
        Column("settled_on", "化解日期", 13, kind="date", help="状态是“已化解”的必填。"),
    ]


def examine_dispute(line: Line) -> Found | None:
    unit = line.unit("unit", required="请选择排查单位。")
    found_on = line.day("found_on", required="请填写排查日期。")
    title = line.text("title", 120, required="请用一句话写明是什么纠纷。")
    kind = line.choice("kind", KINDS, required="请选择类型。")
    risk = line.choice("risk", RISKS, required="") or "low"
    place, text = line.text("place", 120), line.text("text", 20_000)
    settles = line.unit("settles") or unit
    responsible, due = line.text("responsible", 60), line.day("due", future=True)
    standing = line.choice("standing", STANDING, required="请选择已化解或化解中。")
    result, settled_on = line.text("result", 20_000), line.day("settled_on")
    _check(line, standing, found_on, settled_on, settles)
    if unit is None or settles is None or found_on is None or not title or kind is None or standing is None:
        return None
    mark = (found_on, title, unit.number)
    if line.twice("title", mark):
        return None
    value = PastDispute(
        unit, settles, found_on, kind, risk, title, place, text, responsible, due, standing, result, settled_on
    )
    words = f"{title}（{unit.name}，{found_on:%Y-%m-%d} 排查，{STANDING[standing]}）"
    return Found(words, found_on, value, mark in _there(line))


def _check(
    line: Line, standing: str | None, found_on: date | None, settled_on: date | None, settles: Place | None
) -> None:
    """Which cells go together, and no numbers of persons."""
    told = line.text("settled_on", 40)
    if standing == "settled" and not told:
        line.wrong("settled_on", "已化解的请填写化解日期。")
    if standing == "open" and told:
        line.wrong("settled_on", "填了化解日期，状态却是“化解中”。请改为“已化解”，或清空化解日期。")
    if found_on and settled_on and settled_on < found_on:
        line.wrong("settled_on", f"化解日期早于排查日期（{found_on:%Y-%m-%d}）。请核对。")
    if standing == "open" and settles is not None and settles.closed_on is not None:
        line.wrong("settles", f"“{settles.name}”已撤并，不能再化解。请改填承接的单位。")
    for key in TEXTS:
        if PHONE_OR_ID.search(line.text(key, 20_000)):
            line.wrong(key, "这一格里有电话号码或证件号码，请删去。矛盾纠纷不登记当事人的个人信息。")


def _there(line: Line) -> set[tuple[date, str, int]]:
    """The disputes that stand in the room. One query a workbook."""
    if "disputes there" not in line.shared:
        rows = Dispute.objects.filter(conference_id=line.ground.conference).exclude(state="voided")
        line.shared["disputes there"] = set(rows.values_list("found_on", "title", "unit__number"))
    found: set[tuple[date, str, int]] = line.shared["disputes there"]
    return found


def lay_past_dispute(step: Step, past: PastDispute, made: dict[str, Any]) -> None:
    numbers = [past.unit.number, past.settles.number]
    units = {unit.number: unit for unit in Unit.objects.filter(conference=step.conference, number__in=numbers)}
    row = Dispute.objects.create(
        conference=step.conference,
        number=step.next("dispute"),
        unit=units[past.unit.number],
        settles=units[past.settles.number],
        found_on=past.found_on,
        kind=past.kind,
        risk=past.risk,
        place=past.place,
        title=past.title,
        text=past.text,
        responsible=past.responsible,
        due=past.due,
        state=past.standing,
        result=past.result,
        settled_on=past.settled_on,
        by_hand=True,
    )
    object_ = f"dispute:{row.number}"
    data = {**HISTORY, "kind": past.kind, "risk": past.risk}
    step.fact("dispute.found", object_, on=past.found_on, unit=past.unit.number, data=data)
    if past.settled_on is not None:
        step.fact("dispute.settled", object_, on=past.settled_on, unit=past.settles.number, data=HISTORY)


# withdrawal ---------------------------------------------------------------------------------------------------------


def undo_found(step: Step, fact: Fact) -> None:
    """A past dispute brought in by mistake is shown as voided; what was only recorded by hand has no row."""
    row = _row(step, fact)
    if row is not None and row.state == "escalated":
        raise RuleBroken("这件矛盾纠纷已经提级，不能撤回。请先在其页面重新办理。")
    if row is not None:
        row.state = "voided"
        save_next(row, "state")


def undo_settled(step: Step, fact: Fact) -> None:
    """Not settled after all: it is worked on."""
    row = _row(step, fact)
    if row is not None and row.state == "settled":
        row.state, row.settled_on = "open", None
        save_next(row, "state", "settled_on")


def _row(step: Step, fact: Fact) -> Dispute | None:
    kind, _, number = fact.object.partition(":")
    rows = Dispute.objects.filter(conference=step.conference, number=int(number), by_hand=True)
    return rows.first() if kind == "dispute" and fact.data.get("history") else None


DISPUTES = Sheet(
    "disputes",
    "矛盾纠纷",
    90,
    dispute_columns,
    examine_dispute,
    lay_past_dispute,
    examples=[
        (
            "（成员单位名称）", "2023-05-11", "两户共用通道堆放杂物", "邻里关系", "低", "三组", "", "",
            "村调解委员会主任", "2023-05-31", "已化解", "双方当场清理，约定通道不再堆物。", "2023-05-14",
        ),
        (
            "（成员单位名称）", "2023-09-02", "水库灌溉放水次序争执", "土地山林", "中", "上游各组",
            "", "", "", "", "化解中", "", "",
        ),
    ],
    note="一行一件，已化解的和还在化解的都可以填。不写当事人的姓名、电话、证件号码。",
)  # fmt: skip
