"""职责对照表 as a workbook: out, edited, back whole or not at all, every mistake at its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from lianxi.matters.finding import duty_table
from lianxi.matters.finding.duty_sheets import SHEET
from lianxi.matters.models import DutyTable
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def edited(cast: Cast, change: Callable[[Any], None]) -> HttpResponse:
    """The present table downloaded, changed and uploaded by the clerk; the page that then stands."""
    client = cast.as_("clerk")
    book = openpyxl.load_workbook(io.BytesIO(client.get(cast.url("ledger/duties/table.xlsx")).content))
    change(book[SHEET])
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("职责对照表.xlsx", out.getvalue())
    return client.post(cast.url("ledger/duties/upload"), {"key": "k", "table": file}, follow=True)


def rows_of(sheet: Any) -> list[tuple[int, tuple[Any, ...]]]:
    return [(row[0].row, tuple(cell.value for cell in row)) for row in sheet.iter_rows(max_col=3)]


def test_the_table_goes_out_is_edited_and_comes_back_as_a_new_version(cast: Cast) -> None:
    before = duty_table.table(cast.conference)
    page = edited(cast, lambda sheet: None).content.decode()
    assert "完全一样" in page

    def change(sheet: Any) -> None:
        told = rows_of(sheet)
        police = next(number for number, row in told if row[:2] == ("责任单位", "镇派出所"))
        sheet.cell(police, 3).value = f"{sheet.cell(police, 3).value}、打架 噪音"
        empty = sheet.max_row + 1
        for place, value in enumerate(("内容分类", 10201, "地头牌，田埂边"), start=1):
            sheet.cell(empty, place).value = value

    page = edited(cast, change).content.decode()
    assert "改动 2 个单位或分类" in page
    assert "打架、噪音" in page
    assert not DutyTable.objects.exists()
    client = cast.as_("clerk")
    where = cast.url("ledger/duties/preview")
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    assert len(asked) <= 14
    assert client.post(where, {"key": "k", "version": before.version}).status_code == 302
    rows = set(duty_table.table(cast.conference).rows)
    assert rows - set(before.rows) >= {("category", "地头牌", "010201"), ("category", "田埂边", "010201")}
    assert set(before.rows) <= rows
    assert client.get(where).status_code == 302, "the draft is gone"


def test_one_mistake_keeps_everything_out_and_stands_at_its_cell(cast: Cast) -> None:
    at: dict[str, int] = {}

    def change(sheet: Any) -> None:
        for value in (("责任单位", "县里的局", "路灯"), ("内容分类", "010201", "词"), ("什么", "镇派出所", "打架")):
            sheet.append(value)
        at["last"] = sheet.max_row

    page = edited(cast, change).content.decode()
    last = at["last"]
    assert "有 3 处要改" in page
    assert f">B{last - 2}<" in page
    assert "不是现有的单位" in page
    assert f">C{last - 1}<" in page
    assert "每个词 2 到 40 个字" in page
    assert f">A{last}<" in page
    client, where = cast.as_("clerk"), cast.url("ledger/duties/preview")
    client.post(where, {"key": "k", "version": 0})
    assert not DutyTable.objects.exists()
    assert client.post(where, {"key": "k", "step": "discard"}).status_code == 302
    assert client.get(where).headers["Location"] == cast.url("ledger/duties/upload")


def test_a_revision_made_meanwhile_is_not_written_over_and_other_files_are_refused(cast: Cast) -> None:
    client, where = cast.as_("clerk"), cast.url("ledger/duties/preview")
    edited(cast, lambda sheet: sheet.append(("内容分类", "010201", "界石")))
    edit = {"key": "e", "version": 0, "responsible": "镇派出所：打架"}
    assert client.post(cast.url("ledger/duties/edit"), edit).status_code == 302
    assert "其间已经由别人修订" in client.get(where).content.decode()
    assert client.post(where, {"key": "k", "version": 0}).status_code == 409
    file = SimpleUploadedFile("表.xlsx", b"PK nothing")
    answer = client.post(cast.url("ledger/duties/upload"), {"key": "k", "table": file})
    assert answer.status_code == 422
    assert "压缩包" in answer.content.decode()
