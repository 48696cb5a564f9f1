"""A brief from figures to receipts: counted from the record, signed, issued, received; the seal holds the tables."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from itertools import count

import pytest
from django.test import Client

from lianxi.papers import issuers
from lianxi.papers.issuers import IssuerGiven
from lianxi.papers.queries import DocumentView
from lianxi.tasks import actions
from tests.cast import Cast
from tests.papers.ground import view
from tests.web.meeting_deeds import call, hold

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def a_brief(cast: Cast, clerk: Client) -> str:
    number = issuers.set_issuer(
        cast.clerk.call(),
        issuer=IssuerGiven("office", "柳塘镇联席会议办公室", "柳塘镇信访工作简报", "柳信联办", "convener"),
    ).number
    return post(clerk, cast, "documents/new?kind=brief", issuer=number, title="十一月信访工作简报", cc="镇党委")


def with_a_record(cast: Cast, clerk: Client) -> None:
    assert cast.village.unit is not None
    call(clerk, cast)
    hold(clerk, cast)
    number = actions.assign_task(cast.clerk.call(), title="清淤", text="", lead=cast.village.unit, due=TODAY).number
    actions.complete_task(cast.village.call(), number=number, version=1, text="已清")
    actions.verify_task(cast.clerk.call(), number=number, version=2)


def of(cast: Cast, place: str) -> DocumentView:
    return view(cast, int(place.rstrip("/").rpartition("/")[2]))


def text_of(data: bytes) -> str:
    return zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()


def test_a_brief_goes_from_figures_to_receipts(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    with_a_record(cast, clerk)
    place = a_brief(cast, clerk)
    assert "取数" in clerk.get(cast.url(place)).content.decode()
    form = clerk.get(cast.url(f"{place}figures"), {"period": "2026-11"}).content.decode()
    assert "2026年11月共召开会议1次" in form
    post(clerk, cast, f"{place}figures", seen=1, period="2026-11", items=["meeting:1"])
    page = clerk.get(cast.url(place)).content.decode()
    assert "任务办理情况" in page
    assert "四、主要工作" in page
    assert [table.rows[0] for table in of(cast, place).draft.figures if table.name == "任务办理情况"] == [
        ("柳塘村", "1", "1", "0")
    ]
    director, convener, village = (cast.as_(who) for who in ("director", "convener", "village"))
    post(director, cast, f"{place}step/check", version=2)
    post(convener, cast, f"{place}sign", version=3)
    post(clerk, cast, f"{place}issue", version=4, running=1, units=[cast.village.unit])
    post(village, cast, f"{place}receive")
    found = of(cast, place)
    assert (found.row.state, found.received) == ("issued", 1)
    assert found.draft.figures
    words = text_of(clerk.get(cast.url(f"{place}document.docx")).content)
    assert "核验办结" in words


def test_saving_the_words_afterwards_keeps_the_tables(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    with_a_record(cast, clerk)
    place = a_brief(cast, clerk)
    post(clerk, cast, f"{place}figures", seen=1, period="2026-11")
    found = of(cast, place)
    given = {"issuer": found.draft.issuer, "title": found.draft.title, "body": "改写过的正文。", "seen": found.version}
    post(clerk, cast, f"{place}edit", **given)
    again = of(cast, place)
    assert again.draft.body == "改写过的正文。"
    assert again.draft.figures == found.draft.figures


def test_figures_are_added_behind_what_was_written_or_take_its_place(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    place = a_brief(cast, clerk)
    given = {"issuer": of(cast, place).draft.issuer, "title": "十一月简报", "body": "开头的话。", "seen": 1}
    post(clerk, cast, f"{place}edit", **given)
    post(clerk, cast, f"{place}figures", seen=2, period="2026-11")
    assert of(cast, place).draft.body.startswith("开头的话。\n一、会议")
    post(clerk, cast, f"{place}figures", seen=3, period="2026-10", replacing="on")
    assert of(cast, place).draft.body.startswith("一、会议和议定事项\n2026年10月")


def test_two_who_take_figures_into_one_draft_see_each_other(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    place = a_brief(cast, clerk)
    post(clerk, cast, f"{place}figures", seen=1, period="2026-11")
    answer = cast.as_("director").post(cast.url(f"{place}figures"), {"key": "d", "seen": 1, "period": "2026-10"})
    assert answer.status_code == 409


def test_a_notice_has_no_figures_and_a_checked_brief_takes_none(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    place = a_brief(cast, clerk)
    post(clerk, cast, f"{place}figures", seen=1, period="2026-11")
    post(cast.as_("director"), cast, f"{place}step/check", version=2)
    assert clerk.get(cast.url(f"{place}figures")).status_code == 409
