"""What a unit has open in the rooms above, and how it passes to a successor. The rooms register it at start-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from lianxi.journal.frame import Step
from lianxi.roster.models import Unit

#: (conference, unit number) → rows of such things that the unit has open
Rows = Callable[[int, int], "QuerySet[Any]"]
#: pass them from the one unit to the other within the entry being written
Pass = Callable[[Step, Unit, Unit], None]


@dataclass(frozen=True, slots=True)
class Open:
    """So many open things of one sort: 办理中的任务 3."""

    name: str
    count: int


_sorts: dict[str, tuple[Rows, Pass]] = {}


def register_succession(name: str, rows: Rows, move: Pass) -> None:
    """Called at start-up by the room that keeps such things; ``name`` as it is printed: 办理中的任务."""
    _sorts[name] = (rows, move)


def open_work(conference: int, unit: int | None) -> list[Open]:
    """What a unit has open, sort by sort, without the sorts of which there is nothing. One query."""
    if unit is None:
        return []
    parts = [
        rows(conference, unit).order_by().values_list(Value(place, output_field=IntegerField()), "pk")
        for place, (rows, _) in enumerate(_sorts.values())
    ]
    if not parts:
        return []
    first, *others = parts
    counted = Counter(place for place, _ in first.union(*others, all=True))
    return [Open(name, counted[place]) for place, name in enumerate(_sorts) if counted[place]]


def pass_on(step: Step, unit: Unit, successor: Unit) -> None:
    """Everything open of ``unit`` becomes the successor's."""
    for _, move in _sorts.values():
        move(step, unit, successor)
