"""Writes on 制度文件 (article 3 of the reference genre): drafted, opinions asked and given, issued, amended, repealed.

A regulation goes out by a document of the room (``document``) or on paper, with the number it bears there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.papers import regulation_moves as moves
from lianxi.papers.models import REGULATION_STATES, REGULATIONS, Document, Regulation, RegulationOpinion
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession
from lianxi.rulebook.facts import Value


@dataclass(frozen=True, slots=True)
class Passed:
    """How it was issued, amended or repealed: the day, its document (a number of ours, or its number as typed)."""

    on: date
    document: int | None = None
    document_number: str = ""
    note: str = ""


@action(moves.DRAFT)
def draft_regulation(step: Step, *, kind: str, title: str, text: str, files: Sequence[Upload] = ()) -> str:
    """Begin a regulation."""
    _check(kind, title)
    row = Regulation.objects.create(
        conference=step.conference,
        number=step.next("regulation"),
        kind=kind,
        title=title.strip()[:150],
        text=text.strip(),
        state="draft",
        drafted_on=step.today,
    )
    step.fact("regulation.drafted", f"regulation:{row.number}", data={"kind": kind})
    for file in files:
        step.attach(file)
    return f"regulation:{row.number}"


@action(moves.EDIT)
def edit_regulation(step: Step, *, number: int, version: int, kind: str, title: str, text: str) -> str:
    """Change a draft, before or after opinions came in."""
    row = _take(step, number, version, moves.EDIT)
    _check(kind, title)
    row.kind, row.title, row.text = kind, title.strip()[:150], text.strip()
    save_next(row, "kind", "title", "text")
    step.fact("regulation.drafted", f"regulation:{number}", data={"kind": kind, "again": True})
    return f"regulation:{number}"


def _check(kind: str, title: str) -> None:
    if kind not in REGULATIONS:
        raise Invalid("请选择类别：制度、方案或办法。", "kind")
    if not title.strip():
        raise Invalid("请填写名称。", "title")


@action(moves.ASK)
def ask_opinions(step: Step, *, number: int, version: int, units: Sequence[int], due: date) -> str:
    """征求意见: these units say what they think of the draft until a calendar day; may be done again for more."""
    row = _take(step, number, version, moves.ASK)
    if not row.text:
        raise Invalid("草案还没有正文。请先补充正文再征求意见。", "units")
    if due < step.today:
        raise Invalid("反馈日期已经过去。请核对。", "due")
    asked = set(RegulationOpinion.objects.filter(regulation=row).values_list("unit__number", flat=True))
    wanted = Unit.objects.filter(conference=step.conference, number__in=set(units) - asked, closed_on=None)
    fresh = list(wanted.order_by("number"))
    if not fresh:
        raise Invalid("请选择还没有征求过意见的单位。", "units")
    for unit in fresh:
        RegulationOpinion.objects.create(
            conference=step.conference, regulation=row, unit=unit, asked_on=step.today, due=due
        )
    data: dict[str, Value] = {"due": due.isoformat(), "units": len(fresh)}
    step.fact("regulation.opinion_asked", f"regulation:{number}", data=data)
    row.state = "opinions"
    save_next(row, "state")
    return f"regulation:{number}"


@action(moves.GIVE)
def give_opinion(step: Step, *, number: int, text: str, none: bool = False, files: Sequence[Upload] = ()) -> str:
    """A unit's opinion, or that it has none (``none``); the office may record it for the unit."""
    row = _take(step, number, None, moves.GIVE)
    behalf = step.call.behalf
    unit, day = (behalf.unit, behalf.on) if behalf else (step.actor.unit, step.today)
    mine = RegulationOpinion.objects.filter(regulation=row, unit__number=unit or 0).first()
    if mine is None:
        raise Invalid("没有就这份文件征求该单位意见。请核对是哪一份文件。", "number")
    if mine.given_on is not None:
        raise RuleBroken("该单位已经反馈过意见。需要补充的，请与联席会议办公室联系。")
    if not none and not text.strip():
        raise Invalid("请写明意见；没有意见的，勾选“无意见”。", "text")
    if day < mine.asked_on:
        raise Invalid(f"反馈日期早于征求意见的日期（{mine.asked_on:%Y年%m月%d日}）。请核对。", "behalf_on")
    mine.text, mine.given_on, mine.on_behalf = "" if none else text.strip(), day, behalf is not None
    mine.save(update_fields=["text", "given_on", "on_behalf"])
    data: dict[str, Value] = {"none": True} if none else {}
    step.fact("regulation.opinion_given", f"regulation:{number}", on=day, unit=unit, data=data)
    for file in files:
        step.attach(file)
    return f"regulation:{number}"


