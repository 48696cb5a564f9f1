"""Writes on outgoing documents: 拟稿 → 核稿 → 签发 → 印发 → 签收 → 归档; returned, recalled, discarded.

The drafter cannot sign. What was signed is sealed: its hash stands in the journal. The number is taken when the
document is issued, so a draft that is given up leaves no gap in the book.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

from lianxi.documents.official import marks_secrecy
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.papers import moves, numbers
from lianxi.papers.content import LONGEST, MOST_ENCLOSURES, MOST_POINTS, Draft, EnclosureText, FiguresText, PointText
from lianxi.papers.models import (
    CATEGORIES,
    KINDS,
    SIGNERS,
    STATES,
    URGENCIES,
    Document,
    Enclosure,
    Issuer,
    Point,
    Recipient,
)
from lianxi.roster.models import Tenure, Unit
from lianxi.roster.roles import OFFICE
from lianxi.rulebook.facts import Value

#: kind of document → what another room does in the same entry when it is issued
Follower = Callable[[Step, Document], None]
_followers: dict[str, Follower] = {}
#: kind of document → the verb of its own that a duty may ask for
OWN_VERBS = {"brief": "brief.issued", "work_points": "work_points.issued"}


def register_issue_follower(kind: str, follower: Follower) -> None:
    """Called at start-up by a room above: the points of the year's work become tasks when they are issued."""
    _followers[kind] = follower


@action(moves.DRAFT)
def draft_document(step: Step, *, draft: Draft, origin: str = "") -> str:
    """Begin a document."""
    row = lay_document(step, draft, origin)
    return f"document:{row.number}"


def lay_document(step: Step, draft: Draft, origin: str = "") -> Document:
    """Add a draft and its fact to the entry being written."""
    issuer = check_draft(step.conference.pk, draft)
    row = Document(
        conference=step.conference,
        number=step.next("document"),
        issuer=issuer,
        origin=origin,
        drafter=step.actor.person,
        drafted_on=step.today,
    )
    write_draft(row, draft)
    data: dict[str, Value] = {"kind": draft.kind, "text": draft.sha256()}
    kind, _, number = origin.partition(":")
    if number:
        data[kind] = int(number)
    step.fact("document.drafted", f"document:{row.number}", data=data)
    return row


def check_draft(conference: int, draft: Draft) -> Issuer:
    """What even a draft must have; its issuer. Raises ``Invalid``."""
    if draft.kind not in KINDS or draft.urgency not in URGENCIES:
        raise Invalid("请选择文种。", "kind")
    if not draft.title.strip():
        raise Invalid("请填写标题。", "title")
    if len(draft.body) > LONGEST or len(draft.enclosures) > MOST_ENCLOSURES or len(draft.points) > MOST_POINTS:
        raise Invalid(f"正文不超过 4 万字，附件不超过 {MOST_ENCLOSURES} 个，要点不超过 {MOST_POINTS} 条。", "body")
    if any(marks_secrecy(text) for text in (draft.title, draft.body, *(each.text for each in draft.enclosures))):
        raise RuleBroken("本系统不处理标注密级的文件。请通过涉密渠道办理，并删去这份文稿。")
    issuer = Issuer.objects.filter(conference_id=conference, number=draft.issuer, closed_on=None).first()
    if issuer is None:
        raise Invalid("请选择发文机关。还没有的，请先在发文机关设定中添加。", "issuer")
    return issuer


def write_draft(row: Document, draft: Draft) -> None:
    """The words of a draft into its row and those below it."""
    row.kind, row.title = draft.kind, draft.title.strip()[:150]
    row.addressee, row.cc, row.body = draft.addressee.strip()[:300], draft.cc.strip()[:300], draft.body.strip()
    row.remark, row.urgency = draft.remark.strip()[:150], draft.urgency
    row.figures = [asdict(each) for each in draft.figures]
    row.save()
    row.enclosures.filter(file="").delete()
    row.points.all().delete()
    Enclosure.objects.bulk_create(
        Enclosure(conference_id=row.conference_id, document=row, place=place, title=each.title[:150], text=each.text)
        for place, each in enumerate((each for each in draft.enclosures if not each.file), start=1)
    )
    units = dict(Unit.objects.filter(conference_id=row.conference_id, closed_on=None).values_list("number", "pk"))
    Point.objects.bulk_create(
        Point(
            conference_id=row.conference_id,
            document=row,
            place=place,
            text=each.text[:200],
            unit_id=units.get(each.unit or 0),
            due=each.due,
            category=each.category if each.category in CATEGORIES else "",
        )
        for place, each in enumerate(draft.points, start=1)
    )


