"""Calling, moving, cancelling and holding a meeting; who may say that which unit was there, and when."""

from __future__ import annotations

from datetime import date, time

import pytest

from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.meetings import actions
from lianxi.meetings import queries as meetings
from lianxi.meetings.models import Proposal
from tests.meetings.ground import SCAN, House, files

TOMORROW = date(2026, 11, 24)


def plan(house: House, **changed):
    given = {
        "kind": "work", "title": "例会", "day": TOMORROW, "time": time(9), "place": "会议室",
        "chair": house.cast.convener.seat, "units": house.units,
    }  # fmt: skip
    return actions.Plan(**{**given, **changed})


def attend(house: House, who: str, number: int, unit: int, status: str = "present", behalf=None, **more: str):
    presence = actions.Presence(unit, status, **more)
    return actions.record_attendance(house.call(who, behalf=behalf), number=number, presence=presence)


def status(house: House, number: int) -> dict[int, str]:
    return {seen.unit: seen.status for seen in house.meeting(number).attendance}


# ── calling ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"title": " "}, "title"),
        ({"day": date(2026, 11, 22)}, "day"),
        ({"kind": "ad_hoc"}, "reason"),
        ({"units": []}, "units"),
        ({"units": [901, 902]}, "units"),
        ({"chair": 999}, "chair"),
    ],
)
def test_a_notice_lacks_something_and_the_field_is_named(house: House, changed: dict[str, object], field: str):
    act = lambda: actions.call_meeting(house.call("clerk"), plan=plan(house, **changed))  # noqa: E731
    refusal = house.refused(act, Invalid)
    assert isinstance(refusal, Invalid)
    assert refusal.field == field


def test_only_a_convener_chairs(house: House):
    act = lambda: actions.call_meeting(house.call("clerk"), plan=plan(house, chair=house.cast.police.seat))  # noqa: E731
    assert "召集人主持" in str(house.refused(act, RuleBroken))


def test_a_meeting_may_be_called_for_today_without_hour_and_chair(house: House):
    done = actions.call_meeting(house.call("convener"), plan=plan(house, day=house.day, time=None, chair=None))
    assert house.meeting(done.number).chair_name == ""


def test_empty_items_of_an_agenda_leave_no_gap_in_it(house: House):
    items = [actions.Item("一"), actions.Item("  "), actions.Item("二")]
    done = actions.call_meeting(house.call("clerk"), plan=plan(house, agenda=items))
    assert [(item.place, item.title) for item in house.meeting(done.number).agenda] == [(1, "一"), (2, "二")]


# ── moved after the notices went out ────────────────────────────────────────────────────────────────────────────────


def postpone(house: House, number: int, day: date, reason: str = "防汛", place: str = "", version: int | None = None):
    return actions.postpone_meeting(
        house.call("clerk"), number=number, version=version or house.meeting(number).version, day=day,
        time=time(15), place=place, reason=reason,
    )  # fmt: skip


def test_a_meeting_moved_after_its_notices_asks_every_unit_anew(house: House):
    police = house.unit("派出所")
    number = house.called(day=house.day)
    attend(house, "police", number, police)
    attend(house, "village", number, house.unit("柳塘村"), "leave", reason="防汛")
    postpone(house, number, TOMORROW)
    view = house.meeting(number)
    assert (view.row.day, view.row.place, view.note) == (TOMORROW, "三楼会议室", "防汛")
    assert set(status(house, number).values()) == {""}
    assert [row.number for row in meetings.coming(house.conference, TOMORROW, unit=police)] == [number]
    # the old day is gone for signing in, the new one counts; and the office's open page is stale
    house.refused(lambda: attend(house, "police", number, police), RuleBroken)
    house.refused(lambda: postpone(house, number, TOMORROW, version=1), Stale)
    house.later()
    attend(house, "police", number, police)
    house.hold(number)
    assert any(
        item.start == date(2026, 11, 1) and item.state == "kept" for item in house.items("4:meeting.held:work:ordinary")
    )


def test_another_room_on_the_same_day_keeps_what_the_units_answered(house: House):
    number = house.called(day=TOMORROW)
    attend(house, "police", number, house.unit("派出所"), "substitute", substitute="何青")
    postpone(house, number, TOMORROW, place="一楼会议室")
    assert status(house, number)[house.unit("派出所")] == "substitute"


def test_a_move_says_why_and_not_into_the_past(house: House):
    number = house.called(day=TOMORROW)
    house.refused(lambda: postpone(house, number, TOMORROW, reason=" "), Invalid)
    house.refused(lambda: postpone(house, number, date(2026, 11, 20)), Invalid)


# ── cancelled ───────────────────────────────────────────────────────────────────────────────────────────────────────


@action(Move("evidence.recorded", "recorded", ("office",)))
def propose(step: Step, *, origin: str) -> str:
    """A room above that puts something before the next meeting."""
    actions.propose_item(step, title="研究积案", origin=origin)
    step.fact("evidence.recorded", "evidence:1")
    return "evidence:1"


