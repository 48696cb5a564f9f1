"""What waits about interviews, measures, attention and comments (article 15): one query for a seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.journal.lines import Line, read
from lianxi.oversight import interview_lines as rooms
from lianxi.oversight.interview_lines import GROUNDS, MEASURES
from lianxi.roster.roles import OFFICE, UNITS

Lines = Mapping[str, list[Line]]


def of_the_interviews(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    """What waits for this seat; nothing for who has no part in it."""
    if actor.role in OFFICE:
        yield from _of_the_office(read(rooms.of_the_office(conference, on)), on)
    elif actor.role == "convener":
        yield from _of_a_convener(read(rooms.of_a_convener(conference)))
    elif actor.role in UNITS and actor.unit is not None:
        yield from _of_a_unit(read(rooms.of_a_unit(conference, actor.unit, on)), on)


def _of_the_office(found: Lines, on: date) -> Iterable[Waiting]:
    for sort, note, verb in (
        ("interview.hold", "已决定约谈，约谈后登记记录", "登记约谈"),
        ("interview.read", "已反馈约谈整改", "审阅整改"),
        ("interview.late", "逾期未反馈约谈整改", "查看"),
    ):
        for row in found.get(sort, []):
            late = sort == "interview.late"
            yield Waiting(f"约谈{row.words[0]}", row.due, late, note, "interview", (row.number,), verb)
    for sort, note, verb in (("measure.read", "已反馈整改", "审阅反馈"), ("measure.late", "逾期未反馈整改", "查看")):
        for row in found.get(sort, []):
            title = f"{MEASURES[row.words[1]]}：{row.words[0]}"
            yield Waiting(title, row.due, sort == "measure.late", note, "unit_measure", (row.number,), verb)
    for row in found.get("attention.review", []):
        occasion = row.due.isoformat() if row.due else ""
        yield Waiting(
            f"重点关注：{row.words[0]}", row.due, row.overdue(on), "复核日期已到", "attention", (row.number,), "复核",
            occasion=occasion,
        )  # fmt: skip


def _of_a_convener(found: Lines) -> Iterable[Waiting]:
    for row in found.get("interview.decide", []):
        unit, ground, _ = row.words
        note = f"办公室提请，{GROUNDS[ground]}"
        yield Waiting(f"约谈{unit}", row.due, False, note, "interview", (row.number,), "决定约谈", first=True)
    for row in found.get("measure.approve", []):
        unit, kind, _ = row.words
        title = f"{MEASURES[kind]}：{unit}"
        yield Waiting(title, None, False, "办公室提请，待批准", "unit_measure", (row.number,), "审批", first=True)


def _of_a_unit(found: Lines, on: date) -> Iterable[Waiting]:
    for row in found.get("interview.coming", []):
        yield Waiting("召集人约谈本单位负责人", row.due, False, "可以先陈述意见", "interview", (row.number,), "查看")
    for row in found.get("interview.rectify", []):
        note = "整改被退回" if row.words[0] == "returned" else "约谈后整改"
        yield Waiting("反馈约谈整改", row.due, row.overdue(on), note, "interview", (row.number,), "反馈整改")
    for row in found.get("measure", []):
        kind, state, _ = row.words
        note = "反馈被退回" if state == "returned" else "召集人批准"
        yield Waiting(MEASURES[kind], row.due, row.overdue(on), note, "unit_measure", (row.number,), "反馈整改")
    for row in found.get("attention", []):
        yield Waiting("本单位列入重点关注", None, False, "可以回应", "attention", (row.number,), "查看")
    for row in found.get("comment", []):
        yield Waiting("对本单位的点评", None, False, "可以回应", "comment", (row.number,), "查看")
