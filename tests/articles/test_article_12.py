"""Article 12, from the act of a person to the board: opened, investigated, tabled, decided, closed, come back."""

from __future__ import annotations

import pytest

from lianxi.information import policy_advice, problems
from lianxi.information.problem_queries import visible
from lianxi.journal.lines import read
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.meetings import actions, from_problems
from lianxi.meetings import queries as meetings
from lianxi.roster import by_hand, names
from lianxi.tasks import directive_queries, upward
from tests.information.problem_ground import (
    INVESTIGATED,
    PROBLEM_RULES,
    TABLED,
    complex_,
    investigated,
    opened,
    view,
)
from tests.meetings.ground import DAY, House, decided, make_house

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(monkeypatch, rules=PROBLEM_RULES)


def test_article_12_from_the_file_to_what_changed_and_the_board_turns_green(house: House) -> None:
    number = opened(house, due=house.day + 10 * DAY, major=True)
    problem = f"problem:{number}"
    assert [(each.state, each.due) for each in house.items(INVESTIGATED)] == [("due", house.day + 10 * DAY)]
    assert house.states(TABLED) == {}

    # late: chased, given more time, investigated by the unit on paper; found complex only now: then a study is owed
    house.later(11)
    assert house.states(INVESTIGATED) == {problem: "overdue"}
    problems.chase_problems(house.call("clerk"), numbers=[number])
    later = house.day + 5 * DAY
    problems.extend_problem(house.call("clerk"), number=number, version=2, due=later, reason="须到县里调阅档案")
    assert [(each.state, each.due) for each in house.items(INVESTIGATED)] == [("due", later)]
    investigated(house, number, house.call("clerk", behalf=house.for_("village", on=house.day - DAY)))
    assert house.states(INVESTIGATED) == {problem: "kept"}
    with pytest.raises(RuleBroken, match="先认定"):
        from_problems.table_problem(house.call("village"), number=number, version=4, item="研究补偿", reason="统一")
    complex_(house, number, "village")
    assert house.states(TABLED) == {problem: "due"}
    with pytest.raises(RuleBroken, match="须经联席会议研究"):
        problems.close_problem(house.call("clerk"), number=number, version=5, solved=True, outcome="已统一")

    # one step before the conference; taken back it is owed again
    ask = {"number": number, "item": "研究青苗补偿口径", "reason": "请会议定口径"}
    from_problems.table_problem(house.call("village"), version=5, **ask)
    assert house.states(TABLED) == {problem: "kept"}
    from_problems.withdraw_table(house.call("clerk"), number=number, version=6, reason="材料不全")
    assert (house.states(TABLED), meetings.proposals(house.conference)) == ({problem: "due"}, [])
    from_problems.table_problem(house.call("clerk"), version=7, **ask)
    (waiting,) = meetings.proposals(house.conference)
    assert (waiting.origin, waiting.title) == (problem, "研究青苗补偿口径")

    # the meeting that takes it up is cancelled: the proposal waits again; the next one deals with it
    item = actions.Item(waiting.title, "柳塘村", problem)
    lost = house.called(agenda=[item])
    with pytest.raises(RuleBroken, match="已经列入"):
        from_problems.withdraw_table(house.call("clerk"), number=number, version=8, reason="再等等")
    actions.cancel_meeting(house.call("clerk"), number=lost, version=house.meeting(lost).version, reason="防汛")
    assert [each.origin for each in meetings.proposals(house.conference)] == [problem]
    assert read([from_problems.to_decide(house.conference)]) == {}
    meeting = house.issued(
        decided(house.unit("财政所"), "由财政所牵头统一补差。", due=(house.day + 9 * DAY).isoformat()), agenda=[item]
    )
    assert [line.number for line in read([from_problems.to_decide(house.conference)])["problem.decide"]] == [number]
    (offer,) = from_problems.offers(house.conference, number)
    assert offer.likely
    with pytest.raises(Invalid, match="纪要已印发"):
        from_problems.decide_problem(house.call("clerk"), number=number, version=8, decisions=[offer.number + 1])
    from_problems.decide_problem(house.call("clerk"), number=number, version=8, decisions=[offer.number])
    found = view(house, number)
    (each,) = found.decisions
    assert (found.row.state, each.decision, each.meeting) == ("decided", offer.number, meeting)
    assert [(task.lead, task.state) for task in found.tasks] == [(house.unit("财政所"), "assigned")]

    # the policy itself is to be mended; answered in part, with the reason
    policy_advice.send_advice(
        house.call("clerk"), number=number, version=9, addressee="县自然资源局", text="请统一口径", sent_on=house.day
    )
    given = {"number": number, "version": 10, "advice": 1, "answered_on": house.day, "adopted": "partly"}
    with pytest.raises(Invalid, match="没有全部采纳的理由"):
        policy_advice.take_advice_answer(house.call("clerk"), **given, answer=" ")
    policy_advice.take_advice_answer(house.call("clerk"), **given, answer="新征地块采纳，旧案不溯及")

    # major: upward
    upward.draft_report(
        house.call("clerk"), kind="report", title="关于补偿口径的报告", text="…", addressees=["镇党委"], origin=problem
    )
    assert directive_queries.report_on(house.conference, problem) is not None
    assert names.titles(house.conference, [problem]) == {problem: "青苗补偿口径不一"}

    # closed only with what changed; it comes back and is investigated anew
    with pytest.raises(Invalid, match="什么变化"):
        problems.close_problem(house.call("clerk"), number=number, version=11, solved=True, outcome="")
    problems.close_problem(house.call("clerk"), number=number, version=11, solved=True, outcome="12 户已补差")
    assert (house.states(INVESTIGATED), house.states(TABLED)) == ({problem: "kept"}, {problem: "kept"})
    problems.reopen_problem(house.call("village"), number=number, version=12, due=None, reason="又有 3 户反映")
    found = view(house, number)
    assert (found.row.state, found.row.reopened, found.outcome) == ("opened", 1, "12 户已补差")


