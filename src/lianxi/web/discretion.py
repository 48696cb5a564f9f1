"""The board as a unit may see it: whom a convener interviewed is kept from the other units (article 15), and who
reported or was told of sensitive information (article 11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lianxi.journal.queries import Step
from lianxi.roster.roles import UNITS
from lianxi.rulebook.board import Board, Item

#: objects whose unit only the office, the leaders, the inspectors and the unit itself may know
KEPT = ("interview:", "measure:", "attention:", "comment:", "information:")


def discreet(judged: Board, role: str) -> Board:
    """The same board; for a seat of a unit without the units behind such objects. No query."""
    if role not in UNITS:
        return judged
    lines = tuple(replace(line, items=tuple(map(_without_unit, line.items))) for line in judged.lines)
    return replace(judged, lines=lines)


def _without_unit(item: Item) -> Item:
    if item.subject is None or not item.subject.startswith(KEPT):
        return item
    trigger = replace(item.trigger, unit=None) if item.trigger else None
    evidence = tuple(replace(each, unit=None) for each in item.evidence)
    return replace(item, trigger=trigger, evidence=evidence, passed_to=None)


def feed(steps: Iterable[Step], role: str, unit: int | None) -> list[Step]:
    """The newest steps; for a seat of a unit without what other units did with sensitive information."""
    if role not in UNITS:
        return list(steps)
    return [step for step in steps if not step.verb.startswith("information.") or (step.unit and step.unit == unit)]
