"""Problems recorded by hand, brought in as history, taken back, and passed to a unit's successor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lianxi.documents.columns import Column
from lianxi.information.models import Problem
from lianxi.information.problem_words import GROUNDS, KINDS, OPEN
from lianxi.information.problems import code
from lianxi.journal.frame import Step
from lianxi.journal.versioned import save_next
from lianxi.roster.by_hand import Record
from lianxi.roster.history import HISTORY, Found, Ground, Line, Place, Sheet
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact, Value
from lianxi.rulebook.vocabulary import VERBS

COMPLEX = {key: words for key, words in GROUNDS.items() if key}
SOLVED = {"yes": "已解决", "no": "未解决"}


# 登记履行 -----------------------------------------------------------------------------------------------------------


def adopt_opening(step: Step, record: Record, object_: str, kind: str) -> None:
    """The row of a problem recorded by hand; without a unit it stays a record alone."""
    if record.unit is None:
        return
    Problem.objects.create(
        conference=step.conference,
        number=int(object_.partition(":")[2]),
        title=record.title.strip()[:120],
        text=record.note.strip() or record.title.strip(),
        kind="other",
        ground="complex" if "complex" in record.flags else "",
        ground_reason=record.note.strip() if "complex" in record.flags else "",
        unit=Unit.objects.get(conference=step.conference, number=record.unit),
        opened_on=record.happened_on,
        due=record.due,
        state="opened",
        by_hand=True,
    )


def adopt_investigation(step: Step, record: Record, object_: str, kind: str) -> None:
    """An investigation recorded by hand."""
    row = _of(step, object_)
    if row is not None and row.state == "opened":
        row.state, row.investigated_on = "investigated", record.happened_on
        row.findings = record.note.strip() or record.title.strip()
        save_next(row, "state", "investigated_on", "findings")


def adopt_tabling(step: Step, record: Record, object_: str, kind: str) -> None:
    """Put before the conference on paper: what was decided there is recorded on the problem's page."""
    row = _of(step, object_)
    if row is not None and row.state in {"opened", "investigated"}:
        row.state = "tabled"
        save_next(row, "state")


def undo_opening(step: Step, fact: Fact) -> None:
    """A file opened by mistake is shown as taken back; its number is not used again."""
    row = _of(step, fact.object)
    if row is not None and row.state != "cancelled":
        row.state = "cancelled"
        save_next(row, "state")


def undo_investigation(step: Step, fact: Fact) -> None:
    """Not investigated after all."""
    row = _of(step, fact.object)
    if row is not None and row.state == "investigated":
        row.state, row.investigated_on, row.findings = "opened", None, ""
        save_next(row, "state", "investigated_on", "findings")


def undo_tabling(step: Step, fact: Fact) -> None:
    """Not before the conference after all: it waits for that, or for its investigation."""
    row = _of(step, fact.object)
    if row is not None and row.state == "tabled":
        row.state = "investigated" if row.investigated_on else "opened"
        save_next(row, "state")


def undo_closing(step: Step, fact: Fact) -> None:
    """Not settled after all."""
    row = _of(step, fact.object)
    if row is not None and row.state == "closed":
        row.state, row.closed_on, row.solved = "investigated", None, None
        save_next(row, "state", "closed_on", "solved")


def _of(step: Step, object_: str) -> Problem | None:
    number = int(object_.partition(":")[2])
    return Problem.objects.filter(conference=step.conference, number=number).select_related("unit").first()


# succession ---------------------------------------------------------------------------------------------------------


def open_problems(conference: int, unit: int) -> QuerySet[Problem]:
    return Problem.objects.filter(conference_id=conference, unit__number=unit, state__in=OPEN)


