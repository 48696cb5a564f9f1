"""今日调度: what has to be pushed today, by unit. It shows how units handle their work, and counts no petitions.

One query a room; a unit without anything to push does not appear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from lianxi.meetings import queries as meetings
from lianxi.papers import queries as papers
from lianxi.roster import queries as roster
from lianxi.tasks import demand_queries as demands
from lianxi.tasks import queries as tasks

#: calendar days ahead that are pushed as well
AHEAD = 3
MOST = 300


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to push: what kind it is (as printed), its page (address name and number), its date."""

    sort: str
    title: str
    page: str
    number: int
    due: date | None
    overdue: bool
    note: str = ""


@dataclass(slots=True)
class UnitPush:
    """What one unit has to be pushed for."""

    number: int
    name: str
    things: list[Thing] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        return sum(each.overdue for each in self.things)

    @property
    def counts(self) -> list[tuple[str, int, int]]:
        """Sort, how many, how many of them overdue; in the order they are listed."""
        sorts = dict.fromkeys(each.sort for each in self.things)
        return [
            (
                sort,
                sum(each.sort == sort for each in self.things),
                sum(each.sort == sort and each.overdue for each in self.things),
            )
            for sort in sorts
        ]

    @property
    def tasks(self) -> list[int]:
        """The numbers of its tasks that can be chased."""
        return [each.number for each in self.things if each.page == "task"]


def push(conference: int, on: date) -> list[UnitPush]:
    """Units with something to push: those with overdue work first, else in the order of the roster. Seven queries."""
    found = {unit.number: UnitPush(unit.number, unit.name) for unit in roster.units(conference)}
    for unit, thing in _things(conference, on):
        if unit in found:
            found[unit].things.append(thing)
    units = [each for each in found.values() if each.things]
    for each in units:
        each.things.sort(key=lambda thing: (not thing.overdue, thing.due or date.max))
    return sorted(units, key=lambda each: not each.overdue)


def _things(conference: int, on: date) -> Iterator[tuple[int, Thing]]:
    """Unit and thing, from the rooms one after the other."""
    for task in tasks.to_push(conference, on + timedelta(days=AHEAD), on, limit=MOST):
        sort = "上级交办分解" if task.origin.startswith("directive:") else "任务"
        note = f"已催办 {task.chased} 次" if task.chased else ""
        yield task.lead, Thing(sort, task.title, "task", task.number, task.due, task.overdue, note)
    for demand in demands.unanswered(conference, on, limit=MOST):
        sort, note = demand.label, demand.state_label if demand.state == "returned" else ""
        yield demand.unit, Thing(sort, demand.title, demand.kind, demand.number, demand.due, demand.overdue, note)
    for help_ in tasks.helps(conference, role="director", unit=None, open_only=True, limit=MOST):
        late = help_.due is not None and help_.due < on
        note = "已提请办公室协调" if help_.state == "escalated" else f"{help_.asking_name}商请"
        yield help_.asked, Thing("协办商请", help_.text[:40], "help", help_.number, help_.due, late, note)
    for receipt in meetings.receipts_due(conference, limit=MOST):
        title = f"{receipt.title}纪要"
        yield receipt.unit, Thing("待签收", title, "meeting", receipt.meeting, receipt.issued_on, False, "印发待签收")
    for paper in papers.unsigned(conference, limit=MOST):
        yield paper.unit, Thing("待签收", paper.title, "document", paper.number, paper.issued_on, False, "印发待签收")
