"""考核 through its pages: a scheme written, refused where it must be, approved, computed, objected to, published."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.assessment.models import Result, Scheme
from lianxi.roster import queries as roster
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast
from tests.web.scenes_assessment import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def page(cast: Cast, who: str, path: str) -> str:
    answer = cast.as_(who).get(cast.url(path))
    assert answer.status_code == 200, (who, path, answer.status_code)
    return answer.content.decode()


def words_of(answer: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as paper:
        return "".join(paper.read(name).decode() for name in paper.namelist() if name.endswith(".xml"))


def written(**more: object) -> dict[str, object]:
    today = clock.today()
    line = {
        "name_1": "任务反馈",
        "definition_1": "期限内反馈",
        "formula_1": "比例(按期任务数, 应办任务数)",
        "weight_1": "100",
    }
    outline = {"title": "年度考核", "first_day": date(today.year, 1, 1), "last_day": today - DAY, "count": 4}
    return {**outline, **line, "points_1": "90", "word_1": "优秀", **more}


def test_from_the_editor_to_the_published_circular(cast: Cast) -> None:
    clerk, convener = cast.as_("clerk"), cast.as_("convener")
    unit = cast.village.unit
    assert "通用考核办法" in page(cast, "clerk", "assessments/new")
    assert "及时受理告知" in page(cast, "clerk", "assessments/new?from=starter")
    bad = {"name_2": "信访总量", "definition_2": "件数", "formula_2": "1-应答复件数/100", "weight_2": "10"}
    refused = clerk.post(cast.url("assessments/new?from=empty"), {"key": "k", **written(**bad)})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "第 2 行指标要改" in shown
    assert "1-应答复件数/100" in shown, "nothing typed is lost"
    more = clerk.post(cast.url("assessments/new?from=empty"), {"key": "k", **written(do="more")}).content.decode()
    assert "第 9 行" in more
    assert "比例(按期任务数, 应办任务数)" in more
    place = post(clerk, cast, "assessments/new?from=empty", **written())
    post(clerk, cast, f"{place}edit", **written(version=1, note="看办理。"))
    assert cast.as_("village").get(cast.url(place)).status_code == 404
    assert "试算" in page(cast, "clerk", f"{place}preview")
    post(clerk, cast, place, step="submit", version=2)
    assert "审定办法" in page(cast, "convener", "inbox/")
    assert "审定考核办法" in page(cast, "convener", place)
    post(convener, cast, place, step="confirm", version=3)
    assert "看办理。" in page(cast, "village", place)
    assert "计算得分" in page(cast, "clerk", "inbox/")
    post(clerk, cast, place, step="compute", version=4, until=clock.today() + DAY)
    assert "核对得分" in page(cast, "village", "inbox/")
    of_unit = f"{place}units/{unit}/"
    assert "按满分计" in page(cast, "village", of_unit)
    assert cast.as_("police").get(cast.url(of_unit)).status_code == 404
    post(cast.as_("village"), cast, of_unit, step="object", version=5, place=1, text="漏登一件。")
    assert "答复异议" in page(cast, "clerk", "inbox/")
    post(clerk, cast, "objections/1/", step="answer", version=1, upheld="no", answer="记录属实。")
    assert "记录属实。" in page(cast, "village", "objections/1/")
    Scheme.objects.update(objections_until=clock.today() - DAY)
    assert "审定结果" in page(cast, "convener", "inbox/")
    post(convener, cast, place, step="settle", version=5)
    assert cast.as_("village").get(cast.url(f"{place}circular.docx")).status_code == 404
    post(clerk, cast, place, step="publish", version=6)
    whole = words_of(cast.as_("village").get(cast.url(f"{place}circular.docx")))
    assert "柳塘村" in whole
    assert "不排名次" in whole


def test_a_count_opens_to_what_was_counted_and_the_units_stand_in_roster_order(cast: Cast) -> None:
    made = make(cast)
    place = f"assessments/{made['open']}/"
    due, unit = clock.today() + DAY, cast.village.unit or 0
    task = tasks.assign_task(cast.clerk.call(), title="清淤", text="", lead=unit, due=due).object
    counted = {"按期任务数": [], "应办任务数": [task], "按期答复件数": [], "应答复件数": ["matter:2026000099"]}
    Result.objects.filter(scheme__number=made["open"], unit__number=unit).update(evidence=counted)
    opened = page(cast, "clerk", f"{place}units/{cast.village.unit}/")
    assert "清淤" in opened
    assert cast.url(f"tasks/{task.partition(':')[2]}/") in opened
    assert "另有 1 件，不在您的查看范围内" in opened
    assert "2026-0099" not in opened
    listed = page(cast, "inspector", place)
    names = [unit.name for unit in roster.units(cast.conference)]
    places = [listed.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    sheet = words_of(cast.as_("village").get(cast.url(f"assessments/{made['published']}/results.xlsx")))
    assert "不排名次" in sheet


def test_what_is_refused_stands_on_the_reference_page_with_the_codes_own_reason(cast: Cast) -> None:
    shown = page(cast, "village", "assessments/formulas")
    for words in ("按期督办数", "限于", "是否重复信访", "到哪一级信访", "非正常", "人均", "信访件数只能用在"):
        assert words in shown, words


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    for who, path, most in (
        ("clerk", "assessments/", 8),
        ("village", "assessments/", 8),
        ("clerk", f"assessments/{made['open']}/", 12),
        ("convener", f"assessments/{made['submitted']}/", 12),
        ("clerk", f"assessments/{made['submitted']}/", 13),
        ("village", f"assessments/{made['published']}/", 12),
        ("clerk", f"assessments/{made['open']}/units/{cast.village.unit}/", 12),
        ("village", f"assessments/{made['open']}/units/{cast.village.unit}/", 12),
        ("clerk", f"objections/{made['objection']}/", 12),
        ("clerk", f"assessments/{made['draft']}/preview", 40),
    ):
        client = cast.as_(who)
        client.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, len(asked))
