"""Writes on minutes: submit, approve or return, issue, receive, correct; decisions take force and become tasks.

The drafter cannot approve. Once approved the text is sealed: its hash stands in the journal, and a correction is a new
revision that says what changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.queries import facts_of_object
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.meetings import moves
from lianxi.meetings.actions import approval_gate, needs_approval
from lianxi.meetings.content import Content, Decided, NotContent, content_of, displaced, missing
from lianxi.meetings.models import (
    MINUTES_STATES,
    AgendaItem,
    Attendance,
    CorrectionDraft,
    Decision,
    Meeting,
    Minutes,
    Receipt,
)
from lianxi.meetings.numbering import number_of
from lianxi.roster.models import Unit
from lianxi.roster.unit_queries import heirs
from lianxi.rulebook.facts import Value, standing
from lianxi.tasks.actions import lay_hearing, lay_task
from lianxi.tasks.models import OPEN, Task

VILLAGES = ("village", "community")


def text_sha256(content: Content) -> str:
    return hashlib.sha256(content.text().encode()).hexdigest()


@action(moves.SUBMIT)
def submit_minutes(step: Step, *, meeting: int, version: int) -> str:
    """Send the draft to the convener; complete minutes only."""
    row = _take(step, meeting, version, moves.SUBMIT)
    content = _content(row)
    _check_complete(step, row.meeting, content)
    row.state, row.drafter = "submitted", step.actor.person
    save_next(row, "state", "drafter")
    _fact(step, row, "minutes.submitted", {"text": text_sha256(content)})
    return f"minutes:{row.number}"


@action(moves.APPROVE)
def approve_minutes(step: Step, *, meeting: int, version: int, files: Sequence[Upload] = ()) -> str:
    """A convener approves; recorded for him by the office it needs the scan. The drafter cannot approve his own."""
    row = _take(step, meeting, version, moves.APPROVE)
    person = step.call.behalf.person if step.call.behalf else step.actor.person
    if person is not None and person == row.drafter:
        raise RuleBroken("起草人不能审定自己起草的纪要。请由召集人审定。")
    if step.call.behalf is not None and person is None:
        raise RuleBroken("该召集人席位没有在任人员，不能代录审定。请由在任的召集人审定。")
    if step.call.behalf is not None and not files:
        raise Invalid("代录审定须附召集人签字原件的扫描件或照片。", "scans")
    content = _content(row)
    row.state, row.sealed = "approved", content.text()
    save_next(row, "state", "sealed")
    for upload in files:
        step.attach(upload)
    drafted = step.call.behalf is not None and step.actor.person == row.drafter
    data: dict[str, Value] = {"text": text_sha256(content)}
    _fact(step, row, "minutes.approved", {**data, "recorded_by_drafter": True} if drafted else data)
    return f"minutes:{row.number}"


@action(moves.RETURN)
def return_minutes(step: Step, *, meeting: int, version: int, opinion: str) -> str:
    """A convener returns the draft with his opinion."""
    if not opinion.strip():
        raise Invalid("请写明退回的意见。", "opinion")
    row = _take(step, meeting, version, moves.RETURN)
    row.state, row.opinion = "returned", opinion.strip()
    save_next(row, "state", "opinion")
    _fact(step, row, "minutes.returned", {})
    step.text("opinion", opinion)
    return f"minutes:{row.number}"


@action(moves.TAKE_BACK)
def take_back_approval(step: Step, *, meeting: int, version: int, reason: str) -> str:
    """Approved minutes found wrong before they were issued go back to be mended: the approval stops counting, the seal
    is broken, and what is submitted anew must be approved anew. After the issue only a correction helps.
    """
    if not reason.strip():
        raise Invalid("请写明收回审定的原因，例如“第二项牵头单位有误”。", "reason")
    row = _take(step, meeting, version, moves.TAKE_BACK)
    row.state, row.sealed, row.opinion = "returned", "", reason.strip()
    save_next(row, "state", "sealed", "opinion")
    _fact(step, row, "minutes.approval_taken_back", {})
    told = standing(facts_of_object(step.conference.pk, f"minutes:{row.number}"))
    for given in [fact for fact in told if fact.verb == "minutes.approved"][-1:]:  # earlier ones: of issued revisions
        step.fact("entry.withdrawn", f"entry:{given.entry}", data={"entry": given.entry, "fact": given.index})
    step.text("reason", reason)
    return f"minutes:{row.number}"


@action(moves.ISSUE)
def issue_minutes(step: Step, *, meeting: int, version: int, units: Sequence[int], document_number: str = "") -> str:
    """Issue the sealed minutes to units: decisions take force, tasks are assigned, what was heard is on record.

    Where neither the rules nor the body's own setting ask for approval, submitted minutes may be issued and are sealed
    now. The rulebook's gate is asked by the frame.
    """
    row = _take(step, meeting, version, _issue_move(step, meeting))
    if not units:
        raise Invalid("请至少选择一个印发单位。", "units")
    _check_correction_approved(step, row)
    content = _content(row)
    row.sealed = row.sealed or content.text()
    row.document_number = number_of(step, row, document_number)
    row.state, row.issued_on = "issued", step.today
    save_next(row, "sealed", "state", "issued_on", "document_number")
    _fact(step, row, "minutes.issued", {"text": text_sha256(content), "units": len(units)})
    number = step.next("document")
    step.fact("document.issued", f"document:{number}", data={"meeting": meeting, "kind": row.meeting.kind})
    for unit in Unit.objects.filter(conference=step.conference, number__in=list(units)):
        Receipt.objects.get_or_create(conference=step.conference, minutes=row, unit=unit)
    for place, decided in enumerate(content.decisions, start=1):
        if not _in_force(row.meeting, place, decided):
            _give_force(step, row.meeting, place, decided, ahead=False)
    for item in AgendaItem.objects.filter(meeting=row.meeting, origin__startswith="task:"):
        lay_hearing(step, int(item.origin.partition(":")[2]), meeting, on=row.meeting.day)
    return f"minutes:{row.number}"


def _issue_move(step: Step, number: int) -> Move:
    kind = Meeting.objects.filter(conference=step.conference, number=number).values_list("kind", flat=True).first()
    if kind is not None and not needs_approval(step.conference.pk, kind):
        return Move(moves.ISSUE.verb, "issued", moves.ISSUE.roles, ("approved", "submitted"), moves.ISSUE.article_key)
    return moves.ISSUE


def default_receivers(conference: int, meeting: Meeting, content: Content) -> list[int]:
    """Who gets the minutes unless the office chooses otherwise: a plenary's go to all units; others to all villages,
    the units concerned and those that were there (article 5 of the reference genre).
    """
    units = Unit.objects.filter(conference_id=conference, closed_on=None).order_by("number")
    if meeting.kind == "plenary":
        return list(units.values_list("number", flat=True))
    concerned = {unit for each in content.decisions for unit in (each.lead, *each.co_units) if unit}
    concerned |= {heir for unit, heir in heirs(conference).items() if heir is not None and unit in concerned}
    concerned |= set(Attendance.objects.filter(meeting=meeting).values_list("unit__number", flat=True))
    return [unit.number for unit in units if unit.kind in VILLAGES or unit.number in concerned]


def _in_force(meeting: Meeting, place: int, decided: Decided) -> bool:
    """Whether the decision is there: assigned ahead and tied to the minutes now, or of issued minutes being corrected.

    A correction changes its words; its task goes on as it was given (what binds it moves by an extension).
    """
    return Decision.objects.filter(meeting=meeting, place=place).update(text=decided.text) > 0


def _give_force(step: Step, meeting: Meeting, place: int, decided: Decided, *, ahead: bool) -> Decision:
    """Make the decision and its task; for a unit that is no more, its successor's (the sealed words stay)."""
    lead, co_units = _answering(step, place, decided)
    row = Decision.objects.create(
        conference=step.conference,
        number=step.next("decision"),
        meeting=meeting,
        place=place,
        text=decided.text,
        major=decided.major,
        no_task=decided.no_task,
        ahead=ahead,
    )
    data: dict[str, Value] = {"meeting": meeting.number}
    for name in ("major", "no_task"):
        if getattr(decided, name):
            data[name] = True
    if ahead:
        data["ahead"] = True
    step.fact("decision.made", f"decision:{row.number}", on=meeting.day, unit=lead, data=data)
    if not decided.no_task and lead is not None:
        task = lay_task(
            step,
            title=decided.text.splitlines()[0][:60].rstrip("。；;"),
            text=decided.text,
            lead=lead,
            due=decided.due_on,
            co_units=dict.fromkeys(co_units, ""),
            key=decided.key,
            origin=f"decision:{row.number}",
        )
        row.task = task.number
        row.save(update_fields=["task"])
    return row