def read_draft(row: Document) -> Draft:
    return Draft(
        kind=row.kind,
        issuer=row.issuer.number,
        title=row.title,
        addressee=row.addressee,
        cc=row.cc,
        body=row.body,
        remark=row.remark,
        urgency=row.urgency,
        enclosures=tuple(EnclosureText(each.title, each.text, each.file) for each in row.enclosures.order_by("place")),
        points=tuple(
            PointText(each.text, each.unit.number if each.unit else None, each.due, each.category)
            for each in row.points.select_related("unit").order_by("place")
        ),
        figures=tuple(map(FiguresText.read, row.figures)),
    )


@action(moves.CHECK)
def check_document(step: Step, *, number: int, version: int) -> str:
    """核稿, by another than the drafter; an office of one checks its own, and the record says so.

    On behalf: what the other checked on paper.
    """
    row = take(step, number, version, moves.CHECK)
    lacking = missing(read_draft(row))
    if lacking:
        raise Invalid(" ".join(lacking), "number")
    behalf = step.call.behalf
    person = behalf.person if behalf else step.actor.person
    if person is None:
        raise RuleBroken("该席位没有在任人员，不能代录核稿。")
    if person == row.drafter and others_in_office(step.conference.pk, person, step.today):
        raise RuleBroken("拟稿人不能核自己的稿。请由办公室另一位同志核稿；已在纸上核过的，登记纸质核稿。")
    row.checker, row.state = person, "checked"
    save_next(row, "checker", "state")
    data: dict[str, Value] = {"kind": row.kind, "text": read_draft(row).sha256()}
    if person == row.drafter:
        data["same_person"] = True
    step.fact("document.checked", f"document:{number}", on=behalf.on if behalf else None, data=data)
    return f"document:{number}"


def others_in_office(conference: int, person: int, on: date) -> bool:
    """Whether the office has somebody else on that day."""
    held = Tenure.objects.filter(conference_id=conference, seat__role__in=OFFICE, seat__closed_on=None, since__lte=on)
    return held.exclude(until__lt=on).exclude(person__number=person).exists()


def missing(draft: Draft) -> list[str]:
    """What a document lacks before it can be checked, as sentences."""
    found = []
    if not draft.body.strip() and not draft.points:
        found.append("正文还是空的。")
    if draft.kind in {"request", "report", "letter"} and not draft.addressee.strip():
        found.append("请填写主送机关。")
    if draft.kind == "request" and len([name for name in draft.addressee.split("、") if name.strip()]) > 1:
        found.append("请示只写一个主送机关。")
    if draft.kind == "work_points":
        if not draft.points:
            found.append("年度工作要点至少写一条。")
        found += [f"第 {place} 条要点没有责任单位。" for place, each in enumerate(draft.points, 1) if each.unit is None]
    return found


@action(moves.RETURN)
def return_document(step: Step, *, number: int, version: int, opinion: str) -> str:
    """Back to the drafter, with what is to be changed: by who checks or who signs."""
    if not opinion.strip():
        raise Invalid("请写明退回的意见。", "opinion")
    row = take(step, number, version, moves.RETURN)
    row.state, row.opinion = "draft", opinion.strip()
    save_next(row, "state", "opinion")
    step.fact("document.returned", f"document:{number}", data={"kind": row.kind})
    step.text("opinion", opinion)
    return f"document:{number}"


@action(moves.SIGN)
def sign_document(step: Step, *, number: int, version: int, files: Sequence[Upload] = ()) -> str:
    """签发 by whom the issuer names; never by the drafter; on paper with the scan of the signed draft."""
    row = take(step, number, version, moves.SIGN)
    behalf = step.call.behalf
    person, role = (behalf.person, behalf.role) if behalf else (step.actor.person, step.actor.role)
    if role != row.issuer.signer:
        raise RuleBroken(f"以“{row.issuer.name}”名义发文，由{SIGNERS[row.issuer.signer]}签发。")
    if person is None:
        raise RuleBroken("该席位没有在任人员，不能代录签发。")
    if person == row.drafter:
        raise RuleBroken("拟稿人不能签发自己起草的文件。")
    if behalf is not None and not files:
        raise Invalid("代录签发须附签发稿的扫描件或照片。", "scans")
    draft = read_draft(row)
    row.signer, row.state, row.sealed = person, "signed", draft.text()
    row.signed_on = behalf.on if behalf else step.today
    save_next(row, "signer", "state", "sealed", "signed_on")
    for file in files:
        step.attach(file)
    data: dict[str, Value] = {"kind": row.kind, "text": draft.sha256()}
    step.fact("document.signed", f"document:{number}", on=row.signed_on, data=data)
    return f"document:{number}"


@action(moves.ISSUE)
def issue_document(
    step: Step, *, number: int, version: int, units: Sequence[int], running: int | None = None, typed: str = ""
) -> str:
    """印发: the number is taken (or typed, from another office's book), the units named get it to sign for."""
    return lay_issue(step, take(step, number, version, moves.ISSUE), units, running=running, typed=typed)


