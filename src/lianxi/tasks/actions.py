"""Writes on tasks. A unit acts on its own tasks only; what it does on paper the office records for it (代录)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Value
from lianxi.tasks import moves
from lianxi.tasks.models import STATES, CoUnit, Extension, Help, Report, Task


@action(moves.ASSIGN)
def assign_task(
    step: Step,
    *,
    title: str,
    text: str,
    lead: int,
    due: date | None,
    co_units: Mapping[int, str] | None = None,
    key: bool = False,
) -> str:
    """A task given by hand. ``lead`` and the keys of ``co_units`` are unit numbers; the values are their parts."""
    if due is not None and due < step.today:
        raise Invalid("办结期限早于交办日期。请核对。", "due")
    task = lay_task(step, title=title, text=text, lead=lead, due=due, co_units=co_units or {}, key=key, origin="")
    return f"task:{task.number}"


def lay_task(
    step: Step,
    *,
    title: str,
    text: str,
    lead: int,
    due: date | None,
    co_units: Mapping[int, str],
    key: bool,
    origin: str,
    assigned_on: date | None = None,
) -> Task:
    """Add a task and its fact to the entry being written (by hand, from a decision, 先行交办).

    A decision's due date may have passed when its minutes are issued: the task is overdue then, not impossible.
    """
    if not title.strip():
        raise Invalid("请填写任务名称。", "title")
    day = assigned_on or step.today
    lead_unit = unit_of(step, lead, "lead")
    task = Task.objects.create(
        conference=step.conference,
        number=step.next("task"),
        title=title.strip()[:120],
        text=text.strip(),
        origin=origin,
        lead=lead_unit,
        due=due,
        key=key,
        assigned_on=day,
        state="assigned",
    )
    data: dict[str, Value] = {"key": True} if key else {}
    if due is not None:
        data["due"] = due.isoformat()
    kind, _, number = origin.partition(":")
    if number:
        data[kind] = int(number)
    for other, part in co_units.items():
        if other != lead:
            CoUnit.objects.create(
                conference=step.conference, task=task, unit=unit_of(step, other, "co_units"), part=part[:200]
            )
    step.fact("task.assigned", f"task:{task.number}", on=day, unit=lead, data=data)
    return task


def unit_of(step: Step, number: int, field: str) -> Unit:
    unit = Unit.objects.filter(conference=step.conference, number=number).first()
    if unit is None:
        raise Invalid("没有这个单位。请重新选择。", field)
    if unit.closed_on is not None:
        raise Invalid(f"“{unit.name}”已撤并。请选择承接的单位。", field)
    return unit


@action(moves.ACCEPT)
def accept_task(step: Step, *, number: int, version: int) -> str:
    """The lead unit takes the task on."""
    task = _take(step, number, version, moves.ACCEPT)
    if _acting_unit(step) != task.lead.number:
        raise RuleBroken(f"任务由牵头单位（{task.lead.name}）接收。协办单位请报送办理情况。")
    return _moved(step, task, moves.ACCEPT)


@action(moves.REPORT)
def report_on_task(step: Step, *, number: int, text: str, files: Sequence[Upload] = ()) -> str:
    """A report of progress by the lead or a co-unit, with text and files."""
    return lay_progress(step, number, text, files)


def lay_progress(step: Step, number: int, text: str, files: Sequence[Upload] = (), on: date | None = None) -> str:
    """Add a report of progress to the entry being written; ``on``: the day of it where the call's own does not hold."""
    task = _take(step, number, None, moves.REPORT)
    unit = _reporting_unit(step, task)
    _lay_report(step, task, unit, text, files, final=False, on=on)
    if unit == task.lead.number:
        return _moved(step, task, moves.REPORT, told=True)
    CoUnit.objects.filter(task=task, unit__number=unit).update(reported=True)
    return f"task:{number}"


