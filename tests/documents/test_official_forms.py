"""发文稿纸, 文件处理单, 督办单, 工作建议书, 电话记录单: printed boxes, room to write by hand, one page each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lianxi.documents.official import (
    CallRecord,
    DispatchSheet,
    HandlingSheet,
    Opinion,
    Suggestion,
    UrgingSheet,
    to_pdf,
    write_call_record,
    write_dispatch_sheet,
    write_handling_sheet,
    write_suggestion,
    write_urging_sheet,
)
from lianxi.documents.package import Package

from .official import W, pages, part, text_of

OFFICE = "云溪镇信访工作联席会议办公室"
DAY = date(2026, 8, 5)
AGREED = Opinion("同意印发。", "王小明", DAY)
DISPATCH = DispatchSheet(
    OFFICE,
    "关于开展矛盾纠纷集中排查的通知",
    kind="通知",
    number="云联办〔2026〕5号",
    urgency="加急",
    addressee="各成员单位",
    attachments=("排查工作方案", "分工表"),
    drafted_by="李芳",
    signed=AGREED,
    copies=40,
)
HANDLING = HandlingSheet(
    OFFICE,
    "关于报送上半年工作情况的通知",
    from_whom="县信访工作联席会议办公室",
    their_number="县联办〔2026〕12号",
    running="收2026-018",
    received_on=DAY,
    pages=4,
    due=date(2026, 8, 20),
    proposed=Opinion("拟请综治中心牵头。", "李芳", DAY),
    instructed=(Opinion("同意。", "王小明", DAY), Opinion("请抓紧。", "周文", DAY, behalf="李芳")),
    handlers=("综治中心", "司法所"),
)
URGING = UrgingSheet(OFFICE, "石桥村村民委员会", "沟渠疏通逾期未办结", number="督〔2026〕3号", due=DAY, contact="李芳")
SUGGESTION = Suggestion(OFFICE, "村镇建设办公室", "规范审批告知", problem="未书面告知。", advice="书面告知。", due=DAY)
CALL = CallRecord(OFFICE, "2026年8月5日 9:20", "县信访局何科长", "0000-7654321", "李芳", "会议通知", "请派员参加。")
ALL = (
    write_dispatch_sheet(DISPATCH),
    write_handling_sheet(HANDLING),
    write_urging_sheet(URGING),
    write_suggestion(SUGGESTION),
    write_call_record(CALL),
)
EMPTY = (
    write_dispatch_sheet(DispatchSheet(OFFICE, "")),
    write_handling_sheet(HandlingSheet(OFFICE, "")),
    write_urging_sheet(UrgingSheet(OFFICE, "", "")),
    write_suggestion(Suggestion(OFFICE, "", "")),
    write_call_record(CallRecord(OFFICE)),
)


def boxes(docx: bytes) -> dict[str, str]:
    """Label → what stands in its box, one paragraph a line."""
    found: dict[str, str] = {}
    for row in part(docx).iter(f"{W}tr"):
        cells = ["\n".join(text_of(one) for one in cell.findall(f"{W}p")) for cell in row.findall(f"{W}tc")]
        found |= dict(zip(cells[::2], cells[1::2], strict=True))
    return found


def test_what_is_known_of_a_document_going_out_is_printed():
    told = boxes(write_dispatch_sheet(DISPATCH))
    assert told["签发"] == "同意印发。\n王小明\n2026年8月5日"
    assert told["发文字号"] == "云联办〔2026〕5号"
    assert told["附件"] == "1.排查工作方案\n2.分工表"
    assert told["印数"] == "40 份"


def test_who_has_not_signed_yet_finds_room_and_a_place_for_the_day():
    written = write_dispatch_sheet(DISPATCH)
    assert boxes(written)["核稿"] == "　　年　月　日"
    heights = [int(row.get(f"{W}val")) for row in part(written).iter(f"{W}trHeight")]
    assert heights[0] >= 2000


def test_every_instruction_stands_with_its_name_and_who_recorded_it():
    told = boxes(write_handling_sheet(HANDLING))
    assert told["领导批示"].split("\n") == [
        "同意。", "王小明　2026年8月5日", "请抓紧。", "周文（代录：李芳）　2026年8月5日"
    ]  # fmt: skip
    assert told["承办单位"] == "综治中心、司法所"
    assert "编号：收2026-018" in text_of(part(write_handling_sheet(HANDLING)))


def test_a_sheet_that_urges_says_whereto_and_until_when_it_is_answered():
    assert "请于2026年8月5日前将办理情况书面报" in text_of(part(write_urging_sheet(URGING)))
    assert "请按时将办理情况书面报" in text_of(part(write_urging_sheet(replace(URGING, due=None))))
    assert "将回复意见书面报" in text_of(part(write_suggestion(SUGGESTION)))


def test_a_call_that_went_out_names_its_two_ends_the_other_way_round():
    assert {"来电人", "接听人"} <= boxes(write_call_record(CALL)).keys()
    assert {"受话人", "去电人"} <= boxes(write_call_record(replace(CALL, incoming=False))).keys()


@pytest.mark.parametrize("docx", [*ALL, *EMPTY])
def test_the_columns_fill_the_width_of_the_text_in_every_row(docx: bytes):
    grid = [int(column.get(f"{W}w")) for column in part(docx).iter(f"{W}gridCol")]
    assert sum(grid) == 8845
    for row in part(docx).iter(f"{W}tr"):
        spans = [int(span.get(f"{W}val")) for span in row.iter(f"{W}gridSpan")]
        assert sum(spans) == len(grid)
        assert sum(int(cell.get(f"{W}w")) for cell in row.iter(f"{W}tcW")) == 8845


@pytest.mark.parametrize("docx", [*ALL, *EMPTY])
def test_each_is_one_page(docx: bytes, needs: Callable[[str], Path], tmp_path: Path):
    needs("libreoffice")
    needs("poppler")
    pdf = to_pdf(docx)
    assert pdf is not None
    assert len(pages(pdf, tmp_path)) == 1


@pytest.mark.parametrize("hostile", ["<script>\x00\ud800甲]]>&", "长" * 20_000, "\n\n"])
def test_hostile_texts_are_printed_as_text(hostile: str):
    said = Opinion(hostile, hostile, None, hostile)
    sheet = HandlingSheet(
        hostile, hostile, hostile, hostile, hostile, proposed=said, instructed=(said,), handlers=(hostile,)
    )
    Package(write_handling_sheet(sheet)).check()
    Package(write_call_record(CallRecord(hostile, hostile, hostile, hostile, hostile, hostile, hostile))).check()


def test_the_same_form_gives_the_same_bytes():
    assert write_dispatch_sheet(DISPATCH) == write_dispatch_sheet(DISPATCH)
