"""Seats and their holders: a change, a first name, a granted seat, a closed one; namesakes; two at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.frame import Call
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.roster import actions, queries
from lianxi.roster.actions import ANOTHER
from lianxi.roster.queries import SeatView
from lianxi.web import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def seat(cast: Cast, number: int) -> SeatView:
    found = queries.seat(cast.conference, number)
    assert found is not None
    return found


def change(cast: Cast, number: int, name: str, **more: Any) -> SeatView:
    given: dict[str, Any] = {"since": TODAY, "document": "", "version": seat(cast, number).version, **more}
    actions.change_holder(cast.clerk.call(), seat=number, name=name, **given)
    return seat(cast, number)


def last(cast: Cast) -> journal.EntryView:
    return journal.entries(cast.conference, limit=1)[0]


def test_a_change_keeps_the_history_and_begins_the_duties_of_filing(cast: Cast) -> None:
    since = TODAY - timedelta(days=3)
    after = change(cast, cast.police.seat, "接任的人", since=since, document="镇任字〔2026〕7号")
    assert after.holder is not None
    assert (after.holder.name, after.holder.since) == ("接任的人", since)
    assert [(t.name, t.until) for t in after.former] == [("秦朗", since - timedelta(days=1))]
    entry = last(cast)
    assert [fact.verb for fact in entry.facts] == ["seat.vacated", "seat.filled"]
    assert {fact.data["change"] for fact in entry.facts} == {1}
    assert entry.texts["document"] == "镇任字〔2026〕7号"
    assert queries.access(cast.police.account, cast.slug, None, TODAY) is None, "the old holder has no standing left"


def test_a_first_name_for_an_unnamed_seat_is_no_change(cast: Cast) -> None:
    unnamed = next(s for s in queries.seats(cast.conference) if s.holder is None)
    after = change(cast, unnamed.number, "新的书记", since=date(TODAY.year, 3, 1))
    assert after.holder is not None
    assert after.former == ()
    assert [(fact.verb, "change" in fact.data) for fact in last(cast).facts] == [("seat.filled", False)]


def test_names_stay_out_of_the_chain(cast: Cast) -> None:
    from lianxi.journal.models import Entry

    change(cast, cast.police.seat, "某个名字")
    assert not any("某个名字" in body for body in Entry.objects.values_list("body", flat=True))


def test_the_form_of_a_moment_ago_is_told_who_was_put_there_meanwhile(cast: Cast) -> None:
    before = seat(cast, cast.police.seat).version
    change(cast, cast.police.seat, "先到的人")
    with pytest.raises(Stale) as refusal:
        change(cast, cast.police.seat, "后到的人", version=before)
    assert "先到的人" in refusal.value.now
    holder = seat(cast, cast.police.seat).holder
    assert holder is not None
    assert holder.name == "先到的人"


def test_the_same_form_sent_fifty_times_makes_one_seat(cast: Cast) -> None:
    before = len(queries.seats(cast.conference))
    call = cast.clerk.call("one key")
    done = {
        actions.grant_seat(call, role="office_staff", post="", unit=None, name="帮手", since=TODAY) for _ in range(50)
    }
    assert len({one.object for one in done}) == 1
    assert len(queries.seats(cast.conference)) == before + 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "秦朗"}, "name"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"since": date(2026, 1, 1)}, "since"),
        ({"who": 9999}, "who"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(cast: Cast, given: dict[str, Any], field: str) -> None:
    values = {"name": "接任的人", **given}
    with pytest.raises(Invalid) as refusal:
        change(cast, cast.police.seat, values.pop("name"), **values)
    assert refusal.value.field == field
    assert seat(cast, cast.police.seat).version == 1


@pytest.mark.parametrize("role", ["convener", "director", "unit_head", "nothing", ""])
def test_seats_that_the_rules_give_are_not_granted_by_the_office(cast: Cast, role: str) -> None:
    with pytest.raises(Invalid):
        actions.grant_seat(cast.clerk.call(), role=role, post="", unit=None, name="某人", since=TODAY)


def test_a_liaison_belongs_to_a_unit_that_there_is(cast: Cast) -> None:
    for unit in (None, 999):
        with pytest.raises(Invalid) as refusal:
            actions.grant_seat(cast.clerk.call(), role="liaison", post="", unit=unit, name="某人", since=TODAY)
        assert refusal.value.field == "unit"


def test_a_granted_seat_is_closed_and_its_history_stays(cast: Cast) -> None:
    actions.close_seat(cast.clerk.call(), seat=cast.liaison.seat, on=TODAY, version=1)
    closed = seat(cast, cast.liaison.seat)
    assert closed.closed_on == TODAY
    assert [(t.name, t.until) for t in closed.former] == [("何青", TODAY)]
    assert queries.access(cast.liaison.account, cast.slug, None, TODAY) is None
    with pytest.raises(Invalid):
        actions.close_seat(cast.clerk.call(), seat=cast.liaison.seat, on=TODAY, version=2)


def test_seats_of_the_rules_and_the_own_seat_are_not_closed(cast: Cast) -> None:
    for key in ("convener", "director", "police", "clerk"):
        with pytest.raises(RuleBroken):
            actions.close_seat(
                cast.clerk.call(),
                seat=cast.players[key].seat,
                on=TODAY,
                version=seat(cast, cast.players[key].seat).version,
            )
    with pytest.raises(Invalid):
        actions.close_seat(cast.clerk.call(), seat=cast.liaison.seat, on=date(2025, 1, 1), version=1)


def test_only_the_office_keeps_the_roster(cast: Cast) -> None:
    for key in ("convener", "police", "organ_head", "inspector", "admin_system", "admin_security", "admin_audit"):
        call = Call(cast.conference, cast.players[key].actor, clock.now())
        with pytest.raises(RuleBroken):
            actions.change_holder(call, seat=cast.police.seat, name="某人", since=TODAY, document="", version=1)
        with pytest.raises(RuleBroken):
            actions.grant_seat(call, role="office_staff", post="", unit=None, name="某人", since=TODAY)
        with pytest.raises(RuleBroken):
            actions.close_seat(call, seat=cast.liaison.seat, on=TODAY, version=1)


def test_who_keeps_the_roster_does_not_make_himself_an_approver(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        change(cast, cast.convener.seat, cast.clerk.name)
    with pytest.raises(RuleBroken):
        actions.grant_seat(cast.clerk.call(), role="organ_head", post="", unit=None, name=cast.clerk.name, since=TODAY)
    holder = seat(cast, cast.convener.seat).holder
    assert holder is not None
    assert holder.name == cast.convener.name, "nothing of it was written"


# ── namesakes: rights follow the person, so two people of one name must not become one ──────────────────────────────


def test_a_namesake_gets_a_number_of_his_own_and_none_of_the_others_rights(cast: Cast) -> None:
    after = change(cast, cast.police.seat, cast.village.name, who=ANOTHER)
    assert after.holder is not None
    assert after.holder.person != cast.village.person
    access = queries.access(cast.village.account, cast.slug, None, TODAY)
    assert access is not None
    assert [choice.number for choice in access.seats] == [cast.village.seat]
    assert [number for number, _ in queries.namesakes(cast.conference, cast.village.name)] == [
        cast.village.person,
        after.holder.person,
    ]


def test_the_same_person_in_a_second_seat_is_one_person(cast: Cast) -> None:
    after = change(cast, cast.police.seat, cast.village.name, who=cast.village.person)
    assert after.holder is not None
    assert after.holder.person == cast.village.person
    access = queries.access(cast.village.account, cast.slug, None, TODAY)
    assert access is not None
    assert {choice.number for choice in access.seats} == {cast.village.seat, cast.police.seat}


def test_a_number_that_does_not_go_with_the_name_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        change(cast, cast.police.seat, "另一个名字", who=cast.village.person)
