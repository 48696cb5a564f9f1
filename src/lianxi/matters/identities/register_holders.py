"""Whose work brings the identities of the village register and the reception register with it."""

from __future__ import annotations

from collections.abc import Collection

from lianxi.journal.frame import Actor
from lianxi.matters.identities.holders import Held
from lianxi.matters.models import Reception, VillageCase
from lianxi.roster.roles import LEADERS, OFFICE, UNITS

SEES_ALL = OFFICE | LEADERS | {"inspector"}


def of_village_cases(conference: int, actor: Actor, numbers: Collection[int]) -> dict[int, Held]:
    """Who registered it has it with his work; office, leaders and inspectors ask. One query."""
    rows = VillageCase.objects.filter(conference_id=conference, number__in=numbers)
    if actor.role in UNITS:
        rows = rows.filter(unit__number=actor.unit or 0)
    elif actor.role not in SEES_ALL:
        return {}
    return {number: Held({recorder: "registrar"}) for number, recorder in rows.values_list("number", "recorder")}


def of_receptions(conference: int, actor: Actor, numbers: Collection[int]) -> dict[int, Held]:
    """Who registered it and the leader who received; no unit sees the register. One query."""
    if actor.role not in SEES_ALL:
        return {}
    rows = Reception.objects.filter(conference_id=conference, number__in=numbers)
    return {
        number: Held({leader: "handler"} | {recorder: "registrar"})
        for number, recorder, leader in rows.values_list("number", "recorder", "leader")
    }


def case_label(number: int) -> str:
    return f"村级登记第 {number} 号"


def reception_label(number: int) -> str:
    return f"接访登记第 {number} 号"
