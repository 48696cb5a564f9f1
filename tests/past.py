"""History of the small township on paper: rows of the four sheets, as tables read from a workbook or typed into one."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from lianxi.documents.rows import Row, Table
from lianxi.roster import history
from lianxi.web import clock
from tests.cast import RULES, Cast

#: the year before the cast's judging begins
MEETINGS = [
    {
        "ref": "1",
        "title": "三月工作会议",
        "kind": "工作会议",
        "day": "2025-03-12",
        "place": "二楼会议室",
        "agenda": "通报情况\n研究安排",
    },
    {"ref": "2", "title": "上半年全体会议", "kind": "全体会议", "day": "2025-06-20"},
]
ATTENDANCE = [
    {"meeting": "1", "unit": "柳塘村", "status": "到会"},
    {"meeting": "1", "unit": "镇派出所", "status": "代会", "substitute": "何青"},
]
MINUTES = [
    {
        "meeting": "1",
        "text": "会议听取了汇报。",
        "decisions": "清淤\n修缮接待室",
        "issued_on": "2025-03-14",
        "document_number": "〔2025〕1号",
    },
]
TASKS = [
    {
        "title": "清理渠道",
        "lead": "柳塘村",
        "co_units": "镇派出所、镇司法所",
        "assigned_on": "2025-03-14",
        "due": "2025-04-30",
        "meeting": "1",
        "standing": "已办结",
        "report": "已全部清淤。",
        "reported_on": "2025-04-20",
        "done_on": "2025-04-25",
    },
    {"title": "修缮接待室", "lead": "镇司法所", "assigned_on": "2025-03-14", "due": "2025-12-31", "standing": "办理中"},
]
ALL = {"meetings": MEETINGS, "attendance": ATTENDANCE, "minutes": MINUTES, "tasks": TASKS}
Given = Mapping[str, Sequence[Mapping[str, str]]]


def tables(cast: Cast, given: Given) -> dict[str, Table]:
    """The rows as the reader of workbooks gives them; the first row of a sheet is row 4, as in the template."""
    ground = history.ground_of(cast.conference, clock.today())
    found = {}
    for sheet in history.sheets():
        if sheet.key in given:
            keys = [column.key for column in sheet.columns(ground)]
            rows = tuple(Row(number, row) for number, row in enumerate(given[sheet.key], start=4))
            found[sheet.key] = Table(sheet.title, (), rows, (), (), {k: chr(65 + i) for i, k in enumerate(keys)})
    return found


def problems(cast: Cast, given: Given) -> list[str]:
    ground = history.ground_of(cast.conference, clock.today())
    return [str(problem) for problem in history.examine(ground, tables(cast, given)).problems]


def workbook(cast: Cast, template: bytes, given: Given) -> bytes:
    """The template with rows typed in below its headers."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    ground = history.ground_of(cast.conference, clock.today())
    for sheet in history.sheets():
        keys: dict[Any, str] = {column.title: column.key for column in sheet.columns(ground)}
        page = book[sheet.title]
        for number, row in enumerate(given.get(sheet.key, ()), start=4):
            for place, cell in enumerate(page[3], start=1):
                if cell.value in keys:
                    page.cell(number, place, row.get(keys[cell.value]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


#: a third township whose rules were in force before it used the system
EARLY_RULES = RULES.replace("柳塘", "早溪").replace("上河村", "晚溪村").replace("2026年1月1日", "2025年1月1日")
