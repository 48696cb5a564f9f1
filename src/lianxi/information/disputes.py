"""Writes on disputes (矛盾纠纷): found, worked on, settled, passed on in one step, open again when it comes back.

No persons: there is no field for a name, and a telephone or identity number in a text is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.documents.official import marks_secrecy
from lianxi.information import dispute_moves as moves
from lianxi.information.models import Dispute
from lianxi.information.models.dispute import KINDS, RISKS, STATES
from lianxi.information.reporting import Given, lay_information
from lianxi.information.screening import acting_unit, own_unit
from lianxi.journal.canonical import PHONE_OR_ID
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.matters.life.handing_on import Handed, hand_on
from lianxi.matters.life.registering import SECRET
from lianxi.matters.words import CHANNELS
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

MOST_MEASURES = 200
PERSONAL = "内容里有电话号码或证件号码。矛盾纠纷登记不写当事人的姓名、电话、证件号码，请删去后再提交。"


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit writes down. ``settles``: the unit that is to settle it (None: the one that found it), until ``due``.

    ``risk``: how pressing and tangled the matter is, never a judgement of persons. ``result``: settled on the spot.
    """

    found_on: date
    kind: str
    risk: str
    title: str
    place: str = ""
    text: str = ""
    people: int | None = None
    settles: int | None = None
    responsible: str = ""
    due: date | None = None
    measure: str = ""
    result: str = ""


@action(moves.FIND)
def find_dispute(step: Step, *, told: Told) -> str:
    """登记一件矛盾纠纷; with a result settled at once. Raises ``Invalid`` beside its field."""
    unit = acting_unit(step)
    _check(step, told)
    row = Dispute.objects.create(
        conference=step.conference,
        number=step.next("dispute"),
        unit=unit,
        settles=unit if told.settles is None else unit_of(step, told.settles, "settles"),
        state="open",
        by_hand=step.call.behalf is not None,
        **_columns(told),
    )
    object_ = f"dispute:{row.number}"
    data: dict[str, Value] = {"kind": told.kind, "risk": told.risk, "settles": row.settles.number}
    step.fact(moves.FIND.verb, object_, on=told.found_on, unit=unit.number, data=data)
    if told.measure.strip():
        _measure(step, row, told.measure, told.found_on)
    if told.result.strip():
        _settle(step, row, told.result, max(told.found_on, hands.day(step)))
    return object_


@action(moves.CORRECT)
def correct_dispute(step: Step, *, number: int, version: int, told: Told) -> str:
    """What was written down is put right by the unit that found it."""
    row = _take(step, number, version, moves.CORRECT, finder=True)
    _check(step, told)
    row.settles = row.unit if told.settles is None else unit_of(step, told.settles, "settles")
    for name, value in _columns(told).items():
        setattr(row, name, value)
    save_next(row, "settles", *_columns(told))
    data: dict[str, Value] = {"kind": told.kind, "risk": told.risk, "settles": row.settles.number}
    step.fact(moves.CORRECT.verb, f"dispute:{number}", unit=row.unit.number, data=data)
    return f"dispute:{number}"


@action(moves.ASSIGN)
def assign_dispute(step: Step, *, number: int, version: int, settles: int, responsible: str, due: date | None) -> str:
    """明确化解责任: which unit settles it, which post answers for it, until when."""
    row = _take(step, number, version, moves.ASSIGN)
    if due is not None and due < step.today:
        raise Invalid("化解期限已经过去。请核对。", "due")
    _no_person(responsible, "responsible")
    row.settles, row.responsible, row.due = unit_of(step, settles, "settles"), responsible.strip()[:60], due
    save_next(row, "settles", "responsible", "due")
    data: dict[str, Value] = {"settles": row.settles.number}
    if due is not None:
        data["due"] = due.isoformat()
    step.fact(moves.ASSIGN.verb, f"dispute:{number}", unit=row.settles.number, data=data)
    return f"dispute:{number}"


@action(moves.MEASURE)
def take_measure(step: Step, *, number: int, version: int, text: str, on: date) -> str:
    """登记化解措施: what was done on which day."""
    row = _take(step, number, version, moves.MEASURE)
    _measure(step, row, text, on)
    return f"dispute:{number}"


@action(moves.SETTLE)
def settle_dispute(step: Step, *, number: int, version: int, result: str, settled_on: date) -> str:
    """化解: what came of it."""
    row = _take(step, number, version, moves.SETTLE)
    _settle(step, row, result, settled_on)
    return f"dispute:{number}"


@action(moves.REOPEN)
def reopen_dispute(step: Step, *, number: int, version: int, reason: str) -> str:
    """It came back: open again, with what happened; what was done before stays."""
    row = _take(step, number, version, moves.REOPEN)
    _because(row, reason)
    row.state, row.settled_on = moves.REOPEN.to, None
    save_next(row, "state", "settled_on", "reason")
    step.fact(moves.REOPEN.verb, f"dispute:{number}", unit=row.settles.number)
    step.text("reason", reason)
    return f"dispute:{number}"


@action(moves.VOID)
def void_dispute(step: Step, *, number: int, version: int, reason: str) -> str:
    """Entered by mistake or twice; it stays readable and counts nowhere."""
    row = _take(step, number, version, moves.VOID)
    _because(row, reason)
    row.state = moves.VOID.to
    save_next(row, "state", "reason")
    step.fact(moves.VOID.verb, f"dispute:{number}", unit=row.unit.number)
    step.text("reason", reason)
    return f"dispute:{number}"


