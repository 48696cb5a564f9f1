"""Who fixes key periods: read in the articles, else the body's answer; never guessed from half a sentence."""

from __future__ import annotations

import pytest

from lianxi.rulebook.declarer import declarer
from lianxi.rulebook.reading import compile_text

RULES = """柳塘镇信访工作联席会议工作规则
第一条 工作会议每月至少召开一次。重点时期每周至少召开一次。
第二条 {said}
第三条 本规则自2026年1月1日起施行。
"""


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("重点时期由召集人确定。", "convener"),
        ("由召集人确定重点时期及其起止时间。", "convener"),
        ("重点时期由联席会议办公室提出、召集人确定。", "convener"),
        ("办公室可以宣布重点时期。", "office"),
        ("重点时期的起止时间由镇党委确定。", "parent"),
        ("重点时期由召集人或者办公室确定。", ""),
        ("敏感时段由党政办公室公布。", ""),
        ("重点时期由召集人确定工作会议的议题。", ""),
    ],
)
def test_the_article_says_who_decides(said: str, who: str) -> None:
    found = declarer(compile_text(RULES.format(said=said)), {})
    assert (found.who, found.article) == (who, "第二条" if who else "")


def test_the_articles_words_go_before_an_old_answer() -> None:
    open_question = compile_text(RULES.format(said="召集人主持会议。"))
    key = next(q.key for q in open_question.questions if q.code == "key_period_declarer")
    answered = declarer(open_question, {key: "office"}).words()
    assert answered == "按第一条（本单位设定），重点时期的起止由联席会议办公室确定。"
    assert declarer(open_question, {key: "open"}).words() == ""
    stated = compile_text(RULES.format(said="重点时期由召集人确定。"))
    assert declarer(stated, {key: "office"}).words() == "按第二条，重点时期的起止由召集人确定。"
