"""办理回执 on its pages: downloaded, filled in with Excel as a secretary would, uploaded, looked at, confirmed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from lianxi.meetings.models import HistoryDraft
from lianxi.tasks import actions as tasks
from lianxi.tasks import queries as tasks_read
from lianxi.web import clock
from tests.cast import Cast
from tests.web.rows import Scene
from tests.web.scenes import make_scene
from tests.web.scenes_units import token

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def out(cast: Cast, who: str = "village") -> bytes:
    return cast.as_("clerk").get(cast.url(f"units/{cast.players[who].unit}/return.xlsx")).content


def rows_of(sheet: Any) -> dict[str, int]:
    """Number printed → its row."""
    return {str(row[0].value): row[0].row for row in sheet.iter_rows() if str(row[0].value)[:2] in CODES}


CODES = {"任务", "纪要", "会议", "商请", "督办", "建议"}


def fill(data: bytes, answers: Mapping[str, tuple[Any, ...]]) -> bytes:
    """Write 办理结果, 办理情况, 办理日期, 填报人 beside the numbers, and save."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["办理回执"]
    found = rows_of(sheet)
    for code, values in answers.items():
        for column, value in enumerate(values, 5):
            sheet.cell(found[code], column, value)
    return saved(book)


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def send(client: Client, cast: Cast, data: bytes, name: str = "回执.xlsx") -> HttpResponse:
    return client.post(cast.url("returns/"), {"table": SimpleUploadedFile(name, data)})


def number(cast: Cast) -> int:
    return journal.head_by_id(cast.conference).number


