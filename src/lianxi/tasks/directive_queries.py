"""Reading directives and reports upward: lists by keyset, one whole, what waits for the office. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lianxi.roster.names import named_rows
from lianxi.tasks.models import (
    CATEGORIES,
    DIRECTIVE_STATES,
    OPEN,
    SOURCES,
    UPWARD_STATES,
    Directive,
    Sending,
    Task,
    UpwardReport,
)
from lianxi.tasks.queries import TaskRow, task_row
from lianxi.tasks.upward import KINDS, MEANS

PAGE = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the tasks of a directive are: all, verified, overdue (cancelled ones are left out)."""

    tasks: int = 0
    verified: int = 0
    overdue: int = 0

    @property
    def done(self) -> bool:
        """Everything that was given out has been verified."""
        return self.tasks > 0 and self.verified == self.tasks


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """A directive in a list. ``late_on_arrival``: its date had passed when it came."""

    number: int
    title: str
    source_label: str
    sender: str
    document_number: str
    category_label: str
    received_on: date
    due: date | None
    state: str
    state_label: str
    answered_on: date | None
    overdue: bool
    late_on_arrival: bool
    by_hand: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class DirectiveView:
    """One directive whole, with its tasks."""

    row: DirectiveRow
    source: str
    category: str
    text: str
    answer: str
    answer_number: str
    origin: str
    version: int
    tasks: tuple[TaskRow, ...]


