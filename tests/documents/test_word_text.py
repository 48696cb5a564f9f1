"""Text of a .docx: what a reader of the printed page sees, with the numbers that Word writes by itself."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from lianxi.documents.labels import counted, written
from lianxi.documents.text import read_text

from .build import docx, level, numbered, numbering, paragraph

ARTICLES = level(0, "chineseCountingThousand", "第%1章") + level(
    1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/><w:suff w:val="space"/>'
)
ITEMS = level(0, "japaneseCounting", "%1、") + level(1, "chineseCounting", "（%2）", '<w:suff w:val="nothing"/>')


def text_of(body: str, **more: str) -> str:
    return read_text("规则.docx", docx(body, **more))


def test_articles_numbered_by_word_have_their_numbers_in_the_text():
    body = (
        numbered("总则", 1)
        + numbered("为了规范会议，制定本规则。", 1, 1)
        + numbered("会议每月召开一次。", 1, 1)
        + paragraph("遇重大问题可临时召开。")
        + numbered("会议", 1)
        + numbered("会议由召集人主持。", 1, 1)
    )
    assert text_of(body, numbering=numbering({1: ARTICLES})).split("\n") == [
        "第一章 总则",
        "第一条 为了规范会议，制定本规则。",
        "第二条 会议每月召开一次。",
        "遇重大问题可临时召开。",
        "第二章 会议",
        "第三条 会议由召集人主持。",
    ]


def test_a_hundred_articles_count_as_a_person_counts():
    text = text_of("".join(numbered("甲。", 1, 1) for _ in range(120)), numbering=numbering({1: ARTICLES})).split("\n")
    assert [text[place] for place in (9, 10, 19, 20, 99, 100, 109, 119)] == [
        "第十条 甲。", "第十一条 甲。", "第二十条 甲。", "第二十一条 甲。",
        "第一百条 甲。", "第一百零一条 甲。", "第一百一十条 甲。", "第一百二十条 甲。",
    ]  # fmt: skip


def test_items_start_anew_below_each_heading_and_where_a_list_says_so():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering({1: ITEMS}, {1: (1, ""), 2: (1, again), 3: (1, "")})
    body = (
        numbered("性质", 1) + numbered("甲", 1, 1) + numbered("乙", 1, 1) + numbered("职责", 1) + numbered("丙", 1, 1)
        + numbered("重新", 2) + numbered("接着", 3)
    )  # fmt: skip
    assert text_of(body, numbering=lists).split("\n") == [
        "一、性质", "（一）甲", "（二）乙", "二、职责", "（一）丙", "一、重新", "二、接着",
    ]  # fmt: skip


def test_a_heading_style_brings_its_number_and_a_zero_takes_it_away():
    lists = numbering({1: level(0, "chineseCounting", "第%1条", '<w:pStyle w:val="Article"/>')})
    styles = (
        '<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="条二"/><w:basedOn w:val="Article"/></w:style>'
    )
    body = (
        paragraph("甲。", '<w:pStyle w:val="Article"/>')
        + paragraph("乙。", '<w:pStyle w:val="Child"/>')
        + paragraph("丙。", '<w:pStyle w:val="Article"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
        + paragraph("丁。", '<w:pStyle w:val="Article"/>')
    )
    assert text_of(body, numbering=lists, styles=styles).split("\n") == [
        "第一条 甲。",
        "第二条 乙。",
        "丙。",
        "第三条 丁。",
    ]


def test_bullets_leave_no_sign_and_legal_levels_are_in_figures():
    lists = numbering(
        {
            1: level(0, "bullet", "\uf0b7"),
            2: level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        }
    )
    body = numbered("点", 1) + numbered("甲", 2) + numbered("乙", 2, 1)
    assert text_of(body, numbering=lists) == "点\n一 甲\n1.1 乙"


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 1001: "一千零一"},
        ),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("chineseLegalSimplified", {12: "壹拾贰", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("upperRoman", {4: "IV", 19: "XIX", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {2: "b"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalFullWidth", {12: "１２"}),
        ("numberInDash", {3: "- 3 -"}),
        ("decimal", {7: "7"}),
        ("hebrew1", {7: "7"}),
        ("none", {7: ""}),
    ],
)
def test_numbers_are_written_in_the_formats_of_word(style: str, numbers: dict[int, str]):
    assert {number: written(number, style) for number in numbers} == numbers


def test_no_two_numbers_are_written_alike():
    assert len({counted(number) for number in range(1, 10_000)}) == 9_999


def test_deletions_are_dropped_and_insertions_kept():
    body = (
        '<w:p><w:r><w:t>每月</w:t></w:r><w:del w:id="1"><w:r><w:delText>两</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>一</w:t></w:r></w:ins><w:r><w:t>次</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>后半。</w:t></w:r></w:p>"
        '<w:p><w:moveFrom w:id="4"><w:r><w:t>搬走</w:t></w:r></w:moveFrom><w:moveTo w:id="5"><w:r><w:t>搬来</w:t></w:r>'
        "</w:moveTo></w:p>"
    )
    assert text_of(body) == "每月一次\n前半后半。\n搬来"


def test_an_article_that_was_deleted_takes_no_number():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>废止。</w:delText></w:r></w:del></w:p>'
    )
    body = numbered("甲。", 1) + gone + numbered("乙。", 1)
    lists = numbering({1: level(0, "chineseCounting", "第%1条")})
    assert text_of(body, numbering=lists) == "第一条 甲。\n第二条 乙。"


def test_tables_come_row_by_row_with_tabs_between_cells():
    cells = [["序号", "单位"], ["1", "镇司法所"], ["2", "施吴\n村"]]
    document = python_docx.Document()
    document.add_paragraph("附件1：")
    table = document.add_table(rows=0, cols=2)
    for values in cells:
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value
    out = io.BytesIO()
    document.save(out)
    assert read_text("名单.docx", out.getvalue()) == "附件1：\n序号\t单位\n1\t镇司法所\n2\t施吴 村"


def test_breaks_links_fields_and_hidden_text_are_as_on_paper():
    body = (
        '<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t><w:br w:type="page"/></w:r>'
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>列</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert text_of(body) == "第一行\n第二行链接\t列控件"


def test_a_table_of_contents_does_not_repeat_the_headings():
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("第一条 甲……1", '<w:pStyle w:val="11"/>') + paragraph("第一条 甲。")
    assert text_of(body, styles=styles) == "第一条 甲。"


def test_the_reference_rules_come_back_as_they_were_put_in(shared):
    rules = (shared / "rules" / "shizi-2021.txt").read_text("utf-8").strip()
    document = python_docx.Document()
    for line in rules.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    assert read_text("规则.docx", out.getvalue()) == rules
