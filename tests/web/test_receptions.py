"""Rota, reception register, charges and letters read through their pages."""

from __future__ import annotations

from io import BytesIO
from itertools import count

import openpyxl
import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from lianxi.matters.models import Matter, ReceptionDay
from tests.cast import PASSWORD, Cast
from tests.matters.small_steps import reported_matter
from tests.web.rows import TODAY, Scene
from tests.web.signing_in import set_clock
from tests.web.test_kept_forms import typed_too_late

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def status(client: Client, path: str) -> int:
    """Of an answer that may be a file, read to its end."""
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def test_a_rota_is_planned_published_posted_and_kept(cast: Cast) -> None:
    clerk, village, convener = cast.as_("clerk"), cast.as_("village"), cast.as_("convener")
    days = {
        "day_0": TODAY,
        "leader_0": cast.convener.person,
        "day_3": "2026-11-30",
        "leader_3": cast.organ_head.person,
    }
    post(clerk, cast, "receptions/rota/new", place="信访接待室", hours="8:30—11:30", **days)
    assert "近期没有公示" in village.get(cast.url("receptions/rota/")).content.decode()
    empty = clerk.post(cast.url("receptions/rota/publish"), {"key": "k"})
    assert empty.status_code == 422
    assert "请先勾选" in empty.content.decode()
    assert post(clerk, cast, "receptions/rota/publish", day=[1, 2]) == "receptions/rota/notice"
    notice = village.get(cast.url("receptions/rota/notice")).content.decode()
    for words in ("方立平", "杜明远", "2026年11月30日", "代表不超过五人"):
        assert words in notice
    assert "今天接访" in convener.get(cast.url("inbox/")).content.decode()
    assert "领导接访日" in cast.as_("organ_head").get(cast.url("inbox/")).content.decode()
    post(convener, cast, "receptions/rota/1/hold", version=2)
    post(clerk, cast, "receptions/rota/2/cancel", version=2, reason="参加县里会议")
    assert "参加县里会议" in village.get(cast.url("receptions/rota/")).content.decode()
    assert "杜明远" not in village.get(cast.url("receptions/rota/notice")).content.decode()
    book = openpyxl.load_workbook(BytesIO(clerk.get(cast.url("receptions/rota/export.xlsx")).content))
    assert "已接访" in [cell.value for row in book.active.iter_rows() for cell in row]
    half = clerk.post(cast.url("receptions/rota/new"), {"key": "h", "place": "室", "day_0": "2026-12-01"})
    assert half.status_code == 422
    assert "请选择领导" in half.content.decode()


def test_a_past_day_of_which_nothing_is_said_stands_in_the_office_inbox(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    post(clerk, cast, "receptions/rota/new", place="室", day_0=TODAY, leader_0=cast.convener.person)
    ReceptionDay.objects.update(on="2026-11-20")
    assert "登记领导接访情况" in clerk.get(cast.url("inbox/")).content.decode()
    page = clerk.get(cast.url("receptions/rota/")).content.decode()
    assert "待登记" in page
    assert "无人来访" in page


def test_a_visit_is_recorded_by_the_leader_and_becomes_a_matter_by_the_office(cast: Cast) -> None:
    convener, clerk = cast.as_("convener"), cast.as_("clerk")
    assert "杜明远" not in convener.get(cast.url("receptions/new")).content.decode()
    given = {"kind": "reception", "leader": cast.convener.person, "on": TODAY, "people": 3, "title": "宅基地界址"}
    place = post(convener, cast, "receptions/new", **given, petitioner_name="罗桂枝", petitioner_phone="13900001234")
    assert "转入登记或办结" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, f"{place}register", version=1, purpose="claim", kind="appeal_claim")
    page = clerk.get(cast.url(place)).content.decode()
    assert "已转入信访事项登记" in page
    assert "罗桂枝" not in page
    accused = post(clerk, cast, "receptions/new", **{**given, "title": "收钱不办事"}, accused=[cast.village.unit])
    for who in ("clerk", "convener", "inspector"):
        for path in ("receptions/", accused, "receptions/export.xlsx", ""):
            assert "收钱不办事" not in cast.as_(who).get(cast.url(path)).content.decode("utf-8", "replace")


