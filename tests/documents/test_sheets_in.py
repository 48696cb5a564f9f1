"""Tables in: the header is found, values are what they mean, and what is doubtful is named by its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from lianxi.documents.child import read_rows_safely
from lianxi.documents.sheets import Column, Problem, read_rows
from lianxi.documents.unreadable import Unreadable

from .build import HEADER, pack, row, sheet, text_cell, xlsx, xlsx_parts

COLUMNS = (
    Column("held_on", "日期", kind="date", required=True),
    Column("what", "事项"),
    Column("unit", "单位", choices=("司法所", "派出所")),
    Column("people", "人数", kind="int"),
)


def book(rows: list[list[Any]], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    made = openpyxl.Workbook()
    for values in rows:
        made.active.append(values)
    change(made.active)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


TITLES = ["日期*", "事 项", "单位", "人数"]


def test_the_header_is_found_below_merged_titles_and_notes():
    rows = [
        ["会议登记表"],
        ["填表说明：日期必填"],
        [],
        TITLES,
        ["2026-03-02", "甲", "司法所", 3],
        [],
        ["2026/3/9", "乙", None, "4"],
    ]
    data = book(rows, lambda sheet: sheet.merge_cells("A1:D1"))
    table = read_rows(data, COLUMNS)
    assert table.problems == ()
    assert [(each.number, dict(each.cells)) for each in table.rows] == [
        (5, {"held_on": date(2026, 3, 2), "what": "甲", "unit": "司法所", "people": 3}),
        (7, {"held_on": date(2026, 3, 9), "what": "乙", "unit": None, "people": 4}),
    ]


def test_without_expected_columns_cells_are_as_found():
    rows = [
        ["登记表"],
        ["日期", "数", "文"],
        [date(2026, 3, 2), 5.0, " 甲\u200b"],
        [datetime.fromisoformat("2026-03-02 09:30"), 2.5, True],
        [time(9, 5), None, ""],
    ]
    table = read_rows(book(rows))
    assert [list(each.cells.values()) for each in table.rows] == [
        [date(2026, 3, 2), 5, "甲"], ["2026-03-02 09:30", "2.5", "是"], ["09:05", None, None],
    ]  # fmt: skip
    assert table.header == ("日期", "数", "文")


def test_columns_may_stand_in_another_order_and_unknown_ones_are_named():
    rows = [["备注", "人数", "日期", "单位", "事项"], ["x", 3, "2026年3月2日", "派出所", "甲"]]
    table = read_rows(book(rows), COLUMNS)
    assert table.ignored == ("备注",)
    assert dict(table.rows[0].cells) == {"people": 3, "held_on": date(2026, 3, 2), "unit": "派出所", "what": "甲"}


def test_every_doubtful_cell_is_named():
    rows = [
        TITLES,
        ["三月二日", "甲", "林业站", "许多"],
        [None, "乙", "司法所", 2.5],
        ["2026-03-02", "丙", "司法所", date(2026, 3, 2)],
    ]
    table = read_rows(book(rows), COLUMNS)
    assert [(problem.row, problem.column) for problem in table.problems] == [
        (2, "A"), (2, "C"), (2, "D"), (3, "A"), (3, "D"), (4, "D"),
    ]  # fmt: skip
    assert table.problems[0] == Problem(2, "A", "单元格 A2（日期）的“三月二日”不是日期。请写成 2026-03-02 的样子。")
    assert "可选：司法所、派出所" in table.problems[1].message
    assert "不能为空" in table.problems[3].message
    assert len(table.rows) == 3


def test_an_eighteen_digit_number_is_a_problem_and_as_text_it_is_none():
    rows = [["姓名", "证号"], ["甲", 341802199001011234], ["乙", "341802199001011234"], ["丙", 13800000000]]
    table = read_rows(book(rows), [Column("name", "姓名"), Column("id", "证号")])
    assert [each.cells["id"] for each in table.rows] == [None, "341802199001011234", "13800000000"]
    assert len(table.problems) == 1
    assert "B2" in table.problems[0].message
    assert "18 位" in table.problems[0].message


def test_formulas_count_by_their_result_and_are_named_without_one():
    cells = (
        '<c r="A2" t="str"><f>cmd|"/C calc"!A0</f><v>甲</v></c><c r="B2"><f>1+1</f><v>2</v></c>',
        '<c r="A3"><f>NOW()</f></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    )
    table = read_rows(xlsx(HEADER + row(2, cells[0]) + row(3, cells[1])))
    assert [list(each.cells.values()) for each in table.rows] == [["甲", 2], [None, None]]
    assert [problem.message for problem in table.problems] == [
        "单元格 A3 是没有计算结果的公式。请改填实际的值。",
        "单元格 B3 是公式错误 #DIV/0!。请改填实际的值。",
    ]


def test_text_that_looks_like_a_formula_is_text():
    assert read_rows(book([["甲", "乙"], ["'=1", "+86"]])).rows[0].cells["乙"] == "+86"


def test_a_date_stored_as_a_number_counts_in_the_calendar_of_its_book():
    columns = [Column("on", "日期", kind="date"), Column("what", "事项")]
    cells = HEADER + row(2, '<c r="A2"><v>46083</v></c>')
    assert read_rows(xlsx(cells), columns).rows[0].cells["on"] == date(2026, 3, 2)
    cells = HEADER + row(2, '<c r="A2"><v>44621</v></c>')
    assert read_rows(xlsx(cells, since_1904=True), columns).rows[0].cells["on"] == date(2026, 3, 2)


def test_real_dates_of_a_book_of_1904_are_right():
    def macintosh(made: Any) -> None:
        made.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    table = read_rows(book([["日期", "事项"], [date(2026, 3, 2), "甲"]], macintosh))
    assert table.rows[0].cells["日期"] == date(2026, 3, 2)


def test_a_cell_merged_downwards_counts_for_each_row():
    rows = [["单位", "事项"], ["司法所", "甲"], [None, "乙"], ["派出所", "丙"]]
    table = read_rows(book(rows, lambda sheet: sheet.merge_cells("A2:A3")))
    assert [each.cells["单位"] for each in table.rows] == ["司法所", "司法所", "派出所"]


def test_a_merge_over_the_whole_sheet_ends():
    merged = '<mergeCells count="2"><mergeCell ref="A2:XFD1048576"/><mergeCell ref="XFD1:XFD9"/></mergeCells>'
    data = xlsx(HEADER + row(2, text_cell("A2", "甲")) + row(4, text_cell("B4", "乙")), after=merged)
    assert [list(each.cells.values()) for each in read_rows(data).rows] == [["甲", None], ["甲", None], ["甲", "乙"]]


def test_hidden_sheets_are_passed_over_and_a_second_filled_one_is_named():
    filled = sheet(HEADER + row(2, text_cell("A2", "甲")))
    sheets = {"选项": sheet(row(1, text_cell("A1", "x"))), "空": sheet(""), "登记": filled, "另一张": filled}
    table = read_rows(pack(xlsx_parts(sheets, hidden=["选项"])))
    assert table.sheet == "登记"
    assert ["另一张" in problem.message for problem in table.problems] == [True]


def test_missing_and_doubled_titles_are_named():
    table = read_rows(book([["日期", "日期", "事项"], ["2026-03-02", "2026-03-03", "甲"]]), COLUMNS)
    messages = " ".join(problem.message for problem in table.problems)
    assert "表头“日期”出现了两次" in messages
    assert "没有“单位”这一列" in messages
    assert "没有“人数”这一列" in messages


def test_a_table_of_something_else_is_refused_with_the_titles_it_should_have():
    with pytest.raises(Unreadable, match="表头应有：日期、事项、单位、人数"):
        read_rows(book([["甲", "乙"], ["丙", "丁"]]), COLUMNS)


def test_the_limits_can_be_set():
    data = book([["甲", "乙"], ["1", "2"], ["3", "4"]])
    with pytest.raises(Unreadable, match="A3 有内容，超出了 2 行"):
        read_rows(data, max_rows=2)
    with pytest.raises(Unreadable, match=r"B1 有内容.*1 列"):
        read_rows_safely("表.xlsx", data, max_columns=1)


def test_the_limited_process_gives_the_same_table():
    rows = [TITLES, [date(2026, 3, 2), "甲", "司法所", 3], ["x", "乙", None, None]]
    data = book(rows)
    assert read_rows_safely("登记.xlsx", data, COLUMNS) == read_rows(data, COLUMNS)
    assert read_rows_safely("登记.xlsx", data) == read_rows(data)


def test_five_thousand_rows_pass():
    rows = [TITLES, *(["2026-03-02", f"第{number}件", "司法所", number] for number in range(4_999))]
    table = read_rows_safely("登记.xlsx", book(rows), COLUMNS)
    assert (len(table.rows), table.problems) == (4_999, ())


def test_control_characters_hidden_in_a_cell_are_removed():
    data = xlsx(HEADER + row(2, text_cell("A2", "甲_x0007_\u202e乙\u200b"), text_cell("B2", "_x0000_")))
    assert list(read_rows(data).rows[0].cells.values()) == ["甲乙", None]
