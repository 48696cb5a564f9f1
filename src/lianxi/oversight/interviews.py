"""Writes on 约谈 (article 15): proposed by the office or not, decided by a convener, held, put right, closed.

Facts hold codes, numbers and dates; never the thing an interview rests on, which not every reader of the journal may
know of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.oversight import interview_moves as moves
from lianxi.oversight.evidence import Ask, check_basis
from lianxi.oversight.grounds import check_no_count, check_words
from lianxi.oversight.models import Interview, Statement
from lianxi.oversight.models.interview import GROUNDS, STATES
from lianxi.oversight.signed import attach, check_scan
from lianxi.roster.models import Tenure
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """An interview as proposed or decided: whom, on which ground, resting on what, when and where it is planned."""

    unit: int
    ground: str
    reason: str
    basis: str = ""
    person: str = ""
    planned_on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """约谈记录. ``seat``: of the convener who interviewed; ``due``: when the rectification is owed (calendar day)."""

    seat: int
    held_on: date
    problem: str
    cause: str
    measures: str
    due: date
    statement: str = ""
    person: str = ""
    place: str = ""


@action(moves.PROPOSE)
def propose_interview(step: Step, *, wanted: Wanted) -> str:
    """The office prepares a decision for the convener; nobody else sees it before he has decided."""
    row = _new(step, wanted, "proposed", proposed_on=step.today)
    step.fact(moves.PROPOSE.verb, f"interview:{row.number}", unit=row.unit.number, data={"ground": row.ground})
    step.text("reason", row.reason)
    return f"interview:{row.number}"


@action(moves.DECIDE)
def decide_interview(step: Step, *, wanted: Wanted, files: Sequence[Upload] = ()) -> str:
    """A convener decides without a proposal; recorded for him only with the signed original."""
    check_scan(step, files)
    row = _new(step, wanted, "decided", decided_on=hands.day(step))
    _lay_decision(step, row, files)
    return f"interview:{row.number}"


@action(moves.AGREE)
def agree_to_interview(
    step: Step, *, number: int, version: int, opinion: str = "", files: Sequence[Upload] = ()
) -> str:
    """The convener decides as proposed: the ground is checked again on his day."""
    row = _take(step, number, version, moves.AGREE)
    check_scan(step, files)
    check_no_count(opinion, "opinion")
    check_basis(_ask(step, row.unit.number), row.ground, row.basis)
    row.state, row.decided_on, row.opinion = "decided", hands.day(step), opinion.strip()
    save_next(row, "state", "decided_on", "opinion")
    _lay_decision(step, row, files)
    step.text("opinion", opinion)
    return f"interview:{number}"


@action(moves.DECLINE)
def decline_interview(step: Step, *, number: int, version: int, opinion: str, files: Sequence[Upload] = ()) -> str:
    """The convener does not want it, with his reason; the unit never hears of it."""
    check_scan(step, files)
    return _settle(step, moves.DECLINE, number, version, opinion, files)


@action(moves.WITHDRAW)
def withdraw_proposal(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The office takes its proposal back before it was decided."""
    return _settle(step, moves.WITHDRAW, number, version, opinion)


@action(moves.CANCEL)
def cancel_interview(step: Step, *, number: int, version: int, opinion: str, files: Sequence[Upload] = ()) -> str:
    """The convener takes his decision back before it was held."""
    check_scan(step, files)
    return _settle(step, moves.CANCEL, number, version, opinion, files)


