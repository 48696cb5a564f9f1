"""台账设定 through its pages: numbers, categories by page and by workbook, local deadlines, issuing organs."""

from __future__ import annotations

import io
from itertools import count

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.matters.tables import categories, setting
from tests.cast import Cast
from tests.web.scenes_ledger_settings import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def see(client: Client, cast: Cast, path: str) -> str:
    return client.get(cast.url(path)).content.decode()


def post(client: Client, cast: Cast, path: str, status: int = 302, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == status, answer.content.decode()
    return str(answer.headers.get("Location", "")) or answer.content.decode()


def test_numbers_begin_where_the_paper_register_ends_and_one_is_left_out_with_its_reason(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "下一个号（2026-0001）" in see(clerk, cast, "ledger/")
    post(clerk, cast, "ledger/", step="start", year=2026, start=38)
    assert "为什么不用" in post(clerk, cast, "ledger/", 422, step="skip", serial=38, reason="")
    post(clerk, cast, "ledger/", step="skip", serial=38, reason="登记簿第3页污损")
    shown = see(clerk, cast, "ledger/")
    assert "2026-0039" in shown
    assert "登记簿第3页污损" in shown
    assert "下一个号是 2026-0039" in post(clerk, cast, "ledger/", 409, step="skip", serial=38, reason="再来")
    inspector = see(cast.as_("inspector"), cast, "ledger/")
    assert "登记簿第3页污损" in inspector
    assert "登记为空号" not in inspector


def test_a_branch_is_changed_in_the_page_looked_at_and_put_in_force(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "不是国家或省里的正式分类表" in see(clerk, cast, "ledger/categories")
    assert "没有待确认的修订" in see(clerk, cast, "ledger/categories/preview")
    edit = "ledger/categories/edit?branch=01"
    names = {f"name_{code}": name for code, name in categories.table(cast.conference).rows if code[:2] == "01"}
    wrong = {**names, "name_010101": "", "new_code_0": "01999", "new_name_0": "供水"}
    told = post(clerk, cast, edit, 422, **wrong)
    assert "代码 010101 没有名称" in told
    assert "“供水”的代码“01999”不对" in told
    assert 'value="供水"' in told
    good = {**names, "name_010100": "村级事务", "end_010200": "on", "new_code_0": "012000", "new_name_0": "农村供水"}
    post(clerk, cast, edit, **good)
    seen = see(clerk, cast, "ledger/categories/preview")
    assert "增加 1 类，改名 1 类，停用 4 类" in seen
    assert "没有待确认的修订" in see(cast.as_("director"), cast, "ledger/categories/preview")
    assert "您有一份还没有确认的修订" in see(clerk, cast, "ledger/categories")
    assert "农村供水" in see(clerk, cast, edit)
    post(clerk, cast, "ledger/categories/preview", version=0, basis="县信联办〔2026〕5号")
    shown = see(clerk, cast, "ledger/categories")
    assert "第 1 版" in shown
    assert "村级事务" in shown
    assert "村务管理" in see(clerk, cast, "ledger/categories?version=0")
    assert clerk.get(cast.url("ledger/categories?version=7")).status_code == 404


def test_the_workbook_goes_out_and_comes_back_with_every_mistake_by_its_cell(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(cast.url("ledger/categories/table.xlsx")).content))
    sheet = book[categories.SHEET]
    at = next(cell.row for cell in sheet["A"] if cell.value == "010103")
    sheet.cell(at, 1).value = "010102"

    def send() -> str:
        out = io.BytesIO()
        book.save(out)
        file = SimpleUploadedFile("分类.xlsx", out.getvalue())
        post(clerk, cast, "ledger/categories/upload", table=file)
        return see(clerk, cast, "ledger/categories/preview")

    wrong = send()
    assert f"A{at}" in wrong
    assert "出现了两次" in wrong
    assert "出现了两次" in post(clerk, cast, "ledger/categories/preview", 422, version=0)
    sheet.cell(at, 1).value = "010109"
    assert "增加 1 类，改名 0 类，停用 1 类" in send()
    director = cast.director.call()
    categories.set_categories(director, rows=[("990000", "其他")], version=0)
    assert "其间已经由别人修订为第 1 版" in see(clerk, cast, "ledger/categories/preview")
    assert "其间已经由别人修订" in post(clerk, cast, "ledger/categories/preview", 409, version=0)
    post(clerk, cast, "ledger/categories/discard")
    assert "没有待确认的修订" in see(clerk, cast, "ledger/categories/preview")
    bad = SimpleUploadedFile("分类.xlsx", b"MZ\x90\x00" + bytes(600))
    assert "程序文件" in post(clerk, cast, "ledger/categories/upload", 422, table=bad)


def test_a_local_deadline_is_filled_in_from_an_example_added_and_ended(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    filled = see(clerk, cast, "ledger/terms?example=zhejiang-2016-handling")
    assert "已填入示例" in filled
    assert 'value="2016-07-29"' in filled
    simple = see(clerk, cast, "ledger/terms?example=simple-handling")
    assert 'name="simple" id="id_simple" checked' in simple or "checked" in simple
    term = {
        "step": "term", "deadline": "handling", "amount": 30, "unit": "calendar_day", "place": "柳塘县",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    assert "请填写此项" in post(clerk, cast, "ledger/terms", 422, **term)
    post(clerk, cast, "ledger/terms", **term, basis="柳办〔2026〕3号")
    assert "柳办〔2026〕3号" in see(clerk, cast, "ledger/terms")
    assert "早于生效日期" in post(clerk, cast, "ledger/terms/1/end", 422, valid_to="2025-12-31")
    post(clerk, cast, "ledger/terms/1/end", valid_to="2026-11-01")
    assert "已失效" in see(clerk, cast, "ledger/terms")
    assert clerk.get(cast.url("ledger/terms/9/end")).status_code == 404


def test_what_judges_and_who_issues_are_set_apart_and_keep_each_other(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "还没有设定出具机关" in see(clerk, cast, "ledger/organs")
    told = post(clerk, cast, "ledger/organs", 422, step="organs", version=0, organs="柳塘村")
    assert "“柳塘村”不能出具办理文书" in told
    post(clerk, cast, "ledger/organs", step="organs", version=0, organs="柳塘镇人民政府\r\n", charge_duties="掌握情况")
    told = post(clerk, cast, "ledger/terms", 422, step="judging", version=1, judged_by="rolled")
    assert "写明依据" in told
    basis = "柳信联〔2026〕9号"
    post(clerk, cast, "ledger/terms", step="judging", version=1, judged_by="rolled", judged_basis=basis)
    found = setting.ledger(cast.conference)
    assert (found.organs, found.charge_duties, found.judged_basis) == (("柳塘镇人民政府",), ("掌握情况",), basis)
    assert basis in see(cast.as_("convener"), cast, "ledger/terms")
    assert "其间有人改过" in post(clerk, cast, "ledger/organs", 409, step="organs", version=1, organs="别的")


def test_from_how_many_persons_a_visit_is_a_groups_is_set_here_and_counted_so(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "统计上通行的是 5 人以上" in see(clerk, cast, "ledger/organs")
    assert "2" in post(clerk, cast, "ledger/organs", 422, step="group", version=0, group_from=1)
    post(clerk, cast, "ledger/organs", step="group", version=0, group_from=8)
    assert setting.ledger(cast.conference).group_from == 8
    assert "集体来访（8 人以上）" in see(clerk, cast, "statistics/tables")
    assert "集体来访（3 人以上）" in see(clerk, cast, "statistics/tables?group=3"), "for one look"
    assert "来访 8 人以上计为集体来访" in see(cast.as_("convener"), cast, "ledger/organs")


def test_the_pages_ask_few_questions_of_the_database(cast: Cast) -> None:
    make(cast)
    clerk = cast.as_("clerk")
    for path, most in (
        ("ledger/", 8),
        ("ledger/categories", 8),
        ("ledger/categories/edit?branch=01", 8),
        ("ledger/categories/preview", 8),
        ("ledger/terms", 8),
        ("ledger/organs", 8),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked), [each["sql"][:90] for each in asked])
