"""未录入国家系统 and 对账 through their pages: entered by hand, compared with an exported list, taken over."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from lianxi.journal.models import Entry
from lianxi.matters.models import Matter, UploadDraft
from lianxi.matters.national_system import national
from tests.cast import Cast
from tests.matters.national_list import table
from tests.web.scenes_ledger_settings import a_matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)
DUE = TODAY + timedelta(days=50)


def upload(cast: Cast, *lines: tuple[str, ...], who: str = "clerk") -> str:
    file = SimpleUploadedFile("导出.csv", table(*lines).encode("gb18030"))
    client = cast.as_(who)
    answer = client.post(cast.url("national/compare"), {"key": f"u{len(lines)}", "step": "upload", "table": file})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(cast.url("national/compare")).content.decode()


def line(number: str, form: str = "来访", people: str = "1") -> tuple[str, ...]:
    return (number, TODAY.isoformat(), f"{TODAY} 09:30", DUE.isoformat(), "7788", form, people, "是", "否")


def test_a_matter_waits_in_the_list_until_its_entry_is_registered(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "都已录入国家系统" in clerk.get(cast.url("national/")).content.decode()
    number = a_matter(cast, "水渠修缮")
    assert "水渠修缮" in clerk.get(cast.url("national/")).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(cast.url("national/export.xlsx")).content))
    assert "水渠修缮" in str([cell.value for row in book.active for cell in row])
    where = cast.url(f"national/{number}/")
    form = {"key": "a", "version": 1, "number": "GX1", "entered_on": "2026-11-24", "query_code": "7788"}
    told = clerk.post(where, form)
    assert told.status_code == 422
    assert "还没有到" in told.content.decode()
    assert 'value="GX1"' in told.content.decode()
    good = {**form, "key": "b", "entered_on": TODAY.isoformat(), "entered_time": "00:10", "due": DUE.isoformat()}
    assert clerk.post(where, good).status_code == 302
    assert "水渠修缮" not in clerk.get(cast.url("national/")).content.decode()
    shown = clerk.get(where).content.decode()
    assert "更正录入情况" in shown
    assert 'value="00:10"' in shown
    assert clerk.post(where, {**good, "key": "c", "version": 1, "number": "GX2"}).status_code == 409


def test_a_list_is_compared_and_only_what_is_ticked_is_taken_over(cast: Cast) -> None:
    clerk, number = cast.as_("clerk"), a_matter(cast, "水渠修缮")
    other = a_matter(cast, "道路硬化", channel="letter")
    seen = upload(cast, line("GX1"), line("GX7", form="来电"), line("GX8", form="走道"))
    assert "没有读取，也不登记：yybz（是否扬言）、政治面貌、民族" in seen
    assert "没有读取（个人信息）：信访人姓名、联系电话" in seen
    assert "看不懂信访形式“走道”" in seen
    assert "暗哨" not in seen
    assert "暗哨" not in str(UploadDraft.objects.values_list("content", flat=True))
    assert "水渠修缮" in seen
    before = Entry.objects.count()

    def take(**given: object) -> HttpResponse:
        return clerk.post(cast.url("national/compare"), {"key": str(given), "step": "take", **given})

    nothing = take()
    assert nothing.status_code == 422
    assert "请勾选要采用的内容" in nothing.content.decode()
    assert take(take=[f"{number}.1.entry.2"]).status_code == 302
    assert Entry.objects.count() == before + 1
    again = clerk.get(cast.url("national/compare")).content.decode()
    assert "全国初次标志" in again
    assert take(whole=number).status_code == 302
    view = national.national_of(cast.conference, cast.clerk.actor, number)
    assert view is not None
    assert (view.national_number, view.due, view.query_code, view.version) == ("GX1", DUE, "7788", 3)
    assert take(take=[f"{other}.1.national_number", f"{number}.1.people", "x"]).status_code == 422
    assert "只在国家系统" in clerk.get(cast.url("national/compare")).content.decode()
    assert "上传并比对" in cast.as_("director").get(cast.url("national/compare")).content.decode()
    assert clerk.post(cast.url("national/compare/discard"), {}).status_code == 302
    assert not UploadDraft.objects.exists()


def test_a_file_that_cannot_be_read_is_told_and_the_earlier_list_stays(cast: Cast) -> None:
    upload(cast, line("GX1"))
    file = SimpleUploadedFile("导出.xlsx", b"MZ\x90\x00" + bytes(600))
    answer = cast.as_("clerk").post(cast.url("national/compare"), {"key": "x", "step": "upload", "table": file})
    assert answer.status_code == 422
    assert "程序文件" in answer.content.decode()
    assert "GX1" in answer.content.decode()


def test_the_empty_list_to_fill_in_can_be_sent_back(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(cast.url("national/compare/template.xlsx")).content))
    sheet = book["国家系统导出"]
    top = next(row for row in range(1, 6) if sheet.cell(row, 1).value == "信访件编号")
    sheet.cell(top + 1, 1).value = "GX1"
    book.move_sheet("填写说明", 5)
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("对账表.xlsx", out.getvalue())
    assert clerk.post(cast.url("national/compare"), {"key": "x", "step": "upload", "table": file}).status_code == 302


def test_the_pages_ask_few_questions_of_the_database(cast: Cast) -> None:
    numbers = [a_matter(cast, f"第{place}件", channel="letter" if place % 2 else "visit") for place in range(6)]
    upload(cast, *(line(f"GX{place}") for place in range(8)))
    clerk = cast.as_("clerk")
    for path, most in (("national/", 8), (f"national/{numbers[0]}/", 8), ("national/compare", 8)):
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked), [each["sql"][:90] for each in asked])


def test_a_matter_that_only_the_national_system_has_is_registered_with_its_fields_filled_in(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    seen = upload(cast, line("GX77", people="6"), line("GX78", form="来信"))
    where = cast.url("national/compare/2/register")
    assert f'href="{where}"' in seen
    page = clerk.get(where)
    form = page.context["form"]
    assert "GX77" in page.content.decode()
    first = {
        name: form[name].value() for name in ("petitioned_on", "received_on", "channel", "people", "national_first")
    }
    assert first == {
        "petitioned_on": TODAY, "received_on": TODAY, "channel": "visit", "people": 6, "national_first": "first",
    }  # fmt: skip
    given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    wrong = clerk.post(where, {**given, "key": "r"})
    assert wrong.status_code == 422, "title and text are the clerk's to write"
    told = {"title": "水渠塌方", "text": "水渠塌方，请求修复。", "purpose": "claim", "route": 6}
    answer = clerk.post(where, {**given, **told, "key": "s"})
    assert answer.status_code == 302, answer.content.decode()
    made = Matter.objects.get(title="水渠塌方")
    assert answer.headers["Location"] == cast.url(f"national/{made.number}/?row=2")
    entry = clerk.get(answer.headers["Location"])
    assert "表中第 2 行" in entry.content.decode()
    form = entry.context["form"]
    assert (form["number"].value(), form["due"].value(), form["query_code"].value()) == ("GX77", DUE, "7788")
    assert not Matter.objects.get(pk=made.pk).national_number, "nothing is taken over before the clerk has looked"
    given = {name: form[name].value() for name in form.fields}
    given |= {"entered_time": "09:30", "key": "t"}
    assert clerk.post(answer.headers["Location"], given).headers["Location"] == cast.url("national/compare")
    assert Matter.objects.get(pk=made.pk).national_number == "GX77"
    assert clerk.get(where).headers["Location"] == cast.url("national/compare"), "it is here by now"
    assert clerk.get(cast.url("national/compare/99/register")).status_code == 404
    assert cast.as_("director").get(cast.url("national/compare/3/register")).status_code == 404, "the list is one's own"
