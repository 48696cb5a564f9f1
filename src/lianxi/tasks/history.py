"""History of this room: tasks given before the system was used, done or still open (see ``roster.history``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid
from lianxi.roster.history import HISTORY, Found, Ground, Line, Place, Sheet
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact, Value
from lianxi.tasks.models import OPEN, CoUnit, Report, Task

STANDING = {"verified": "已办结", "accepted": "办理中"}


@dataclass(frozen=True, slots=True)
class PastTask:
    """A task as the sheet tells it. ``meeting``: what the sheet 会议 knows of the meeting it came from, or None."""

    title: str
    text: str
    lead: Place
    co_units: tuple[Place, ...]
    assigned_on: date
    due: date | None
    standing: str
    done_on: date | None
    report: str
    reported_on: date | None
    meeting: Any


def task_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("title", "任务名称", 30, required=True, help="请勿写信访人姓名、电话。"),
        Column("text", "具体要求", 36),
        Column("lead", "牵头单位", 22, choices=ground.unit_names, required=True),
        Column("co_units", "协办单位", 24, help="几个单位之间用“、”隔开。"),
        Column("assigned_on", "交办日期", 13, kind="date", required=True),
        Column("due", "办结期限", 13, kind="date"),
        Column("meeting", "来源会议", 14, help="由会议议定的，写“会议”表里的序号。"),
        Column("standing", "办理状态", 12, choices=tuple(STANDING.values()), required=True),
        Column("report", "办理情况", 40, help="单位最后一次反馈的情况。"),
        Column("reported_on", "反馈日期", 13, kind="date"),
        Column("done_on", "办结日期", 13, kind="date", help="办理状态是“已办结”的必填。"),
    ]


def examine_task(line: Line) -> Found | None:
    title = line.text("title", 120, required="请填写任务名称。")
    text, report = line.text("text", 20_000), line.text("report", 20_000)
    lead = line.unit("lead", required="请选择牵头单位。")
    co_units = line.units("co_units")
    assigned_on = line.day("assigned_on", required="请填写交办日期。")
    due = line.day("due", future=True)
    reported_on, done_on = line.day("reported_on"), line.day("done_on")
    standing = line.choice("standing", STANDING, required="请选择已办结或办理中。")
    meeting = _meeting(line)
    _check_standing(line, standing, report)
    if title and lead and assigned_on and not line.problems:
        _check_days(line, assigned_on, due, reported_on, done_on)
        _check_open(line, standing, (lead, *co_units))
    if not title or lead is None or assigned_on is None or standing is None:
        return None
    if line.twice("title", (assigned_on, title, lead.number)):
        return None
    helping = tuple(unit for unit in co_units if unit.number != lead.number)
    value = PastTask(
        title, text, lead, helping, assigned_on, due, standing, done_on, report, reported_on or done_on, meeting
    )
    known = (assigned_on, title, lead.number) in _there(line)
    return Found(
        f"{title}（{lead.name}，{assigned_on:%Y-%m-%d} 交办，{STANDING[standing]}）", assigned_on, value, known
    )


def _meeting(line: Line) -> Any:
    """What the sheet 会议 says of the meeting named in this row."""
    named = line.text("meeting", 120)
    known: dict[str, Any] = line.shared.get("meetings", {})
    if not named or named in known:
        return known.get(named)
    found = [each for each in known.values() if each is not None and each.title == named]
    if len(found) != 1:
        line.wrong("meeting", f"“会议”表里没有序号为“{named}”的会议。请先在“会议”表写上这次会议，或留空。")
        return None
    return found[0]


def _check_standing(line: Line, standing: str | None, report: str) -> None:
    """Which cells go together."""
    done, reported = line.text("done_on", 40), line.text("reported_on", 40)
    if standing == "verified" and not done:
        line.wrong("done_on", "已办结的任务请填写办结日期。")
    if standing == "accepted" and done:
        line.wrong("done_on", "填了办结日期，办理状态却是“办理中”。请改为“已办结”，或清空办结日期。")
    if standing == "accepted" and report and not reported:
        line.wrong("reported_on", "填了办理情况，请填写反馈日期。")
    if reported and not report:
        line.wrong("report", "填了反馈日期，请写办理情况。")


def _check_days(
    line: Line, assigned_on: date, due: date | None, reported_on: date | None, done_on: date | None
) -> None:
    days = (("due", "办结期限", due), ("reported_on", "反馈日期", reported_on), ("done_on", "办结日期", done_on))
    for key, words, day in days:
        if day is not None and day < assigned_on:
            line.wrong(key, f"{words}早于交办日期（{assigned_on:%Y-%m-%d}）。请核对。")
    if reported_on and done_on and reported_on > done_on:
        line.wrong("reported_on", f"反馈日期晚于办结日期（{done_on:%Y-%m-%d}）。请核对。")


def _check_open(line: Line, standing: str | None, bearers: Sequence[Place]) -> None:
    """A unit that is no more can have done a task, but not still owe one."""
    for place, unit in enumerate(bearers):
        if standing == "accepted" and unit.closed_on is not None:
            line.wrong("co_units" if place else "lead", f"“{unit.name}”已撤并，不能再办理。请改填承接的单位。")


def _there(line: Line) -> set[tuple[date, str, int]]:
    """The tasks that stand in the room. One query a workbook."""
    if "tasks there" not in line.shared:
        rows = Task.objects.filter(conference_id=line.ground.conference).exclude(state="cancelled")
        line.shared["tasks there"] = set(rows.values_list("assigned_on", "title", "lead__number"))
    found: set[tuple[date, str, int]] = line.shared["tasks there"]
    return found


def lay_past_task(step: Step, past: PastTask, made: dict[str, Any]) -> None:
    units = {unit.number: unit for unit in Unit.objects.filter(conference=step.conference)}
    meeting = _meeting_number(past, made)
    task = Task.objects.create(
        conference=step.conference,
        number=step.next("task"),
        title=past.title,
        text=past.text,
        origin=f"meeting:{meeting}" if meeting else "",
        lead=units[past.lead.number],
        due=past.due,
        assigned_on=past.assigned_on,
        state=past.standing,
        by_hand=True,
    )
    CoUnit.objects.bulk_create(
        CoUnit(conference=step.conference, task=task, unit=units[unit.number], reported=past.standing == "verified")
        for unit in past.co_units
    )
    data: dict[str, Value] = dict(HISTORY)
    if past.due is not None:
        data["due"] = past.due.isoformat()
    if meeting:
        data["meeting"] = meeting
    object_ = f"task:{task.number}"
    step.fact("task.assigned", object_, on=past.assigned_on, unit=past.lead.number, data=data)
    if past.report and past.reported_on is not None:
        final = past.done_on is not None and past.reported_on == past.done_on
        _report(step, task, past.reported_on, past.report, final=final)
        if not final:
            step.fact("task.reported", object_, on=past.reported_on, unit=past.lead.number, data=HISTORY)
    if past.done_on is not None:
        step.fact("task.completed", object_, on=past.done_on, unit=past.lead.number, data=HISTORY)
        step.fact("task.verified", object_, on=past.done_on, unit=past.lead.number, data=HISTORY)


def _meeting_number(past: PastTask, made: dict[str, Any]) -> int | None:
    if past.meeting is None:
        return None
    row = made.get(f"meeting:{past.meeting.ref}")
    number: int | None = row.number if row is not None else past.meeting.number
    if number is None:
        raise Invalid("来源会议没有一并补录。")
    return number


def _report(step: Step, task: Task, day: date, text: str, *, final: bool) -> None:
    Report.objects.create(
        conference=step.conference,
        task=task,
        unit=task.lead,
        entry=step.number,
        happened_on=day,
        text=text,
        final=final,
    )


# withdrawal -------------------------------------------------------------------------------------------------------


def undo_assignment(step: Step, fact: Fact) -> None:
    """A task brought in by mistake is shown as cancelled; its number is not used again."""
    _set_back(step, fact, ("completed", "verified", *OPEN), "cancelled")


def undo_completion(step: Step, fact: Fact) -> None:
    """Not done after all: the unit works on it."""
    _set_back(step, fact, ("completed", "verified"), "accepted")


def undo_verification(step: Step, fact: Fact) -> None:
    """Reported done, and waiting for the office to see it."""
    _set_back(step, fact, ("verified",), "completed")


def _set_back(step: Step, fact: Fact, before: Sequence[str], state: str) -> None:
    if not fact.data.get("history"):
        return
    number = int(fact.object.partition(":")[2])
    row = Task.objects.filter(conference=step.conference, number=number, by_hand=True, state__in=before).first()
    if row is not None:
        row.state, row.version = state, row.version + 1
        row.save(update_fields=["state", "version"])


TASKS = Sheet(
    "tasks",
    "任务",
    40,
    task_columns,
    examine_task,
    lay_past_task,
    examples=[
        (
            "排查渠道淤积",
            "逐段核实",
            "（成员单位名称）",
            "",
            "2023-02-17",
            "2023-03-31",
            "1",
            "已办结",
            "已全部清淤。",
            "2023-03-28",
            "2023-03-28",
        ),
        ("修缮接待室", "", "（成员单位名称）", "", "2023-07-03", "2023-12-31", "2", "办理中", "", "", ""),
    ],
    note="一行一项任务，已办结的和还在办的都可以填。还在办的，补录后由牵头单位在系统里继续办理。",
)
