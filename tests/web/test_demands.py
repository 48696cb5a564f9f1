"""督办单 and 工作建议书 through their pages: from an overdue task to an answer that is accepted, and to the board."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from itertools import count

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.charter.actions import put_in_force
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.tasks import actions
from tests.cast import RULES, Cast, compiled
from tests.web.scenes_inspections import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
KEYS = count()
MORE = """第七条　各成员单位收到督办单后应当在7日内书面答复督办事项办理情况；对办公室提出的工作建议，应当书面答复。

第八条　"""


def more_rules(cast: Cast) -> None:
    text = RULES.replace("第七条　", MORE).replace("第八条　本规则", "第九条　本规则")
    rules = compiled(text)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    put_in_force(cast.clerk.call(), compiled=rules, answers=answers, in_force_from=TODAY.replace(day=1), replaces=1)


def states(cast: Cast, verb: str) -> list[str]:
    head = journal.head_by_id(cast.conference)
    assert head is not None
    lines = board(head, on=TODAY).lines
    return [item.state for line in lines if verb in getattr(line.duty, "verbs", ()) for item in line.items]


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def test_an_order_about_a_task_is_answered_by_the_unit_and_accepted_by_the_office(cast: Cast) -> None:
    clerk, village, unit = cast.as_("clerk"), cast.as_("village"), cast.village.unit
    assert unit is not None
    number = actions.assign_task(cast.clerk.call(), title="清淤", text="", lead=unit, due=TODAY).number
    form = clerk.get(cast.url("inspections/new"), {"unit": unit}).content.decode()
    assert "清淤" in form
    due = (TODAY + 3 * DAY).isoformat()
    place = post(
        clerk,
        cast,
        f"inspections/new?unit={unit}",
        unit=unit,
        title="清淤进展",
        text="请答复。",
        due=due,
        tasks=[number],
    )
    assert place == "inspections/1/"
    assert "督办单第 1 号" in village.get(cast.url("inbox/")).content.decode()
    assert "书面答复" in village.get(cast.url(place)).content.decode()
    post(village, cast, place, step="answer", version=1, text="十二月五日前办结")
    assert "审阅答复" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, place, step="accept", version=2)
    assert "已办结" in village.get(cast.url(place)).content.decode()
    assert clerk.get(cast.url(f"{place}slip.docx")).content[:2] == b"PK"


def test_a_refused_answer_keeps_what_was_typed(cast: Cast) -> None:
    made = make(cast)
    place = f"inspections/{made['inspection']}/"
    clerk = cast.as_("clerk")
    given = {"step": "answer", "version": 1, "text": "已安排人员", "means": "paper", "behalf_on": "2026-11-20"}
    answer = clerk.post(cast.url(place), {"key": "k", "behalf_seat": cast.village.seat, **given})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "已安排人员" in page
    assert "请核对是不是对这一份的答复" in page


def test_where_the_rules_ask_for_an_answer_the_board_waits_for_it(cast: Cast) -> None:
    more_rules(cast)
    made = make(cast)
    if not states(cast, "inspection.answered"):
        pytest.fail("the clause did not become a duty")
    assert states(cast, "inspection.answered") == ["due", "kept"]
    clerk = cast.as_("clerk")
    post(clerk, cast, f"inspections/{made['inspection']}/", step="cancel", version=1, opinion="误发")
    assert "due" not in states(cast, "inspection.answered")


def test_the_lists_leave_as_tables_and_a_unit_sees_only_its_own(cast: Cast) -> None:
    make(cast)
    for path in ("inspections/export.xlsx", "suggestions/export.xlsx"):
        for who, rows in (("clerk", 2), ("village", 2), ("police", 0)):
            answer = cast.as_(who).get(cast.url(path), {"shown": "all"})
            book = openpyxl.load_workbook(BytesIO(answer.content))
            cells = [cell.value for row in book.active.iter_rows() for cell in row]
            assert cells.count("渠道清淤进展迟缓") == rows, (path, who)


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    clerk = cast.as_("clerk")
    for path, most in (
        ("inspections/", 8),
        ("suggestions/", 8),
        (f"inspections/{made['inspection_answered']}/", 12),
        (f"suggestions/{made['suggestion']}/", 12),
    ):
        clerk.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, path
