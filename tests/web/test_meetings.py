"""A meeting through its pages: called from what is owed, signed in, held; the files; how many queries."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.compliance import queries as compliance
from lianxi.journal import queries as journal
from lianxi.meetings import queries
from lianxi.tasks import actions as task_actions
from tests.cast import Cast
from tests.web.meeting_deeds import (
    TODAY,
    VILLAGE,
    approve,
    call,
    draft,
    entries,
    hold,
    issue,
    last_verbs,
    minutes,
    seen,
    state_of_month,
    submitted,
    unit,
)

pytestmark = pytest.mark.django_db


# the chain ------------------------------------------------------------------------------------------------------


def test_an_owed_meeting_is_called_held_minuted_approved_issued_and_signed_for(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert state_of_month(cast) == "due"
    assert call(clerk, cast).headers["Location"] == cast.url("meetings/1/")
    assert last_verbs(cast) == ["meeting.called"]
    assert hold(clerk, cast).status_code == 302
    assert state_of_month(cast) == "kept"
    assert draft(clerk, cast, "submit").status_code == 302
    assert approve(cast).status_code == 302
    assert issue(clerk, cast).status_code == 302
    assert last_verbs(cast)[0] == "minutes.issued"
    assert "task.assigned" in last_verbs(cast)
    assert cast.as_("village").post(cast.url("meetings/1/receive"), {"key": "sign"}).status_code == 302
    assert last_verbs(cast) == ["minutes.received"]
    shown = clerk.get(cast.url("meetings/1/")).content.decode()
    assert "第 1 号任务" in shown
    assert "第1期" in shown


def test_every_page_of_the_chain_opens_in_every_state(cast: Cast) -> None:
    pages = ("", "attendance", "attendance/unit?unit=5", "minutes/text", "postpone", "cancel", "approve/on-behalf")
    clerk = submitted(cast)
    for path in (*pages, "issue"):
        assert clerk.get(cast.url(f"meetings/1/{path}")).status_code == 200, path
    assert cast.as_("convener").get(cast.url("meetings/1/approve")).status_code == 200
    approve(cast)
    issue(clerk, cast)
    for path in (*pages, "issue", "receipts", "minutes/correct", "decisions/1/withdraw"):
        assert clerk.get(cast.url(f"meetings/1/{path}")).status_code == 200, path
    assert clerk.get(cast.url("meetings/1/minutes")).status_code == 302
    for path in ("", "minutes/text", "receive", "sign-in"):
        assert cast.as_("village").get(cast.url(f"meetings/1/{path}")).status_code == 200, path


def test_an_absent_meeting_is_not_found_on_any_page(cast: Cast) -> None:
    for path in ("", "attendance", "minutes", "minutes/text", "postpone", "cancel", "issue", "receipts"):
        assert cast.as_("clerk").get(cast.url(f"meetings/9/{path}")).status_code == 404, path


# what is owed and the call --------------------------------------------------------------------------------------


def test_the_list_offers_what_is_owed_with_everything_filled_in(cast: Cast) -> None:
    page = cast.as_("clerk").get(cast.url("meetings/")).content.decode()
    assert "11月工作会议" in page
    assert "11月30日前召开" in page
    href = re.search(r'href="([^"]*meetings/new\?kind=work[^"]*)"', page)
    assert href is not None
    form = cast.as_("clerk").get(href[1].replace("&amp;", "&")).content.decode()
    assert 'value="11月工作会议"' in form
    assert "2026年11月30日前召开" in form
    assert form.count('name="units"') == form.count('name="units" value=') == 6
    assert len(re.findall(r'name="units"[^>]*checked', form)) == 6
    assert re.search(rf'<option value="{cast.convener.seat}" selected>方立平', form)


def test_a_called_meeting_is_no_longer_offered_and_stands_among_the_called(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    page = clerk.get(cast.url("meetings/")).content.decode()
    assert "kind=work" not in page.partition("已通知、待召开")[0]
    assert "11月工作会议" in page.partition("已通知、待召开")[2]


def test_reports_overdue_work_and_proposals_become_the_agenda_and_can_be_struck_out(cast: Cast) -> None:
    clerk, call_ = cast.as_("clerk"), cast.clerk.call()
    given = {"text": "", "lead": unit(cast.village), "due": None}
    heard = task_actions.assign_task(call_, title="清淤", **given).number
    task_actions.accept_task(cast.village.call(), number=heard, version=1)
    task_actions.report_on_task(cast.village.call(), number=heard, text="已清一半")
    form = clerk.get(cast.url("meetings/new?kind=work")).content.decode()
    assert "听取柳塘村关于“清淤”落实情况的汇报" in form
    assert 'value="task:1"' in form
    call(
        clerk,
        cast,
        item_0="",
        origin_0="task:1",
        item_1="听取清淤情况",
        origin_1="task:1",
        item_2="另一件",
        origin_2="task:99",
    )
    assert [(item.title, item.origin) for item in seen(cast).agenda] == [("听取清淤情况", "task:1"), ("另一件", "")]


def test_an_ad_hoc_meeting_says_why_and_a_day_gone_by_is_refused_beside_its_field(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    without = call(clerk, cast, kind="ad_hoc")
    assert without.status_code == 422
    past = call(clerk, cast, key="p", day="2026-11-01")
    assert past.status_code == 422
    assert "补录会议" in past.content.decode()
    assert "镇政府三楼会议室" in past.content.decode()
    assert entries(cast) == 8


def test_the_same_call_sent_five_times_is_one_meeting(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    assert {call(clerk, cast).headers["Location"] for _ in range(5)} == {cast.url("meetings/1/")}
    assert len(queries.meetings(cast.conference)) == 1


def test_a_meeting_is_moved_and_cancelled_with_its_reason_and_a_stale_form_is_told(cast: Cast) -> None:
    clerk, other = cast.as_("clerk"), cast.as_("convener")
    call(clerk, cast)
    move = {"key": "m", "version": 1, "day": "2026-11-26", "time": "09:00", "place": "四楼", "reason": "防汛"}
    assert clerk.post(cast.url("meetings/1/postpone"), move).status_code == 302
    assert seen(cast).row.day.isoformat() == "2026-11-26"
    stale = other.post(cast.url("meetings/1/cancel"), {"key": "c", "version": 1, "reason": "不开了"})
    assert stale.status_code == 409
    assert "不开了" in stale.content.decode()
    assert other.post(cast.url("meetings/1/cancel"), {"key": "d", "version": 2, "reason": "不开了"}).status_code == 302
    assert "会议已取消：不开了" in clerk.get(cast.url("meetings/1/")).content.decode()


# signing in -----------------------------------------------------------------------------------------------------


def test_a_unit_signs_in_on_the_day_and_sends_a_substitute_before_it(cast: Cast) -> None:
    call(cast.as_("clerk"), cast)
    call(cast.as_("clerk"), cast, key="later", day=(TODAY + timedelta(days=3)).isoformat())
    village, there = cast.as_("village"), cast.url("meetings/1/sign-in")
    assert village.post(there, {"key": "s", "answer": "present"}).status_code == 302
    assert "已登记：到会" in village.get(there).content.decode()
    later = cast.url("meetings/2/sign-in")
    assert village.post(later, {"key": "t", "answer": "present"}).status_code == 422
    nobody = village.post(later, {"key": "u", "answer": "substitute"})
    assert nobody.status_code == 422
    assert "由谁代会" in nobody.content.decode()
    assert village.post(later, {"key": "v", "answer": "substitute", "substitute": "会计"}).status_code == 302
    assert next(s for s in seen(cast, 2).attendance if s.unit == VILLAGE).substitute == "会计"


def test_what_a_unit_said_by_phone_is_recorded_on_its_behalf_even_where_no_name_is_known(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    there = cast.url("meetings/1/attendance/unit?unit=6")
    given = {"key": "a", "unit": 6, "answer": "leave", "reason": "抗旱", "means": "phone"}
    assert clerk.post(there, given).status_code == 422
    assert clerk.post(there, {**given, "behalf_on": TODAY.isoformat()}).status_code == 302
    entry = journal.entries(cast.conference, limit=1)[0]
    assert entry.behalf is not None
    assert (entry.behalf["unit"], entry.behalf["means"]) == (6, "phone")


def test_a_meeting_is_not_held_while_a_unit_is_left_open_and_nothing_typed_is_lost(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    before = entries(cast)
    answer = hold(clerk, cast, rest_present="", status_1="present", status_4="leave", reason_4="外出培训")
    assert answer.status_code == 422
    assert "外出培训" in answer.content.decode()
    assert entries(cast) == before
    sheet = SimpleUploadedFile("签到表.pdf", b"%PDF-1.4 sheet")
    assert hold(clerk, cast, status_4="leave", reason_4="外出培训", status_3="absent", scans=sheet).status_code == 302
    assert len(journal.entries(cast.conference, limit=1)[0].files) == 1
    page = cast.as_("village").get(cast.url("meetings/1/")).content.decode()
    assert "未请假缺席：镇司法所" in page
    assert "外出培训" not in page


# files ----------------------------------------------------------------------------------------------------------


def document(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())


def test_the_notice_the_sheet_and_the_minutes_leave_as_official_documents(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast, guests="县水务局")
    notice = document(clerk.get(cast.url("meetings/1/notice.docx")).content)
    for words in ("关于召开11月工作会议的通知", "2026年11月23日（星期一）14:30", "研究灌渠改线问题", "县水务局"):
        assert words in notice, words
    sheet = document(clerk.get(cast.url("meetings/1/sign-in.docx")).content)
    assert "林秋生" in sheet
    hold(clerk, cast, status_4="leave", status_5="substitute", substitute_5="会计")
    draft(clerk, cast, "submit")
    approve(cast)
    issue(clerk, cast)
    text = document(clerk.get(cast.url("meetings/1/minutes.docx")).content)
    for words in ("第1期", "出席", "柳塘村（会计代）", "请假", "列席", "县水务局", "牵头单位：柳塘村", "方立平"):
        assert words in text, words


def test_the_calendar_file_follows_the_meeting(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    first = clerk.get(cast.url("meetings/1/meeting.ics"))
    assert first.headers["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20261123T063000Z" in first.content
    assert b"SEQUENCE:0" in first.content
    moved = {"key": "m", "version": 1, "day": "2026-11-25", "time": "09:00", "place": "一楼会议室", "reason": "防汛"}
    assert clerk.post(cast.url("meetings/1/postpone"), moved).status_code == 302
    second = clerk.get(cast.url("meetings/1/meeting.ics")).content
    assert b"DTSTART:20261125T010000Z" in second
    assert b"SEQUENCE:1" in second
    assert re.findall(rb"UID:\S+", second) == re.findall(rb"UID:\S+", first.content)
    clerk.post(cast.url("meetings/1/cancel"), {"key": "c", "version": 2, "reason": "不开了"})
    assert b"STATUS:CANCELLED" in clerk.get(cast.url("meetings/1/meeting.ics")).content


def test_the_qr_code_leads_to_signing_in(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    page = clerk.get(cast.url("meetings/1/qr")).content.decode()
    address = "http://testserver/liutang/meetings/1/sign-in"
    assert address in page
    size = segno.make(address, error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"' in page
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]


def test_the_list_leaves_as_a_table_without_formulas(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast, title="=1+1 工作会议")
    call(clerk, cast, key="p", kind="plenary", title="全体会议")
    book = openpyxl.load_workbook(BytesIO(clerk.get(cast.url("meetings/export.xlsx?kind=work")).content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(cell.value == "=1+1 工作会议" and cell.data_type == "s" for cell in cells)
    assert all(cell.value != "全体会议" for cell in cells)


# the list, page by page; how many queries -----------------------------------------------------------------------


def test_the_list_goes_on_behind_the_last_row(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    for number in range(45):
        call(clerk, cast, key=f"k{number}", title=f"会{number}", day=(TODAY + timedelta(days=number // 2)).isoformat())
    first = clerk.get(cast.url("meetings/")).content.decode()
    older = re.search(r'href="(\?kind=&amp;before=[^"]+)"', first)
    assert older is not None
    second = clerk.get(cast.url("meetings/") + older[1].replace("&amp;", "&")).content.decode()
    pattern = r'<td><a href="/liutang/meetings/(\d+)/"'
    shown = [int(number) for number in re.findall(pattern, first) + re.findall(pattern, second)]
    assert sorted(shown) == list(range(1, 46))
    assert len(set(shown)) == 45


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    compliance._cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    assert queries_of(clerk, cast.url("meetings/")) <= 8
    assert queries_of(clerk, cast.url("meetings/1/")) <= 12
    hold(clerk, cast)
    draft(clerk, cast)
    clerk.post(cast.url("meetings/1/minutes/ahead/1"), {"key": "a", "version": minutes(cast).version})
    assert queries_of(clerk, cast.url("meetings/1/")) <= 12
    draft(clerk, cast, "submit")
    assert queries_of(clerk, cast.url("meetings/1/")) <= 12
    approve(cast)
    issue(clerk, cast)
    assert queries_of(clerk, cast.url("meetings/1/")) <= 12
    assert queries_of(cast.as_("village"), cast.url("meetings/1/")) <= 12


def test_the_home_page_offers_to_call_what_is_owed_and_to_record_what_was_held(cast: Cast) -> None:
    page = cast.as_("clerk").get(cast.url("")).content.decode()
    assert "筹备会议" in page
    assert "补录会议" in page
    assert "meetings/new?kind=work&amp;title=11%E6%9C%88" in page
    assert "筹备会议" not in cast.as_("village").get(cast.url("")).content.decode()
