"""Writes on an assessment scheme: drafted, sent for approval, approved by a convener or a meeting, then frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxi.assessment import moves
from lianxi.assessment.formula import BadFormula
from lianxi.assessment.lawful import admit
from lianxi.assessment.models import STATES, Indicator, Scheme
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.meetings.models import Decision
from lianxi.rulebook.facts import Value

MOST_INDICATORS, MOST_POINTS = 40, Decimal(1000)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One indicator as it is written: points are ``weight``; no more than ``cap`` count (None: the weight)."""

    name: str
    definition: str
    formula: str
    weight: Decimal
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """What a scheme says of itself. ``kinds``: kinds of unit assessed, empty for all; ``grades`` fall."""

    title: str
    first_day: date
    last_day: date
    kinds: Sequence[str] = ()
    grades: Sequence[tuple[Decimal, str]] = ()
    note: str = ""


@action(moves.DRAFT)
def draft_scheme(step: Step, *, outline: Outline, indicators: Sequence[Wanted]) -> str:
    """A new scheme with its indicators. Every formula is admitted or refused with the reason."""
    _check(outline, indicators)
    row = Scheme(conference=step.conference, number=step.next("assessment"), drafted_on=step.today)
    row.drafter = step.actor.person
    _lay(row, outline)
    row.save()
    _lay_indicators(row, indicators)
    step.fact(moves.DRAFT.verb, f"assessment:{row.number}", data=_data(row, len(indicators)))
    return f"assessment:{row.number}"


@action(moves.DRAFT)
def edit_scheme(step: Step, *, number: int, version: int, outline: Outline, indicators: Sequence[Wanted]) -> str:
    """Change a scheme that is not yet sent for approval."""
    row = take_scheme(step, number, version, moves.DRAFT)
    _check(outline, indicators)
    _lay(row, outline)
    row.drafter = step.actor.person
    save_next(row, "title", "first_day", "last_day", "kinds", "grades", "note", "drafter")
    Indicator.objects.filter(conference=step.conference, scheme=row).delete()
    _lay_indicators(row, indicators)
    data: dict[str, Value] = {**_data(row, len(indicators)), "again": True}
    step.fact(moves.DRAFT.verb, f"assessment:{number}", data=data)
    return f"assessment:{number}"


@action(moves.SUBMIT)
def submit_scheme(step: Step, *, number: int, version: int) -> str:
    """Send it for approval; every indicator is checked once more."""
    row = take_scheme(step, number, version, moves.SUBMIT)
    rows = list(Indicator.objects.filter(conference=step.conference, scheme=row))
    if not rows:
        raise RuleBroken("考核办法还没有指标。请先添加指标再送审。")
    for each in rows:
        _admit(each.place, each.name, each.formula)
    return _go(step, row, moves.SUBMIT)


@action(moves.CONFIRM)
def confirm_scheme(step: Step, *, number: int, version: int, opinion: str = "", files: Sequence[Upload] = ()) -> str:
    """A convener approves: from now on it stands as it is. Never by who drafted it; on paper only with the scan."""
    row = take_scheme(step, number, version, moves.CONFIRM)
    behalf = step.call.behalf
    if (behalf.person if behalf else step.actor.person) == row.drafter:
        raise RuleBroken("起草人不能审定自己起草的考核办法。请由其他召集人审定，或提请会议审定。")
    if behalf is not None and not files:
        raise Invalid("代录召集人的审定，须附其签批原件的扫描件或照片。", "scans")
    for file in files:
        step.attach(file)
    row.confirmed_on, row.opinion = behalf.on if behalf else step.today, opinion.strip()
    return _go(step, row, moves.CONFIRM, "confirmed_on", "opinion", on=row.confirmed_on, words=opinion)


@action(moves.ADOPT)
def adopt_scheme(step: Step, *, number: int, version: int, decision: int) -> str:
    """A meeting approved it: recorded with the number of that decision, which must stand."""
    row = take_scheme(step, number, version, moves.ADOPT)
    found = Decision.objects.filter(conference=step.conference, number=decision).select_related("meeting").first()
    if found is None or found.withdrawn:
        raise Invalid("没有这项议定事项，或者它已撤销。请选择审定考核办法的那项议定事项。", "decision")
    if found.meeting.day < row.drafted_on:
        raise Invalid("那次会议早于考核办法的起草日期。请核对是哪一次会议审定的。", "decision")
    row.confirmed_on, row.basis = found.meeting.day, f"decision:{decision}"
    data: dict[str, Value] = {"decision": decision}
    return _go(step, row, moves.ADOPT, "confirmed_on", "basis", on=found.meeting.day, data=data)


