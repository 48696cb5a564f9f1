"""Major problems through their pages: opened from a matter, investigated on paper, tabled, printed; who sees what."""

from __future__ import annotations

from io import BytesIO
from itertools import count

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from lianxi.information.problem_queries import problem_for
from lianxi.matters.words import number_label
from lianxi.meetings.queries import proposals
from lianxi.web import clock
from tests.cast import Cast
from tests.web import scenes_matters
from tests.web.scenes_problems import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def sources_of(cast: Cast, who: str, number: int) -> list[int]:
    found = problem_for(cast.conference, cast.players[who].actor, number, clock.today())
    assert found is not None
    return [each.number for each in found.sources]


def test_a_problem_goes_from_its_sources_to_the_agenda_through_the_pages(cast: Cast) -> None:
    clerk, village = cast.as_("clerk"), cast.as_("village")
    scene = scenes_matters.make(cast)
    matter = scene["ordinary"]
    assert f"problems/new?source=matter:{matter}" in clerk.get(cast.url(f"matters/{matter}/")).content.decode()
    form = clerk.get(cast.url("problems/new"), {"source": f"matter:{matter}"}).content.decode()
    assert f'value="{number_label(matter)}"' in form
    given = {"title": "补偿口径不一", "kind": "policy", "text": "多户反映。", "unit": cast.village.unit}
    refused = clerk.post(cast.url("problems/new"), {"key": "k", **given, "matter": "2026-9999"})
    assert refused.status_code == 422
    assert "没有信访事项 2026-9999，或不在您可见的范围" in refused.content.decode()
    assert "多户反映。" in refused.content.decode()
    place = post(clerk, cast, "problems/new", **given, matter=number_label(matter), due="2026-12-20")
    assert "报送调查" in village.get(cast.url("inbox/")).content.decode()

    # the inquiry on paper, with two ways compared; then complex, then before the conference: one step each
    inquiry = {"findings": "两次口径不一。", "option_1": "统一补差", "option_1_good": "公平", "option_2_bad": "拖延"}
    behalf = {"behalf_seat": cast.village.seat, "means": "paper", "behalf_on": clock.today().isoformat()}
    missing = clerk.post(cast.url(place), {"key": "w", "step": "investigate", "version": 1, **inquiry, **behalf})
    assert missing.status_code == 422
    assert "方案 2 没有写明怎么办" in missing.content.decode()
    assert "两次口径不一。" in missing.content.decode()
    post(clerk, cast, place, step="investigate", version=1, **{**inquiry, "option_2": "协商"}, **behalf)
    post(village, cast, place, step="set_ground", version=2, ground="difficult", reason="年代久远")
    page = village.get(cast.url(place)).content.decode()
    assert "还没有提请联席会议研究" in page
    assert "统一补差" in page
    assert "待提请研究" in clerk.get(cast.url("inbox/")).content.decode()
    post(village, cast, place, step="table", version=3, item="研究补偿口径", reason="请定口径")
    assert [each.title for each in proposals(cast.conference)] == ["研究补偿口径"]
    assert "研究补偿口径" in clerk.get(cast.url("meetings/new")).content.decode()
    stale = clerk.post(cast.url(place), {"key": "z", "step": "withdraw_table", "version": 3, "reason": "缓议"})
    assert stale.status_code == 409


def test_the_paper_for_the_meeting_says_what_article_12_asks(cast: Cast) -> None:
    number = make(cast)["tabled"]
    answer = cast.as_("convener").get(cast.url(f"problems/{number}/material.docx"))
    document = Document(BytesIO(answer.content))
    text = "\n".join(each.text for each in document.paragraphs)
    order = ["一、基本情况", "二、调查情况", "三、政策依据", "四、处理方案比较", "五、建议"]
    assert [text.index(head) for head in order] == sorted(text.index(head) for head in order)
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["新建车位", "够用", "占地", "十万元"]


def test_a_source_that_its_reader_may_not_see_is_nothing_at_all(cast: Cast) -> None:
    scene = scenes_matters.make(cast)
    director = cast.as_("director")
    matters = "、".join(number_label(scene[name]) for name in ("ordinary", "accusation"))
    given = {"title": "补偿口径不一", "kind": "policy", "text": "多户反映。", "matter": matters}
    # the unit that is accused in a source cannot be the one that investigates
    refused = director.post(cast.url("problems/new"), {"key": "k", **given, "unit": cast.police.unit})
    assert "应当回避来源中的信访事项" in refused.content.decode()
    place = post(director, cast, "problems/new", **given, unit=cast.village.unit)
    number = int(place.split("/")[1])
    assert sources_of(cast, "director", number) == [scene["ordinary"], scene["accusation"]]
    # others: no number, no count, no title, neither on the page nor on the paper for the meeting
    for who in ("village", "inspector"):
        assert sources_of(cast, who, number) == [scene["ordinary"]]
        client = cast.as_(who)
        document = Document(BytesIO(client.get(cast.url(f"{place}material.docx")).content))
        shown = client.get(cast.url(place)).content.decode() + "\n".join(each.text for each in document.paragraphs)
        assert number_label(scene["ordinary"]) in shown
        assert number_label(scene["accusation"]) not in shown
        assert "出警" not in shown
    hidden = post(
        director, cast, "problems/new", **{**given, "matter": number_label(scene["accusation"])}, unit=cast.village.unit
    )
    assert "没有您可以查看的来源" in cast.as_("village").get(cast.url(hidden)).content.decode()


def test_the_list_leaves_as_a_table_and_a_unit_sees_only_its_own(cast: Cast) -> None:
    make(cast)
    for who, rows in (("clerk", 1), ("village", 1), ("police", 0)):
        answer = cast.as_(who).get(cast.url("problems/export.xlsx"), {"shown": "complex"})
        book = openpyxl.load_workbook(BytesIO(answer.content))
        cells = [cell.value for row in book.active.iter_rows() for cell in row]
        assert cells.count("安置区停车难") == rows, who
        assert "青苗补偿口径不一" not in cells


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    clerk = cast.as_("clerk")
    for path, most in (
        ("problems/", 8),
        (f"problems/{made['problem']}/", 12),
        (f"problems/{made['tabled']}/", 12),
    ):
        clerk.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, [each["sql"][:120] for each in asked])
