"""Writes on what a joint supervision finds at a unit: recorded, fed back, put right, verified (article 13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.oversight import finding_moves as moves
from lianxi.oversight import supervision_moves
from lianxi.oversight.models import Finding, Part, Supervision
from lianxi.oversight.models.supervision import FINDING_STATES, RESULTS
from lianxi.oversight.supervision import attach, check_organiser, take
from lianxi.oversight.supervision_scope import findings as visible_findings
from lianxi.roster.roles import UNITS
from lianxi.rulebook.facts import Value


@action(supervision_moves.CHECK)
def record_results(step: Step, *, number: int, unit: int, results: Mapping[int, tuple[str, str]]) -> str:
    """What the checklist gave at one unit: place of the item → (result, note). Those left out stay unchecked."""
    row = take(step, number, None, supervision_moves.CHECK)
    part = _open_part(step, row, unit)
    given = {place: each for place, each in results.items() if each[0] or each[1].strip()}
    if any(result not in RESULTS for result, _ in given.values()) or set(given) - _places(row):
        raise Invalid("检查结果不完整：写了说明的项目请选择符合、不符合或不涉及。", "results")
    part.results = [
        {"place": place, "result": result, "note": note.strip()[:500]}
        for place, (result, note) in sorted(given.items())
    ]
    part.save(update_fields=["results"])
    data: dict[str, Value] = {"items": len(given)}
    step.fact("supervision.checked", f"supervision:{number}", on=hands.day(step), unit=unit, data=data)
    return f"supervision:{number}"


def _places(row: Supervision) -> set[int]:
    return set(range(1, len(row.checklist) + 1))


@action(moves.RECORD)
def record_finding(
    step: Step,
    *,
    supervision: int,
    unit: int,
    text: str,
    demand: str = "",
    due: date | None = None,
    item: int | None = None,
    files: Sequence[Upload] = (),
) -> str:
    """A problem found at a unit, with evidence; ``due``: until when it is to be put right. It is not fed back yet."""
    row = take(step, supervision, None, supervision_moves.CHECK)
    part = _open_part(step, row, unit)
    finding = Finding(
        conference=step.conference, supervision=row, unit=part.unit, found_on=hands.day(step), state="draft"
    )
    _write(step, row, finding, text, demand, due, item)
    finding.number = step.next("finding")
    finding.save()
    data: dict[str, Value] = {"supervision": supervision}
    step.fact("finding.recorded", f"finding:{finding.number}", on=hands.day(step), unit=unit, data=data)
    attach(step, files)
    return f"finding:{finding.number}"


@action(moves.EDIT)
def edit_finding(
    step: Step,
    *,
    number: int,
    version: int,
    text: str,
    demand: str = "",
    due: date | None = None,
    item: int | None = None,
    files: Sequence[Upload] = (),
) -> str:
    """Change a finding before it is fed back."""
    finding = _take(step, number, version, moves.EDIT)
    _open_part(step, finding.supervision, finding.unit.number)
    _write(step, finding.supervision, finding, text, demand, due, item)
    save_next(finding, "text", "demand", "due", "item")
    data: dict[str, Value] = {"supervision": finding.supervision.number, "again": True}
    step.fact("finding.recorded", f"finding:{number}", on=hands.day(step), unit=finding.unit.number, data=data)
    attach(step, files)
    return f"finding:{number}"


def _write(
    step: Step, row: Supervision, finding: Finding, text: str, demand: str, due: date | None, item: int | None
) -> None:
    if not text.strip():
        raise Invalid("请写明发现的问题。", "text")
    if due is not None and due < step.today:
        raise Invalid("整改期限已经过去。请核对。", "due")
    if item is not None and item not in _places(row):
        raise Invalid("督查清单中没有这一项。请重新选择。", "item")
    finding.text, finding.demand, finding.due, finding.item = text.strip(), demand.strip(), due, item


@action(moves.DROP)
def drop_finding(step: Step, *, number: int, version: int) -> str:
    """Taken out before it was fed back: it was recorded by mistake."""
    finding = _take(step, number, version, moves.DROP)
    _open_part(step, finding.supervision, finding.unit.number)
    return _moved(step, finding, moves.DROP)


@action(supervision_moves.FEED_BACK)
def feed_back(step: Step, *, number: int, version: int, unit: int, clean: bool = False) -> str:
    """反馈意见 to one unit: all its findings at once, or that nothing was found (``clean``).

    With the last unit the supervision itself is over: from then on its report to the conference is owed.
    """
    row = take(step, number, version, supervision_moves.FEED_BACK)
    check_organiser(step, row)
    part = _open_part(step, row, unit)
    drafts = list(Finding.objects.filter(supervision=row, unit=part.unit, state="draft").order_by("number"))
    _check_feedback(step, drafts, clean)
    day = hands.day(step)
    told: dict[str, Value] = {"findings": len(drafts)}
    step.fact("supervision.fed_back", f"supervision:{number}", on=day, unit=unit, data=told)
    for finding in drafts:
        finding.state = "found"
        save_next(finding, "state")
        data: dict[str, Value] = {"supervision": number}
        if finding.due is not None:
            data["due"] = finding.due.isoformat()
        step.fact("finding.fed_back", f"finding:{finding.number}", on=day, unit=unit, data=data)
    part.fed_back_on = day
    part.save(update_fields=["fed_back_on"])
    if not Part.objects.filter(supervision=row, kind="inspected", fed_back_on=None).exists():
        row.state = "found"
        found = Finding.objects.filter(supervision=row, state__in=(*moves.OPEN, "verified")).count()
        over: dict[str, Value] = {"by_finding": True, "findings": found}
        step.fact("supervision.found", f"supervision:{number}", on=day, data=over)
    save_next(row, "state")
    return f"supervision:{number}"


def _check_feedback(step: Step, drafts: Sequence[Finding], clean: bool) -> None:
    if drafts and clean:
        raise Invalid("该单位已登记发现的问题，不能反馈“未发现问题”。登记有误的，请先删去。", "nothing")
    if not drafts and not clean:
        raise Invalid("该单位还没有登记发现的问题。确实没有发现问题的，请勾选“未发现问题”。", "nothing")
    late = next((each for each in drafts if each.due is not None and each.due < step.today), None)
    if late is not None:
        raise Invalid(f"第 {late.number} 号问题的整改期限已经过去。请先改期限再反馈。", "nothing")


# putting right ------------------------------------------------------------------------------------------------------


@action(moves.RECTIFY)
def rectify_finding(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The unit reports what it has put right, with evidence."""
    finding = _take(step, number, version, moves.RECTIFY)
    _check_unit(step, finding)
    if not text.strip():
        raise Invalid("请写明整改情况：做了什么、效果如何。", "text")
    finding.rectification, finding.rectified_on, finding.wanted = text.strip(), hands.day(step), None
    finding.save(update_fields=["rectification", "rectified_on", "wanted"])
    step.text("rectification", text)
    attach(step, files)
    return _moved(step, finding, moves.RECTIFY)


