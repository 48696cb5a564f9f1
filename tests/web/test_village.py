"""The village register through its pages: on a phone in a minute, settled, reported, recorded for a village."""

from __future__ import annotations

from io import BytesIO
from itertools import count

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.matters.models import Matter
from tests.cast import Cast
from tests.web.rows import TODAY, Scene

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()
PLAIN = {"channel": "visit", "on": TODAY, "people": 1, "accuses": "no"}
PERSON = {"petitioner_name": "罗桂枝", "petitioner_phone": "13900001234"}


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def test_a_village_registers_settles_and_reports(cast: Cast) -> None:
    village, clerk = cast.as_("village"), cast.as_("clerk")
    assert "一分钟登记下来" in village.get(cast.url("village-cases/")).content.decode()
    assert "村级登记由村（社区）办理" in cast.as_("police").get(cast.url("village-cases/")).content.decode()
    assert "不排名" not in clerk.get(cast.url("village-cases/")).content.decode()
    place = post(village, cast, "village-cases/new", title="自来水三天没有水", **PLAIN, **PERSON)
    waiting = village.get(cast.url("inbox/")).content.decode()
    assert "自来水三天没有水" in waiting
    assert "化解或上报" in waiting
    page = village.get(cast.url(place)).content.decode()
    assert "罗＊＊" in page
    given = {"version": 1, "result": "水管已修好", "measures": ["guidance", "on_site"], "settled_on": TODAY}
    post(village, cast, f"{place}settle", **given)
    assert "疏导教育、现场解决" in village.get(cast.url(place)).content.decode()
    place = post(village, cast, "village-cases/new", title="道路被压坏", **PLAIN, **PERSON)
    post(village, cast, f"{place}report", version=1, purpose="claim", accuses="no")
    assert "已上报镇联席办，镇级编号" in village.get(cast.url(place)).content.decode()
    listed = clerk.get(cast.url("village-cases/")).content.decode()
    assert "不排名" in listed
    for client in (village, clerk):
        for path in ("village-cases/", place, "inbox/"):
            page = client.get(cast.url(path)).content.decode()
            assert "罗桂枝" not in page
            assert PERSON["petitioner_phone"] not in page


def test_what_accuses_the_village_is_gone_from_all_its_pages(cast: Cast) -> None:
    village = cast.as_("village")
    place = post(village, cast, "village-cases/new", title="低保评定不公", text="甲乙丙", **{**PLAIN, "accuses": "yes"})
    made = Matter.objects.get(conference_id=cast.conference)
    assert made.kind == "accusation"
    for path in ("village-cases/", place, "inbox/", "village-cases/export.xlsx", "", "units/"):
        answer = village.get(cast.url(path), follow=True)
        shown = answer.content.decode("utf-8", "replace")
        if path.endswith("xlsx"):
            shown = str([c.value for row in openpyxl.load_workbook(BytesIO(answer.content)).active for c in row])
        assert "低保" not in shown, path
        assert "甲乙丙" not in shown, path
    page = village.get(cast.url(place)).content.decode()
    assert "已转镇联席办" in page
    assert str(made.number)[4:] not in page


def test_nothing_typed_is_lost_and_the_question_must_be_answered(cast: Cast) -> None:
    village = cast.as_("village")
    person = {"petitioner_name": "罗桂枝", "petitioner_phone": "12"}
    given = {"key": "k", "title": "自来水", **PLAIN, **person, "result": "修好了"}
    answer = village.post(cast.url("village-cases/new"), {**given, "accuses": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("请填写此项。") == 1
    assert 'value="罗桂枝"' in page
    for wrong, words in (({}, "电话应为"), ({"petitioner_phone": ""}, "至少选择一项措施")):
        answer = village.post(cast.url("village-cases/new"), {**given, **wrong})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_the_office_records_what_a_village_told_it(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    form = clerk.get(cast.url("village-cases/new")).content.decode()
    assert "代哪个村登记" in form
    assert 'name="accuses"' not in form
    behalf = {"behalf_seat": cast.village.seat, "means": "phone", "behalf_on": TODAY}
    place = post(clerk, cast, "village-cases/new", title="路灯不亮", **PLAIN, **behalf)
    assert "办公室代录" in cast.as_("village").get(cast.url(place)).content.decode()


def test_the_pages_ask_the_database_a_known_number_of_times(standing_scene: Scene, db: None) -> None:
    cast, number = standing_scene.cast, standing_scene.of["leaders"]["case"]
    for who in ("clerk", "village"):
        client = cast.as_(who)
        for path, most in (("village-cases/", 8), (f"village-cases/{number}/", 12)):
            client.get(cast.url(path))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(cast.url(path)).status_code == 200
            assert len(asked) <= most, (who, path, len(asked))
