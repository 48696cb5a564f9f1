"""通报, 挂牌督办, 责令限期整改 (条例 39(3)): proposed, approved by a convener, answered by the unit, lifted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.oversight import attention_moves as moves
from lianxi.oversight.evidence import Ask, check_basis
from lianxi.oversight.grounds import check_no_count, check_words
from lianxi.oversight.models import UnitMeasure
from lianxi.oversight.models.interview import GROUNDS, MEASURE_STATES, MEASURES
from lianxi.oversight.signed import attach, check_scan
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """A measure as the office proposes it. ``text``: the facts; ``demand``: what the unit is to do; ``due``: until."""

    kind: str
    unit: int
    ground: str
    text: str
    basis: str = ""
    demand: str = ""
    due: date | None = None


@action(moves.PROPOSE)
def propose_measure(step: Step, *, proposed: Proposed) -> str:
    """The office proposes; nobody but the conveners hears of it before it is approved."""
    unit = unit_of(step, proposed.unit, "unit")
    if proposed.kind not in MEASURES:
        raise Invalid("请选择通报、挂牌督办或者责令限期整改。", "kind")
    if proposed.ground not in GROUNDS:
        raise Invalid("请选择事由。", "ground")
    text = check_words(proposed.text, "text", "请写明事实：哪件事、怎样办理不力。")
    _check_demand(step, proposed)
    ask = Ask(step.conference.pk, step.actor, unit.number, step.today)
    row = UnitMeasure.objects.create(
        conference=step.conference,
        number=step.next("measure"),
        kind=proposed.kind,
        unit=unit,
        ground=proposed.ground,
        basis=check_basis(ask, proposed.ground, proposed.basis),
        text=text,
        demand=proposed.demand.strip(),
        due=proposed.due,
        proposed_on=step.today,
        state="proposed",
    )
    _lay(step, row, moves.PROPOSE, {"kind": row.kind, "ground": row.ground})
    step.text("reason", row.text)
    step.text("demand", row.demand)
    return f"measure:{row.number}"


@action(moves.APPROVE)
def approve_measure(step: Step, *, number: int, version: int, opinion: str = "", files: Sequence[Upload] = ()) -> str:
    """The convener approves: the measure is in force, and the unit owes an answer by its date."""
    row = _take(step, number, version, moves.APPROVE)
    check_scan(step, files)
    check_no_count(opinion, "opinion")
    check_basis(Ask(step.conference.pk, step.actor, row.unit.number, hands.day(step)), row.ground, row.basis)
    row.state, row.approved_on, row.opinion = "approved", hands.day(step), opinion.strip()
    save_next(row, "state", "approved_on", "opinion")
    _lay(step, row, moves.APPROVE, {"kind": row.kind, "ground": row.ground, **_due(row)})
    step.text("opinion", opinion)
    attach(step, files)
    return f"measure:{number}"


@action(moves.REFUSE)
def refuse_measure(step: Step, *, number: int, version: int, opinion: str, files: Sequence[Upload] = ()) -> str:
    """The convener does not approve, with his reason; the unit never hears of it."""
    check_scan(step, files)
    row = _take(step, number, version, moves.REFUSE)
    _say(opinion, "请写明不批准的理由。")
    row.state, row.opinion = "refused", opinion.strip()
    save_next(row, "state", "opinion")
    _lay(step, row, moves.REFUSE)
    step.text("opinion", opinion)
    attach(step, files)
    return f"measure:{number}"


@action(moves.WITHDRAW)
def withdraw_measure(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The office takes its proposal back."""
    row = _take(step, number, version, moves.WITHDRAW)
    _say(opinion, "请写明撤回的理由。")
    row.state, row.note = "cancelled", opinion.strip()
    save_next(row, "state", "note")
    _lay(step, row, moves.WITHDRAW)
    step.text("opinion", opinion)
    return f"measure:{number}"


@action(moves.ANSWER)
def answer_measure(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit says what it did."""
    row = _take(step, number, version, moves.ANSWER)
    _say(text, "请写明整改情况：做了什么、结果怎样。", "text")
    hands.check_day(step, hands.day(step), row.approved_on or step.today, "behalf_on")
    row.answer, row.answered_on, row.state = text.strip(), hands.day(step), "answered"
    save_next(row, "answer", "answered_on", "state")
    _lay(step, row, moves.ANSWER)
    step.text("answer", text)
    attach(step, files)
    return f"measure:{number}"


@action(moves.RETURN)
def return_answer(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The answer is not enough: back to the unit, with what is missing."""
    row = _take(step, number, version, moves.RETURN)
    _say(opinion, "请写明反馈还缺什么。")
    row.state, row.note = "returned", opinion.strip()
    save_next(row, "state", "note")
    _lay(step, row, moves.RETURN)
    step.text("opinion", opinion)
    return f"measure:{number}"


@action(moves.EXTEND)
def extend_measure(step: Step, *, number: int, version: int, due: date, reason: str) -> str:
    """A later date, with the reason."""
    row = _take(step, number, version, moves.EXTEND)
    _say(reason, "请写明延长期限的理由。", "reason")
    if due < step.today or (row.due is not None and due <= row.due):
        raise Invalid("延长后的期限应当晚于原来的期限，并且还没有过去。请核对。", "due")
    row.due = due
    save_next(row, "due")
    _lay(step, row, moves.EXTEND, _due(row))
    step.text("reason", reason)
    return f"measure:{number}"


@action(moves.LIFT)
def lift_measure(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The measure ends: what it was for is settled, or it is no longer wanted; with the reason."""
    row = _take(step, number, version, moves.LIFT)
    _say(opinion, "请写明解除的理由，例如整改已经到位。")
    row.state, row.lifted_on, row.note = "lifted", step.today, opinion.strip()
    save_next(row, "state", "lifted_on", "note")
    _lay(step, row, moves.LIFT)
    step.text("opinion", opinion)
    return f"measure:{number}"


# shared -------------------------------------------------------------------------------------------------------------


def _check_demand(step: Step, proposed: Proposed) -> None:
    """挂牌督办 and 责令限期整改 say what is to be done, and until when; a 通报 need not."""
    if proposed.kind != "circular" and not proposed.demand.strip():
        raise Invalid("请写明要求该单位做什么。", "demand")
    if proposed.kind != "circular" and proposed.due is None:
        raise Invalid("请填写整改期限。", "due")
    if proposed.due is not None and proposed.due < step.today:
        raise Invalid("整改期限已经过去。请核对。", "due")
    check_no_count(proposed.demand, "demand")


def _take(step: Step, number: int, version: int, move: Move) -> UnitMeasure:
    row = UnitMeasure.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None or (move.roles == ("unit",) and (row.approved_on is None or row.unit.number != hands.unit(step))):
        raise Invalid(f"没有对本单位的第 {number} 号通报督办。请核对编号。", "number")
    check_standing(row, version, move, what=f"这件{MEASURES[row.kind]}", states=MEASURE_STATES)
    return row


def _say(text: str, empty: str, field: str = "opinion") -> None:
    if not text.strip():
        raise Invalid(empty, field)


def _due(row: UnitMeasure) -> dict[str, Value]:
    return {"due": row.due.isoformat()} if row.due else {}


def _lay(step: Step, row: UnitMeasure, move: Move, data: dict[str, Value] | None = None) -> None:
    step.fact(move.verb, f"measure:{row.number}", on=hands.day(step), unit=row.unit.number, data=data or {})
