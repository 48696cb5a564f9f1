"""A sheet of questions that stands alone: what is locked, what may be filled in, and the seal out of sight."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from lianxi.documents.answers import SEAL, SEAL_COLUMNS, Question, write_answers
from lianxi.documents.books import read_book
from lianxi.documents.child import read_book_safely
from lianxi.documents.columns import Column
from lianxi.documents.unreadable import Unreadable

LOCKED = (Column("code", "编号", 10), Column("title", "事项", 30))
WHITE = (Column("result", "结果", 12), Column("on", "日期", 12, kind="date"))
ALL = {"回执": [*LOCKED, *WHITE]}


def written(*titles: str, seal: str = "sealed") -> bytes:
    return write_answers(
        title="石桥村办理回执",
        sheet="回执",
        lines=["填报单位：石桥村", "白色的格子由单位填写。"],
        locked=LOCKED,
        white=WHITE,
        questions=[Question((f"任务{place}", title), ("已办", "未办")) for place, title in enumerate(titles, 1)],
        seal=seal,
    )


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_only_the_white_cells_can_be_written_in() -> None:
    sheet = book(written("清淤", "巡查"))["回执"]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[5]] == [True, True, False, False]
    assert [cell.value for cell in sheet[4]] == ["编号", "事项", "结果", "日期"]
    rules = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"C5": "list", "D5": "date", "C6": "list", "D6": "date"}


def test_what_was_filled_in_comes_back_with_its_seal() -> None:
    filled = book(written("清淤"))
    filled["回执"]["C5"] = "已办"
    out = io.BytesIO()
    filled.save(out)
    found = read_book_safely("回执.xlsx", out.getvalue(), ALL, unseen={SEAL: SEAL_COLUMNS})
    assert found.tables["回执"].rows[0].cells == {"code": "任务1", "title": "清淤", "result": "已办", "on": None}
    assert found.tables[SEAL].rows[0].cells == {"seal": "sealed"}
    assert found.unknown == ()


def test_a_hidden_sheet_is_not_read_unless_it_is_asked_for() -> None:
    assert SEAL not in read_book(written("清淤"), ALL).tables
    filled = book(written("清淤"))
    filled[SEAL]["ZZ9999"] = "far away"
    out = io.BytesIO()
    filled.save(out)
    assert read_book(out.getvalue(), ALL).tables["回执"].rows
    with pytest.raises(Unreadable):
        read_book(out.getvalue(), ALL, {SEAL: SEAL_COLUMNS})


def test_a_title_that_looks_like_a_formula_is_text() -> None:
    sheet = book(written('=HYPERLINK("http://x")', "+1", "@SUM(A1)"))["回执"]
    assert [sheet[f"B{row}"].data_type for row in (5, 6, 7)] == ["s", "s", "s"]


def test_the_same_questions_give_the_same_bytes() -> None:
    assert written("清淤") == written("清淤")
