"""History of interviews: those held on paper before the system was used (see ``roster.history``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.oversight.grounds import counted
from lianxi.oversight.models import Interview
from lianxi.oversight.models.interview import GROUNDS
from lianxi.roster.history import HISTORY, Found, Ground, Line, Place, Sheet
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Value

#: a problem needs its file, which past interviews have not: those are told in the convener's words
PAST_GROUNDS = {code: words for code, words in GROUNDS.items() if code != "problem"}


@dataclass(frozen=True, slots=True)
class PastInterview:
    """An interview as the sheet tells it."""

    unit: Place
    person: str
    ground: str
    reason: str
    decided_on: date
    held_on: date
    problem: str
    measures: str
    statement: str
    due: date | None
    rectification: str
    rectified_on: date | None
    closed_on: date | None

    @property
    def state(self) -> str:
        return "closed" if self.closed_on else "rectified" if self.rectified_on else "held"


def interview_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("unit", "被约谈单位", 22, choices=ground.unit_names, required=True),
        Column("person", "被约谈人", 16, help="该单位负责人的姓名、职务。"),
        Column("ground", "约谈事由", 22, choices=tuple(PAST_GROUNDS.values()), required=True),
        Column("reason", "具体理由", 36, required=True, help="写怎样办理不力；不写信访数量和排名，请勿写信访人姓名。"),
        Column("decided_on", "召集人决定日期", 15, kind="date", required=True),
        Column("held_on", "约谈日期", 13, kind="date", required=True),
        Column("problem", "指出的问题", 36),
        Column("measures", "整改要求", 36),
        Column("statement", "单位陈述意见", 30),
        Column("due", "整改期限", 13, kind="date"),
        Column("rectification", "整改情况", 36),
        Column("rectified_on", "反馈日期", 13, kind="date"),
        Column("closed_on", "办结日期", 13, kind="date"),
    ]


def examine_interview(line: Line) -> Found | None:
    unit = line.unit("unit", required="请选择被约谈单位。")
    ground = line.choice("ground", PAST_GROUNDS, required="请选择约谈事由。")
    reason = line.text("reason", 20_000, required="请写明约谈的具体理由。")
    person = line.text("person", 80)
    told = {key: line.text(key, 20_000) for key in ("problem", "measures", "statement", "rectification")}
    decided_on, held_on = line.approved("decided_on"), line.day("held_on", required="请填写约谈日期。")
    due = line.day("due", future=True)
    rectified_on, closed_on = line.day("rectified_on"), line.day("closed_on")
    if not line.text("decided_on", 40):
        line.wrong("decided_on", "请填写召集人决定约谈的日期。")
    _check(line, reason, told["rectification"])
    _check_days(line, decided_on, held_on, due, rectified_on, closed_on)
    if unit is None or ground is None or decided_on is None or held_on is None:
        return None
    if unit.closed_on is not None and not closed_on:
        line.wrong("unit", f"“{unit.name}”已撤并，不能再整改。请改填承接的单位，或填写办结日期。")
    if line.twice("unit", (unit.number, held_on)):
        return None
    past = PastInterview(
        unit, person, ground, reason, decided_on, held_on, told["problem"], told["measures"], told["statement"], due,
        told["rectification"], rectified_on, closed_on,
    )  # fmt: skip
    known = Interview.objects.filter(
        conference_id=line.ground.conference, unit__number=unit.number, held_on=held_on
    ).exclude(state="cancelled")
    return Found(f"约谈{unit.name}（{held_on:%Y-%m-%d}，{GROUNDS[ground]}）", held_on, past, known.exists())


def _check(line: Line, reason: str, rectification: str) -> None:
    words = counted(reason)
    if words:
        line.wrong("reason", f"“{words}”是信访数量或者排名，不能作约谈的理由。请写明怎样办理不力。")
    if line.text("rectified_on", 40) and not rectification:
        line.wrong("rectification", "填了反馈日期，请写整改情况。")
    if rectification and not line.text("rectified_on", 40):
        line.wrong("rectified_on", "填了整改情况，请填写反馈日期。")
    if line.text("closed_on", 40) and not line.text("rectified_on", 40):
        line.wrong("rectified_on", "已办结的约谈请填写反馈整改的日期。")


def _check_days(
    line: Line,
    decided_on: date | None,
    held_on: date | None,
    due: date | None,
    rectified_on: date | None,
    closed_on: date | None,
) -> None:
    in_turn = (
        ("held_on", "约谈日期早于召集人决定的日期", decided_on, held_on),
        ("due", "整改期限早于约谈日期", held_on, due),
        ("rectified_on", "反馈日期早于约谈日期", held_on, rectified_on),
        ("closed_on", "办结日期早于反馈日期", rectified_on, closed_on),
    )
    for key, sentence, before, after in in_turn:
        if before is not None and after is not None and after < before:
            line.wrong(key, f"{sentence}（{before:%Y-%m-%d}）。请核对。")


def lay_past_interview(step: Step, past: PastInterview, made: dict[str, Any]) -> None:
    row = Interview.objects.create(
        conference=step.conference,
        number=step.next("interview"),
        unit=Unit.objects.get(conference=step.conference, number=past.unit.number),
        person=past.person,
        ground=past.ground,
        reason=past.reason,
        decided_on=past.decided_on,
        held_on=past.held_on,
        problem=past.problem,
        measures=past.measures,
        statement=past.statement,
        due=past.due,
        rectification=past.rectification,
        rectified_on=past.rectified_on,
        closed_on=past.closed_on,
        state=past.state,
        by_hand=True,
    )
    object_, unit = f"interview:{row.number}", past.unit.number
    data: dict[str, Value] = {**HISTORY, "ground": past.ground}
    step.fact("interview.decided", object_, on=past.decided_on, unit=unit, data=data)
    due: dict[str, Value] = {"due": past.due.isoformat()} if past.due else {}
    step.fact("interview.held", object_, on=past.held_on, unit=unit, data={**data, **due})
    if past.rectified_on:
        step.fact("interview.rectified", object_, on=past.rectified_on, unit=unit, data=HISTORY)
    if past.closed_on:
        step.fact("interview.closed", object_, on=past.closed_on, unit=unit, data=HISTORY)


INTERVIEWS = Sheet(
    "interviews",
    "约谈",
    96,
    interview_columns,
    examine_interview,
    lay_past_interview,
    examples=[
        (
            "（成员单位名称）", "党总支书记", "逾期未办理", "渠道清淤任务三次催办仍未办结。", "2023-05-08",
            "2023-05-10", "清淤任务逾期，未说明原因。", "十日内清淤完毕并公示。", "因汛期停工，已重排。", "2023-05-25",
            "已清淤并公示。", "2023-05-23", "2023-05-26",
        ),
    ],
    note="一行一次约谈。约谈须由召集人决定；启用日期以后的约谈，请到“登记履行”逐件登记并附签字原件。",
)  # fmt: skip
