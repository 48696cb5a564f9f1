"""依据对照: what a body's rules lack beside the regulation, and never a lack that is not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cast import RULES

from lianxi.rulebook.law import TOPICS, Against, against
from lianxi.rulebook.reading import compile_text

OLD = date(2021, 3, 15)


def compared(text: str, since: date | None = None) -> Against:
    return against(compile_text(text), in_force_from=since)


def differences(found: Against) -> dict[str, str]:
    return {row.topic: "；".join(row.differences) for row in found.rows if row.differences}


def body(article: str) -> str:
    """The fictional rules with their article on analysis replaced."""
    return RULES.replace("第七条　每季度至少召开一次信访形势分析会议。", f"第七条　{article}")


@pytest.mark.parametrize(
    ("article", "topic", "says"),
    [
        ("实行属地管理，就地解决问题与疏导教育相结合。", "原则", "党政同责"),
        ("各成员单位要将重要敏感信访信息及时报送联席会议办公室。", "信息报告", "本级党委和政府"),
        ("联席会议每年开展联合督查，情况报联席会议。", "督查", "反馈"),
        ("对信访问题突出的村，由召集人约谈其负责人。", "点评约谈", "信访数量"),
        ("定期对各村信访工作进行考核。", "考核", "每年"),
        ("每年考核，以信访量和排名计分，结果通报。", "考核", "按数量|数量、人次"),
        ("每月召开信访社情分析例会，研究涉及社会管理的社情。", "分析研判", "旧提法"),
    ],
)
def test_an_older_or_thinner_sentence_is_told_with_what_to_write_instead(article: str, topic: str, says: str) -> None:
    found = compared(body(article))
    assert any(word in differences(found)[topic] for word in says.split("|"))
    row = next(row for row in found.rows if row.topic == topic and row.differences)
    assert (row.label, len(row.proposals)) == ("第七条", len(row.differences))
    assert row.law.startswith("《信访工作条例》第")


@pytest.mark.parametrize(
    ("article", "topic"),
    [
        ("坚持党政同责、一岗双责，属地管理、分级负责。", "原则"),
        ("重大紧急信息及时报告镇党委、政府，并先行处置。", "信息报告"),
        ("每年对各单位信访工作进行考核，结果在适当范围内通报。", "考核"),
        ("督查情况向单位反馈并限期整改，重要情况向镇党委报告。", "督查"),
    ],
)
def test_a_sentence_as_the_regulation_has_it_lacks_nothing(article: str, topic: str) -> None:
    found = compared(body(article))
    assert topic in {row.topic for row in found.rows}
    assert topic not in differences(found)


def test_what_no_article_speaks_of_is_named_with_a_sentence_to_add() -> None:
    missing = {each.topic: each.proposal for each in compared(RULES).missing}
    assert {"保护信访人", "回避", "领导接访", "考核"} <= set(missing)
    told = compared(RULES.replace("第八条　", "第八条　工作人员有利害关系的应当回避，对信访人情况保密。"))
    assert not {"保护信访人", "回避"} & {each.topic for each in told.missing}


def test_rules_older_than_the_regulation_and_a_repealed_one_are_noted() -> None:
    assert "早于《信访工作条例》" in compared(RULES, OLD).notes[0]
    assert compared(RULES, date(2023, 1, 1)).notes == ()
    assert any("取代" in note for note in compared(body("依照《信访条例》办理。")).notes)


def test_every_article_stands_in_the_comparison_once_as_compared_or_as_alone() -> None:
    found = compared(RULES)
    listed = {row.label for row in found.rows} | {label for label, _ in found.alone}
    assert listed == {f"第{number}条" for number in "一二三四五六七八"}
    assert not {row.label for row in found.rows} & {label for label, _ in found.alone}


@pytest.mark.reference
def test_the_regulation_beside_itself_lacks_nothing_and_misses_nothing(shared: Path) -> None:
    found = compared((shared / "rules/dev/01_xinfang_tiaoli_2022.txt").read_text(encoding="utf-8"))
    assert differences(found) == {}
    assert found.missing == ()
    assert {row.topic for row in found.rows} >= {topic.id for topic in TOPICS} - {"约谈"}


@pytest.mark.reference
def test_the_real_township_rules_of_2021_show_what_changed_since(shared: Path) -> None:
    found = compared((shared / "rules/shizi-2021.txt").read_text(encoding="utf-8"), date(2021, 10, 27))
    by_article = {(row.label, row.topic): len(row.differences) for row in found.rows if row.differences}
    assert by_article == {
        ("第七条", "原则"): 1,
        ("第十一条", "信息报告"): 2,
        ("第十二条", "重大问题"): 1,
        ("第十三条", "督查"): 2,
        ("第十四条", "分析研判"): 1,
        ("第十五条", "点评约谈"): 3,
        ("第十六条", "考核"): 2,
    }
