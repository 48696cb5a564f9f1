"""今日调度: what has to be pushed, by unit; chasing, ordering, calling and circulating from it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.inbox.push import push
from lianxi.tasks import actions, directives
from lianxi.tasks import queries as tasks
from lianxi.tasks.directives import Received
from lianxi.tasks.parts import Part
from tests.cast import Cast
from tests.papers.ground import brought_to, draft, issuer
from tests.web import scenes_inspections, scenes_push

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def give(cast: Cast, days: int | None, title: str) -> int:
    assert cast.village.unit is not None
    due = None if days is None else TODAY + days * DAY
    return actions.assign_task(cast.clerk.call(), title=title, text="", lead=cast.village.unit, due=due).number


def test_it_lists_by_unit_what_is_due_within_three_days_unsigned_or_unanswered(cast: Cast) -> None:
    assert cast.village.unit is not None
    assert cast.police.unit is not None
    scenes_inspections.make(cast)
    brought_to(cast, "issued", draft(issuer(cast)))
    give(cast, 3, "三天内")
    give(cast, 4, "四天后")
    give(cast, None, "没有期限")
    number = directives.receive_directive(cast.clerk.call(), received=Received("county", "核查", TODAY)).number
    directives.break_down_directive(
        cast.clerk.call(), number=number, version=1, parts=[Part("取水样", cast.village.unit, TODAY + 30 * DAY)]
    )
    actions.ask_help(cast.village.call(), asked=cast.police.unit, text="维持秩序")
    found = {unit.name: [(each.sort, each.title) for each in unit.things] for unit in push(cast.conference, TODAY)}
    assert set(found) == {"柳塘村", "镇派出所"}
    assert sorted(found["柳塘村"]) == sorted(
        [
            ("任务", "三天内"),
            ("督办单", "渠道清淤进展迟缓"),
            ("工作建议书", "渠道清淤进展迟缓"),
            ("上级交办分解", "取水样"),
            ("待签收", "关于开展夏季排查的通知"),
        ]
    )
    assert found["镇派出所"] == [("协办商请", "维持秩序")]
    assert [unit.overdue for unit in push(cast.conference, TODAY + 4 * DAY)] == [1, 0]


def test_one_button_chases_all_tasks_of_a_unit_and_twice_is_once(cast: Cast) -> None:
    number = scenes_push.make(cast)["task"]
    clerk = cast.as_("clerk")
    for _ in range(2):
        answer = clerk.post(cast.url("push/"), {"key": "k", "unit": cast.village.unit})
        assert answer.status_code == 302
    assert tasks.some(cast.conference, [number], TODAY)[number].chased == 1
    assert "已催办 1 项" in clerk.get(answer.headers["Location"]).content.decode()


def test_a_unit_with_nothing_due_is_not_chased(cast: Cast) -> None:
    scenes_push.make(cast)
    answer = cast.as_("clerk").post(cast.url("push/"), {"key": "k", "unit": cast.police.unit})
    assert answer.status_code == 409
    assert "没有需要催办的任务" in answer.content.decode()


def test_what_is_listed_goes_into_the_dispatch_meeting_and_the_circular(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    scenes_inspections.make(cast)
    scenes_push.make(cast)
    issuer(cast)
    settings.TODAY = TODAY + 9 * DAY
    clerk = cast.as_("clerk")
    page = clerk.get(cast.url("push/")).content.decode()
    assert "逾期" in page
    agenda = clerk.get(cast.url("meetings/new"), {"kind": "dispatch"}).content.decode()
    assert "研究“疏通下游渠道”逾期未办结的问题" in agenda
    assert "逾期未答复督办单的问题" in agenda
    assert "逾期未答复督办单的问题" not in clerk.get(cast.url("meetings/new"), {"kind": "work"}).content.decode()
    words = clerk.get(cast.url("documents/new"), {"kind": "circular", "from": "push"}).content.decode()
    assert "疏通下游渠道（2026年11月23日到期）" in words
    assert "柳塘村：" in words


def test_leaders_look_and_are_offered_no_button_of_the_office(cast: Cast) -> None:
    scenes_push.make(cast)
    page = cast.as_("convener").get(cast.url("push/")).content.decode()
    assert "疏通下游渠道" in page
    assert "下督办单" not in page
    assert "催办" not in page


def test_it_leaves_as_a_table_and_asks_the_database_a_known_number_of_times(cast: Cast) -> None:
    scenes_push.make(cast)
    scenes_inspections.make(cast)
    clerk = cast.as_("clerk")
    book = openpyxl.load_workbook(BytesIO(clerk.get(cast.url("push/export.xlsx")).content))
    assert "疏通下游渠道" in [cell.value for row in book.active.iter_rows() for cell in row]
    clerk.get(cast.url("push/"))
    with CaptureQueriesContext(connection) as asked:
        assert clerk.get(cast.url("push/")).status_code == 200
    assert len(asked) <= 12
