"""Reading tasks: lists by keyset, one task whole, what a unit owes. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from lianxi.journal.models import Text
from lianxi.journal.queries import PastStep
from lianxi.roster.names import named_rows
from lianxi.roster.roles import UNITS
from lianxi.tasks.models import OPEN, STATES, CoUnit, Extension, Help, Report, Task

PAGE = 50
#: due dates sort last where there is none
NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list."""

    number: int
    title: str
    lead: int
    lead_name: str
    due: date | None
    key: bool
    state: str
    state_label: str
    overdue: bool
    chased: int
    origin: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    entry: int
    unit_name: str
    happened_on: date
    text: str
    final: bool
    heard: bool
    heard_at: int | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task whole."""

    row: TaskRow
    text: str
    assigned_on: date
    version: int
    co_units: tuple[tuple[int, str, str, bool], ...]
    reports: tuple[ReportView, ...]
    wanted: date | None
    wanted_reason: str


@dataclass(frozen=True, slots=True)
class HelpView:
    number: int
    asking: int
    asking_name: str
    asked: int
    asked_name: str
    task: int | None
    text: str
    due: date | None
    asked_on: date
    answer: str
    state: str


def _visible(conference: int, role: str, unit: int | None) -> Q:
    """Office, leaders and inspectors see every task of the conference; a unit sees those it bears."""
    if role in UNITS:
        bearer = unit or 0  # no unit bears nothing: NULL would match every task without a co-unit
        return Q(conference_id=conference) & (Q(lead__number=bearer) | Q(co_units__unit__number=bearer))
    return Q(conference_id=conference)


def tasks(
    conference: int,
    *,
    role: str,
    unit: int | None,
    on: date,
    shown: str = "open",
    of_unit: int | None = None,
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> list[TaskRow]:
    """Tasks in due order from behind ``after`` (keyset). ``shown``: open, overdue, key, completed, all. One query."""
    rows = Task.objects.filter(_visible(conference, role, unit)).distinct()
    if shown == "overdue":
        rows = rows.filter(state__in=OPEN, due__lt=on)
    elif shown == "completed":
        rows = rows.filter(state__in=["completed", "verified"])
    elif shown != "all":
        rows = rows.filter(state__in=OPEN)
    if shown == "key":
        rows = rows.filter(key=True)
    if of_unit is not None:
        rows = rows.filter(lead__number=of_unit)
    rows = rows.order_by(F("due").asc(nulls_last=True), "number")
    if after is not None:
        due, number = after
        later = Q(due__isnull=True, number__gt=number)
        if due != NEVER:
            later = Q(due__gt=due) | Q(due=due, number__gt=number) | Q(due__isnull=True)
        rows = rows.filter(later)
    return [task_row(row, on) for row in rows.select_related("lead")[:limit]]


def done_lately(conference: int, unit: int, on: date, limit: int = 10) -> list[tuple[TaskRow, date | None]]:
    """Tasks a unit led and reported done, the newest first, each with the day of its last report. One query."""
    last = Report.objects.filter(task=OuterRef("pk")).order_by("-entry")
    rows = Task.objects.filter(conference_id=conference, lead__number=unit, state__in=["completed", "verified"])
    rows = rows.annotate(last=Subquery(last.values("entry")[:1]), done_on=Subquery(last.values("happened_on")[:1]))
    rows = rows.order_by(F("last").desc(nulls_last=True), "-number").select_related("lead")
    return [(task_row(row, on), row.done_on) for row in rows[:limit]]


def reported(conference: int, unit: int, numbers: Iterable[int]) -> set[tuple[int, date, str]]:
    """What a unit has reported on these tasks: task, day, text. One query."""
    rows = Report.objects.filter(conference_id=conference, unit__number=unit, task__number__in=set(numbers))
    return set(rows.values_list("task__number", "happened_on", "text"))


def open_by_unit(conference: int, on: date) -> dict[int, tuple[int, int]]:
    """Unit → how many open tasks it leads, and how many of them are overdue. One query."""
    rows = Task.objects.filter(conference_id=conference, state__in=OPEN).values("lead__number").order_by()
    counted = rows.annotate(found=Count("pk"), late=Count("pk", filter=Q(due__lt=on)))
    return {row["lead__number"]: (row["found"], row["late"]) for row in counted}


def task_row(row: Task, on: date) -> TaskRow:
    return TaskRow(
        number=row.number,
        title=row.title,
        lead=row.lead.number,
        lead_name=row.lead.name,
        due=row.due,
        key=row.key,
        state=row.state,
        state_label=STATES[row.state],
        overdue=row.state in OPEN and row.due is not None and row.due < on,
        chased=row.chased,
        origin=row.origin,
        by_hand=row.by_hand,
    )


def task_for(conference: int, number: int, *, role: str, unit: int | None, on: date) -> TaskView | None:
    """The task, if the seat may see it; hidden and absent are the same. Four queries."""
    row = Task.objects.filter(_visible(conference, role, unit), number=number).select_related("lead").first()
    if row is None:
        return None
    wanted = Extension.objects.filter(task=row, granted=None).first()
    reports = Report.objects.filter(task=row).select_related("unit").order_by("entry")
    return TaskView(
        row=task_row(row, on),
        text=row.text,
        assigned_on=row.assigned_on,
        version=row.version,
        co_units=tuple(
            (each.unit.number, each.unit.name, each.part, each.reported)
            for each in CoUnit.objects.filter(task=row).select_related("unit").order_by("pk")
        ),
        reports=tuple(
            ReportView(
                each.entry,
                each.unit.name,
                each.happened_on,
                each.text,
                each.final,
                each.heard_at is not None,
                each.heard_at or None,
            )
            for each in reports
        ),
        wanted=wanted.wanted if wanted else None,
        wanted_reason=wanted.reason if wanted else "",
    )


def of_origin(conference: int, origin: str) -> list[int]:
    """The numbers of the tasks that came out of an object (``document:4``), in their order."""
    rows = Task.objects.filter(conference_id=conference, origin=origin).order_by("number")
    return list(rows.values_list("number", flat=True))


def titles(conference: int, numbers: Iterable[int]) -> dict[int, str]:
    return dict(Task.objects.filter(conference_id=conference, number__in=set(numbers)).values_list("number", "title"))


def some(conference: int, numbers: Iterable[int], on: date) -> dict[int, TaskRow]:
    """These tasks by number, whoever bears them; for pages that may show them to this seat. One query."""
    rows = Task.objects.filter(conference_id=conference, number__in=set(numbers)).select_related("lead")
    return {row.number: task_row(row, on) for row in rows}


def to_be_heard(conference: int, limit: int = 50) -> list[TaskRow]:
    """Tasks with reports that the conference has not heard yet, oldest first."""
    unheard = Report.objects.filter(conference_id=conference, heard_at=None).values("task")
    rows = Task.objects.filter(conference_id=conference, pk__in=unheard).select_related("lead").order_by("number")
    return [task_row(row, date.min) for row in rows[:limit]]


def overdue(conference: int, on: date, limit: int = 200) -> list[TaskRow]:
    """Open tasks past their due date, the oldest date first."""
    rows = Task.objects.filter(conference_id=conference, state__in=OPEN, due__lt=on).select_related("lead")
    return [task_row(row, on) for row in rows.order_by("due", "number")[:limit]]


def to_push(conference: int, until: date, on: date, limit: int = 300) -> list[TaskRow]:
    """Open tasks due by a day, and those of directives whatever their date; the earliest first. One query."""
    rows = Task.objects.filter(conference_id=conference, state__in=OPEN).select_related("lead")
    rows = rows.filter(Q(due__lte=until) | Q(origin__startswith="directive:"))
    return [task_row(row, on) for row in rows.order_by(F("due").asc(nulls_last=True), "number")[:limit]]


def helps(conference: int, *, role: str, unit: int | None, open_only: bool = False, limit: int = 50) -> list[HelpView]:
    """Requests for help: a unit sees its own, the office all; newest first."""
    rows = Help.objects.filter(conference_id=conference).select_related("asking", "asked", "task")
    if role in UNITS:
        rows = rows.filter(Q(asking__number=unit) | Q(asked__number=unit))
    if open_only:
        rows = rows.exclude(state="answered")
    return [_help(row) for row in rows.order_by("-number")[:limit]]


def help_for(conference: int, number: int, *, role: str, unit: int | None) -> HelpView | None:
    rows = Help.objects.filter(conference_id=conference, number=number).select_related("asking", "asked", "task")
    if role in UNITS:
        rows = rows.filter(Q(asking__number=unit) | Q(asked__number=unit))
    row = rows.first()
    return _help(row) if row else None


def _help(row: Help) -> HelpView:
    return HelpView(
        row.number,
        row.asking.number,
        row.asking.name,
        row.asked.number,
        row.asked.name,
        row.task.number if row.task else None,
        row.text,
        row.due,
        row.asked_on,
        row.answer,
        row.state,
    )


# what they are called on the pages of the rooms below (roster.names) --------------------------------------------------


def named_tasks(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    return named_rows("task", Task.objects.filter(conference_id=conference, number__in=numbers), F("title"))


def named_helps(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """A request for help is called by the beginning of its text."""
    return named_rows("help", Help.objects.filter(conference_id=conference, number__in=numbers), Substr("text", 1, 40))


#: steps whose reason is for everybody who may see the task: the unit must read what is missing
REASONED = frozenset(
    {"task.returned", "task.cancelled", "task.extension_asked", "task.extended", "task.extension_refused"}
)


def reasons(conference: int, steps: Iterable[PastStep]) -> dict[int, str]:
    """Entry → the reason given with it, of a task's past steps. One query, none without such a step."""
    entries = [step.entry for step in steps if step.verb in REASONED]
    if not entries:
        return {}
    rows = Text.objects.filter(conference_id=conference, entry__in=entries, kind="reason").exclude(text=None)
    return {entry: text for entry, text in rows.values_list("entry", "text") if text}