def pass_problems(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor investigates and settles what its predecessor had open."""
    for row in open_problems(step.conference.pk, unit.number).order_by("number"):
        row.unit = successor
        save_next(row, "unit")
        data: dict[str, Value] = {"from": unit.number}
        step.fact("problem.reassigned", code(row), unit=successor.number, data=data)


# history ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PastProblem:
    title: str
    text: str
    kind: str
    ground: str
    unit: Place
    opened_on: date
    findings: str
    investigated_on: date | None
    tabled_on: date | None
    solved: str
    outcome: str
    closed_on: date | None


def columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("title", "问题名称", 32, required=True, help="请勿写信访人姓名、电话。"),
        Column("text", "基本情况", 40),
        Column("kind", "类型", 10, choices=tuple(KINDS.values()), required=True),
        Column("ground", "复杂程度", 12, choices=tuple(COMPLEX.values()), help="由单位自行处理的留空。"),
        Column("unit", "调查单位", 22, choices=ground.unit_names, required=True),
        Column("opened_on", "建档日期", 13, kind="date", required=True),
        Column("findings", "调查情况", 40),
        Column("investigated_on", "完成调查", 13, kind="date"),
        Column("tabled_on", "提请研究", 13, kind="date", help="提交联席会议研究的日期。"),
        Column("solved", "结果", 12, choices=tuple(SOLVED.values()), help="还没有销号的留空。"),
        Column("outcome", "有何变化", 40, help="销号的必填：采取了什么措施、有什么变化。"),
        Column("closed_on", "销号日期", 13, kind="date"),
    ]


def examine(line: Line) -> Found | None:
    title, text = line.text("title", 120, required="请填写问题名称。"), line.text("text", 20_000)
    kind = line.choice("kind", KINDS, required="请选择政策性、群体性或其他。")
    unit = line.unit("unit", required="请选择调查单位。")
    opened_on = line.day("opened_on", required="请填写建档日期。")
    past = PastProblem(
        title,
        text,
        kind or "",
        line.choice("ground", COMPLEX, required="") or "",
        unit or Place(0, "", None),
        opened_on or date.min,
        line.text("findings", 20_000),
        line.day("investigated_on"),
        line.day("tabled_on"),
        line.choice("solved", SOLVED, required="") or "",
        line.text("outcome", 20_000),
        line.day("closed_on"),
    )
    _check(line, past)
    if not title or kind is None or unit is None or opened_on is None or line.problems:
        return None
    if line.twice("title", (title, opened_on)):
        return None
    words = f"{title}（{unit.name}，{opened_on:%Y-%m-%d} 建档，{'已销号' if past.closed_on else '未销号'}）"
    return Found(words, opened_on, past, (title, opened_on) in _there(line))


def _check(line: Line, past: PastProblem) -> None:
    """Which cells go together, and the order of days."""
    if bool(past.findings) != bool(past.investigated_on):
        missing = "investigated_on" if past.findings else "findings"
        line.wrong(missing, "调查情况和完成调查的日期要一起填写。")
    if bool(past.closed_on) != bool(past.outcome) or bool(past.closed_on) != bool(past.solved):
        line.wrong("closed_on", "已销号的，结果、有何变化、销号日期三格都要填写；没有销号的都留空。")
    if past.unit.closed_on is not None and past.closed_on is None:
        line.wrong("unit", f"“{past.unit.name}”已撤并，不能再办理。请改填承接的单位。")
    days = (("investigated_on", past.investigated_on), ("tabled_on", past.tabled_on), ("closed_on", past.closed_on))
    for key, day in days:
        if day is not None and day < past.opened_on:
            line.wrong(key, f"日期早于建档日期（{past.opened_on:%Y-%m-%d}）。请核对。")


def _there(line: Line) -> set[tuple[str, date]]:
    if "problems there" not in line.shared:
        rows = Problem.objects.filter(conference_id=line.ground.conference).exclude(state="cancelled")
        line.shared["problems there"] = set(rows.values_list("title", "opened_on"))
    found: set[tuple[str, date]] = line.shared["problems there"]
    return found


def lay(step: Step, past: PastProblem, made: dict[str, Any]) -> None:
    told: tuple[tuple[str, date | None, dict[str, Value]], ...] = (
        ("problem.investigated", past.investigated_on, {}),
        ("problem.tabled", past.tabled_on, {}),
        ("problem.closed", past.closed_on, {"solved": past.solved == "yes"}),
    )
    state = [verb.partition(".")[2] for verb, day, _ in told if day is not None][-1:] or ["opened"]
    row = Problem.objects.create(
        conference=step.conference,
        number=step.next("problem"),
        title=past.title,
        text=past.text,
        kind=past.kind,
        ground=past.ground,
        unit=Unit.objects.get(conference=step.conference, number=past.unit.number),
        opened_on=past.opened_on,
        findings=past.findings,
        investigated_on=past.investigated_on,
        state=state[0],
        solved=past.solved == "yes" if past.closed_on else None,
        outcome=past.outcome,
        closed_on=past.closed_on,
        by_hand=True,
    )
    data: dict[str, Value] = {**HISTORY, "kind": past.kind, **({"complex": True} if past.ground else {})}
    step.fact("problem.opened", code(row), on=past.opened_on, unit=past.unit.number, data=data)
    for verb, day, more in told:
        if day is not None:
            step.fact(verb, code(row), on=day, unit=past.unit.number, data={**HISTORY, **more})


PROBLEMS = Sheet(
    "problems",
    "重大问题",
    70,
    columns,
    examine,
    lay,
    examples=[
        (
            "临街店铺租金减免政策执行不一",
            "多户反映减免标准不同。",
            "政策性",
            "情况复杂",
            "（成员单位名称）",
            "2023-03-06",
            "两次发文口径不一。",
            "2023-03-30",
            "2023-04-10",
            "已解决",
            "统一减免口径，差额已补退。",
            "2023-06-20",
        ),
        ("集中安置区停车位不足", "", "群体性", "", "（成员单位名称）", "2023-11-06", "", "", "", "", "", ""),
    ],
    note="一行一个问题。还没有销号的，补录后在系统里继续办理。",
)


def register() -> None:
    """Everything of problems that the lower rooms ask for at start-up."""
    from lianxi.information.problem_queries import named_problems
    from lianxi.journal.actions import keep_from_withdrawal, register_undo
    from lianxi.roster.by_hand import register_adopter
    from lianxi.roster.history import register_history
    from lianxi.roster.names import register_names
    from lianxi.roster.succession import register_succession

    register_names("problem", named_problems)
    register_adopter("problem.opened", adopt_opening)
    register_adopter("problem.investigated", adopt_investigation)
    register_adopter("problem.tabled", adopt_tabling)
    register_undo("problem.opened", undo_opening)
    register_undo("problem.investigated", undo_investigation)
    register_undo("problem.tabled", undo_tabling)
    register_undo("problem.closed", undo_closing)
    register_succession("未销号的重大问题", open_problems, pass_problems)
    register_history(PROBLEMS)
    for verb in VERBS:
        if verb.startswith("problem."):
            keep_from_withdrawal(verb)
