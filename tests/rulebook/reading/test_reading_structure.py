"""Structure: articles in every style, chapters, annexes, dates, names, wrapped lines; and what is refused."""

import pytest

from lianxi.rulebook.reading import NotRules, compile_text, describe


def labels(text: str) -> list[str]:
    return [article.label for article in compile_text(text).articles]


STYLES = [
    ("第一条 联席会议每月召开一次。\n第二条 成员单位应当报告工作。", ["第一条", "第二条"]),
    ("第1条 联席会议每月召开一次。\n第2条 成员单位应当报告工作。", ["第1条", "第2条"]),
    ("第一条联席会议每月召开一次。\n第二条成员单位应当报告工作。", ["第一条", "第二条"]),
    ("第 一 条　联席会议每月召开一次。\n第 二 条　成员单位应当报告工作。", ["第一条", "第二条"]),
    ("一、联席会议每月召开一次。\n二、成员单位应当报告工作。", ["一、", "二、"]),
    ("（一）联席会议每月召开一次。\n（二）成员单位应当报告工作。", ["（一）", "（二）"]),
    ("(一)联席会议每月召开一次。\n(二)成员单位应当报告工作。", ["（一）", "（二）"]),
    ("1.联席会议每月召开一次。\n2.成员单位应当报告工作。", ["1.", "2."]),
    ("1、联席会议每月召开一次。\n2、成员单位应当报告工作。", ["1、", "2、"]),
    ("**第一条** 联席会议每月召开一次。\n**第二条** 成员单位应当报告工作。", ["第一条", "第二条"]),
    ("一、联席会议每月召开一次。二、成员单位应当报告工作。三、会议由召集人主持。", ["一、", "二、", "三、"]),
]


@pytest.mark.parametrize(("text", "expected"), STYLES)
def test_articles_are_found_in_every_style(text: str, expected: list[str]) -> None:
    assert labels("某镇联席会议工作规则\n" + text) == expected


def test_a_reference_to_an_article_opens_none() -> None:
    text = (
        "第一条 联席会议每月召开一次。\n第二条 依照第一条召开的会议，\n"
        "第一条第二款规定的除外，应当形成纪要。\n第三条 成员单位应当报告。"
    )
    assert labels(text) == ["第一条", "第二条", "第三条"]


def test_the_paragraphs_of_an_article_belong_to_it() -> None:
    compiled = compile_text(
        "第一条 联席会议履行下列职责：\n（一）每月召开一次会议；\n（二）报告工作。\n第二条 成员单位应当参加。"
    )
    assert compiled.articles[0].text.endswith("（二）报告工作。")
    [monthly] = [clause for clause in compiled.clauses if clause.cadence]
    assert monthly.article == "第一条"
    assert monthly.actor == ("联席会议",)


def test_headings_above_articles_are_chapters() -> None:
    compiled = compile_text("一、会议制度\n第一条 联席会议每月召开一次。\n二、工作要求\n第二条 成员单位应当报告工作。")
    assert [(chapter.number, chapter.title, chapter.articles) for chapter in compiled.chapters] == [
        ("一", "会议制度", ("第一条",)),
        ("二", "工作要求", ("第二条",)),
    ]


def test_markdown_chapters() -> None:
    compiled = compile_text(
        "# 某县会议制度\n## 第一章 总　则\n第一条 会议每月召开一次。\n## 第二章 附则\n第二条 成员应当参加。"
    )
    assert [(chapter.number, chapter.title) for chapter in compiled.chapters] == [
        ("第一章", "总则"),
        ("第二章", "附则"),
    ]


