"""What was issued on paper and recorded by hand stands in the register of documents too; no entry is touched.

Without an issuer there is no register yet: then the record alone tells of it.
"""

from __future__ import annotations

from lianxi.journal.frame import Step
from lianxi.papers.models import Document, Issuer
from lianxi.roster.by_hand import Record
from lianxi.rulebook.facts import Fact


def adopt_document(step: Step, record: Record, object_: str, kind: str) -> None:
    """A document under the number of its record. What was issued about a meeting belongs to that meeting's minutes."""
    if record.subject:
        return
    _adopt(step, record, "notice", int(object_.partition(":")[2]), "")


def adopt_brief(step: Step, record: Record, object_: str, kind: str) -> None:
    """A brief, under a number of the register's own."""
    _adopt(step, record, "brief", step.next("document"), object_)


def adopt_work_points(step: Step, record: Record, object_: str, kind: str) -> None:
    """The year's work points; their tasks, if any, were given out on paper."""
    _adopt(step, record, "work_points", step.next("document"), object_)


def _adopt(step: Step, record: Record, kind: str, number: int, origin: str) -> None:
    issuers = Issuer.objects.filter(conference=step.conference, closed_on=None).order_by("number")
    issuer = issuers.filter(body="office").first() or issuers.first()
    if issuer is None:
        return
    Document.objects.create(
        conference=step.conference,
        number=number,
        kind=kind,
        issuer=issuer,
        title=record.title.strip()[:150],
        body=record.note.strip(),
        origin=origin,
        state="filed",
        drafted_on=record.happened_on,
        issued_on=record.happened_on,
        by_hand=True,
    )


def undo(step: Step, fact: Fact) -> None:
    """The record was a mistake: its row is shown as void. So is one brought in as history."""
    rows = Document.objects.filter(conference=step.conference, by_hand=True)
    if fact.verb == "document.issued":
        rows = rows.filter(number=int(fact.object.partition(":")[2]))
    else:
        rows = rows.filter(origin=fact.object)
    rows.update(state="discarded", opinion="补录的记录已撤回", document_number="")
