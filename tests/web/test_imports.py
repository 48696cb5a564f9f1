"""导入原有台账 through its pages: upload, columns, problems in their cells, the marked copy, confirm, and once more."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from lianxi.matters.identities import vault
from lianxi.matters.imports import import_drafts
from lianxi.matters.life import registering
from lianxi.matters.models import (
    CoHandler,
    Deadline,
    Identity,
    LedgerImport,
    Matter,
    Numbering,
    Progress,
    WordMemory,
)
from lianxi.web import import_worker
from tests.cast import Cast
from tests.matters import wild

pytestmark = pytest.mark.django_db


def send(client: Client, cast: Cast, name: str, data: bytes) -> HttpResponse:
    return client.post(cast.url("imports/"), {"key": "k", "table": SimpleUploadedFile(name, data)})


def settle(client: Client, where: str, **changed: str) -> HttpResponse:
    """Send the columns as they are proposed, and keep the words of units and categories that nobody knows."""
    answer = fill(client, where, **changed)
    return fill(client, answer.headers["Location"]) if answer.headers.get("Location", "").endswith("words") else answer


def fill(client: Client, where: str, **changed: str) -> HttpResponse:
    form = client.get(where).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    return client.post(where, {**given, **changed, "key": "k"})


def bring_in(client: Client, cast: Cast, name: str, data: bytes, **changed: str) -> str:
    where = send(client, cast, name, data).headers["Location"]
    preview = settle(client, where, **changed).headers["Location"]
    client.post(preview, {"key": "k"})
    return client.get(preview).content.decode()


def matters(cast: Cast) -> list[Matter]:
    return list(Matter.objects.filter(conference_id=cast.conference).order_by("number"))


def test_a_messy_ledger_is_settled_checked_confirmed_and_every_matter_is_there(cast: Cast) -> None:
    client, before = cast.as_("clerk"), journal.head_by_id(cast.conference).number
    name, data = wild.layouts()["everything at once"]
    where = send(client, cast, name, data).headers["Location"]
    columns = client.get(where).content.decode()
    assert "读到 7 件事项" in columns
    assert all(one.name not in columns and one.phone not in columns for one in wild.told())
    preview = settle(client, where).headers["Location"]
    shown = client.get(preview).content.decode()
    assert "确认导入 7 件" in shown
    assert "小计或合计" in shown
    assert not matters(cast)
    client.post(preview, {"key": "k"})
    assert "新登记 7 件" in client.get(preview).content.decode()
    assert journal.head_by_id(cast.conference).number == before + 1
    made = matters(cast)
    uid = journal_uid(cast)
    for one, row in zip(wild.told(), made, strict=True):
        assert (row.own_number, row.text, row.received_on, row.closed_on) == (one.number, one.text, one.on, one.closed)
        people = vault.plain(cast.conference, uid, f"matter:{row.number}")
        assert ("、".join(each.name for each in people), people[0].phone) == (one.name, one.phone)
    assert [row.number for row in made] == list(range(2025_000001, 2025_000008))
    assert registering.gaps(cast.conference, 2025) == []
    assert Numbering.objects.get(conference_id=cast.conference, year=2025).last == 7
    closed = [row for row in made if row.closed_on]
    assert all(row.due_on is None and row.state == "closed" for row in closed)
    assert not Deadline.objects.filter(matter__in=closed, met_on=None).exists()


def journal_uid(cast: Cast):
    from lianxi.journal.models import Conference

    return Conference.objects.get(pk=cast.conference).uid


def test_nothing_personal_stands_open_while_a_ledger_waits(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = send(client, cast, "台账.csv", wild.csv_of(wild.told())).headers["Location"]
    settle(client, where)
    row = LedgerImport.objects.get()
    stored = b"".join((bytes(row.sealed), bytes(row.outcome), str((row.counts, row.mapping, row.choices)).encode()))
    assert all(one.name.encode() not in stored and one.phone.encode() not in stored for one in wild.told())
    client.post(where.replace("/columns", "/"), {"key": "k"})
    done = LedgerImport.objects.get()
    assert (bytes(done.sealed), bytes(done.outcome), done.state) == (b"", b"", "done")


def test_the_same_file_again_brings_in_nothing_twice_and_an_updated_one_only_what_changed(cast: Cast) -> None:
    client, told = cast.as_("clerk"), wild.told()
    bring_in(client, cast, "台账.csv", wild.csv_of(told))
    where = send(client, cast, "台账.csv", wild.csv_of(told)).headers["Location"]
    again = client.get(where).content.decode()
    assert "这份文件已经导入过" in again
    assert "已按上次同样表头的选择填好" in again
    preview = settle(client, where).headers["Location"]
    assert "系统里都已经有了" in client.get(preview).content.decode()
    client.post(preview, {"key": "k"})
    assert len(matters(cast)) == 7
    more = [*told[:4], wild.Told(**{**_as_dict(told[4]), "closed": date(2025, 3, 3)}), *wild.told(9)[5:]]
    page = bring_in(client, cast, "台账.csv", wild.csv_of(more), known="update")
    assert "新登记 2 件，更新 1 件" in page
    made = matters(cast)
    assert len(made) == 9
    assert (made[4].state, made[4].closed_on) == ("closed", date(2025, 3, 3))


def _as_dict(one: wild.Told) -> dict:
    return {name: getattr(one, name) for name in one.__slots__}


def test_problems_are_shown_in_their_cells_and_the_marked_copy_put_right_comes_in(cast: Cast) -> None:
    client, told = cast.as_("clerk"), wild.told()
    rows = wild.rows_of(told, wild.STANDARD, lambda day: f"{day.month}月{day.day}日")
    rows[1][6], rows[2][5], rows[3][4] = "去年冬天", "托人带话", None
    book = openpyxl.Workbook()
    book.active.append(["2025年台账"])
    for row in ([*wild.STANDARD], *rows):
        book.active.append(row)
    book.active["K8"] = 123456789012345678
    out = io.BytesIO()
    book.save(out)
    where = send(client, cast, "台账.xlsx", out.getvalue()).headers["Location"]
    preview = settle(client, where).headers["Location"]
    page = client.get(preview).content.decode()
    assert "有 4 处要改" in page
    assert all(
        words in page for words in ("G4 · 信访日期", "F5 · 信访形式", "E6 · 反映问题", "K8 · 人数", "末几位已丢失")
    )
    client.post(preview, {"key": "k"})
    assert not matters(cast)
    copy = openpyxl.load_workbook(io.BytesIO(client.get(f"{preview}marked.xlsx").content))
    sheet = copy.active
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} == {"G5", "F6", "E7", "K9"}
    sheet["G5"], sheet["F6"], sheet["E7"], sheet["K9"] = "2025-01-05", "来访", "反映水渠淤塞", "1"
    out = io.BytesIO()
    copy.save(out)
    assert "新登记 7 件" in bring_in(client, cast, "改好.xlsx", out.getvalue())
    assert [row.received_on for row in matters(cast)] == [one.on for one in told]


def test_columns_that_must_not_be_kept_are_named_and_never_read(cast: Cast) -> None:
    client = cast.as_("clerk")
    name, data = wild.layouts()["columns that must not be kept"]
    where = send(client, cast, name, data).headers["Location"]
    page = client.get(where).content.decode()
    assert all(f"“{title}”" in page for title in ("是否扬言", "重点人员", "政治面貌", "民族", "是否息访"))
    assert "机密词甲" not in page
    settle(client, where)
    client.post(where.replace("/columns", "/"), {"key": "k"})
    assert all("机密词甲" not in str([getattr(row, f.attname) for f in Matter._meta.fields]) for row in matters(cast))


def test_an_unreadable_file_is_refused_beside_the_field_and_nothing_is_kept(cast: Cast) -> None:
    page = send(cast.as_("clerk"), cast, "台账.xlsx", b"PK\x03\x04 xl/ broken")
    assert page.status_code == 422
    assert "损坏" in page.content.decode()
    assert not LedgerImport.objects.exists()


def test_two_columns_cannot_be_the_same_field_and_a_day_is_needed(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = send(client, cast, "台账.csv", wild.csv_of(wild.told())).headers["Location"]
    page = settle(client, where, c6="", c9="text")
    assert page.status_code == 422
    assert "已经选给了另一列" in page.content.decode()
    assert "请指明哪一列是信访日期" in page.content.decode()


def test_a_large_ledger_is_left_to_a_process_of_its_own_and_its_page_shows_progress(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(import_worker, "start", begun.append)
    monkeypatch.setattr("lianxi.matters.imports.importing.AT_ONCE", 3)
    client = cast.as_("clerk")
    where = send(client, cast, "台账.csv", wild.csv_of(wild.told())).headers["Location"]
    preview = settle(client, where).headers["Location"]
    assert begun == [preview.rstrip("/").rpartition("/")[2]]
    page = client.get(preview)
    assert "正在检查" in page.content.decode()
    assert page.headers["Refresh"] == "3"
    client.post(preview, {"key": "k"})
    assert len(begun) == 1
    LedgerImport.objects.update(touched_at=LedgerImport.objects.get().touched_at - import_drafts.SILENT * 2)
    assert "再试一次" in client.get(preview).content.decode()
    client.post(preview, {"key": "k"})
    assert len(begun) == 2


def test_numbers_that_moved_meanwhile_are_made_anew_without_a_gap(cast: Cast) -> None:
    client = cast.as_("clerk")
    Numbering.objects.create(conference_id=cast.conference, year=2025, start=38, last=40)
    bring_in(client, cast, "台账.csv", wild.csv_of(wild.told()))
    assert [row.number for row in matters(cast)] == list(range(2025_000041, 2025_000048))
    assert Identity.objects.filter(holder="matter:2025000041").exists()


def test_the_pages_ask_the_database_a_fixed_number_of_times(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = send(client, cast, "台账.csv", wild.csv_of(wild.told())).headers["Location"]
    preview = settle(client, where).headers["Location"]
    for path, most in ((cast.url("imports/"), 8), (where, 12), (preview, 12)):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        assert len(captured) <= most, (path, len(captured))


HEADS = ["编号", "反映问题", "信访日期", "责任单位", "协办单位", "内容分类"]
ROWS = [
    ["1", "反映路灯不亮", "2025-01-02", "司法老所", "老派出所、民政口", "路灯类"],
    ["2", "反映水渠淤塞", "2025-01-03", "司法老所", "", "路灯类"],
    ["3", "反映噪声扰民", "2025-01-04", "何某包片", "", "路灯类"],
]


def csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in [HEADS, *rows]).encode()


def test_words_for_units_and_categories_that_nobody_knows_are_asked_once_and_remembered(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = send(client, cast, "台账.csv", csv(ROWS)).headers["Location"]
    asked = fill(client, where).headers["Location"]
    assert asked.endswith("words")
    page = client.get(asked)
    told = {each.word: (each.rows, each.where) for group in page.context["groups"] for each in group.lines}
    assert told["司法老所"] == (2, "责任单位")
    assert told["民政口"] == (1, "协办单位")
    assert told["路灯类"] == (3, "内容分类")
    assert told.keys() == {"司法老所", "老派出所", "民政口", "何某包片", "路灯类"}
    form = page.context["form"]
    unit = next(code for code in form.offered if code.startswith("unit:"))
    category = next(code for code in form.offered if code.startswith("category:"))
    meant = {"司法老所": unit, "老派出所": unit, "民政口": unit, "路灯类": category}
    names = {field.label: name for name, field in form.fields.items()}
    assert fill(client, asked, **{names["司法老所"]: "unit:99999"}).status_code == 422
    preview = fill(client, asked, **{names[word]: told for word, told in meant.items()}).headers["Location"]
    assert "选定 4 个，其余原文照录" in client.get(preview).content.decode()
    client.post(preview, {"key": "k"})
    made = matters(cast)
    assert [(f"unit:{row.lead.number}" if row.lead else None) for row in made] == [unit, unit, None]
    assert {row.category for row in made} == {category.removeprefix("category:")}
    assert CoHandler.objects.filter(matter=made[0]).count() == 1
    notes = list(Progress.objects.order_by("matter__number").values_list("text", flat=True))
    assert all(word in notes[0] for word in ("司法老所", "老派出所、民政口", "路灯类"))
    assert "何某包片" in notes[2]
    # nothing of the words stands open, and the next ledger is not asked again
    memory = str(list(WordMemory.objects.values_list("fingerprint", "meaning")))
    assert not any(word in memory for word in told)
    more = [["4", "反映垃圾清运", "2025-02-04", "何某包片", "民政口", "路灯类"]]
    where = send(client, cast, "又一份.csv", csv(more)).headers["Location"]
    preview = fill(client, where).headers["Location"]
    assert not preview.endswith("words")
    again = client.get(preview.rstrip("/") + "/words").context["form"]
    assert {field.label: again[name].value() for name, field in again.fields.items() if field.label} == {
        "何某包片": "keep", "民政口": unit, "路灯类": category,
    }  # fmt: skip
    # the choice may be changed before anything is brought in
    back = {name: "keep" for name, field in again.fields.items() if field.label == "路灯类"}
    preview = fill(client, preview.rstrip("/") + "/words", **back).headers["Location"]
    client.post(preview, {"key": "k"})
    assert matters(cast)[3].category == ""


def test_the_page_of_words_asks_little_of_the_database_and_what_is_known_is_not_asked(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = send(client, cast, "台账.csv", csv(ROWS)).headers["Location"]
    asked = fill(client, where).headers["Location"]
    with CaptureQueriesContext(connection) as asked_of:
        client.get(asked)
    assert len(asked_of) <= 14
    assert "没有要核对的" in _words_page(client, cast, [["5", "反映排水", "2025-02-05", "", "", ""]])


def _words_page(client: Client, cast: Cast, rows: list[list[str]]) -> str:
    where = send(client, cast, "无.csv", csv(rows)).headers["Location"]
    preview = fill(client, where).headers["Location"]
    return client.get(preview.rstrip("/") + "/words").content.decode()