@action(moves.RETURN)
def return_scheme(step: Step, *, number: int, version: int, opinion: str) -> str:
    """A convener sends it back with what is to be changed."""
    row = take_scheme(step, number, version, moves.RETURN)
    if not opinion.strip():
        raise Invalid("请写明退回修改的意见。", "opinion")
    row.opinion = opinion.strip()
    return _go(step, row, moves.RETURN, "opinion", words=opinion)


@action(moves.DROP)
def drop_scheme(step: Step, *, number: int, version: int) -> str:
    """A draft that nobody approved is put away; its number is not given again."""
    row = take_scheme(step, number, version, moves.DROP)
    return _go(step, row, moves.DROP)


# shared -------------------------------------------------------------------------------------------------------------


def take_scheme(step: Step, number: int, version: int | None, move: Move) -> Scheme:
    """The scheme, standing where the move may begin. Raises ``Invalid``, ``Stale``, ``RuleBroken``."""
    row = Scheme.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        raise Invalid("没有这份考核办法。请从考核办法列表进入。", "number")
    check_standing(row, version, move, what="这份考核办法", states=STATES)
    return row


def _go(
    step: Step,
    row: Scheme,
    move: Move,
    *columns: str,
    on: date | None = None,
    words: str = "",
    data: dict[str, Value] | None = None,
) -> str:
    row.state = move.to
    save_next(row, "state", *columns)
    step.fact(move.verb, f"assessment:{row.number}", on=on, data=data)
    step.text("opinion", words)
    return f"assessment:{row.number}"


def _data(row: Scheme, indicators: int) -> dict[str, Value]:
    return {"from": row.first_day.isoformat(), "to": row.last_day.isoformat(), "indicators": indicators}


def _lay(row: Scheme, outline: Outline) -> None:
    row.title, row.first_day, row.last_day = outline.title.strip()[:120], outline.first_day, outline.last_day
    row.kinds, row.note = list(outline.kinds), outline.note.strip()
    row.grades = [[str(threshold), word] for threshold, word in outline.grades]


def _lay_indicators(row: Scheme, indicators: Sequence[Wanted]) -> None:
    Indicator.objects.bulk_create(
        Indicator(
            conference=row.conference,
            scheme=row,
            place=place,
            name=each.name.strip(),
            definition=each.definition.strip(),
            formula=each.formula.strip(),
            weight=each.weight,
            cap=each.weight if each.cap is None else each.cap,
        )
        for place, each in enumerate(indicators, 1)
    )


def _check(outline: Outline, indicators: Sequence[Wanted]) -> None:
    if not outline.title.strip():
        raise Invalid("请填写考核办法的名称。", "title")
    if outline.last_day < outline.first_day:
        raise Invalid("考核期的最后一天早于第一天。请核对。", "last_day")
    if (outline.last_day - outline.first_day).days > 366:
        raise Invalid("考核期不能超过一年。请分年度考核。", "last_day")
    thresholds = [threshold for threshold, _ in outline.grades]
    if thresholds != sorted(set(thresholds), reverse=True):
        raise Invalid("等次的分数线要从高到低，不能相同。", "grades")
    if not indicators:
        raise Invalid("请至少写一项指标。", "indicators")
    if len(indicators) > MOST_INDICATORS:
        raise Invalid(f"指标不能超过 {MOST_INDICATORS} 项。", "indicators")
    names = [each.name.strip() for each in indicators]
    for place, each in enumerate(indicators, 1):
        _check_indicator(place, each, names)


def faults(indicators: Sequence[Wanted]) -> dict[int, str]:
    """Place of an indicator → why it cannot stand; every one at once, for who is still writing."""
    names, found = [each.name.strip() for each in indicators], {}
    for place, each in enumerate(indicators, 1):
        try:
            _check_indicator(place, each, names)
        except Invalid as refusal:
            found[place] = str(refusal)
    return found


def _check_indicator(place: int, each: Wanted, names: list[str]) -> None:
    name = each.name.strip()
    if not name or not each.definition.strip():
        raise Invalid(f"第 {place} 项指标缺少名称或者口径说明。两样都要写，口径印在得分旁边。", f"indicator_{place}")
    if names.count(name) > 1:
        raise Invalid(f"指标名称“{name}”重复。请改成不同的名称。", f"indicator_{place}")
    if not 0 < each.weight <= MOST_POINTS:
        raise Invalid(f"第 {place} 项“{name}”的分值要大于 0。", f"indicator_{place}")
    if each.cap is not None and not 0 < each.cap <= MOST_POINTS:
        raise Invalid(f"第 {place} 项“{name}”的最高得分要大于 0。", f"indicator_{place}")
    _admit(place, name, each.formula)


def _admit(place: int, name: str, formula: str) -> None:
    try:
        admit(formula, name)
    except BadFormula as error:
        raise Invalid(f"第 {place} 项“{name}”：{error}", f"indicator_{place}") from error
