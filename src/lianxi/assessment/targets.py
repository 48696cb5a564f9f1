"""Writes on responsibility targets (article 16): the year's letter of a unit, signed with its scan, met or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.assessment import moves
from lianxi.assessment.models import LETTER_STATES, TARGET_STATES, Target, TargetLetter
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

MOST = 30


@dataclass(frozen=True, slots=True)
class Aim:
    """One target: what, the standard by which it is met, by when."""

    title: str
    standard: str
    due: date


@action(moves.DRAFT_LETTER)
def draft_letters(step: Step, *, year: int, units: Sequence[int], aims: Sequence[Aim]) -> str:
    """The same targets for several units at once, a letter each; a unit that has one for the year is named."""
    if not units:
        raise Invalid("请选择签订责任书的单位。", "units")
    _check_aims(aims, year)
    first = ""
    for number in dict.fromkeys(units):
        unit = unit_of(step, number, "units")
        if TargetLetter.objects.filter(conference=step.conference, year=year, unit=unit).exists():
            raise Invalid(f"{unit.name}已有 {year} 年责任书。请在那一份里修改，或不选这个单位。", "units")
        letter = TargetLetter.objects.create(
            conference=step.conference, number=step.next("target_letter"), year=year, unit=unit, drafted_on=step.today
        )
        _lay_aims(step, letter, aims)
        object_ = f"target_letter:{letter.number}"
        step.fact(moves.DRAFT_LETTER.verb, object_, unit=number, data={"year": year, "targets": len(aims)})
        first = first or object_
    return first


@action(moves.DRAFT_LETTER)
def edit_letter(step: Step, *, number: int, version: int, aims: Sequence[Aim]) -> str:
    """Change one unit's targets before it signs."""
    letter = _take_letter(step, number, version, moves.DRAFT_LETTER)
    _check_aims(aims, letter.year)
    Target.objects.filter(conference=step.conference, letter=letter).delete()
    _lay_aims(step, letter, aims)
    save_next(letter)
    data = {"year": letter.year, "targets": len(aims), "again": True}
    step.fact(moves.DRAFT_LETTER.verb, f"target_letter:{number}", unit=letter.unit.number, data=data)
    return f"target_letter:{number}"


@action(moves.SIGN_LETTER)
def sign_letter(step: Step, *, number: int, version: int, signed_on: date, signer: str, files: Sequence[Upload]) -> str:
    """Signed on paper: the day, who signed, and the scan that is filed. From now on its targets stand."""
    letter = _take_letter(step, number, version, moves.SIGN_LETTER)
    if signed_on > step.today:
        raise Invalid("签订日期还没有到。请填写实际签订的日期。", "signed_on")
    if not signer.strip():
        raise Invalid("请填写单位签字人的职务和姓名。", "signer")
    if not files:
        raise Invalid("请附签订的责任书扫描件。", "scans")
    letter.signed_on, letter.signer, letter.state = signed_on, signer.strip()[:60], "signed"
    save_next(letter, "signed_on", "signer", "state")
    targets = Target.objects.filter(conference=step.conference, letter=letter).order_by("place")
    for each in targets:
        data: dict[str, Value] = {"letter": number, "year": letter.year, "due": each.due.isoformat()}
        step.fact(moves.SIGN_LETTER.verb, f"target:{each.number}", on=signed_on, unit=letter.unit.number, data=data)
    for file in files:
        step.attach(file)
    return f"target_letter:{number}"


@action(moves.REPORT_TARGET)
def report_target(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit reports that a target is met, with what shows it."""
    behalf = step.call.behalf
    unit, day = (behalf.unit, behalf.on) if behalf else (step.actor.unit, step.today)
    row = _take_target(step, number, version, moves.REPORT_TARGET)
    if row.letter.unit.number != unit:
        raise Invalid("这项目标不是本单位的。请从本单位的责任书进入。", "number")
    if row.letter.signed_on is not None and day < row.letter.signed_on:
        raise Invalid("完成日期早于责任书签订日期。请核对。", "behalf_on")
    if not text.strip():
        raise Invalid("请写明完成情况。", "text")
    row.result, row.met_on, row.state = text.strip(), day, "met"
    save_next(row, "result", "met_on", "state")
    step.fact(moves.REPORT_TARGET.verb, f"target:{number}", on=day, unit=unit)
    step.text("result", text)
    for file in files:
        step.attach(file)
    return f"target:{number}"


@action(moves.ACCEPT_TARGET)
def accept_target(step: Step, *, number: int, version: int, opinion: str = "") -> str:
    """The office has checked it: met."""
    return _judge(step, number, version, moves.ACCEPT_TARGET, opinion)


@action(moves.RETURN_TARGET)
def return_target(step: Step, *, number: int, version: int, opinion: str) -> str:
    """Not met yet, with what is missing."""
    if not opinion.strip():
        raise Invalid("请写明还缺什么。", "opinion")
    return _judge(step, number, version, moves.RETURN_TARGET, opinion)


# shared -------------------------------------------------------------------------------------------------------------


def _judge(step: Step, number: int, version: int, move: Move, opinion: str) -> str:
    row = _take_target(step, number, version, move)
    row.state, row.opinion = move.to, opinion.strip()
    save_next(row, "state", "opinion")
    step.fact(move.verb, f"target:{number}", unit=row.letter.unit.number)
    step.text("opinion", opinion)
    return f"target:{number}"


def _take_letter(step: Step, number: int, version: int, move: Move) -> TargetLetter:
    row = TargetLetter.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None:
        raise Invalid("没有这份责任书。请从责任目标列表进入。", "number")
    check_standing(row, version, move, what="这份责任书", states=LETTER_STATES)
    return row


def _take_target(step: Step, number: int, version: int, move: Move) -> Target:
    rows = Target.objects.filter(conference=step.conference, number=number).select_related("letter__unit")
    row = rows.first()
    if row is None:
        raise Invalid("没有这项责任目标。请从责任书进入。", "number")
    if row.letter.state != "signed":
        raise RuleBroken("责任书还没有签订，目标尚未生效。请先登记签订。")
    check_standing(row, version, move, what="这项责任目标", states=TARGET_STATES)
    return row


def _check_aims(aims: Sequence[Aim], year: int) -> None:
    if not aims:
        raise Invalid("请至少写一项责任目标。", "aims")
    if len(aims) > MOST:
        raise Invalid(f"责任目标不能超过 {MOST} 项。", "aims")
    for place, aim in enumerate(aims, 1):
        if not aim.title.strip() or not aim.standard.strip():
            raise Invalid(f"第 {place} 项责任目标缺少名称或者完成标准。", f"aim_{place}")
        if aim.due.year != year:
            raise Invalid(f"第 {place} 项责任目标的完成期限不在 {year} 年。请核对。", f"aim_{place}")


def _lay_aims(step: Step, letter: TargetLetter, aims: Sequence[Aim]) -> None:
    for place, aim in enumerate(aims, 1):
        Target.objects.create(
            conference=step.conference,
            number=step.next("target"),
            letter=letter,
            place=place,
            title=aim.title.strip()[:120],
            standard=aim.standard.strip(),
            due=aim.due,
        )