@action(moves.ASK_EXTENSION)
def ask_more_time(step: Step, *, number: int, wanted: date, reason: str) -> str:
    """The unit asks for a later due date, with its reason."""
    finding = _take(step, number, None, moves.ASK_EXTENSION)
    _check_unit(step, finding)
    if finding.due is None:
        raise RuleBroken("这个问题没有定整改期限，不需要延期。")
    if wanted <= finding.due:
        raise Invalid(f"申请的日期应晚于现在的期限（{finding.due:%Y年%m月%d日}）。", "wanted")
    if not reason.strip():
        raise Invalid("请写明延期的原因。", "reason")
    if finding.wanted is not None:
        raise RuleBroken("已有一份延期申请等待答复。")
    finding.wanted, finding.wanted_reason = wanted, reason.strip()
    save_next(finding, "wanted", "wanted_reason")
    data: dict[str, Value] = {"wanted": wanted.isoformat()}
    step.fact("finding.extension_asked", f"finding:{number}", on=hands.day(step), unit=finding.unit.number, data=data)
    step.text("reason", reason)
    return f"finding:{number}"


@action(moves.EXTEND)
def give_more_time(step: Step, *, number: int, version: int, due: date) -> str:
    """A later due date, on the unit's request (which it answers) or without one."""
    finding = _take(step, number, version, moves.EXTEND)
    check_organiser(step, finding.supervision)
    if due < step.today or (finding.due is not None and due <= finding.due):
        raise Invalid("延期后的日期应晚于现在的期限和今天。请核对。", "due")
    finding.due, finding.wanted = due, None
    save_next(finding, "due", "wanted")
    data: dict[str, Value] = {"due": due.isoformat()}
    step.fact("finding.extended", f"finding:{number}", on=hands.day(step), unit=finding.unit.number, data=data)
    return f"finding:{number}"


