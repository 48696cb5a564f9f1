"""Suggestions of unit and category: right where they speak, silent where they do not know, always with their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.analysis.routing import ENOUGH, MOST, Row, by_history, by_table, learn
from tests.analysis.synthetic import told, told_in

DOCS = (Path(__file__).resolve().parents[2] / "docs/analysis.md").read_text("utf-8")

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


def measured() -> dict[str, tuple[int, int, int, int]]:
    """Field → asked, spoke, first right, among the three right: learnt of two ways of telling, tried on the third."""
    found: dict[str, list[int]] = {"责任单位": [0] * 4, "内容分类": [0] * 4}
    for held_out in range(3):
        learnt = told_in(1, tuple(way for way in range(3) if way != held_out), 400)
        tried = told_in(2, (held_out,), 300)
        for at, sums in enumerate(found.values(), start=1):
            history = learn((row[0], row[at]) for row in learnt)
            for row in tried:
                got = [each.target for each in by_history(row[0], history)]
                for place, true in enumerate((True, bool(got), got[:1] == [row[at]], row[at] in got)):
                    sums[place] += true
    return {field: (a, b, c, d) for field, (a, b, c, d) in found.items()}


def test_what_is_told_in_ways_never_heard_is_answered_seldom_but_rightly() -> None:
    """The figures of docs/analysis.md."""
    for field, (asked, spoke, first, among) in measured().items():
        said = f"| {field} | {spoke / asked:.2f} | {first / spoke:.2f} | {among / spoke:.2f} |"
        assert said in DOCS, said
        assert first / spoke >= 0.9
        assert spoke / asked >= 0.4


def test_history_is_silent_until_there_is_enough_of_it() -> None:
    few = told(11, matters=20)[: ENOUGH // 2]
    assert by_history(few[0].text, learn((each.text, each.unit) for each in few)) == ()


def test_the_order_of_history_does_not_matter() -> None:
    rows = [(each.text, each.unit) for each in told(5, matters=120)]
    text = told(6, matters=120)[0].text
    assert by_history(text, learn(rows)) == by_history(text, learn(reversed(rows)))
