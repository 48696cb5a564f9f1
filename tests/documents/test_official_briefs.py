"""简报, attachments printed behind a notice, the mark of urgency, and what should be looked at before signing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianxi.documents.official import (
    Brief,
    Enclosure,
    Figures,
    faults,
    marks_secrecy,
    outline,
    write_brief,
    write_letter,
)

from .official import LETTER, W, faces, paragraph, paragraphs, part, text_of, values

BRIEF = Brief(
    mark="信访工作简报",
    office="云溪镇联席会议办公室",
    issue="第3期",
    issued_on=date(2026, 9, 30),
    title="三季度信访工作情况",
    body=outline("总体平稳。\n一、会议\n开会三次。"),
    figures=(Figures("任务办理情况", ("单位", "交办", "办结"), (("东村", "3", "2"), ("西村", "1", "1"))),),
    distribution=("县联席会议办公室",),
)


def texts(docx: bytes) -> list[str]:
    return [text_of(one).strip() for one in paragraphs(docx)]


def test_a_brief_has_its_mark_its_issue_and_office_and_day_over_the_red_rule():
    told = texts(write_brief(BRIEF))
    assert told[0] == "信访工作简报"
    assert told[3] == "第3期"
    line = paragraph(write_brief(BRIEF), "云溪镇联席会议办公室")
    assert text_of(line) == "\t云溪镇联席会议办公室\t2026年9月30日"
    assert values(line, "pPr/pBdr/bottom")["color"] == "FF0000"


def test_its_figures_are_a_table_with_a_head_that_is_repeated():
    tables = list(part(write_brief(BRIEF)).iter(f"{W}tbl"))
    cells = [text_of(cell) for cell in tables[0].iter(f"{W}tc")]
    assert cells == ["单位", "交办", "办结", "东村", "3", "2", "西村", "1", "1"]
    assert len(list(tables[0].iter(f"{W}tblHeader"))) == 1
    grid = [int(column.get(f"{W}w")) for column in tables[0].iter(f"{W}gridCol")]
    assert sum(grid) == int(next(tables[0].iter(f"{W}tblW")).get(f"{W}w"))


def test_the_same_brief_gives_the_same_bytes():
    assert write_brief(BRIEF) == write_brief(BRIEF)


def test_attachments_stand_on_pages_of_their_own_and_are_named_in_the_notice():
    carried = (Enclosure("年度工作要点", outline("一、源头预防")), Enclosure("分工表", outline("略。")))
    written = write_letter(replace(LETTER, enclosures=carried))
    assert "附件：1.年度工作要点" in texts(written)
    first, second = (paragraph(written, name) for name in ("附件1", "附件2"))
    for one in (first, second):
        assert one.find(f"{W}pPr/{W}pageBreakBefore") is not None
        assert faces(one)[0][1] == "黑体"


def test_a_single_attachment_has_no_number():
    written = write_letter(replace(LETTER, enclosures=(Enclosure("方案", outline("略。")),)))
    assert "附件：方案" in texts(written)
    assert "附件" in texts(written)


def test_urgency_stands_above_the_mark_and_does_not_move_it():
    calm, urgent = write_letter(LETTER), write_letter(replace(LETTER, urgency="特急"))
    assert texts(urgent)[0] == "特急"
    before = [int(values(paragraph(docx, "云溪镇信访办公室文件"), "pPr/spacing")["before"]) for docx in (calm, urgent)]
    line = int(values(paragraph(urgent, "特急"), "pPr/spacing")["line"])
    assert before[0] - before[1] == line


@pytest.mark.parametrize(
    ("kind", "title", "addressee", "body", "remark", "said"),
    [
        ("报告", "关于汛情的报告", "镇党委", "情况如上。妥否，请批示。", "", "不得夹带请示事项"),
        ("请示", "关于经费的请示", "镇党委、镇政府", "妥否，请批示。", "联系人：王某", "一个主送机关"),
        ("请示", "关于经费的请示", "镇党委", "请予支持。", "联系人：王某", "妥否，请批示"),
        ("请示", "关于经费的请示", "镇党委", "妥否，请批示。", "", "联系人"),
        ("通知", "排查通知", "各村", "略。", "", "关于……的通知"),
        ("函", "关于协助的函", "", "略。", "", "主送机关"),
    ],
)
def test_what_is_wrong_is_said(kind, title, addressee, body, remark, said):
    assert [fault for fault in faults(kind, title, addressee, body, remark) if said in fault]


def test_a_document_in_order_has_no_fault():
    assert faults("通知", "关于开展排查的通知", "各村", "现通知如下。") == ()
    assert faults("请示", "关于经费的请示", "镇党委", "妥否，请批示。", "联系人：王某，电话略") == ()


@pytest.mark.parametrize("text", ["机密★一年", "绝密", "第一行\n秘密\n第三行", "密级：机密"])
def test_a_secrecy_marking_is_seen(text):
    assert marks_secrecy(text)


@pytest.mark.parametrize("text", ["", "做好保密工作", "要保守国家秘密，不得泄露。", "机密级计算机检查"])
def test_words_about_secrecy_are_no_marking(text):
    assert not marks_secrecy(text)