@action(moves.REFUSE_EXTENSION)
def refuse_more_time(step: Step, *, number: int, version: int, reason: str) -> str:
    """An extension that is not granted, with the reason."""
    finding = _take(step, number, version, moves.REFUSE_EXTENSION)
    check_organiser(step, finding.supervision)
    if finding.wanted is None:
        raise RuleBroken("没有等待答复的延期申请。")
    if not reason.strip():
        raise Invalid("请写明不同意延期的理由。", "reason")
    finding.wanted = None
    save_next(finding, "wanted")
    step.fact("finding.extension_refused", f"finding:{number}", on=hands.day(step), unit=finding.unit.number)
    step.text("reason", reason)
    return f"finding:{number}"


@action(moves.VERIFY)
def verify_finding(step: Step, *, number: int, version: int, opinion: str = "") -> str:
    """Who carried the supervision out, or the office, has seen that it was put right."""
    finding = _take(step, number, version, moves.VERIFY)
    check_organiser(step, finding.supervision)
    return _judged(step, finding, moves.VERIFY, opinion)


@action(moves.RETURN)
def return_rectification(step: Step, *, number: int, version: int, opinion: str) -> str:
    """It is not enough: back to the unit, with what is missing."""
    finding = _take(step, number, version, moves.RETURN)
    check_organiser(step, finding.supervision)
    if not opinion.strip():
        raise Invalid("请写明退回的理由和还缺什么。", "opinion")
    return _judged(step, finding, moves.RETURN, opinion)


@action(moves.WITHDRAW)
def withdraw_finding(step: Step, *, number: int, version: int, reason: str) -> str:
    """A finding that proved wrong after it was fed back, with the reason: nothing is owed on it any more."""
    finding = _take(step, number, version, moves.WITHDRAW)
    check_organiser(step, finding.supervision)
    if not reason.strip():
        raise Invalid("请写明撤销的理由。", "opinion")
    return _judged(step, finding, moves.WITHDRAW, reason)


def _judged(step: Step, finding: Finding, move: Move, opinion: str) -> str:
    finding.opinion = opinion.strip()
    finding.save(update_fields=["opinion"])
    step.text("opinion", opinion)
    return _moved(step, finding, move)


# shared -------------------------------------------------------------------------------------------------------------


def _open_part(step: Step, row: Supervision, unit: int) -> Part:
    """The unit's part, while nothing was fed back to it; who looks at units is the team and who carries it out."""
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    sends = Part.objects.filter(supervision=row, kind="sends", unit__number=hands.unit(step) or 0)
    if role in UNITS and not sends.exists():
        check_organiser(step, row)
    part = Part.objects.filter(supervision=row, kind="inspected", unit__number=unit).select_related("unit").first()
    if part is None:
        raise Invalid("这次督查不包括这个单位。请重新选择。", "unit")
    if part.fed_back_on is not None:
        raise RuleBroken("已向该单位反馈督查意见，不能再改检查结果和问题。有误的，请在问题页面撤销。")
    return part


def _take(step: Step, number: int, version: int | None, move: Move) -> Finding:
    """The finding, if who writes may see it, nobody changed it meanwhile, and the move is allowed from its state."""
    rows = visible_findings(step.conference.pk, step.actor).filter(number=number)
    finding = rows.select_related("unit", "supervision__organiser").first()
    if finding is None:
        raise Invalid("没有这个督查问题。", "number")
    check_standing(finding, version, move, what="这个问题", states=FINDING_STATES)
    return finding


def _check_unit(step: Step, finding: Finding) -> None:
    if hands.unit(step) != finding.unit.number:
        raise RuleBroken(f"由被督查单位（{finding.unit.name}）办理。")


def _moved(step: Step, finding: Finding, move: Move) -> str:
    finding.state = move.to
    save_next(finding, "state")
    data: dict[str, Value] = {"supervision": finding.supervision.number}
    step.fact(move.verb, f"finding:{finding.number}", on=hands.day(step), unit=finding.unit.number, data=data)
    return f"finding:{finding.number}"
