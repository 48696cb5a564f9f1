"""Reading what became of units: the acts on one, and who answers for one that is no more. Plain values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.roster.models import UnitAct
from lianxi.roster.queries import UnitView, units
from lianxi.rulebook.vocabulary import VERBS


@dataclass(frozen=True, slots=True)
class ActView:
    """One act: 更名 of a unit on a day, by a document. ``unit_name``: what the unit is called today."""

    entry: int
    unit: int
    unit_name: str
    verb: str
    on: date
    document: str
    old_name: str
    new_name: str
    successor: int | None
    successor_name: str

    @property
    def label(self) -> str:
        return VERBS[self.verb]


def acts(conference: int, unit: int) -> list[ActView]:
    """What was done with a unit, and which units went into it, the newest first. One query."""
    rows = UnitAct.objects.filter(conference_id=conference).select_related("unit", "successor")
    mine = rows.filter(unit__number=unit) | rows.filter(successor__number=unit)
    return [
        ActView(
            entry=row.entry,
            unit=row.unit.number,
            unit_name=row.unit.name,
            verb=row.verb,
            on=row.on,
            document=row.document,
            old_name=row.old_name,
            new_name=row.new_name,
            successor=row.successor.number if row.successor else None,
            successor_name=row.successor.name if row.successor else "",
        )
        for row in mine.order_by("-on", "-entry")
    ]


def heirs(conference: int) -> dict[int, int | None]:
    """Each unit that is no more → the unit that answers for it today, over any number of mergers; None: nobody.

    One query.
    """
    return _heirs(units(conference))


def _heirs(known: Sequence[UnitView]) -> dict[int, int | None]:
    by_number = {unit.number: unit for unit in known}
    found: dict[int, int | None] = {}
    for unit in known:
        successor = unit.successor
        while successor is not None and by_number[successor].closed_on is not None:
            successor = by_number[successor].successor
        if unit.closed_on is not None:
            found[unit.number] = successor
    return found


def gone(known: Sequence[UnitView]) -> dict[int, str]:
    """Each unit that is no more → in words who answers for it: 已撤并，由××承接. No query."""
    names = {unit.number: unit.name for unit in known}
    return {
        number: f"已撤并，由{names[heir]}承接" if heir is not None else "已撤销，没有承接单位"
        for number, heir in _heirs(known).items()
    }
