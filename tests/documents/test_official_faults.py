"""What is said before a document is signed, and 年度工作要点 as an attachment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianxi.documents.official import (
    Article,
    Enclosure,
    Figures,
    Letter,
    WorkPoint,
    WorkPoints,
    enclosure_of,
    faults_of,
    outline,
    write_brief,
)

from .official import LETTER, W, faces, paragraph, part, text_of
from .test_official_briefs import BRIEF, texts

REQUEST = Letter(
    kind="请示",
    issuer="云溪镇联席会议办公室",
    title="关于安排排查经费的请示",
    addressee="云溪镇人民政府",
    body=outline("拟开展排查。\n妥否，请批示。"),
    dated=date(2026, 8, 5),
    number="云联办〔2026〕6号",
    signer="王小明",
    remark="联系人：李芳，电话：0000-1234567",
)
REPORT = replace(REQUEST, kind="报告", title="关于排查情况的报告", body=outline("现将情况报告如下。"), remark="")


@pytest.mark.parametrize("letter", [REQUEST, REPORT, replace(LETTER, title="关于召开会议的通知")])
def test_a_document_in_order_has_no_fault(letter):
    assert faults_of(letter) == ()


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (replace(REPORT, body=outline("情况如上，请审批。")), "不得夹带请示事项（文中写有“请审批”）"),
        (replace(REPORT, body=outline("妥否，请批复。")), "不得夹带请示事项"),
        (replace(REQUEST, addressee="镇党委，镇政府"), "一文一事、一个主送机关"),
        (replace(REQUEST, remark="联系人：李芳"), "附注"),
        (replace(REQUEST, number="云联办[2026]6号"), "六角括号"),
        (replace(REQUEST, signer=None), "签发人"),
        (replace(REQUEST, title="关于经费的报告"), "关于……的请示"),
        (replace(LETTER, title="关于召开会议的通知。"), "不用标点"),
        (replace(LETTER, addressee=""), "主送机关"),
        (replace(LETTER, body=()), "还没有正文"),
        (replace(LETTER, urgency="很急"), "特急"),
        (replace(LETTER, body=outline("具体要求见附件。")), "还没有加附件"),
        (replace(LETTER, enclosures=(Enclosure("", ()),)), "附件1还没有标题"),
        (replace(LETTER, body=outline("机密★一年\n正文。")), "涉密文件"),
        (replace(LETTER, body=outline("（一）要求\n从严。")), "结构层次"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(letter, said):
    found = [fault for fault in faults_of(letter) if said in fault]
    assert len(found) == 1
    assert found[0].endswith("。")


def test_a_report_that_tells_of_a_granted_application_asks_for_nothing():
    assert faults_of(replace(REPORT, body=outline("经申请批准，已拨付经费。"))) == ()


POINTS = WorkPoints(
    "2026年信访工作要点",
    (
        WorkPoint("开展排查。", "综治中心", ("东村", "西村"), date(2026, 3, 31), "源头预防"),
        WorkPoint("规范告知。", "信访办公室", part="源头预防"),
        WorkPoint("推进法治化。", part="法治建设"),
        WorkPoint("  "),
    ),
    preamble="总的要求如下。",
)


def test_points_count_through_under_their_parts_with_who_bears_them_until_when():
    made = enclosure_of(POINTS)
    assert made.title == POINTS.title
    assert [each.text for each in made.body] == [
        "总的要求如下。",
        "一、源头预防",
        "1.开展排查。（牵头单位：综治中心；配合单位：东村、西村；完成时限：2026年3月31日）",
        "2.规范告知。（责任单位：信访办公室）",
        "二、法治建设",
        "3.推进法治化。",
    ]
    assert [each.level for each in made.body] == [0, 1, 3, 3, 1, 3]


# ── a brief with several texts ──────────────────────────────────────────────────────────────────────────────────────

SEVERAL = replace(
    BRIEF,
    editor_note="现将做法刊发。\n供借鉴。",
    articles=(Article("东村做法", outline("小事不出组。")),),
    sent_to=("镇人大",),
    issued_to=("各村",),
    copies=30,
)


def test_several_texts_are_listed_before_the_first_one():
    told = texts(write_brief(SEVERAL))
    place = told.index("本期目录")
    assert told[place + 1 : place + 3] == ["◆三季度信访工作情况", "◆东村做法"]
    assert "本期目录" not in texts(write_brief(replace(SEVERAL, contents=False)))
    assert "本期目录" not in texts(write_brief(BRIEF))


def test_the_editor_s_note_is_set_in_kai():
    note = paragraph(write_brief(SEVERAL), "按语：")
    assert [face[:2] for face in faces(note)] == [("按语：", "黑体"), ("现将做法刊发。", "楷体_GB2312")]


def test_the_foot_names_whom_it_is_reported_sent_and_issued_to_and_the_copies():
    frame = next(part(write_brief(SEVERAL)).iter(f"{W}txbxContent"))
    assert [text_of(cell) for cell in frame.iter(f"{W}tc")] == [
        "报：县联席会议办公室。", "送：镇人大。", "发：各村。",
        "云溪镇联席会议办公室\t2026年9月30日印发（共印30份）",
    ]  # fmt: skip


def test_a_ragged_table_is_filled_up_and_one_without_heads_is_left_out():
    ragged = replace(BRIEF, figures=(Figures("甲", ("一", "二"), (("1",), ("1", "2", "3"))), Figures("乙", (), ())))
    tables = list(part(write_brief(ragged)).iter(f"{W}tbl"))
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in tables[0].iter(f"{W}tr")]
    assert rows == [["一", "二"], ["1", ""], ["1", "2"]]
    assert len(tables) == 2  # the other one is the edition record