def test_rules_in_the_annex_of_a_notice_are_read_there() -> None:
    text = (
        "某镇人民政府关于印发《某镇联席会议工作规则》的通知\n各村：\n现将《某镇联席会议工作规则》印发给你们，请认真执行。\n"
        "2024年1月2日\n附件：\n某镇联席会议工作规则\n第一条 联席会议每月召开一次。\n第二条 本规则自印发之日起施行。"
    )
    compiled = compile_text(text)
    assert compiled.title == "某镇联席会议工作规则"
    assert compiled.issued_on == compiled.in_force.from_ == "2024-01-02"
    assert compiled.addressees == ("各村",)
    assert labels(text) == ["第一条", "第二条"]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2021年10月27日", "2021-10-27"),
        ("二〇二一年十月二十七日", "2021-10-27"),
        ("二○二一年十月二十七日", "2021-10-27"),
        ("2021年 1月 1日", "2021-01-01"),
    ],
)
def test_dates_of_issue(words: str, iso: str) -> None:
    compiled = compile_text(
        f"各村：\n现将规则印发给你们。\n{words}\n某镇会议工作规则\n"
        "第一条 会议每月召开一次。\n第二条 本规则印发之日起施行。"
    )
    assert (compiled.issued_on, compiled.in_force.from_) == (iso, iso)


def test_a_list_of_annexes_is_not_the_annexes() -> None:
    text = (
        "第一条 会议每月召开一次。\n第二条 成员应当参加。\n附件:1.成员单位名单\n2.组成人员名单\n"
        "附件1:\n成员单位名单\n司法所、派出所。\n附件2:\n组成人员名单\n召集人：甄诚 镇长"
    )
    assert labels(text) == ["第一条", "第二条", "附件1", "附件2"]


def test_the_body_and_its_short_name() -> None:
    compiled = compile_text(
        "某镇信访联席会议工作规则\n第一条 为规范某镇信访联席会议（以下简称“联席会议”）工作，制定本规则。\n"
        "第二条 会议每月召开一次。"
    )
    assert (compiled.body.name, compiled.body.short) == ("某镇信访联席会议", "联席会议")


def test_a_hard_line_break_or_a_blank_inside_a_demand_does_not_matter() -> None:
    compiled = compile_text(
        "第一条 联席会议应当按照有关规定和工作安排组织成员单位认真开展分析，每 月至少召\n"
        "开 1 次工作会议。\n第二条 成员应当参加。"
    )
    [clause] = [clause for clause in compiled.clauses if clause.cadence]
    assert clause.cadence is not None
    assert (clause.cadence.every, clause.cadence.min) == ("month", 1)
    assert compiled.text[clause.span[0] : clause.span[1]] == clause.source


TAKEN_TWICE = "第一条 会议每月召开一次。\n第二条 成员应当参加。\n第二条 办公室负责会务。"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有文字"),
        (" \n\t\n", "没有文字"),
        ("会议应当召开。" * 200_000, "上限"),
        ("他推开门，看见月亮。\n她笑了。\n" * 500, "没有找到条文"),
        ("一、他推开门，看见月亮很圆。\n二、她笑了，说走吧。\n" * 1, "不像工作规则"),
        ("1. once upon a time\n2. there was a king", "不像工作规则"),
        (TAKEN_TWICE, "“第二条”出现了两次（第 2 行和第 3 行）"),
        ("\x00\x01\x02第一条" * 100, "编码"),
    ],
)
def test_what_is_no_rules_document_is_refused_in_a_clear_sentence(text: str, says: str) -> None:
    with pytest.raises(NotRules, match=says):
        compile_text(text)


def test_hostile_words_are_only_words() -> None:
    compiled = compile_text(
        "<script>alert(1)</script>会议规则\n第一条 会议每月召开一次。\n第二条 成员应当参加。\n成员：<b>甄</b> 镇长"
    )
    assert "<script>" in compiled.text
    assert describe(compiled)


def test_the_description_shows_the_demand_beside_its_words() -> None:
    shown = describe(
        compile_text("某镇会议规则\n第一条 会议一般每月至少召开一次。\n第二条 成员应当在会后3日内报告召集人。")
    )
    assert "每月至少1次（一般）" in shown
    assert "“会议一般每月至少召开一次”" in shown
    assert "3日内" in shown
