"""Tables out, reopened by another library: strings stay strings, days are days, choices are offered, pages print."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.documents.sheets import Cell, Column, read_rows, write_sheet

UNITS = tuple(f"第{number}村，含社区" for number in range(1, 60))
COLUMNS = (
    Column("held_on", "日期", 12, "date", help="填写召开的日期"),
    Column("what", "事项", 40, required=True),
    Column("unit", "单位", 16, choices=UNITS),
    Column("people", "人数", 8, "int"),
)
FORMULAS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "{=1}", "\t=1", "http://x/",
    "mailto:x@y",
    "1234567890123456789", "0012", "1e5", "TRUE", "#N/A", "_x003D_1", "=1+1\x00", "\ufeff=1",
]  # fmt: skip


def reopened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_no_text_becomes_a_formula_number_or_link():
    columns = [Column("a", "=1+1", help="=1+1"), Column("b", "甲", choices=("=1", "+2"))]
    data = write_sheet(columns, [(text, None) for text in FORMULAS], title="=A1", note="=1+1")
    book = reopened(data)
    cells = [cell for sheet in book for line in sheet for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert not any("externalLink" in name for name in package.namelist())


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_the_text_it_is_stored_as_a_string(texts: list[str]):
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    sheet = reopened(write_sheet([Column("a", "甲")], [[text] for text in texts], title="表")).worksheets[0]
    assert {cell.data_type for line in sheet.iter_rows(min_row=3) for cell in line if cell.value is not None} <= {"s"}


def test_what_was_written_is_read_again():
    rows: list[tuple[Cell, ...]] = [
        (date(2026, 3, 2), "全体会议\n第二行", UNITS[0], 22),
        (None, "=1+1", None, 0),
        (date(2024, 2, 29), "341802199001011234", UNITS[-1], -3),
    ]
    table = read_rows(write_sheet(COLUMNS, rows, title="会议登记", note="请逐行填写"), COLUMNS)
    assert table.problems == ()
    assert [tuple(row.cells.values()) for row in table.rows] == rows
    assert [row.number for row in table.rows] == [4, 5, 6]
    assert table.sheet == "会议登记"


def test_the_sheet_is_set_up_for_print_and_filter():
    sheet = reopened(write_sheet(COLUMNS, [(date(2026, 3, 2), "甲", UNITS[0], 1)], title="会议登记")).worksheets[0]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:D3")
    assert sheet["A1"].value == "会议登记"
    assert sheet["A3"].is_date
    assert sheet["A3"].value == datetime.fromisoformat("2026-03-02")
    assert sheet.column_dimensions["B"].width == pytest.approx(40, abs=1)


def test_long_lists_of_choices_stand_in_a_hidden_sheet():
    book = reopened(write_sheet(COLUMNS, [], title="会议登记"))
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert (rules["C3"].type, rules["C3"].formula1) == ("list", "'选项'!$C$1:$C$59")
    assert (rules["A3"].type, rules["A3"].prompt) == ("date", "填写召开的日期")
    assert rules["D3"].type == "whole"
    assert book.worksheets[1].sheet_state == "hidden"
    assert [cell.value for cell in book.worksheets[1]["C"]] == list(UNITS)


def test_cells_of_a_template_take_long_numbers_as_text():
    sheet = reopened(write_sheet(COLUMNS, [], title="会议登记")).worksheets[0]
    assert sheet.column_dimensions["B"].number_format == "@"


def test_control_characters_are_left_out_and_days_before_1900_are_texts():
    rows: list[tuple[Cell, ...]] = [
        ("a\x00\x07b\x1b", date(1899, 12, 31)),
        ("c", datetime.fromisoformat("2026-03-02 09:30")),
    ]
    sheet = reopened(write_sheet([Column("a", "甲"), Column("b", "乙", kind="date")], rows, title="表")).worksheets[0]
    assert [[cell.value for cell in line] for line in sheet.iter_rows(min_row=3)] == [
        ["ab", "1899-12-31"], ["c", "2026-03-02 09:30"],
    ]  # fmt: skip


def test_numbers_too_long_for_excel_are_written_as_text():
    sheet = reopened(write_sheet([Column("a", "甲", kind="int")], [[10**17 + 1], [10**15 - 1]], title="表")).worksheets[
        0
    ]
    assert [cell.value for cell in sheet["A"][2:]] == ["100000000000000001", 10**15 - 1]


def test_the_same_values_give_the_same_bytes():
    assert write_sheet(COLUMNS, [], title="会议登记") == write_sheet(COLUMNS, [], title="会议登记")


@pytest.mark.parametrize(
    ("title", "name"),
    [("[a]:*?/\\b", "a      b"), ("'", "表"), ("选项", "表"), ("长" * 40, "长" * 31), ("", "表"), ("一\n二", "一 二")],
)
def test_any_title_gives_a_name_that_excel_takes(title: str, name: str):
    assert reopened(write_sheet([Column("a", "甲")], [], title=title)).sheetnames == [name]


def test_a_row_of_another_length_or_a_text_too_long_is_an_error():
    with pytest.raises(ValueError, match="row 3 has 1 cells for 4"):
        write_sheet(COLUMNS, [("甲",)], title="表")
    with pytest.raises(ValueError, match="A3 has 32768 characters"):
        write_sheet([Column("a", "甲")], [["长" * 32_768]], title="表")
    with pytest.raises(ValueError, match="columns"):
        write_sheet([], [], title="表")
