"""Reading the papers of a matter: plain values, for who may see the matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.documents.official import official_date
from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.case_papers.paper_content import FIELDS
from lianxi.matters.case_papers.paper_numbers import next_number
from lianxi.matters.life.concluding import RESULTS
from lianxi.matters.life.delivering import TO_PETITIONER
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.scope import visible
from lianxi.matters.tables import setting
from lianxi.roster.queries import person_names


@dataclass(frozen=True, slots=True)
class MatterHead:
    """As much of a matter as the page of one of its steps says. ``lead``, ``helpers``: numbers of units."""

    number: int
    label: str
    title: str
    text: str
    state: str
    state_label: str
    version: int
    kind: str
    route: int | None
    source: str
    result: str
    lead: int | None
    lead_name: str
    responsible: int | None
    helpers: tuple[int, ...]
    handler: int | None
    received_on: date
    due_on: date | None
    extended_days: int
    delivered_on: date | None
    stub: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper, for a list. ``awaited``: it is for the petitioner and its delivery is not recorded yet."""

    number: int
    matter: int
    kind: str
    label: str
    state: str
    state_label: str
    organ: str
    document_number: str
    drafted_on: date
    issued_on: date | None
    delivered_on: date | None
    delivery: str
    receipt: str
    answer: str
    for_petitioner: bool
    awaited: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a paper says; ``long``: a text of its own lines."""

    label: str
    text: str
    long: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper whole: what it says, who drafted and who approved it."""

    row: PaperRow
    version: int
    content: Mapping[str, str]
    said: tuple[Said, ...]
    opinion: str
    drafter: int
    drafter_name: str
    approver_name: str
    approved_on: date | None
    next_number: str
    is_result: bool


def head_of(conference: int, actor: Actor, number: int) -> MatterHead | None:
    """A matter for the page of a step; None when hidden or absent. Three queries."""
    matter = visible(conference, actor).select_related("lead", "responsible").filter(number=number).first()
    if matter is None:
        return None
    delivered = CasePaper.objects.filter(matter=matter, kind__in=RESULTS).exclude(delivered_on=None)
    return MatterHead(
        number=matter.number,
        label=words.number_label(matter.number),
        title=matter.title,
        text=matter.text,
        state=matter.state,
        state_label=words.STATES[matter.state],
        version=matter.version,
        kind=matter.kind,
        route=matter.route,
        source=matter.source,
        result=matter.result,
        lead=matter.lead.number if matter.lead else None,
        lead_name=matter.lead.name if matter.lead else "",
        responsible=matter.responsible.number if matter.responsible else None,
        helpers=tuple(matter.co_handlers.values_list("unit__number", flat=True)),
        handler=matter.handler,
        received_on=matter.received_on,
        due_on=matter.due_on,
        extended_days=matter.extended_days,
        delivered_on=delivered.order_by("-number").values_list("delivered_on", flat=True).first(),
        stub=matter.stub,
    )


def papers_of(matter: Matter) -> tuple[PaperRow, ...]:
    """The papers of a matter that somebody may see, oldest first, drafts that were dropped left out. One query."""
    rows = CasePaper.objects.filter(matter=matter).exclude(state="void").order_by("number")
    return tuple(row_of(row, matter.number) for row in rows)


def papers(conference: int, number: int) -> tuple[PaperRow, ...]:
    """``papers_of`` by the number of the matter; the caller has asked who may see it. One query."""
    rows = CasePaper.objects.filter(conference_id=conference, matter__number=number).exclude(state="void")
    return tuple(row_of(row, number) for row in rows.order_by("number"))


def paper_for(conference: int, matter: int, paper: int) -> PaperView | None:
    """One paper of a matter; the caller has asked who may see the matter. Two to four queries."""
    row = CasePaper.objects.filter(conference_id=conference, matter__number=matter, number=paper).first()
    if row is None:
        return None
    names = person_names(conference, [each for each in (row.drafter, row.approver) if each is not None])
    wanted = row.state == "submitted" or (row.kind in ("closing", "agreement") and row.state != "issued")
    year = max(filter(None, (row.drafted_on, row.issued_on))).year
    return PaperView(
        row=row_of(row, matter),
        version=row.version,
        content=row.content,
        said=said(row.kind, row.content),
        opinion=row.opinion,
        drafter=row.drafter,
        drafter_name=names.get(row.drafter, ""),
        approver_name=names.get(row.approver, "") if row.approver else "",
        approved_on=row.approved_on,
        next_number=next_number(conference, row.organ, row.kind, year) if wanted and row.organ else "",
        is_result=row.kind in RESULTS,
    )


#: what a notice says, where its kind has no fields of its own to be drafted
NOTICE_LABELS = {
    "days": "延长天数",
    "reason": "理由",
    "due": "原办理期限",
    "new_due": "延长后的期限",
    "procedure": "处理途径和程序",
    "competent": "有权处理的机关、单位",
    "handled_by": "已受理的机关",
    "recheck_organ": "复核机关",
    "rechecked_on": "复核意见日期",
    "sent_to": "转送、交办去向",
    "delivery_note": "送达说明",
}
LONG = ("reason", "procedure", "delivery_note")


def said(kind: str, content: Mapping[str, str]) -> tuple[Said, ...]:
    """What a paper says, label by label, in the order of its kind."""
    fields = {field.name: field for field in FIELDS.get(kind, ())}
    found = [
        Said(field.label, _printed((field.choices or {}).get(content[name], content[name])), field.shape == "text")
        for name, field in fields.items()
        if content.get(name)
    ]
    more = [name for name in NOTICE_LABELS if content.get(name) and name not in fields]
    return (*found, *(Said(NOTICE_LABELS[name], _printed(content[name]), name in LONG) for name in more))


def _printed(text: str) -> str:
    """A day as it is written in a paper, everything else as it stands."""
    try:
        return official_date(date.fromisoformat(text))
    except ValueError:
        return text


def organs(conference: int) -> tuple[str, ...]:
    """The organs that issue papers, as the office set them. One query."""
    return setting.ledger(conference).organs


def row_of(row: CasePaper, matter: int) -> PaperRow:
    """A paper for a list."""
    return PaperRow(
        number=row.number,
        matter=matter,
        kind=row.kind,
        label=words.PAPERS[row.kind],
        state=row.state,
        state_label=words.PAPER_STATES[row.state],
        organ=row.organ,
        document_number=row.document_number,
        drafted_on=row.drafted_on,
        issued_on=row.issued_on,
        delivered_on=row.delivered_on,
        delivery=words.DELIVERY.get(row.delivery, ""),
        receipt=words.RECEIPTS.get(row.receipt, ""),
        answer=words.ANSWERS.get(row.answer, ""),
        for_petitioner=row.kind in TO_PETITIONER,
        awaited=row.state == "issued" and row.delivered_on is None and row.kind in TO_PETITIONER,
    )