def _answering(step: Step, place: int, decided: Decided) -> tuple[int | None, list[int]]:
    """Who leads and who helps today: units that were merged or dissolved since are stood in for by their successors."""
    heir_of = heirs(step.conference.pk)
    lead = heir_of.get(decided.lead or 0, decided.lead)
    if decided.lead is not None and lead is None:
        name = Unit.objects.get(conference=step.conference, number=decided.lead).name
        raise RuleBroken(
            f"第 {place} 项议定事项的牵头单位{name}已撤销，没有承接单位，纪要不能印发。"
            f"请先到“成员”中{name}的页面补定承接单位，再印发；该项随之由承接单位办理。"
        )
    helping = [heir_of.get(unit, unit) for unit in decided.co_units]
    return lead, [unit for unit in helping if unit is not None and unit != lead]


@action(moves.ASSIGN_AHEAD)
def assign_ahead(step: Step, *, meeting: int, version: int, place: int) -> str:
    """先行交办: an urgent decision of the draft becomes a task before the minutes are issued, and is marked so."""
    row = _take(step, meeting, version, moves.ASSIGN_AHEAD)
    content = _content(row)
    if not 1 <= place <= len(content.decisions):
        raise Invalid("没有这一项议定事项。请先保存纪要。", "place")
    decided = content.decisions[place - 1]
    if decided.major:
        raise RuleBroken("重大问题由会议决定后随纪要印发交办，不能先行交办。")
    if decided.no_task or decided.lead is None or not decided.text:
        raise Invalid("先行交办须写明内容和牵头单位。", "place")
    if Decision.objects.filter(meeting=row.meeting, place=place).exists():
        raise RuleBroken("这一项已经交办。")
    made = _give_force(step, row.meeting, place, decided, ahead=True)
    save_next(row)  # the draft an editor still holds does not know yet that this item is fixed
    return f"decision:{made.number}"


