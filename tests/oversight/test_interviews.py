"""约谈: only a convener decides; each ground rests on what it names; the unit is heard; nobody else sees it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lianxi.journal.frame import Behalf
from lianxi.journal.models import FactRow, Text
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters.models import Exclusion, Matter
from lianxi.oversight import interview_queries as queries
from lianxi.oversight import interviews
from lianxi.oversight.evidence import Ask, offered
from lianxi.oversight.interviews import Wanted
from lianxi.oversight.models import Interview
from lianxi.tasks import actions as tasks
from tests.meetings.ground import SCAN, House
from tests.oversight.scene import DAY, REASON, decided, hold, record, rectify, view, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def visible(house: House, who: str) -> list[int]:
    actor = house.cast.players[who].actor
    return [row.number for row in queries.interviews(house.conference, actor, house.day, shown="all")]


def overdue_task(house: House, unit: str = "柳塘村") -> str:
    call = house.call("clerk")
    due = house.day
    done = tasks.assign_task(call, title="清淤", text="", lead=house.unit(unit), due=due)
    house.later()
    return done.object


def a_matter(house: House, **more: object) -> Matter:
    given: dict[str, object] = {
        "conference_id": house.conference, "number": 2026000009, "registered_on": house.day, "state": "handling",
        "registrar": house.cast.clerk.person, "channel": "letter", "petitioned_on": house.day, "source": "own",
        "received_on": house.day, "purpose": "claim", "kind": "appeal_claim", "title": "渠道占用", "version": 1,
        "state_since": house.day, "due_on": house.day - DAY, **more,
    }  # fmt: skip
    row = Matter(**given)
    unit = house.unit("柳塘村")
    row.lead_id = row.responsible_id = (
        Matter._meta.get_field("lead")
        .related_model.objects.get(  # type: ignore[union-attr]
            conference_id=house.conference, number=unit
        )
        .pk
    )
    row.save()
    return row


def test_only_a_convener_decides_and_the_office_only_for_him_with_the_scan(house: House) -> None:
    for who in ("clerk", "director", "village", "police", "inspector"):
        refusal = house.refused(
            lambda who=who: interviews.decide_interview(house.call(who), wanted=wanted(house)), RuleBroken
        )
        assert "召集人" in str(refusal)
    behalf = house.for_("convener", means="paper")
    house.refused(
        lambda: interviews.decide_interview(house.call("clerk", behalf=behalf), wanted=wanted(house)), Invalid
    )
    for_another = house.for_("director", means="paper")
    call = house.call("clerk", behalf=for_another)
    house.refused(lambda: interviews.decide_interview(call, wanted=wanted(house), files=[SCAN]), RuleBroken)
    signed = Behalf(behalf.person, behalf.seat, behalf.role, behalf.unit, "paper", house.day, scan=True)
    done = interviews.decide_interview(house.call("clerk", behalf=signed), wanted=wanted(house), files=[SCAN])
    assert view(house, done.number).row.state == "decided"
    fact = FactRow.objects.get(conference_id=house.conference, verb="interview.decided")
    assert REASON not in fact.data
    assert Text.objects.filter(entry=fact.entry, kind="reason", text=REASON).exists()


def test_a_proposal_is_unknown_to_all_but_office_and_conveners_until_it_is_decided(house: House) -> None:
    number = interviews.propose_interview(house.call("clerk"), wanted=wanted(house)).number
    assert [who for who in house.cast.players if visible(house, who)] == [
        who for who, each in house.cast.players.items() if each.role in {"director", "office_staff", "convener"}
    ]
    village = house.call("village")
    house.refused(lambda: interviews.state_view(village, number=number, text="不同意"), Invalid)
    interviews.agree_to_interview(house.call("convener"), number=number, version=1)
    seen = {each.role for who, each in house.cast.players.items() if visible(house, who)}
    assert seen == {"director", "office_staff", "convener", "organ_head", "inspector", "unit_head"}
    assert visible(house, "police") == []
    house.refused(lambda: interviews.agree_to_interview(house.call("convener"), number=number, version=1), Stale)
    other = interviews.propose_interview(house.call("clerk"), wanted=wanted(house)).number
    house.refused(lambda: interviews.decline_interview(house.call("clerk"), number=other, version=1, opinion="x"))
    interviews.decline_interview(house.call("convener"), number=other, version=1, opinion="先约见听情况。")
    assert other not in visible(house, "village")


def test_overdue_rests_on_what_is_overdue_that_day_and_is_the_units_own(house: House) -> None:
    task = overdue_task(house)
    house.refused(lambda: decided(house, ground="overdue"), Invalid)
    house.refused(lambda: decided(house, ground="overdue", basis=task, unit="上河村"), Invalid)
    house.refused(lambda: decided(house, ground="problem", basis=task), Invalid)
    fresh = tasks.assign_task(
        house.call("clerk"), title="巡查", text="", lead=house.unit("柳塘村"), due=house.day
    ).object
    refusal = house.refused(lambda: decided(house, ground="overdue", basis=fresh), Invalid)
    assert isinstance(refusal, Invalid)
    assert refusal.field == "basis"
    assert view(house, decided(house, ground="overdue", basis=task)).basis == task
    assert view(house, decided(house, ground="refusal", basis=fresh)).basis == fresh
    fresh_number = int(fresh.partition(":")[2])
    tasks.cancel_task(house.call("clerk"), number=fresh_number, version=1, reason="重复")
    house.refused(lambda: decided(house, ground="refusal", basis=fresh), Invalid)


def test_a_problem_needs_its_open_file_of_that_unit_also_in_the_database(house: House) -> None:
    from lianxi.information.models.problem import Problem
    from lianxi.roster.models import Unit

    unit = Unit.objects.get(conference_id=house.conference, number=house.unit("柳塘村"))
    Problem.objects.create(
        conference_id=house.conference, number=1, title="灌渠", kind="group", unit=unit, opened_on=house.day,
        state="opened",
    )  # fmt: skip
    for basis in ("", "problem:2", "task:1", "problem:x"):
        house.refused(lambda basis=basis: decided(house, ground="problem", basis=basis), Invalid)
    number = decided(house, ground="problem", basis="problem:1")
    Problem.objects.update(state="closed")
    house.refused(lambda: decided(house, ground="problem", basis="problem:1"), Invalid)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(number=number).update(basis="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(number=number).update(ground="overdue", basis="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(number=number).update(decided_on=None)


def test_a_matter_the_unit_may_not_see_is_neither_offered_nor_taken_nor_named(house: House) -> None:
    matter = a_matter(house)
    object_, unit = f"matter:{matter.number}", house.unit("柳塘村")
    ask = Ask(house.conference, house.cast.convener.actor, unit, house.day)
    assert offered(ask)["overdue"] == [(object_, "信访事项 2026-0009")]
    number = decided(house, ground="overdue", basis=object_)
    assert view(house, number).basis_words == "信访事项 2026-0009"
    matter.restricted = True
    matter.save()
    Exclusion.objects.create(conference_id=house.conference, matter=matter, unit=matter.lead, ground="accused")
    director = Ask(house.conference, house.cast.director.actor, unit, house.day)
    for asking in (ask, director):
        assert offered(asking)["overdue"] == []
    hidden = house.refused(lambda: decided(house, ground="overdue", basis=object_), Invalid)
    absent = house.refused(lambda: decided(house, ground="overdue", basis="matter:2026000999"), Invalid)
    assert str(hidden) == str(absent)
    for who in ("village", "convener", "inspector"):
        found = queries.interview_for(house.conference, number, house.cast.players[who].actor, house.day)
        assert found is not None
        assert (found.basis, found.basis_words) == ("", "")


def test_a_reason_that_counts_is_refused_for_every_ground_and_in_every_text(house: House) -> None:
    for ground in ("convener", "false_handling"):
        house.refused(lambda ground=ground: decided(house, ground=ground, reason="全镇信访量第一"), Invalid)
    house.refused(
        lambda: interviews.propose_interview(house.call("clerk"), wanted=wanted(house, reason="越级上访人次多")),
        Invalid,
    )
    number = decided(house)
    house.refused(lambda: hold(house, number, problem="重复访次数居高"), Invalid)


def test_the_unit_is_heard_before_and_after_and_nobody_speaks_for_it(house: House) -> None:
    number = decided(house)
    interviews.state_view(house.call("village"), number=number, text="施工队已进场。")
    house.later()
    hold(house, number)
    house.later()
    interviews.state_view(house.call("clerk", behalf=house.for_("village")), number=number, text="要求核对面积。")
    assert [(each.text, each.before) for each in view(house, number).said] == [
        ("施工队已进场。", True),
        ("要求核对面积。", False),
    ]
    for who in ("police", "clerk", "convener"):
        house.refused(lambda who=who: interviews.state_view(house.call(who), number=number, text="代说"))
    behalf = house.for_("police")
    house.refused(lambda: interviews.state_view(house.call("clerk", behalf=behalf), number=number, text="代说"))


def test_the_record_names_a_convener_and_days_in_order(house: House) -> None:
    number = decided(house)
    house.later(3)
    for wrong in (
        {"seat": house.cast.clerk.seat},
        {"held_on": house.day - 4 * DAY},
        {"held_on": house.day + DAY},
        {"due": house.day - DAY},
        {"problem": " "},
        {"measures": ""},
    ):
        house.refused(lambda wrong=wrong: hold(house, number, **wrong), Invalid)
    hold(house, number)
    assert view(house, number).interviewer == house.cast.convener.name
    held = FactRow.objects.get(conference_id=house.conference, verb="interview.held")
    assert (house.day + 10 * DAY).isoformat() in held.data
    house.refused(
        lambda: interviews.file_signed_record(house.call("clerk"), number=number, version=2, files=[]), Invalid
    )
    interviews.file_signed_record(house.call("clerk"), number=number, version=2, files=[SCAN])
    assert view(house, number).signed_on == house.day


def test_a_rectification_that_is_not_enough_comes_back_and_then_closes(house: House) -> None:
    number = decided(house)
    hold(house, number)
    rectify(house, number)
    clerk, version = house.call("clerk"), view(house, number).version
    house.refused(lambda: interviews.return_rectification(clerk, number=number, version=version, opinion=""), Invalid)
    interviews.return_rectification(clerk, number=number, version=version, opinion="缺照片。", due=house.day + 20 * DAY)
    found = view(house, number)
    assert (found.row.state, found.row.due, found.opinion) == ("returned", house.day + 20 * DAY, "缺照片。")
    house.refused(
        lambda: interviews.extend_rectification(
            clerk, number=number, version=found.version, due=house.day + 5 * DAY, reason="汛期"
        ),
        Invalid,
    )
    rectify(house, number)
    interviews.close_interview(house.call("convener"), number=number, version=view(house, number).version)
    assert view(house, number).row.state == "closed"
    assert queries.interviews(house.conference, house.cast.village.actor, house.day) == []


def test_the_same_record_twice_writes_once(house: House) -> None:
    number = decided(house)
    call = house.call("clerk", key="k")
    first = interviews.hold_interview(call, number=number, version=1, record=record(house))
    again = interviews.hold_interview(call, number=number, version=1, record=record(house))
    assert (again.repeated, again.entry) == (True, first.entry)


def test_what_is_wanted_has_no_room_for_a_number() -> None:
    assert set(Wanted.__slots__) == {"unit", "ground", "reason", "basis", "person", "planned_on", "place"}
