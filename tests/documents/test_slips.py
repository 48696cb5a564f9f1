"""The receipt sheet: one row a receiver, the witness of the record at its foot, one page for a township."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lianxi.documents.official import Blank, Receipt, ReceiptSheet, Slip, to_pdf, write_receipt_sheet, write_slip

from .official import W, pages, part, text_of

SHEET = ReceiptSheet(
    title="会议纪要签收单",
    office="云溪镇信访工作联席会议办公室",
    facts=(("会议", "八月工作会议"), ("印发日期", "2026年8月14日")),
    receipts=(Receipt("石桥村村民委员会", "8月15日", "办公室代录"), Receipt("财政所")),
    witness="第 12 号，0123456789abcdef",
)


def rows(docx: bytes) -> list[list[str]]:
    return [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in part(docx).iter(f"{W}tr")]


def test_each_receiver_has_a_row_and_the_journal_s_witness_stands_below() -> None:
    made = write_receipt_sheet(SHEET)
    assert rows(made) == [
        ["单位", "签收人", "签收日期", "备注"],
        ["石桥村村民委员会", "", "8月15日", "办公室代录"],
        ["财政所", "", "", ""],
    ]
    assert text_of(part(made)).endswith("日志存证：第 12 号，0123456789abcdef")


def test_a_task_slip_is_one_page(needs: Callable[[str], Path], tmp_path: Path) -> None:
    needs("libreoffice")
    needs("poppler")
    slip = Slip(
        title="任务交办单",
        office="云溪镇信访工作联席会议办公室",
        number="任务 7",
        rows=(Blank("任务名称", "疏通沟渠"), Blank("具体要求", "月底前完成。", lines=3), Blank("办理情况", lines=7)),
        signers=("签收人", "单位负责人"),
        hint="请签字后将本单送回。\n日志存证：第 12 号，0123456789abcdef",
    )
    pdf = to_pdf(write_slip(slip))
    assert pdf is not None
    printed = pages(pdf, tmp_path)
    assert len(printed) == 1
    assert any("日志存证" in line.text.replace(" ", "") for line in printed[0])
