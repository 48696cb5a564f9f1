"""What holds identities: matters, village cases, receptions. Each kind registers who works on one, and who never may.

``register_holder("village_case", see, label)``: ``see`` leaves out what this person may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.models import Exclusion, Reception, VillageCase
from lianxi.matters.scope import SEES_ORDINARY, visible
from lianxi.roster.roles import UNITS


@dataclass(frozen=True, slots=True)
class Held:
    """A holder that somebody may see. ``workers``: persons by number who have its identities with their work, each
    with the code of the basis (``registrar``, ``handler``, ``leader``); units and persons by number who never have.
    """

    workers: Mapping[int, str]
    excluded_units: frozenset[int] = frozenset()
    excluded_people: frozenset[int] = frozenset()


#: (conference, who asks, numbers) → those of the holders that he may see
See = Callable[[int, Actor, Collection[int]], Mapping[int, Held]]
_kinds: dict[str, tuple[See, Callable[[int], str]]] = {}


def register_holder(kind: str, see: See, label: Callable[[int], str]) -> None:
    """Called at start-up for each kind; ``label`` is what one is called by its number alone."""
    _kinds[kind] = (see, label)


def held_among(conference: int, actor: Actor, holders: Iterable[str]) -> dict[str, Held]:
    """Those of the holders (``matter:2026000137``) that this person may see. As many queries as their kinds take."""
    wanted: dict[str, set[int]] = {}
    for holder in holders:
        kind, _, number = holder.partition(":")
        if kind in _kinds and number.isdigit():
            wanted.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": found
        for kind, numbers in sorted(wanted.items())
        for number, found in _kinds[kind][0](conference, actor, numbers).items()
    }


def held(conference: int, actor: Actor, holder: str) -> Held | None:
    """One holder as this person may see it; None for what is hidden or not there."""
    return held_among(conference, actor, [holder]).get(holder)


def label(holder: str) -> str:
    """What a holder is called, without a word of its content: 信访事项 2026-0137."""
    kind, _, number = holder.partition(":")
    return _kinds[kind][1](int(number)) if kind in _kinds and number.isdigit() else holder


def of_matters(conference: int, actor: Actor, numbers: Collection[int]) -> dict[int, Held]:
    """The registering clerk and the assigned handler have a matter's identities with their work. Two queries."""
    rows = visible(conference, actor).filter(number__in=numbers)
    matters = list(rows.values_list("pk", "number", "registrar", "handler"))
    kept_away: dict[int, tuple[set[int], set[int]]] = {}
    excluded = Exclusion.objects.filter(conference_id=conference, matter__in=[pk for pk, *_ in matters])
    for pk, unit, person in excluded.values_list("matter", "unit__number", "person"):
        units, people = kept_away.setdefault(pk, (set(), set()))
        if unit is not None:
            units.add(unit)
        if person is not None:
            people.add(person)
    return {
        number: _held(registrar, handler, *kept_away.get(pk, (set(), set())))
        for pk, number, registrar, handler in matters
    }


def _held(registrar: int, handler: int | None, units: set[int], people: set[int]) -> Held:
    workers = {registrar: "registrar"} | ({handler: "handler"} if handler is not None else {})
    return Held(workers, frozenset(units), frozenset(people))


def of_village_cases(conference: int, actor: Actor, numbers: Collection[int]) -> dict[int, Held]:
    """Who recorded a village case has its identities; a unit sees its own, office, leaders and inspectors all."""
    rows = VillageCase.objects.filter(conference_id=conference, number__in=numbers)
    if actor.role in UNITS:
        rows = rows.filter(unit__number=actor.unit or 0)
    elif actor.role not in SEES_ORDINARY:
        return {}
    return {number: Held({recorder: "registrar"}) for number, recorder in rows.values_list("number", "recorder")}


def of_receptions(conference: int, actor: Actor, numbers: Collection[int]) -> dict[int, Held]:
    """Who recorded a reception and the leader who received have its identities."""
    if actor.role not in SEES_ORDINARY:
        return {}
    rows = Reception.objects.filter(conference_id=conference, number__in=numbers)
    people = rows.values_list("number", "recorder", "leader")
    return {number: Held({leader: "leader", recorder: "registrar"}) for number, recorder, leader in people}


def register() -> None:
    """Called at start-up: the kinds of this room."""
    register_holder("matter", of_matters, lambda number: f"信访事项 {words.number_label(number)}")
    register_holder("village_case", of_village_cases, lambda number: f"村级登记第 {number} 号")
    register_holder("reception", of_receptions, lambda number: f"接访（下访）登记第 {number} 号")
