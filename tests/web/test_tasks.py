"""任务, 商请协办 and 待办 through their pages: who sees what, what each step leaves, what is recorded for others."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from lianxi.roster import queries as roster
from lianxi.tasks import queries as tasks
from lianxi.web import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def unit_of(cast: Cast, key: str) -> int:
    unit = cast.players[key].unit
    assert unit is not None
    return unit


def assign(
    cast: Cast, *, title: str = "核实渠道淤积", lead: str = "village", due: date | None = None, **given: object
) -> int:
    values = {"key": f"new-{title}", "title": title, "lead": unit_of(cast, lead), "due": due or "", **given}
    answer = cast.as_("clerk").post(cast.url("tasks/new"), values)
    assert answer.status_code == 302, answer.content.decode()
    return int(answer.headers["Location"].rstrip("/").rpartition("/")[2])


def step(client: Client, cast: Cast, number: int, name: str, **given: object) -> HttpResponse:
    return client.post(cast.url(f"tasks/{number}/"), {"key": f"{name}-{given.get('n', '')}", "step": name, **given})  # type: ignore[return-value]


def state(cast: Cast, number: int) -> str:
    found = tasks.task_for(cast.conference, number, role="director", unit=None, on=TODAY)
    assert found is not None
    return found.row.state


def last_verbs(cast: Cast) -> list[str]:
    return [fact.verb for fact in journal.entries(cast.conference, limit=1)[0].facts]


def test_a_task_goes_from_the_office_to_the_village_and_back(cast: Cast) -> None:
    number = assign(cast, due=TODAY + timedelta(days=5))
    village, clerk = cast.as_("village"), cast.as_("clerk")
    photo = SimpleUploadedFile("渠口.jpg", b"\xff\xd8\xff photo", content_type="image/jpeg")
    assert step(village, cast, number, "accept").status_code == 302
    assert step(village, cast, number, "report", text="已清淤一半", scans=photo).status_code == 302
    assert last_verbs(cast) == ["task.reported"]
    assert step(village, cast, number, "complete", text="清淤完成").status_code == 302
    assert state(cast, number) == "completed"
    assert step(clerk, cast, number, "return", reason="缺验收照片").status_code == 302
    assert step(village, cast, number, "complete", text="已补照片", n=2).status_code == 302
    assert step(clerk, cast, number, "verify").status_code == 302
    assert state(cast, number) == "verified"
    page = clerk.get(cast.url(f"tasks/{number}/")).content.decode()
    for words in ("已清淤一半", "渠口.jpg", "已补照片", "已核验"):
        assert words in page


def test_another_unit_sees_neither_the_task_nor_its_files(cast: Cast) -> None:
    number = assign(cast)
    step(cast.as_("village"), cast, number, "report", text="附照片", scans=SimpleUploadedFile("a.png", b"png"))
    file = journal.entries(cast.conference, limit=1)[0].files[0].number
    mine, foreign = cast.as_("village"), cast.as_("police")
    served = mine.get(cast.url(f"tasks/{number}/files/{file}"))
    assert b"".join(served.streaming_content) == b"png"  # type: ignore[attr-defined]
    for path in (f"tasks/{number}/", f"tasks/{number}/files/{file}"):
        assert foreign.get(cast.url(path)).status_code == 404
    assert "核实渠道淤积" not in foreign.get(cast.url("tasks/")).content.decode()
    other = assign(cast, title="另一件", lead="police")
    assert foreign.get(cast.url(f"tasks/{other}/files/{file}")).status_code == 404


def test_a_co_unit_sees_the_task_and_reports_its_part(cast: Cast) -> None:
    number = assign(cast, co_units=[unit_of(cast, "police")])
    police = cast.as_("police")
    assert step(police, cast, number, "report", text="已派员维持秩序").status_code == 302
    assert step(police, cast, number, "complete", text="我来办结").status_code == 422
    assert state(cast, number) == "assigned"


def test_the_office_records_for_a_village_that_answers_by_phone(cast: Cast) -> None:
    number = assign(cast)
    given = {"behalf_seat": cast.village.seat, "means": "phone", "behalf_on": TODAY.isoformat(), "text": "电话反馈已办"}
    assert step(cast.as_("clerk"), cast, number, "behalf_report", **given).status_code == 302
    entry = journal.entries(cast.conference, limit=1)[0]
    assert entry.behalf is not None
    assert (entry.behalf["person"], entry.behalf["means"]) == (cast.village.person, "phone")
    assert "办公室代录" in cast.as_("village").get(cast.url(f"tasks/{number}/")).content.decode()
    assert "确认代录" in cast.as_("village").get(cast.url("inbox/")).content.decode()


def test_an_extension_is_asked_for_and_granted(cast: Cast) -> None:
    due, later = TODAY + timedelta(days=3), TODAY + timedelta(days=20)
    number = assign(cast, due=due)
    village, clerk = cast.as_("village"), cast.as_("clerk")
    assert step(village, cast, number, "ask_extension", wanted=due, reason="雨季").status_code == 422
    assert step(village, cast, number, "ask_extension", wanted=later, reason="雨季施工", n=2).status_code == 302
    assert "雨季施工" in clerk.get(cast.url(f"tasks/{number}/")).content.decode()
    assert "答复延期" in clerk.get(cast.url("inbox/")).content.decode()
    assert step(clerk, cast, number, "extend", due=later).status_code == 302
    found = tasks.task_for(cast.conference, number, role="director", unit=None, on=TODAY)
    assert found is not None
    assert (found.row.due, found.wanted) == (later, None)


def test_a_step_the_state_does_not_allow_is_refused_in_words(cast: Cast) -> None:
    number = assign(cast)
    answer = step(cast.as_("clerk"), cast, number, "verify")
    assert answer.status_code == 409
    assert "不能办理" in answer.content.decode()


def test_a_refused_step_keeps_what_was_typed(cast: Cast) -> None:
    number = assign(cast, due=TODAY + timedelta(days=3))
    answer = step(cast.as_("village"), cast, number, "ask_extension", wanted=TODAY, reason="道路还没修通")
    assert answer.status_code == 422
    assert "道路还没修通" in answer.content.decode()


def test_all_overdue_tasks_are_chased_in_one_step(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    numbers = [assign(cast, title=f"任务{n}", due=TODAY) for n in range(3)]
    assert clerk.post(cast.url("tasks/chase"), {"key": "c0", "all": "overdue"}).status_code == 409
    from lianxi.tasks.models import Task

    Task.objects.filter(number__in=numbers[:2]).update(due=TODAY - timedelta(days=2))
    assert clerk.post(cast.url("tasks/chase"), {"key": "c1", "all": "overdue"}).status_code == 302
    assert last_verbs(cast) == ["task.chased", "task.chased"]
    clerk.post(cast.url("tasks/chase"), {"key": "c1", "all": "overdue"})
    assert "催办 1 次" in clerk.get(cast.url("tasks/?shown=overdue")).content.decode()
    assert cast.as_("village").post(cast.url("tasks/chase"), {"key": "c2", "all": "overdue"}).status_code == 403


def test_the_list_pages_by_keyset_and_leaves_as_a_table(cast: Cast) -> None:
    for n in range(5):
        assign(cast, title=f"任务{n}", due=TODAY + timedelta(days=n) if n < 4 else None)
    first = tasks.tasks(cast.conference, role="director", unit=None, on=TODAY, limit=2)
    mark = (first[-1].due or tasks.NEVER, first[-1].number)
    rest = tasks.tasks(cast.conference, role="director", unit=None, on=TODAY, after=mark)
    assert [row.title for row in first + rest] == [f"任务{n}" for n in range(5)]
    book = openpyxl.load_workbook(BytesIO(cast.as_("clerk").get(cast.url("tasks/export.xlsx")).content))
    values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert {f"任务{n}" for n in range(5)} <= set(values)


def test_help_is_asked_answered_and_put_before_the_office(cast: Cast) -> None:
    village, police = cast.as_("village"), cast.as_("police")
    given = {"key": "h1", "asked": unit_of(cast, "police"), "text": "请派员到场"}
    answer = village.post(cast.url("help/new"), given)
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert "请派员到场" in police.get(cast.url("inbox/")).content.decode()
    assert cast.as_("liaison").get(address).status_code == 200
    assert village.post(address, {"key": "h2", "step": "escalate"}).status_code == 302
    assert "协调协办" in cast.as_("clerk").get(cast.url("inbox/")).content.decode()
    assert police.post(address, {"key": "h3", "text": "明日上午到"}).status_code == 302
    assert "明日上午到" in village.get(address).content.decode()
    assert last_verbs(cast) == ["help.answered"]


def test_the_office_puts_an_unanswered_request_before_itself_for_the_asking_unit(cast: Cast) -> None:
    given = {"key": "h1", "asked": unit_of(cast, "police"), "text": "请派员到场"}
    address = cast.as_("village").post(cast.url("help/new"), given).headers["Location"]
    clerk = cast.as_("clerk")
    assert "代录：提请办公室协调" in clerk.get(address).content.decode()
    words = {"key": "h2", "step": "escalate", "behalf_seat": cast.village.seat, "means": "phone"}
    assert clerk.post(address, words).status_code == 422
    assert clerk.post(address, {**words, "behalf_on": "2026-11-23"}).status_code == 302
    assert last_verbs(cast) == ["help.escalated"]


def test_the_unit_that_asked_cannot_answer_itself_and_is_told_who_does(cast: Cast) -> None:
    village = cast.as_("village")
    given = {"key": "h1", "asked": unit_of(cast, "police"), "text": "请派员到场"}
    address = village.post(cast.url("help/new"), given).headers["Location"]
    answer = village.post(address, {"key": "h2", "text": "自己答"})
    assert answer.status_code == 409
    assert "由被商请的单位" in answer.content.decode()


def test_a_third_unit_does_not_see_a_request_between_two(cast: Cast) -> None:
    finance = next(unit for unit in roster.units(cast.conference) if "财政" in unit.name)
    given = {"key": "h1", "asked": finance.number, "text": "请核算补助"}
    address = cast.as_("village").post(cast.url("help/new"), given).headers["Location"]
    assert cast.as_("police").get(address).status_code == 404


def test_the_inbox_of_a_secretary_holds_his_tasks_soonest_first(cast: Cast) -> None:
    assign(cast, title="后办的", due=TODAY + timedelta(days=9))
    assign(cast, title="先办的", due=TODAY + timedelta(days=1))
    assign(cast, title="别人的", lead="police", due=TODAY)
    page = cast.as_("village").get(cast.url("inbox/")).content.decode()
    assert page.index("先办的") < page.index("后办的")
    assert "别人的" not in page


def test_an_empty_inbox_says_what_will_come(cast: Cast) -> None:
    assert "没有等您办理的事" in cast.as_("admin_audit").get(cast.url("inbox/")).content.decode()


@pytest.mark.parametrize(("path", "most"), [("tasks/", 8), ("tasks/1/", 12), ("inbox/", 15)])
def test_the_queries_of_a_page_do_not_grow(cast: Cast, path: str, most: int) -> None:
    for n in range(6):
        assign(cast, title=f"任务{n}", due=TODAY + timedelta(days=n))
    client = cast.as_("clerk")
    client.get(cast.url(path))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(cast.url(path)).status_code == 200
    assert len(captured) <= most, [query["sql"][:90] for query in captured]


def test_the_unit_reads_why_its_task_came_back_and_the_last_reason_stands_on_top(cast: Cast) -> None:
    number = assign(cast)
    village, clerk = cast.as_("village"), cast.as_("clerk")
    for n, reason in enumerate(("缺清理后的照片", "缺台账")):
        assert step(village, cast, number, "complete", n=n, text="已清淤").status_code == 302
        assert step(clerk, cast, number, "return", n=n, reason=reason).status_code == 302
    page = village.get(cast.url(f"tasks/{number}/")).content.decode()
    assert page.count("办公室退回：") == 1
    assert "办公室退回：缺台账" in page
    assert "缺清理后的照片" in page
