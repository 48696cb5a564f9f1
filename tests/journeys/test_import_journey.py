"""A clerk moves in: a messy ledger with mistakes is uploaded, put right in the marked copy, and brought in."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianxi.matters.models import Matter
from tests.cast import Cast
from tests.journeys.steps import fits, follow, press, says
from tests.matters import wild

pytestmark = pytest.mark.django_db(transaction=True)

Sit = Callable[..., Any]


def messy() -> bytes:
    """Merged titles, a head of two rows, subtotals; one day that is none and one channel nobody knows."""
    layout = wild.Layout(heads=(*wild.GROUPED, "是否息访"), titles=("柳塘镇2025年信访事项台账",), totals=3)
    book = openpyxl.load_workbook(io.BytesIO(layout.workbook()))
    book.active["H5"], book.active["G6"] = "去年冬天", "托人带话"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(page: Any, name: str, data: bytes) -> None:
    page.set_input_files("[name=table]", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    press(page, "上传并核对")


def test_a_messy_ledger_with_mistakes_is_put_right_and_brought_in(cast: Cast, sit: Sit) -> None:
    page = sit(cast.clerk)
    page.goto(cast.url("imports/"))
    fits(page)
    upload(page, "台账.xlsx", messy())
    says(page, "读到 7 件事项")
    says(page, "“是否息访”")
    fits(page)
    press(page, "检查 7 件")
    says(page, "系统不认识，在下面各列一次")
    fits(page)
    press(page, "检查 7 件")
    says(page, "有 2 处要改")
    fits(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载标出问题的台账").last.click()
    copy = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    wrong = {cell.coordinate: cell.value for row in copy.active for cell in row if cell.comment}
    assert set(wrong.values()) == {"去年冬天", "托人带话"}
    for where, said in wrong.items():
        copy.active[where] = "2025-01-05" if said == "去年冬天" else "来访"
    out = io.BytesIO()
    copy.save(out)
    page.goto(cast.url("imports/"))
    upload(page, "改好.xlsx", out.getvalue())
    press(page, "检查 7 件")  # what the words mean is remembered
    press(page, "确认导入 7 件")
    says(page, "新登记 7 件")
    follow(page, "看这次导入的事项")
    says(page, "反映邻居占用排水沟（第3件）")
    assert Matter.objects.filter(origin__startswith="import:1.").count() == 7
