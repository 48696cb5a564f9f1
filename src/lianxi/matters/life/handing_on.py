"""What a village case or a reception becomes: the township's matter, in the same entry, its identity moved along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid
from lianxi.matters import words
from lianxi.matters.finding import search_index
from lianxi.matters.identities import vault
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.life import registering


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed on. ``territory``, ``accused``: numbers of units; ``on``: the day the petitioner came.

    ``kind``: empty for the one that the purpose suggests. ``accused``: these units are kept from it, and it is an
    accusation whatever else was chosen.
    """

    channel: str
    on: date
    purpose: str
    title: str
    text: str
    people: int
    kind: str = ""
    route: int | None = None
    territory: int | None = None
    locality: str = ""
    accused: Sequence[int] = ()


def hand_on(
    step: Step, handed: Handed, *, origin: str, petitioners: Sequence[Petitioner] = (), kept: bool = False
) -> int:
    """Enter the matter and give its number. ``kept``: the identity stands in the vault under ``origin`` and moves.

    Raises ``Invalid`` where purpose or class is missing.
    """
    if handed.purpose not in words.PURPOSES:
        raise Invalid("请选择信访目的。", "purpose")
    kind = "accusation" if handed.accused else handed.kind or words.KIND_OF_PURPOSE[handed.purpose]
    known = bool(petitioners) or (kept and bool(vault.masks(step.conference.pk, [origin]).get(origin)))
    given = registering.MatterGiven(
        channel=handed.channel,
        petitioned_on=handed.on,
        received_on=step.today,
        source="petitioner",
        purpose="accuse" if handed.accused else handed.purpose,
        kind=kind,
        route=handed.route if kind == "appeal_claim" else None,
        territory=handed.territory,
        locality=handed.locality,
        title=handed.title,
        text=handed.text.strip() or handed.title,
        people=handed.people,
        anonymous=not known,
        reachable=known,
        accused_units=tuple(handed.accused),
        petitioners=tuple(petitioners),
    )
    matter = registering.enter(step, given, origin=origin)
    if kept:
        vault.move(step, origin, f"matter:{matter.number}")
        search_index.put_again(matter)
    return matter.number
