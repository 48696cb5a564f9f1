"""纪要 as the file says it: the numbers of GB/T 9704-2012, in XML."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import docx as python_docx
import pytest

from lianxi.documents.official import Decision, Minutes, Section, write_minutes
from lianxi.documents.official.measure import mark_size, width
from lianxi.documents.official.minutes import name_lines
from lianxi.documents.package import Package

from .official import MINUTES, NAMES, W, faces, paragraph, paragraphs, part, text_of, values

WRITTEN = write_minutes(MINUTES)
BARE = Minutes(mark="某某镇信访工作联席会议纪要", office="某某镇信访办", issued_on=None)


def twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def edition(docx: bytes) -> Element:
    return next(part(docx).iter(f"{W}txbxContent"))


# ── sheet ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_is_a4_with_the_margins_of_the_standard_and_its_grid_of_lines():
    section = next(part(WRITTEN).iter(f"{W}sectPr"))
    assert values(section, "pgSz") == {"w": str(twips(210)), "h": str(twips(297))}
    margins = {side: int(value) for side, value in values(section, "pgMar").items()}
    assert [margins[side] for side in ("top", "bottom", "left", "right")] == [twips(mm) for mm in (37, 35, 28, 26)]
    assert margins["footer"] == twips(23)
    assert values(section, "docGrid") == {"type": "lines", "linePitch": "579"}


def test_pages_are_numbered_between_dashes_on_the_outer_side():
    with zipfile.ZipFile(io.BytesIO(WRITTEN)) as package:
        feet = [name for name in package.namelist() if "footer" in name and "rels" not in name]
    found = {}
    for name in feet:
        foot = part(WRITTEN, name)
        line = next(foot.iter(f"{W}p"))
        assert text_of(line) == "— 1 —"
        assert [node.text for node in line.iter(f"{W}instrText")] == [" PAGE "]
        assert {face[1:] for face in faces(line)} == {("宋体", "28")}
        found[values(line, "pPr/jc")["val"]] = values(line, "pPr/ind")
    assert found == {"right": {"left": "0", "right": "280"}, "left": {"left": "280", "right": "0"}}
    assert part(WRITTEN, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_odd_and_even_pages_have_their_own_foot():
    section = next(part(WRITTEN).iter(f"{W}sectPr"))
    kinds = [foot.get(f"{W}type") for foot in section.findall(f"{W}footerReference")]
    assert sorted(kinds) == ["default", "even"]


# ── head ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_mark_is_red_and_stands_35_millimetres_below_the_type_area():
    mark = paragraphs(WRITTEN)[0]
    assert faces(mark) == [("云溪镇信访工作联席会议纪要", "方正小标宋简体", "67")]
    assert values(mark, "r/rPr/color") == {"val": "FF0000"}
    assert values(mark, "pPr/jc") == {"val": "center"}
    spacing = values(mark, "pPr/spacing")
    assert int(spacing["before"]) + 0.1 * 33.5 * 20 == pytest.approx(twips(35), abs=2)


@pytest.mark.parametrize(
    ("characters", "size", "percent"),
    [(5, 42, 100), (10, 42, 100), (12, 36.5, 100), (13, 33.5, 100), (16, 27, 100), (19, 23, 100), (30, 22, 66)],
)
def test_a_long_mark_shrinks_until_it_fits_one_line(characters: int, size: float, percent: int):
    assert mark_size("纪" * characters) == (size, percent)
    assert characters * size * percent / 100 < 442


def test_office_and_date_stand_over_the_red_rule():
    line = paragraph(WRITTEN, MINUTES.office)
    assert text_of(line).strip() == f"{MINUTES.office}\t2026年7月24日"
    assert values(line, "pPr/pBdr/bottom") == {"val": "single", "sz": "12", "space": "8", "color": "FF0000"}
    stops = [(tab.get(f"{W}val"), tab.get(f"{W}pos")) for tab in line.iterfind(f"{W}pPr/{W}tabs/{W}tab")]
    assert stops == [("left", "315"), ("right", "8530")]


def test_between_mark_number_rule_title_and_text_stand_the_empty_lines_of_the_standard():
    texts = [text_of(one).strip() for one in paragraphs(WRITTEN)][:10]
    assert texts == [
        "云溪镇信访工作联席会议纪要", "", "", "〔2026〕3号", "云溪镇信访工作联席会议办公室\t2026年7月24日", "", "",
        "云溪镇信访工作联席会议\n2026年第二次全体会议纪要", "", MINUTES.opening,
    ]  # fmt: skip


def test_a_minutes_without_number_title_and_date_leaves_room_for_the_date():
    texts = [text_of(one).strip() for one in paragraphs(write_minutes(BARE))]
    assert texts[:4] == [BARE.mark, "", "", "某某镇信访办\t　　年　月　日"]


def test_a_draft_says_so_on_odd_and_even_pages_and_a_final_one_does_not():
    for draft in (True, False):
        written = write_minutes(replace(MINUTES, draft=draft))
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            heads = [name for name in package.namelist() if name.startswith("word/header")]
        said = [text_of(part(written, name)) for name in heads]
        assert said == (["草稿：未经审定，不作为正式文件"] * 2 if draft else [])


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_is_3_hao_fangsong_on_exact_lines_with_two_characters_indent():
    text = paragraph(WRITTEN, "2026年7月20日")
    assert values(text, "pPr/spacing") == {"before": "0", "after": "0", "line": "579", "lineRule": "exact"}
    assert values(text, "pPr/ind") == {"left": "0", "right": "0", "firstLineChars": "200", "firstLine": "630"}
    assert values(text, "pPr/jc") == {"val": "both"}
    assert values(text, "pPr/widowControl") == {"val": "0"}
    fonts = values(text, "r/rPr/rFonts")
    assert {fonts[kind] for kind in ("ascii", "hAnsi", "eastAsia")} == {"仿宋_GB2312"}
    assert (values(text, "r/rPr/sz")["val"], values(text, "r/rPr/spacing")["val"]) == ("32", "-5")


def test_each_level_has_its_face():
    assert faces(paragraph(WRITTEN, "一、")) == [("一、听取工作情况汇报", "黑体", "32")]
    assert faces(paragraph(WRITTEN, "（一）")) == [
        ("（一）总体情况。", "楷体_GB2312", "32"), ("按期办结43件。", "仿宋_GB2312", "32")
    ]  # fmt: skip
    assert faces(paragraph(WRITTEN, "1.初次")) == [("1.初次信访事项。", "仿宋_GB2312", "32")]
    assert faces(paragraph(WRITTEN, "三、")) == [("三、议定事项", "黑体", "32")]


def test_a_decision_names_who_bears_it_until_when():
    assert text_of(paragraph(WRITTEN, "1.疏通")) == (
        "1.疏通现有沟渠。（牵头单位：村镇建设办公室；配合单位：石桥村村民委员会、财政所；完成时限：2026年9月30日）"
    )


def test_a_decision_that_is_no_task_names_nobody():
    assert text_of(paragraph(WRITTEN, "2.同意")) == "2.同意下半年工作安排。"


@pytest.mark.parametrize("decisions", [(), (Decision(""), Decision(" \n\x0b"))])
def test_minutes_without_decisions_have_no_such_heading(decisions: tuple[Decision, ...]):
    written = write_minutes(replace(MINUTES, decisions=decisions))
    assert not [one for one in paragraphs(written) if "议定事项" in text_of(one)]


def test_decisions_alone_need_no_number_before_their_heading():
    assert paragraph(write_minutes(replace(MINUTES, sections=())), "议定事项") is not None


def test_a_correction_says_under_the_title_and_at_the_end_what_was_changed():
    written = write_minutes(replace(MINUTES, correction="完成时限更正为10月31日。"))
    assert faces(paragraph(written, "（更正文本）"))[0][1] == "楷体_GB2312"
    assert text_of(paragraph(written, "更正说明")) == "更正说明：完成时限更正为10月31日。"


# ── attendance ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_attendance_follows_one_empty_line_in_the_order_of_the_standard():
    texts = [text_of(one) for one in paragraphs(WRITTEN)]
    place = next(place for place, text in enumerate(texts) if text.startswith("出席"))
    assert texts[place - 1] == ""
    assert [text[:3] for text in texts[place : place + 3]] == ["出席：", "请假：", "列席："]


def test_labels_are_black_and_names_hang_under_the_first_name():
    present = paragraph(WRITTEN, "出席")
    assert faces(present)[0] == ("出席：", "黑体", "32")
    assert {face[1:] for face in faces(present)[1:]} == {("仿宋_GB2312", "32")}
    assert values(present, "pPr/ind") == {"left": "1575", "right": "0", "hanging": "945"}


def test_no_name_is_broken_and_short_ones_stand_in_columns():
    lines = name_lines(NAMES)
    assert lines[0] == "王小明　李　芳　赵建国　周　文　吴晓梅　郑　强"
    assert all(width(line) <= 23 for line in lines)
    assert "".join(lines).replace("　", "") == "".join(NAMES)


def test_names_with_their_posts_are_left_as_they_are():
    assert name_lines(("李芳", "石桥村党支部书记田丰收")) == ["李芳　石桥村党支部书记田丰收"]


def test_lists_without_names_are_left_out():
    written = write_minutes(replace(MINUTES, on_leave=(), sitting_in=(" ",)))
    assert not [one for one in paragraphs(written) if text_of(one).startswith(("请假", "列席"))]


# ── edition record ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_edition_record_names_receivers_office_and_date_between_its_rules():
    frame = edition(WRITTEN)
    texts = [text_of(cell) for cell in frame.iter(f"{W}tc")]
    assert texts == ["分送：镇党委、政府领导，联席会议各成员单位。", f"{MINUTES.office}\t2026年7月24日印发"]
    table = next(frame.iter(f"{W}tbl"))
    rules = {rule: values(table, f"tblPr/tblBorders/{rule}")["sz"] for rule in ("top", "bottom", "insideH")}
    assert rules == {"top": "8", "bottom": "8", "insideH": "6"}
    assert {face[1:] for cell in frame.iter(f"{W}tc") for face in faces(next(cell.iter(f"{W}p")))} == {
        ("仿宋_GB2312", "28")
    }


def test_many_receivers_are_never_broken_and_the_place_kept_grows_with_them():
    few, many = (
        write_minutes(replace(MINUTES, distribution=tuple(f"第{number}村村民委员会" for number in range(count))))
        for count in (2, 40)
    )
    heights = [int(values(paragraphs(written)[-1], "pPr/spacing")["line"]) for written in (few, many)]
    assert heights[1] - heights[0] == 400 * text_of(edition(many)).count("\n")
    assert "第39村村民委员会。" in text_of(edition(many))


def test_minutes_have_no_signature():
    last = [text_of(one) for one in paragraphs(WRITTEN)][-2:]
    assert last[0].startswith("列席")
    assert last[1].startswith("分送"), "only the line that holds the frame"


# ── file ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_minutes_give_the_same_bytes():
    assert write_minutes(MINUTES) == WRITTEN


def test_our_own_reader_and_another_one_open_the_file():
    Package(WRITTEN).check()
    document = python_docx.Document(io.BytesIO(WRITTEN))
    properties = document.core_properties
    assert (properties.title, properties.author) == (MINUTES.title, MINUTES.office)
    assert properties.created is not None
    assert properties.created.date() == date(2026, 7, 24)


def test_paragraph_properties_stand_in_the_order_of_the_schema():
    order = [
        "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "tabs", "kinsoku", "overflowPunct",
        "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "rPr",
    ]  # fmt: skip
    for properties in part(WRITTEN).iter(f"{W}pPr"):
        places = [order.index(child.tag.rpartition("}")[2]) for child in properties]
        assert all(before < after for before, after in pairwise(places))


def test_hostile_texts_are_printed_as_text(tmp_path: Path):
    hostile = "<script>alert(1)</script>&amp;\x00\x01\x1b\ud800\ufffe]]>\u202e甲\u2028乙"
    written = write_minutes(
        Minutes(
            mark=hostile, office=hostile, issued_on=None, number=hostile, title=hostile, opening=hostile,
            sections=(Section(hostile, hostile),), decisions=(Decision(hostile, hostile, (hostile,)),),
            present=(hostile,), on_leave=(hostile,), sitting_in=(hostile,), distribution=(hostile,),
            correction=hostile,
        )
    )  # fmt: skip
    Package(written).check()
    text = text_of(part(written))
    assert text.count("<script>alert(1)</script>&amp;]]>甲") >= 10
    assert python_docx.Document(io.BytesIO(written)).paragraphs


def test_very_long_texts_are_written():
    long = "长" * 50_000
    written = write_minutes(
        replace(MINUTES, mark=long, title=long[:3000], opening=long, present=tuple(["很长的名字" * 50] * 300))
    )
    assert len(text_of(part(written))) > 170_000
