"""收文 through its pages: from the register to the answer; an instruction on a phone."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from tests.cast import Cast
from tests.web.rows import TODAY
from tests.web.scenes_incoming import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": f"i{next(KEYS)}", **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def read(client: Client, cast: Cast, path: str) -> str:
    answer = client.get(cast.url(path))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_incoming_paper_becomes_a_task_and_is_answered(cast: Cast) -> None:
    clerk, convener, village = (cast.as_(key) for key in ("clerk", "convener", "village"))
    given = {"form": "document", "sender": "县水利局", "title": "核实渠道淤积反映", "received_on": TODAY}
    place = post(clerk, cast, "papers/new", **given, their_number="县水函〔2026〕9号")
    assert "拟办" in read(clerk, cast, "inbox/")
    post(clerk, cast, f"{place}propose", version=1, proposal="拟请柳塘村核实。")
    assert "批示" in read(convener, cast, "inbox/")
    assert "拟请柳塘村核实" in read(convener, cast, f"{place}instruct")
    post(convener, cast, f"{place}instruct", version=2, instruction="同意，限一周。")
    post(clerk, cast, f"{place}assign", version=3, title_0="核实渠道淤积", lead_0=cast.village.unit)
    assert "核实渠道淤积" in read(village, cast, "inbox/")
    assert village.get(cast.url(place)).status_code == 403
    post(village, cast, "tasks/1/", step="accept", version=1)
    post(village, cast, "tasks/1/", step="complete", text="已清淤")
    post(clerk, cast, "tasks/1/", step="verify")
    assert "已核验" in read(clerk, cast, place)
    post(clerk, cast, f"{place}answer", version=4, answer="已清淤，复函附后。", answered_on=TODAY)
    post(clerk, cast, f"{place}file", version=5)
    assert "已归档" in read(clerk, cast, place)


def test_an_instruction_on_paper_is_recorded_with_its_scan_and_the_leader_is_asked(cast: Cast) -> None:
    made = make(cast)
    clerk = cast.as_("clerk")
    place = f"papers/{made['proposed']}/instruct/on-paper"
    given = {"version": 2, "instruction": "请核实。", "behalf_seat": cast.convener.seat, "behalf_on": TODAY}
    assert clerk.post(cast.url(place), {"key": "x", **given}).status_code == 422
    post(clerk, cast, place, **given, scans=SimpleUploadedFile("批示.jpg", b"\xff\xd8\xff\xe0 scan"))
    entry = journal.entries(cast.conference, limit=1)[0]
    assert entry.behalf is not None
    assert "确认代录" in read(cast.as_("convener"), cast, "inbox/")


def test_the_register_is_searched_exported_and_teaches_when_empty(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert "直接归档" in read(clerk, cast, "papers/")
    make(cast)
    assert "来文proposed" in read(clerk, cast, "papers/?wanted=proposed")
    assert "来文registered" not in read(clerk, cast, "papers/?wanted=proposed")
    assert clerk.get(cast.url("papers/export.xlsx")).content[:2] == b"PK"


def test_the_handling_sheet_goes_round_with_what_is_known(cast: Cast) -> None:
    made = make(cast)
    content = cast.as_("clerk").get(cast.url(f"papers/{made['instructed']}/sheet.docx")).content
    text = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert "文件处理单" in text
    assert "拟请核实。" in text


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    clerk = cast.as_("clerk")
    for path, most in (("papers/", 8), (f"papers/{made['instructed']}/", 12)):
        clerk.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most
