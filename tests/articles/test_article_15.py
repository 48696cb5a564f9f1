"""Article 15, from the act of a person to the board: proposed, decided by a convener, held, put right, closed."""

from __future__ import annotations

import pytest

from lianxi.journal.actions import withdraw_entry
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.verify import verify
from lianxi.oversight import interviews
from lianxi.oversight.models import Interview
from lianxi.roster import by_hand, names
from lianxi.roster.by_hand import Record
from tests.meetings.ground import DAY, RULES, SCAN, House, make_house
from tests.oversight.scene import decided, hold, record, rectify, view, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.database]
#: article 17 of the demo's rules, which says what article 15 of the reference genre says; and the conveners' duty
INTERVIEW_RULES = RULES.replace(
    "第十一条　本规则",
    "第十一条　对信访问题突出、工作推进缓慢的村或者单位，召集人可以进行约谈。被约谈单位应当在15日内反馈整改情况。"
    "\n\n第十二条　本规则",
)
OWED = "11:interview.rectified:interview"


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(monkeypatch, rules=INTERVIEW_RULES)


def test_article_15_from_the_decision_to_the_rectification_and_the_board_turns_green(house: House) -> None:
    # the gate: nobody but a convener decides, whoever asks
    for who in ("clerk", "director", "organ_head", "village", "inspector"):
        house.refused(lambda who=who: interviews.decide_interview(house.call(who), wanted=wanted(house)), RuleBroken)
    number = interviews.propose_interview(house.call("clerk"), wanted=wanted(house)).number
    subject = f"interview:{number}"
    house.refused(
        lambda: interviews.hold_interview(house.call("clerk"), number=number, version=1, record=record(house)),
        RuleBroken,
    )
    assert house.states(OWED) == {}
    interviews.agree_to_interview(house.call("convener"), number=number, version=1)
    assert house.states(OWED) == {}

    # held: the record's own date is owed, not the fifteen days of the rules; on every page only a number is said
    hold(house, number)
    assert [(item.state, item.due) for item in house.items(OWED)] == [("due", house.day + 10 * DAY)]
    assert names.titles(house.conference, [subject]) == {subject: f"约谈第 {number} 号"}
    house.later(11)
    assert house.states(OWED) == {subject: "overdue"}
    due = house.day + 3 * DAY
    interviews.extend_rectification(house.call("clerk"), number=number, version=3, due=due, reason="汛期停工")
    assert [(item.state, item.due) for item in house.items(OWED)] == [("due", due)]

    # put right by the unit itself; the office looks, sends back, and closes
    for who in ("police", "clerk", "convener"):
        version = view(house, number).version
        house.refused(
            lambda who=who, version=version: interviews.report_rectification(
                house.call(who), number=number, version=version, text="已办"
            )
        )
    rectify(house, number)
    assert house.states(OWED) == {subject: "kept"}
    interviews.close_interview(house.call("clerk"), number=number, version=view(house, number).version)
    assert house.states(OWED) == {subject: "kept"}
    assert verify(house.cast.slug).sound


def test_a_decision_taken_back_owes_nothing_and_a_late_rectification_is_late(house: House) -> None:
    number = decided(house)
    house.refused(
        lambda: interviews.cancel_interview(house.call("clerk"), number=number, version=1, opinion="误会"), RuleBroken
    )
    interviews.cancel_interview(house.call("convener"), number=number, version=1, opinion="情况已澄清。")
    assert house.states(OWED) == {}
    other = decided(house)
    hold(house, other)
    house.later(12)
    rectify(house, other)
    assert house.states(OWED) == {f"interview:{other}": "kept_late"}


def test_an_interview_that_stays_on_paper_needs_the_conveners_original_and_its_unit(house: House) -> None:
    given = {"duty": OWED, "part": "began", "happened_on": house.day, "title": "约谈柳塘村"}
    unit = house.unit("柳塘村")
    house.refused(lambda: by_hand.record_by_hand(house.call("clerk"), record=Record(**given, unit=unit)), RuleBroken)
    behalf = house.for_("convener", means="paper")
    call = house.call("clerk", behalf=behalf)
    house.refused(lambda: by_hand.record_by_hand(call, record=Record(**given, files=[SCAN])), Invalid)
    done = by_hand.record_by_hand(call, record=Record(**given, unit=unit, files=[SCAN]))
    assert house.states(OWED) == {done.object: "due"}
    row = view(house, done.number).row
    assert (row.state, row.by_hand, row.unit) == ("held", True, unit)

    # the answer on paper ends it; a mistake is withdrawn, and what was owed is owed again, then nothing
    answer = Record(OWED, "done", house.day, "柳塘村整改情况", subject=done.object, unit=unit)
    answered = by_hand.record_by_hand(house.call("clerk", behalf=house.for_("village")), record=answer)
    assert (house.states(OWED), view(house, done.number).row.state) == ({done.object: "kept"}, "rectified")
    clerk = house.call("clerk")
    house.refused(lambda: withdraw_entry(clerk, entry=done.entry, reason="登记重复"), RuleBroken)
    withdraw_entry(clerk, entry=answered.entry, reason="登记错单位")
    assert (house.states(OWED), view(house, done.number).row.state) == ({done.object: "due"}, "held")
    withdraw_entry(clerk, entry=done.entry, reason="登记重复")
    assert (house.states(OWED), Interview.objects.get().state) == ({}, "cancelled")


def test_a_step_of_the_room_itself_is_not_withdrawn_behind_its_back(house: House) -> None:
    number = decided(house)
    done = hold(house, number)
    refusal = house.refused(lambda: withdraw_entry(house.call("clerk"), entry=done.entry, reason="误"), RuleBroken)
    assert "办理程序" in str(refusal)
