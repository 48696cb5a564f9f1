"""Figures of the 12345 line and the grid: brought in whole per source and month, read by month and unit.

What is brought in again for a month takes the place of what that source said of the month before, all or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from lianxi.information.models import OutsideFigure
from lianxi.information.models.dispute import SOURCES
from lianxi.information.outside_rows import Row
from lianxi.journal.frame import Actor, Step, action
from lianxi.journal.moves import Move
from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.roster.models import Unit
from lianxi.roster.roles import UNITS
from lianxi.rulebook.facts import Value, standing

__all__ = ["SOURCES", "Figures", "Replaced", "figures", "load_figures", "replaced"]
LOAD = Move("outside_figure.loaded", "loaded", ("office",))
#: months shown side by side
MONTHS = 6
WHOLE = "全镇（不分单位）"


@action(LOAD)
def load_figures(step: Step, *, source: str, rows: Sequence[Row]) -> str:
    """Take the rows in; every month they speak of is replaced for this source. Raises ``Invalid``, ``RuleBroken``."""
    if source not in SOURCES:
        raise Invalid("请选择数据来源。", "source")
    if not rows:
        raise RuleBroken("表里没有可以导入的行。")
    if len({row.key for row in rows}) != len(rows) or any(row.month > step.today for row in rows):
        raise Invalid("表里有重复的行，或者有还没有到的月份。请重新上传。", "table")
    numbers = {row.unit for row in rows if row.unit is not None}
    units = {unit.number: unit for unit in Unit.objects.filter(conference=step.conference, number__in=numbers)}
    if numbers - units.keys():
        raise Invalid("表里有的单位不在名册中。请重新上传。", "table")
    months = sorted({row.month for row in rows})
    OutsideFigure.objects.filter(conference=step.conference, source=source, month__in=months).delete()
    OutsideFigure.objects.bulk_create(
        OutsideFigure(
            conference=step.conference,
            source=source,
            month=row.month,
            unit=None if row.unit is None else units[row.unit],
            category=row.category,
            count=row.count,
            settled=row.settled,
        )
        for row in rows
    )
    object_ = f"outside_figure:{step.next('outside_figure')}"
    data: dict[str, Value] = {
        "source": source,
        "first": months[0].isoformat(),
        "last": months[-1].isoformat(),
        "months": len(months),
        "rows": len(rows),
        "count": sum(row.count for row in rows),
    }
    step.fact(LOAD.verb, object_, data=data)
    return object_


@dataclass(frozen=True, slots=True)
class Replaced:
    """A month of the preview: what is there now, what comes; ``same``: nothing would change."""

    month: date
    there: int
    there_count: int
    rows: int
    count: int
    same: bool


def replaced(conference: int, source: str, rows: Sequence[Row]) -> list[Replaced]:
    """What bringing these rows in would take the place of, month by month. One query."""
    months = sorted({row.month for row in rows})
    known = OutsideFigure.objects.filter(conference_id=conference, source=source, month__in=months)
    there: dict[date, set[Row]] = {}
    for month, unit, category, count, settled in known.values_list(
        "month", "unit__number", "category", "count", "settled"
    ):
        there.setdefault(month, set()).add(Row(month, unit, category, count, settled))
    found = []
    for month in months:
        own, old = {row for row in rows if row.month == month}, there.get(month, set())
        counts = (sum(row.count for row in old), sum(row.count for row in own))
        found.append(Replaced(month, len(old), counts[0], len(own), counts[1], own == old))
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """A source's months side by side. A cell: how many, how many of them settled (None: the source does not say)."""

    source: str
    source_label: str
    months: tuple[date, ...]
    units: tuple[tuple[str, tuple[tuple[int, int | None] | None, ...]], ...]
    categories: tuple[tuple[str, tuple[tuple[int, int | None] | None, ...]], ...]
    totals: tuple[tuple[int, int | None] | None, ...]
    loaded_on: date | None
    entry: int
    earlier: date | None


def figures(conference: int, actor: Actor, source: str, *, until: date) -> Figures:
    """The last months of a source up to ``until`` that have figures; a unit sees its own. Four queries."""
    rows = OutsideFigure.objects.filter(conference_id=conference, source=source, month__lte=until)
    if actor.role in UNITS:
        rows = rows.filter(unit__number=actor.unit or 0)
    known = list(rows.order_by("-month").values_list("month", flat=True).distinct()[: MONTHS + 1])
    months = tuple(sorted(known[:MONTHS]))
    shown = rows.filter(month__in=months)
    units = {(number or 10**9, name or WHOLE): cells for (number, name), cells in _cells(shown, months, "unit").items()}
    by_category = {name or "（未分类别）": cells for (name,), cells in _cells(shown, months, "category").items()}
    loads = standing(facts(conference, verbs=frozenset({LOAD.verb})))
    last = max((fact for fact in loads if fact.data.get("source") == source), key=lambda fact: fact.entry, default=None)
    return Figures(
        source=source,
        source_label=SOURCES[source],
        months=months,
        units=tuple((name, cells) for (_, name), cells in sorted(units.items())),
        categories=tuple(sorted(by_category.items())),
        totals=_sums(tuple(units.values()), len(months)),
        loaded_on=last.happened_on if last else None,
        entry=last.entry if last else 0,
        earlier=known[MONTHS] if len(known) > MONTHS else None,
    )


Cells = tuple[tuple[int, int | None] | None, ...]


def _cells(rows: QuerySet[OutsideFigure], months: Sequence[date], by: str) -> dict[tuple[Any, ...], Cells]:
    names = ("unit__number", "unit__name") if by == "unit" else (by,)
    told = (
        rows.order_by()
        .values_list(*names, "month")
        .annotate(found=Sum("count"), done=Sum("settled"), said=Count("settled"), lines=Count("pk"), last=Max("month"))
    )
    found: dict[tuple[Any, ...], dict[date, tuple[int, int | None]]] = {}
    for row in told:
        *key, month, count, done, said, lines, _ = row
        found.setdefault(tuple(key), {})[month] = (count, done if said == lines else None)
    return {key: tuple(cells.get(month) for month in months) for key, cells in found.items()}


def _sums(lines: Sequence[Cells], months: int) -> Cells:
    found: list[tuple[int, int | None] | None] = []
    for place in range(months):
        cells = [cell for line in lines if (cell := line[place]) is not None]
        done = [cell[1] for cell in cells if cell[1] is not None]
        found.append(
            (sum(cell[0] for cell in cells), sum(done) if len(done) == len(cells) else None) if cells else None
        )
    return tuple(found)
