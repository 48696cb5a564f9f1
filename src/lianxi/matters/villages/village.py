"""Writes on the village register (15(3)): a small matter is settled in the village, or reported to the township.

The unit registers itself; the office records for it (代录). What accuses the village or its cadres never stays in its
register: it becomes an accusation that the village is kept from, and the village keeps a receipt without content.
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
from lianxi.matters.life.handing_on import Handed, hand_on
from lianxi.matters.life.registering import SECRET
from lianxi.matters.models import VillageCase
from lianxi.matters.villages.village_queries import VILLAGES
from lianxi.roster.models import Unit

DIRECT = "反映本村干部或本单位问题的，不由村里代为登记。请在“信访事项”中作为检举控告登记，并注明被反映的单位。"


@dataclass(frozen=True, slots=True)
class CaseGiven:
    """What a village writes down of somebody who came. ``result`` filled in: it was settled on the spot.

    ``accuses``: it is about the village's cadres or the unit itself.
    """

    on: date
    channel: str
    title: str
    text: str = ""
    locality: str = ""
    people: int = 1
    petitioners: Sequence[Petitioner] = ()
    accuses: bool = False
    result: str = ""
    measures: Sequence[str] = ()


@action(moves.REGISTER_IN_VILLAGE)
def register_case(step: Step, *, given: CaseGiven) -> str:
    """村级登记; with a result settled at once. Raises ``Invalid`` for what is missing, ``RuleBroken`` to others."""
    unit = _acting_unit(step)
    if unit.kind not in VILLAGES:
        raise RuleBroken("村级登记由村（社区）办理。本单位收到的信访事项，请交联席会议办公室登记。")
    _check(step, given)
    if given.accuses:
        return _forward(step, unit, given)
    row = VillageCase.objects.create(
        conference=step.conference,
        number=step.next("village_case"),
        unit=unit,
        recorder=step.actor.person,
        on=given.on,
        channel=given.channel,
        locality=given.locality.strip()[:120],
        title=given.title.strip()[:120],
        text=given.text.strip(),
        people=given.people,
        state="open",
    )
    object_ = f"village_case:{row.number}"
    step.fact("village_case.registered", object_, on=given.on, unit=unit.number, data={"people": given.people})
    if given.petitioners:
        vault.put(step, object_, given.petitioners)
    if given.result.strip():
        _settle(step, row, given.result, given.on, given.measures)
    return object_


@action(moves.SETTLE_IN_VILLAGE)
def settle_case(
    step: Step, *, number: int, version: int, result: str, settled_on: date, measures: Sequence[str]
) -> str:
    """化解: what was done and what came of it; nothing is issued, a village settles and does not decide."""
    row = _take(step, number, version, moves.SETTLE_IN_VILLAGE)
    _settle(step, row, result, settled_on, measures)
    return f"village_case:{number}"


@action(moves.REPORT_FROM_VILLAGE)
def report_case(step: Step, *, number: int, version: int, purpose: str, accuses: bool = False) -> str:
    """上报镇联席办: the township's matter is entered in the same step, the identity moves to it.

    The village keeps what it wrote, to help verify; of an accusation against it only a receipt stays.
    """
    row = _take(step, number, version, moves.REPORT_FROM_VILLAGE)
    if accuses and step.call.behalf is not None:
        raise Invalid(DIRECT, "accuses")
    object_, unit = f"village_case:{number}", row.unit.number
    step.fact("village_case.reported", object_, unit=unit)
    handed = Handed(
        channel=row.channel,
        on=row.on,
        purpose="accuse" if accuses else purpose,
        title=row.title,
        text=row.text,
        people=row.people,
        territory=unit,
        locality=row.locality,
        accused=(unit,) if accuses else (),
    )
    matter = hand_on(step, handed, origin=object_, kept=True)
    row.state, row.matter = "reported", None if accuses else matter
    if accuses:
        row.title, row.text, row.locality, row.people = words.FORWARDED, "", "", 1
    save_next(row, "state", "matter", "title", "text", "locality", "people")
    return object_


# shared -------------------------------------------------------------------------------------------------------------


def _acting_unit(step: Step) -> Unit:
    """The unit that acts, or on whose behalf the office records."""
    behalf = step.call.behalf
    number = behalf.unit if behalf is not None else step.actor.unit
    unit = Unit.objects.filter(conference=step.conference, number=number or 0, closed_on=None).first()
    if unit is None:
        raise RuleBroken("没有可以登记的村（社区）。请以村（社区）的席位办理，或由办公室代录。")
    return unit


def _take(step: Step, number: int, version: int, move: Move) -> VillageCase:
    rows = VillageCase.objects.filter(conference=step.conference, unit=_acting_unit(step), number=number)
    row = rows.select_related("unit").first()
    if row is None:
        raise Invalid(f"本村没有第 {number} 号村级登记。请核对编号。", "number")
    check_standing(row, version, move, what="这件村级登记", states=words.VILLAGE_STATES)
    return row


def _check(step: Step, given: CaseGiven) -> None:
    if not given.title.strip():
        raise Invalid("请用一句话写明反映什么事。", "title")
    if marks_secrecy(given.title) or marks_secrecy(given.text):
        raise Invalid(SECRET, "text")
    if given.channel not in words.CHANNELS:
        raise Invalid("请选择反映方式。", "channel")
    if given.on > step.today:
        raise Invalid("反映日期还没有到。请填写实际日期。", "on")
    if given.people < 1:
        raise Invalid("人数至少为 1。", "people")
    if given.accuses and step.call.behalf is not None:
        raise Invalid(DIRECT, "accuses")


def _settle(step: Step, row: VillageCase, result: str, settled_on: date, measures: Sequence[str]) -> None:
    known = [code for code in words.MEASURES if code in set(measures)]
    if not result.strip():
        raise Invalid("请写明怎样化解、结果如何。", "result")
    if not known:
        raise Invalid("请至少选择一项措施。", "measures")
    if settled_on < row.on:
        raise Invalid("化解日期早于反映日期。请核对。", "settled_on")
    step.fact(
        "village_case.settled",
        f"village_case:{row.number}",
        on=settled_on,
        unit=row.unit.number,
        data={"measures": len(known)},
    )
    row.state, row.result, row.settled_on, row.measures = "settled", result.strip(), settled_on, known
    save_next(row, "state", "result", "settled_on", "measures")


def _forward(step: Step, unit: Unit, given: CaseGiven) -> str:
    """An accusation goes straight to the township office; the village keeps a receipt."""
    row = VillageCase.objects.create(
        conference=step.conference,
        number=step.next("village_case"),
        unit=unit,
        recorder=step.actor.person,
        on=step.today,
        channel=given.channel,
        title=words.FORWARDED,
        state="reported",
    )
    object_ = f"village_case:{row.number}"
    step.fact("village_case.reported", object_, unit=unit.number)
    handed = Handed(
        channel=given.channel,
        on=given.on,
        purpose="accuse",
        title=given.title.strip()[:120],
        text=given.text.strip(),
        people=given.people,
        territory=unit.number,
        locality=given.locality.strip()[:120],
        accused=(unit.number,),
    )
    hand_on(step, handed, origin=object_, petitioners=given.petitioners)
    return object_
