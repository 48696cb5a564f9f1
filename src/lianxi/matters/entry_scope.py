"""Which entries of the journal stand open with their texts and files: those of matters that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable

from lianxi.journal.frame import Actor
from lianxi.matters.models import Charge
from lianxi.matters.scope import visible


def stands_open(conference: int, actor: Actor, objects: Iterable[str]) -> bool:
    """Whether this person may see every matter these objects (``matter:2026000137``, ``charge:3``) belong to.

    The step itself stays in the list for everybody who reads the journal; its words and files do not. At most two
    queries, none where no matter is meant.
    """
    numbers: dict[str, set[int]] = {"matter": set(), "charge": set()}
    for each in objects:
        kind, _, number = each.partition(":")
        if kind in numbers and number.isdigit():
            numbers[kind].add(int(number))
    if numbers["charge"]:
        rows = Charge.objects.filter(conference_id=conference, number__in=numbers["charge"])
        numbers["matter"] |= set(rows.values_list("matter__number", flat=True))
    wanted = numbers["matter"]
    return not wanted or visible(conference, actor).filter(number__in=wanted).count() == len(wanted)
