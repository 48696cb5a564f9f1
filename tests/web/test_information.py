"""Information through its pages: a minute on a phone, what each seat reads, the papers, known numbers of queries."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.documents.test_photographs import PICTURE, PLANTED, exif, segment
from tests.web.scenes_information import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": f"i{next(KEYS)}", **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def page(client: Client, cast: Cast, path: str) -> str:
    answer = client.get(cast.url(path))
    assert answer.status_code == 200, path
    return answer.content.decode()


def taken(client: Client, cast: Cast, path: str) -> bytes:
    """A file, read to its end."""
    answer = client.get(cast.url(path))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined,no-any-return]


def test_from_the_secretarys_phone_to_what_was_done(cast: Cast) -> None:
    clerk, village, police = cast.as_("clerk"), cast.as_("village"), cast.as_("police")
    form = page(village, cast, "information/new")
    assert "现在的草稿" not in form
    assert '<option value="' in form
    photo = SimpleUploadedFile("现场.jpg", b"\xff\xd8" + segment(0xE1, exif(6, "<")) + PICTURE)
    place = post(
        village, cast, "information/new", title="渠口有人聚集", place="柳塘村", urgency="ordinary",
        happened_at="2026-11-23T16:40", people="12", camera=photo,
    )  # fmt: skip
    assert place == "information/1/?sent=1"
    sent = page(village, cast, place)
    assert "data-draft-sent" in sent
    assert "发生后 1 小时" in sent
    # the photograph is kept without its traces
    file = sent.split("information/1/files/")[1].split('"')[0]
    kept = taken(village, cast, f"information/1/files/{file}")
    assert PLANTED not in kept
    assert kept.endswith(PICTURE)
    # it is the first thing in the office's inbox, and nobody else's
    assert page(clerk, cast, "inbox/").index("渠口有人聚集") < page(clerk, cast, "inbox/").index('class="btn key"')
    assert police.get(cast.url("information/1/")).status_code == 404
    assert police.get(cast.url(f"information/1/files/{file}")).status_code == 404
    assert "渠口有人聚集" not in page(police, cast, "information/?shown=all")
    told = {f"role_{cast.police.unit}": "verify", f"asked_{cast.police.unit}": "查清是谁组织的"}
    post(clerk, cast, "information/1/circulate", version=1, asked="核实人数", due="2026-11-26", **told)
    assert "签收" in page(police, cast, "inbox/")
    assert "核实人数<br>查清是谁组织的" in page(police, cast, "information/1/")
    assert "查清是谁组织的" not in page(village, cast, "information/1/")
    post(police, cast, "information/1/", step="receive")
    assert "核查反馈" in page(police, cast, "inbox/")
    assert taken(police, cast, f"information/1/files/{file}") == kept
    post(police, cast, "information/1/", step="verify", result="十二人，已劝离")
    assert "十二人" not in page(village, cast, "information/1/")
    back = {"step": "return", "unit": cast.police.unit, "opinion": "缺后续措施", "due": "2026-11-27"}
    post(clerk, cast, "information/1/", version=3, **back)
    assert "缺后续措施" in page(police, cast, "information/1/")
    post(clerk, cast, "information/1/", step="chase", version=4)
    proxy = {"behalf_seat": cast.police.seat, "means": "phone", "behalf_on": "2026-11-23"}
    post(clerk, cast, "information/1/", step="verify", result="已安排夜间巡查", **proxy)
    post(clerk, cast, "information/1/", step="settle", version=5, result="没有再发生")
    assert "没有再发生" in page(village, cast, "information/1/")
    assert "渠口有人聚集" not in page(clerk, cast, "inbox/")


def test_a_refused_report_keeps_what_was_typed_and_a_bad_photograph_is_named(cast: Cast) -> None:
    village = cast.as_("village")
    given = {"place": "柳塘村", "urgency": "urgent", "happened_at": "2026-11-23T16:40"}
    empty = village.post(cast.url("information/new"), {"key": "a", "text": "很多人在场", **given})
    assert empty.status_code == 422
    assert "很多人在场" in empty.content.decode()
    assert "data-fresh" not in empty.content.decode()
    half = SimpleUploadedFile("半张.jpg", b"\xff\xd8\xff\xe0 half")
    answer = village.post(cast.url("information/new"), {"key": "b", "title": "聚集", "photos": half, **given})
    assert answer.status_code == 422
    assert "半张.jpg" in answer.content.decode()
    secret = village.post(cast.url("information/new"), {"key": "c", "title": "密级：机密", **given})
    assert "国家秘密" in secret.content.decode()
    # what a unit told the office by telephone asks how and when
    clerk = cast.as_("clerk")
    told = {"key": "d", "title": "聚集", "unit": cast.village.unit, **given}
    answer = clerk.post(cast.url("information/new"), told)
    assert "请填写来报时间" in answer.content.decode()
    told |= {"means": "phone", "sent_at": "2026-11-23T17:00"}
    assert clerk.post(cast.url("information/new"), told).status_code == 302
    assert "待首报" in page(village, cast, "information/1/")


def test_urgent_ones_go_up_from_one_form_and_each_report_has_its_paper(cast: Cast) -> None:
    urgent = make(cast)["urgent"]
    clerk, village = cast.as_("clerk"), cast.as_("village")
    place = f"information/{urgent}/urgent"
    assert 'value="县公安局"' in page(village, cast, place)  # whom the last report went to
    given = {"committee": "镇党委、镇政府", "department": "县公安局", "office": "办公室", "means": "system"}
    post(
        village, cast, place, version=2, stage="final", text="道路已疏通。", sent_at="2026-11-23T18:03", **given
    )  # fmt: skip
    shown = page(clerk, cast, f"information/{urgent}/")
    assert shown.count("打印紧急信息报送单") == 2
    assert "还欠" not in shown
    paper = clerk.get(cast.url(f"information/{urgent}/urgent/2.docx"))
    text = ZipFile(BytesIO(paper.content)).read("word/document.xml").decode()
    assert all(words in text for words in ("紧急信息报送单", "县公安局", "2026年11月23日 18:03", "道路已疏通"))
    assert clerk.get(cast.url(f"information/{urgent}/urgent/3.docx")).status_code == 404
    # the body's own hours: set with their basis, shown where they are passed
    settings = {"urgent_hours": "2", "urgent_to": "镇党委", "screening_every": "week", "version": 0}
    refused = clerk.post(cast.url("information/settings"), {"key": "s", **settings})
    assert "请写明依据" in refused.content.decode()
    post(clerk, cast, "information/settings", urgent_basis="柳办〔2026〕1号", **settings)
    assert 'value="镇党委"' in page(clerk, cast, "information/settings")


def test_the_list_leaves_as_a_table_as_it_is_seen(cast: Cast) -> None:
    make(cast)
    for who, rows in (("clerk", 3), ("village", 3), ("police", 1), ("liaison", 1)):
        answer = cast.as_(who).get(cast.url("information/export.xlsx"), {"shown": "all"})
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        numbers = [row[0].value for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        assert len(numbers) == rows, who
    found = page(cast.as_("clerk"), cast, "information/?q=苗头")
    assert "苗头性情况" in found
    assert "道路被堵" not in found


def test_reporting_stands_in_the_middle_of_a_units_bar_and_nowhere_in_a_leaders(cast: Cast) -> None:
    def bar(who: str) -> list[str]:
        tabs = page(cast.as_(who), cast, "meetings/").partition('class="tabs"')[2]
        return [part.partition("<")[0].strip() for part in tabs.split("<a ")[1:] for part in [part.partition(">")[2]]]

    assert bar("village") == ["待办", "任务", "报送信息", "会议", "我的"]
    assert "报送信息" not in bar("convener")


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    for who in ("clerk", "police"):
        client = cast.as_(who)
        for path, most in (
            ("information/?shown=all", 8),
            (f"information/{made['told']}/", 12),
            *(((f"information/{made['urgent']}/", 12),) if who == "clerk" else ()),
        ):
            client.get(cast.url(path))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(cast.url(path)).status_code == 200
            assert len(asked) <= most, (who, path, [each["sql"][:90] for each in asked])
