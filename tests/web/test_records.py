"""登记履行 through its pages: the duty's own verb, the rulebook's gates, nothing lost and nothing half-written."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from urllib.parse import quote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.charter.actions import put_in_force
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.rulebook.board import Item, Line
from lianxi.rulebook.duties import Standing
from lianxi.rulebook.reading import compile_text
from lianxi.tasks.actions import assign_task, report_on_task
from lianxi.web import clock
from tests.cast import RULES, Cast
from tests.papers.ground import on_behalf

pytestmark = pytest.mark.django_db

WORK, PLENARY_GATE = "4:meeting.held:work:ordinary", "3:minutes.approved:gate"
TODAY = clock.today()


def line(cast: Cast, key: str) -> Line:
    head = journal.head(cast.slug)
    assert head is not None
    return next(line for line in board(head, on=TODAY).lines if line.duty.key == key)


def window(cast: Cast, key: str, start: date) -> Item:
    return next(item for item in line(cast, key).items if item.start == start)


def post(client: Client, cast: Cast, duty: str, **given: object):  # type: ignore[no-untyped-def]
    values = {"key": "k1", "part": "done", "title": "测试事项", "happened_on": TODAY.isoformat(), **given}
    return client.post(cast.url(f"records/new?duty={quote(duty)}"), values)


def scan(name: str = "签字页.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 signed", content_type="application/pdf")


def hold_plenary(client: Client, cast: Cast, day: date) -> str:
    duty = next(line.duty.key for line in all_lines(cast) if line.duty.key.startswith("3:meeting.held:plenary"))
    post(client, cast, duty, key=f"plenary{day}", title="全体会议", happened_on=day.isoformat(), meeting_kind="plenary")
    return f"meeting:{last(cast).facts[0].object.partition(':')[2]}"


def all_lines(cast: Cast) -> tuple[Line, ...]:
    head = journal.head(cast.slug)
    assert head is not None
    return board(head, on=TODAY).lines


def last(cast: Cast) -> journal.EntryView:
    return journal.entries(cast.conference, limit=1)[0]


def test_a_meeting_recorded_by_hand_keeps_its_month_on_the_duty_s_own_verb(cast: Cast) -> None:
    before = window(cast, WORK, date(2026, 3, 1))
    answer = post(cast.as_("clerk"), cast, WORK, happened_on="2026-03-12", meeting_kind="work", title="3月工作会议")
    assert answer.status_code == 302
    fact = last(cast).facts[0]
    assert (before.state, window(cast, WORK, date(2026, 3, 1)).state) == ("missed", "kept")
    assert (fact.verb, fact.data["by_hand"], fact.data["kind"]) == ("meeting.held", True, "work")


def test_the_same_form_sent_twice_records_once(cast: Cast) -> None:
    client, before = cast.as_("clerk"), journal.head_by_id(cast.conference).number
    first, second = post(client, cast, WORK), post(client, cast, WORK)
    assert first.headers["Location"] == second.headers["Location"]
    assert journal.head_by_id(cast.conference).number == before + 1


def test_a_day_to_come_is_refused_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    before = journal.head_by_id(cast.conference).number
    answer = post(cast.as_("clerk"), cast, WORK, happened_on="2031-01-01", note="带了两份材料", meeting_kind="work")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "还没有到" in page
    assert "带了两份材料" in page
    assert journal.head_by_id(cast.conference).number == before


def test_a_village_secretary_cannot_record_for_the_office(cast: Cast) -> None:
    assert post(cast.as_("village"), cast, WORK).status_code == 403


def test_minutes_are_not_issued_before_a_convener_approved_them(cast: Cast) -> None:
    client = cast.as_("clerk")
    meeting = hold_plenary(client, cast, date(2026, 5, 6))
    issue = {"subject": meeting, "part": "began", "title": "全体会议纪要", "happened_on": "2026-05-08"}
    refused = post(client, cast, PLENARY_GATE, key="i1", **issue)
    assert refused.status_code == 422
    assert "第三条" in refused.content.decode()
    approved = {"subject": meeting, "title": "全体会议纪要", "happened_on": "2026-05-07"}
    behalf = {"behalf_seat": cast.convener.seat, "means": "paper", "behalf_on": "2026-05-07", "scans": scan()}
    assert post(client, cast, PLENARY_GATE, key="a1", **approved, **behalf).status_code == 302
    assert last(cast).behalf is not None
    number = last(cast).facts[0].object
    assert post(client, cast, PLENARY_GATE, key="i2", **issue).status_code == 302
    assert last(cast).facts[0].object == number
    assert [item.state for item in line(cast, PLENARY_GATE).items] == ["kept"]


@pytest.mark.parametrize("missing", ["behalf_seat", "scans", "means", "behalf_on"])
def test_an_approval_on_paper_needs_the_convener_the_means_the_day_and_the_scan(cast: Cast, missing: str) -> None:
    client = cast.as_("clerk")
    meeting = hold_plenary(client, cast, date(2026, 5, 6))
    before = journal.head_by_id(cast.conference).number
    given = {
        "behalf_seat": cast.convener.seat,
        "means": "paper",
        "behalf_on": "2026-05-07",
        "scans": scan(),
        "subject": meeting,
    }
    del given[missing]
    assert post(client, cast, PLENARY_GATE, key="a1", **given).status_code == 422
    assert journal.head_by_id(cast.conference).number == before


def test_the_office_cannot_approve_in_the_name_of_a_village(cast: Cast) -> None:
    client = cast.as_("clerk")
    meeting = hold_plenary(client, cast, date(2026, 5, 6))
    given = {"behalf_seat": cast.village.seat, "means": "paper", "behalf_on": "2026-05-07", "scans": scan()}
    assert post(client, cast, PLENARY_GATE, key="a1", subject=meeting, **given).status_code == 422


def test_the_convener_is_asked_to_confirm_and_does_it_once(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    meeting = hold_plenary(clerk, cast, date(2026, 5, 6))
    behalf = {"behalf_seat": cast.convener.seat, "means": "phone", "behalf_on": "2026-05-07", "scans": scan()}
    post(clerk, cast, PLENARY_GATE, key="a1", subject=meeting, **behalf)
    number, convener = last(cast).number, cast.as_("convener")
    assert "请您确认代录" in convener.get(cast.url()).content.decode()
    assert convener.post(cast.url(f"journal/{number}/confirm"), {"key": "c1"}).status_code == 302
    assert last(cast).facts[0].verb == "on_behalf.confirmed"
    assert "请您确认代录" not in convener.get(cast.url()).content.decode()
    assert cast.as_("police").post(cast.url(f"journal/{number}/confirm"), {"key": "c2"}).status_code == 409


def test_an_explanation_counts_only_when_the_convener_confirmed_it(cast: Cast) -> None:
    start = date(2026, 2, 1)
    clerk, address = cast.as_("clerk"), cast.url(f"records/explain?duty={quote(WORK)}&window={start}")
    assert clerk.post(address, {"key": "e1", "reason": "防汛一级响应，全员在岗"}).status_code == 302
    assert window(cast, WORK, start).state == "missed"
    assert clerk.post(address, {"key": "e2", "reason": "再说一遍"}).status_code == 422
    number = last(cast).facts[0].object.partition(":")[2]
    confirm = cast.url(f"explanations/{number}/confirm")
    assert cast.as_("village").post(confirm, {"key": "e3"}).status_code == 403
    assert clerk.post(confirm, {"key": "e4"}).status_code == 422
    assert cast.as_("convener").post(confirm, {"key": "e5"}).status_code == 302
    assert window(cast, WORK, start).state == "explained"


def test_a_withdrawn_explanation_makes_room_for_another(cast: Cast) -> None:
    clerk, address = cast.as_("clerk"), cast.url(f"records/explain?duty={quote(WORK)}&window=2026-02-01")
    clerk.post(address, {"key": "e1", "reason": "写错了月份"})
    clerk.post(cast.url(f"journal/{last(cast).number}/"), {"key": "w1", "reason": "月份写错"})
    assert clerk.post(address, {"key": "e2", "reason": "防汛值守"}).status_code == 302
    assert window(cast, WORK, date(2026, 2, 1)).state == "missed"
    assert "防汛值守" in cast.as_("convener").get(cast.url("explanations/2/confirm")).content.decode()


def test_a_confirmed_explanation_that_is_withdrawn_counts_no_more(cast: Cast) -> None:
    start = date(2026, 2, 1)
    clerk, address = cast.as_("clerk"), cast.url(f"records/explain?duty={quote(WORK)}&window={start}")
    clerk.post(address, {"key": "e1", "reason": "防汛值守"})
    explained = last(cast).number
    cast.as_("convener").post(cast.url("explanations/1/confirm"), {"key": "e2"})
    assert window(cast, WORK, start).state == "explained"
    assert clerk.post(cast.url(f"journal/{explained}/"), {"key": "w1", "reason": "实际开过会"}).status_code == 302
    assert window(cast, WORK, start).state == "missed"


def test_a_change_that_never_was_cannot_be_filed(cast: Cast) -> None:
    duty = "6:change.filed:seat"
    refused = post(cast.as_("clerk"), cast, duty, subject="change:99", title="变更备案")
    assert refused.status_code == 422


def test_a_withdrawn_record_counts_no_more_and_stays_readable(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    post(clerk, cast, WORK, happened_on="2026-03-12", meeting_kind="work", title="三月例会")
    number = last(cast).number
    assert clerk.post(cast.url(f"journal/{number}/"), {"key": "w1", "reason": "日期录错"}).status_code == 302
    assert window(cast, WORK, date(2026, 3, 1)).state == "missed"
    page = clerk.get(cast.url(f"journal/{number}/")).content.decode()
    assert "三月例会" in page
    assert "撤回" in page
    assert clerk.post(cast.url(f"journal/{number}/"), {"key": "w2", "reason": "再撤"}).status_code in {200, 422}
    assert last(cast).facts[0].verb == "entry.withdrawn"


def test_a_withdrawn_key_period_is_gone_from_the_list_and_from_the_board(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    declare(clerk, cast)
    clerk.post(cast.url(f"journal/{last(cast).number}/"), {"key": "w1", "reason": "文件取消"})
    assert "还没有确定过重点时期" in clerk.get(cast.url("key-periods/")).content.decode()
    assert declare(clerk, cast, key="p2").status_code == 302


def test_a_change_of_holder_is_corrected_by_another_change_not_by_withdrawal(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    filled = next(entry for entry in journal.entries(cast.conference, limit=30) if entry.facts[0].verb == "seat.filled")
    refused = clerk.post(cast.url(f"journal/{filled.number}/"), {"key": "w1", "reason": "录错"})
    assert refused.status_code == 422
    assert "不能撤回" in refused.content.decode()


def test_the_scan_is_served_as_a_download_and_only_to_who_may_see_it(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    post(clerk, cast, WORK, meeting_kind="work", scans=scan("签到 表.pdf"))
    file = last(cast).files[0]
    answer = clerk.get(cast.url(f"files/{file.number}"))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 signed"  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert cast.as_("village").get(cast.url(f"files/{file.number}")).status_code == 403
    assert cast.as_("outsider").get(cast.url(f"files/{file.number}")).status_code == 404


@pytest.mark.parametrize(("name", "data"), [("病毒.exe", b"MZ"), ("空.pdf", b""), ("页.html", b"<script>")])
def test_a_file_that_cannot_be_kept_is_refused_and_nothing_is_recorded(cast: Cast, name: str, data: bytes) -> None:
    before = journal.head_by_id(cast.conference).number
    answer = post(cast.as_("clerk"), cast, WORK, meeting_kind="work", scans=SimpleUploadedFile(name, data))
    assert answer.status_code == 422
    assert journal.head_by_id(cast.conference).number == before


def test_evidence_of_a_principle_is_recorded_and_shown_with_its_article(cast: Cast) -> None:
    text = RULES.replace("第八条", "第八条　联席会议办公室承担简报编印工作，加强督促检查。\n\n第九条")
    put_in_force(cast.clerk.call(), compiled=compile_text(text), answers={}, in_force_from=TODAY, replaces=1)
    clerk = cast.as_("clerk")
    duty = next(line.duty for line in all_lines(cast) if isinstance(line.duty, Standing))
    assert post(clerk, cast, duty.key, title="第三季度督查通报").status_code == 302
    fact = last(cast).facts[0]
    assert (fact.verb, fact.data["by_hand"]) == (duty.verb or "evidence.recorded", True)
    position = [article.label for article in compile_text(text).articles].index(duty.article)
    assert "第三季度督查通报" in clerk.get(cast.url(f"article/{position}/")).content.decode()


# by the table ---------------------------------------------------------------------------------------------------


def filled_in(cast: Cast, client: Client, rows: list[dict[str, object]]) -> SimpleUploadedFile:
    """The downloaded template with these rows written under its header."""
    book = openpyxl.load_workbook(BytesIO(client.get(cast.url("records/many/template.xlsx")).content))
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value and "事项名称" in str(cell.value) for cell in row))
    places = {str(cell.value).strip("* "): cell.column for cell in header if cell.value}
    for offset, row in enumerate(rows, start=1):
        for title, value in row.items():
            sheet.cell(header[0].row + offset, places[title]).value = value  # type: ignore[assignment]
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("登记表.xlsx", out.getvalue())


def work_words(cast: Cast) -> str:
    duty = line(cast, WORK).duty
    return f"{duty.article} {duty.short}"


def test_a_filled_table_becomes_one_entry_with_one_fact_a_row(cast: Cast) -> None:
    client, before = cast.as_("clerk"), journal.head_by_id(cast.conference).number
    words = work_words(cast)
    rows = [
        {
            "履行哪一项": words,
            "事项名称": f"{month}月工作会议",
            "发生日期": date(2026, month, 10),
            "会议类型": "工作会议",
        }
        for month in (1, 2, 3)
    ]
    answer = client.post(cast.url("records/many"), {"key": "t1", "table": filled_in(cast, client, rows)})
    assert answer.status_code == 302, answer.content.decode()
    assert journal.head_by_id(cast.conference).number == before + 1
    assert len(last(cast).facts) == 3
    assert [window(cast, WORK, date(2026, month, 1)).state for month in (1, 2, 3)] == ["kept"] * 3


def test_one_wrong_row_of_a_table_records_nothing_and_its_cell_is_named(cast: Cast) -> None:
    client, before = cast.as_("clerk"), journal.head_by_id(cast.conference).number
    words = work_words(cast)
    rows: list[dict[str, object]] = [
        {"履行哪一项": words, "事项名称": "好的一行", "发生日期": date(2026, 1, 10)},
        {"履行哪一项": words, "事项名称": "坏的一行", "发生日期": "不是日期"},
    ]
    answer = client.post(cast.url("records/many"), {"key": "t1", "table": filled_in(cast, client, rows)})
    assert answer.status_code == 422
    assert "C5" in answer.content.decode() or "C6" in answer.content.decode()
    assert journal.head_by_id(cast.conference).number == before


def test_a_row_of_a_day_to_come_is_named_by_its_row_in_excel(cast: Cast) -> None:
    client = cast.as_("clerk")
    rows: list[dict[str, object]] = [
        {"履行哪一项": work_words(cast), "事项名称": "明年的会", "发生日期": date(2031, 1, 10)}
    ]
    answer = client.post(cast.url("records/many"), {"key": "t1", "table": filled_in(cast, client, rows)})
    assert answer.status_code == 422
    assert "行" in answer.content.decode()
    assert "还没有到" in answer.content.decode()


def test_a_file_that_is_no_table_is_refused_with_a_sentence(cast: Cast) -> None:
    answer = cast.as_("clerk").post(
        cast.url("records/many"), {"key": "t1", "table": SimpleUploadedFile("登记表.xlsx", b"not a zip")}
    )
    assert answer.status_code == 422


# key periods ----------------------------------------------------------------------------------------------------


def declare(client: Client, cast: Cast, **given: str):  # type: ignore[no-untyped-def]
    values = {
        "key": "p1",
        "name": "春节",
        "start": "2026-02-09",
        "end": "2026-02-22",
        "basis": "镇党委会决定",
        "declared_on": "2026-02-01",
        **given,
    }
    return client.post(cast.url("key-periods/"), values)


def test_a_key_period_makes_weeks_owed(cast: Cast) -> None:
    assert declare(cast.as_("convener"), cast).status_code == 302
    key = next(line.duty.key for line in all_lines(cast) if line.duty.key.endswith("work:key_period"))
    assert [(item.start, item.state) for item in line(cast, key).items] == [
        (date(2026, 2, 9), "missed"),
        (date(2026, 2, 16), "missed"),
    ]


def test_key_periods_do_not_overlap_and_run_forward(cast: Cast) -> None:
    client = cast.as_("clerk")
    declare(client, cast)
    overlapping = declare(client, cast, key="p2", start="2026-02-20", end="2026-03-01")
    backwards = declare(client, cast, key="p3", start="2026-05-20", end="2026-05-01")
    assert (overlapping.status_code, backwards.status_code) == (422, 422)
    assert "春节" in overlapping.content.decode()


def test_two_people_ending_a_key_period_see_each_other(cast: Cast) -> None:
    client = cast.as_("clerk")
    declare(client, cast)
    address = cast.url("key-periods/1/end")
    assert client.post(address, {"key": "x1", "end": "2026-02-15", "version": "1"}).status_code == 302
    stale = client.post(address, {"key": "x2", "end": "2026-02-18", "version": "1"})
    assert stale.status_code == 409
    assert "2026-02-15" in stale.content.decode()
    key = next(line.duty.key for line in all_lines(cast) if line.duty.key.endswith("work:key_period"))
    assert len(line(cast, key).items) == 1


def test_the_page_of_an_unknown_duty_says_so(cast: Cast) -> None:
    answer = cast.as_("clerk").get(cast.url("records/new?duty=nothing"))
    assert answer.status_code == 409
    assert "没有这一项职责" in answer.content.decode()


def test_what_was_recorded_for_somebody_is_confirmed_on_one_page_in_one_step(cast: Cast) -> None:
    """A village cannot open the journal, so it looks and confirms here."""
    for title in ("第一件", "第二件"):
        number = assign_task(cast.clerk.call(), title=title, text="", lead=cast.village.unit, due=None).number
        report_on_task(on_behalf(cast, cast.village), number=number, text="已办")
    village = cast.as_("village")
    assert "办公室代您登记 2 件" in village.get(cast.url("inbox/")).content.decode()
    page = village.get(cast.url("confirmations/")).content.decode()
    assert "第一件" in page
    assert "第二件" in page
    mine = [step.number for step in journal.unconfirmed(cast.conference, cast.village.person)]
    foreign = village.post(cast.url("confirmations/"), {"key": "f", "entry": [*mine, 1]})
    assert foreign.status_code == 422
    before = journal.head_by_id(cast.conference).number
    assert village.post(cast.url("confirmations/"), {"key": "c", "entry": mine}).status_code == 302
    assert journal.head_by_id(cast.conference).number == before + 1
    assert journal.unconfirmed(cast.conference, cast.village.person) == []
