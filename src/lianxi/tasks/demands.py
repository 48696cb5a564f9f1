"""Writes on 督办单 and 工作建议书: sent to a unit, answered in writing, accepted or returned (article 9 of the genre).

An answer to the wrong paper is refused: another unit's, an answered one, one of a later day than the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.roster.by_hand import Record
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact, Value
from lianxi.tasks import demand_moves as moves
from lianxi.tasks.actions import unit_of
from lianxi.tasks.models import DEMAND_STATES, DEMANDS, Demand, Task


@dataclass(frozen=True, slots=True)
class Asked:
    """What is demanded of a unit (its number) until when (``due``, a calendar day); ``tasks`` are numbers of tasks."""

    unit: int
    title: str
    text: str
    due: date | None
    basis: str = ""
    tasks: Sequence[int] = ()


# one action a kind and step: the frame checks the move of its own row ----------------------------------------------


@action(moves.INSPECTION["send"])
def order_inspection(step: Step, *, asked: Asked, files: Sequence[Upload] = ()) -> str:
    """下达督办单: a unit is to answer in writing by a date, about tasks or anything else."""
    return _send(step, "inspection", asked, files)


@action(moves.SUGGESTION["send"])
def make_suggestion(step: Step, *, asked: Asked, files: Sequence[Upload] = ()) -> str:
    """提出工作建议, to be answered in writing."""
    return _send(step, "suggestion", asked, files)


@action(moves.INSPECTION["answer"])
def answer_inspection(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit's answer, in its own words; on paper it is recorded for the unit."""
    return lay_demand_answer(step, "inspection", number, version, text, files)


