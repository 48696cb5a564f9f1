"""History of responsibility targets: past letters signed on paper, one row a target; scores are not brought in.

A past result stays what it was published as: recorded by hand with its document, never as a typed score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.assessment.models import Target, TargetLetter
from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.roster.history import HISTORY, Found, Ground, Line, Sheet
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact, Value


@dataclass(frozen=True, slots=True)
class PastTarget:
    unit: int
    year: int
    signed_on: date
    signer: str
    title: str
    standard: str
    due: date
    met_on: date | None
    result: str


def columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("unit", "单位", 22, required=True, choices=ground.unit_names),
        Column("signed_on", "签订日期", 13, kind="date", required=True, help="责任书的年度按完成期限计。"),
        Column("signer", "单位签字人", 16),
        Column("title", "目标名称", 30, required=True, help="请勿写信访人姓名、电话。"),
        Column("standard", "完成标准", 40, required=True),
        Column("due", "完成期限", 13, kind="date", required=True),
        Column("met_on", "完成日期", 13, kind="date", help="没有完成的留空。"),
        Column("result", "完成情况", 40),
    ]


def examine(line: Line) -> Found | None:
    unit = line.unit("unit", required="请填写单位。")
    signed_on = line.day("signed_on", required="请填写签订日期。")
    signer, title = line.text("signer", 60), line.text("title", 120, required="请填写目标名称。")
    standard = line.text("standard", 2000, required="请填写完成标准。")
    due = line.day("due", required="请填写完成期限。", future=True)
    met_on, result = line.day("met_on"), line.text("result", 20_000)
    if met_on and signed_on and met_on < signed_on:
        line.wrong("met_on", "完成日期早于签订日期。请核对。")
    if due and signed_on and due < signed_on:
        line.wrong("due", "完成期限早于签订日期。请核对。")
    if line.problems or unit is None or signed_on is None or due is None:
        return None
    if line.twice("title", (unit.number, due.year, title)):
        return None
    if (unit.number, due.year) in _kept_here(line):
        line.wrong("unit", f"{unit.name}{due.year}年责任书已经在系统中起草或签订，不用补录。请删去这一行。")
        return None
    value = PastTarget(unit.number, due.year, signed_on, signer, title, standard, due, met_on, result)
    words = f"{unit.name}{due.year}年责任目标“{title}”，{f'{met_on:%Y-%m-%d} 完成' if met_on else '没有完成记录'}"
    return Found(words, signed_on, value, (unit.number, due.year, title) in _there(line))


def _kept_here(line: Line) -> set[tuple[int, int]]:
    if "letters here" not in line.shared:
        rows = TargetLetter.objects.filter(conference_id=line.ground.conference, by_hand=False)
        line.shared["letters here"] = set(rows.values_list("unit__number", "year"))
    found: set[tuple[int, int]] = line.shared["letters here"]
    return found


def _there(line: Line) -> set[tuple[int, int, str]]:
    if "targets there" not in line.shared:
        rows = Target.objects.filter(conference_id=line.ground.conference)
        line.shared["targets there"] = set(rows.values_list("letter__unit__number", "letter__year", "title"))
    found: set[tuple[int, int, str]] = line.shared["targets there"]
    return found


def lay(step: Step, past: PastTarget, made: dict[str, Any]) -> None:
    letter = _letter(step, past)
    place = Target.objects.filter(conference=step.conference, letter=letter).count() + 1
    target = Target.objects.create(
        conference=step.conference,
        number=step.next("target"),
        letter=letter,
        place=place,
        title=past.title,
        standard=past.standard,
        due=past.due,
        state="accepted" if past.met_on else "open",
        result=past.result,
        met_on=past.met_on,
    )
    object_ = f"target:{target.number}"
    data: dict[str, Value] = {**HISTORY, "letter": letter.number, "year": past.year, "due": past.due.isoformat()}
    step.fact("target.set", object_, on=past.signed_on, unit=past.unit, data=data)
    if past.met_on is not None:
        step.fact("target.reported", object_, on=past.met_on, unit=past.unit, data=HISTORY)


def _letter(step: Step, past: PastTarget) -> TargetLetter:
    row = TargetLetter.objects.filter(conference=step.conference, unit__number=past.unit, year=past.year).first()
    if row is not None:
        return row
    return TargetLetter.objects.create(
        conference=step.conference,
        number=step.next("target_letter"),
        year=past.year,
        unit=Unit.objects.get(conference=step.conference, number=past.unit),
        drafted_on=past.signed_on,
        signed_on=past.signed_on,
        signer=past.signer,
        state="signed",
        by_hand=True,
    )


# withdrawal -----------------------------------------------------------------------------------------------------------


def undo_setting(step: Step, fact: Fact) -> None:
    """A target brought in by mistake is gone; its number is not used again."""
    row = _of_history(step, fact)
    if row is not None:
        row.delete()


def undo_report(step: Step, fact: Fact) -> None:
    """Not met after all."""
    row = _of_history(step, fact)
    if row is not None:
        row.state, row.met_on, row.version = "open", None, row.version + 1
        row.save(update_fields=["state", "met_on", "version"])


def _of_history(step: Step, fact: Fact) -> Target | None:
    if not fact.data.get("history"):
        return None
    number = int(fact.object.partition(":")[2])
    return Target.objects.filter(conference=step.conference, number=number, letter__by_hand=True).first()


TARGETS = Sheet(
    "targets",
    "责任目标",
    97,
    columns,
    examine,
    lay,
    examples=[
        (
            "（成员单位名称）", "2023-02-10", "党总支书记", "矛盾纠纷排查", "每月排查一次并报告", "2023-12-20",
            "2023-12-15", "全年排查 12 次，均按期报告。",
        ),
    ],
    note="一行一项。往年考核得分不补录：请在“登记履行”里登记公布的通报并附文件。",
)  # fmt: skip