def test_the_workbook_stands_alone_locked_but_for_its_white_cells(scene: Scene) -> None:
    book = openpyxl.load_workbook(io.BytesIO(out(scene.cast)))
    assert [(name, book[name].sheet_state) for name in book.sheetnames] == [
        ("办理回执", "visible"),
        ("标识", "veryHidden"),
    ]
    sheet = book["办理回执"]
    assert sheet.protection.sheet
    assert "填报单位：柳塘村" in str(sheet["A2"].value)
    found = rows_of(sheet)
    row = found[f"任务{scene.task}"]
    assert [sheet.cell(row, column).protection.locked for column in range(1, 9)] == [True] * 4 + [False] * 4
    assert sheet.cell(row, 3).value == "核实渠道淤积"
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert offered[f"E{row}"] == '"办理中,已办结"'
    meeting = f"会议{scene.meetings['called']}"
    assert offered[f"E{found[meeting]}"] == '"请假,代会"'
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_a_secretary_s_sheet_goes_out_comes_back_and_is_recorded_in_one_entry(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    day = clock.today()
    data = fill(
        out(cast),
        {
            f"任务{scene.task}": ("已办结", "沟渠已全部清淤", day, "林秋生"),
            f"纪要{scene.meetings['issued']}": ("已签收", None, day.isoformat(), "林秋生"),
            f"会议{scene.meetings['called']}": ("代会", "周宁，村副主任", day, "林秋生"),
        },
    )
    before = number(cast)
    where = send(client, cast, data).headers["Location"]
    assert number(cast) == before
    seen = client.get(where).content.decode()
    assert "柳塘村的办理回执" in seen
    assert "沟渠已全部清淤" in seen
    assert "确认登记 3 件" in seen
    assert client.post(where, {"means": ""}).status_code == 422
    assert client.post(where, {"means": "wechat"}).status_code == 302
    assert number(cast) == before + 1
    entry = journal.entry(cast.conference, before + 1)
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["task.completed", "minutes.received", "attendance.recorded"]
    assert entry.behalf is not None
    assert (entry.behalf["unit"], entry.behalf["means"]) == (cast.village.unit, "wechat")
    assert "这份回执已经登记" in client.get(where).content.decode()
    waits = cast.as_("village").get(cast.url("inbox/")).content.decode()
    assert "办公室代您登记" in waits  # he is asked to confirm what was recorded for him


def test_a_unit_sends_in_its_own_sheet_as_its_own_act_of_today_and_the_file_is_kept(scene: Scene) -> None:
    cast, village, day = scene.cast, scene.cast.as_("village"), clock.today()
    where = cast.url(f"units/{cast.village.unit}/")
    page = village.get(where).content.decode()
    assert "下载办理回执表" in page
    demand = scene.of["inspections"]["inspection"]
    assert f"督办单第 {demand} 号" in page
    answers = {
        f"任务{scene.task}": ("办理中", "清了一半", day - timedelta(days=3), "林秋生"),
        f"督办{demand}": ("书面答复", "已按要求整改", day, "林秋生"),
    }
    data = fill(village.get(f"{where}return.xlsx").content, answers)
    before = number(cast)
    there = send(village, cast, data, "本村回执.xlsx").headers["Location"]
    seen = village.get(there).content.decode()
    assert "登记为本单位今天" in seen
    assert "回执怎么送来的" not in seen
    assert cast.as_("police").get(there).status_code == 404
    assert village.post(there, {"key": "k"}).status_code == 302
    entry = journal.entry(cast.conference, before + 1)
    assert entry is not None
    assert (entry.behalf, entry.actor["person"]) == (None, cast.village.person)
    assert [(fact.verb, fact.on) for fact in entry.facts] == [
        ("task.reported", day),
        ("inspection.answered", day),
    ]
    assert [(file.name, file.sha256) for file in entry.files] == [("本村回执.xlsx", hashlib.sha256(data).hexdigest())]
    assert "本单位自己的办理" in village.get(there).content.decode()
    assert f"督办单第 {demand} 号" not in village.get(where).content.decode()


def test_a_unit_cannot_send_in_the_sheet_of_another(scene: Scene) -> None:
    cast, before = scene.cast, number(scene.cast)
    answer = send(cast.as_("police"), cast, fill(out(cast), {f"任务{scene.task}": ("办理中", "好", clock.today(), "")}))
    assert answer.status_code == 422
    assert "不是发给本单位的" in answer.content.decode()
    assert number(cast) == before


def test_what_the_office_takes_in_keeps_the_file_and_the_photo(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    data = fill(out(cast), {f"任务{scene.task}": ("办理中", "清了一半", clock.today(), "")})
    where = send(client, cast, data).headers["Location"]
    client.post(where, {"means": "paper", "scans": SimpleUploadedFile("签字.pdf", b"%PDF-1.7 x")})
    entry = journal.entry(cast.conference, number(cast))
    assert entry is not None
    assert [file.name for file in entry.files] == ["回执.xlsx", "签字.pdf"]
    assert not HistoryDraft.objects.get(entry=entry.number).file


def test_the_same_file_five_times_records_once(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    data = fill(out(cast), {f"任务{scene.task}": ("办理中", "清了一半", clock.today(), "")})
    before = number(cast)
    for _ in range(5):
        where = send(client, cast, data).headers["Location"]
        client.post(where, {"means": "paper"})
    assert number(cast) == before + 1


def test_an_empty_sheet_and_a_settled_one_say_so(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    blank = out(cast)
    assert "还没有填写" in client.get(send(client, cast, blank).headers["Location"]).content.decode()
    data = fill(blank, {f"任务{scene.task}": ("已办结", "沟渠已清淤", clock.today(), "")})
    view = tasks_read.task_for(cast.conference, scene.task, role="director", unit=None, on=clock.today())
    assert view is not None
    tasks.complete_task(cast.village.call(), number=scene.task, version=view.version, text="已做完")
    seen = client.get(send(client, cast, data).headers["Location"]).content.decode()
    assert "都已经办理过了" in seen
    assert "任务现为“已报办结”。" in seen
    assert "确认登记" not in seen


def test_mistakes_are_shown_by_cell_and_nothing_can_be_confirmed(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    data = fill(out(cast), {f"任务{scene.task}": ("已办结", None, "下周三", "")})
    where = send(client, cast, data).headers["Location"]
    seen = client.get(where).content.decode()
    assert "有 2 处要改" in seen
    assert "请写明办理情况。" in seen
    assert "确认登记" not in seen
    before = number(cast)
    assert client.post(where, {"means": "paper"}).status_code == 422
    assert number(cast) == before


def test_a_changed_number_is_refused_by_its_cell(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    book = openpyxl.load_workbook(
        io.BytesIO(fill(out(cast), {f"任务{scene.task}": ("已办结", "好", clock.today(), "")}))
    )
    sheet = book["办理回执"]
    row = rows_of(sheet)[f"任务{scene.task}"]
    sheet.cell(row, 1, "任务777")
    seen = client.get(send(client, cast, saved(book)).headers["Location"]).content.decode()
    assert f"A{row}" in seen
    assert "不是这份回执上的" in seen


def test_a_sheet_without_its_seal_with_another_s_or_of_another_township_is_refused(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    blank = out(cast)
    bare = openpyxl.load_workbook(io.BytesIO(blank))
    del bare["标识"]
    forged = openpyxl.load_workbook(io.BytesIO(blank))
    forged["标识"]["A2"] = f"{forged['标识']['A2'].value}x"
    elsewhere = cast.as_("outsider").get(f"/{cast.other_slug}/units/1/return.xlsx").content
    told = {
        saved(bare): "没有回执标识",
        saved(forged): "标识被改动过",
        elsewhere: "另一个联席会议",
        b"not a workbook": "内容却是",
        saved(openpyxl.Workbook()): "没有要填的表",
    }
    for data, words in told.items():
        answer = send(client, cast, data)
        assert answer.status_code == 422
        assert words in answer.content.decode(), words


def test_a_hostile_workbook_does_no_harm(scene: Scene) -> None:
    """A sheet that unpacks to hundreds of megabytes, as the hidden one too."""
    cast, client = scene.cast, scene.cast.as_("clerk")
    whole = zipfile.ZipFile(io.BytesIO(out(cast)))
    for bad in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name in whole.namelist():
                package.writestr(name, b" " * 300_000_000 if name == bad else whole.read(name))
        before = number(cast)
        answer = send(client, cast, target.getvalue())
        assert answer.status_code == 422
        assert number(cast) == before


def test_a_history_draft_and_a_return_are_never_taken_for_each_other(scene: Scene) -> None:
    cast, client = scene.cast, scene.cast.as_("clerk")
    assert client.get(cast.url(f"returns/{token(cast)}/")).status_code == 200
    assert client.get(cast.url(f"records/history/{token(cast)}/")).status_code == 404


#: page → its queries with session, user and seat
QUERIES = {"returns/": 4, "units/{village}/return.xlsx": 11, "returns/{token}/": 12}


@pytest.mark.parametrize("path", sorted(QUERIES))
def test_a_page_asks_as_many_queries_as_are_written_down(scene: Scene, path: str) -> None:
    cast = scene.cast
    client, where = cast.as_("clerk"), cast.url(path.format(village=cast.village.unit, token=token(cast)))
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    assert len(asked) == QUERIES[path], "\n".join(query["sql"][:150] for query in asked.captured_queries)
