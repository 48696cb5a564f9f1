"""The table of moves equals what the actions accept: every move × everybody of the cast, every move × every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import transaction

from lianxi.journal.frame import Done
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Refused, RuleBroken
from lianxi.meetings import actions, minutes, moves
from lianxi.meetings.content import Content
from lianxi.meetings.models import MINUTES_STATES, STATES, Meeting, Minutes, Receipt
from lianxi.roster.models import Unit
from tests.meetings.ground import House, decided

PEOPLE = (
    "clerk", "director", "convener", "police", "liaison", "village", "organ_head", "inspector",
    "admin_system", "admin_security", "admin_audit",
)  # fmt: skip
Act = Callable[[House, str], Done]


def _own(house: House, who: str) -> int:
    """The unit a person signs in for: his own; the office for any."""
    return house.cast.players[who].unit or house.unit("派出所")


def _plan(house: House) -> actions.Plan:
    return actions.Plan("work", "例会", house.day, time(9), "会议室", None, house.units)


def _content(house: House) -> Content:
    return Content("听取汇报（更正）。", "", (decided(house.unit("派出所")),))


#: move → the act, and whether it works on the meeting ("meeting"), its minutes ("minutes") or neither
ACTS: dict[str, tuple[Move, str, Act]] = {
    "CALL": (moves.CALL, "", lambda house, who: actions.call_meeting(house.call(who), plan=_plan(house))),
    "POSTPONE": (
        moves.POSTPONE, "meeting",
        lambda house, who: actions.postpone_meeting(
            house.call(who), number=1, version=1, day=date(2026, 11, 30), time=None, place="", reason="防汛"
        ),
    ),
    "CANCEL": (
        moves.CANCEL, "meeting",
        lambda house, who: actions.cancel_meeting(house.call(who), number=1, version=1, reason="防汛"),
    ),
    "HOLD": (
        moves.HOLD, "meeting",
        lambda house, who: actions.hold_meeting(
            house.call(who), number=1, version=1,
            presences=[actions.Presence(unit, "present") for unit in house.units],
        ),
    ),
    "ATTEND": (
        moves.ATTEND, "meeting",
        lambda house, who: actions.record_attendance(
            house.call(who), number=1, presence=actions.Presence(_own(house, who), "present")
        ),
    ),
    "SET": (moves.SET, "", lambda house, who: actions.set_approval(house.call(who), kind="work", approval=False)),
    "SUBMIT": (
        moves.SUBMIT, "minutes",
        lambda house, who: minutes.submit_minutes(house.call(who), meeting=1, version=1),
    ),
    "APPROVE": (
        moves.APPROVE, "minutes",
        lambda house, who: minutes.approve_minutes(house.call(who), meeting=1, version=1),
    ),
    "RETURN": (
        moves.RETURN, "minutes",
        lambda house, who: minutes.return_minutes(house.call(who), meeting=1, version=1, opinion="请补充"),
    ),
    "TAKE_BACK": (
        moves.TAKE_BACK, "minutes",
        lambda house, who: minutes.take_back_approval(house.call(who), meeting=1, version=1, reason="有误"),
    ),
    "ISSUE": (
        moves.ISSUE, "minutes",
        lambda house, who: minutes.issue_minutes(house.call(who), meeting=1, version=1, units=house.units),
    ),
    "RECEIVE": (
        moves.RECEIVE, "minutes", lambda house, who: minutes.receive_minutes(house.call(who), meeting=1),
    ),
    "CORRECT": (
        moves.CORRECT, "minutes",
        lambda house, who: minutes.correct_minutes(
            house.call(who), meeting=1, version=1, correction="更正人数", content=_content(house)
        ),
    ),
    "ASSIGN_AHEAD": (
        moves.ASSIGN_AHEAD, "minutes",
        lambda house, who: minutes.assign_ahead(house.call(who), meeting=1, version=1, place=1),
    ),
    "WITHDRAW_DECISION": (
        moves.WITHDRAW_DECISION, "",
        lambda house, who: minutes.withdraw_decision(house.call(who), decision=1, reason="情况变化"),
    ),
}  # fmt: skip


@pytest.fixture
def stage(house: House) -> House:
    """Meeting 1 called for today, its minutes drafted and received by nobody; meeting 2 issued, with decision 1."""
    house.called()
    row = Minutes.objects.create(
        conference_id=house.conference, number=901, meeting=Meeting.objects.get(number=1),
        content=Content("听取汇报。", "", (decided(house.unit("派出所")),)).as_data(),
    )  # fmt: skip
    for unit in Unit.objects.filter(conference_id=house.conference):
        Receipt.objects.create(conference_id=house.conference, minutes=row, unit=unit)
    house.issued(decided(house.unit("派出所")))
    return house


def put(state: str, works_on: str) -> None:
    """Lay meeting 1 or its minutes into a state, behind the actions' back."""
    if works_on == "meeting":
        Meeting.objects.filter(number=1).update(state=state)
    else:
        Meeting.objects.filter(number=1).update(state="held")
        Minutes.objects.filter(meeting__number=1).update(state=state)


def outcome(house: House, act: Act, who: str) -> Refused | None:
    """None when it was done; the way back is always gone."""
    sid = transaction.savepoint()
    before = house.head
    try:
        act(house, who)
        assert house.head == before + 1
        return None
    except Refused as refusal:
        assert house.head == before
        return refusal
    finally:
        transaction.savepoint_rollback(sid)


def test_every_row_of_the_table_has_its_act():
    rows = {name for name, value in vars(moves).items() if isinstance(value, Move)}
    assert rows == set(ACTS)
    assert all(ACTS[name][0] is getattr(moves, name) for name in rows)


@pytest.mark.parametrize("name", ACTS)
def test_a_move_is_open_to_the_roles_of_its_row_and_to_nobody_else(stage: House, name: str):
    move, works_on, act = ACTS[name]
    if works_on:
        if name == "HOLD":
            Minutes.objects.filter(meeting__number=1).update(revision=9)
        put(move.from_[0], works_on)
    for who in PEOPLE:
        refusal = outcome(stage, act, who)
        if move.allows(stage.cast.players[who].role):
            assert refusal is None, (name, who, refusal)
        else:
            assert isinstance(refusal, RuleBroken), (name, who)
            assert str(refusal) == move.refusal(refusal.article or "")
            assert str(refusal).startswith("只有")


@pytest.mark.parametrize("name", [name for name, (_, works_on, _) in ACTS.items() if works_on])
def test_a_move_starts_from_the_states_of_its_row_and_from_no_other(stage: House, name: str):
    move, works_on, act = ACTS[name]
    who = {"convener": "convener", "unit": "police"}.get(move.roles[0], "clerk")
    if name == "HOLD":
        Minutes.objects.filter(meeting__number=1).update(revision=9)
    for state in STATES if works_on == "meeting" else MINUTES_STATES:
        put(state, works_on)
        refusal = outcome(stage, act, who)
        if state in move.from_:
            assert refusal is None, (name, state, refusal)
        else:
            assert isinstance(refusal, RuleBroken), (name, state)
            label = (STATES if works_on == "meeting" else MINUTES_STATES)[state]
            assert f"“{label}”" in str(refusal)
