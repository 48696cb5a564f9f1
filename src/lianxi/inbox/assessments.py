"""What waits about assessment and responsibility targets (article 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lianxi.assessment import office_lines
from lianxi.inbox.waiting import Waiting
from lianxi.journal.lines import Line, read

Lines = Mapping[str, list[Line]]
OF_OFFICE = (
    ("scheme.mend", "召集人退回修改", "修改"),
    ("scheme.compute", "考核期已满，待计算得分", "计算得分"),
    ("scheme.publish", "结果已审定，待公布", "公布结果"),
)


def of_the_office(found: Lines) -> Iterable[Waiting]:
    """From the lines that the office reads together (``office_lines.of_the_office``)."""
    for sort, note, verb in OF_OFFICE:
        for row in found.get(sort, []):
            yield Waiting(row.title, None, False, note, "assessment", (row.number,), verb)
    for row in found.get("objection", []):
        note = f"{row.words[0]}，待答复"
        yield Waiting(f"{row.title}的考核异议", None, False, note, "objection", (row.number,), "答复异议")
    for row in found.get("target.met", []):
        note = f"{row.words[0]}报告责任目标已完成"
        yield Waiting(row.title, row.due, False, note, "target", (row.number,), "认定完成")
    for row in found.get("target.late", []):
        yield Waiting(row.title, row.due, True, f"{row.words[0]}责任目标逾期", "target", (row.number,), "查看")


def of_a_convener(conference: int, on: date) -> Iterable[Waiting]:
    """Schemes and results that only he approves. One query."""
    found = read(office_lines.of_a_convener(conference, on))
    for row in found.get("scheme.confirm", []):
        yield Waiting(row.title, None, False, "考核办法待审定", "assessment", (row.number,), "审定办法", first=True)
    for row in found.get("scheme.settle", []):
        note = "异议期已满，考核结果待审定"
        yield Waiting(row.title, None, False, note, "assessment", (row.number,), "审定结果", first=True)


def of_a_unit(conference: int, unit: int, on: date) -> Iterable[Waiting]:
    """Targets that are due, results it may object to. One query."""
    found = read(office_lines.of_a_unit(conference, unit, on))
    for row in found.get("target", []):
        note = "责任目标退回补充" if row.words[0] == "returned" else "责任目标"
        yield Waiting(row.title, row.due, row.overdue(on), note, "target", (row.number,), "报告完成")
    for row in found.get("scheme.object", []):
        note = "本单位得分已算出，有异议的在期限内提出"
        yield Waiting(row.title, row.due, False, note, "assessment_unit", (row.number, unit), "核对得分")
