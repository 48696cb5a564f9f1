"""上级考核自评表: the county's file brought in whole or not at all, filled with evidence, and useless for scoring."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.assessment.county_figures import VOLUMES, choices
from lianxi.assessment.formula import BadFormula
from lianxi.assessment.lawful import admit
from lianxi.assessment.measures import MEASURES
from lianxi.assessment.models import CountyItem, CountyTable
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()
ROWS = [
    ("2026年县信访工作考核评分表", None, None, None, None),
    ("序号", "类别", "考核项目", "评分标准", "分值"),
    (1, "基础工作", "联席会议制度", "每月至少召开一次", 10),
    (2, None, "信访件次", "件次同比", 5),
    ("合计", None, None, None, 15),
]


def book(rows: list[Any]) -> io.BytesIO:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.active.merge_cells("B3:B4")
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    out.name = "县考核表.xlsx"
    return out


def post(cast: Cast, path: str, **given: object) -> Any:
    return cast.as_("clerk").post(cast.url(path), {"key": str(next(KEYS)), **given})


def uploaded(cast: Cast, rows: list[Any]) -> str:
    answer = post(cast, "county-tables/import", title="县考核自评表", year=2026, table=book(rows))
    assert answer.status_code == 302, answer.content.decode()
    return str(cast.as_("clerk").get(answer.headers["Location"]).content.decode())


def test_the_countys_table_is_brought_in_filled_and_exported_with_its_evidence(cast: Cast) -> None:
    shown = uploaded(cast, ROWS)
    assert "导入 2 项" in shown
    chosen = {"group": "类别", "name": "考核项目", "standard": "评分标准", "points": "分值"}
    for head in chosen.values():
        assert f'<option value="{head}" selected>' in shown
    answer = post(cast, "county-tables/columns", do="import", **chosen)
    assert answer.status_code == 302
    place = str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")
    assert list(CountyItem.objects.order_by("place").values_list("group", "name")) == [
        ("基础工作", "联席会议制度"),
        ("基础工作", "信访件次"),
    ]
    assert "缺佐证 2 项" in cast.as_("inspector").get(cast.url(place)).content.decode()
    wrong = post(cast, f"{place}items/1", version=1, entries="99999", note="已按月召开")
    assert wrong.status_code == 422
    assert "已按月召开" in wrong.content.decode(), "nothing typed is lost"
    assert post(cast, f"{place}items/1", version=1, entries="1、2", duties="第四条", own_score="10").status_code == 302
    assert post(cast, f"{place}items/2", version=1, computes="volume:matters", own_score="6").status_code == 422
    assert post(cast, f"{place}items/2", version=1, computes="volume:matters", own_score="5").status_code == 302
    page = cast.as_("clerk").get(cast.url(place)).content.decode()
    assert "各项都有佐证" in page
    assert "不用来考核村和单位" in page
    sheet = openpyxl.load_workbook(io.BytesIO(cast.as_("convener").get(cast.url(f"{place}export.xlsx")).content)).active
    assert sheet is not None
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("日志第 1 条" in cell for cell in cells)
    assert cast.as_("village").get(cast.url(place)).status_code == 403
    for path, most in (("county-tables/", 8), (f"{place}items/1", 12), (place, 24)):
        client = cast.as_("clerk")
        client.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked))


def test_one_mistake_keeps_the_whole_table_out_and_stands_at_its_cell(cast: Cast) -> None:
    shown = uploaded(cast, [*ROWS[:3], (2, None, "信访件次", "件次", "若干"), (3, None, None, "无项目", 2)])
    assert "E4" in shown
    assert "不是分值" in shown
    assert "C5" in shown
    post(cast, "county-tables/columns", do="import", name="考核项目", points="分值")
    assert not CountyTable.objects.exists()


def test_nothing_of_the_countys_table_can_stand_in_a_scheme() -> None:
    for _, words in choices()[0][1] + choices()[1][1]:
        assert words not in MEASURES
        with pytest.raises(BadFormula):
            admit(words)
    for code in VOLUMES:
        with pytest.raises(BadFormula):
            admit(f"比例({code}, 应答复件数)")
    linked = {field.related_model.__name__ for field in CountyItem._meta.get_fields() if field.is_relation}
    assert linked == {"Conference"}, "no unit, no scheme, no indicator"
