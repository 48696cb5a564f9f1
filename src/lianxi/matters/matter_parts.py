"""Everything that hangs on one matter in one query: deadlines, co-handlers, reports, measures, readings, charge.

Rows of different tables are read as one union of wide rows, so that the page of a matter costs few queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, BooleanField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from lianxi.matters.models import Charge, CoHandler, Deadline, Evaluation, Exclusion, Matter, Measure, Progress, Reading

FIELDS: dict[str, Any] = {
    "part": CharField,
    "code": CharField,
    "number": BigIntegerField,
    "person": BigIntegerField,
    "unit": CharField,
    "on": DateField,
    "strict": DateField,
    "rolled": DateField,
    "judged": DateField,
    "done": DateField,
    "text": TextField,
    "more": TextField,
    "flag": BooleanField,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One row of one of the tables. ``part`` says of which; what its other fields mean is written in ``_all``."""

    part: str
    code: str
    number: int
    person: int
    unit: str
    on: date | None
    strict: date | None
    rolled: date | None
    judged: date | None
    done: date | None
    text: str
    more: str
    flag: bool


def parts_of(matter: Matter) -> dict[str, list[Part]]:
    """The parts of a matter by the name of their table. One query."""
    first, *others = _all(matter)
    found: dict[str, list[Part]] = {}
    for row in first.union(*others, all=True):
        told: dict[str, Any] = dict(zip(FIELDS, row, strict=True))
        worded = {name: told[name] or "" for name, field in FIELDS.items() if field in (CharField, TextField)}
        part = Part(**{**told, **worded})
        found.setdefault(part.part, []).append(part)
    return found


def _all(matter: Matter) -> list[QuerySet[Any, Any]]:
    unit = F("unit__name")
    return [
        _wide(
            Deadline.objects.filter(matter=matter), "deadline", code=F("rule"), unit=F("article"), on=F("started_on"),
            strict=F("strict"), rolled=F("rolled"), judged=F("judged"), done=F("met_on"), text=F("explanation"),
            flag=F("provisional"),
        ),
        _wide(
            CoHandler.objects.filter(matter=matter), "helper", number=F("unit__number"), unit=unit, judged=F("due"),
            done=F("replied_on"), text=F("part"), more=F("reply"),
        ),
        _wide(
            Progress.objects.filter(matter=matter), "progress", number=F("entry"), unit=unit, on=F("on"),
            text=F("text"),
        ),
        _wide(
            Measure.objects.filter(matter=matter), "measure", code=F("kind"), number=F("entry"), unit=unit, on=F("on"),
            text=F("text"), flag=F("aftercare"),
        ),
        _wide(
            Reading.objects.filter(matter=matter), "reading", number=F("entry"), person=F("leader"), on=F("on"),
            text=F("text"),
        ),
        _wide(
            Evaluation.objects.filter(matter=matter), "evaluation", code=F("of"), on=F("on"), text=F("status"),
            more=F("value"),
        ),
        _wide(
            Charge.objects.filter(matter=matter, state__in=("proposed", "approved")), "charge", code=F("state"),
            number=F("number"), person=F("leader"), judged=F("until"),
        ),
        _wide(
            Exclusion.objects.filter(matter=matter), "exclusion", code=F("ground"), number=F("unit__number"),
            person=F("person"), unit=unit,
        ),
    ]  # fmt: skip


def _wide(rows: QuerySet[Any, Any], part: str, **given: F) -> QuerySet[Any, Any]:
    """``rows`` as wide rows; every column is cast, so that a union knows its type on PostgreSQL too."""
    columns = {}
    for name, field in FIELDS.items():
        kind = field(max_length=200) if field is CharField else field()
        source: Any = Value(part) if name == "part" else given.get(name, Value(False if name == "flag" else None))
        columns[f"wide_{name}"] = Cast(source, kind)
    wide: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return wide
