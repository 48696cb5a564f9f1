"""工作日历: the year that is missing is called 暂定; table or lines are shown before anything is loaded."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.charter import queries as charter
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LINES = "2027-01-01 休\n2027-02-05至02-11 休\n2027-05-01至05-05 休\n2027-10-01至10-07 休\n2027-02-13 班"
GIVEN = {"year": "2027", "basis": "国办发明电〔2026〕7号", "days": LINES, "replaces": "0"}


def sent(cast: Cast, **more: Any) -> Any:
    return cast.as_("clerk").post(cast.url("calendar/load"), {**GIVEN, **more})


def page(cast: Cast, path: str, who: str = "clerk") -> str:
    answered = cast.as_(who).get(cast.url(path))
    assert answered.status_code == 200
    return str(answered.content.decode())


def table(*rows: tuple[object, object]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["日期", "休/班", "说明"])
    for day, word in rows:
        sheet.append([day, word, "节日"])
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("2027.xlsx", out.getvalue())


def test_a_missing_year_is_provisional_until_its_notice_is_loaded_after_a_preview(cast: Cast) -> None:
    before = page(cast, "calendar/", "village")
    assert "2027年的放假安排还没有载入" in before
    assert "calendar/load" not in before
    assert "随软件内置" in before
    assert 'value="2027"' in page(cast, "calendar/load")
    shown = sent(cast, do="preview")
    assert shown.status_code == 200
    words = shown.content.decode()
    assert "放假：1月1日至3日、2月5日至11日、5月1日至5日、10月1日至7日。" in words
    assert "周末上班：2月13日。" in words
    assert "确认载入" in words
    assert 2027 not in charter.calendar(cast.conference).notices
    assert sent(cast, do="load").status_code == 302
    assert charter.calendar(cast.conference).is_workday(date(2027, 2, 13))
    after = page(cast, "calendar/", "village")
    assert "还没有载入" not in after
    assert "国办发明电〔2026〕7号" in after
    again = sent(cast, days=f"{LINES}\n2027-04-05 休", replaces="1")
    assert "与现在的安排相比：4月5日改为休息。" in again.content.decode()
    stale = sent(cast, days=f"{LINES}\n2027-04-05 休", do="load")
    assert stale.status_code == 409
    assert "2027-04-05 休" in stale.content.decode()


def test_a_table_is_read_by_its_cells_and_always_shown_first(cast: Cast) -> None:
    whole = [(date(2027, 1, 1), "休"), (date(2027, 10, 1), "休"), (date(2027, 2, 13), "班")]
    shown = sent(cast, table=table(*whole), days="", do="load")
    assert shown.status_code == 200
    assert "2027-02-13 班" in shown.content.decode()
    assert 2027 not in charter.calendar(cast.conference).notices
    wrong = sent(cast, table=table(*whole, (date(2026, 5, 1), "休"), ("五一", "休"), (date(2027, 5, 3), "歇")))
    assert wrong.status_code == 422
    words = wrong.content.decode()
    assert "A6：" in words
    assert "B7：" in words
    mixed = sent(cast, table=table(*whole, (date(2026, 5, 1), "休")))
    assert "A5：2026年5月1日不在2027年内。" in mixed.content.decode()
    assert sent(cast, table=SimpleUploadedFile("x.xlsx", b"no")).status_code == 422
    typed = sent(cast, days="2027-01-01 休\n不知道")
    assert typed.status_code == 422
    assert "第 2 行“不知道”看不懂" in typed.content.decode()
    assert "不知道</textarea>" in typed.content.decode()


def test_a_built_in_year_asks_for_a_correction(cast: Cast) -> None:
    form = page(cast, "calendar/load?year=2026")
    assert "2026-02-14 班" in form
    assert "我已核对通知原文" in form
    assert "我已核对通知原文" not in page(cast, "calendar/load")
    days = "\n".join([*charter_lines(2026), "2026-12-30 休"])
    refused = sent(cast, year="2026", days=days, do="load")
    assert refused.status_code == 422
    assert "已随软件内置" in refused.content.decode()
    assert sent(cast, year="2026", days=days, do="load", correction="on").status_code == 302
    assert "更正软件内置" in page(cast, "calendar/")


def charter_lines(year: int) -> list[str]:
    from lianxi.clocks.calendar import built_in_calendar
    from lianxi.clocks.notice import as_text

    return as_text(built_in_calendar().notices[year]).splitlines()


def test_the_template_goes_out_and_comes_back(cast: Cast) -> None:
    answered = cast.as_("clerk").get(cast.url("calendar/template.xlsx"))
    book = openpyxl.load_workbook(BytesIO(answered.content))
    assert "休/班" in str([cell.value for row in book.worksheets[0].iter_rows() for cell in row])


def test_the_pages_ask_few_queries(cast: Cast) -> None:
    client = cast.as_("clerk")
    for path, most in (("calendar/", 8), ("calendar/load", 8)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, "\n".join(query["sql"][:120] for query in asked.captured_queries)