def test_the_problem_is_seen_by_its_unit_and_by_units_its_tasks_went_to_and_by_nobody_else(house: House) -> None:
    number = opened(house, ground="complex", ground_reason="涉及三个单位")

    ours = [who for who, player in house.cast.players.items() if player.conference == house.conference]

    def seen(who: str) -> bool:
        return visible(house.conference, house.cast.players[who].actor).exists()

    assert [who for who in ours if seen(who)] == [
        "clerk", "director", "convener", "village", "organ_head", "inspector",
    ]  # fmt: skip
    investigated(house, number)
    from_problems.table_problem(house.call("clerk"), number=number, version=2, item="研究补偿", reason="定口径")
    item = actions.Item("研究补偿", "", f"problem:{number}")
    mine = decided(house.unit("财政所"), "统一补差。", co_units=(house.unit("派出所"),))
    house.issued(mine, agenda=[item])
    from_problems.decide_problem(house.call("clerk"), number=number, version=3, decisions=[1])
    assert seen("police")
    assert seen("liaison")
    with pytest.raises(Invalid, match="不由本单位调查"):
        problems.reopen_problem(house.call("police"), number=number, version=4, due=None, reason="又来了")


def test_a_ground_that_is_dropped_owes_nothing_and_set_again_owes_it_anew(house: House) -> None:
    number = opened(house, ground="difficult", ground_reason="年代久远")
    problem = f"problem:{number}"
    assert house.states(TABLED) == {problem: "due"}
    problems.drop_ground(house.call("clerk"), number=number, version=1, reason="已找到原始台账")
    assert house.states(TABLED) == {problem: "not_owed"}
    complex_(house, number)
    assert house.states(TABLED) == {problem: "due"}
    problems.cancel_problem(house.call("clerk"), number=number, version=3, reason="与第 2 号重复")
    assert (house.states(TABLED), house.states(INVESTIGATED)) == ({problem: "not_owed"}, {problem: "not_owed"})


def test_a_meeting_that_cannot_settle_it_on_paper_closes_the_circle_as_well(house: House) -> None:
    number = opened(house, ground="complex", ground_reason="涉及三个单位")
    investigated(house, number)
    from_problems.table_problem(house.call("clerk"), number=number, version=2, item="研究补偿", reason="定口径")
    meeting = house.held()
    with pytest.raises(Invalid, match="已经召开"):
        from_problems.decide_on_paper(house.call("clerk"), number=number, version=3, meeting=99, text="统一补差")
    from_problems.decide_on_paper(house.call("clerk"), number=number, version=3, meeting=meeting, text="统一补差")
    (each,) = view(house, number).decisions
    assert (each.decision, each.text, meetings.proposals(house.conference)) == (None, "统一补差", [])


def test_a_body_that_stays_on_paper_keeps_article_12_by_hand_alone(house: House) -> None:
    def record(duty: str, part: str, title: str, subject: str | None = None, **more: object) -> str:
        given = by_hand.Record(
            duty,
            part,
            house.day,
            title,
            subject=subject,
            unit=house.cast.village.unit,
            **more,  # type: ignore[arg-type]
        )
        return by_hand.record_by_hand(house.call("clerk"), record=given).object

    problem = record(TABLED, "began", "青苗补偿", flags=frozenset({"complex"}))
    record(INVESTIGATED, "done", "已调查", problem)
    assert (house.states(INVESTIGATED), house.states(TABLED)) == ({problem: "kept"}, {problem: "due"})
    record(TABLED, "done", "提请研究", problem)
    assert (house.states(TABLED), view(house, 1).row.state) == ({problem: "kept"}, "tabled")
