"""Writes on reports upward: drafted, sent to each addressee, answered (article 6 of the reference genre).

What is owed is that *every* addressee got it. So only the sending that completes the list carries the object the report
is about (``decision``) in its fact and answers the duty; the earlier ones are told with the report's number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.roster.by_hand import Record
from lianxi.rulebook.facts import Fact, Value
from lianxi.tasks import directive_moves as moves
from lianxi.tasks.directives import Received, lay_directive
from lianxi.tasks.models import UPWARD_STATES, Sending, UpwardReport

KINDS = {"report": "报告", "request": "请示"}
#: how a report went upward
MEANS = {"oa": "办公系统", "paper": "纸质", "exchange": "机要交换", "fax": "传真", "in_person": "当面"}
#: kinds of object that a report can be about
ORIGINS = ("decision", "problem", "matter", "information", "supervision")


@action(moves.DRAFT_REPORT)
def draft_report(step: Step, *, kind: str, title: str, text: str, addressees: Sequence[str], origin: str = "") -> str:
    """Begin a report upward; ``origin`` is what it is about (``decision:5``), one report for each."""
    names = _addressees(addressees)
    _check(kind, title, names)
    about, _, number = origin.partition(":")
    if origin and (about not in ORIGINS or not number.isdigit()):
        raise Invalid("没有所要报告的事项。请从会议或问题页面重新进入。", "origin")
    known = UpwardReport.objects.filter(conference=step.conference, origin=origin).exclude(state="withdrawn").first()
    if origin and known is not None:
        raise RuleBroken(f"这一事项已有第 {known.number} 号报告。请在该报告中办理。")
    row = UpwardReport.objects.create(
        conference=step.conference,
        number=step.next("report"),
        kind=kind,
        origin=origin,
        title=title.strip()[:120],
        text=text.strip(),
        begun_on=step.today,
    )
    _lay_addressees(step, row, names)
    data: dict[str, Value] = {"kind": kind}
    if origin:
        data[about] = int(number)
    step.fact("report.drafted", f"report:{row.number}", data=data)
    return f"report:{row.number}"


@action(moves.EDIT_REPORT)
def edit_report(
    step: Step, *, number: int, version: int, kind: str, title: str, text: str, addressees: Sequence[str]
) -> str:
    """Change a report before the first copy has gone out."""
    row = _take(step, number, version, moves.EDIT_REPORT)
    names = _addressees(addressees)
    _check(kind, title, names)
    if Sending.objects.filter(report=row).exclude(sent_on=None).exists():
        raise RuleBroken("已有受文单位收到这份报告，不能再改。需要更正的，请另行报告。")
    row.kind, row.title, row.text = kind, title.strip()[:120], text.strip()
    save_next(row, "kind", "title", "text")
    Sending.objects.filter(report=row).delete()
    _lay_addressees(step, row, names)
    step.fact("report.drafted", f"report:{number}", data={"kind": kind, "again": True})
    return f"report:{number}"


def _addressees(given: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name.strip()[:80] for name in given if name.strip()))


def _check(kind: str, title: str, addressees: list[str]) -> None:
    if kind not in KINDS:
        raise Invalid("请选择报告或请示。", "kind")
    if not title.strip():
        raise Invalid("请填写标题。", "title")
    if not addressees:
        raise Invalid("请至少填写一个受文单位。", "addressees")
    if kind == "request" and len(addressees) > 1:
        raise Invalid("请示只写一个主送机关。需要同时报送其他机关的，请用报告，或另行请示。", "addressees")


def _lay_addressees(step: Step, row: UpwardReport, names: list[str]) -> None:
    for name in names:
        Sending.objects.create(conference=step.conference, number=step.next("sending"), report=row, addressee=name)


@action(moves.SEND)
def send_report(
    step: Step,
    *,
    number: int,
    version: int,
    sendings: Sequence[int],
    sent_on: date,
    means: str,
    document_number: str = "",
    files: Sequence[Upload] = (),
) -> str:
    """Record that the report went to some of its addressees (numbers of ``Sending``), by whatever means."""
    row = _take(step, number, version, moves.SEND)
    if means not in MEANS:
        raise Invalid("请选择报送方式。", "means")
    if not row.text:
        raise Invalid("报告还没有正文。请先补充内容再报送。", "number")
    going = list(Sending.objects.filter(report=row, number__in=list(sendings), sent_on=None))
    if not going:
        raise Invalid("请选择还没有报送的受文单位。", "sendings")
    for sending in going:
        sending.sent_on, sending.means = sent_on, means
        sending.save(update_fields=["sent_on", "means"])
    complete = not Sending.objects.filter(report=row, sent_on=None).exists()
    row.state = "sent" if complete else row.state
    row.document_number = document_number.strip()[:60] or row.document_number
    save_next(row, "state", "document_number")
    data: dict[str, Value] = {"to": len(going), "complete": complete}
    about, _, subject = row.origin.partition(":")
    if complete and subject:
        data[about] = int(subject)
    step.fact("report.sent", f"report:{number}", on=sent_on, data=data)
    for file in files:
        step.attach(file)
    return f"report:{number}"


@action(moves.TAKE_ANSWER)
def take_answer(
    step: Step,
    *,
    number: int,
    version: int,
    sending: int,
    answered_on: date,
    answer: str,
    directive: Received | None = None,
    files: Sequence[Upload] = (),
) -> str:
    """What an addressee answered; ``directive`` registers the answer as something to be carried out, in one entry."""
    row = _take(step, number, version, moves.TAKE_ANSWER)
    to = Sending.objects.filter(report=row, number=sending).first()
    if to is None or to.sent_on is None:
        raise Invalid("还没有向这个单位报送，不会有它的答复。请核对是哪份报告的答复。", "sending")
    if to.answered_on is not None:
        raise RuleBroken("这个单位的答复已经登记。")
    if not answer.strip():
        raise Invalid("请写明答复内容。", "answer")
    if answered_on < to.sent_on:
        raise Invalid(f"答复日期早于报送日期（{to.sent_on:%Y年%m月%d日}）。请核对是不是这份报告的答复。", "answered_on")
    to.answered_on, to.answer = answered_on, answer.strip()
    step.fact("report.answered", f"report:{number}", on=answered_on, data={"sending": sending})
    if directive is not None:
        to.directive = lay_directive(step, directive, origin=f"sending:{sending}").number
    to.save(update_fields=["answered_on", "answer", "directive"])
    if row.state == "sent" and not Sending.objects.filter(report=row, answered_on=None).exists():
        row.state = "answered"
    save_next(row, "state")
    for file in files:
        step.attach(file)
    return f"report:{number}"


def _take(step: Step, number: int, version: int, move: Move) -> UpwardReport:
    row = UpwardReport.objects.filter(conference=step.conference, number=number).exclude(state="withdrawn").first()
    if row is None:
        raise Invalid("没有这份报告。", "number")
    check_standing(row, version, move, what="这份报告", states=UPWARD_STATES)
    return row


# recorded by hand ---------------------------------------------------------------------------------------------------


def adopt_report(step: Step, record: Record, object_: str, kind: str) -> None:
    """The row of a report that was recorded by hand as sent; a draft about the same thing is that report."""
    UpwardReport.objects.create(
        conference=step.conference,
        number=int(object_.partition(":")[2]),
        kind="report",
        origin="" if _drafted(step, record.subject) else record.subject or "",
        title=record.title.strip()[:120],
        text=record.note.strip(),
        begun_on=record.happened_on,
        state="sent",
        by_hand=True,
    )


def _drafted(step: Step, origin: str | None) -> bool:
    return (
        UpwardReport.objects.filter(conference=step.conference, origin=origin or "-")
        .exclude(state="withdrawn")
        .exists()
    )


def undo_report(step: Step, fact: Fact) -> None:
    """A sending recorded by hand and withdrawn; what went out through the room is not taken back."""
    UpwardReport.objects.filter(
        conference=step.conference, number=int(fact.object.partition(":")[2]), by_hand=True
    ).update(state="withdrawn")