@action(moves.ISSUE)
def issue_regulation(
    step: Step, *, number: int, version: int, passed: Passed, despite: str = "", files: Sequence[Upload] = ()
) -> str:
    """It is in force from now on. With opinions still out it says in ``despite`` why it need not wait."""
    row = _take(step, number, version, moves.ISSUE)
    if not row.text and not files and passed.document is None:
        raise Invalid("请先补充正文，或者选择印发它的文件、上传印发稿。", "document")
    silent = RegulationOpinion.objects.filter(regulation=row, given_on=None).count()
    if silent and not despite.strip():
        raise Invalid(f"还有 {silent} 个单位没有反馈意见。请先催收；不再等待的，请写明理由。", "despite")
    row.issued_on = passed.on
    _pass(step, row, moves.ISSUE, passed, row.drafted_on, files)
    step.text("despite", despite)
    return f"regulation:{number}"


@action(moves.AMEND)
def amend_regulation(
    step: Step, *, number: int, version: int, passed: Passed, text: str = "", files: Sequence[Upload] = ()
) -> str:
    """Its words changed: the new text takes the old one's place, what was changed stands in the note."""
    row = _take(step, number, version, moves.AMEND)
    if not passed.note.strip():
        raise Invalid("请写明修订了什么。", "note")
    step.text("before", row.text)
    row.text = text.strip() or row.text
    row.changed_on = passed.on
    _pass(step, row, moves.AMEND, passed, row.issued_on, files)
    return f"regulation:{number}"


@action(moves.REPEAL)
def repeal_regulation(step: Step, *, number: int, version: int, passed: Passed, files: Sequence[Upload] = ()) -> str:
    """It is no longer in force, with the reason (or what replaces it)."""
    row = _take(step, number, version, moves.REPEAL)
    if not passed.note.strip():
        raise Invalid("请写明废止的理由，例如由哪份文件代替。", "note")
    row.changed_on = passed.on
    _pass(step, row, moves.REPEAL, passed, row.issued_on, files)
    return f"regulation:{number}"


def _pass(
    step: Step, row: Regulation, move: Move, passed: Passed, earliest: date | None, files: Sequence[Upload]
) -> None:
    if passed.on > step.today:
        raise Invalid("日期还没有到。请填写实际日期。", "on")
    if move is not moves.ISSUE and earliest is not None and passed.on < earliest:
        raise Invalid(f"日期早于印发日期（{earliest:%Y年%m月%d日}）。请核对。", "on")
    if passed.document is not None:
        row.document = _document(step, passed.document)
    row.document_number = passed.document_number.strip()[:60] or (
        row.document.document_number if passed.document is not None and row.document else row.document_number
    )
    row.state, row.note = move.to, passed.note.strip()
    save_next(row, "state", "note", "text", "document", "document_number", "issued_on", "changed_on")
    data: dict[str, Value] = {"kind": row.kind}
    if passed.document is not None:
        data["document"] = passed.document
    step.fact(move.verb, f"regulation:{row.number}", on=passed.on, data=data)
    step.text("note", passed.note)
    for file in files:
        step.attach(file)


# what passes to a successor -----------------------------------------------------------------------------------------


def open_opinions(conference: int, unit: int) -> QuerySet[RegulationOpinion]:
    return RegulationOpinion.objects.filter(
        conference_id=conference, unit__number=unit, given_on=None, regulation__state="opinions"
    )


def pass_opinions(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor is asked in its place; where it was asked itself, once is enough."""
    for row in open_opinions(step.conference.pk, unit.number):
        if RegulationOpinion.objects.filter(regulation=row.regulation_id, unit=successor).exists():
            row.delete()
            continue
        row.unit = successor
        row.save(update_fields=["unit"])


def register() -> None:
    register_succession("未反馈的制度文件意见", open_opinions, pass_opinions)


# shared -------------------------------------------------------------------------------------------------------------


def _document(step: Step, number: int) -> Document:
    found = Document.objects.filter(conference=step.conference, number=number, state__in=["issued", "filed"]).first()
    if found is None:
        raise Invalid("没有这份已印发的文件。请重新选择。", "document")
    return found


def _take(step: Step, number: int, version: int | None, move: Move) -> Regulation:
    row = Regulation.objects.filter(conference=step.conference, number=number).select_related("document").first()
    if row is None:
        raise Invalid("没有这份制度文件。", "number")
    check_standing(row, version, move, what="这份制度文件", states=REGULATION_STATES)
    return row
