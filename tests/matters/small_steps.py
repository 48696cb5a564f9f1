"""Village cases, reception days, receptions and charges brought about through the real actions."""

from __future__ import annotations

from datetime import timedelta

from lianxi.journal.frame import Behalf, Call
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.leadership import charges, reception_days, receptions
from lianxi.matters.leadership.reception_days import PlannedDay
from lianxi.matters.leadership.receptions import ReceptionGiven
from lianxi.matters.models import Charge, Matter, Reception, ReceptionDay, VillageCase
from lianxi.matters.villages import village
from lianxi.matters.villages.village import CaseGiven
from lianxi.web import clock
from tests.cast import Cast, Player

WHO = Petitioner("罗桂枝", phone="13900001234", address="柳塘村六组")
WATER = "自来水三天没有水"


def on_behalf(cast: Cast, who: Player) -> Call:
    """The office records what that person did on paper today."""
    behalf = Behalf(who.person, who.seat, who.role, who.unit, "paper", clock.today(), scan=True)
    return Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)


def case_given(**more: object) -> CaseGiven:
    given: dict[str, object] = {"on": clock.today(), "channel": "visit", "title": WATER, "petitioners": (WHO,)}
    return CaseGiven(**{**given, **more})  # type: ignore[arg-type]


def open_case(cast: Cast) -> int:
    return village.register_case(cast.village.call(), given=case_given()).number


def case(cast: Cast, number: int) -> VillageCase:
    return VillageCase.objects.get(conference_id=cast.conference, number=number)


def reception_given(cast: Cast, **more: object) -> ReceptionGiven:
    given: dict[str, object] = {
        "kind": "reception",
        "leader": cast.convener.person,
        "on": clock.today(),
        "title": WATER,
        "text": "请尽快修好管道。",
        "petitioners": (WHO,),
    }
    return ReceptionGiven(**{**given, **more})  # type: ignore[arg-type]


def open_reception(cast: Cast) -> int:
    return receptions.record_reception(cast.clerk.call(), given=reception_given(cast)).number


def reception(cast: Cast, number: int) -> Reception:
    return Reception.objects.get(conference_id=cast.conference, number=number)


def planned_day(cast: Cast, ahead: int = 0) -> int:
    day = PlannedDay(cast.convener.person, clock.today() + timedelta(days=ahead), "信访接待室", "8:30—11:30")
    return reception_days.plan_days(cast.clerk.call(), days=[day]).number


def day(cast: Cast, number: int) -> ReceptionDay:
    return ReceptionDay.objects.get(conference_id=cast.conference, number=number)


def reported_matter(cast: Cast) -> int:
    """The number of an ordinary matter that came from the village."""
    number = open_case(cast)
    village.report_case(cast.village.call(), number=number, version=1, purpose="claim")
    found = case(cast, number).matter
    assert found is not None
    return found


def proposed_charge(cast: Cast, matter: int | None = None) -> int:
    about = matter or reported_matter(cast)
    return charges.propose_charge(
        cast.clerk.call(), matter=about, leader=cast.convener.person, duties=["掌握情况"]
    ).number


def charge(cast: Cast, number: int) -> Charge:
    return Charge.objects.get(conference_id=cast.conference, number=number)


def matter(cast: Cast, number: int | None) -> Matter:
    return Matter.objects.get(conference_id=cast.conference, number=number or 0)
