"""What an interview, a measure or attention may rest on: read for the choice, checked at the write, named for a reader.

A matter is only ever offered, taken or named where the reader *and every seat of the unit* may see it: nobody learns of
a matter he may not see by being interviewed about it. A petitioner's name stands in none of these words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lianxi.information import problem_queries as problems
from lianxi.information.problem_words import OPEN as OPEN_PROBLEMS
from lianxi.journal.frame import Actor
from lianxi.journal.refusals import Invalid
from lianxi.matters import scope
from lianxi.matters.models import Matter
from lianxi.matters.words import OPEN as OPEN_MATTERS
from lianxi.matters.words import number_label
from lianxi.meetings.models import Decision, Receipt
from lianxi.oversight.models import Finding
from lianxi.roster.names import titles
from lianxi.tasks.models import OPEN, UNANSWERED, Demand, Help, Task

#: ground → the kinds of things it must rest on (``problem:3``); of the others the choice is free
DEMANDED = {
    "problem": ("problem",),
    "overdue": ("task", "matter", "finding", "inspection", "help"),
    "refusal": ("matter", "task", "decision"),
}
ASKED_FOR = {
    "problem": "“突出问题未有效化解”须关联该单位的问题专档。请选择一件尚未销号的问题；还没有专档的，先建立问题专档。",
    "overdue": "“逾期未办理”须关联逾期的事项。请选择该单位当天已经逾期的任务、信访事项、督查整改、督办单或协办。",
    "refusal": "“拒不执行处理意见”须关联所拒绝执行的处理意见、任务或者议定事项。请选择。",
}
#: offered at most, of each kind
MOST = 30


@dataclass(frozen=True, slots=True)
class Ask:
    """Whose things: ``unit`` by number, seen by ``actor``, as they stand on ``on``."""

    conference: int
    actor: Actor
    unit: int
    on: date

    @property
    def theirs(self) -> Actor:
        """Somebody of the unit who is nobody's head and handles nothing himself."""
        return Actor(0, 0, 0, "liaison", self.unit)

    @property
    def matters(self) -> QuerySet[Matter]:
        """Those of the unit that the reader and any seat of the unit may see."""
        seen = scope.visible(self.conference, self.actor).filter(
            pk__in=scope.visible(self.conference, self.theirs).values("pk")
        )
        return seen.filter(Q(lead__number=self.unit) | Q(lead=None, responsible__number=self.unit), restricted=False)


def _problems(ask: Ask) -> QuerySet[Any]:
    """Not ended, and the unit's: it investigates, or was given a task by the decision."""
    theirs = problems.visible(ask.conference, ask.theirs).values("pk")
    return problems.visible(ask.conference, ask.actor).filter(pk__in=theirs, state__in=OPEN_PROBLEMS)


def _late_tasks(ask: Ask) -> QuerySet[Any]:
    return _tasks(ask).filter(due__lt=ask.on)


def _tasks(ask: Ask) -> QuerySet[Any]:
    return Task.objects.filter(conference_id=ask.conference, lead__number=ask.unit, state__in=OPEN)


def _late_matters(ask: Ask) -> QuerySet[Any]:
    return ask.matters.filter(state__in=OPEN_MATTERS, due_on__lt=ask.on)


def _decided_matters(ask: Ask) -> QuerySet[Any]:
    """With a 处理意见书, an agreement or a reply that was not carried out."""
    return ask.matters.exclude(outcome="").exclude(execution="done")


def _late_findings(ask: Ask) -> QuerySet[Any]:
    rows = Finding.objects.filter(conference_id=ask.conference, unit__number=ask.unit)
    return rows.filter(state__in=["found", "returned"], due__lt=ask.on)


def _late_inspections(ask: Ask) -> QuerySet[Any]:
    rows = Demand.objects.filter(conference_id=ask.conference, kind="inspection", unit__number=ask.unit)
    return rows.filter(state__in=UNANSWERED, due__lt=ask.on)


def _late_helps(ask: Ask) -> QuerySet[Any]:
    rows = Help.objects.filter(conference_id=ask.conference, asked__number=ask.unit)
    return rows.filter(state__in=["asked", "escalated"], due__lt=ask.on)


