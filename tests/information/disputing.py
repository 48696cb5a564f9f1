"""Disputes and reports brought about through the real actions."""

from __future__ import annotations

from datetime import date

from lianxi.information import disputes, screening
from lianxi.information.disputes import Told
from lianxi.information.models import Dispute
from lianxi.information.screening_periods import period_of
from lianxi.journal.frame import Behalf, Call
from lianxi.web import clock
from tests.cast import Cast, Player

PATH = "两户共用通道堆放杂物"


def told(**more: object) -> Told:
    given: dict[str, object] = {"found_on": clock.today(), "kind": "neighbours", "risk": "low", "title": PATH}
    return Told(**{**given, **more})  # type: ignore[arg-type]


def found(cast: Cast, **more: object) -> int:
    """The number of a dispute of the village."""
    return disputes.find_dispute(cast.village.call(), told=told(**more)).number


def dispute(cast: Cast, number: int) -> Dispute:
    return Dispute.objects.select_related("unit", "settles").get(conference_id=cast.conference, number=number)


def asked(cast: Cast) -> None:
    """The office starts asking villages for reports."""
    from lianxi.information.owing import VILLAGES
    from lianxi.roster.queries import units

    villages = [unit.number for unit in units(cast.conference) if unit.kind in VILLAGES]
    screening.set_screening(cast.clerk.call(), units=villages, version=0)


def reported(cast: Cast, every: str = "month", day: date | None = None, seen: int = 0) -> int:
    period = period_of(every, day or clock.today())
    return screening.report_screening(cast.village.call(), period=period, seen=seen).number


def for_(cast: Cast, who: Player, on: date | None = None) -> Call:
    """The office records what that person said by phone."""
    behalf = Behalf(who.person, who.seat, who.role, who.unit, "phone", on or clock.today())
    return Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)
