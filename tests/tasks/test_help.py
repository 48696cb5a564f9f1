"""商请协办: one unit asks another; answered, or put before the office."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.tasks import actions, queries
from tests.meetings.ground import House


def ask(house: House, who: str = "police", asked: str = "柳塘村", **more):
    given = {"asked": house.unit(asked), "text": "请协助走访", **more}
    return actions.ask_help(house.call(who), **given)


def seen(house: House, who: str) -> list[int]:
    player = house.cast.players[who]
    return [row.number for row in queries.helps(house.conference, role=player.role, unit=player.unit)]


def test_the_asked_unit_answers_and_both_see_it_nobody_else_does(house: House):
    ask(house)
    ask(house, "village", "司法所")
    assert (seen(house, "police"), seen(house, "village"), seen(house, "clerk")) == ([1], [2, 1], [2, 1])
    actions.answer_help(house.call("village"), number=1, text="明天到位")
    found = queries.help_for(house.conference, 1, role="unit_head", unit=house.unit("派出所"))
    assert found is not None
    assert (found.state, found.answer) == ("answered", "明天到位")
    assert queries.help_for(house.conference, 2, role="unit_head", unit=house.unit("派出所")) is None
    assert queries.helps(house.conference, role="director", unit=None, open_only=True)[0].number == 2


def test_unanswered_it_goes_to_the_office_and_can_still_be_answered(house: House):
    ask(house)
    actions.escalate_help(house.call("police"), number=1)
    house.refused(lambda: actions.escalate_help(house.call("police"), number=1), RuleBroken)
    actions.answer_help(house.call("clerk", behalf=house.for_("village")), number=1, text="电话答复：同意")
    house.refused(lambda: actions.answer_help(house.call("village"), number=1, text="再答"), RuleBroken)


def test_who_may_answer_and_who_may_escalate_are_named(house: House):
    ask(house)
    assert "柳塘村" in str(house.refused(lambda: actions.answer_help(house.call("police"), number=1, text="是")))
    assert "派出所" in str(house.refused(lambda: actions.escalate_help(house.call("village"), number=1)))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asked": "派出所"}, "asked"),
        ({"text": " "}, "text"),
        ({"due": date(2026, 11, 22)}, "due"),
        ({"task": 1}, "task"),
        ({"task": 999}, "task"),
    ],
)
def test_a_request_lacks_something_and_the_field_is_named(house: House, more: dict[str, object], field: str):
    actions.assign_task(house.call("clerk"), title="别家的", text="", lead=house.unit("司法所"), due=None)
    refusal = house.refused(lambda: ask(house, **more), Invalid)  # type: ignore[arg-type]
    assert isinstance(refusal, Invalid)
    assert refusal.field == field


def test_a_request_about_ones_own_task_names_it(house: House):
    actions.assign_task(house.call("clerk"), title="自家的", text="", lead=house.unit("派出所"), due=None)
    ask(house, task=1)
    assert queries.helps(house.conference, role="director", unit=None)[0].task == 1


def test_the_office_records_a_request_made_by_telephone(house: House):
    call = house.call("clerk", behalf=house.for_("police"))
    actions.ask_help(call, asked=house.unit("柳塘村"), text="请协助走访")
    assert seen(house, "police") == [1]
