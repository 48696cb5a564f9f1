"""The county's table (article 16): brought in whole, filled in line by line. It never scores a unit: its lines hold no
formula, are no measures, and stand in no scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianxi.assessment.county_figures import known
from lianxi.assessment.county_reading import MOST, Item
from lianxi.assessment.models import CountyItem, CountyTable
from lianxi.journal.frame import Step, action
from lianxi.journal.models import Entry
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, Stale
from lianxi.journal.versioned import save_next
from lianxi.papers.models import Document

IMPORT = Move("county_table.imported", "imported", ("office",), (), "assessment.published")
FILL = Move("county_table.filled", "imported", ("office",), ("imported",), "assessment.published")


@dataclass(frozen=True, slots=True)
class Filled:
    """What the office says of one line. ``duties``: articles; ``entries``, ``documents``: what shows it, by number."""

    computes: str = ""
    duties: Sequence[str] = ()
    entries: Sequence[int] = ()
    documents: Sequence[int] = ()
    note: str = ""
    own_score: Decimal | None = None


@action(IMPORT)
def import_table(step: Step, *, title: str, year: int, issuer: str, items: Sequence[Item]) -> str:
    """The whole table in one entry. Raises ``Invalid``."""
    if not title.strip():
        raise Invalid("请填写自评表的名称。", "title")
    if not items or len(items) > MOST or not all(each.name.strip() for each in items):
        raise Invalid(f"自评表要有 1 到 {MOST} 项，每项都有名称。", "table")
    table = CountyTable.objects.create(
        conference=step.conference,
        number=step.next("county_table"),
        title=title.strip()[:120],
        year=year,
        issuer=issuer.strip()[:80],
        imported_on=step.today,
    )
    CountyItem.objects.bulk_create(
        CountyItem(
            conference=step.conference,
            table=table.number,
            place=place,
            group=each.group[:80],
            name=each.name[:200],
            standard=each.standard,
            points=each.points,
        )
        for place, each in enumerate(items, 1)
    )
    step.fact(IMPORT.verb, f"county_table:{table.number}", data={"year": year, "items": len(items)})
    return f"county_table:{table.number}"


@action(FILL)
def fill_item(step: Step, *, table: int, place: int, version: int, filled: Filled) -> str:
    """Evidence, figure, note and own score of one line. Raises ``Invalid`` or ``Stale``."""
    row = CountyItem.objects.filter(conference=step.conference, table=table, place=place).first()
    if row is None:
        raise Invalid("没有这一项。请从自评表进入。", "place")
    if row.version != version:
        raise Stale("其间有人填写过这一项。请看过最新内容后再填。")
    if filled.computes and not known(filled.computes):
        raise Invalid("请从列表中选择要计算的数字。", "computes")
    if filled.own_score is not None and row.points is not None and filled.own_score > max(row.points, Decimal(0)):
        raise Invalid(f"自评分不能超过分值 {row.points.normalize():f}。", "own_score")
    _check(step, filled)
    row.computes, row.duties = filled.computes, list(filled.duties)
    row.evidence = [f"entry:{each}" for each in filled.entries] + [f"document:{each}" for each in filled.documents]
    row.note, row.own_score = filled.note.strip(), filled.own_score
    save_next(row, "computes", "duties", "evidence", "note", "own_score")
    step.fact(FILL.verb, f"county_table:{table}", data={"place": place, "evidence": len(row.evidence)})
    step.text("note", filled.note)
    return f"county_table:{table}"


def _check(step: Step, filled: Filled) -> None:
    entries = set(
        Entry.objects.filter(conference=step.conference, number__in=filled.entries).values_list("number", flat=True)
    )
    documents = set(
        Document.objects.filter(conference=step.conference, number__in=filled.documents).values_list(
            "number", flat=True
        )
    )
    for name, wanted, found in (("entries", filled.entries, entries), ("documents", filled.documents, documents)):
        missing = [str(each) for each in wanted if each not in found]
        if missing:
            what = "日志" if name == "entries" else "发文"
            raise Invalid(f"没有第 {'、'.join(missing)} 号{what}。请核对编号。", name)
