"""Lines of several tables in one query: what an inbox says of a row, in one shape for all of them.

A room gives parts made by ``lines``; whoever stands above the rooms reads them together with ``read``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

WORDS, COUNTS = 3, 3


@dataclass(frozen=True, slots=True)
class Line:
    """``sort``: whose line it is; what ``words`` and ``counts`` say is the room's own."""

    sort: str
    number: int
    title: str
    due: date | None
    words: tuple[str, ...]
    counts: tuple[int, ...]

    def overdue(self, on: date) -> bool:
        return self.due is not None and self.due < on


def lines(
    sort: str,
    rows: QuerySet[Any],
    *,
    title: Any = "title",
    number: str = "number",
    due: Any = None,
    words: Sequence[Any] = (),
    counts: Sequence[Any] = (),
    limit: int = 50,
) -> QuerySet[Any, Any]:
    """The first ``limit`` of ordered rows as lines: names of columns, or expressions over the rows' table."""
    first: QuerySet[Any, Any] = rows.model._default_manager.filter(pk__in=rows.values("pk")[:limit]).order_by()
    texts = [*words, *[Value("")] * (WORDS - len(words))]
    numbers = [*counts, *[Value(0)] * (COUNTS - len(counts))]
    return first.values_list(
        Value(sort, CharField()),
        Cast(number, BigIntegerField()),
        Cast(title, TextField()),
        Cast(Value(None) if due is None else due, DateField()),
        *(Cast(text, TextField()) for text in texts),
        *(Cast(each, BigIntegerField()) for each in numbers),
    )


def read(parts: Iterable[QuerySet[Any, Any]]) -> dict[str, list[Line]]:
    """Sort → its lines, soonest due first, undated last, then by number. One query."""
    first, *others = parts
    found: dict[str, list[Line]] = {}
    for row in first.union(*others, all=True):
        sort, number, title, due, *told = row
        line = Line(sort, number, title, due, tuple(told[:WORDS]), tuple(told[WORDS:]))
        found.setdefault(line.sort, []).append(line)
    for each in found.values():
        each.sort(key=lambda line: (line.due or date.max, line.number))
    return found


def soonest() -> Any:
    """An order: by due date, undated last."""
    return F("due").asc(nulls_last=True)
