"""Writes on 领导包案 (18(2)): proposed by the office, approved by the head or a convener, ended with its result.

Restricted matters (accusations, conflicts of interest) are kept to those who handle them and take no charge.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.leadership.leaders import acting_person, leader_of
from lianxi.matters.models import Charge, LedgerSetting, Matter
from lianxi.matters.scope import visible
from lianxi.rulebook.facts import Value


def duties_of(conference: int) -> list[str]:
    """The duties of a charge as the office set them, else the four that ship. One query."""
    row = LedgerSetting.objects.filter(conference_id=conference).first()
    return list(row.charge_duties) if row and row.charge_duties else list(words.CHARGE_DUTIES)


@action(moves.PROPOSE_CHARGE)
def propose_charge(step: Step, *, matter: int, leader: int, duties: Sequence[str], until: date | None = None) -> str:
    """提出包案: which leader takes charge of which matter, with which duties, until when."""
    row = _matter(step, matter)
    who = leader_of(step, leader)
    wanted = [duty.strip()[:60] for duty in duties if duty.strip()]
    if not wanted:
        raise Invalid("请至少选择一项包案职责。", "duties")
    if until is not None and until < step.today:
        raise Invalid("包案期限已经过去。请核对。", "until")
    if Charge.objects.filter(matter=row, state__in=["proposed", "approved"]).exists():
        raise RuleBroken("这件信访事项已有包案（或正在审批）。请先结束原来的包案。")
    made = Charge.objects.create(
        conference=step.conference,
        number=step.next("charge"),
        matter=row,
        leader=who.person,
        duties=wanted,
        proposed_on=step.today,
        proposer=step.actor.person,
        until=until,
        state="proposed",
    )
    data: dict[str, Value] = {"matter": matter, "leader": leader}
    if until is not None:
        data["until"] = until.isoformat()
    step.fact("charge.proposed", f"charge:{made.number}", data=data)
    return f"charge:{made.number}"


@action(moves.APPROVE_CHARGE)
def approve_charge(step: Step, *, number: int, version: int, files: Sequence[Upload] = ()) -> str:
    """The head or a convener approves; recorded for him by the office it needs the signed form."""
    row = _decide(step, number, version, moves.APPROVE_CHARGE, files)
    row.approver, row.approved_on = acting_person(step), hands.day(step)
    save_next(row, "state", "approver", "approved_on")
    data: dict[str, Value] = {"matter": row.matter.number, "leader": row.leader}
    step.fact("charge.approved", f"charge:{number}", on=row.approved_on, data=data)
    return f"charge:{number}"


@action(moves.REFUSE_CHARGE)
def refuse_charge(step: Step, *, number: int, version: int, reason: str, files: Sequence[Upload] = ()) -> str:
    """Not approved, with the reason; another leader may be proposed."""
    row = _decide(step, number, version, moves.REFUSE_CHARGE, files)
    if not reason.strip():
        raise Invalid("请写明不同意的理由。", "reason")
    row.approver, row.approved_on, row.result = acting_person(step), hands.day(step), reason.strip()
    save_next(row, "state", "approver", "approved_on", "result")
    step.fact("charge.refused", f"charge:{number}", on=row.approved_on, data={"matter": row.matter.number})
    return f"charge:{number}"


@action(moves.END_CHARGE)
def end_charge(step: Step, *, number: int, version: int, result: str, ended_on: date) -> str:
    """The charge is over: what the leader did, and how the matter stands."""
    row = _take(step, number, version, moves.END_CHARGE)
    if not result.strip():
        raise Invalid("请写明包案做了哪些工作、事项现在怎样。", "result")
    if row.approved_on is not None and ended_on < row.approved_on:
        raise Invalid("结束日期早于批准日期。请核对。", "ended_on")
    row.state, row.result, row.ended_on = "ended", result.strip(), ended_on
    save_next(row, "state", "result", "ended_on")
    step.fact("charge.ended", f"charge:{number}", on=ended_on, data={"matter": row.matter.number})
    return f"charge:{number}"


def _matter(step: Step, number: int) -> Matter:
    row = visible(step.conference.pk, step.actor).filter(number=number).first()
    if row is None:
        raise Invalid(f"没有编号为 {words.number_label(number)} 的信访事项。请核对。", "matter")
    if row.restricted:
        raise RuleBroken("检举控告和需要回避的事项只由经办的人掌握，不列入领导包案。")
    if row.state not in words.OPEN:
        raise RuleBroken(f"这件信访事项现为“{words.STATES[row.state]}”，不再包案。")
    return row


def _decide(step: Step, number: int, version: int, move: Move, files: Sequence[Upload]) -> Charge:
    row = _take(step, number, version, move)
    if step.call.behalf is not None and not files:
        raise Invalid("代录审批须附签字的审批表扫描件或照片。", "scans")
    for file in files:
        step.attach(file)
    row.state = move.to
    return row


def _take(step: Step, number: int, version: int, move: Move) -> Charge:
    seen = visible(step.conference.pk, step.actor)
    rows = Charge.objects.filter(conference=step.conference, number=number, matter__in=seen)
    row = rows.select_related("matter").first()
    if row is None:
        raise Invalid(f"没有第 {number} 号包案。", "number")
    check_standing(row, version, move, what="这件包案", states=words.CHARGE_STATES)
    return row
