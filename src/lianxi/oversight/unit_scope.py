"""Who sees what is said of a unit (article 15): office, leaders, inspectors, and the unit itself; no other unit.

What is only proposed to a convener is known to the office and the conveners alone.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from lianxi.journal.frame import Actor
from lianxi.roster.roles import LEADERS, OFFICE, UNITS

SEES_ALL = OFFICE | LEADERS | {"inspector"}
SEES_PROPOSED = OFFICE | {"convener"}
Row = TypeVar("Row", bound=Model)


def visible_to(rows: QuerySet[Row], actor: Actor, *, decided: str = "") -> QuerySet[Row]:
    """The rows of a conference this seat may see. ``decided``: the column that is empty while they are proposed."""
    if decided and actor.role not in SEES_PROPOSED:
        rows = rows.filter(**{f"{decided}__isnull": False})
    if actor.role in SEES_ALL:
        return rows
    return rows.filter(unit__number=actor.unit or 0) if actor.role in UNITS else rows.none()
