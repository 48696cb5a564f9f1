"""Circulating information to those who need to know, verifying, returning, settling (article 11 of the genre)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxi.documents.official import marks_secrecy
from lianxi.information import information_moves as moves
from lianxi.information.models.report import Circulation, Information
from lianxi.information.taking import attach, circulation_of, take
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.queries import facts_of_object
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands
from lianxi.matters.life.registering import SECRET
from lianxi.rulebook.facts import Value, standing
from lianxi.tasks.actions import unit_of


@dataclass(frozen=True, slots=True)
class Told:
    """A unit (its number) that needs to know; ``verifies``: it is to verify and handle ``asked`` as well."""

    unit: int
    verifies: bool
    asked: str = ""


@action(moves.CIRCULATE)
def circulate_information(
    step: Step, *, number: int, version: int, told: Sequence[Told], due: date | None = None
) -> str:
    """通报: to each unit on its own; from now on it sees this piece and nobody else does who did not before.

    ``due``: the office's own day for the results, a calendar day. Raises ``Invalid``, ``Stale``, ``RuleBroken``.
    """
    row = take(step, number, version, moves.CIRCULATE)
    if not told:
        raise Invalid("请至少选择一个需要知道的单位。没有单位需要知道的，请办理“不予通报”并写明理由。", "told")
    verifying = [each for each in told if each.verifies]
    if verifying and due is None:
        raise Invalid("请填写核查结果的报送日期。", "due")
    if due is not None and due < step.today:
        raise Invalid("报送核查结果的日期已经过去。请核对。", "due")
    for each in sorted(told, key=lambda each: (not each.verifies, each.unit)):
        _tell(step, row, each, due if each.verifies else None)
    step.text("asked", "\n".join(each.asked.strip() for each in told if each.verifies))
    if verifying or row.state != "circulated":
        row.state = "circulated" if verifying else "told"
    save_next(row, "state")
    return f"information:{number}"


def _tell(step: Step, row: Information, told: Told, due: date | None) -> None:
    unit = unit_of(step, told.unit, "told")
    if told.verifies and not told.asked.strip():
        raise Invalid(f"请写明要{unit.name}核查什么。", f"asked_{told.unit}")
    if marks_secrecy(told.asked):
        raise Invalid(SECRET, f"asked_{told.unit}")
    there = Circulation.objects.filter(information=row, unit=unit).first()
    if there is not None and (there.verifies or not told.verifies):
        raise Invalid(f"已经通报过{unit.name}。请不要重复选择。", f"role_{told.unit}")
    Circulation.objects.update_or_create(
        information=row,
        unit=unit,
        defaults={
            "conference": step.conference,
            "verifies": told.verifies,
            "asked": told.asked.strip(),
            "told_on": there.told_on if there else step.today,
            "due": due,
        },
    )
    data: dict[str, Value] = {} if told.verifies else {"to_know": True}
    if due is not None:
        data["verify_by"] = due.isoformat()
    step.fact(moves.CIRCULATE.verb, f"information:{row.number}", unit=unit.number, data=data)


@action(moves.CLOSE)
def close_information(step: Step, *, number: int, version: int, reason: str) -> str:
    """不予通报, with the reason: nobody else needs to know."""
    row = take(step, number, version, moves.CLOSE)
    if not reason.strip():
        raise Invalid("请写明不予通报的理由，例如“与第 3 号信息是同一件事”。", "reason")
    _check_reported_up(row)
    row.state, row.result, row.settled_on = "closed", reason.strip(), step.today
    save_next(row, "state", "result", "settled_on")
    step.fact(moves.CLOSE.verb, f"information:{number}")
    step.text("reason", reason)
    return f"information:{number}"


@action(moves.RECEIVE)
def receive_information(step: Step, *, number: int) -> str:
    """签收: the unit has read it. A result counts as a receipt as well."""
    told = circulation_of(step, number, moves.RECEIVE)
    if told.received_on is not None:
        raise RuleBroken("本单位已经签收这条信息。")
    day = hands.day(step)
    hands.check_day(step, day, told.told_on, "behalf_on")
    told.received_on = day
    told.save(update_fields=["received_on"])
    step.fact(moves.RECEIVE.verb, f"information:{number}", on=day, unit=told.unit.number)
    return f"information:{number}"


@action(moves.VERIFY)
def verify_information(step: Step, *, number: int, result: str, files: Sequence[Upload] = ()) -> str:
    """核查反馈 by one unit; with the last unit's result the piece is verified as a whole.

    Raises ``Invalid`` for a unit that was not asked, ``RuleBroken`` where it has answered.
    """
    told = circulation_of(step, number, moves.VERIFY)
    if not told.verifies:
        raise RuleBroken("这条信息只请本单位知悉，不用反馈核查结果。")
    if told.verified_on is not None:
        raise RuleBroken("本单位已经反馈核查结果。要补充的，请办公室退回后再反馈。")
    if not result.strip():
        raise Invalid("请写明核查到的情况和已经采取的措施。", "result")
    if marks_secrecy(result):
        raise Invalid(SECRET, "result")
    day, row = hands.day(step), told.information
    hands.check_day(step, day, told.told_on, "behalf_on")
    told.result, told.verified_on, told.received_on = result.strip(), day, told.received_on or day
    told.save(update_fields=["result", "verified_on", "received_on"])
    last = not outstanding(row).exists()
    verb = moves.VERIFY.verb if last else "information.checked"
    if last:
        row.state = "verified"
    save_next(row, "state")
    step.fact(verb, f"information:{number}", on=day, unit=told.unit.number)
    step.text("result", result)
    attach(step, files)
    return f"information:{number}"


def outstanding(row: Information) -> QuerySet[Circulation]:
    """The units that were asked and have not reported."""
    return Circulation.objects.filter(information=row, verifies=True, verified_on=None)


@action(moves.RETURN)
def return_result(step: Step, *, number: int, version: int, unit: int, opinion: str, due: date) -> str:
    """退回补充核查: the result is not enough; the verification is owed again, and the board says so."""
    row = take(step, number, version, moves.RETURN)
    told = Circulation.objects.filter(information=row, unit__number=unit).select_related("unit").first()
    if told is None or told.verified_on is None:
        raise Invalid("这个单位还没有反馈核查结果。请重新选择。", "unit")
    if not opinion.strip():
        raise Invalid("请写明还缺什么。", "opinion")
    if due < step.today:
        raise Invalid("重新报送的日期已经过去。请核对。", "due")
    told.opinion, told.verified_on, told.due = opinion.strip(), None, due
    told.save(update_fields=["opinion", "verified_on", "due"])
    step.fact(moves.RETURN.verb, f"information:{number}", unit=unit, data={"verify_by": due.isoformat()})
    if row.state == "verified":
        _take_back_verified(step, number)
    row.state = "circulated"
    save_next(row, "state")
    step.text("opinion", opinion)
    return f"information:{number}"


def _take_back_verified(step: Step, number: int) -> None:
    """What said that it was verified counts no more."""
    for fact in standing(facts_of_object(step.conference.pk, f"information:{number}")):
        if fact.verb == moves.VERIFY.verb:
            step.fact("entry.withdrawn", f"entry:{fact.entry}", data={"entry": fact.entry, "fact": fact.index})


@action(moves.CHASE)
def chase_information(step: Step, *, number: int) -> str:
    """催办 to every unit whose result is still missing: one entry, one fact a unit."""
    row = take(step, number, None, moves.CHASE)
    waiting = list(outstanding(row).select_related("unit").order_by("unit__number"))
    for told in waiting:
        told.chased += 1
        told.save(update_fields=["chased"])
        step.fact(moves.CHASE.verb, f"information:{number}", unit=told.unit.number, data={"count": told.chased})
    return f"information:{number}"


@action(moves.SETTLE)
def settle_information(step: Step, *, number: int, version: int, result: str, files: Sequence[Upload] = ()) -> str:
    """处置完毕: what was done. An urgent piece only after its 终报."""
    row = take(step, number, version, moves.SETTLE)
    if not result.strip():
        raise Invalid("请写明怎么处置的、现在是什么情况。", "result")
    if marks_secrecy(result):
        raise Invalid(SECRET, "result")
    _check_reported_up(row)
    row.state, row.result, row.settled_on = "settled", result.strip(), step.today
    save_next(row, "state", "result", "settled_on")
    unit = row.unit.number if row.unit else None
    step.fact(moves.SETTLE.verb, f"information:{number}", unit=unit)
    step.text("result", result)
    attach(step, files)
    return f"information:{number}"


def _check_reported_up(row: Information) -> None:
    if (row.urgency != "ordinary" or row.stage) and row.stage != "final":
        missing = "终报" if row.stage else "首报和终报"
        raise RuleBroken(
            f"这是紧急信息，还没有{missing}（条例第二十五条），不能办结。"
            + ("请先报送终报。" if row.stage else "请先上报；不属于紧急的，先核定紧急程度。")
        )
