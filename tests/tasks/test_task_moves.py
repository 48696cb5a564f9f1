"""The table of moves of tasks and of help equals what the actions accept: by role, by unit, by state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from lianxi.journal.frame import Done
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, Refused, RuleBroken
from lianxi.tasks import actions, moves
from lianxi.tasks.models import OPEN, STATES, Extension, Help, Task
from tests.meetings.ground import House
from tests.meetings.test_moves import PEOPLE

Act = Callable[[House, str], Done]
DUE, LATER = date(2026, 12, 1), date(2026, 12, 20)
LEAD, BEARERS, ASKED = {"police", "liaison"}, {"police", "liaison", "village"}, {"village"}

#: move → the act; who of the units may take it on task 1 or help 1 (lead 派出所, co-unit 柳塘村)
ACTS: dict[str, tuple[Move, Act, set[str]]] = {
    "ASSIGN": (
        moves.ASSIGN,
        lambda house, who: actions.assign_task(
            house.call(who), title="排查", text="", lead=house.unit("派出所"), due=None
        ),
        set(),
    ),
    "ACCEPT": (moves.ACCEPT, lambda house, who: actions.accept_task(house.call(who), number=1, version=1), LEAD),
    "REPORT": (
        moves.REPORT,
        lambda house, who: actions.report_on_task(house.call(who), number=1, text="已办"),
        BEARERS,
    ),
    "COMPLETE": (
        moves.COMPLETE,
        lambda house, who: actions.complete_task(house.call(who), number=1, version=1, text="办结"),
        LEAD,
    ),
    "ASK_EXTENSION": (
        moves.ASK_EXTENSION,
        lambda house, who: actions.ask_extension(house.call(who), number=1, wanted=LATER, reason="防汛"),
        LEAD,
    ),
    "EXTEND": (
        moves.EXTEND,
        lambda house, who: actions.extend_task(house.call(who), number=1, due=LATER, version=1),
        set(),
    ),
    "REFUSE_EXTENSION": (
        moves.REFUSE_EXTENSION,
        lambda house, who: actions.refuse_extension(house.call(who), number=1, reason="不能再拖"),
        set(),
    ),
    "VERIFY": (moves.VERIFY, lambda house, who: actions.verify_task(house.call(who), number=1, version=1), set()),
    "RETURN": (
        moves.RETURN,
        lambda house, who: actions.return_task(house.call(who), number=1, version=1, reason="缺材料"),
        set(),
    ),
    "CHASE": (moves.CHASE, lambda house, who: actions.chase_tasks(house.call(who), numbers=[1]), set()),
    "CANCEL": (
        moves.CANCEL,
        lambda house, who: actions.cancel_task(house.call(who), number=1, version=1, reason="不再需要"),
        set(),
    ),
    "HEAR": (moves.HEAR, lambda house, who: actions.circulate_reports(house.call(who), tasks=[2]), set()),
    "ASK_HELP": (
        moves.ASK_HELP,
        lambda house, who: actions.ask_help(house.call(who), asked=house.unit("司法所"), text="请协办"),
        {"police", "liaison", "village"},
    ),
    "ANSWER_HELP": (
        moves.ANSWER_HELP,
        lambda house, who: actions.answer_help(house.call(who), number=1, text="同意"),
        ASKED,
    ),
    "ESCALATE_HELP": (
        moves.ESCALATE_HELP,
        lambda house, who: actions.escalate_help(house.call(who), number=1),
        LEAD,
    ),
}
ON_TASK = [name for name, (move, _, _) in ACTS.items() if move in moves.TASK_MOVES]
ON_HELP = [name for name, (move, _, _) in ACTS.items() if move in moves.HELP_MOVES]


@pytest.fixture
def stage(house: House) -> House:
    """Task 1 with a due date and (when it is to be answered) an extension asked for; task 2 reported; help 1 asked."""
    police, village = house.unit("派出所"), house.unit("柳塘村")
    actions.assign_task(
        house.call("clerk"), title="排查积案", text="", lead=police, due=DUE, co_units={village: "配合"}
    )
    actions.assign_task(house.call("clerk"), title="第二项", text="", lead=police, due=None)
    actions.report_on_task(house.call("police"), number=2, text="已办")
    actions.ask_help(house.call("police"), asked=village, text="请协办")
    return house


def extension_wanted(house: House) -> None:
    Extension.objects.create(
        conference_id=house.conference, task=Task.objects.get(number=1), wanted=LATER, reason="防汛", asked_on=house.day
    )


def outcome(house: House, act: Act, who: str) -> Refused | None:
    """None when it was done; the way back is always gone."""
    sid = transaction.savepoint()
    head = house.head
    try:
        act(house, who)
        assert house.head == head + 1
        return None
    except Refused as refusal:
        assert house.head == head
        return refusal
    finally:
        transaction.savepoint_rollback(sid)


def test_every_row_of_the_table_has_its_act():
    rows = {name for name, value in vars(moves).items() if isinstance(value, Move)}
    assert rows == set(ACTS)
    assert {move.verb for move in moves.TASK_MOVES} == {ACTS[name][0].verb for name in ON_TASK}


@pytest.mark.parametrize("name", ACTS)
def test_a_move_is_open_to_the_roles_and_bearers_of_its_row_and_to_nobody_else(stage: House, name: str):
    move, act, units = ACTS[name]
    if name == "REFUSE_EXTENSION":
        extension_wanted(stage)
    if name in ON_TASK:
        Task.objects.filter(number=1).update(state=move.from_[0])
    for who in PEOPLE:
        player = stage.cast.players[who]
        refusal = outcome(stage, act, who)
        if not move.allows(player.role):
            assert isinstance(refusal, RuleBroken), (name, who)
            assert str(refusal) == move.refusal(refusal.article or "")
        elif player.role in {"unit_head", "liaison"} and who not in units:
            assert isinstance(refusal, Invalid | RuleBroken), (name, who)
        elif name == "ASK_HELP" and player.unit is None:
            assert "代哪个单位" in str(refusal)
        else:
            assert refusal is None, (name, who, refusal)


@pytest.mark.parametrize("name", ON_TASK)
def test_a_move_starts_from_the_states_of_its_row_and_from_no_other(stage: House, name: str):
    move, act, _ = ACTS[name]
    who = "police" if move.roles == ("unit",) else "clerk"
    if name == "REFUSE_EXTENSION":
        extension_wanted(stage)
    for state in STATES:
        Task.objects.filter(number=1).update(state=state)
        refusal = outcome(stage, act, who)
        if state in move.from_:
            assert refusal is None, (state, refusal)
        else:
            assert isinstance(refusal, RuleBroken), state
            assert f"“{STATES[state]}”" in str(refusal) or "都已办结" in str(refusal)


@pytest.mark.parametrize("name", ON_HELP)
def test_a_request_for_help_moves_by_its_table(stage: House, name: str):
    move, act, _ = ACTS[name]
    who = "village" if name == "ANSWER_HELP" else "police"
    for state in ("asked", "answered", "escalated"):
        Help.objects.filter(number=1).update(state=state)
        refusal = outcome(stage, act, who)
        assert (refusal is None) is (state in move.from_), (state, refusal)


def test_open_means_the_same_in_the_table_and_in_the_rows():
    assert moves.OPEN == OPEN


def test_a_task_that_a_unit_does_not_bear_and_one_that_is_not_there_give_the_same_answer(stage: House):
    answers = {
        str(stage.refused(lambda number=number: actions.accept_task(stage.call("village"), number=number, version=1)))
        for number in (2, 999)
    }
    assert answers == {"没有这项任务。"}
