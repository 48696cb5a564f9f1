"""Who handles a matter: assigned, co-handled, objected to, reported on, chased; contested competence goes to a meeting.

A unit may object to what it was given (23(3)); whether papers go back to the level above is for that level to agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves
from lianxi.matters.clockwork import meet
from lianxi.matters.finding import suggesting
from lianxi.matters.models import CoHandler, Exclusion, Matter, Progress
from lianxi.matters.standing import settle_in, take
from lianxi.roster.models import Tenure, Unit
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who handles: units by number; ``handler`` a person of the leading unit; ``helpers`` unit → its part."""

    lead: int
    responsible: int | None = None
    handler: int | None = None
    helpers: Mapping[int, str] = field(default_factory=dict)
    helpers_due: date | None = None


@action(moves.ASSIGN)
def assign_matter(
    step: Step, *, number: int, version: int, bearers: Bearers, note: str = "", suggested: str = ""
) -> str:
    """交办: the leading unit handles from now on; co-handling units get their part. An excluded unit is refused.

    ``suggested``: the code of what was suggested to who chose (``suggesting``).
    """
    matter = take(step, number, version, moves.ASSIGN)
    _lay_bearers(step, matter, bearers)
    settle_in(step, matter, "assigned", "lead", "responsible", "handler")
    _fact(step, matter, moves.ASSIGN.verb, bearers)
    suggesting.note(step, matter, suggested, {"responsible": str(bearers.lead)})
    step.text("note", note)
    return f"matter:{number}"


@action(moves.REASSIGN)
def reassign_matter(step: Step, *, number: int, version: int, bearers: Bearers, note: str = "") -> str:
    """Another unit or handler while it is being handled; the clocks run on."""
    matter = take(step, number, version, moves.REASSIGN)
    _lay_bearers(step, matter, bearers)
    save_next(matter, "lead", "responsible", "handler")
    _fact(step, matter, moves.REASSIGN.verb, bearers)
    step.text("note", note)
    return f"matter:{number}"


def _fact(step: Step, matter: Matter, verb: str, bearers: Bearers) -> None:
    data: dict[str, Value] = {"helpers": len(bearers.helpers)}
    if bearers.handler is not None:
        data["handler"] = bearers.handler
    step.fact(verb, f"matter:{matter.number}", unit=bearers.lead, data=data)


def _lay_bearers(step: Step, matter: Matter, bearers: Bearers) -> None:
    lead = unit_of(step, bearers.lead, "lead")
    responsible = lead if bearers.responsible is None else unit_of(step, bearers.responsible, "responsible")
    helpers = {unit_of(step, number, "helpers"): part for number, part in bearers.helpers.items()}
    if lead in helpers:
        raise Invalid(f"“{lead.name}”已是主办单位，不必再列为协办。", "helpers")
    if bearers.helpers_due is not None and bearers.helpers_due < step.today:
        raise Invalid("协办反馈的日期已经过去。请核对。", "helpers_due")
    check_recusal(matter, (lead, responsible, *helpers))
    _check_handler(step, matter, lead, bearers.handler)
    matter.lead, matter.responsible, matter.handler = lead, responsible, bearers.handler
    CoHandler.objects.filter(matter=matter, replied_on=None).exclude(unit__in=list(helpers)).delete()
    for unit, part in helpers.items():
        CoHandler.objects.update_or_create(
            matter=matter,
            unit=unit,
            defaults={"conference": step.conference, "part": part.strip()[:200], "due": bearers.helpers_due},
        )


def check_recusal(matter: Matter, units: Sequence[Unit]) -> None:
    """Raise ``RuleBroken`` where one of these units is accused or has an interest (28(3), 30(3))."""
    barred = Exclusion.objects.filter(matter=matter, unit__in=list(units)).select_related("unit").first()
    if barred is not None and barred.unit is not None:
        raise RuleBroken(
            f"“{barred.unit.name}”应当回避本事项（条例第二十八条第三款、第三十条第三款），不能承办或协办。请另选单位。"
        )


def _check_handler(step: Step, matter: Matter, lead: Unit, handler: int | None) -> None:
    if handler is None:
        return
    if not Tenure.objects.filter(
        conference=step.conference, person__number=handler, seat__unit=lead, seat__closed_on=None, until=None
    ).exists():
        raise Invalid(f"承办人不是{lead.name}的在任人员。请重新选择。", "handler")
    if Exclusion.objects.filter(matter=matter, person=handler).exists():
        raise RuleBroken("所选承办人应当回避本事项（条例第二十八条第三款）。请另选承办人。")


# objections ---------------------------------------------------------------------------------------------------------


@action(moves.OBJECT)
def object_to_matter(step: Step, *, number: int, version: int, reason: str, files: Sequence[Upload] = ()) -> str:
    """The unit says it is not competent, with detailed reasons (23(3)); the office decides."""
    matter = _own(step, number, version, moves.OBJECT)
    if not reason.strip():
        raise Invalid("请详细说明不属于本单位职权范围的理由。", "reason")
    settle_in(step, matter, "objected")
    step.fact(moves.OBJECT.verb, f"matter:{number}", on=hands.day(step), unit=hands.unit(step))
    step.text("reason", reason)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


