"""A person's own views of the ledger: a name and the filter as an address. Working copies, no steps (ADR 0004)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.journal.refusals import Invalid
from lianxi.matters.models import SavedView

#: how many one person may keep
MOST = 12


@dataclass(frozen=True, slots=True)
class ViewLine:
    number: int
    name: str
    query: str


def views_of(conference: int, person: int) -> list[ViewLine]:
    """His views by name. One query."""
    rows = SavedView.objects.filter(conference_id=conference, person=person).order_by("name")
    return [ViewLine(row.pk, row.name, row.query) for row in rows]


def save_view(conference: int, person: int, name: str, query: str) -> None:
    """Keep the filter under a name; the same name again replaces it. Raises ``Invalid``."""
    if not name.strip():
        raise Invalid("请给这个视图起个名字，例如“本月到期”。", "name")
    mine = SavedView.objects.filter(conference_id=conference, person=person)
    if mine.exclude(name=name.strip()[:40]).count() >= MOST:
        raise Invalid(f"最多保存 {MOST} 个视图。请先删除不用的。", "name")
    SavedView.objects.update_or_create(
        conference_id=conference, person=person, name=name.strip()[:40], defaults={"query": query[:400]}
    )


def drop_view(conference: int, person: int, number: int) -> None:
    """Delete one of his own; another's is not there."""
    SavedView.objects.filter(conference_id=conference, person=person, pk=number).delete()
