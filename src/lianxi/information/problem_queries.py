"""Reading major problems: the one scope, the list by keyset, one whole with its sources, decisions, tasks, advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lianxi.information.models import PolicyAdvice, Problem, ProblemDecision, ProblemSource
from lianxi.information.problem_sources import Source, seen
from lianxi.information.problem_words import ADOPTED, GROUNDS, KINDS, OPEN, STATES
from lianxi.information.problems import Option
from lianxi.journal.frame import Actor
from lianxi.journal.lines import lines, soonest
from lianxi.roster.names import named_rows
from lianxi.roster.roles import LEADERS, OFFICE, UNITS
from lianxi.tasks.models import CoUnit, Task
from lianxi.tasks.queries import TaskRow, task_row

PAGE = 50
SEES_ALL = OFFICE | LEADERS | {"inspector"}
#: what a problem may have, asked for only where it has some
PARTS = {"has_sources": ProblemSource, "has_decisions": ProblemDecision, "has_advice": PolicyAdvice}
#: what a list may be narrowed to
SHOWN = {"open": "未销号", "overdue": "调查逾期", "complex": "复杂、难度大", "closed": "已销号", "all": "全部"}


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One in a list. ``overdue``: not investigated by its date."""

    number: int
    title: str
    kind: str
    ground: str
    major: bool
    unit: int
    unit_name: str
    opened_on: date
    due: date | None
    investigated_on: date | None
    state: str
    solved: bool | None
    closed_on: date | None
    reopened: int
    chased: int
    by_hand: bool
    overdue: bool

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def ground_label(self) -> str:
        return GROUNDS[self.ground] if self.ground else ""

    @property
    def state_label(self) -> str:
        if self.state == "closed":
            return "已销号（已解决）" if self.solved else "已销号（未解决）"
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What the conference decided; ``decision`` is its number, None where the minutes stayed on paper."""

    decision: int | None
    meeting: int
    day: date
    text: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class AdviceView:
    """完善政策建议 and its answer."""

    number: int
    addressee: str
    text: str
    sent_on: date
    document_number: str
    answered_on: date | None
    adopted_label: str
    answer: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """One whole, as its reader may see it."""

    row: ProblemRow
    text: str
    ground_reason: str
    findings: str
    policy: str
    options: tuple[Option, ...]
    proposal: str
    outcome: str
    version: int
    sources: tuple[Source, ...]
    decisions: tuple[DecisionView, ...]
    advice: tuple[AdviceView, ...]

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        return tuple(task for each in self.decisions for task in each.tasks)

    @property
    def unanswered(self) -> tuple[AdviceView, ...]:
        return tuple(each for each in self.advice if each.answered_on is None)


def visible(conference: int, actor: Actor) -> QuerySet[Problem]:
    """The problems this seat may see: office, leaders and inspectors all; a unit those it investigates and those whose
    decisions gave it a task. Hidden and absent are the same. No query of its own.
    """
    rows = Problem.objects.filter(conference_id=conference)
    if actor.role in SEES_ALL:
        return rows
    if actor.role not in UNITS or actor.unit is None:
        return rows.none()
    helps = CoUnit.objects.filter(conference_id=conference, task=OuterRef("pk"), unit__number=actor.unit)
    tasks = Task.objects.filter(
        Q(lead__number=actor.unit) | Q(Exists(helps)), conference_id=conference, origin=OuterRef("decision")
    )
    decided = ProblemDecision.objects.filter(Exists(tasks), conference_id=conference, problem=OuterRef("pk"))
    return rows.filter(Q(unit__number=actor.unit) | Q(Exists(decided)))


def problems(
    conference: int,
    actor: Actor,
    *,
    on: date,
    shown: str = "open",
    kind: str = "",
    of_unit: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[ProblemRow]:
    """The newest first, below number ``before`` (keyset). One query."""
    rows = visible(conference, actor)
    narrowed: dict[str, Callable[[], QuerySet[Problem]]] = {
        "overdue": lambda: rows.filter(state="opened", due__lt=on),
        "complex": lambda: rows.filter(state__in=OPEN).exclude(ground=""),
        "closed": lambda: rows.filter(state="closed"),
        "all": lambda: rows,
    }
    rows = narrowed[shown]() if shown in narrowed else rows.filter(state__in=OPEN)
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if of_unit is not None:
        rows = rows.filter(unit__number=of_unit)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row, on) for row in rows.select_related("unit").order_by("-number")[:limit]]


def to_investigate(conference: int, unit: int, on: date, limit: int = 50) -> list[ProblemRow]:
    """What a unit is still to investigate, soonest due first. One query."""
    rows = Problem.objects.filter(conference_id=conference, unit__number=unit, state="opened")
    return [_row(row, on) for row in rows.select_related("unit").order_by(soonest(), "number")[:limit]]


def of_source(conference: int, actor: Actor, source: str) -> list[ProblemRow]:
    """The problems that rest on this source and that the seat may see, newest first. One query."""
    held = ProblemSource.objects.filter(conference_id=conference, source=source, problem=OuterRef("pk"))
    rows = visible(conference, actor).filter(Exists(held)).exclude(state="cancelled")
    return [_row(row, date.min) for row in rows.select_related("unit").order_by("-number")[:20]]


def _row(row: Problem, on: date) -> ProblemRow:
    return ProblemRow(
        number=row.number,
        title=row.title,
        kind=row.kind,
        ground=row.ground,
        major=row.major,
        unit=row.unit.number,
        unit_name=row.unit.name,
        opened_on=row.opened_on,
        due=row.due,
        investigated_on=row.investigated_on,
        state=row.state,
        solved=row.solved,
        closed_on=row.closed_on,
        reopened=row.reopened,
        chased=row.chased,
        by_hand=row.by_hand,
        overdue=row.state == "opened" and row.due is not None and row.due < on,
    )


def problem_for(conference: int, actor: Actor, number: int, on: date) -> ProblemView | None:
    """One whole, if the seat may see it. At most eight queries: only what it has is asked for."""
    rows = visible(conference, actor).filter(number=number).select_related("unit")
    row = rows.annotate(**{name: Exists(_of(model)) for name, model in PARTS.items()}).first()
    if row is None:
        return None
    has = {name: bool(getattr(row, name)) for name in PARTS}
    codes = row.sources.order_by("pk").values_list("source", flat=True) if has["has_sources"] else []
    return ProblemView(
        row=_row(row, on),
        text=row.text,
        ground_reason=row.ground_reason,
        findings=row.findings,
        policy=row.policy,
        options=tuple(Option(**each) for each in row.options),
        proposal=row.proposal,
        outcome=row.outcome,
        version=row.version,
        sources=tuple(seen(conference, actor, codes)),
        decisions=_decisions(conference, row, on) if has["has_decisions"] else (),
        advice=tuple(map(_advice, row.advice.order_by("number"))) if has["has_advice"] else (),
    )


def _of(model: Any) -> Any:
    return model.objects.filter(problem=OuterRef("pk"))


def _decisions(conference: int, row: Problem, on: date) -> tuple[DecisionView, ...]:
    decided = list(row.decisions.order_by("day", "pk"))
    given: dict[str, list[TaskRow]] = {}
    origins = [each.decision for each in decided]
    for task in Task.objects.filter(conference_id=conference, origin__in=origins).select_related("lead"):
        given.setdefault(task.origin, []).append(task_row(task, on))
    return tuple(
        DecisionView(
            decision=_number(each, "decision"),
            meeting=each.meeting,
            day=each.day,
            text=each.text,
            tasks=tuple(sorted(given.get(each.decision, ()), key=lambda task: task.number)),
        )
        for each in decided
    )


def _number(row: ProblemDecision, kind: str) -> int | None:
    said, _, number = row.decision.partition(":")
    return int(number) if said == kind else None


def _advice(row: PolicyAdvice) -> AdviceView:
    return AdviceView(
        number=row.number,
        addressee=row.addressee,
        text=row.text,
        sent_on=row.sent_on,
        document_number=row.document_number,
        answered_on=row.answered_on,
        adopted_label=ADOPTED.get(row.adopted, ""),
        answer=row.answer,
    )


# what the other rooms print ----------------------------------------------------------------------------------------


def named_problems(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    rows = Problem.objects.filter(conference_id=conference, number__in=numbers)
    return named_rows("problem", rows, F("title"))


def parts(conference: int, on: date) -> Iterable[QuerySet[Any, Any]]:
    """Lines for the office: ``problem.late`` (not investigated in time), ``problem.table`` (complex, investigated, not
    before the conference yet), ``problem.close`` (all tasks of its decisions verified), each with its unit.
    """
    rows = Problem.objects.filter(conference_id=conference).order_by("number")
    origins = ProblemDecision.objects.filter(conference_id=conference, problem=OuterRef(OuterRef("pk")))
    unsettled = Task.objects.filter(conference_id=conference, origin__in=origins.values("decision"))
    unsettled = unsettled.exclude(state__in=["verified", "cancelled"])
    words = ("unit__name",)
    return [
        lines("problem.late", rows.filter(state="opened", due__lt=on), due="due", words=words),
        lines("problem.table", rows.filter(state="investigated").exclude(ground=""), words=words),
        lines("problem.close", rows.filter(~Exists(unsettled), state="decided"), words=words),
    ]
