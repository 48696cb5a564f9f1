"""What changed between two versions, in words: articles, duties with their parameters, answers."""

from __future__ import annotations

import pytest

from lianxi.charter.diff import answer_words, changes, parameters
from lianxi.charter.queries import carried_answers
from lianxi.rulebook.compiled import Option, Question
from lianxi.rulebook.derivation import derive
from lianxi.rulebook.reading import compile_text
from tests.charter.test_exchange import SAMPLES, version

BAIHE = (SAMPLES / "samples/baihe.txt").read_text("utf-8")
LANHU = (SAMPLES / "samples/lanhu.txt").read_text("utf-8")
COUNT = "meetings_that_count:第四条:meeting.held"
LIMIT = "deadline_word:第六条:task.reported"


def told(text: str, answers: dict[str, str | int] | None = None) -> dict[str, str]:
    return {f"{duty.article} {duty.short}": parameters(duty) for duty in derive(compile_text(text), answers or {})}


def test_a_version_against_itself_has_no_changes() -> None:
    assert changes(version(BAIHE, {LIMIT: "3"}), version(BAIHE, {LIMIT: "3"})) == []


def test_a_changed_article_shows_before_and_after_and_the_duty_it_moves() -> None:
    found = changes(version(BAIHE), version(BAIHE.replace("每季度至少召开一次", "每两个月至少召开一次")))
    assert [(change.kind, change.what) for change in found] == [("changed", "article"), ("changed", "duty")]
    assert found[0].label == "第五条"
    assert found[1].before is not None
    assert found[1].after is not None
    assert "每季度至少 1 次" in found[1].before
    assert "每 2 个月至少 1 次" in found[1].after


def test_an_article_added_and_one_removed_are_told_apart() -> None:
    new = BAIHE.replace("第十二条 镇联席会议定期对各成员单位信访工作进行考核。\n", "").replace(
        "第五章 附则\n", "第五章 附则\n第十四条 每年至少召开一次全体会议。\n"
    )
    kinds = {
        (change.label, change.kind) for change in changes(version(BAIHE), version(new)) if change.what == "article"
    }
    assert ("第十二条", "removed") in kinds
    assert ("第十四条", "added") in kinds


def test_a_changed_answer_alone_shows_in_the_duty_and_in_the_answer() -> None:
    found = changes(version(BAIHE, {LIMIT: "3"}), version(BAIHE, {LIMIT: "5 workday"}))
    assert [change.what for change in found] == ["duty", "answer"]
    assert "5 个工作日内" in str(found[0].after)
    assert str(found[1].after).endswith("5 个工作日内")


def test_meetings_that_count_are_part_of_what_is_owed() -> None:
    found = changes(version(BAIHE), version(BAIHE, {COUNT: "plenary,analysis"}))
    assert any(change.what == "duty" and "全体会议、分析例会也算" in str(change.after) for change in found)


def test_parameters_of_every_kind_of_duty_are_told_in_words() -> None:
    words = told(BAIHE, {LIMIT: "3"})
    assert words["第四条 工作会议"] == "重点时期每周至少 1 次"
    assert words["第三条 会议纪要印发"] == "5 个工作日内"
    assert words["第三条 纪要审定"].startswith("须先审定纪要（召集人），才能印发纪要")
    assert words["第十一条 开展约谈"] == "可以办理，不作要求"
    assert words["第十二条 公布考核结果"].startswith("待定")
    assert "每 2 个月至少 1 次" in told(LANHU).values()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", "未答"),
        ("3", "3日内"),
        ("5 workday", "5 个工作日内"),
        ("24 hour", "24 小时内"),
        ("a,b", "甲、乙"),
        ("person:柳青", "柳青"),
        ("柳青", "柳青"),
        (7, "7"),
    ],
)
def test_an_answer_is_told_as_a_person_would_write_it(answer: str | int, words: str) -> None:
    options = (Option("3", "3日内"), Option("a", "甲"), Option("b", "乙"))
    assert answer_words(Question("c", "c:第一条:x", "?", None, options, True), answer) == words


def test_answers_are_carried_by_article_and_act_never_by_place() -> None:
    moved = BAIHE.replace("第一章 总则", "（2026年修订）\n\n第一章 总则")
    old: dict[str, str | int] = {LIMIT: "3", "deadline_word:第九十条:task.reported": "7"}
    assert carried_answers(old, compile_text(moved)) == {LIMIT: "3"}