@action(moves.TO_MATTER)
def escalate_to_matter(step: Step, *, number: int, version: int, purpose: str, channel: str) -> str:
    """提级为信访事项: the matter is registered in the same entry, as it stands here; each names the other.

    What accuses somebody is no dispute and is registered as a matter of its own.
    """
    row = _take(step, number, version, moves.TO_MATTER)
    if purpose == "accuse":
        raise Invalid("揭发控告不从矛盾纠纷转入。请在“信访事项”中作为检举控告登记。", "purpose")
    if channel not in CHANNELS:
        raise Invalid("请选择信访形式。", "channel")
    handed = Handed(
        channel=channel,
        on=row.found_on,
        purpose=purpose,
        title=row.title,
        text=row.text,
        people=max(1, row.people or 1),
        territory=row.unit.number,
        locality=row.place,
    )
    _pass_on(step, row, "matter")
    row.became = f"matter:{hand_on(step, handed, origin=f'dispute:{number}')}"
    save_next(row, "state", "became")
    return f"dispute:{number}"


@action(moves.TO_INFORMATION)
def escalate_to_information(step: Step, *, number: int, version: int, urgency: str) -> str:
    """提级为重要敏感信息: reported to the office in the same entry, as it stands here; each names the other."""
    row = _take(step, number, version, moves.TO_INFORMATION)
    _pass_on(step, row, "information")
    given = Given(row.title, urgency, row.place, row.text, row.people)
    made = lay_information(step, given, unit=row.unit, origin=f"dispute:{number}")
    row.became = f"information:{made.number}"
    save_next(row, "state", "became")
    return f"dispute:{number}"


def _pass_on(step: Step, row: Dispute, to: str) -> None:
    """The fact comes first in its entry: by it the entry is called."""
    row.state = moves.TO_MATTER.to
    step.fact(moves.TO_MATTER.verb, f"dispute:{row.number}", unit=row.unit.number, data={"to": to})


# shared -------------------------------------------------------------------------------------------------------------


def _take(step: Step, number: int, version: int | None, move: Move, *, finder: bool = False) -> Dispute:
    """The dispute, if the acting unit found it or is to settle it (``finder``: found it); the office takes any."""
    rows = Dispute.objects.filter(conference=step.conference, number=number).select_related("unit", "settles")
    row, unit = rows.first(), own_unit(step)
    own = row is not None and (unit is None or unit == row.unit.number or (unit == row.settles.number and not finder))
    if row is None or not own:
        raise Invalid(f"没有可以由本单位办理的第 {number} 号矛盾纠纷。请核对编号。", "number")
    check_standing(row, version, move, what="这件矛盾纠纷", states=STATES)
    return row


def _check(step: Step, told: Told) -> None:
    if not told.title.strip():
        raise Invalid("请用一句话写明是什么纠纷。", "title")
    if told.kind not in KINDS:
        raise Invalid("请选择纠纷类型。", "kind")
    if told.risk not in RISKS:
        raise Invalid("请选择事项风险。", "risk")
    if told.found_on > hands.day(step):
        raise Invalid("排查日期还没有到。请填写实际日期。", "found_on")
    if told.due is not None and told.due < told.found_on:
        raise Invalid("化解期限早于排查日期。请核对。", "due")
    if told.people is not None and told.people < 1:
        raise Invalid("涉及人数至少为 1；不清楚的不填。", "people")
    for field in ("title", "place", "text", "responsible", "measure", "result"):
        _no_person(getattr(told, field), field)


def _no_person(text: str, field: str) -> None:
    """Raise ``Invalid`` for numbers of persons, and for what is marked secret."""
    if PHONE_OR_ID.search(text):
        raise Invalid(PERSONAL, field)
    if marks_secrecy(text):
        raise Invalid(SECRET, field)


def _columns(told: Told) -> dict[str, object]:
    return {
        "found_on": told.found_on,
        "kind": told.kind,
        "risk": told.risk,
        "place": told.place.strip()[:120],
        "title": told.title.strip()[:120],
        "text": told.text.strip(),
        "people": told.people,
        "responsible": told.responsible.strip()[:60],
        "due": told.due,
    }


def _measure(step: Step, row: Dispute, text: str, on: date) -> None:
    _no_person(text, "text")
    if not text.strip():
        raise Invalid("请写明采取了什么措施。", "text")
    if not row.found_on <= on <= hands.day(step):
        raise Invalid("措施的日期应在排查日期之后、今天以前。请核对。", "on")
    if len(row.measures) >= MOST_MEASURES:
        raise RuleBroken(f"一件纠纷最多登记 {MOST_MEASURES} 条措施。")
    unit = hands.unit(step)
    row.measures = [*row.measures, {"on": on.isoformat(), "unit": unit, "text": text.strip()[:2000]}]
    save_next(row, "measures")
    step.fact(moves.MEASURE.verb, f"dispute:{row.number}", on=on, unit=unit, data={"count": len(row.measures)})


def _settle(step: Step, row: Dispute, result: str, settled_on: date) -> None:
    _no_person(result, "result")
    if not result.strip():
        raise Invalid("请写明怎样化解、结果如何。", "result")
    if not row.found_on <= settled_on <= hands.day(step):
        raise Invalid("化解日期应在排查日期之后、今天以前。请核对。", "settled_on")
    row.state, row.result, row.settled_on = moves.SETTLE.to, result.strip(), settled_on
    save_next(row, "state", "result", "settled_on")
    step.fact(moves.SETTLE.verb, f"dispute:{row.number}", on=settled_on, unit=row.settles.number)


def _because(row: Dispute, reason: str) -> None:
    if not reason.strip():
        raise Invalid("请写明原因。", "reason")
    _no_person(reason, "reason")
    row.reason = reason.strip()