def _decisions(ask: Ask) -> QuerySet[Any]:
    """In force, and known to the unit: it was sent the minutes, or leads the task."""
    sent = Receipt.objects.filter(
        conference_id=ask.conference, unit__number=ask.unit, minutes__meeting=OuterRef("meeting")
    )
    led = Task.objects.filter(conference_id=ask.conference, lead__number=ask.unit, number=OuterRef("task"))
    rows = Decision.objects.filter(conference_id=ask.conference, withdrawn=False)
    return rows.filter(Exists(led) | Q(task=None) & Exists(sent))


#: (ground, kind) → what of that kind fits
FITTING: dict[tuple[str, str], Callable[[Ask], QuerySet[Any]]] = {
    ("problem", "problem"): _problems,
    ("overdue", "task"): _late_tasks,
    ("overdue", "matter"): _late_matters,
    ("overdue", "finding"): _late_findings,
    ("overdue", "inspection"): _late_inspections,
    ("overdue", "help"): _late_helps,
    ("refusal", "matter"): _decided_matters,
    ("refusal", "task"): _tasks,
    ("refusal", "decision"): _decisions,
}


def offered(ask: Ask) -> dict[str, list[tuple[str, str]]]:
    """Ground → (object, words) of what the unit has that fits it. A query a kind, and one for the names."""
    found = {
        (ground, kind): [f"{kind}:{number}" for number in _newest(fitting(ask))]
        for (ground, kind), fitting in FITTING.items()
    }
    named = titles(ask.conference, {each for objects in found.values() for each in objects})
    chosen: dict[str, list[tuple[str, str]]] = {ground: [] for ground in DEMANDED}
    for (ground, _), objects in found.items():
        chosen[ground] += [(each, named.get(each, each)) for each in objects]
    return chosen


def _newest(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by(F("number").desc()).values_list("number", flat=True)[:MOST])


def check_basis(ask: Ask, ground: str, basis: str) -> str:
    """The thing it rests on. Raises ``Invalid`` where the ground needs one and there is none, or it does not fit.

    Hidden and absent are the same sentence.
    """
    if not basis:
        if ground in DEMANDED:
            raise Invalid(ASKED_FOR[ground], "basis")
        return ""
    kind, _, number = basis.partition(":")
    grounds = [ground] if ground in DEMANDED else [each for each, _ in FITTING]
    fitting = [FITTING[each, kind] for each in dict.fromkeys(grounds) if (each, kind) in FITTING]
    if not number.isdigit() or not any(rows(ask).filter(number=int(number)).exists() for rows in fitting):
        raise Invalid(_unfit(ground), "basis")
    return basis


def _unfit(ground: str) -> str:
    told = {
        "problem": "所选的不是该单位尚未销号的问题专档",
        "overdue": "所选的不是该单位当天已经逾期的事项，或者该单位不能查看这件事",
        "refusal": "所选的不是该单位应当执行的处理意见、任务或者议定事项，或者该单位不能查看这件事",
    }
    return f"{told.get(ground, '所选的依据不属于该单位，或者该单位不能查看这件事')}，不能作为事由的依据。请重新选择。"


def named(conference: int, actor: Actor, bases: Iterable[str]) -> dict[str, str]:
    """Object → words, of what this reader may see. A matter by its number only. At most three queries."""
    wanted = {each for each in bases if each}
    matters, files = _numbers(wanted, "matter"), _numbers(wanted, "problem")
    found: dict[str, str] = {}
    if matters:
        seen = scope.visible(conference, actor).filter(number__in=matters, stub=False)
        found = {f"matter:{each}": f"信访事项 {number_label(each)}" for each in seen.values_list("number", flat=True)}
    if files:
        rows = problems.visible(conference, actor).filter(number__in=files)
        found |= {f"problem:{number}": f"问题专档：{title}" for number, title in rows.values_list("number", "title")}
    others = {each for each in wanted if not each.startswith(("matter:", "problem:"))}
    return {**found, **(titles(conference, others) if others else {})}


def _numbers(objects: Iterable[str], kind: str) -> set[int]:
    return {int(each.partition(":")[2]) for each in objects if each.startswith(f"{kind}:")}
