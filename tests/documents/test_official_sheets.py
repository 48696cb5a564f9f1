"""Papers to be signed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianxi.documents.official import Attendee, Blank, SignInSheet, Slip, write_sign_in_sheet, write_slip
from lianxi.documents.package import Package

from .official import W, part, text_of

SHEET = SignInSheet(
    title="云溪镇信访工作联席会议2026年第三次工作会议签到表",
    time="2026年8月12日上午9时",
    place="镇政府三楼会议室",
    office="云溪镇信访工作联席会议办公室",
    attendees=(Attendee("党政综合办公室", "李芳"), Attendee("石桥村村民委员会", "田丰收", "主任")),
    guest_rows=2,
)
SLIP = Slip(
    title="会议纪要签收单",
    office="云溪镇信访工作联席会议办公室",
    number="〔2026〕3号",
    rows=(Blank("签收单位", "石桥村村民委员会"), Blank("反馈意见", lines=8)),
    signers=("签收人", "单位负责人"),
)


def rows(docx: bytes) -> list[list[str]]:
    return [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in part(docx).iter(f"{W}tr")]


def test_the_sign_in_sheet_lists_who_is_due_and_leaves_rows_for_guests():
    assert rows(write_sign_in_sheet(SHEET)) == [
        ["序号", "单位", "应到人员", "签名", "备注"],
        ["1", "党政综合办公室", "李芳", "", ""],
        ["2", "石桥村村民委员会", "田丰收", "", "主任"],
        ["列席人员"],
        ["1", "", "", "", ""],
        ["2", "", "", "", ""],
    ]


def test_time_and_place_stand_over_the_table():
    text = text_of(part(write_sign_in_sheet(SHEET)))
    assert "会议时间：2026年8月12日上午9时" in text
    assert "会议地点：镇政府三楼会议室" in text


def test_the_heading_row_is_repeated_and_no_row_is_broken():
    found = list(part(write_sign_in_sheet(SHEET)).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in found] == [True] + [False] * 5
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in found)


def test_without_guests_and_without_members_only_the_heading_is_left():
    assert len(rows(write_sign_in_sheet(replace(SHEET, attendees=(), guest_rows=0)))) == 1


def test_a_slip_prints_what_is_known_and_leaves_room_for_the_rest():
    written = write_slip(SLIP)
    assert rows(written) == [["签收单位", "石桥村村民委员会"], ["反馈意见", ""]]
    heights = [row.get(f"{W}val") for row in part(written).iter(f"{W}trHeight")]
    assert heights == ["567", "4000"]
    assert "编号：〔2026〕3号" in text_of(part(written))


def test_each_signer_has_an_underlined_place_and_a_date():
    written = write_slip(SLIP)
    assert len(list(part(written).iter(f"{W}u"))) == 2
    assert text_of(part(written)).count("　　年　月　日") == 2


@pytest.mark.parametrize("hostile", ["<script>\x00\ud800甲]]>&", "长" * 20_000, "", "\n\n"])
def test_hostile_texts_are_printed_as_text(hostile: str):
    sheet = SignInSheet(hostile, hostile, hostile, hostile, (Attendee(hostile, hostile, hostile),))
    slip = Slip(hostile, hostile, hostile, hostile, (Blank(hostile, hostile),), (hostile,), hostile)
    for written in (write_sign_in_sheet(sheet), write_slip(slip)):
        Package(written).check()
    if "甲" in hostile:
        assert "<script>甲]]>&" in text_of(part(written))


def test_the_same_sheet_gives_the_same_bytes():
    assert write_sign_in_sheet(SHEET) == write_sign_in_sheet(SHEET)
    assert write_slip(SLIP) == write_slip(SLIP)
