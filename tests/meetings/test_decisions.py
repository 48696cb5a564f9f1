"""Decisions: assigned ahead, corrected, withdrawn; what each does to its task and to the board."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.meetings import minutes
from lianxi.meetings import queries as meetings
from lianxi.meetings.content import Content
from lianxi.meetings.drafts import save_draft
from lianxi.meetings.models import Decision, Minutes
from lianxi.tasks import actions as tasks
from lianxi.tasks import queries as task_queries
from tests.meetings.ground import REPORTS, RESULTS, UPWARD, House, decided


def ahead(house: House, number: int, place: int = 1, who: str = "clerk"):
    return minutes.assign_ahead(house.call(who), meeting=number, version=house.minutes(number).version, place=place)


def tasks_of(house: House) -> list[int]:
    return [row.number for row in task_queries.tasks(house.conference, role="director", unit=None, on=house.day)]


# ── 先行交办 ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_assigned_ahead_is_not_made_again_when_the_minutes_are_issued(house: House):
    number = house.held()
    house.draft(number, decided(house.unit("派出所"), "先办"), decided(house.unit("柳塘村"), "后办"))
    done = ahead(house, number)
    assert done.object == "decision:1"
    assert '"ahead":true' in house.newest().body
    assert tasks_of(house) == [1]
    assert house.states(RESULTS) == {"decision:1": "due"}
    assert "已经交办" in str(house.refused(lambda: ahead(house, number), RuleBroken))
    house.submit(number)
    house.approve(number)
    house.issue(number)
    view = house.meeting(number)
    assert [(each.number, each.ahead, each.task) for each in view.decisions] == [(1, True, 1), (2, False, 2)]
    assert house.states(RESULTS) == {"decision:1": "due", "decision:2": "due"}
    assert house.newest().body.count('"decision.made"') == 1


def test_a_draft_keeps_what_was_assigned_ahead_in_its_place(house: House):
    number = house.held()
    first, second = decided(house.unit("派出所"), "先办"), decided(house.unit("柳塘村"), "后办")
    house.draft(number, first, second)
    ahead(house, number)
    for changed in ((second, first), (second,), (), (decided(house.unit("派出所"), "先办（改）"), second)):
        refusal = house.refused(lambda changed=changed: house.draft(number, *changed), RuleBroken)
        assert "第 1 项" in str(refusal)
    house.draft(number, first, decided(house.unit("柳塘村"), "后办（改）"), decided(house.unit("司法所"), "再办"))
    house.submit(number)
    house.approve(number)
    house.issue(number)
    assert [each.text for each in house.meeting(number).decisions] == ["先办", "后办（改）", "再办"]


def test_an_editor_who_had_the_draft_open_before_is_told(house: House):
    number = house.held()
    house.draft(number, decided(house.unit("派出所"), "先办"))
    open_page = house.minutes(number).version
    ahead(house, number)
    act = lambda: save_draft(  # noqa: E731
        conference=house.conference, meeting=number, version=open_page,
        content=Content("听取", "", (decided(house.unit("派出所"), "先办"),)), drafter=house.cast.clerk.person,
    )  # fmt: skip
    house.refused(act, Stale)


@pytest.mark.parametrize(
    ("more", "kind", "words"),
    [
        ({"major": True}, RuleBroken, "重大问题"),
        ({"no_task": True}, Invalid, "牵头单位"),
        ({"lead": None}, Invalid, "牵头单位"),
        ({"text": ""}, Invalid, "内容"),
    ],
)
def test_not_everything_can_be_assigned_ahead(house: House, more: dict[str, object], kind: type, words: str):
    number = house.held()
    given = {"lead": house.unit("派出所"), "text": "先办", **more}
    house.draft(number, decided(**given))  # type: ignore[arg-type]
    assert words in str(house.refused(lambda: ahead(house, number), kind))
    house.refused(lambda: ahead(house, number, place=2), Invalid)


# ── correction ──────────────────────────────────────────────────────────────────────────────────────────────────────


def correct(house: House, number: int, content: Content, words: str = "第一项的单位写错"):
    return minutes.correct_minutes(
        house.call("clerk"),
        meeting=number,
        version=house.minutes(number).version,
        correction=words,
        content=content,
    )


def test_a_correction_flows_as_a_new_revision_and_the_earlier_one_stays(house: House):
    number = house.issued(decided(house.unit("派出所"), "排查积案"))
    minutes.receive_minutes(house.call("police"), meeting=number)
    sealed = Minutes.objects.get(meeting__number=number).sealed
    new = Content("听取了汇报。", "", (decided(house.unit("派出所"), "排查信访积案"),))
    correct(house, number, new)
    view = house.meeting(number)
    assert view.minutes is not None
    assert (view.minutes.revision, view.minutes.state, view.minutes.correction) == (2, "submitted", "第一项的单位写错")
    assert [(old.revision, old.state) for old in view.earlier] == [(1, "issued")]

    # a unit still signs for what it got; nobody can start a second correction meanwhile
    minutes.receive_minutes(house.call("village"), meeting=number)
    house.refused(lambda: correct(house, number, new), RuleBroken)

    house.approve(number)
    house.issue(number)
    view = house.meeting(number)
    assert view.minutes is not None
    assert (view.minutes.revision, view.minutes.state) == (2, "issued")
    assert [each.text for each in view.decisions] == ["排查信访积案"]
    assert Minutes.objects.get(meeting__number=number, revision=1).sealed == sealed
    assert tasks_of(house) == [1]
    # what is to be signed for is the newest only
    assert [row.meeting for row in meetings.receipts_due(house.conference, unit=house.unit("司法所"))] == [number]
    minutes.receive_minutes(house.call("police"), meeting=number)
    house.refused(lambda: minutes.receive_minutes(house.call("police"), meeting=number), RuleBroken)
    assert meetings.receipts_due(house.conference, unit=house.unit("派出所")) == []


def test_a_correction_may_add_a_decision_at_the_end(house: House):
    lead = house.unit("派出所")
    number = house.issued(decided(lead, "一"))
    correct(house, number, Content("听取", "", (decided(lead, "一"), decided(lead, "二"))))
    house.approve(number)
    house.issue(number)
    assert [each.task for each in house.meeting(number).decisions] == [1, 2]


def test_a_correction_neither_drops_nor_moves_what_is_in_force(house: House):
    lead = house.unit("派出所")
    number = house.issued(decided(lead, "一"), decided(lead, "二"))
    for texts in (["一"], ["二", "一"], ["新", "一", "二"], []):
        content = Content("听取", "", tuple(decided(lead, text) for text in texts))
        house.refused(lambda content=content: correct(house, number, content), RuleBroken)


def test_a_correction_says_what_changed_and_changes_something(house: House):
    number = house.issued(decided(house.unit("派出所")))
    same = house.minutes(number).content
    house.refused(lambda: correct(house, number, same), Invalid)
    house.refused(lambda: correct(house, number, Content("别的", "", same.decisions), " "), Invalid)


def test_a_returned_correction_is_edited_again_without_losing_a_decision(house: House):
    lead = house.unit("派出所")
    number = house.issued(decided(lead, "一"))
    correct(house, number, Content("听取", "", (decided(lead, "一（更正）"),)))
    minutes.return_minutes(
        house.call("convener"), meeting=number, version=house.minutes(number).version, opinion="再改"
    )
    house.refused(lambda: house.draft(number), RuleBroken)
    house.draft(number, decided(lead, "一（再更正）"))
    house.submit(number)
    house.approve(number)
    house.issue(number)
    assert [each.text for each in house.meeting(number).decisions] == ["一（再更正）"]
    correct(house, number, Content("听取", "", (decided(lead, "一（三更正）"),)))
    assert [row.meeting for row in meetings.minutes_in(house.conference, "submitted")] == [number]
    assert meetings.minutes_in(house.conference, "issued") == []


# ── a decision withdrawn ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawn_decision_cancels_its_task_and_owes_nothing_any_more(house: House):
    lead = house.unit("派出所")
    house.issued(decided(lead, "一", major=True, due="2026-11-24"), decided(lead, "二"))
    house.day = date(2026, 11, 26)
    assert house.states(REPORTS) == {"task:1": "overdue", "task:2": "due"}
    minutes.withdraw_decision(house.call("clerk"), decision=1, reason="上级另有安排")
    assert house.task(1).row.state == "cancelled"
    assert tasks_of(house) == [2]
    assert house.states(RESULTS) == {"decision:1": "not_owed", "decision:2": "due"}
    assert house.states(REPORTS) == {"task:1": "not_owed", "task:2": "due"}
    assert house.states(UPWARD) == {"decision:1": "not_owed"}
    assert {item.why for item in house.items(RESULTS) if item.state == "not_owed"} == {"ended"}
    # a past day shows what was owed then
    assert house.states(REPORTS, on=date(2026, 11, 25)) == {"task:1": "overdue", "task:2": "due"}
    house.refused(lambda: minutes.withdraw_decision(house.call("clerk"), decision=1, reason="再撤"), Invalid)


def test_what_was_carried_out_before_the_withdrawal_stays_kept(house: House):
    house.issued(decided(house.unit("派出所")))
    tasks.complete_task(house.call("police"), number=1, version=1, text="办结")
    tasks.circulate_reports(house.call("clerk"), tasks=[1])
    minutes.withdraw_decision(house.call("clerk"), decision=1, reason="不再执行")
    assert house.states(RESULTS) == {"decision:1": "kept"}
    assert house.states(REPORTS) == {"task:1": "kept"}
    assert house.task(1).row.state == "completed"


def test_a_withdrawal_says_why(house: House):
    house.issued(decided(house.unit("派出所")))
    house.refused(lambda: minutes.withdraw_decision(house.call("clerk"), decision=1, reason=" "), Invalid)


def test_a_decision_withdrawn_before_its_minutes_are_issued_is_not_made_by_them(house: House):
    number = house.held()
    house.draft(number, decided(house.unit("派出所"), "先办"))
    ahead(house, number)
    minutes.withdraw_decision(house.call("clerk"), decision=1, reason="情况变化")
    house.submit(number)
    house.approve(number)
    house.issue(number)
    assert Decision.objects.count() == 1
    assert tasks_of(house) == []
    assert house.states(RESULTS) == {"decision:1": "not_owed"}