@action(moves.STATE_VIEW)
def state_view(step: Step, *, number: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit says its view, before the interview or after it, as often as it wants."""
    row = _take(step, number, None, moves.STATE_VIEW)
    if not text.strip():
        raise Invalid("请写明要陈述的意见。", "text")
    day = _after(step, hands.day(step), row.decided_on, "behalf_on")
    Statement.objects.create(conference=step.conference, interview=row, on=day, text=text.strip())
    step.fact(moves.STATE_VIEW.verb, f"interview:{number}", on=day, unit=row.unit.number)
    step.text("text", text)
    attach(step, files)
    return f"interview:{number}"


@action(moves.HOLD)
def hold_interview(step: Step, *, number: int, version: int, record: Record, files: Sequence[Upload] = ()) -> str:
    """The interview took place: the record with the unit's own statement, and when the rectification is owed."""
    row = _take(step, number, version, moves.HOLD)
    _after(step, record.held_on, row.decided_on, "held_on")
    if record.due < record.held_on:
        raise Invalid("整改期限早于约谈日期。请核对。", "due")
    row.interviewer = _interviewer(step, record.seat, record.held_on)
    row.problem = check_words(record.problem, "problem", "请写明约谈指出的问题。")
    row.cause = record.cause.strip()
    row.measures = check_words(record.measures, "measures", "请写明要求采取的整改措施。")
    row.statement = record.statement.strip()
    row.person = record.person.strip()[:80] or row.person
    row.place = record.place.strip()[:120] or row.place
    row.held_on, row.due, row.state = record.held_on, record.due, "held"
    if files:
        row.signed_on = step.today
    save_next(
        row, "interviewer", "problem", "cause", "measures", "statement", "person", "place", "held_on", "due", "state",
        "signed_on",
    )  # fmt: skip
    data: dict[str, Value] = {"ground": row.ground, "due": record.due.isoformat(), "seat": record.seat}
    step.fact(moves.HOLD.verb, f"interview:{number}", on=record.held_on, unit=row.unit.number, data=data)
    for kind in ("problem", "cause", "measures", "statement"):
        step.text(kind, getattr(row, kind))
    attach(step, files)
    return f"interview:{number}"


@action(moves.SIGN)
def file_signed_record(step: Step, *, number: int, version: int, files: Sequence[Upload]) -> str:
    """The scan of the record with the signatures of both sides."""
    row = _take(step, number, version, moves.SIGN)
    if not files:
        raise Invalid("请上传双方签字的约谈记录扫描件或照片。", "scans")
    row.signed_on = step.today
    save_next(row, "signed_on")
    step.fact(moves.SIGN.verb, f"interview:{number}", unit=row.unit.number)
    attach(step, files)
    return f"interview:{number}"


@action(moves.RECTIFY)
def report_rectification(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit says what it has put right."""
    row = _take(step, number, version, moves.RECTIFY)
    if not text.strip():
        raise Invalid("请写明整改情况：做了什么、结果怎样。", "text")
    day = _after(step, hands.day(step), row.held_on, "behalf_on")
    row.rectification, row.rectified_on, row.state = text.strip(), day, "rectified"
    save_next(row, "rectification", "rectified_on", "state")
    step.fact(moves.RECTIFY.verb, f"interview:{number}", on=day, unit=row.unit.number)
    step.text("rectification", text)
    attach(step, files)
    return f"interview:{number}"


@action(moves.RETURN)
def return_rectification(step: Step, *, number: int, version: int, opinion: str, due: date | None = None) -> str:
    """Not enough: back to the unit with what is missing, and a new date where there is one."""
    row = _take(step, number, version, moves.RETURN)
    if not opinion.strip():
        raise Invalid("请写明整改还缺什么。", "opinion")
    if due is not None and due < step.today:
        raise Invalid("新的整改期限已经过去。请核对。", "due")
    row.state, row.opinion, row.due = "returned", opinion.strip(), due or row.due
    save_next(row, "state", "opinion", "due")
    data: dict[str, Value] = {"due": row.due.isoformat()} if row.due else {}
    step.fact(moves.RETURN.verb, f"interview:{number}", unit=row.unit.number, data=data)
    step.text("opinion", opinion)
    return f"interview:{number}"


@action(moves.EXTEND)
def extend_rectification(step: Step, *, number: int, version: int, due: date, reason: str) -> str:
    """A later date for the rectification, with the reason."""
    row = _take(step, number, version, moves.EXTEND)
    if not reason.strip():
        raise Invalid("请写明延长期限的理由。", "reason")
    if due < step.today or (row.due is not None and due <= row.due):
        raise Invalid("延长后的期限应当晚于原来的期限，并且还没有过去。请核对。", "due")
    row.due = due
    save_next(row, "due")
    step.fact(moves.EXTEND.verb, f"interview:{number}", unit=row.unit.number, data={"due": due.isoformat()})
    step.text("reason", reason)
    return f"interview:{number}"


@action(moves.CLOSE)
def close_interview(step: Step, *, number: int, version: int, opinion: str = "") -> str:
    """The rectification is accepted."""
    row = _take(step, number, version, moves.CLOSE)
    row.state, row.closed_on, row.opinion = "closed", step.today, opinion.strip()
    save_next(row, "state", "closed_on", "opinion")
    step.fact(moves.CLOSE.verb, f"interview:{number}", unit=row.unit.number)
    step.text("opinion", opinion)
    return f"interview:{number}"


# shared -------------------------------------------------------------------------------------------------------------


def _ask(step: Step, unit: int) -> Ask:
    return Ask(step.conference.pk, step.actor, unit, hands.day(step))


def _new(
    step: Step, wanted: Wanted, state: str, *, proposed_on: date | None = None, decided_on: date | None = None
) -> Interview:
    unit = unit_of(step, wanted.unit, "unit")
    if wanted.ground not in GROUNDS:
        raise Invalid("请选择约谈事由。", "ground")
    reason = check_words(wanted.reason, "reason", "请写明约谈的具体理由。")
    if wanted.planned_on is not None and wanted.planned_on < hands.day(step):
        raise Invalid("约谈时间早于作出决定的日期。请核对。", "planned_on")
    return Interview.objects.create(
        conference=step.conference,
        number=step.next("interview"),
        unit=unit,
        person=wanted.person.strip()[:80],
        ground=wanted.ground,
        basis=check_basis(_ask(step, unit.number), wanted.ground, wanted.basis),
        reason=reason,
        proposed_on=proposed_on,
        decided_on=decided_on,
        planned_on=wanted.planned_on,
        place=wanted.place.strip()[:120],
        state=state,
    )


def _lay_decision(step: Step, row: Interview, files: Sequence[Upload]) -> None:
    day = row.decided_on
    step.fact(moves.DECIDE.verb, f"interview:{row.number}", on=day, unit=row.unit.number, data={"ground": row.ground})
    step.text("reason", row.reason)
    attach(step, files)


def _settle(step: Step, move: Move, number: int, version: int, opinion: str, files: Sequence[Upload] = ()) -> str:
    row = _take(step, number, version, move)
    if not opinion.strip():
        raise Invalid("请写明理由。", "opinion")
    row.state, row.opinion = move.to, opinion.strip()
    save_next(row, "state", "opinion")
    step.fact(move.verb, f"interview:{number}", on=hands.day(step), unit=row.unit.number)
    step.text("opinion", opinion)
    attach(step, files)
    return f"interview:{number}"


def _take(step: Step, number: int, version: int | None, move: Move) -> Interview:
    row = Interview.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None or (move.roles == ("unit",) and (row.decided_on is None or row.unit.number != hands.unit(step))):
        raise Invalid(f"没有对本单位的第 {number} 号约谈。请核对编号。", "number")
    check_standing(row, version, move, what="这次约谈", states=STATES)
    return row


def _after(step: Step, day: date, earliest: date | None, field: str) -> date:
    hands.check_day(step, day, earliest or day, field)
    return day


def _interviewer(step: Step, seat: int, on: date) -> int:
    """The person in that convener's seat on that day. Raises ``Invalid``: nobody else interviews."""
    rows = Tenure.objects.filter(conference=step.conference, seat__number=seat, seat__role="convener", since__lte=on)
    tenure = rows.filter(Q(until=None) | Q(until__gte=on)).select_related("person").order_by("-since").first()
    if tenure is None:
        raise Invalid("约谈由召集人进行。请选择当天在任、主持约谈的召集人。", "seat")
    return tenure.person.number
