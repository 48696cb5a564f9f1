"""Reading a matter as it was registered, to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.identities import vault
from lianxi.matters.life.registering import MatterGiven
from lianxi.matters.models import Exclusion
from lianxi.matters.scope import visible

_PLAIN = tuple(
    name
    for name in MatterGiven.__dataclass_fields__
    if name not in ("territory", "responsible", "accused_units", "conflicted_units", "excluded_people", "petitioners")
)


@dataclass(frozen=True, slots=True)
class Registration:
    """``values``: by the names of ``MatterGiven``; no identity, only its masks."""

    label: str
    version: int
    reachable: bool
    values: dict[str, Any]
    masks: tuple[str, ...]


def registration(conference: int, actor: Actor, number: int) -> Registration | None:
    """None for a hidden or absent matter, and for a stub. Three queries."""
    row = (
        visible(conference, actor).filter(number=number, stub=False).select_related("territory", "responsible").first()
    )
    if row is None:
        return None
    kept_away = list(Exclusion.objects.filter(matter=row).values_list("ground", "unit__number", "person"))
    values: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    values |= {
        "territory": row.territory.number if row.territory else None,
        "responsible": row.responsible.number if row.responsible else None,
        "accused_units": [unit for ground, unit, _ in kept_away if ground == "accused" and unit is not None],
        "conflicted_units": [unit for ground, unit, _ in kept_away if ground == "conflict" and unit is not None],
        "excluded_people": [person for _, _, person in kept_away if person is not None],
    }
    holder = f"matter:{number}"
    masks = vault.masks(conference, [holder]).get(holder, ())
    return Registration(words.number_label(number), row.version, row.reachable, values, masks)
