"""上级交办 and 向上报告 through their pages, and articles that ask for them walked from the human act to the board."""

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
from lianxi.matters.models import Matter
from lianxi.tasks import directive_queries as queries
from lianxi.web import clock
from tests.cast import RULES, Cast, compiled
from tests.matters.small_steps import reported_matter
from tests.web.meeting_deeds import call, hold, issue
from tests.web.scenes_directives import make

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 11, 23)
KEYS = count()
MORE = """第七条　对上级交办的信访事项，办公室应当在15日内向上级反馈办理结果。\
会议研究确定的重大事项，应当在5日内报告镇党委、镇政府和县信访工作联席会议。

第八条　"""


def more_rules(cast: Cast) -> None:
    """A second version that also speaks of directives and reports upward."""
    text = RULES.replace("第七条　", MORE).replace("第八条　本规则", "第九条　本规则")
    rules = compiled(text)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    put_in_force(cast.clerk.call(), compiled=rules, answers=answers, in_force_from=TODAY.replace(day=1), replaces=1)


def states(cast: Cast, verb: str) -> list[str]:
    """The states of the duty's items that this verb fulfils."""
    head = journal.head_by_id(cast.conference)
    assert head is not None
    lines = board(head, on=TODAY).lines
    return [item.state for line in lines if verb in getattr(line.duty, "verbs", ()) for item in line.items]


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    """The address that the form leads to."""
    answer = client.post(cast.url(path), {"key": str(next(KEYS)), **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def receive(client: Client, cast: Cast, **more: object) -> str:
    given = {"source": "county", "title": "核查集镇供水水质反映", "received_on": TODAY.isoformat(), **more}
    return post(client, cast, "directives/new", **given)


def test_a_directive_is_owed_until_it_is_answered_and_its_date_is_the_papers_own(cast: Cast) -> None:
    more_rules(cast)
    clerk, village = cast.as_("clerk"), cast.as_("village")
    place = receive(clerk, cast, due=(TODAY + timedelta(days=6)).isoformat())
    assert states(cast, "directive.answered") == ["due"]
    assert "11月29日" in clerk.get(cast.url()).content.decode()
    assert "分解" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, f"{place}break-down", version=1, title_0="取水样送检", lead_0=cast.village.unit)
    assert "取水样送检" in village.get(cast.url("inbox/")).content.decode()
    for step, more in (("accept", {"version": 1}), ("complete", {"text": "已送检，达标"})):
        answer = village.post(cast.url("tasks/1/"), {"key": step, "step": step, **more})
        assert answer.status_code == 302
    clerk.post(cast.url("tasks/1/"), {"key": "v", "step": "verify"})
    assert "报结" in clerk.get(cast.url("inbox/")).content.decode()
    post(clerk, cast, f"{place}answer", version=2, text="水质达标", answered_on=TODAY.isoformat())
    assert states(cast, "directive.answered") == ["kept"]
    assert "水质达标" in clerk.get(cast.url(place)).content.decode()


def test_a_directive_that_came_too_late_is_overdue_and_the_page_says_what_to_do(cast: Cast) -> None:
    more_rules(cast)
    place = receive(cast.as_("clerk"), cast, due=(TODAY - timedelta(days=3)).isoformat())
    assert states(cast, "directive.answered") == ["overdue"]
    page = cast.as_("convener").get(cast.url(place)).content.decode()
    assert "收到时已超过要求的办结日期" in page
    assert "到达时已过期限" in cast.as_("clerk").get(cast.url("directives/")).content.decode()


def major_decision(cast: Cast) -> str:
    """A work meeting decides something major; its subject."""
    from tests.web.meeting_deeds import approve, minutes

    clerk = cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    given = {
        "seen": minutes(cast).version,
        "text_0": "渠道改造列为重大事项。",
        "lead_0": cast.village.unit,
        "major_0": "on",
    }
    assert clerk.post(cast.url("meetings/1/minutes"), {"key": "m", "do": "submit", **given}).status_code == 302
    approve(cast)
    issue(clerk, cast)
    return "decision:1"


def test_a_major_decision_is_owed_upward_until_every_addressee_has_it(cast: Cast) -> None:
    more_rules(cast)
    clerk = cast.as_("clerk")
    subject = major_decision(cast)
    assert states(cast, "report.sent") == ["due"]
    duty = next(
        line.duty.key
        for line in board(journal.head_by_id(cast.conference), on=TODAY).lines  # type: ignore[arg-type]
        if "report.sent" in getattr(line.duty, "verbs", ())
    )
    leads_to = clerk.get(cast.url("owed"), {"duty": duty, "subject": subject}).headers["Location"]
    draft = clerk.get(leads_to).content.decode()
    assert "镇党委\n镇政府\n县信访工作联席会议" in draft
    assert "渠道改造列为重大事项" in draft
    place = post(
        clerk,
        cast,
        leads_to.removeprefix(f"/{cast.slug}/"),
        kind="report",
        title="关于渠道改造的报告",
        text="现将有关情况报告如下。",
        addressees="镇党委、镇政府\n县信访工作联席会议",
    )
    send = {"step": "send", "means": "oa", "sent_on": TODAY.isoformat()}
    post(clerk, cast, place, **send, version=1, sendings=[1])
    assert states(cast, "report.sent") == ["due"]
    post(clerk, cast, place, **send, version=2, sendings=[2])
    assert states(cast, "report.sent") == ["kept"]
    answered = {
        "step": "answer",
        "version": 3,
        "sending": 2,
        "answered_on": TODAY.isoformat(),
        "answer": "同意，年底前完成。",
    }
    post(clerk, cast, place, **answered, carry_out="on", source="county", title="年底前完成渠道改造")
    assert "上级交办第 1 号" in clerk.get(cast.url(place)).content.decode()
    assert states(cast, "directive.answered") == ["due"]


def test_a_refused_form_keeps_what_was_typed(cast: Cast) -> None:
    answer = cast.as_("clerk").post(
        cast.url("directives/new"), {"key": "k", "title": "核查", "text": "逐户走访", "received_on": TODAY.isoformat()}
    )
    assert answer.status_code == 422
    assert "逐户走访" in answer.content.decode()


def test_a_task_without_a_lead_unit_is_refused_beside_its_field(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    place = receive(clerk, cast)
    answer = clerk.post(cast.url(f"{place}break-down"), {"key": "b", "version": 1, "title_0": "走访"})
    assert answer.status_code == 422
    assert "请选择牵头单位" in answer.content.decode()
    assert queries.directive(cast.conference, 1, TODAY).tasks == ()  # type: ignore[union-attr]


def test_the_lists_leave_as_tables(cast: Cast) -> None:
    make(cast)
    clerk = cast.as_("clerk")
    book = openpyxl.load_workbook(BytesIO(clerk.get(cast.url("directives/export.xlsx")).content))
    assert "核查集镇供水水质反映" in [cell.value for row in book.active.iter_rows() for cell in row]
    book = openpyxl.load_workbook(BytesIO(clerk.get(cast.url("reports/export.xlsx")).content))
    assert "镇党委、镇政府" in [cell.value for row in book.active.iter_rows() for cell in row]
    assert clerk.get(cast.url("reports/1/report.docx")).content[:2] == b"PK"


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    clerk = cast.as_("clerk")
    for path, most in (
        ("directives/", 8),
        ("reports/", 8),
        (f"directives/{made['directive']}/", 12),
        (f"reports/{made['report']}/", 12),
    ):
        clerk.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, path


def test_what_was_only_recorded_by_hand_is_done_by_hand(cast: Cast) -> None:
    """The board's button leads to 登记履行 where no room keeps the object."""
    clerk = cast.as_("clerk")
    clock.today()
    duty = next(
        line.duty.key
        for line in board(journal.head_by_id(cast.conference), on=TODAY).lines  # type: ignore[arg-type]
        if "change.filed" in getattr(line.duty, "verbs", ())
    )
    answer = clerk.get(cast.url("owed"), {"duty": duty, "subject": "change:99"})
    assert answer.status_code == 302
    assert "records/new?" in answer.headers["Location"]


def test_a_report_begins_from_a_matter_for_those_who_may_see_it_and_names_its_number_only(cast: Cast) -> None:
    matter = reported_matter(cast)
    clerk, convener = cast.as_("clerk"), cast.as_("convener")
    there = cast.url(f"reports/new?matter={matter}")
    page = clerk.get(there).content.decode()
    assert f"关于信访事项 2026-{matter % 1_000_000:04d}的报告" in page
    number = queries.report_on(cast.conference, f"matter:{matter}")
    assert number is None
    given = {"kind": "report", "title": "关于有关信访事项的报告", "text": "情况如下。", "addressees": "镇党委"}
    made = post(clerk, cast, f"reports/new?matter={matter}", **given)
    assert clerk.get(there).headers["Location"].endswith(made)  # one report for each
    fact = journal.entries(cast.conference, limit=1)[0].facts[0]
    assert (fact.verb, fact.data["matter"]) == ("report.drafted", matter)
    Matter.objects.filter(number=matter).update(restricted=True)
    assert convener.get(there).status_code == 404
    assert convener.post(there, {"key": "x", **given}).status_code == 404
    for nothing in ("2026999999", "x", "9" * 40):
        assert clerk.get(cast.url(f"reports/new?matter={nothing}")).status_code == 404