@action(moves.UPHOLD_OBJECTION)
def uphold_objection(step: Step, *, number: int, version: int, opinion: str = "") -> str:
    """The office agrees: the matter waits for another unit."""
    matter = take(step, number, version, moves.UPHOLD_OBJECTION)
    unit = matter.lead.number if matter.lead else None
    matter.lead, matter.responsible, matter.handler = None, None, None
    settle_in(step, matter, "registered", "lead", "responsible", "handler")
    step.fact(moves.UPHOLD_OBJECTION.verb, f"matter:{number}", unit=unit)
    step.text("opinion", opinion)
    return f"matter:{number}"


@action(moves.REFUSE_OBJECTION)
def refuse_objection(step: Step, *, number: int, version: int, opinion: str) -> str:
    """The office does not agree, and says why; what stays contested may be put to a meeting (24(1))."""
    matter = take(step, number, version, moves.REFUSE_OBJECTION)
    if not opinion.strip():
        raise Invalid("请写明不采纳的理由。", "opinion")
    settle_in(step, matter, "assigned")
    step.fact(moves.REFUSE_OBJECTION.verb, f"matter:{number}", unit=matter.lead.number if matter.lead else None)
    step.text("opinion", opinion)
    return f"matter:{number}"


@action(moves.OBJECT_UP)
def object_upward(step: Step, *, number: int, version: int, reason: str, on: date, files: Sequence[Upload] = ()) -> str:
    """异议 to the level above that sent it, within five working days of receipt (23(3))."""
    matter = take(step, number, version, moves.OBJECT_UP)
    if matter.source == "petitioner":
        raise RuleBroken("这件信访事项是直接收到的，没有来文机关。不属于本机关职权的，请告知向有权机关提出。")
    if not reason.strip():
        raise Invalid("请详细说明异议理由（条例第二十三条第三款）。", "reason")
    hands.check_day(step, on, matter.received_on)
    meet(matter, ["assigned_objection"], on)
    settle_in(step, matter, "objected_up")
    step.fact(moves.OBJECT_UP.verb, f"matter:{number}", on=on)
    step.text("reason", reason)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


@action(moves.RETURN_UP)
def return_upward(step: Step, *, number: int, version: int, on: date, note: str = "") -> str:
    """The sender verified and agreed: the papers go back (23(3))."""
    matter = take(step, number, version, moves.RETURN_UP)
    hands.check_day(step, on, matter.received_on)
    settle_in(step, matter, "returned")
    step.fact(moves.RETURN_UP.verb, f"matter:{number}", on=on)
    step.text("note", note)
    return f"matter:{number}"


@action(moves.KEEP)
def keep_after_objection(step: Step, *, number: int, version: int, on: date, note: str = "") -> str:
    """The sender did not agree: handling goes on, by the dates that always ran."""
    matter = take(step, number, version, moves.KEEP)
    hands.check_day(step, on, matter.received_on)
    settle_in(step, matter, "registered")
    step.fact(moves.KEEP.verb, f"matter:{number}", on=on)
    step.text("note", note)
    return f"matter:{number}"


# what units report, and being reminded ------------------------------------------------------------------------------


@action(moves.REPORT)
def report_on_matter(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """The leading unit reports what it found and did; on paper or by phone the office records it for the unit."""
    matter = _own(step, number, version, moves.REPORT)
    if not text.strip():
        raise Invalid("请写明核查和办理情况。", "text")
    return _progress(step, matter, matter.lead, moves.REPORT.verb, text, files)


@action(moves.REPLY_PART)
def reply_part(step: Step, *, number: int, version: int, text: str, files: Sequence[Upload] = ()) -> str:
    """A co-handling unit answers for its part."""
    matter = take(step, number, version, moves.REPLY_PART)
    part = CoHandler.objects.filter(matter=matter, unit__number=hands.unit(step) or 0).first()
    if part is None:
        raise RuleBroken("本单位不是这件信访事项的协办单位。")
    if not text.strip():
        raise Invalid("请写明协办情况。", "text")
    part.reply, part.replied_on = text.strip(), hands.day(step)
    part.save(update_fields=["reply", "replied_on"])
    return _progress(step, matter, part.unit, moves.REPLY_PART.verb, text, files)


def _progress(step: Step, matter: Matter, unit: Unit | None, verb: str, text: str, files: Sequence[Upload]) -> str:
    day = hands.day(step)
    Progress.objects.create(
        conference=step.conference,
        matter=matter,
        unit=unit,
        on=day,
        text=text.strip(),
        entry=step.number,
    )
    save_next(matter)
    step.fact(verb, f"matter:{matter.number}", on=day, unit=hands.unit(step))
    for file in files:
        step.attach(file)
    return f"matter:{matter.number}"


@action(moves.CHASE)
def chase_matter(step: Step, *, number: int, version: int | None = None) -> str:
    """催办: remind the leading unit."""
    matter = take(step, number, version, moves.CHASE)
    if matter.lead is None:
        raise RuleBroken("这件信访事项还没有交办，没有可以催办的单位。请先交办。")
    step.fact(moves.CHASE.verb, f"matter:{number}", unit=matter.lead.number)
    return f"matter:{number}"


def _own(step: Step, number: int, version: int, move: Move) -> Matter:
    """The matter, led by the acting unit."""
    matter = take(step, number, version, move)
    hands.check_bearer(step, matter)
    return matter