@action(moves.RECEIVE)
def receive_minutes(step: Step, *, meeting: int) -> str:
    """A unit signs for the issued minutes; the office may record it for the unit."""
    return lay_receipt(step, meeting)


def lay_receipt(step: Step, meeting: int, on: date | None = None) -> str:
    """Add a unit's receipt to the entry being written; ``on``: the day it signed, where not the call's own."""
    row = _issued(step, meeting)
    unit = step.call.behalf.unit if step.call.behalf else step.actor.unit
    receipt = Receipt.objects.filter(minutes=row, unit__number=unit or 0).first()
    if receipt is None:
        raise Invalid("这份纪要没有印发给该单位。", "unit")
    if receipt.received_on is not None:
        raise RuleBroken("该单位已经签收。")
    receipt.received_on = on or (step.call.behalf.on if step.call.behalf else step.today)
    receipt.on_behalf = step.call.behalf is not None
    receipt.save(update_fields=["received_on", "on_behalf"])
    step.fact(
        "minutes.received",
        f"minutes:{row.number}",
        on=receipt.received_on,
        unit=unit,
        data={"meeting": meeting, "kind": row.meeting.kind},
    )
    return f"minutes:{row.number}"


@action(moves.CORRECT)
def correct_minutes(step: Step, *, meeting: int, version: int, correction: str, content: Content) -> str:
    """A correction of issued minutes: a new revision that says what changed, and goes to the convener again."""
    row = _take(step, meeting, version, moves.CORRECT)
    if not correction.strip():
        raise Invalid("请写明更正了什么、为什么。", "correction")
    if content.text() == row.sealed:
        raise Invalid("与已印发的纪要相同，没有更正。", "content")
    in_force = Decision.objects.filter(meeting=row.meeting).order_by("place")
    place = displaced(content, [(each.place, each.text, False) for each in in_force])
    if place is not None:
        raise RuleBroken(
            f"更正不能删去或挪动已生效的第 {place} 项议定事项。新增的请写在最后；不再执行的，请撤销该项决定。"
        )
    _check_complete(step, row.meeting, content)
    made = Minutes.objects.create(
        conference=step.conference,
        number=row.number,
        revision=row.revision + 1,
        meeting=row.meeting,
        state="submitted",
        content=content.as_data(),
        drafter=step.actor.person,
        correction=correction.strip(),
    )
    CorrectionDraft.objects.filter(minutes=row).delete()
    _fact(step, made, "minutes.submitted", {"text": text_sha256(content), "revision": made.revision})
    step.text("correction", correction)
    return f"minutes:{made.number}"


