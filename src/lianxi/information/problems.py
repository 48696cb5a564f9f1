"""Writes on major problems (article 12): opened, rested on its sources, investigated, marked complex, settled.

What goes before the conference and comes back from it is in ``meetings.from_problems``. A unit opens and works on its
own problems only; what it does on paper the office records for it (代录).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from lianxi.information import problem_moves as moves
from lianxi.information.models import Problem, ProblemSource
from lianxi.information.problem_sources import check_kept_away, lay
from lianxi.information.problem_words import GROUNDS, KINDS, STATES
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters.hands import day, unit
from lianxi.roster.roles import UNITS
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Opened:
    """A problem as it is opened. ``unit`` (its number) investigates until ``due``, a calendar day."""

    title: str
    text: str
    kind: str
    unit: int
    due: date | None
    sources: Sequence[str] = ()
    major: bool = False
    ground: str = ""
    ground_reason: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle it: what it is, what speaks for and against it, what it costs and rests on."""

    name: str
    good: str = ""
    bad: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Investigation:
    """What the unit found, the policy it rests on, the ways to settle it, and which one it proposes."""

    findings: str
    policy: str = ""
    options: Sequence[Option] = ()
    proposal: str = ""


@action(moves.OPEN_ONE)
def open_problem(step: Step, *, opened: Opened, files: Sequence[Upload] = ()) -> str:
    """建立问题专档. A unit opens one for itself; the office for any unit, by a day it sets."""
    _check_words(opened.title, opened.text, opened.kind)
    own = unit(step)
    if _of_a_unit(step) and opened.unit != own:
        raise RuleBroken("成员单位只为本单位建立问题专档。涉及其他单位的，请报联席会议办公室建立。")
    if opened.due is not None and opened.due < step.today:
        raise Invalid("调查期限已经过去。请核对。", "due")
    row = Problem.objects.create(
        conference=step.conference,
        number=step.next("problem"),
        title=opened.title.strip(),
        text=opened.text.strip(),
        kind=opened.kind,
        unit=unit_of(step, opened.unit, "unit"),
        opened_on=day(step),
        due=opened.due,
        major=opened.major,
        state="opened",
    )
    data: dict[str, Value] = {"kind": opened.kind}
    if opened.due is not None:
        data["due"] = opened.due.isoformat()
    if opened.major:
        data["major"] = True
    step.fact("problem.opened", code(row), on=day(step), unit=opened.unit, data=data)
    if opened.sources:
        lay(step, row, opened.sources)
    if opened.ground:
        _lay_ground(step, row, opened.ground, opened.ground_reason)
        row.save(update_fields=["ground", "ground_reason"])
    return _with_files(step, row, files)


@action(moves.CORRECT)
def correct_problem(
    step: Step, *, number: int, version: int, title: str, text: str, kind: str, major: bool = False
) -> str:
    """Change what a problem is called and what it says, until it goes before the conference."""
    row = take(step, number, version, moves.CORRECT)
    _check_words(title, text, kind)
    row.title, row.text, row.kind, row.major = title.strip(), text.strip(), kind, major
    save_next(row, "title", "text", "kind", "major")
    step.fact("problem.corrected", code(row), unit=row.unit.number, data={"kind": kind, "major": major})
    return code(row)


@action(moves.ADD_SOURCE)
def add_sources(step: Step, *, number: int, sources: Sequence[str]) -> str:
    """Put further matters, disputes, information into the file; only such as the actor himself may see."""
    row = take(step, number, None, moves.ADD_SOURCE)
    if not sources:
        raise Invalid("请至少填写一个来源编号。", "matter")
    new = lay(step, row, sources)
    if not new:
        raise RuleBroken("所填的来源都已收入这个专档。")
    step.fact("problem.source_added", code(row), unit=row.unit.number, data={"count": new})
    return code(row)


@action(moves.EXTEND)
def extend_problem(step: Step, *, number: int, version: int, due: date, reason: str) -> str:
    """A later day for the investigation, with the reason."""
    row = take(step, number, version, moves.EXTEND)
    if due <= (row.due or step.today):
        raise Invalid("延长后的日期应晚于现在的期限，也应晚于今天。请核对。", "due")
    if not reason.strip():
        raise Invalid("请写明延长调查期限的原因。", "reason")
    row.due = due
    save_next(row, "due")
    step.fact("problem.extended", code(row), unit=row.unit.number, data={"due": due.isoformat()})
    step.text("reason", reason)
    return code(row)