def test_a_charge_is_proposed_from_a_matter_decided_and_ended(cast: Cast) -> None:
    clerk, head = cast.as_("clerk"), cast.as_("organ_head")
    assert "请打开事项" in clerk.get(cast.url("charges/new")).content.decode()
    assert "没有编号" in clerk.get(cast.url("charges/new?matter=2026000009")).content.decode()
    matter = reported_matter(cast)
    form = clerk.get(cast.url(f"charges/new?matter={matter}")).content.decode()
    assert form.count("checked") == 4
    given = {"leader": cast.convener.person, "duties": ["掌握情况"], "more": "每周联系"}
    place = post(clerk, cast, f"charges/new?matter={matter}", **given)
    assert "审批包案" in head.get(cast.url("inbox/")).content.decode()
    post(head, cast, place, step="approve", version=1)
    assert "本人包案" in cast.as_("convener").get(cast.url("inbox/")).content.decode()
    wrong = head.post(cast.url(place), {"key": "again", "step": "approve", "version": 2})
    assert wrong.status_code in {409, 422}
    post(clerk, cast, place, step="end", version=2, result="管道更换完毕", ended_on=TODAY)
    page = clerk.get(cast.url(place)).content.decode()
    assert "管道更换完毕" in page
    assert "掌握情况、每周联系" in page


def test_what_a_leader_signed_or_wrote_on_paper_is_recorded_with_the_scan(cast: Cast) -> None:
    clerk, matter = cast.as_("clerk"), reported_matter(cast)
    given = {"leader": cast.convener.person, "duties": ["掌握情况"]}
    place = post(clerk, cast, f"charges/new?matter={matter}", **given)
    signed = {"behalf_seat": cast.organ_head.seat, "behalf_on": TODAY}
    step = {"step": "approve_on_paper", "version": 1, **signed}
    assert clerk.post(cast.url(place), {"key": "a", **step}).status_code == 422
    post(clerk, cast, place, **step, scans=SimpleUploadedFile("审批表.pdf", b"%PDF-1.4 signed"))
    assert "审批表.pdf" in clerk.get(cast.url(place)).content.decode()
    reading = f"matters/{matter}/reading"
    scan = SimpleUploadedFile("批示.pdf", b"%PDF-1.4 read")
    post(clerk, cast, reading, text="请水利站到场。", **signed, scans=scan)
    for path in (reading, f"matters/{matter}/"):
        assert "请水利站到场。" in cast.as_("convener").get(cast.url(path)).content.decode()
    assert cast.url(reading) in cast.as_("convener").get(cast.url(f"matters/{matter}/")).content.decode()
    entry = journal.entries(cast.conference, limit=1)[0]
    the_file, the_entry = f"files/{entry.files[0].number}", f"journal/{entry.number}/"
    for who, seen in (("inspector", True), ("convener", True)):
        assert status(cast.as_(who), cast.url(the_file)) == (200 if seen else 404), who
    Matter.objects.update(restricted=True)
    for who, seen in (("inspector", False), ("convener", False), ("organ_head", True)):
        assert status(cast.as_(who), cast.url(the_file)) == (200 if seen else 404), who
        assert ("批示.pdf" in cast.as_(who).get(cast.url(the_entry)).content.decode()) is seen, who
    assert cast.as_("convener").get(cast.url(reading)).status_code == 404
    assert cast.as_("convener").get(cast.url(place)).status_code == 404


def test_a_form_sent_too_late_is_kept_without_who_came(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"kind": "reception", "on": TODAY, "people": "1", "title": "宅基地界址", "petitioner_name": "罗桂枝"}
    client, login = typed_too_late(cast, set_clock(monkeypatch), given, "receptions/new")
    back = client.post(login, {"username": "clerk", "password": PASSWORD}).headers["Location"]
    page = client.get(back).content.decode()
    assert 'value="宅基地界址"' in page
    assert "没有保留，请重新填写" in page
    assert "罗桂枝" not in page
    assert all("罗桂枝" not in str(row.get_decoded()) for row in Session.objects.all())


def test_the_pages_ask_the_database_a_known_number_of_times(standing_scene: Scene, db: None) -> None:
    cast, of = standing_scene.cast, standing_scene.of["leaders"]
    client = cast.as_("clerk")
    for path, most in (
        ("receptions/", 8),
        ("receptions/rota/", 8),
        ("charges/?shown=all", 8),
        (f"receptions/{of['reception']}/", 12),
        (f"charges/{of['charge']}/", 12),
        (f"charges/{of['approved']}/", 12),
        (f"matters/{of['matter']}/reading", 12),
    ):
        client.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked))
