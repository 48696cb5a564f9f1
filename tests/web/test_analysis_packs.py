"""社情分析 on its pages: one click makes the month, cards say why, files keep small numbers back."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client

from lianxi.analysis import periods
from lianxi.journal import background
from lianxi.meetings import pack_content, pack_making, packs
from lianxi.meetings.models import Concern, Pack, PackJob
from lianxi.tasks.models import Task
from lianxi.web import clock, pack_worker
from tests.cast import Cast
from tests.web.packed import a_month

pytestmark = pytest.mark.django_db


def made(cast: Cast, client: Client) -> tuple[int, int]:
    """A pack by one click; its number and that of its problem."""
    a_month(cast)
    answer = client.post(cast.url("analysis/new"), {"month": "2026-11", "key": "k1"})
    assert answer.status_code == 302
    return Pack.objects.get().number, Concern.objects.get().number


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = [name for name in package.namelist() if name.startswith("word/charts/")]
        assert charts, "each chart is drawn by Word itself"
        return package.read("word/document.xml").decode() + "".join(package.read(name).decode() for name in charts)


def test_from_one_click_to_the_tasks_on_the_pages(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.as_("clerk")
    with django_assert_max_num_queries(8):
        assert "还没有分析材料" in client.get(cast.url("analysis/")).content.decode()
    pack, concern = made(cast, client)
    with django_assert_max_num_queries(8):
        client.get(cast.url("analysis/"))
    with django_assert_max_num_queries(12):
        page = client.get(cast.url(f"analysis/{pack}/")).content.decode()
    for words in ("沥青拌合站", "此前 6 个月没有相近的反映", "不同信访人6人", "受限事项不进入", "内容分类 × 主办单位"):
        assert words in page
    row = Concern.objects.get()
    row.sources += ["dispute:1", "information:1"]  # of every kind there is, beside another problem of the month
    row.save()
    Concern.objects.create(
        conference_id=cast.conference, number=99, pack_id=row.pack_id, title="另一个", state="confirmed"
    )
    with django_assert_max_num_queries(12):
        card = client.get(cast.url(f"analysis/concerns/{concern}/")).content.decode()
    assert "2026-5000" in card
    assert "2026-8000" not in card, "a restricted matter never enters"
    Concern.objects.filter(number=99).delete()
    where = cast.url(f"analysis/concerns/{concern}/")
    again = client.post(cast.url(f"analysis/{pack}/steps/confirm"), {"version": 1, "text": "总体平稳，已核对。"})
    assert again.status_code == 422
    assert "总体平稳，已核对。" in again.content.decode(), "nothing typed is lost"
    client.post(where, {"step": "confirm", "version": 1, "title": "沥青拌合站夜间异味", "key": "k2"})
    client.post(cast.url(f"analysis/{pack}/steps/confirm"), {"version": 1, "text": "总体平稳。", "key": "k3"})
    client.post(cast.url(f"analysis/{pack}/steps/table"), {"version": 2, "key": "k4"})
    page = client.get(cast.url(f"analysis/{pack}/")).content.decode()
    assert "已提请，等待列入分析例会的议题" in page
    given = {"step": "measure", "title": "整治拌合站", "text": "停夜间生产。", "lead": cast.village.unit, "key": "k5"}
    assert cast.as_("convener").post(where, given).status_code == 302
    assert Task.objects.get().origin == f"concern:{concern}"
    assert "整治拌合站" in cast.as_("organ_head").get(cast.url(f"analysis/{pack}/")).content.decode()
    text = docx_text(client.get(cast.url(f"analysis/{pack}/pack.docx")).content)
    for words in ("沥青拌合站夜间异味", "整治拌合站", "近十三个月走势", "总体平稳。", "少于 3 件的显示为"):
        assert words in text
    whole = docx_text(client.get(cast.url(f"analysis/{pack}/pack.docx?whole=on")).content)
    assert "少于 3 件的显示为" not in whole
    assert client.get(cast.url(f"analysis/{pack}/tables.xlsx")).content[:2] == b"PK"


def test_a_large_ledger_is_counted_in_the_background_and_a_dead_worker_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    a_month(cast)
    period = periods.month_of(date(2026, 11, 1))
    within = pack_content.prepare(cast.conference, period, clock.today())
    begun: list[tuple[int, str]] = []
    monkeypatch.setattr(pack_making, "AT_ONCE", 10)
    monkeypatch.setattr(pack_worker, "start", lambda *given: begun.append(given))
    client = cast.as_("clerk")
    where = client.post(cast.url("analysis/new"), {"month": "2026-11", "key": "k1"}).headers["Location"]
    client.post(cast.url("analysis/new"), {"month": "2026-11", "key": "k2"})
    assert begun == [(cast.conference, "2026-11")], "of two who ask, one begins"
    assert not Pack.objects.exists()
    with django_assert_max_num_queries(12):
        watched = client.get(where)
    assert watched.headers["Refresh"]
    assert "可以离开这一页" in watched.content.decode()
    with django_assert_max_num_queries(8):
        assert "查看进度" in client.get(cast.url("analysis/")).content.decode()
    # its worker was killed: told on both pages, and taken up again once
    PackJob.objects.update(touched_at=clock.now() - background.SILENT * 2)
    assert "可能中断" in client.get(where).content.decode()
    assert "可能中断" in client.get(cast.url("analysis/")).content.decode()
    for key in ("k3", "k4"):
        client.post(where, {"key": key})
    assert len(begun) == 2
    # it broke half-way: nothing is kept, the page says so
    with monkeypatch.context() as broken:
        broken.setattr(packs, "make_pack", lambda *given, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pack_making.work(cast.conference, "2026-11", clock.now)
    assert "没有做成" in client.get(where).content.decode()
    assert not Pack.objects.exists()
    client.post(where, {"key": "k5"})
    steps: list[int] = []
    tell = background.tell
    monkeypatch.setattr(background, "tell", lambda rows, done, *more: (steps.append(done), tell(rows, done, *more)))
    pack_making.work(cast.conference, "2026-11", clock.now)
    assert steps == [0, 1, 2, 3, 4]
    pack = Pack.objects.get()
    assert (pack.figures, [each.title for each in pack.concerns.all()]) == (
        within.figures,
        [each.title for each in within.found],
    ), "the same as within a request"
    assert client.get(where).headers["Location"].endswith(f"analysis/{pack.number}/")
    # made again in the background; of a version that is gone it is refused in words
    again = cast.url(f"analysis/{pack.number}/steps/again")
    assert client.post(again, {"version": 1, "key": "k6"}).headers["Location"] == where
    Pack.objects.update(version=7)
    pack_making.work(cast.conference, "2026-11", clock.now)
    assert "没有做成" in client.get(where).content.decode()
    assert cast.as_("inspector").get(where).status_code == 403


def test_an_inspector_sees_no_small_number_and_a_unit_sees_nothing(cast: Cast) -> None:
    pack, _ = made(cast, cast.as_("clerk"))
    page = cast.as_("inspector").get(cast.url(f"analysis/{pack}/")).content.decode()
    assert "少于 3 件的显示为" in page
    assert "figure=received" not in page
    assert cast.as_("police").get(cast.url(f"analysis/{pack}/")).status_code == 403
    assert cast.as_("outsider").get(cast.url(f"analysis/{pack}/")).status_code == 404


def test_a_month_that_has_a_pack_is_opened_not_made_anew_and_no_other_month_is_offered(cast: Cast) -> None:
    client = cast.as_("clerk")
    pack, _ = made(cast, client)
    second = client.post(cast.url("analysis/new"), {"month": "2026-11", "key": "k9"})
    assert second.headers["Location"].endswith(f"analysis/{pack}/")
    assert Pack.objects.count() == 1
    assert client.post(cast.url("analysis/new"), {"month": "2027-01"}).status_code == 422
