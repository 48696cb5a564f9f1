"""Writes on 重点关注单位 (article 15): entered on a ground with measures and a day of review, answered, left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.oversight import attention_moves as moves
from lianxi.oversight.evidence import Ask, check_basis
from lianxi.oversight.grounds import check_no_count, check_words
from lianxi.oversight.models import Attention
from lianxi.oversight.models.interview import ATTENTION_STATES, GROUNDS
from lianxi.tasks.actions import unit_of


@dataclass(frozen=True, slots=True)
class Entered:
    """Why a unit is looked after closely, what is done, when it leaves, and on which day one looks again."""

    unit: int
    ground: str
    reason: str
    measures: str
    exit_when: str
    until: date
    basis: str = ""


@action(moves.ENTER)
def enter_attention(step: Step, *, entered: Entered) -> str:
    """List a unit; it sees ground, measures and how it leaves. One that is listed is not listed twice."""
    unit = unit_of(step, entered.unit, "unit")
    if entered.ground not in GROUNDS:
        raise Invalid("请选择列入的事由。", "ground")
    reason = check_words(entered.reason, "reason", "请写明列入的具体理由。")
    if not entered.measures.strip():
        raise Invalid("请写明关注期间采取的措施。", "measures")
    exit_when = check_words(entered.exit_when, "exit_when", "请写明什么情况下退出。")
    if entered.until <= step.today:
        raise Invalid("复核日期应当在今天以后。请核对。", "until")
    open_ = Attention.objects.filter(conference=step.conference, unit=unit, left_on=None).first()
    if open_ is not None:
        raise RuleBroken(f"{unit.name}已经列入重点关注（第 {open_.number} 号）。请在那一件里复核或者办理退出。")
    row = Attention.objects.create(
        conference=step.conference,
        number=step.next("attention"),
        unit=unit,
        ground=entered.ground,
        basis=check_basis(Ask(step.conference.pk, step.actor, unit.number, step.today), entered.ground, entered.basis),
        reason=reason,
        measures=entered.measures.strip(),
        exit_when=exit_when,
        entered_on=step.today,
        until=entered.until,
    )
    data = {"ground": row.ground, "due": entered.until.isoformat()}
    step.fact(moves.ENTER.verb, f"attention:{row.number}", unit=unit.number, data=data)
    for kind in ("reason", "measures", "exit_when"):
        step.text(kind, getattr(row, kind))
    return f"attention:{row.number}"


@action(moves.REVIEW)
def review_attention(step: Step, *, number: int, version: int, until: date, opinion: str, measures: str = "") -> str:
    """Looked at again and kept: why, with a later day of review and maybe other measures."""
    row = _take(step, number, version, moves.REVIEW)
    opinion = check_words(opinion, "opinion", "请写明复核情况：进展怎样、为什么继续关注。")
    if until <= step.today:
        raise Invalid("下次复核的日期应当在今天以后。请核对。", "until")
    row.until, row.measures = until, measures.strip() or row.measures
    save_next(row, "until", "measures")
    step.fact(moves.REVIEW.verb, f"attention:{number}", unit=row.unit.number, data={"due": until.isoformat()})
    step.text("opinion", opinion)
    step.text("measures", measures)
    return f"attention:{number}"


@action(moves.REPLY)
def reply_to_attention(step: Step, *, number: int, version: int, text: str) -> str:
    """The unit says its view, or what it has done."""
    row = _take(step, number, version, moves.REPLY)
    if not text.strip():
        raise Invalid("请写明回应的内容。", "text")
    hands.check_day(step, hands.day(step), row.entered_on, "behalf_on")
    row.reply, row.replied_on = text.strip(), hands.day(step)
    save_next(row, "reply", "replied_on")
    step.fact(moves.REPLY.verb, f"attention:{number}", on=row.replied_on, unit=row.unit.number)
    step.text("reply", text)
    return f"attention:{number}"


@action(moves.LEAVE)
def leave_attention(step: Step, *, number: int, version: int, reason: str) -> str:
    """The unit leaves the list, with the reason."""
    row = _take(step, number, version, moves.LEAVE)
    if not reason.strip():
        raise Invalid("请写明退出的理由，对照列入时写的退出条件。", "reason")
    check_no_count(reason, "reason")
    row.left_on, row.left_because = step.today, reason.strip()
    save_next(row, "left_on", "left_because")
    step.fact(moves.LEAVE.verb, f"attention:{number}", unit=row.unit.number)
    step.text("reason", reason)
    return f"attention:{number}"


def _take(step: Step, number: int, version: int, move: Move) -> Attention:
    row = Attention.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None or (move.roles == ("unit",) and row.unit.number != hands.unit(step)):
        raise Invalid(f"没有对本单位的第 {number} 号重点关注。请核对编号。", "number")
    check_standing(row, version, move, what="这件重点关注", states=ATTENTION_STATES)
    return row
