"""Comments, attention, measures: entered on a ground, answered, left; whom each waits for; who takes them over."""

from __future__ import annotations

import pytest

from lianxi.inbox.interviews import of_the_interviews
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.oversight import attention, comments, interviews
from lianxi.oversight import attention_queries as queries
from lianxi.oversight import unit_measures as measures
from lianxi.oversight.attention import Entered
from lianxi.oversight.comments import Said
from lianxi.oversight.models import Attention
from lianxi.oversight.unit_measures import Proposed
from lianxi.roster import history
from lianxi.roster.models import Unit
from lianxi.roster.succession import open_work, pass_on
from tests import past
from tests.meetings.ground import House
from tests.oversight.scene import DAY, decided, hold, rectify, view, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def waits(house: House, who: str) -> list[tuple[str, bool, str]]:
    actor = house.cast.players[who].actor
    return [(item.title, item.overdue, item.verb) for item in of_the_interviews(house.conference, actor, house.day)]


def entered(house: House, unit: str = "柳塘村", **more: object) -> int:
    given: dict[str, object] = {
        "unit": house.unit(unit), "ground": "convener", "reason": "长期不报进展。", "measures": "每周听取一次。",
        "exit_when": "任务全部核验。", "until": house.day + 20 * DAY, **more,
    }  # fmt: skip
    return attention.enter_attention(house.call("clerk"), entered=Entered(**given)).number  # type: ignore[arg-type]


def proposed(house: House, kind: str = "ordered", **more: object) -> int:
    given: dict[str, object] = {
        "kind": kind, "unit": house.unit("柳塘村"), "ground": "false_handling", "text": "照片系旧照。",
        "demand": "重新整改。", "due": house.day + 9 * DAY, **more,
    }  # fmt: skip
    return measures.propose_measure(house.call("clerk"), proposed=Proposed(**given)).number  # type: ignore[arg-type]


def test_a_unit_is_under_attention_once_is_looked_at_again_and_leaves_with_a_reason(house: House) -> None:
    number = entered(house)
    house.refused(lambda: entered(house), RuleBroken)
    for wrong in ({"exit_when": " "}, {"until": house.day}, {"reason": "信访量大"}, {"exit_when": "信访量下降一半"}):
        house.refused(lambda wrong=wrong: entered(house, "上河村", **wrong), Invalid)
    attention.reply_to_attention(house.call("village"), number=number, version=1, text="已明确专人。")
    house.refused(
        lambda: attention.reply_to_attention(house.call("police"), number=number, version=2, text="代说"), Invalid
    )
    assert waits(house, "clerk") == []
    house.later(20)
    assert waits(house, "clerk") == [("重点关注：柳塘村", False, "复核")]
    until = house.day + 10 * DAY
    attention.review_attention(house.call("clerk"), number=number, version=2, until=until, opinion="进展仍慢。")
    assert waits(house, "clerk") == []
    house.refused(lambda: attention.leave_attention(house.call("village"), number=number, version=3, reason="好了"))
    attention.leave_attention(house.call("clerk"), number=number, version=3, reason="任务已全部核验。")
    found = queries.attention_for(house.conference, number, house.cast.village.actor, house.day)
    assert found is not None
    assert (found.state, found.left_on, found.reply) == ("left", house.day, "已明确专人。")
    assert entered(house) == number + 1


def test_a_measure_asks_the_convener_then_the_unit_then_the_office(house: House) -> None:
    for wrong in ({"demand": ""}, {"due": None}, {"due": house.day - DAY}, {"text": "越级上访人次最多"}):
        house.refused(lambda wrong=wrong: proposed(house, **wrong), Invalid)
    number = proposed(house)
    circular = proposed(house, "circular", demand="", due=None)
    assert [item[2] for item in waits(house, "convener")] == ["审批", "审批"]
    assert waits(house, "village") == []
    for each in (number, circular):
        measures.approve_measure(house.call("convener"), number=each, version=1)
    assert {item[0] for item in waits(house, "village")} == {"责令限期整改", "通报"}
    house.later(15)
    assert waits(house, "village") == [("责令限期整改", True, "反馈整改")]
    assert waits(house, "clerk") == [("责令限期整改：柳塘村", True, "查看")]
    due = house.day + 5 * DAY
    measures.extend_measure(house.call("clerk"), number=number, version=2, due=due, reason="汛期停工")
    measures.answer_measure(house.call("village"), number=number, version=3, text="已整改。")
    assert waits(house, "clerk") == [("责令限期整改：柳塘村", False, "审阅反馈")]
    measures.lift_measure(house.call("clerk"), number=number, version=4, opinion="整改到位。")
    assert (waits(house, "clerk"), waits(house, "village")) == ([], [])


