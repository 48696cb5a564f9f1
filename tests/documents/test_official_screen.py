"""The screen shows what the printed page shows: the same words, in the same order, with their roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianxi.documents.official import Article, Enclosure, Figures, outline, sheets_of, write_brief, write_letter
from lianxi.documents.official.minutes import write_minutes

from .official import LETTER, MINUTES, part, text_of
from .test_official_briefs import BRIEF

HAN = replace(LETTER, kind="函", issuer="云溪镇联席会议", title="关于协助的函", urgency="加急")
FULL = replace(
    LETTER,
    urgency="特急",
    remark="联系人：李芳",
    enclosures=(
        Enclosure("工作方案", outline("一、总则\n（一）要求。从严。")),
        Enclosure("分工表", (), (Figures("任务", ("单位", "时限"), (("东村", "三月"),)),)),
    ),
)
REPORT = replace(LETTER, kind="报告", signer="王小明", attachments=("统计表", "清单"))
MANY = replace(
    BRIEF,
    editor_note="供借鉴。",
    articles=(Article("东村做法", outline("小事不出组。")),),
    sent_to=("镇人大",),
    issued_to=("各村",),
    copies=30,
)


def lines(document):
    return [line for sheet in sheets_of(document) for line in (*sheet.lines, *sheet.foot)]


def roles(document) -> list[str]:
    return [line.role for line in lines(document)]


def shown(document) -> str:
    cells = [
        cell
        for line in lines(document)
        if line.figures
        for row in (line.figures.heads, *line.figures.rows)
        for cell in row
    ]
    return "".join([line.text + line.end for line in lines(document)] + cells)


def signs(text: str) -> list[str]:
    return sorted(sign for sign in text if not sign.isspace() and sign != "◆")


@pytest.mark.parametrize("letter", [LETTER, HAN, FULL, REPORT, replace(LETTER, red_head=False)])
def test_a_letter_shows_every_word_that_it_prints(letter):
    assert signs(shown(letter)) == signs(text_of(part(write_letter(letter))))


@pytest.mark.parametrize("brief", [BRIEF, MANY, replace(MANY, contents=False)])
def test_a_brief_shows_every_word_that_it_prints(brief):
    assert signs(shown(brief)) == signs(text_of(part(write_brief(brief))))


@pytest.mark.parametrize("minutes", [MINUTES, replace(MINUTES, correction="改正一处。", title=None)])
def test_minutes_show_every_word_that_they_print(minutes):
    assert signs(shown(minutes)) == signs(text_of(part(write_minutes(minutes))))


def test_the_elements_of_a_notice_stand_in_the_order_of_the_standard():
    assert roles(replace(FULL, enclosures=(), attachments=("回执", "名单"))) == [
        "urgent", "mark", "number", "rule", "title", "flush", "text", "level-1", "text",
        "attached", "attached-more", "signed", "dated", "remark", "edition", "edition",
    ]  # fmt: skip


def test_each_attachment_is_a_sheet_and_the_edition_record_closes_the_last_one():
    main, plan, table = sheets_of(FULL)
    assert (main.foot, plan.foot) == ((), ())
    assert [line.text for line in table.foot] == ["抄送：县信访工作联席会议办公室。", LETTER.issuer]
    assert [line.text for line in (plan.lines[0], table.lines[0])] == ["附件1", "附件2"]
    assert table.lines[-1].figures is not None


def test_a_heading_is_told_from_the_sentence_after_it():
    line = next(line for line in sheets_of(FULL)[1].lines if line.role == "level-2")
    assert (line.lead, line.rest) == ("（一）要求。", "从严。")


def test_what_goes_upward_shows_number_and_signer_at_the_edges():
    line = next(line for line in lines(REPORT) if line.role == "edges")
    assert (line.text, line.end) == (LETTER.number, "签发人：王小明")


def test_the_letter_format_has_two_double_rules_and_no_issuer_at_its_foot():
    sheet = sheets_of(HAN)[0]
    assert [line.role for line in sheet.lines[:3]] == ["mark", "double-rule", "edges"]
    assert [line.role for line in sheet.foot] == ["edition", "double-rule-below"]
    assert sheet.plain


def test_a_draft_says_so_first():
    assert roles(replace(LETTER, draft=True))[0] == "draft"


def test_a_mark_of_its_own_is_shown_and_printed():
    marked = replace(LETTER, mark="云溪镇人民政府文件")
    assert lines(marked)[0].text == "云溪镇人民政府文件"
    assert "云溪镇人民政府文件" in text_of(part(write_letter(marked)))


@pytest.mark.parametrize(("mark", "size"), [("简报", ""), ("某" * 13, "long"), ("某" * 17, "longest")])
def test_a_long_mark_is_shown_smaller(mark, size):
    assert lines(replace(BRIEF, mark=mark))[0].size == size


def test_a_title_is_shown_on_the_lines_on_which_it_is_printed():
    line = next(line for line in lines(MINUTES) if line.role == "title")
    assert line.parts == ("云溪镇信访工作联席会议", "2026年第二次全体会议纪要")


def test_files_stand_behind_the_texts_in_the_attachment_note_and_have_no_sheet():
    both = replace(FULL, enclosures=(Enclosure("工作方案", outline("一、目标")),), attachments=("统计表",))
    first, *behind = sheets_of(both)
    assert [line.text for line in first.lines if line.role.startswith("attached")] == ["附件：1.工作方案", "2.统计表"]
    assert [sheet.lines[0].text for sheet in behind] == ["附件1"]
    assert signs(shown(both)) == signs(text_of(part(write_letter(both))))
