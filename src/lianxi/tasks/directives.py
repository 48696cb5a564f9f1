"""Writes on directives from above: received, broken down into tasks, answered (article 3 of the reference genre)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.roster.by_hand import Record
from lianxi.rulebook.facts import Fact, Value
from lianxi.tasks import directive_moves as moves
from lianxi.tasks.models import CATEGORIES as CATEGORIES
from lianxi.tasks.models import DIRECTIVE_STATES, OPEN, Directive, Task
from lianxi.tasks.models import SOURCES as SOURCES
from lianxi.tasks.parts import Part, lay_parts


@dataclass(frozen=True, slots=True)
class Received:
    """A directive as its paper says it. ``due`` may lie before ``received_on``: then it came too late."""

    source: str
    title: str
    received_on: date
    due: date | None = None
    sender: str = ""
    document_number: str = ""
    text: str = ""
    category: str = ""


@action(moves.RECEIVE)
def receive_directive(step: Step, *, received: Received, files: Sequence[Upload] = ()) -> str:
    """Register a directive, with its paper as file."""
    row = lay_directive(step, received)
    for file in files:
        step.attach(file)
    return f"directive:{row.number}"


def lay_directive(step: Step, received: Received, origin: str = "") -> Directive:
    """Add a directive and its fact to the entry being written (by hand, or out of the answer to a report)."""
    _check(step, received)
    row = Directive.objects.create(
        conference=step.conference,
        number=step.next("directive"),
        source=received.source,
        sender=received.sender.strip()[:80],
        document_number=received.document_number.strip()[:60],
        title=received.title.strip()[:120],
        text=received.text.strip(),
        category=received.category,
        origin=origin,
        received_on=received.received_on,
        due=received.due,
    )
    step.fact("directive.received", f"directive:{row.number}", on=received.received_on, data=_data(received))
    return row


def _check(step: Step, received: Received) -> None:
    if received.source not in SOURCES:
        raise Invalid("请选择交办层级。", "source")
    if received.category not in CATEGORIES:
        raise Invalid("请选择交办类别。", "category")
    if not received.title.strip():
        raise Invalid("请填写交办事项名称。", "title")
    if received.received_on > step.today:
        raise Invalid("收到日期还没有到。请核对。", "received_on")


def _data(received: Received) -> dict[str, Value]:
    data: dict[str, Value] = {"source": received.source}
    if received.category:
        data["category"] = received.category
    if received.due is not None:
        data["due"] = received.due.isoformat()
    return data


@action(moves.CORRECT_DIRECTIVE)
def correct_directive(step: Step, *, number: int, version: int, received: Received) -> str:
    """Put right what was registered. The day and the due date it is judged by are facts: they stay as recorded."""
    row = _take(step, number, version, moves.CORRECT_DIRECTIVE)
    _check(step, received)
    if (received.received_on, received.due) != (row.received_on, row.due):
        raise RuleBroken("收到日期和办结期限已作为履职依据记入日志，不能改动。登记有误的，请撤回登记后重新登记。")
    row.source, row.category = received.source, received.category
    row.sender, row.document_number = received.sender.strip()[:80], received.document_number.strip()[:60]
    row.title, row.text = received.title.strip()[:120], received.text.strip()
    save_next(row, "source", "category", "sender", "document_number", "title", "text")
    step.fact("directive.corrected", f"directive:{number}")
    return f"directive:{number}"


@action(moves.BREAK_DOWN)
def break_down_directive(step: Step, *, number: int, version: int, parts: Sequence[Part]) -> str:
    """Give parts of a directive to units as tasks, all or none; may be done again for what was forgotten."""
    row = _take(step, number, version, moves.BREAK_DOWN)
    step.fact("directive.broken_down", f"directive:{number}", data={"parts": len(parts)})
    lay_parts(step, parts, origin=f"directive:{number}", key=row.category == "key_work")
    row.state = "broken_down"
    save_next(row, "state")
    return f"directive:{number}"


@action(moves.ANSWER_DIRECTIVE)
def answer_directive(
    step: Step,
    *,
    number: int,
    version: int,
    text: str,
    answered_on: date,
    document_number: str = "",
    despite: str = "",
    files: Sequence[Upload] = (),
) -> str:
    """办结报告 to the level above. With tasks still open it says in ``despite`` why it can be reported already."""
    row = _take(step, number, version, moves.ANSWER_DIRECTIVE)
    if not text.strip():
        raise Invalid("请写明办理结果。", "text")
    if answered_on < row.received_on:
        raise Invalid(f"报告日期早于收到日期（{row.received_on:%Y年%m月%d日}）。请核对。", "answered_on")
    open_ones = list(_tasks(step, number).filter(state__in=[*OPEN, "completed"]).select_related("lead"))
    if open_ones and not despite.strip():
        names = "、".join(task.lead.name for task in open_ones[:4])
        raise Invalid(
            f"还有 {len(open_ones)} 项分解任务没有核验办结（{names}）。请先办结；确需先行报告的，请写明理由。",
            "despite",
        )
    row.answer, row.answer_number = text.strip(), document_number.strip()[:60]
    row.answered_on, row.state = answered_on, "answered"
    save_next(row, "answer", "answer_number", "answered_on", "state")
    step.fact("directive.answered", f"directive:{number}", on=answered_on, data={"open": len(open_ones)})
    step.text("despite", despite)
    for file in files:
        step.attach(file)
    return f"directive:{number}"


def _tasks(step: Step, number: int) -> QuerySet[Task]:
    return Task.objects.filter(conference=step.conference, origin=f"directive:{number}")


def _take(step: Step, number: int, version: int, move: Move) -> Directive:
    row = Directive.objects.filter(conference=step.conference, number=number).exclude(state="withdrawn").first()
    if row is None:
        raise Invalid("没有这件上级交办。", "number")
    check_standing(row, version, move, what="这件上级交办", states=DIRECTIVE_STATES)
    return row


# recorded by hand ---------------------------------------------------------------------------------------------------


def adopt_directive(step: Step, record: Record, object_: str, kind: str) -> None:
    """The row of a directive that was recorded by hand (登记履行)."""
    Directive.objects.create(
        conference=step.conference,
        number=int(object_.partition(":")[2]),
        source="county",
        title=record.title.strip()[:120],
        text=record.note.strip(),
        received_on=record.happened_on,
        due=record.due,
        by_hand=True,
    )


def adopt_answer(step: Step, record: Record, object_: str, kind: str) -> None:
    """A directive's answer recorded by hand."""
    Directive.objects.filter(conference=step.conference, number=int(object_.partition(":")[2])).update(
        state="answered", answered_on=record.happened_on, answer=record.note.strip() or record.title.strip()
    )


def undo_directive(step: Step, fact: Fact) -> None:
    """A registration that is withdrawn takes its row along, unless tasks hang on it."""
    number = int(fact.object.partition(":")[2])
    if _tasks(step, number).exclude(state="cancelled").exists():
        raise RuleBroken("这件上级交办已经分解为任务，不能撤回登记。请先取消任务。")
    Directive.objects.filter(conference=step.conference, number=number).update(state="withdrawn")


def undo_answer(step: Step, fact: Fact) -> None:
    """A withdrawn answer leaves the directive as it was before."""
    number = int(fact.object.partition(":")[2])
    state = "broken_down" if _tasks(step, number).exists() else "received"
    Directive.objects.filter(conference=step.conference, number=number, state="answered").update(
        state=state, answered_on=None, answer="", answer_number=""
    )
