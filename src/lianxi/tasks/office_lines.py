"""What of this room waits for the office, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from lianxi.journal.lines import lines, soonest
from lianxi.tasks.models import DEMANDS as DEMANDS
from lianxi.tasks.models import OPEN, UNANSWERED, Demand, Directive, Extension, Help, Task, UpwardReport
from lianxi.tasks.models import SOURCES as SOURCES
from lianxi.tasks.models import STATES as TASK_STATES

__all__ = ["DEMANDS", "SOURCES", "TASK_STATES", "parts"]

Parts = list["QuerySet[Any, Any]"]


def parts(conference: int, on: date) -> Parts:
    """``task.done`` (state, unit), ``task.late`` (unit), ``help`` (asking, asked), ``report``, and those below."""
    asked = Extension.objects.filter(conference_id=conference, granted=None).values("task")
    tasks = Task.objects.filter(conference_id=conference)
    done = tasks.filter(Q(state="completed") | Q(pk__in=asked), state__in=["completed", *OPEN])
    late = tasks.filter(state__in=OPEN, due__lt=on)
    helps = Help.objects.filter(conference_id=conference, state="escalated")
    reports = UpwardReport.objects.filter(conference_id=conference, state="drafted")
    return [
        lines("task.done", done.order_by(soonest(), "number"), due="due", words=("state", "lead__name")),
        lines("task.late", late.order_by("due", "number"), due="due", words=("lead__name",)),
        lines("help", helps.order_by("-number"), title="text", due="due", words=("asking__name", "asked__name")),
        lines("report", reports.order_by("-number")),
        *_directives(conference, on),
        *_demands(conference, on),
    ]


def _directives(conference: int, on: date) -> Parts:
    """``directive``: state, source; how many tasks, verified, overdue."""
    rows = Directive.objects.filter(conference_id=conference, state__in=["received", "broken_down"])
    counted = (_tasks_of(conference, which) for which in (Q(), Q(state="verified"), Q(state__in=OPEN, due__lt=on)))
    ordered = rows.order_by(soonest(), "number")
    return [lines("directive", ordered, due="due", words=("state", "source"), counts=tuple(counted))]


def _tasks_of(conference: int, which: Q) -> Any:
    """How many of a directive's tasks are such; cancelled ones are left out."""
    origin = Concat(Value("directive:"), Cast(OuterRef("number"), CharField()))
    rows = Task.objects.filter(which, conference_id=conference, origin=origin).exclude(state="cancelled")
    return Coalesce(Subquery(rows.order_by().values("origin").annotate(found=Count("pk")).values("found")), 0)


def _demands(conference: int, on: date) -> Parts:
    """``demand.read`` and ``demand.late``: kind, unit."""
    rows = Demand.objects.filter(conference_id=conference).order_by(soonest(), "kind", "number")
    words = ("kind", "unit__name")
    return [
        lines("demand.read", rows.filter(state="answered"), due="due", words=words),
        lines("demand.late", rows.filter(state__in=UNANSWERED, due__lt=on), due="due", words=words),
    ]
