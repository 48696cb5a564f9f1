"""Text of a PDF: printed lines become paragraphs again; what is no text is refused with advice."""

from __future__ import annotations

import pytest

from lianxi.documents.pdf import join_lines
from lianxi.documents.text import read_text
from lianxi.documents.unreadable import MAX_PAGES, Unreadable

from .build import locked_pdf, pdf


def test_printed_lines_are_joined_and_page_numbers_dropped():
    pages = [
        [
            "镇信访工作联席会议工作规则",
            "第一条 联席会议是镇党委、政府领导下的议事协调机",
            "制，负责对全镇信访工作的统筹协调、整体推进和督促",
            "落实。",
            "第二条 联席会议履行下列职责：",
            "（一）研究分析信访形势，协调解决信访突出问题；",
            "（二）督导各村各部门完成重点信访工作任务，并将完",
            "— 1 —",
        ],
        ["成情况向召集人报告。", "附件：1.成员单位名单", "第 2 页 共 2 页"],
    ]
    assert read_text("规则.pdf", pdf(pages)).split("\n") == [
        "镇信访工作联席会议工作规则",
        "第一条 联席会议是镇党委、政府领导下的议事协调机制，负责对全镇信访工作的统筹协调、整体推进和督促落实。",
        "第二条 联席会议履行下列职责：",
        "（一）研究分析信访形势，协调解决信访突出问题；",
        "（二）督导各村各部门完成重点信访工作任务，并将完成情况向召集人报告。",
        "附件：1.成员单位名单",
    ]


def test_a_list_of_short_lines_stays_a_list():
    assert join_lines(["召集人:李 晖 镇党委书记\n陈玉平 镇长\n施吴村书记\n水鸣社区书记"]).count("\n") == 3


def test_a_bare_number_inside_a_page_is_no_page_number():
    assert join_lines(["名单\n1\n镇司法所\n2\n施吴村\n- 4 -"]) == "名单\n1\n镇司法所\n2\n施吴村"


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("2021 年 10 月 27 日", "2021年10月27日"),
        ("每月召开 1 次例会", "每月召开1次例会"),
        ("⼀、⼯作规则", "一、工作规则"),
        ("联 席 会 议 工 作 规 则", "联席会议工作规则"),
        ("成 员:朱 维", "成 员:朱 维"),
    ],
)
def test_what_the_making_of_a_pdf_did_to_words_is_mended(printed: str, mended: str):
    assert join_lines([printed]) == mended


def test_an_image_only_pdf_is_refused_with_advice():
    with pytest.raises(Unreadable, match=r"扫描件.*\.docx.*粘贴"):
        read_text("规则.pdf", pdf([[], []], picture_pages=[0, 1]))


def test_single_pages_that_are_pictures_are_named():
    with pytest.raises(Unreadable, match="第 2 页是图片"):
        read_text("规则.pdf", pdf([["第一条 甲。"], [], []], picture_pages=[1]))


def test_an_empty_last_page_does_no_harm():
    assert read_text("规则.pdf", pdf([["第一条 甲。"], []])) == "第一条 甲。"


def test_a_stamp_beside_the_text_does_no_harm():
    assert read_text("规则.pdf", pdf([["第一条 甲。"]], picture_pages=[0])) == "第一条 甲。"


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(Unreadable, match="密码"):
        read_text("规则.pdf", locked_pdf("打开"))


def test_a_pdf_that_everybody_can_open_is_read_though_printing_is_locked():
    assert read_text("规则.pdf", locked_pdf("")) == "第一条 甲。"


def test_a_text_layer_of_wrong_characters_is_refused():
    with pytest.raises(Unreadable, match="乱码"):
        read_text("规则.pdf", pdf([["\ue001\ue002\ue003\ue004甲"]]))


def test_too_many_pages_are_refused_with_their_number():
    with pytest.raises(Unreadable, match="501 页"):
        read_text("规则.pdf", pdf([["甲"]] * (MAX_PAGES + 1)))


@pytest.mark.parametrize("cut", [20, 200, 900])
def test_a_broken_pdf_is_refused(cut: int):
    with pytest.raises(Unreadable, match="PDF"):
        read_text("规则.pdf", pdf([["第一条 甲。"]])[:cut])