@action(moves.SUGGESTION["answer"])
def answer_suggestion(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit's answer to a suggestion: adopted, adopted in part, or why not."""
    return lay_demand_answer(step, "suggestion", number, version, text, files)


@action(moves.INSPECTION["accept"])
def accept_inspection(step: Step, *, number: int, version: int) -> str:
    """The office has read the answer and asks no more."""
    return _settle(step, "inspection", "accept", number, version)


@action(moves.SUGGESTION["accept"])
def accept_suggestion(step: Step, *, number: int, version: int) -> str:
    """The office has read the answer and asks no more."""
    return _settle(step, "suggestion", "accept", number, version)


@action(moves.INSPECTION["return"])
def return_inspection(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The answer is not enough: back to the unit, with what is missing."""
    return _settle(step, "inspection", "return", number, version, opinion)


@action(moves.SUGGESTION["return"])
def return_suggestion(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The answer is not enough: back to the unit, with what is missing."""
    return _settle(step, "suggestion", "return", number, version, opinion)


@action(moves.INSPECTION["cancel"])
def cancel_inspection(step: Step, *, number: int, version: int, opinion: str) -> str:
    """A 督办单 that is no longer wanted (sent to the wrong unit, settled otherwise), with the reason."""
    return _settle(step, "inspection", "cancel", number, version, opinion)


@action(moves.SUGGESTION["cancel"])
def cancel_suggestion(step: Step, *, number: int, version: int, opinion: str) -> str:
    """A suggestion that is taken back, with the reason."""
    return _settle(step, "suggestion", "cancel", number, version, opinion)


# shared -------------------------------------------------------------------------------------------------------------


def _send(step: Step, kind: str, asked: Asked, files: Sequence[Upload]) -> str:
    if not asked.title.strip():
        raise Invalid("请填写事项名称。", "title")
    if not asked.text.strip():
        raise Invalid("请写明要求该单位做什么、答复什么。", "text")
    if kind == "inspection" and asked.due is None:
        raise Invalid("请填写要求答复的日期。", "due")
    if asked.due is not None and asked.due < step.today:
        raise Invalid("要求答复的日期已经过去。请核对。", "due")
    unit = unit_of(step, asked.unit, "unit")
    about = _tasks(step, unit, asked.tasks)
    row = Demand.objects.create(
        conference=step.conference,
        kind=kind,
        number=step.next(kind),
        unit=unit,
        title=asked.title.strip()[:120],
        text=asked.text.strip(),
        basis=asked.basis.strip()[:200],
        sent_on=step.today,
        due=asked.due,
    )
    row.tasks.set(about)
    data: dict[str, Value] = {"tasks": len(about)} if about else {}
    if asked.due is not None:
        data["due"] = asked.due.isoformat()
    step.fact(moves.OF_KIND[kind]["send"].verb, f"{kind}:{row.number}", unit=unit.number, data=data)
    for file in files:
        step.attach(file)
    return f"{kind}:{row.number}"


def _tasks(step: Step, unit: Unit, numbers: Sequence[int]) -> list[Task]:
    """The tasks a demand is about: all led by that unit."""
    wanted = set(numbers)
    found = list(Task.objects.filter(conference=step.conference, number__in=wanted, lead=unit))
    if len(found) != len(wanted):
        raise Invalid(f"所选任务中有的不是由{unit.name}牵头。请重新选择任务或单位。", "tasks")
    return found


def lay_demand_answer(
    step: Step,
    kind: str,
    number: int,
    version: int | None,
    text: str,
    files: Sequence[Upload] = (),
    on: date | None = None,
) -> str:
    """Add a unit's answer to the entry being written; ``on``: the day it answered, where not the call's own."""
    behalf, words = step.call.behalf, DEMANDS[kind]
    unit, day = (behalf.unit, on or behalf.on) if behalf else (step.actor.unit, on or step.today)
    row = _find(step, kind, number)
    if row is None or (behalf is None and row.unit.number != unit):
        raise Invalid(f"没有下达给本单位的第 {number} 号{words}。请核对是对哪一份的答复。", "number")
    if row.unit.number != unit:
        raise Invalid(
            f"第 {number} 号{words}是给{row.unit.name}的，不能登记为其他单位的答复。请核对编号。", "behalf_seat"
        )
    if row.state not in moves.UNANSWERED:
        raise RuleBroken(
            f"第 {number} 号{words}现为“{DEMAND_STATES[row.state]}”，不再收答复。请核对是不是对另一份的答复。"
        )
    check_standing(row, version, moves.OF_KIND[kind]["answer"], what=f"这份{words}", states=DEMAND_STATES)
    if not text.strip():
        raise Invalid("请写明答复内容。", "text")
    if day < row.sent_on:
        raise Invalid(
            f"答复日期早于这份{words}的日期（{row.sent_on:%Y年%m月%d日}）。请核对是不是对这一份的答复。", "behalf_on"
        )
    row.answer, row.answered_on, row.state = text.strip(), day, "answered"
    save_next(row, "answer", "answered_on", "state")
    step.fact(f"{kind}.answered", f"{kind}:{number}", on=day, unit=row.unit.number)
    step.text("answer", text)
    for file in files:
        step.attach(file)
    return f"{kind}:{number}"


def _settle(step: Step, kind: str, name: str, number: int, version: int, opinion: str = "") -> str:
    move, row = moves.OF_KIND[kind][name], _find(step, kind, number)
    if row is None:
        raise Invalid(f"没有第 {number} 号{DEMANDS[kind]}。", "number")
    check_standing(row, version, move, what=f"这份{DEMANDS[kind]}", states=DEMAND_STATES)
    if name != "accept" and not opinion.strip():
        raise Invalid("请写明理由。", "opinion")
    row.state, row.opinion = move.to, opinion.strip()
    save_next(row, "state", "opinion")
    step.fact(move.verb, f"{kind}:{number}", unit=row.unit.number)
    step.text("opinion", opinion)
    return f"{kind}:{number}"


def _find(step: Step, kind: str, number: int) -> Demand | None:
    return Demand.objects.filter(conference=step.conference, kind=kind, number=number).select_related("unit").first()


# recorded by hand ---------------------------------------------------------------------------------------------------


def adopt_sent(step: Step, record: Record, object_: str, kind: str) -> None:
    """The row of a 督办单 or a suggestion recorded by hand (登记履行); without a unit it stays a record alone."""
    if record.unit is None:
        return
    what, _, number = object_.partition(":")
    Demand.objects.create(
        conference=step.conference,
        kind=what,
        number=int(number),
        unit=Unit.objects.get(conference=step.conference, number=record.unit),
        title=record.title.strip()[:120],
        text=record.note.strip() or record.title.strip(),
        sent_on=record.happened_on,
        due=record.due,
        by_hand=True,
    )


def adopt_answer(step: Step, record: Record, object_: str, kind: str) -> None:
    """An answer recorded by hand."""
    what, _, number = object_.partition(":")
    Demand.objects.filter(conference=step.conference, kind=what, number=int(number), state__in=moves.UNANSWERED).update(
        state="answered", answered_on=record.happened_on, answer=record.note.strip() or record.title.strip()
    )


def undo_sent(step: Step, fact: Fact) -> None:
    """A sending that is withdrawn takes the paper back, unless it has been answered."""
    row = _of_fact(step, fact)
    if row is not None and row.state not in moves.UNANSWERED:
        raise RuleBroken(f"这份{DEMANDS[row.kind]}已经答复，不能撤回。")
    if row is not None:
        row.state = "cancelled"
        save_next(row, "state")


def undo_answer(step: Step, fact: Fact) -> None:
    """A withdrawn answer: the unit owes one again."""
    row = _of_fact(step, fact)
    if row is not None:
        row.state, row.answer, row.answered_on = "sent", "", None
        save_next(row, "state", "answer", "answered_on")


def _of_fact(step: Step, fact: Fact) -> Demand | None:
    kind, _, number = fact.object.partition(":")
    return _find(step, kind, int(number))