@action(moves.WITHDRAW_DECISION)
def withdraw_decision(step: Step, *, decision: int, reason: str) -> str:
    """A decision that is not carried out any more; its open task is cancelled with it."""
    row = Decision.objects.filter(conference=step.conference, number=decision, withdrawn=False).first()
    if row is None:
        raise Invalid("没有这项议定事项，或已撤销。", "decision")
    if not reason.strip():
        raise Invalid("请写明撤销的理由和依据。", "reason")
    row.withdrawn = True
    row.save(update_fields=["withdrawn"])
    step.fact("decision.withdrawn", f"decision:{decision}", data={"meeting": row.meeting.number})
    task = Task.objects.filter(conference=step.conference, number=row.task or 0, state__in=OPEN).first()
    if task is not None:
        task.state, task.version = "cancelled", task.version + 1
        task.save(update_fields=["state", "version"])
        step.fact("task.cancelled", f"task:{task.number}", unit=task.lead.number, data={"decision": decision})
    step.text("reason", reason)
    return f"decision:{decision}"


# shared ---------------------------------------------------------------------------------------------------------


def _take(step: Step, meeting: int, version: int | None, move: Move) -> Minutes:
    row = (
        Minutes.objects.filter(conference=step.conference, meeting__number=meeting)
        .select_related("meeting")
        .order_by("-revision")
        .first()
    )
    if row is None:
        raise Invalid("这次会议还没有纪要。会议召开后才能起草。", "meeting")
    check_standing(row, version, move, what="这份纪要", states=MINUTES_STATES)
    return row


def _issued(step: Step, meeting: int) -> Minutes:
    """The newest issued revision: a correction under way does not stop the units from signing for what they got."""
    issued = Minutes.objects.filter(conference=step.conference, meeting__number=meeting, state="issued")
    row = issued.select_related("meeting").order_by("-revision").first()
    return row if row is not None else _take(step, meeting, None, moves.RECEIVE)


def _check_complete(step: Step, meeting: Meeting, content: Content) -> None:
    """What would stop the minutes from being issued once they are approved is said before they are submitted."""
    lacking = missing(content)
    known = set(Unit.objects.filter(conference=step.conference, closed_on=None).values_list("number", flat=True))
    for place, decided in enumerate(content.decisions, start=1):
        if decided.due_on is not None and decided.due_on < meeting.day:
            lacking.append(f"第 {place} 项议定事项的办结期限早于会议日期。请核对。")
        if {*filter(None, [decided.lead]), *decided.co_units} - known:
            lacking.append(f"第 {place} 项议定事项的单位不存在或已撤并。请重新选择。")
    if lacking:
        raise Invalid(" ".join(lacking), "content")


def _check_correction_approved(step: Step, row: Minutes) -> None:
    """The rules' gate knows the meeting, not the revision: the approval of an earlier text is none of this one."""
    if row.revision == 1 or row.state == "approved":
        return
    gate = approval_gate(step.conference.pk, row.meeting.kind, step.today)
    if gate is not None:
        raise RuleBroken(f"按{gate.article}，更正后的纪要也须先经召集人审定，才能印发。", gate.article)


def _content(row: Minutes) -> Content:
    try:
        return content_of(row.content)
    except NotContent as error:
        raise Invalid(str(error), "content") from None


def _fact(step: Step, row: Minutes, verb: str, data: dict[str, Value]) -> None:
    day: date | None = step.call.behalf.on if step.call.behalf else None
    step.fact(
        verb, f"minutes:{row.number}", on=day, data={"meeting": row.meeting.number, "kind": row.meeting.kind, **data}
    )
