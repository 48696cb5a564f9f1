"""通知 and its like: number, signer, levels, attachment note, signature; numbers and dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianxi.documents.official import (
    Paragraph,
    document_number,
    fault_of_number,
    issue_number,
    official_date,
    outline,
    write_letter,
)
from lianxi.documents.official.measure import fill, title_lines, width

from .official import LETTER, W, faces, paragraph, paragraphs, part, text_of, values


def texts(docx: bytes) -> list[str]:
    return [text_of(one).strip() for one in paragraphs(docx)]


# ── head ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_notice_has_a_red_head_its_number_and_its_addressee():
    assert texts(write_letter(LETTER))[:10] == [
        "云溪镇信访办公室文件", "", "", "云联办〔2026〕5号", "", "", LETTER.title, "", "各成员单位：",
        "现将有关事项通知如下。",
    ]  # fmt: skip


def test_the_red_rule_stands_under_the_number():
    number = paragraph(write_letter(LETTER), "云联办")
    assert values(number, "pPr/pBdr/bottom")["color"] == "FF0000"
    assert values(number, "pPr/jc") == {"val": "center"}


@pytest.mark.parametrize("kind", ["报告", "请示"])
def test_what_goes_upward_names_who_signed_in_kai(kind):
    line = paragraph(write_letter(replace(LETTER, kind=kind, signer="王小明")), "云联办")
    assert text_of(line) == "\t云联办〔2026〕5号\t签发人：王小明"
    assert faces(line)[-1] == ("王小明", "楷体_GB2312", "32")


def test_what_does_not_go_upward_names_no_signer():
    assert "签发人" not in "".join(texts(write_letter(replace(LETTER, signer="王小明"))))


def test_without_a_red_head_nothing_is_red_and_the_number_stands_under_the_title():
    written = write_letter(replace(LETTER, red_head=False))
    assert texts(written)[:2] == [LETTER.title, "（云联办〔2026〕5号）"]
    assert not list(part(written).iter(f"{W}color"))
    assert not list(part(written).iter(f"{W}pBdr"))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于召开会议的通知", ["关于召开会议的通知"]),
        (
            "云溪镇信访工作联席会议2026年第三次工作会议签到表",
            ["云溪镇信访工作联席会议", "2026年第三次工作会议签到表"],
        ),
        ("甲\n乙", ["甲", "乙"]),
        ("", []),
    ],
)
def test_a_title_breaks_where_a_phrase_may_end(title: str, lines: list[str]):
    assert title_lines(title) == lines


def test_a_title_of_any_length_keeps_its_words_and_its_lines_fit():
    for length in range(1, 120):
        title = "关于印发工作规则的通知，"[: length % 12 + 1] * (length // 3 + 1)
        lines = title_lines(title)
        assert "".join(lines) == title
        assert all(width(line) <= 20 for line in lines)


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、会议时间", 1), ("十一、其他", 1), ("（二）要求", 2), ("(二)要求", 2), ("1.回执", 3), ("12．回执", 3),
        ("1、回执", 3), ("（1）电话", 4), ("(10)电话", 4), ("2026年7月", 0), ("1.5万元", 0), ("一共三件", 0),
        ("（一次）", 0), ("", None),
    ],
)  # fmt: skip
def test_outline_knows_the_levels_of_the_standard(text: str, level: int | None):
    assert [one.level for one in outline(text)] == ([] if level is None else [level])


def test_outline_changes_no_word_and_drops_empty_lines():
    assert outline("　一、甲\r\n\r\n  1、乙 \n") == (Paragraph("一、甲", 1), Paragraph("1、乙", 3))


def test_a_long_sentence_under_a_number_is_text_and_not_a_heading():
    long = "二、" + "各成员单位应当按照职责分工抓好落实" * 3
    written = write_letter(replace(LETTER, body=outline(long)))
    assert [face[:2] for face in faces(paragraph(written, "二、"))] == [("二、", "黑体"), (long[2:], "仿宋_GB2312")]


# ── attachment note and signature ───────────────────────────────────────────────────────────────────────────────────


def test_one_attachment_has_no_number_and_no_full_stop():
    written = write_letter(replace(LETTER, attachments=("参会回执。",)))
    found = texts(written)
    place = found.index("附件：参会回执")
    assert found[place - 1] == ""


def test_several_attachments_are_numbered_under_each_other():
    written = write_letter(replace(LETTER, attachments=("回执", "名单")))
    first, second = paragraph(written, "附件："), paragraph(written, "2.名单")
    assert text_of(first) == "附件：1.回执"
    assert text_of(second) == "　　　2.名单"
    assert values(first, "pPr/ind") == values(second, "pPr/ind")


def test_a_sealed_letter_keeps_four_characters_right_of_its_date_and_room_for_the_seal():
    written = write_letter(LETTER)
    found = texts(written)
    place = found.index("2026年8月5日")
    assert found[place - 3 : place] == ["", "", LETTER.issuer]
    day, name = paragraphs(written)[place], paragraphs(written)[place - 1]
    assert (values(day, "pPr/jc")["val"], values(day, "pPr/ind")["right"]) == ("right", "1260")
    assert values(name, "pPr/jc")["val"] == "center"
    # centred between this and the right edge is the middle of the date
    assert (int(values(name, "pPr/ind")["left"]) + 8845) / 2 == 8845 - 1260 - 6 * 315 / 2


def test_a_name_too_wide_for_its_place_over_the_date_ends_at_the_edge():
    written = write_letter(replace(LETTER, issuer="云溪镇信访工作联席会议办公室"))
    name = next(one for one in paragraphs(written) if text_of(one) == "云溪镇信访工作联席会议办公室")
    assert values(name, "pPr/jc")["val"] == "right"
    assert values(paragraph(written, "2026年8月5日"), "pPr/ind")["right"] == str(315 * 4)


@pytest.mark.parametrize(("issuer", "end"), [("云溪镇人民政府", 8845 - 630), ("云溪镇司法所", None), ("司法所", None)])
def test_an_unsealed_letter_begins_its_date_two_characters_right_of_its_name(issuer: str, end: int | None):
    written = write_letter(replace(LETTER, issuer=issuer, sealed=False))
    name = next(one for one in paragraphs(written) if text_of(one) == issuer)
    start = int(values(name, "pPr/ind")["left"])
    assert int(values(paragraph(written, "2026年8月5日"), "pPr/ind")["left"]) == start + 630
    if end:
        assert start + len(issuer) * 315 == end
    else:
        # the date is not the shorter one: it ends two characters from the edge
        assert start + 630 + 6 * 315 == 8845 - 630


def test_a_remark_stands_in_brackets_under_the_date():
    found = texts(write_letter(replace(LETTER, remark="（联系人：李芳）")))
    assert found[found.index("2026年8月5日") + 1] == "（联系人：李芳）"


def test_the_edition_record_takes_another_printer_where_it_is_named():
    written = write_letter(replace(LETTER, printed_by="云溪镇党政办公室", printed_on=date(2026, 8, 6)))
    frame = next(part(written).iter(f"{W}txbxContent"))
    assert [text_of(cell) for cell in frame.iter(f"{W}tc")] == [
        "抄送：县信访工作联席会议办公室。", "云溪镇党政办公室\t2026年8月6日印发"
    ]  # fmt: skip


def test_without_copies_only_the_printer_is_recorded():
    frame = next(part(write_letter(replace(LETTER, cc=()))).iter(f"{W}txbxContent"))
    assert len(list(frame.iter(f"{W}tr"))) == 1


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_numbers_and_dates_are_written_as_the_standard_wants():
    assert document_number("云联办", 2026, 3) == "云联办〔2026〕3号"
    assert issue_number(3) == "第3期"
    assert official_date(date(2026, 7, 4)) == "2026年7月4日"


@pytest.mark.parametrize("number", ["云联办〔2026〕3号", "〔2026〕12号"])
def test_a_right_number_has_no_fault(number: str):
    assert fault_of_number(number) is None


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("云联办[2026]3号", "六角括号"), ("云联办（2026）3号", "六角括号"), ("云联办〔26〕3号", "四位"),
        ("云联办〔2026〕第3号", "不加"), ("云联办〔2026〕03号", "虚位"), ("云联办〔2026〕三号", "阿拉伯"),
        ("3", "机关代字"), ("", "机关代字"), ("第3期", "机关代字"), ("<b>〔2026〕3号", "机关代字"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_answered_with_what_is_wrong(number: str, word: str):
    assert word in (fault_of_number(number) or "")


def test_bulletins_may_count_issues():
    assert fault_of_number("第3期", issue=True) is None
    assert "虚位" in (fault_of_number("第03期", issue=True) or "")


def test_pieces_fill_lines_and_their_separator_stays_with_the_one_before():
    assert fill(["甲乙丙", "丁戊", "己"], "，", 7) == ["甲乙丙，丁戊，", "己"]
    assert fill(["甲" * 9, "乙"], "，", 4) == ["甲" * 9 + "，", "乙"]
    assert fill([], "，", 4) == []