def lay_issue(step: Step, row: Document, units: Sequence[int], *, running: int | None = None, typed: str = "") -> str:
    """Issue a signed document within the entry being written; what follows from its kind goes into the same entry."""
    receivers = list(Unit.objects.filter(conference=step.conference, number__in=list(units), closed_on=None))
    if len(receivers) != len(set(units)):
        raise Invalid("所选单位中有的不存在或已撤并。请重新选择。", "units")
    series, bearer = numbers.series_of(row.kind), f"document:{row.number}"
    if numbers.kept_here(row.issuer, series):
        row.document_number = numbers.take(step, row.issuer, series, wanted=running, bearer=bearer)
    else:
        row.document_number = numbers.check_typed(step, typed)
    row.state, row.issued_on = "issued", step.today
    save_next(row, "document_number", "state", "issued_on")
    Recipient.objects.bulk_create(Recipient(conference=step.conference, document=row, unit=unit) for unit in receivers)
    data: dict[str, Value] = {"kind": row.kind, "units": len(receivers)}
    step.fact("document.issued", bearer, data=data)
    if row.kind in OWN_VERBS:
        step.fact(OWN_VERBS[row.kind], bearer)
    if row.kind in _followers:
        _followers[row.kind](step, row)
    return bearer


@action(moves.RECEIVE)
def receive_document(step: Step, *, number: int) -> str:
    """A unit signs for a document; the office may record it for the unit."""
    return lay_receipt(step, number)


def lay_receipt(step: Step, number: int, on: date | None = None) -> str:
    """Add a unit's receipt to the entry being written; ``on``: the day it signed, where not the call's own."""
    row = take(step, number, None, moves.RECEIVE)
    unit = step.call.behalf.unit if step.call.behalf else step.actor.unit
    mine = Recipient.objects.filter(document=row, unit__number=unit or 0).first()
    if mine is None:
        raise Invalid("这份文件没有印发给该单位。", "unit")
    if mine.received_on is not None:
        raise RuleBroken("该单位已经签收。")
    mine.received_on = on or (step.call.behalf.on if step.call.behalf else step.today)
    mine.on_behalf = step.call.behalf is not None
    mine.save(update_fields=["received_on", "on_behalf"])
    step.fact("document.received", f"document:{number}", on=mine.received_on, unit=unit, data={"kind": row.kind})
    return f"document:{number}"


@action(moves.FILE)
def file_document(step: Step, *, number: int, version: int) -> str:
    """归档."""
    row = take(step, number, version, moves.FILE)
    row.state = "filed"
    save_next(row, "state")
    step.fact("document.filed", f"document:{number}", data={"kind": row.kind})
    return f"document:{number}"


@action(moves.RECALL)
def recall_document(step: Step, *, number: int, version: int, reason: str) -> str:
    """Take back what was issued, with the reason: its number stays used, nobody has to sign for it any more."""
    if not reason.strip():
        raise Invalid("请写明收回的原因。", "reason")
    row = take(step, number, version, moves.RECALL)
    row.state, row.opinion, row.recalled_on = "recalled", reason.strip(), step.today
    save_next(row, "state", "opinion", "recalled_on")
    step.fact("document.recalled", f"document:{number}", data={"kind": row.kind})
    step.text("reason", reason)
    return f"document:{number}"


@action(moves.DISCARD)
def discard_document(step: Step, *, number: int, version: int, reason: str) -> str:
    """Give a draft up; it stays readable and has taken no number."""
    if not reason.strip():
        raise Invalid("请写明作废的原因。", "reason")
    row = take(step, number, version, moves.DISCARD)
    row.state, row.opinion = "discarded", reason.strip()
    save_next(row, "state", "opinion")
    step.fact("document.discarded", f"document:{number}", data={"kind": row.kind})
    step.text("reason", reason)
    return f"document:{number}"


def take(step: Step, number: int, version: int | None, move: Move) -> Document:
    row = Document.objects.filter(conference=step.conference, number=number).select_related("issuer").first()
    if row is None:
        raise Invalid("没有这份文件。", "number")
    check_standing(row, version, move, what="这份文件", states=STATES)
    return row


def sealed_draft(sealed: str) -> Draft:
    """What was signed, as it was."""
    data = json.loads(sealed)
    data["enclosures"] = tuple(EnclosureText(**each) for each in data["enclosures"])
    data["points"] = tuple(
        PointText(
            each["text"],
            each["unit"],
            date.fromisoformat(each["due"]) if each["due"] else None,
            each.get("category", ""),
        )
        for each in data["points"]
    )
    data["figures"] = tuple(map(FiguresText.read, data.get("figures", ())))
    return Draft(**data)
