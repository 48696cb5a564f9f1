"""Figures of the 12345 line and the grid: looked at first, all or nothing, a month replaced, no person let in."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.information.models import OutsideFigure
from lianxi.journal.models import Conference
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HEAD = ("月份", "单位", "类别", "件数", "已办结")


def book(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> SimpleUploadedFile:
    made = openpyxl.Workbook()
    made.active.title = "月度数据"
    for row in (head, *rows):
        made.active.append(row)
    out = BytesIO()
    made.save(out)
    return SimpleUploadedFile("十月热线.xlsx", out.getvalue())


def upload(client: Client, cast: Cast, file: SimpleUploadedFile, source: str = "line") -> str:
    answer = client.post(cast.url("outside-figures/upload"), {"key": "u", "source": source, "table": file})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(cast.url("outside-figures/preview")).content.decode()


def confirm(client: Client, cast: Cast, key: str) -> int:
    return client.post(cast.url("outside-figures/preview"), {"key": key}).status_code


def test_the_template_comes_back_is_looked_at_and_replaces_whole_months(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "只收数字" in clerk.get(cast.url("outside-figures/")).content.decode()
    template = clerk.get(cast.url("outside-figures/template.xlsx")).content
    heads = [
        str(cell.value) for row in openpyxl.load_workbook(BytesIO(template))["月度数据"].iter_rows() for cell in row
    ]
    assert {"月份", "单位", "类别", "件数", "已办结"} <= {head.strip("＊* ") for head in heads}
    first = upload(clerk, cast, book(("2026-10", "柳塘村", "噪声", 12, 10), (date(2026, 10, 1), "", "咨询", 30, None)))
    assert "2 行，42 件" in first
    assert "新增" in first
    assert not OutsideFigure.objects.exists(), "nothing is written before it is confirmed"
    assert confirm(clerk, cast, "a") == 302
    head = Conference.objects.get(pk=cast.conference).head_number
    assert "完全相同" in upload(
        clerk, cast, book(("2026年10月", "柳塘村", "噪声", "12", "10"), ("2026-10", "", "咨询", 30, ""))
    )
    assert Conference.objects.get(pk=cast.conference).head_number == head
    again = upload(clerk, cast, book(("2026-10", "柳塘村", "噪声", 13, 11), ("2026-9", "上河村", "", 4, 4)))
    assert "2 行，42 件" in again
    assert "整月替换" in again
    assert "新增" in again
    assert confirm(clerk, cast, "b") == 302
    rows = set(OutsideFigure.objects.values_list("source", "month", "unit__name", "category", "count", "settled"))
    assert rows == {
        ("line", date(2026, 10, 1), "柳塘村", "噪声", 13, 11),
        ("line", date(2026, 9, 1), "上河村", "", 4, 4),
    }
    page = clerk.get(cast.url("outside-figures/?source=line")).content.decode()
    assert "来源：12345热线月度数据表" in page
    assert page.index("柳塘村") < page.index("上河村"), "the order of the roster"
    assert "还没有网格的数据" in clerk.get(cast.url("outside-figures/?source=grid")).content.decode()
    own = cast.as_("village").get(cast.url("outside-figures/")).content.decode()
    assert "柳塘村" in own
    assert "上河村" not in own
    assert "没有" in cast.as_("police").get(cast.url("outside-figures/")).content.decode()


def test_one_bad_cell_stops_all_and_every_mistake_stands_at_its_cell(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    page = upload(
        clerk,
        cast,
        book(
            ("2026-10", "柳塘村", "噪声", 12, 10),
            ("2027-01", "柳塘", "噪声", "许多", 1),
            ("十月", "", "电话 13900001234", 3, 5),
            ("2026-10", "柳塘村", "噪声", 1, ""),
        ),
    )
    for cell in ("A3", "B3", "D3", "A4", "C4", "E4", "A5"):
        assert f">{cell}<" in page, cell
    assert "是不是“柳塘村”" in page
    assert "与第 2 行重复" in page
    assert confirm(clerk, cast, "c") == 200
    assert not OutsideFigure.objects.exists()
    clerk.post(cast.url("outside-figures/discard"))
    assert "没有待确认" in clerk.get(cast.url("outside-figures/preview")).content.decode()


def test_columns_of_persons_are_left_out_and_named(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    head = (*HEAD, "来电人姓名", "联系电话", "身份证号", "备注")
    row = ("2026-10", "柳塘村", "噪声", 12, 10, "罗桂枝", "13900001234", "110101199003070011", "急")
    page = upload(clerk, cast, book(row, head=head), "grid")
    assert "来电人姓名、联系电话、身份证号" in page
    assert "备注" in page
    for word in ("罗桂枝", "13900001234", "110101199003070011"):
        assert word not in page
    assert confirm(clerk, cast, "d") == 302
    assert OutsideFigure.objects.get().source == "grid"


def test_what_is_no_such_workbook_is_said_beside_the_field(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    for file in (SimpleUploadedFile("x.xlsx", b"not a workbook"), book(("a",), head=("别的",))):
        answer = clerk.post(cast.url("outside-figures/upload"), {"key": "u", "source": "line", "table": file})
        assert answer.status_code == 422
        assert 'class="error"' in answer.content.decode()