def cancel(house: House, number: int):
    return actions.cancel_meeting(
        house.call("clerk"), number=number, version=house.meeting(number).version, reason="防汛"
    )


def test_what_a_cancelled_meeting_had_taken_up_waits_again(house: House):
    propose(house.call("clerk"), origin="problem:1")
    propose(house.call("clerk"), origin="problem:1")
    assert [item.origin for item in meetings.proposals(house.conference)] == ["problem:1"]
    number = house.called(day=TOMORROW, agenda=[actions.Item("研究积案", origin="problem:1")])
    assert meetings.proposals(house.conference) == []
    cancel(house, number)
    assert [item.origin for item in meetings.proposals(house.conference)] == ["problem:1"]


def test_a_cancelled_meeting_does_not_double_what_was_proposed_again_meanwhile(house: House):
    propose(house.call("clerk"), origin="problem:1")
    number = house.called(day=TOMORROW, agenda=[actions.Item("研究积案", origin="problem:1")])
    propose(house.call("clerk"), origin="problem:1")
    cancel(house, number)
    assert Proposal.objects.filter(taken_up=None).count() == 1


def test_a_cancelled_meeting_keeps_no_window(house: House):
    number = house.called()
    cancel(house, number)
    house.refused(lambda: house.hold(number), RuleBroken)
    assert all(item.count == 0 for item in house.items("4:meeting.held:work:ordinary"))


# ── attendance ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_unit_signs_in_for_itself_only_and_only_on_the_day(house: House):
    police, village = house.unit("派出所"), house.unit("柳塘村")
    number = house.called(day=TOMORROW)
    assert "会议当天" in str(house.refused(lambda: attend(house, "police", number, police), RuleBroken))
    house.later()
    house.refused(lambda: attend(house, "police", number, village), RuleBroken)
    attend(house, "liaison", number, police)
    assert status(house, number)[police] == "present"


def test_leave_and_substitutes_are_asked_for_before_not_after(house: House):
    police = house.unit("派出所")
    number = house.called(day=TOMORROW)
    attend(house, "police", number, police, "leave", reason="出差")
    attend(house, "police", number, police, "substitute", substitute="何青")
    assert house.refused(lambda: attend(house, "police", number, police, "substitute"), Invalid).field == "substitute"  # type: ignore[attr-defined]
    house.refused(lambda: attend(house, "police", number, police, "asleep"), Invalid)
    house.later(2)  # not yet recorded as held
    house.refused(lambda: attend(house, "police", number, police, "leave"), RuleBroken)


def test_after_the_meeting_only_the_office_corrects(house: House):
    police = house.unit("派出所")
    number = house.called()
    house.hold(number, 派出所="absent")
    assert "会后更正" in str(house.refused(lambda: attend(house, "police", number, police), RuleBroken))
    attend(house, "clerk", number, police, "leave", reason="已电话请假")
    assert status(house, number)[police] == "leave"


def test_the_office_records_for_the_unit_it_names_and_for_no_other(house: House):
    police, village = house.unit("派出所"), house.unit("柳塘村")
    number = house.called(day=TOMORROW)
    behalf = house.for_("police")
    house.refused(lambda: attend(house, "clerk", number, village, "leave", behalf), RuleBroken)
    attend(house, "clerk", number, police, "leave", behalf)
    assert house.newest().behalf_person == house.cast.police.person


def test_a_meeting_is_held_when_every_expected_unit_is_accounted_for(house: House):
    number = house.called()
    act = lambda: actions.hold_meeting(house.call("clerk"), number=number, version=1, presences=[])  # noqa: E731
    refusal = house.refused(act, Invalid)
    assert "派出所" in str(refusal)
    done = house.hold(number, 派出所="absent", 柳塘村="leave")
    row = house.newest()
    assert row.number == done.entry
    assert '"absent":1' in row.body
    assert '"leave":1' in row.body
    assert row.body.count('"attendance.recorded"') == len(house.units)


def test_a_meeting_to_come_is_not_held(house: House):
    number = house.called(day=TOMORROW)
    assert "先改期" in str(house.refused(lambda: house.hold(number), RuleBroken))


def test_a_meeting_recorded_days_later_counts_on_its_own_day(house: House):
    number = house.called()
    house.day = date(2026, 12, 2)
    house.hold(number)
    states = {item.start: item.state for item in house.items("4:meeting.held:work:ordinary")}
    assert states[date(2026, 11, 1)] == "kept"
    assert states[date(2026, 12, 1)] == "due"


def test_the_signed_sheet_goes_with_the_meeting(house: House):
    number = house.called()
    presences = [actions.Presence(unit, "present") for unit in house.units]
    before = files()
    actions.hold_meeting(house.call("clerk"), number=number, version=1, presences=presences, sheet=[SCAN])
    assert len(files()) == len(before) + 1
