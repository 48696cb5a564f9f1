"""Screening and disputes through their pages: one tap, a minute on a phone, one step on, and who sees what."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.information import disputes
from lianxi.information.models import Dispute, Screening
from lianxi.matters.models import Matter
from lianxi.matters.words import number_label
from lianxi.web import clock
from tests.cast import Cast
from tests.information.disputing import asked, found
from tests.web.rows import TODAY, Scene

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()
PERIOD = "month:2026-11-01"
GIVEN = {"title": "两户共用通道堆放杂物", "kind": "neighbours", "risk": "middle", "found_on": TODAY}


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def text(client: Client, cast: Cast, path: str) -> str:
    return client.get(cast.url(path)).content.decode()


def sheet(client: Client, cast: Cast, path: str) -> list[tuple[Any, ...]]:
    rows = openpyxl.load_workbook(BytesIO(client.get(cast.url(path)).content)).active.iter_rows(values_only=True)
    return list(rows)


def test_nothing_found_is_one_tap_in_the_inbox_and_the_office_sees_it(cast: Cast) -> None:
    village, clerk = cast.as_("village"), cast.as_("clerk")
    assert "矛盾纠纷排查" not in text(village, cast, "inbox/"), "nobody is reminded before the office begins"
    assert "本期排查无矛盾纠纷" in text(village, cast, "screenings/"), "but may report"
    assert "确定报送单位" in text(clerk, cast, "screenings/")
    units = [cast.village.unit, cast.village.unit + 1]  # type: ignore[operator]
    post(clerk, cast, "screenings/settings", version=0, units=units)
    waits = text(village, cast, "inbox/")
    assert "2026年11月矛盾纠纷排查" in waits
    assert "本期排查无矛盾纠纷" in waits
    assert 'name="period" value="month:2026-11-01"' in waits
    page = text(clerk, cast, "screenings/")
    assert "2 个单位，已报 0 个" in page
    assert page.count("待报") >= 2
    post(clerk, cast, "screenings/chase", period=PERIOD)
    assert "今天已催报" in text(clerk, cast, "screenings/")
    assert "已催报 1 次" in text(village, cast, "inbox/")
    post(village, cast, "screenings/report", period=PERIOD, seen=0)
    assert "矛盾纠纷排查" not in text(village, cast, "inbox/")
    assert "零报告" in text(village, cast, "screenings/")
    page = text(clerk, cast, "screenings/")
    assert "已报 1 个" in page
    assert "零报告" in page
    rows = sheet(clerk, cast, f"screenings/export.xlsx?period={PERIOD}")
    assert [row[1] for row in rows if row[0] in {"柳塘村", "上河村"}] == ["已报", "待报"]
    refused = village.post(cast.url("screenings/report"), {"key": "x", "period": PERIOD, "seen": 0})
    assert refused.status_code == 409
    assert "已经报送" in refused.content.decode()


def test_the_office_records_a_report_for_a_unit_and_takes_one_back(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    asked(cast)
    form = text(clerk, cast, f"screenings/report?unit={cast.village.unit}&period={PERIOD}")
    assert "代录：柳塘村" in form
    behalf = {"behalf_seat": cast.village.seat, "means": "phone", "behalf_on": TODAY}
    post(clerk, cast, f"screenings/report?unit={cast.village.unit}", period=PERIOD, seen=0, **behalf)
    assert "代录" in text(clerk, cast, "screenings/")
    number = Screening.objects.get().number
    post(clerk, cast, f"screenings/{number}/take-back", reason="误报")
    assert not Screening.objects.exists()
    assert clerk.get(cast.url("screenings/report?unit=999&period=x")).status_code == 404


def test_a_dispute_is_entered_worked_on_and_settled_on_a_phone(cast: Cast) -> None:
    village = cast.as_("village")
    assert "一键零报告" in text(village, cast, "disputes/")
    form = text(village, cast, "disputes/new")
    assert "风险指事情的紧迫和复杂程度，不评价当事人" in form
    assert "不填写当事人姓名" in form
    place = post(village, cast, "disputes/new", **GIVEN)
    assert "◇ 事项风险中" in text(village, cast, place)
    assert "通道堆放杂物" in text(village, cast, "inbox/")
    post(village, cast, f"{place}steps/measure", version=1, text="约双方到场查看。", on=TODAY)
    assert "约双方到场查看" in text(village, cast, place)
    post(village, cast, f"{place}steps/correct", version=2, **{**GIVEN, "risk": "high", "place": "三组"})
    post(village, cast, f"{place}steps/settle", version=3, result="双方清理通道。", settled_on=TODAY)
    page = text(village, cast, place)
    assert "双方清理通道" in page
    assert "▲ 事项风险高" in page
    post(village, cast, f"{place}steps/reopen", version=4, reason="又堆上了")
    assert "又反复，重新化解：又堆上了" in text(village, cast, place)
    lost = village.post(cast.url("disputes/new"), {"key": "k", **GIVEN, "text": "电话 13900001234"})
    assert lost.status_code == 422
    assert "电话号码或证件号码" in lost.content.decode()
    assert "13900001234" in lost.content.decode(), "nothing typed is lost"
    row = Dispute.objects.get()
    stale = village.post(
        cast.url(f"disputes/{row.number}/steps/settle"),
        {"key": "s", "version": 1, "result": "好", "settled_on": TODAY},
    )
    assert stale.status_code == 409


def test_one_step_makes_it_a_matter_or_information_and_a_matter_nobody_may_see_does_not_shine_through(
    cast: Cast,
) -> None:
    village, clerk = cast.as_("village"), cast.as_("clerk")
    place = post(village, cast, "disputes/new", **GIVEN)
    post(village, cast, f"{place}steps/to_matter", version=1, purpose="claim", channel="visit")
    made = Matter.objects.get(conference_id=cast.conference)
    assert number_label(made.number) in text(clerk, cast, place)
    shown = text(village, cast, place)
    assert "已提级为信访事项" in shown
    assert str(made.number) not in shown
    assert number_label(made.number) not in shown
    place = post(village, cast, "disputes/new", **GIVEN)
    post(village, cast, f"{place}steps/to_information", version=1, urgency="urgent")
    assert "/information/1/" in text(clerk, cast, place)
    assert "已提级为重要敏感信息" in text(village, cast, place)


def test_the_office_records_for_a_unit_gives_it_to_another_and_voids_what_was_entered_twice(cast: Cast) -> None:
    clerk, police = cast.as_("clerk"), cast.as_("police")
    behalf = {"behalf_seat": cast.village.seat, "means": "wechat", "behalf_on": TODAY}
    assert clerk.post(cast.url("disputes/new"), {"key": "n", **GIVEN}).status_code == 422
    place = post(clerk, cast, "disputes/new", **GIVEN, **behalf)
    assert "办公室代录" in text(cast.as_("village"), cast, place)
    assert police.get(cast.url(place)).status_code == 404
    post(clerk, cast, f"{place}steps/assign", version=1, settles=cast.police.unit, responsible="所长", due="2026-11-25")
    assert "所长" in text(police, cast, place)
    assert "通道堆放杂物" in text(police, cast, "inbox/")
    assert "通道" in text(police, cast, "disputes/")
    half = {**behalf, "means": "", "version": 2, "result": "好", "settled_on": TODAY}
    assert clerk.post(cast.url(f"{place}steps/settle"), {"key": "h", **half}).status_code == 422
    post(clerk, cast, f"{place}steps/void", version=2, reason="重复登记")
    assert "已作废：重复登记" in text(clerk, cast, place)
    assert "通道" not in text(clerk, cast, "disputes/?shown=all")
    assert "通道" in text(clerk, cast, "disputes/?shown=voided")


def test_overdue_ones_stand_in_the_office_s_inbox_and_leave_as_a_table_and_a_paper(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    number = found(cast, risk="high")
    assert "事项风险高，柳塘村化解，未定期限" in text(clerk, cast, "inbox/")
    disputes.settle_dispute(cast.village.call(), number=number, version=1, result="好了", settled_on=clock.today())
    found(cast, title="放水次序争执", kind="land")
    (row,) = [row for row in sheet(clerk, cast, "disputes/export.xlsx?shown=all&risk=high") if row[0] == number]
    assert row[3:6] == ("两户共用通道堆放杂物", "邻里关系", "高")
    answer = clerk.get(cast.url("disputes/account.docx?period=2026-11"))
    told = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
    assert "共排查矛盾纠纷 2 件，已化解 1 件" in told
    assert "不排名" in told
    assert "放水次序争执" in told
    empty = clerk.get(cast.url("disputes/account.docx?period=2026-01"))
    assert "没有登记矛盾纠纷" in ZipFile(BytesIO(empty.content)).read("word/document.xml").decode()


def test_the_pages_ask_the_database_a_known_number_of_times(standing_scene: Scene, db: None) -> None:
    cast, number = standing_scene.cast, standing_scene.of["disputes"]["open"]
    for who in ("clerk", "village"):
        client = cast.as_(who)
        for path, most in (
            ("disputes/", 8),
            ("screenings/", 8),
            ("outside-figures/", 8),
            (f"disputes/{number}/", 12),
        ):
            client.get(cast.url(path))
            with CaptureQueriesContext(connection) as asked_:
                assert client.get(cast.url(path)).status_code == 200
            assert len(asked_) <= most, (who, path, len(asked_), [q["sql"][:120] for q in asked_])