@action(moves.CHASE)
def chase_problems(step: Step, *, numbers: Sequence[int]) -> str:
    """催办 in one step: one fact a problem; those no longer under investigation are left out."""
    rows = Problem.objects.filter(conference=step.conference, number__in=list(numbers), state__in=moves.CHASE.from_)
    found = list(rows.select_related("unit").order_by("number"))
    if not found:
        raise RuleBroken("没有需要催办的问题：所选问题都已完成调查。")
    for row in found:
        row.chased += 1
        save_next(row, "chased")
        step.fact("problem.chased", code(row), unit=row.unit.number, data={"count": row.chased})
    return code(found[0])


@action(moves.REASSIGN)
def reassign_problem(step: Step, *, number: int, version: int, to: int, reason: str) -> str:
    """Another unit investigates from now on, with the reason."""
    row = take(step, number, version, moves.REASSIGN)
    if to == row.unit.number:
        raise Invalid("现在就是由这个单位调查。请选择其他单位。", "unit")
    if not reason.strip():
        raise Invalid("请写明调整调查单位的原因。", "reason")
    before, row.unit = row.unit.number, unit_of(step, to, "unit")
    check_kept_away(step, row.unit, list(ProblemSource.objects.filter(problem=row).values_list("source", flat=True)))
    save_next(row, "unit")
    step.fact("problem.reassigned", code(row), unit=to, data={"from": before})
    step.text("reason", reason)
    return code(row)


@action(moves.INVESTIGATE)
def investigate_problem(
    step: Step, *, number: int, version: int, investigation: Investigation, files: Sequence[Upload] = ()
) -> str:
    """The unit's report of its investigation; it may be handed in again, whole, until the conference deals with it."""
    row = take(step, number, version, moves.INVESTIGATE)
    if not investigation.findings.strip():
        raise Invalid("请写明调查情况。", "findings")
    if day(step) < row.opened_on:
        raise Invalid(f"调查日期早于建档日期（{row.opened_on:%Y年%m月%d日}）。请核对。", "behalf_on")
    row.findings, row.policy = investigation.findings.strip(), investigation.policy.strip()
    row.options, row.proposal = _options(investigation.options), investigation.proposal.strip()
    row.investigated_on = row.investigated_on or day(step)
    row.state = moves.INVESTIGATE.to
    save_next(row, "findings", "policy", "options", "proposal", "investigated_on", "state")
    data: dict[str, Value] = {"options": len(row.options)}
    step.fact("problem.investigated", code(row), on=day(step), unit=row.unit.number, data=data)
    step.text("findings", investigation.findings)
    return _with_files(step, row, files)


@action(moves.SET_GROUND)
def set_ground(step: Step, *, number: int, version: int, ground: str, reason: str) -> str:
    """It is complex or difficult: from now on the conference owes it a study."""
    row = take(step, number, version, moves.SET_GROUND)
    if row.ground:
        raise RuleBroken(f"已经认定“{GROUNDS[row.ground]}”。需要更改的，请先由办公室撤销原认定。")
    _lay_ground(step, row, ground, reason)
    save_next(row, "ground", "ground_reason")
    return code(row)


@action(moves.DROP_GROUND)
def drop_ground(step: Step, *, number: int, version: int, reason: str) -> str:
    """The unit can settle it after all, with the reason: the conference owes no study of it any more."""
    row = take(step, number, version, moves.DROP_GROUND)
    if not row.ground:
        raise RuleBroken("这个问题没有认定情况复杂或难度较大，不需要撤销。")
    if not reason.strip():
        raise Invalid("请写明撤销认定的理由。", "reason")
    _drop(step, row)
    save_next(row, "ground", "ground_reason")
    step.text("reason", reason)
    return code(row)


@action(moves.CLOSE)
def close_problem(step: Step, *, number: int, version: int, solved: bool, outcome: str) -> str:
    """销号: solved or not, and in either case what changed. A complex one only after the conference decided."""
    row = take(step, number, version, moves.CLOSE)
    if row.ground and row.state != "decided":
        raise RuleBroken(
            f"已认定“{GROUNDS[row.ground]}”，须经联席会议研究议定后才能销号。不再需要研究的，请先撤销认定并写明理由。"
        )
    if not outcome.strip():
        raise Invalid("请写明采取了什么措施、有什么变化，例如“补偿标准已统一，12 户已签订补充协议”。", "outcome")
    row.solved, row.outcome, row.closed_on, row.state = solved, outcome.strip(), step.today, moves.CLOSE.to
    save_next(row, "solved", "outcome", "closed_on", "state")
    step.fact("problem.closed", code(row), unit=row.unit.number, data={"solved": solved})
    step.text("outcome", outcome)
    return code(row)