def directives(
    conference: int,
    *,
    on: date,
    shown: str = "open",
    source: str = "",
    category: str = "",
    year: int | None = None,
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> list[DirectiveRow]:
    """Directives, the newest first, from behind ``after`` (keyset). Two queries.

    ``shown``: open, overdue, answered, all.
    """
    rows = Directive.objects.filter(conference_id=conference).exclude(state="withdrawn")
    if shown == "overdue":
        rows = rows.exclude(state="answered").filter(due__lt=on)
    elif shown == "answered":
        rows = rows.filter(state="answered")
    elif shown != "all":
        rows = rows.exclude(state="answered")
    if source in SOURCES:
        rows = rows.filter(source=source)
    if category in CATEGORIES and category:
        rows = rows.filter(category=category)
    if year is not None:
        rows = rows.filter(received_on__year=year)
    if after is not None:
        day, number = after
        rows = rows.filter(Q(received_on__lt=day) | Q(received_on=day, number__lt=number))
    return _rows(conference, list(rows.order_by("-received_on", "-number")[:limit]), on)


def _rows(conference: int, rows: list[Directive], on: date) -> list[DirectiveRow]:
    told = _progress(conference, [row.number for row in rows], on)
    return [_row(row, told.get(row.number, Progress()), on) for row in rows]


def _progress(conference: int, numbers: list[int], on: date) -> dict[int, Progress]:
    """The tasks of these directives, counted in one query."""
    wanted = {f"directive:{number}": number for number in numbers}
    if not wanted:
        return {}
    counted = (
        Task.objects.filter(conference_id=conference, origin__in=wanted)
        .exclude(state="cancelled")
        .values("origin")
        .annotate(
            tasks=Count("pk"),
            verified=Count("pk", filter=Q(state="verified")),
            overdue=Count("pk", filter=Q(state__in=OPEN, due__lt=on)),
        )
        .order_by()
    )
    return {wanted[each["origin"]]: Progress(each["tasks"], each["verified"], each["overdue"]) for each in counted}


def _row(row: Directive, progress: Progress, on: date) -> DirectiveRow:
    return DirectiveRow(
        number=row.number,
        title=row.title,
        source_label=SOURCES[row.source],
        sender=row.sender,
        document_number=row.document_number,
        category_label=CATEGORIES[row.category],
        received_on=row.received_on,
        due=row.due,
        state=row.state,
        state_label=DIRECTIVE_STATES[row.state],
        answered_on=row.answered_on,
        overdue=row.state != "answered" and row.due is not None and row.due < on,
        late_on_arrival=row.due is not None and row.due < row.received_on,
        by_hand=row.by_hand,
        progress=progress,
    )


def directive(conference: int, number: int, on: date) -> DirectiveView | None:
    """One directive with its tasks. Two queries."""
    row = Directive.objects.filter(conference_id=conference, number=number).exclude(state="withdrawn").first()
    if row is None:
        return None
    tasks = Task.objects.filter(conference_id=conference, origin=f"directive:{number}").select_related("lead")
    given = tuple(task_row(task, on) for task in tasks.order_by(F("due").asc(nulls_last=True), "number"))
    counted = [task for task in given if task.state != "cancelled"]
    progress = Progress(
        len(counted), sum(task.state == "verified" for task in counted), sum(task.overdue for task in counted)
    )
    return DirectiveView(
        row=_row(row, progress, on),
        source=row.source,
        category=row.category,
        text=row.text,
        answer=row.answer,
        answer_number=row.answer_number,
        origin=row.origin,
        version=row.version,
        tasks=given,
    )


# reports upward -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendingView:
    number: int
    addressee: str
    sent_on: date | None
    means_label: str
    answered_on: date | None
    answer: str
    directive: int | None


@dataclass(frozen=True, slots=True)
class UpwardView:
    """A report upward with its addressees."""

    number: int
    kind: str
    kind_label: str
    origin: str
    title: str
    text: str
    document_number: str
    begun_on: date
    state: str
    state_label: str
    by_hand: bool
    version: int
    sendings: tuple[SendingView, ...]

    @property
    def sent(self) -> int:
        return sum(each.sent_on is not None for each in self.sendings)

    @property
    def answered(self) -> int:
        return sum(each.answered_on is not None for each in self.sendings)


def reports(conference: int, *, shown: str = "all", before: int | None = None, limit: int = PAGE) -> list[UpwardView]:
    """Reports upward, the newest first, below number ``before`` (keyset). ``shown``: a state, or all. Two queries."""
    rows = UpwardReport.objects.filter(conference_id=conference).exclude(state="withdrawn")
    if shown in UPWARD_STATES:
        rows = rows.filter(state=shown)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return _reports(list(rows.order_by("-number")[:limit]))


def report(conference: int, number: int) -> UpwardView | None:
    """One report with its addressees. Two queries."""
    rows = UpwardReport.objects.filter(conference_id=conference, number=number).exclude(state="withdrawn")
    return next(iter(_reports(list(rows))), None)


def report_on(conference: int, origin: str) -> UpwardView | None:
    """The report about an object (``decision:5``), if one was begun. Two queries."""
    rows = UpwardReport.objects.filter(conference_id=conference, origin=origin).exclude(state="withdrawn")
    return next(iter(_reports(list(rows))), None)


def _reports(rows: list[UpwardReport]) -> list[UpwardView]:
    sendings: dict[int, list[SendingView]] = {}
    for each in Sending.objects.filter(report__in=rows).order_by("number"):
        sendings.setdefault(each.report_id, []).append(
            SendingView(
                each.number,
                each.addressee,
                each.sent_on,
                MEANS.get(each.means, ""),
                each.answered_on,
                each.answer,
                each.directive,
            )
        )
    return [
        UpwardView(
            number=row.number,
            kind=row.kind,
            kind_label=KINDS[row.kind],
            origin=row.origin,
            title=row.title,
            text=row.text,
            document_number=row.document_number,
            begun_on=row.begun_on,
            state=row.state,
            state_label=UPWARD_STATES[row.state],
            by_hand=row.by_hand,
            version=row.version,
            sendings=tuple(sendings.get(row.pk, ())),
        )
        for row in rows
    ]


# what they are called on the pages of the rooms below (roster.names) --------------------------------------------------


def named_directives(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = Directive.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("directive", rows, F("title"))


def named_reports(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = UpwardReport.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("report", rows, F("title"))
