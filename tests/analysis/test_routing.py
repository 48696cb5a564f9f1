"""Suggestions of unit and category: right where they speak, silent where they do not know, always with their words."""

from __future__ import annotations

import pytest

from lianxi.analysis.routing import ENOUGH, MOST, Row, by_history, by_table, learn
from tests.analysis.synthetic import told

TABLE = [
    Row("路灯", "村建办"),
    Row("自来水", "水利站"),
    Row("水", "环保站"),
    Row("农民工工资", "人社所"),
    Row("工资", "财政所"),
]


def test_longer_words_say_more_and_the_words_are_shown() -> None:
    first, second = by_table("农民工工资拖欠三个月", TABLE)
    assert (first.target, first.words, second.target) == ("人社所", ("农民工工资",), "财政所")


@pytest.mark.parametrize("text", ["", "希望增开公交线路", "……"])
def test_the_table_is_silent_where_none_of_its_words_stands(text: str) -> None:
    assert by_table(text, TABLE) == ()


def test_the_table_is_silent_where_nothing_stands_out() -> None:
    rows = [Row(word, unit) for word, unit in (("路灯", "甲"), ("水管", "乙"), ("校车", "丙"))]
    assert by_table("路灯、水管、校车都有问题", rows) == ()


def test_history_answers_like_its_own_people_and_abstains_on_what_it_never_saw() -> None:
    history = learn((each.text, each.unit) for each in told(11, matters=200))
    asked = told(12, matters=150)
    answered = [(each.unit, by_history(each.text, history)) for each in asked]
    spoke = [(unit, got) for unit, got in answered if got]
    assert len(spoke) / len(answered) >= 0.9
    assert sum(got[0].target == unit for unit, got in spoke) / len(spoke) >= 0.95
    assert all(len(got) <= MOST and got[0].words for _, got in spoke)
    for foreign in ("请问身份证到期怎么换", "咨询新生儿上户口需要什么材料", "希望增开一条到县城的公交线路"):
        assert by_history(foreign, history) == ()


def test_history_is_silent_until_there_is_enough_of_it() -> None:
    few = told(11, matters=20)[: ENOUGH // 2]
    assert by_history(few[0].text, learn((each.text, each.unit) for each in few)) == ()


def test_the_order_of_history_does_not_matter() -> None:
    rows = [(each.text, each.unit) for each in told(5, matters=120)]
    text = told(6, matters=120)[0].text
    assert by_history(text, learn(rows)) == by_history(text, learn(reversed(rows)))