@action(moves.REOPEN)
def reopen_problem(step: Step, *, number: int, version: int, due: date | None, reason: str) -> str:
    """It came back: investigated anew by the same unit. What was found and decided before stays in the record."""
    row = take(step, number, version, moves.REOPEN)
    if not reason.strip():
        raise Invalid("请写明问题如何再次出现。", "reason")
    if due is not None and due < step.today:
        raise Invalid("调查期限已经过去。请核对。", "due")
    unit_of(step, row.unit.number, "unit")
    row.state, row.due, row.solved, row.closed_on, row.investigated_on = moves.REOPEN.to, due, None, None, None
    row.reopened += 1
    save_next(row, "state", "due", "solved", "closed_on", "investigated_on", "reopened")
    data: dict[str, Value] = {"count": row.reopened}
    if due is not None:
        data["due"] = due.isoformat()
    step.fact("problem.reopened", code(row), unit=row.unit.number, data=data)
    step.text("reason", reason)
    return code(row)


@action(moves.CANCEL)
def cancel_problem(step: Step, *, number: int, version: int, reason: str) -> str:
    """Opened by mistake, or a second time: the file is taken back with the reason and owes nothing any more."""
    row = take(step, number, version, moves.CANCEL)
    if not reason.strip():
        raise Invalid("请写明撤销这个专档的理由。", "reason")
    row.state = moves.CANCEL.to
    if row.ground:
        _drop(step, row)
    save_next(row, "state", "ground", "ground_reason")
    step.fact("problem.cancelled", code(row), unit=row.unit.number)
    step.text("reason", reason)
    return code(row)


# shared -------------------------------------------------------------------------------------------------------------


def code(row: Problem) -> str:
    return f"problem:{row.number}"


def take(step: Step, number: int, version: int | None, move: Move) -> Problem:
    """The problem, if the acting unit bears it, nobody changed it meanwhile and the move is allowed from its state."""
    row = Problem.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None or (_of_a_unit(step) and row.unit.number != unit(step)):
        raise Invalid("没有这个问题专档，或不由本单位调查。请核对编号。", "number")
    check_standing(row, version, move, what="这个问题", states=STATES)
    return row


def _of_a_unit(step: Step) -> bool:
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    return role in UNITS


def _check_words(title: str, text: str, kind: str) -> None:
    if not title.strip():
        raise Invalid("请填写问题名称。", "title")
    if len(title.strip()) > 120:
        raise Invalid("问题名称最多 120 字。请精简。", "title")
    if not text.strip():
        raise Invalid("请写明问题的基本情况：涉及哪些人和事、主要诉求、有什么影响。", "text")
    if kind not in KINDS:
        raise Invalid("请选择问题类型：政策性、群体性或其他。", "kind")


def _options(given: Sequence[Option]) -> list[dict[str, str]]:
    found = [Option(*(str(each).strip() for each in asdict(option).values())) for option in given]
    for place, option in enumerate(found, start=1):
        if not option.name and any((option.good, option.bad, option.cost)):
            raise Invalid(f"方案 {place} 没有写明怎么办。请补充，或清空这一方案。", f"option_{place}")
    named = [asdict(option) for option in found if option.name]
    if len(named) > MOST_OPTIONS:
        raise Invalid(f"处理方案最多列 {MOST_OPTIONS} 个。请合并。", "options")
    return named


def _lay_ground(step: Step, row: Problem, ground: str, reason: str) -> None:
    if not ground or ground not in GROUNDS:
        raise Invalid("请选择情况复杂或者难度较大。", "ground")
    if not reason.strip():
        raise Invalid("请写明为什么情况复杂或者难度较大。", "ground_reason")
    row.ground, row.ground_reason = ground, reason.strip()
    data: dict[str, Value] = {"complex": True, "ground": ground}
    step.fact("problem.ground_set", code(row), unit=row.unit.number, data=data)
    step.text("ground", reason)


def _drop(step: Step, row: Problem) -> None:
    row.ground, row.ground_reason = "", ""
    step.fact("problem.ground_dropped", code(row), unit=row.unit.number)


def _with_files(step: Step, row: Problem, files: Sequence[Upload]) -> str:
    for file in files:
        step.attach(file)
    return code(row)
