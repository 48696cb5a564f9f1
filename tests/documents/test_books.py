"""Workbooks of several tables: read sheet by sheet in the limited process, written with instructions and marks."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lianxi.documents.books import GUIDE, Page, read_book, write_book
from lianxi.documents.child import read_book_safely
from lianxi.documents.columns import Column
from lianxi.documents.unreadable import Unreadable

from .build import pack, row, sheet, text_cell, xlsx_parts

COLUMNS = (Column("what", "事项", required=True), Column("who", "单位", choices=("司法所", "派出所")))
SHEETS = {"会议": COLUMNS, "任务": COLUMNS}


def written(*rows: tuple[str, str]) -> bytes:
    pages = [Page("会议", COLUMNS, rows, note="一行一次"), Page("任务", COLUMNS, examples=[("例会", "司法所")])]
    return write_book(pages, title="填写说明", guide=["先看这里。"])


def test_each_sheet_comes_back_with_the_letters_of_its_columns() -> None:
    found = read_book_safely("表.xlsx", written(("例会", "司法所"), ("会商", "派出所")), SHEETS)
    assert [dict(row.cells) for row in found.tables["会议"].rows] == [
        {"what": "例会", "who": "司法所"},
        {"what": "会商", "who": "派出所"},
    ]
    assert found.tables["会议"].letters == {"what": "A", "who": "B"}
    assert found.tables["任务"].rows == ()
    assert found.unknown == ()


def test_the_instructions_and_their_examples_are_never_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    assert book.sheetnames[0] == GUIDE
    assert "例会" in [cell.value for row in book[GUIDE] for cell in row]
    assert [table.rows for table in read_book(written(), SHEETS).tables.values()] == [(), ()]


def test_a_sheet_that_was_not_asked_for_is_told_and_a_hidden_one_is_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(("例会", "司法所"))))
    book.create_sheet("底稿").append(["一"])
    hidden = book.create_sheet("旧")
    hidden.append(["一"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert read_book(out.getvalue(), SHEETS).unknown == ("底稿",)


def test_a_book_with_none_of_the_sheets_is_refused_by_their_names() -> None:
    with pytest.raises(Unreadable, match="工作簿里没有要填的表（会议、任务）"):
        read_book(pack(xlsx_parts({"别的": sheet(row(1, text_cell("A1", "事项")))})), SHEETS)


def test_a_cell_at_the_end_of_the_world_is_refused_in_the_limited_process() -> None:
    far = sheet(row(1, text_cell("A1", "事项")) + row(1_048_576, text_cell("XFD1048576", "x")))
    with pytest.raises(Unreadable, match="超出了"):
        read_book_safely("表.xlsx", pack(xlsx_parts({"会议": far})), SHEETS)


def test_a_marked_cell_keeps_its_words_is_red_and_says_what_is_wrong_and_no_text_is_a_formula() -> None:
    rows = [("=1+1", "司法局")]
    data = write_book([Page("会议", COLUMNS, rows, marks={(0, 1): "没有这个单位。"})], title="说明", guide=[])
    book = openpyxl.load_workbook(io.BytesIO(data))
    first, second = book["会议"]["A3"], book["会议"]["B3"]
    assert (first.value, first.data_type) == ("=1+1", "s")
    assert (second.value, second.fill.fgColor.rgb, second.comment.text) == ("司法局", "FFF6D5D1", "没有这个单位。")
