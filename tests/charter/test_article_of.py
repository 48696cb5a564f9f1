"""On which article an act stands: the one that demands it, else the one that speaks of it; several say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.charter.articles import article_of
from lianxi.journal.refusals import RuleBroken
from lianxi.meetings import actions
from tests.cast import Cast
from tests.meetings.ground import House, house

__all__ = ["house"]
pytestmark = [pytest.mark.django_db, pytest.mark.database]
ON = date(2026, 11, 23)


def test_the_article_that_demands_an_act_is_found_and_where_several_do_none_is_named(cast: Cast) -> None:
    def of(act: str) -> str:
        return article_of(cast.conference, act, ON)

    assert of("minutes.approved") == "第三条"
    assert of("change.filed") == "第六条"
    assert of("meeting.held") == "", "articles 3, 4 and 7 all ask for meetings"
    assert of("interview.held") == "", "these rules have no such clause"
    assert article_of(cast.conference, "change.filed", date(2025, 12, 31)) == "", "not yet in force"


def test_who_may_not_take_a_step_is_told_on_which_article_it_stands(house: House) -> None:
    number = house.held("plenary")
    house.draft(number)
    house.submit(number)
    refusal = house.refused(lambda: house.approve(number, "clerk"), RuleBroken)
    assert str(refusal) == "只有召集人可以办理“审定纪要”（第三条）。请由其办理，或由办公室代录。"
    assert isinstance(refusal, RuleBroken)
    assert refusal.article == "第三条"
    plain = house.refused(lambda: actions.set_approval(house.call("village"), kind="work", approval=True), RuleBroken)
    assert "只有联席会议办公室可以办理" in str(plain)
