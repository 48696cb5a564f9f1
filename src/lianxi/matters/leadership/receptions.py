"""Writes on the reception register (18(2)): a visit received or paid, settled on the spot or made a matter.

What accuses a unit never stays in the register: it becomes an accusation in the same entry, that unit kept from it,
and the register keeps only that somebody was received.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.documents.official import marks_secrecy
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import moves, words
from lianxi.matters.identities import vault
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.leadership.leaders import leader_of
from lianxi.matters.leadership.reception_days import mark_held
from lianxi.matters.life.handing_on import Handed, hand_on
from lianxi.matters.life.registering import SECRET
from lianxi.matters.models import Reception, ReceptionDay
from lianxi.roster.models import Unit
from lianxi.roster.roles import LEADERS
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

#: what the register says of a visit whose content left it
LEFT = "检举控告，已转入信访事项登记"


@dataclass(frozen=True, slots=True)
class ReceptionGiven:
    """One visit. ``kind``: reception or field_visit; ``unit``: of the place; ``accused``: complained of, if any."""

    kind: str
    leader: int
    on: date
    title: str
    text: str = ""
    reply: str = ""
    place: str = ""
    unit: int | None = None
    people: int = 1
    settled: bool = False
    accused: Sequence[int] = ()
    petitioners: Sequence[Petitioner] = ()


@action(moves.RECEIVE)
def record_reception(step: Step, *, given: ReceptionGiven) -> str:
    """接访、下访登记 by the office or the leader himself; his reception day counts as held.

    Raises ``Invalid`` for what is missing, ``RuleBroken`` where a leader records another's.
    """
    _check(step, given)
    day = _day(step, given)
    row = Reception.objects.create(
        conference=step.conference,
        number=step.next("reception"),
        kind=given.kind,
        day=day,
        leader=given.leader,
        recorder=step.actor.person,
        on=given.on,
        place=given.place.strip()[:80],
        unit=None if given.unit is None or given.accused else unit_of(step, given.unit, "unit"),
        people=given.people,
        title=LEFT if given.accused else given.title.strip()[:120],
        text="" if given.accused else given.text.strip(),
        reply="" if given.accused else given.reply.strip(),
        state="open",
    )
    object_ = f"reception:{row.number}"
    data: dict[str, Value] = {"leader": given.leader, "kind": given.kind, "people": given.people}
    step.fact("reception.held", object_, on=given.on, data=data)
    if day is not None:
        mark_held(step, day)
    if given.accused:
        _leave(step, row, given)
        return object_
    if given.petitioners:
        vault.put(step, object_, given.petitioners)
    if given.settled:
        _settle(step, row, given.reply)
    return object_


@action(moves.SETTLE_RECEPTION)
def settle_reception(step: Step, *, number: int, version: int, reply: str) -> str:
    """当场办结: what the leader answered and what was done; no matter comes of it."""
    row = _take(step, number, version, moves.SETTLE_RECEPTION)
    _settle(step, row, reply)
    return f"reception:{number}"


@action(moves.REGISTER_RECEPTION)
def register_reception(
    step: Step,
    *,
    number: int,
    version: int,
    purpose: str,
    kind: str = "",
    route: int | None = None,
    territory: int | None = None,
    accused: Sequence[int] = (),
) -> str:
    """转入登记: the ledger's matter comes of it in the same entry, and the identity moves there."""
    row = _take(step, number, version, moves.REGISTER_RECEPTION)
    object_ = f"reception:{number}"
    step.fact("reception.registered", object_)
    handed = Handed(
        channel="visit",
        on=row.on,
        purpose=purpose,
        kind=kind,
        route=route,
        title=row.title,
        text=row.text,
        people=row.people,
        territory=territory if territory is not None else row.unit.number if row.unit else None,
        accused=accused,
    )
    row.matter = hand_on(step, handed, origin=object_, kept=True)
    row.state = "registered"
    if accused or kind == "accusation" or purpose == "accuse":
        row.title, row.text, row.reply, row.unit = LEFT, "", "", None
    save_next(row, "state", "matter", "title", "text", "reply", "unit")
    return object_


# shared -------------------------------------------------------------------------------------------------------------


def _check(step: Step, given: ReceptionGiven) -> None:
    if given.kind not in words.RECEPTION_KINDS:
        raise Invalid("请选择接访还是下访。", "kind")
    leader_of(step, given.leader)
    if step.actor.role in LEADERS and step.actor.person != given.leader:
        raise RuleBroken("其他领导的接访由本人或办公室登记。")
    if not given.title.strip():
        raise Invalid("请用一句话写明反映什么事。", "title")
    if marks_secrecy(given.title) or marks_secrecy(given.text):
        raise Invalid(SECRET, "text")
    if given.on > step.today:
        raise Invalid("接访日期还没有到。请填写实际日期。", "on")
    if given.people < 1:
        raise Invalid("人数至少为 1。", "people")


def _day(step: Step, given: ReceptionGiven) -> ReceptionDay | None:
    """The leader's reception day of this visit; a field visit has none."""
    if given.kind != "reception":
        return None
    rows = ReceptionDay.objects.filter(conference=step.conference, leader=given.leader, on=given.on)
    return rows.exclude(state="cancelled").first()


def _leave(step: Step, row: Reception, given: ReceptionGiven) -> None:
    known = set(Unit.objects.filter(conference=step.conference, number__in=given.accused).values_list("number"))
    if len(known) != len(set(given.accused)):
        raise Invalid("请选择被反映的单位。", "accused")
    handed = Handed(
        channel="visit",
        on=given.on,
        purpose="accuse",
        title=given.title.strip()[:120],
        text=given.text.strip(),
        people=given.people,
        accused=given.accused,
    )
    step.fact("reception.registered", f"reception:{row.number}")
    row.matter = hand_on(step, handed, origin=f"reception:{row.number}", petitioners=given.petitioners)
    row.state = "registered"
    save_next(row, "state", "matter")


def _settle(step: Step, row: Reception, reply: str) -> None:
    if not reply.strip():
        raise Invalid("请写明当场怎样答复、怎样解决。", "reply")
    row.state, row.reply = "settled", reply.strip()
    save_next(row, "state", "reply")
    step.fact("reception.settled", f"reception:{row.number}")


def _take(step: Step, number: int, version: int, move: Move) -> Reception:
    row = Reception.objects.filter(conference=step.conference, number=number).select_related("unit").first()
    if row is None:
        raise Invalid(f"没有第 {number} 号接访登记。", "number")
    check_standing(row, version, move, what="这件接访登记", states=words.RECEPTION_STATES)
    return row