@action(moves.COMPLETE)
def complete_task(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The lead unit reports the task done; the office verifies or returns it."""
    return lay_completion(step, number, version, text, files)


def lay_completion(
    step: Step, number: int, version: int | None, text: str, files: Sequence[Upload] = (), on: date | None = None
) -> str:
    """Add the lead unit's report that it is done to the entry being written; ``on`` as in ``lay_progress``."""
    task = _take(step, number, version, moves.COMPLETE)
    if _acting_unit(step) != task.lead.number:
        raise RuleBroken(f"办结由牵头单位（{task.lead.name}）报送。协办单位请报送办理情况。")
    _lay_report(step, task, task.lead.number, text, files, final=True, on=on)
    return _moved(step, task, moves.COMPLETE, told=True)


@action(moves.ASK_EXTENSION)
def ask_extension(step: Step, *, number: int, wanted: date, reason: str) -> str:
    """The lead unit asks for a later due date, with its reason."""
    task = _take(step, number, None, moves.ASK_EXTENSION)
    if _acting_unit(step) != task.lead.number:
        raise RuleBroken(f"延期由牵头单位（{task.lead.name}）申请。")
    if task.due is None:
        raise RuleBroken("这项任务没有办结期限，不需要延期。")
    if wanted <= task.due:
        raise Invalid(f"申请的日期应晚于现在的期限（{task.due:%Y年%m月%d日}）。", "wanted")
    if not reason.strip():
        raise Invalid("请写明延期的原因。", "reason")
    if Extension.objects.filter(task=task, granted=None).exists():
        raise RuleBroken("已有一份延期申请等待办公室答复。")
    Extension.objects.create(
        conference=step.conference, task=task, wanted=wanted, reason=reason.strip(), asked_on=_day(step)
    )
    step.fact(
        "task.extension_asked",
        f"task:{number}",
        on=_day(step),
        unit=task.lead.number,
        data={"wanted": wanted.isoformat()},
    )
    step.text("reason", reason)
    return f"task:{number}"


@action(moves.EXTEND)
def extend_task(step: Step, *, number: int, due: date, version: int, reason: str = "") -> str:
    """A later due date, on request (which it answers) or of the office's own accord."""
    task = _take(step, number, version, moves.EXTEND)
    if task.due is not None and due <= task.due:
        raise Invalid(f"延期后的日期应晚于现在的期限（{task.due:%Y年%m月%d日}）。", "due")
    Extension.objects.filter(task=task, granted=None).update(granted=True)
    task.due = due
    save_next(task, "due")
    step.fact("task.extended", f"task:{number}", unit=task.lead.number, data={"due": due.isoformat()})
    step.text("reason", reason)
    return f"task:{number}"


@action(moves.REFUSE_EXTENSION)
def refuse_extension(step: Step, *, number: int, reason: str) -> str:
    """An extension that is not granted, with the reason."""
    task = _take(step, number, None, moves.REFUSE_EXTENSION)
    if not reason.strip():
        raise Invalid("请写明不同意延期的理由。", "reason")
    if not Extension.objects.filter(task=task, granted=None).update(granted=False):
        raise RuleBroken("没有等待答复的延期申请。")
    step.fact("task.extension_refused", f"task:{number}", unit=task.lead.number)
    step.text("reason", reason)
    return f"task:{number}"


@action(moves.VERIFY)
def verify_task(step: Step, *, number: int, version: int) -> str:
    """The office has seen that it is done."""
    return _moved(step, _take(step, number, version, moves.VERIFY), moves.VERIFY)


@action(moves.RETURN)
def return_task(step: Step, *, number: int, version: int, reason: str) -> str:
    """The office sends it back, with what is missing."""
    if not reason.strip():
        raise Invalid("请写明退回的理由和还缺什么。", "reason")
    task = _take(step, number, version, moves.RETURN)
    step.text("reason", reason)
    return _moved(step, task, moves.RETURN)


@action(moves.CANCEL)
def cancel_task(step: Step, *, number: int, version: int, reason: str) -> str:
    """A task that is no longer wanted (its decision was withdrawn), with the reason."""
    if not reason.strip():
        raise Invalid("请写明取消的理由。", "reason")
    task = _take(step, number, version, moves.CANCEL)
    step.text("reason", reason)
    return _moved(step, task, moves.CANCEL)


@action(moves.CHASE)
def chase_tasks(step: Step, *, numbers: Sequence[int]) -> str:
    """催办 in one step: one entry, one fact a task. Tasks no longer open are left out."""
    tasks = list(
        Task.objects.filter(conference=step.conference, number__in=list(numbers), state__in=moves.OPEN)
        .select_related("lead")
        .order_by("number")
    )
    if not tasks:
        raise RuleBroken("没有需要催办的任务：所选任务都已办结或取消。")
    for task in tasks:
        task.chased += 1
        save_next(task, "chased")
        step.fact("task.chased", f"task:{task.number}", unit=task.lead.number, data={"count": task.chased})
    return f"task:{tasks[0].number}"


@action(moves.HEAR)
def circulate_reports(step: Step, *, tasks: Sequence[int]) -> str:
    """The results of execution are circulated to the conference between meetings (article 5 of the reference genre)."""
    made = ""
    for number in tasks:
        made = lay_hearing(step, number, None) or made
    if not made:
        raise RuleBroken("所选任务没有可以向联席会议报告的办理情况。")
    return made


def lay_hearing(step: Step, number: int, meeting: int | None, on: date | None = None) -> str | None:
    """Add the fact that a task's results were heard by (or circulated to) the conference on that day.

    None where no report of that day or before is still unheard: what came later was not heard there.
    """
    task = Task.objects.filter(conference=step.conference, number=number).select_related("lead").first()
    unheard = Report.objects.filter(task=task, heard_at=None, happened_on__lte=on or step.today)
    if task is None or not unheard.exists():
        return None
    unheard.update(heard_at=meeting or 0)
    data: dict[str, Value] = {"task": number}
    if meeting is not None:
        data["meeting"] = meeting
    kind, _, origin = task.origin.partition(":")
    if origin:
        data.setdefault(kind, int(origin))  # of a task from a past meeting the meeting that heard it is told
    made = f"execution:{step.next('execution')}"
    step.fact("execution.reported_to_conference", made, on=on, unit=task.lead.number, data=data)
    return made


# help between units ---------------------------------------------------------------------------------------------


@action(moves.ASK_HELP)
def ask_help(step: Step, *, asked: int, text: str, due: date | None = None, task: int | None = None) -> str:
    """商请协办: the acting unit asks another one."""
    asking = _acting_unit(step)
    if asking is None:
        raise RuleBroken("商请协办由成员单位提出；办公室代录时请选择代哪个单位。")
    if asked == asking:
        raise Invalid("不能商请本单位协办。", "asked")
    if not text.strip():
        raise Invalid("请写明需要协办的事情。", "text")
    if due is not None and due < _day(step):
        raise Invalid("希望答复的日期已经过去。请核对。", "due")
    about = (
        Task.objects.filter(conference=step.conference, number=task).select_related("lead").first() if task else None
    )
    if task and (about is None or asking not in bearers(about)):
        raise Invalid("没有这项任务，或不是本单位承办。请重新选择。", "task")
    row = Help.objects.create(
        conference=step.conference,
        number=step.next("help"),
        asking=unit_of(step, asking, "asking"),
        asked=unit_of(step, asked, "asked"),
        task=about,
        text=text.strip(),
        due=due,
        asked_on=_day(step),
    )
    data: dict[str, Value] = {"due": due.isoformat()} if due else {}
    if about is not None:
        data["task"] = about.number
    step.fact("help.asked", f"help:{row.number}", on=_day(step), unit=asked, data=data)
    return f"help:{row.number}"


@action(moves.ANSWER_HELP)
def answer_help(step: Step, *, number: int, text: str) -> str:
    """The unit that was asked answers."""
    return lay_answer(step, number, text)


def lay_answer(step: Step, number: int, text: str, on: date | None = None) -> str:
    """Add the asked unit's answer to the entry being written; ``on`` as in ``lay_progress``."""
    row = _help(step, number, moves.ANSWER_HELP)
    if _acting_unit(step) != row.asked.number:
        raise RuleBroken(f"由被商请的单位（{row.asked.name}）答复。")
    if not text.strip():
        raise Invalid("请写明答复意见。", "text")
    row.answer, row.state = text.strip(), "answered"
    row.save(update_fields=["answer", "state"])
    step.fact("help.answered", f"help:{number}", on=on or _day(step), unit=row.asked.number)
    return f"help:{number}"


@action(moves.ESCALATE_HELP)
def escalate_help(step: Step, *, number: int) -> str:
    """Unanswered: the asking unit puts it before the office."""
    row = _help(step, number, moves.ESCALATE_HELP)
    if _acting_unit(step) != row.asking.number:
        raise RuleBroken(f"由提出商请的单位（{row.asking.name}）提请办公室协调。")
    row.state = "escalated"
    row.save(update_fields=["state"])
    step.fact("help.escalated", f"help:{number}", on=_day(step), unit=row.asking.number)
    return f"help:{number}"


def _help(step: Step, number: int, move: Move) -> Help:
    row = Help.objects.filter(conference=step.conference, number=number).select_related("asking", "asked").first()
    if row is None:
        raise Invalid("没有这份协办商请。", "number")
    if row.state not in move.from_:
        raise RuleBroken("这份协办商请已经答复或已提请协调。")
    return row


# shared ---------------------------------------------------------------------------------------------------------


def _take(step: Step, number: int, version: int | None, move: Move) -> Task:
    """The task, if the acting unit bears it, nobody changed it meanwhile, and the move is allowed from its state."""
    task = Task.objects.filter(conference=step.conference, number=number).select_related("lead").first()
    unit = _acting_unit(step)
    if task is None or (move.roles == ("unit",) and unit not in bearers(task)):
        raise Invalid("没有这项任务。", "number")
    check_standing(task, version, move, what="这项任务", states=STATES)
    return task


def bearers(task: Task) -> set[int]:
    """The numbers of the lead unit and the co-units."""
    return {task.lead.number, *task.co_units.values_list("unit__number", flat=True)}


def _acting_unit(step: Step) -> int | None:
    return step.call.behalf.unit if step.call.behalf else step.actor.unit


def _day(step: Step) -> date:
    """The day it was done: on paper, the day the person did it."""
    return step.call.behalf.on if step.call.behalf else step.today


def _reporting_unit(step: Step, task: Task) -> int:
    unit = _acting_unit(step)
    return unit if unit in bearers(task) and unit is not None else task.lead.number


def _lay_report(
    step: Step, task: Task, unit: int, text: str, files: Sequence[Upload], *, final: bool, on: date | None
) -> None:
    if not text.strip():
        raise Invalid("请写明办理情况。", "text")
    day = on or _day(step)
    Report.objects.create(
        conference=step.conference,
        task=task,
        unit=unit_of(step, unit, "unit"),
        entry=step.number,
        happened_on=day,
        text=text.strip(),
        final=final,
    )
    for file in files:
        step.attach(file)
    step.fact("task.completed" if final else "task.reported", f"task:{task.number}", on=day, unit=unit)


def _moved(step: Step, task: Task, move: Move, *, told: bool = False) -> str:
    """Set the new state; the fact is added unless the report already told it."""
    task.state = move.to
    save_next(task, "state")
    if not told:
        step.fact(move.verb, f"task:{task.number}", on=_day(step), unit=task.lead.number)
    return f"task:{task.number}"