def test_an_interview_waits_for_whom_it_is_with(house: House) -> None:
    interviews.propose_interview(house.call("clerk"), wanted=wanted(house))
    number = decided(house, planned_on=house.day)
    assert waits(house, "convener") == [("约谈柳塘村", False, "决定约谈")]
    assert waits(house, "village") == [("召集人约谈本单位负责人", False, "查看")]
    assert waits(house, "clerk") == [("约谈柳塘村", False, "登记约谈")]
    hold(house, number)
    assert waits(house, "village") == [("反馈约谈整改", False, "反馈整改")]
    house.later(11)
    assert waits(house, "village") == [("反馈约谈整改", True, "反馈整改")]
    rectify(house, number)
    assert waits(house, "clerk") == [("约谈柳塘村", False, "审阅整改")]
    assert (waits(house, "police"), waits(house, "inspector"), waits(house, "organ_head")) == ([], [], [])


def test_a_comment_needs_a_held_meeting_and_is_answered_once(house: House) -> None:
    called = house.called()
    unit, clerk = house.unit("柳塘村"), house.call("clerk")
    house.refused(lambda: comments.make_comment(clerk, said=Said(unit, called, "及时")), Invalid)
    house.hold(called)
    house.refused(lambda: comments.make_comment(clerk, said=Said(unit, called)), Invalid)
    house.refused(lambda: comments.make_comment(clerk, said=Said(unit, called, owed="重复访次数多")), Invalid)
    done = comments.make_comment(clerk, said=Said(unit, called, "入户及时。", "台账不全。"))
    for who in ("police", "clerk"):
        house.refused(
            lambda who=who: comments.reply_to_comment(house.call(who), number=done.number, version=1, text="好")
        )
    comments.reply_to_comment(house.call("village"), number=done.number, version=1, text="已补齐。")
    assert [row.number for row in queries.comments(house.conference, house.cast.village.actor)] == [done.number]
    assert queries.comments(house.conference, house.cast.police.actor) == []
    house.refused(lambda: withdraw_entry(clerk, entry=done.entry, reason="误"), RuleBroken)
    other = comments.make_comment(clerk, said=Said(unit, called, "及时。"))
    withdraw_entry(clerk, entry=other.entry, reason="登记错单位")
    assert queries.comment_for(house.conference, other.number, house.cast.clerk.actor) is None


@action(Move("unit.merged", "merged", ("office",)))
def merge(step: Step, *, unit: int, successor: int) -> str:
    rows = {row.number: row for row in Unit.objects.filter(conference=step.conference)}
    step.fact("unit.merged", f"unit:{unit}", unit=successor)
    pass_on(step, rows[unit], rows[successor])
    return f"unit:{unit}"


def test_what_is_open_passes_to_the_successor(house: House) -> None:
    number, measure = decided(house), proposed(house)
    entered(house)
    entered(house, "派出所")
    village, police = house.unit("柳塘村"), house.unit("派出所")
    assert {each.name for each in open_work(house.conference, village)} == {
        "未办结的约谈",
        "执行中的通报督办",
        "列入重点关注",
    }
    merge(house.call("clerk"), unit=village, successor=police)
    assert open_work(house.conference, village) == []
    assert view(house, number).row.unit == police
    found = queries.measure_for(house.conference, measure, house.cast.clerk.actor, house.day)
    assert found is not None
    assert found.unit == police
    assert Attention.objects.filter(left_on=None).count() == 1


def test_interviews_of_the_past_come_in_by_the_sheet_and_wrong_cells_are_named(house: House) -> None:
    row = {
        "unit": "柳塘村", "person": "党总支书记", "ground": "逾期未办理", "reason": "清淤逾期未说明。",
        "decided_on": "2025-05-08", "held_on": "2025-05-10", "problem": "清淤逾期。", "measures": "十日内清淤。",
        "due": "2025-05-25", "rectification": "已清淤。", "rectified_on": "2025-05-23", "closed_on": "2025-05-26",
    }  # fmt: skip
    wrong = [
        {**row, "reason": "信访量第一"},
        {**row, "held_on": "2025-05-01"},
        {**row, "ground": "突出问题未有效化解"},
        {**row, "decided_on": "2026-03-02", "held_on": "2026-03-03", "rectified_on": "", "closed_on": ""},
    ]
    ground = history.ground_of(house.conference, house.day)
    found = history.examine(ground, past.tables(house.cast, {"interviews": wrong}))
    assert {problem.key for problem in found.problems} >= {"reason", "held_on", "ground", "decided_on"}
    history.bring_in_history(house.call("clerk"), tables=past.tables(house.cast, {"interviews": [row]}))
    again = history.examine(ground, past.tables(house.cast, {"interviews": [row]}))
    assert [found_.known for _, _, found_ in again.found] == [True]
    told = view(house, 1)
    assert (told.row.state, told.row.by_hand, told.row.held_on, told.problem) == (
        "closed",
        True,
        house.day.replace(2025, 5, 10),
        "清淤逾期。",
    )
