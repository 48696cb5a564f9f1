"""The ledger as pages: who sees what, filters, keyset, own views, export, one matter whole, few questions."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from lianxi.matters import queries
from lianxi.matters.models import Matter, SavedView
from lianxi.matters.queries import Filters, Place
from tests.cast import Cast
from tests.matters.life import begin
from tests.web import scenes_matters

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def text(cast: Cast, who: str, path: str) -> str:
    answer = cast.as_(who).get(cast.url(path))
    assert answer.status_code == 200, (who, path)
    return str(answer.content.decode())


def test_a_list_shows_a_seat_what_is_its_own_and_no_more(cast: Cast) -> None:
    made = scenes_matters.make(cast)
    clerk = text(cast, "clerk", "matters/")
    assert "水渠塌方" in clerk
    assert "反映出警不公" in clerk
    assert "水渠塌方" in text(cast, "village", "matters/")
    for who in ("police", "liaison"):
        page = text(cast, who, "matters/?group=all")
        assert "水渠塌方" not in page
        assert "出警不公" not in page
    for who in ("convener", "inspector"):
        assert "出警不公" not in text(cast, who, "matters/?group=all"), "an accusation is for those who handle it"
    assert "出警不公" in text(cast, "organ_head", "matters/")
    for who, path in (("police", made["accusation"]), ("village", made["accusation"]), ("convener", made["stub"])):
        assert cast.as_(who).get(cast.url(f"matters/{path}/")).status_code == 404


def test_what_left_shows_when_and_where_to_and_nothing_else(cast: Cast) -> None:
    made = scenes_matters.make(cast)
    page = text(cast, "clerk", f"matters/{made['stub']}/")
    assert "移送纪检监察机关" in page
    assert "移字1号" in page
    assert "礼金" not in page
    assert "派出所" not in page
    assert "内容不留存" in text(cast, "clerk", "matters/?group=done")


def test_the_clock_says_what_is_due_why_and_from_when(cast: Cast) -> None:
    life = begin(cast, "handling")
    page = text(cast, "clerk", f"matters/{life.number}/")
    for words in ("法定时限", "办结期限", "2027年1月22日", "暂定", "第三十四条", "当日不计", "起草处理意见书"):
        assert words in page, words
    unit = text(cast, "police", f"matters/{life.number}/")
    assert "反馈办理情况" in unit
    assert "审批" not in unit


def test_what_may_still_be_extended_is_shown_until_the_time_is_over(cast: Cast, settings: Any) -> None:
    life = begin(cast, "handling")
    path = f"matters/{life.number}/"
    assert "经批准可延至" in text(cast, "clerk", path)
    settings.TODAY = date(2027, 1, 23)
    page = text(cast, "clerk", path)
    assert "已逾期 1 天" in page
    assert "经批准可延至" not in page


def test_every_step_of_its_course_is_there_with_who_recorded_it(cast: Cast) -> None:
    life = begin(cast, "closed")
    page = text(cast, "clerk", f"matters/{life.number}/")
    for words in ("登记信访事项", "交办信访事项", "受理信访事项", "出具信访处理意见书", "送达办理文书", "信访事项办结"):
        assert words in page, words


def test_pages_follow_each_other_without_a_gap_in_either_order(cast: Cast) -> None:
    for day in range(7):
        scenes_matters.register(cast, f"第{day}件", received_on=TODAY - timedelta(days=day % 3),
                                petitioned_on=TODAY - timedelta(days=9))  # fmt: skip
    for sort in queries.SORTS:
        seen: list[int] = []
        after: Place | None = None
        while True:
            rows = queries.ledger(
                cast.conference, cast.clerk.actor, on=TODAY, filters=Filters(sort=sort), after=after, limit=3
            )
            seen += [row.number for row in rows]
            if len(rows) < 3:
                break
            after = rows[-1].place
        assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=accusation", {"反映出警不公"}),
        ("kind=suggestion", set()),
        ("text=塌方", {"水渠塌方"}),
        ("text=2026-0001", {"水渠塌方"}),
        ("group=accusation", {"反映出警不公"}),
        ("year=2025", set()),
        ("since=2026-11-24", set()),
        ("until=2026-11-23", {"水渠塌方", "反映出警不公"}),
        ("unit=zzz&year=x&since=never&sort=upwards", {"水渠塌方", "反映出警不公"}),
    ],
)
def test_a_filter_shows_what_it_says_and_nonsense_is_no_filter(cast: Cast, query: str, found: set[str]) -> None:
    scenes_matters.make(cast)
    page = text(cast, "clerk", f"matters/?{query}").replace("<mark>", "").replace("</mark>", "")
    assert {title for title in ("水渠塌方", "反映出警不公") if f">{title}<" in page} == found


def test_an_overdue_matter_is_named_and_found(cast: Cast) -> None:
    number = scenes_matters.register(cast, "早已到期", received_on=date(2026, 10, 1), petitioned_on=date(2026, 10, 1))
    page = text(cast, "clerk", "matters/?group=overdue")
    assert "早已到期" in page
    assert "逾期 1 件" in page
    assert Matter.objects.get(number=number).due_on == date(2026, 10, 16)


def test_a_view_is_saved_under_a_name_and_is_ones_own(cast: Cast) -> None:
    client = cast.as_("clerk")
    query = "group=all&kind=accusation"
    assert client.post(cast.url("matters/views"), {"name": "控告件", "query": query}).status_code == 302
    assert "控告件" in text(cast, "clerk", "matters/")
    assert "控告件" not in text(cast, "director", "matters/")
    assert client.post(cast.url("matters/views"), {"name": " ", "query": query}).status_code == 422
    number = SavedView.objects.get().pk
    cast.as_("director").post(cast.url("matters/views"), {"drop": number})
    assert SavedView.objects.exists(), "another's view is not there for him"
    client.post(cast.url("matters/views"), {"drop": number})
    assert not SavedView.objects.exists()


def test_the_export_is_what_the_filter_shows_with_texts_as_texts(cast: Cast) -> None:
    scenes_matters.register(cast, "=HYPERLINK(1)")
    scenes_matters.make(cast)
    answer = cast.as_("village").get(cast.url("matters/export.xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "水渠塌方" in {cell.value for cell in cells}
    assert "反映出警不公" not in {cell.value for cell in cells}
    answer = cast.as_("clerk").get(cast.url("matters/export.xlsx?group=all"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


@pytest.mark.parametrize(("who", "path", "most"), [
    ("clerk", "matters/", 8), ("village", "matters/", 8), ("clerk", "one", 12), ("police", "one", 12),
])  # fmt: skip
def test_the_pages_ask_few_questions(
    cast: Cast, django_assert_max_num_queries: Any, who: str, path: str, most: int
) -> None:
    for n in range(3):
        scenes_matters.register(cast, f"第{n}件")
    life = begin(cast, "delivered")
    where = cast.url(f"matters/{life.number}/" if path == "one" else path)
    client = cast.as_(who)
    client.get(where)
    with django_assert_max_num_queries(most):
        client.get(where)
