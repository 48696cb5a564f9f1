"""History of this room: documents out and papers in from before the system was used (see ``roster.history``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents.columns import Column
from lianxi.journal.frame import Step
from lianxi.papers.models import KINDS, PAPER_FORMS, Document, Incoming, Issuer
from lianxi.papers.outgoing import OWN_VERBS
from lianxi.roster.history import HISTORY, Found, Ground, Line, Sheet
from lianxi.rulebook.facts import Fact, Value


@dataclass(frozen=True, slots=True)
class PastDocument:
    kind: str
    issuer: str
    title: str
    document_number: str
    addressee: str
    issued_on: date


def document_columns(ground: Ground) -> Sequence[Column]:
    names = tuple(Issuer.objects.filter(conference_id=ground.conference).values_list("name", flat=True))
    return [
        Column("kind", "文种", 12, choices=tuple(KINDS.values()), required=True),
        Column("issuer", "发文机关", 28, choices=names, required=True, help="先在“发文机关和字号”里添加。"),
        Column("title", "标题", 44, required=True),
        Column("document_number", "发文字号", 22),
        Column("addressee", "主送", 24),
        Column("issued_on", "印发日期", 13, kind="date", required=True),
    ]


def examine_document(line: Line) -> Found | None:
    kind = line.choice("kind", KINDS, required="请选择文种。")
    title = line.text("title", 150, required="请填写标题。")
    number, addressee = line.text("document_number", 60), line.text("addressee", 300)
    issued_on = line.day("issued_on", required="请填写印发日期。")
    issuer = line.text("issuer", 80, required="请选择发文机关。")
    if issuer and issuer not in _issuers(line):
        line.wrong("issuer", f"没有叫“{issuer}”的发文机关。请先在“发文机关和字号”里添加。")
    if kind is None or not title or issued_on is None or line.problems:
        return None
    mark = (number,) if number and kind != "brief" else (kind, title, issued_on)
    if line.twice("title", mark):
        return None
    words = f"{KINDS[kind]}《{title}》{number}，{issued_on:%Y-%m-%d} 印发"
    return Found(words, issued_on, PastDocument(kind, issuer, title, number, addressee, issued_on), _known(line, mark))


def _issuers(line: Line) -> set[str]:
    if "issuers" not in line.shared:
        rows = Issuer.objects.filter(conference_id=line.ground.conference)
        line.shared["issuers"] = set(rows.values_list("name", flat=True))
    found: set[str] = line.shared["issuers"]
    return found


def _known(line: Line, mark: tuple[Any, ...]) -> bool:
    """Whether the room has this document. One query a workbook."""
    if "documents there" not in line.shared:
        rows = Document.objects.filter(conference_id=line.ground.conference).exclude(state="discarded")
        there: set[tuple[Any, ...]] = set()
        for kind, title, day, number in rows.values_list("kind", "title", "issued_on", "document_number"):
            there |= {(number,), (kind, title, day)} if number and kind != "brief" else {(kind, title, day)}
        line.shared["documents there"] = there
    return mark in line.shared["documents there"]


def lay_past_document(step: Step, past: PastDocument, made: dict[str, Any]) -> None:
    row = Document.objects.create(
        conference=step.conference,
        number=step.next("document"),
        kind=past.kind,
        issuer=Issuer.objects.get(conference=step.conference, name=past.issuer),
        title=past.title,
        addressee=past.addressee,
        state="filed",
        drafted_on=past.issued_on,
        issued_on=past.issued_on,
        document_number=past.document_number,
        by_hand=True,
    )
    data: dict[str, Value] = {**HISTORY, "kind": past.kind}
    step.fact("document.issued", f"document:{row.number}", on=past.issued_on, data=data)
    if past.kind in OWN_VERBS:
        step.fact(OWN_VERBS[past.kind], f"document:{row.number}", on=past.issued_on, data=HISTORY)


@dataclass(frozen=True, slots=True)
class PastPaper:
    form: str
    sender: str
    their_number: str
    title: str
    received_on: date
    due: date | None
    answer: str
    answered_on: date | None


def paper_columns(ground: Ground) -> Sequence[Column]:
    return [
        Column("form", "类别", 12, choices=tuple(PAPER_FORMS.values()), required=True),
        Column("sender", "来文单位", 26, required=True),
        Column("their_number", "来文字号", 22),
        Column("title", "标题或事由", 44, required=True, help="请勿写信访人姓名、电话。"),
        Column("received_on", "收到日期", 13, kind="date", required=True),
        Column("due", "要求办复", 13, kind="date"),
        Column("answer", "办理结果", 36),
        Column("answered_on", "办复日期", 13, kind="date", help="没有填写的，按阅存归档处理。"),
    ]


def examine_paper(line: Line) -> Found | None:
    form = line.choice("form", PAPER_FORMS, required="请选择来文或电话记录。")
    sender = line.text("sender", 80, required="请填写来文单位。")
    title = line.text("title", 150, required="请填写标题或者事由。")
    number, answer = line.text("their_number", 60), line.text("answer", 20_000)
    received_on = line.day("received_on", required="请填写收到日期。")
    due, answered_on = line.day("due", future=True), line.day("answered_on")
    if answer and answered_on is None and not line.problems:
        line.wrong("answered_on", "填了办理结果，请填写办复日期。")
    if received_on and answered_on and answered_on < received_on:
        line.wrong("answered_on", f"办复日期早于收到日期（{received_on:%Y-%m-%d}）。请核对。")
    if form is None or not sender or not title or received_on is None or line.problems:
        return None
    mark = (sender, number) if number else (sender, title, received_on)
    if line.twice("title", mark):
        return None
    value = PastPaper(form, sender, number, title, received_on, due, answer, answered_on)
    words = f"{sender}{PAPER_FORMS[form]}“{title}”，{received_on:%Y-%m-%d} 收到"
    return Found(words, received_on, value, mark in _papers_there(line))


def _papers_there(line: Line) -> set[tuple[Any, ...]]:
    if "papers there" not in line.shared:
        rows = Incoming.objects.filter(conference_id=line.ground.conference).exclude(state="withdrawn")
        there: set[tuple[Any, ...]] = set()
        for sender, number, title, day in rows.values_list("sender", "their_number", "title", "received_on"):
            there.add((sender, number) if number else (sender, title, day))
        line.shared["papers there"] = there
    found: set[tuple[Any, ...]] = line.shared["papers there"]
    return found


def lay_past_paper(step: Step, past: PastPaper, made: dict[str, Any]) -> None:
    row = Incoming.objects.create(
        conference=step.conference,
        number=step.next("paper"),
        form=past.form,
        sender=past.sender,
        their_number=past.their_number,
        title=past.title,
        received_on=past.received_on,
        due=past.due,
        answer=past.answer,
        answered_on=past.answered_on,
        state="filed",
        by_hand=True,
    )
    data: dict[str, Value] = {**HISTORY, "form": past.form}
    if past.due is not None:
        data["due"] = past.due.isoformat()
    object_ = f"paper:{row.number}"
    step.fact("paper.received", object_, on=past.received_on, data=data)
    if past.answered_on is not None:
        step.fact("paper.answered", object_, on=past.answered_on, data=HISTORY)
    step.fact("paper.filed", object_, on=past.answered_on or past.received_on, data=HISTORY)


def undo_paper(step: Step, fact: Fact) -> None:
    """A paper brought in by mistake; one registered in the room is closed by its own steps."""
    if fact.data.get("history"):
        number = int(fact.object.partition(":")[2])
        Incoming.objects.filter(conference=step.conference, number=number, by_hand=True).update(state="withdrawn")


DOCUMENTS = Sheet(
    "documents",
    "发文",
    50,
    document_columns,
    examine_document,
    lay_past_document,
    examples=[("通知", "（发文机关名称）", "关于开展排查的通知", "某信联办〔2023〕3号", "各成员单位", "2023-03-02")],
    note="一行一份已经印发的文件。年度工作要点、简报也写在这里，补录后计入相应职责的佐证。",
)
PAPERS = Sheet(
    "papers",
    "收文",
    60,
    paper_columns,
    examine_paper,
    lay_past_paper,
    examples=[
        ("来文", "县水利局", "县水函〔2023〕8号", "关于协助勘测的函", "2023-04-06", "", "已派员协助。", "2023-04-12")
    ],
    note="一行一件来文或来电；上级交办、要求报告结果的，写在“上级交办”表。",
)
