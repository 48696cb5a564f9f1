"""Meetings when a unit goes into another: who is expected, who signs, who takes the decision's task; the new holder."""

from __future__ import annotations

import pytest

from lianxi.compliance.queries import board
from lianxi.inbox.queries import waiting
from lianxi.journal.frame import Actor
from lianxi.journal.queries import head_by_id
from lianxi.journal.refusals import RuleBroken
from lianxi.meetings import queries
from lianxi.meetings.content import Decided
from lianxi.meetings.models import Attendance, Minutes, Receipt
from lianxi.roster import actions, units
from lianxi.roster import queries as roster
from lianxi.rulebook.board import bearer_of
from tests.meetings.ground import DAY, House

pytestmark = pytest.mark.django_db


def approved(house: House, *co_units: int) -> int:
    number = house.held()
    lead = house.unit("柳塘村")
    house.draft(number, Decided("清理柳塘渠道", lead, due=(house.day + 9 * DAY).isoformat(), co_units=co_units))
    house.submit(number)
    house.approve(number)
    return number


def end(house: House, successor: int | None) -> None:
    units.dissolve_unit(
        house.call("clerk"),
        unit=house.unit("柳塘村"),
        version=1,
        on=house.day,
        document="柳编〔2026〕3号",
        successor=successor,
    )


def test_the_successor_takes_the_task_of_minutes_that_were_approved_before(house: House) -> None:
    village, police = house.unit("柳塘村"), house.unit("派出所")
    number = approved(house, police)
    sealed = Minutes.objects.get(meeting__number=number).sealed
    end(house, police)
    assert police in queries.receivers(house.conference, number)
    house.issue(number, [police])
    (decision,) = house.meeting(number).decisions
    assert decision.task is not None
    assert house.task(decision.task).row.lead == police != village
    assert Minutes.objects.get(meeting__number=number).sealed == sealed != ""


def test_without_a_successor_they_are_not_issued_until_one_is_named(house: House) -> None:
    number = approved(house)
    Attendance.objects.all().delete()
    end(house, None)
    with pytest.raises(RuleBroken, match="柳塘村已撤销，没有承接单位"):
        house.issue(number, [house.unit("派出所")])
    units.merge_unit(
        house.call("clerk"),
        unit=house.unit("柳塘村"),
        version=2,
        into=house.unit("派出所"),
        on=house.day,
        document="柳编〔2026〕4号",
    )
    house.issue(number, [house.unit("派出所")])
    assert house.minutes(number).state == "issued"


def test_the_successor_is_expected_and_signs_and_the_board_names_it(house: House) -> None:
    village, police = house.unit("柳塘村"), house.unit("派出所")
    house.issued(Decided("清理柳塘渠道", village, due=(house.day + 9 * DAY).isoformat()))
    coming = house.called(day=house.day + DAY)
    end(house, police)
    expected = Attendance.objects.filter(meeting__number=coming).values_list("unit__number", flat=True)
    assert sorted(expected) == sorted(unit for unit in house.units if unit != village)
    assert not Receipt.objects.filter(unit__number=village, received_on=None).exists()
    names = {village: "柳塘村", police: "派出所"}
    lines = board(head_by_id(house.conference), on=house.day).lines
    bearers = {bearer_of(line.duty, item, names) for line in lines for item in line.items if item.subject == "task:1"}
    assert bearers == {"派出所"}


def test_the_new_holder_of_a_seat_finds_the_old_open_work(house: House) -> None:
    village = house.cast.village
    house.issued(Decided("清理柳塘渠道", village.unit, due=(house.day + 9 * DAY).isoformat()))
    house.later()
    actions.change_holder(
        house.call("clerk"), seat=village.seat, name="温同舟", since=house.day, document="", version=1
    )
    seat = roster.seat(house.conference, village.seat)
    assert seat is not None
    assert seat.holder is not None
    assert seat.holder.name == "温同舟"
    newcomer = Actor(0, seat.holder.person, seat.number, seat.role, seat.unit)
    judged = board(head_by_id(house.conference), on=house.day)
    found = waiting(house.conference, newcomer, on=house.day, board=judged, names=({}, {}))
    titles = [one.title for one in found]
    assert any("清理柳塘渠道" in title for title in titles)
    assert any("十一月例会" in title for title in titles)
