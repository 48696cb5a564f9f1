"""Reading 制度文件: the register, one whole with the opinions on it, what waits. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lianxi.papers.models import REGULATION_STATES, REGULATIONS, Document, Regulation, RegulationOpinion
from lianxi.roster.names import named_rows
from lianxi.roster.roles import UNITS

PAGE = 50
#: states that every member may read
OUT = ("issued", "amended", "repealed")


@dataclass(frozen=True, slots=True)
class RegulationRow:
    """One in the register. ``asked`` and ``given``: how many units were asked, how many have answered."""

    number: int
    kind: str
    kind_label: str
    title: str
    state: str
    state_label: str
    document_number: str
    drafted_on: date
    issued_on: date | None
    changed_on: date | None
    asked: int
    given: int


@dataclass(frozen=True, slots=True)
class OpinionView:
    unit: int
    name: str
    asked_on: date
    due: date | None
    given_on: date | None
    text: str
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class RegulationView:
    """One whole; a unit sees of the opinions its own."""

    row: RegulationRow
    text: str
    note: str
    document: int | None
    version: int
    opinions: tuple[OpinionView, ...]


def _visible(conference: int, role: str, unit: int | None) -> Q:
    """Office and leaders see all, the inspector what is or was in force, a unit that and what it was asked about."""
    within = Q(conference_id=conference)
    if role in UNITS:
        asked = RegulationOpinion.objects.filter(conference_id=conference, unit__number=unit or 0)
        return within & (Q(state__in=OUT) | Q(pk__in=asked.values("regulation")))
    return within & Q(state__in=OUT) if role == "inspector" else within


def regulations(
    conference: int,
    *,
    role: str,
    unit: int | None,
    kind: str = "",
    shown: str = "all",
    before: int | None = None,
    limit: int = PAGE,
) -> list[RegulationRow]:
    """The newest first, below number ``before`` (keyset). ``shown``: force, a state, or all. One query."""
    rows = Regulation.objects.filter(_visible(conference, role, unit))
    if kind in REGULATIONS:
        rows = rows.filter(kind=kind)
    if shown == "force":
        rows = rows.filter(state__in=["issued", "amended"])
    elif shown in REGULATION_STATES:
        rows = rows.filter(state=shown)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row) for row in _counted(rows).order_by("-number")[:limit]]


def _counted(rows: QuerySet[Regulation]) -> QuerySet[Regulation, Any]:
    return rows.annotate(asked=Count("opinions"), given=Count("opinions", filter=Q(opinions__given_on__isnull=False)))


def _row(row: Any) -> RegulationRow:
    return RegulationRow(
        number=row.number,
        kind=row.kind,
        kind_label=REGULATIONS[row.kind],
        title=row.title,
        state=row.state,
        state_label=REGULATION_STATES[row.state],
        document_number=row.document_number,
        drafted_on=row.drafted_on,
        issued_on=row.issued_on,
        changed_on=row.changed_on,
        asked=row.asked,
        given=row.given,
    )


def regulation_for(conference: int, number: int, *, role: str, unit: int | None) -> RegulationView | None:
    """One, if the seat may see it; hidden and absent are the same. Two queries."""
    found = _counted(Regulation.objects.filter(_visible(conference, role, unit), number=number))
    row = found.select_related("document").first()
    if row is None:
        return None
    opinions = RegulationOpinion.objects.filter(regulation=row).select_related("unit").order_by("unit__number")
    if role in UNITS:
        opinions = opinions.filter(unit__number=unit or 0)
    return RegulationView(
        row=_row(row),
        text=row.text,
        note=row.note,
        document=row.document.number if row.document else None,
        version=row.version,
        opinions=tuple(
            OpinionView(
                each.unit.number, each.unit.name, each.asked_on, each.due, each.given_on, each.text, each.on_behalf
            )
            for each in opinions
        ),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft that a unit's opinion is asked on."""

    number: int
    title: str
    due: date | None


def to_comment(conference: int, unit: int, limit: int = 50) -> list[Asked]:
    """Drafts on which a unit has not answered, the earliest due first. One query."""
    rows = RegulationOpinion.objects.filter(
        conference_id=conference, unit__number=unit, given_on=None, regulation__state="opinions"
    ).order_by(F("due").asc(nulls_last=True), "regulation__number")
    return [Asked(*row) for row in rows.values_list("regulation__number", "regulation__title", "due")[:limit]]


def issued_documents(conference: int, limit: int = 100) -> list[tuple[int, str]]:
    """Documents that a regulation may have gone out with: number and words, the newest first. One query."""
    rows = Document.objects.filter(conference_id=conference, state__in=["issued", "filed"]).order_by("-number")
    return [
        (number, f"{theirs} {title}")
        for number, theirs, title in rows.values_list("number", "document_number", "title")[:limit]
    ]


def named_regulations(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """What regulations are called on the pages of the rooms below (roster.names)."""
    return named_rows("regulation", Regulation.objects.filter(conference_id=conference, number__in=numbers), F("title"))
