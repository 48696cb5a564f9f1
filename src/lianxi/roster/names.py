"""What objects are called: by the room that keeps them, else as they were first recorded by hand. One query.

A room registers its kinds at start-up: ``register_names("task", …)`` with a queryset of (object, title, rank) rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from lianxi.roster.models import HandRecord, Unit

#: (conference, object numbers) → rows of (``kind:number``, title, 0); built by ``named_rows``
Named = Callable[[int, list[int]], "QuerySet[Any, Any]"]
_rooms: dict[str, Named] = {}


def register_names(kind: str, named: Named) -> None:
    """Called at start-up by the room that keeps the objects of this kind."""
    _rooms[kind] = named


def named_rows(kind: str, rows: QuerySet[Any, Any], title: Any) -> QuerySet[Any, Any]:
    """``rows`` of a room as (``kind:number``, title, 0): what a room's function gives back. They carry ``number``."""
    key = Concat(Value(f"{kind}:"), Cast("number", CharField()))
    return rows.order_by().values_list(key, title, Value(0, output_field=BigIntegerField()))


def titles(conference: int, objects: Iterable[str]) -> dict[str, str]:
    """The name of each of these objects (``meeting:12``); what has none is left out. One query."""
    wanted = sorted(set(objects))
    return _read(_of_objects(conference, wanted)) if wanted else {}


def names(conference: int, objects: Iterable[str]) -> tuple[dict[str, str], dict[int, str]]:
    """The name of each object and of each unit by number. One query."""
    units = Unit.objects.filter(conference_id=conference).order_by()
    of_units = units.values_list(Concat(Value("unit:"), Cast("number", CharField())), "name", "pk")
    found = _read([*_of_objects(conference, sorted(set(objects))), of_units])
    return found, {int(key[5:]): name for key, name in found.items() if key.startswith("unit:")}


def kept_by_a_room(conference: int, object_: str) -> bool:
    """Whether a room keeps a row for this object; otherwise it was only recorded by hand. One query."""
    kind, _, number = object_.partition(":")
    return kind in _rooms and number.isdigit() and _rooms[kind](conference, [int(number)]).exists()


def _of_objects(conference: int, objects: list[str]) -> list[QuerySet[Any, Any]]:
    numbers: dict[str, list[int]] = {}
    for each in objects:
        kind, _, number = each.partition(":")
        if number.isdigit():
            numbers.setdefault(kind, []).append(int(number))
    by_hand = HandRecord.objects.filter(conference_id=conference, object__in=objects).order_by()
    return [
        by_hand.values_list("object", "title", "pk"),
        *(_rooms[kind](conference, wanted) for kind, wanted in sorted(numbers.items()) if kind in _rooms),
    ]


def _read(parts: list[QuerySet[Any, Any]]) -> dict[str, str]:
    """One name an object: the room's before the hand's, of several by hand the first."""
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    found: dict[str, str] = {}
    for key, name, _ in sorted(rows, key=lambda row: -row[2]):
        found[key] = name.rstrip("。；;")
    return found


def recorded_of(conference: int, kind: str, limit: int = 50) -> list[tuple[str, str]]:
    """The objects of a kind that were recorded by hand, with their names, newest first."""
    rows = HandRecord.objects.filter(conference_id=conference, object__startswith=f"{kind}:").order_by("-pk")[:limit]
    found: dict[str, str] = {}
    for object_, title in rows.values_list("object", "title"):
        found[object_] = title
    return list(found.items())
