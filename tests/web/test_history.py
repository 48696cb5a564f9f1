"""启用前历史补录 through its pages: template, upload, preview, confirm, and what every page shows of it afterwards."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Call
from lianxi.roster import founding
from lianxi.web import clock
from tests import past
from tests.cast import Cast, compiled, make_login
from tests.web.scenes_history import token

pytestmark = pytest.mark.django_db

BAD = {**past.ALL, "tasks": [{**past.TASKS[0], "lead": "柳糖村"}]}


def template(client: Client, cast: Cast) -> bytes:
    return client.get(cast.url("records/history/template.xlsx")).content


def upload(client: Client, cast: Cast, given: past.Given) -> HttpResponse:
    data = past.workbook(cast, template(client, cast), given)
    return send(client, cast, data)


def send(client: Client, cast: Cast, data: bytes, name: str = "补录.xlsx") -> HttpResponse:
    return client.post(cast.url("records/history/"), {"key": "k", "table": SimpleUploadedFile(name, data)})


def number(cast: Cast) -> int:
    return journal.head_by_id(cast.conference).number


def test_a_filled_in_template_is_looked_at_confirmed_and_seen_everywhere(cast: Cast) -> None:
    client, before = cast.as_("clerk"), number(cast)
    where = upload(client, cast, past.ALL).headers["Location"]
    seen = client.get(where).content.decode()
    assert "确认补录 7 行" in seen
    assert "2025-03-12 工作会议“三月工作会议”" in seen
    assert number(cast) == before
    assert client.post(where, {"key": "x"}).status_code == 302
    assert number(cast) == before + 1
    assert f"第 {before + 1} 号记录" in client.get(where).content.decode()
    listed = client.get(cast.url("meetings/")).content.decode()
    assert "三月工作会议" in listed
    assert "补录" in listed
    meeting = client.get(cast.url("meetings/1/")).content.decode()
    assert all(words in meeting for words in ("何青", "〔2025〕1号", "修缮接待室", "到会 1", "代会 1"))
    assert "会议听取了汇报。" in client.get(cast.url("meetings/1/minutes/text")).content.decode()
    assert "补录" in client.get(cast.url("tasks/?shown=all")).content.decode()
    assert "已全部清淤。" in client.get(cast.url("tasks/1/")).content.decode()


def test_the_same_file_uploaded_and_confirmed_five_times_is_brought_in_once(cast: Cast) -> None:
    client, before = cast.as_("clerk"), number(cast)
    data = past.workbook(cast, template(client, cast), past.ALL)
    for _ in range(5):
        where = send(client, cast, data).headers["Location"]
        client.post(where, {"key": "x"})
    assert number(cast) == before + 1
    assert "再次上传同一份表格不会重复登记" in client.get(where).content.decode()


def test_a_draft_left_alone_is_taken_up_again_and_can_be_dropped(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = cast.url(f"records/history/{token(cast)}/")
    assert "还没有登记" in client.get(where).content.decode()
    assert client.post(f"{where}discard").status_code == 302
    assert client.get(where).status_code == 404


def test_after_a_withdrawal_the_same_file_is_brought_in_again(cast: Cast) -> None:
    client = cast.as_("clerk")
    data = past.workbook(cast, template(client, cast), past.ALL)
    client.post(send(client, cast, data).headers["Location"], {})
    assert journal.entries(cast.conference, limit=1)[0].facts[0].verb == "meeting.held"
    withdraw_entry(cast.clerk.call(), entry=number(cast), reason="年份填错")
    before = number(cast)
    client.post(send(client, cast, data).headers["Location"], {})
    assert number(cast) == before + 1


def test_a_second_file_with_the_same_rows_says_that_they_are_there(cast: Cast) -> None:
    client = cast.as_("clerk")
    client.post(upload(client, cast, past.ALL).headers["Location"], {})
    where = upload(client, cast, {"meetings": past.MEETINGS}).headers["Location"]
    assert "表里的 2 行系统里都已经有了" in client.get(where).content.decode()
    assert client.post(where, {}).status_code == 422


def test_mistakes_are_shown_by_sheet_and_cell_and_nothing_can_be_confirmed(cast: Cast) -> None:
    client, before = cast.as_("clerk"), number(cast)
    where = upload(client, cast, BAD).headers["Location"]
    seen = client.get(where).content.decode()
    assert "有 1 处要改" in seen
    assert "C4" in seen
    assert "是不是“柳塘村”？" in seen
    assert "确认补录" not in seen
    assert client.post(where, {}).status_code == 422
    assert number(cast) == before


def test_the_marked_copy_keeps_what_was_typed_says_what_is_wrong_and_can_be_sent_back(cast: Cast) -> None:
    client = cast.as_("clerk")
    where = upload(client, cast, BAD).headers["Location"]
    copy = client.get(f"{where}marked.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(copy))
    cell = book["任务"]["C4"]
    assert cell.value == "柳糖村"
    assert cell.comment is not None
    assert "柳塘村" in cell.comment.text
    assert "没有叫“柳糖村”的成员单位" in str(book["任务"]["L4"].value)
    assert book["会议"]["B4"].value == "三月工作会议"
    cell.value = "柳塘村"
    out = io.BytesIO()
    book.save(out)
    assert "确认补录 6 行" in client.get(send(client, cast, out.getvalue()).headers["Location"]).content.decode()


def test_the_template_offers_units_and_kinds_and_explains_itself_first(cast: Cast) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(cast.as_("clerk"), cast)))
    shown = [name for name in book.sheetnames if book[name].sheet_state == "visible"]
    of_meetings, of_rooms = shown[:8], shown[8:]
    assert of_meetings == ["填写说明", "会议", "到会", "纪要", "任务", "上级交办", "发文", "收文"]
    assert {"重要敏感信息", "矛盾纠纷", "重大问题", "联合督查"} <= set(of_rooms)
    rules = [rule for rule in book["到会"].data_validations.dataValidation if rule.type == "list"]
    assert len(rules) == 2
    assert "启用前，未纳入" in str([cell.value for row in book["填写说明"] for cell in row])


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("补录.xlsx", b"not a workbook", "内容却是"),
        ("补录.xlsx", None, "表格里没有可补录的行"),
        ("补录.xlsx", "other", "工作簿里没有要填的表"),
        ("补录.xlsx", "more", "模板以外的工作表：底稿"),
    ],
)
def test_a_file_that_is_no_such_workbook_is_refused_in_words(
    cast: Cast, name: str, data: bytes | str | None, words: str
) -> None:
    client = cast.as_("clerk")
    if not isinstance(data, bytes):
        book = openpyxl.load_workbook(io.BytesIO(template(client, cast))) if data != "other" else openpyxl.Workbook()
        if data is not None:
            (book.create_sheet("底稿") if data == "more" else book.worksheets[0]).append(["一", "二"])
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    answer = send(client, cast, data, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_one_row_of_the_entry_is_withdrawn_on_its_page_by_name(cast: Cast) -> None:
    client = cast.as_("clerk")
    client.post(upload(client, cast, past.ALL).headers["Location"], {})
    where = cast.url(f"journal/{number(cast)}/")
    seen = client.get(where).content.decode()
    assert "启用前历史补录" in seen
    assert "第 2 项 召开会议 2025-06-20 上半年全体会议" in seen
    assert client.post(where, {"key": "w", "part": "1", "reason": "没有开成"}).status_code == 302
    assert "会议已取消：补录的记录已撤回" in client.get(cast.url("meetings/2/")).content.decode()
    assert "会议已取消" not in client.get(cast.url("meetings/1/")).content.decode()
    assert "已撤回" in client.get(where).content.decode()


#: page → its queries with session, user and seat
QUERIES = {"": 5, "template.xlsx": 6, "{token}/": 9, "{token}/marked.xlsx": 10}


@pytest.mark.parametrize("path", sorted(QUERIES))
def test_a_page_asks_as_many_queries_as_are_written_down(cast: Cast, path: str) -> None:
    client, where = cast.as_("clerk"), cast.url(f"records/history/{path.format(token=token(cast))}")
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    assert len(asked) == QUERIES[path], "\n".join(query["sql"][:150] for query in asked.captured_queries)


def test_the_board_says_of_the_time_before_the_start_that_it_is_not_counted(cast: Cast) -> None:
    """Rules in force since 2025, judged from May 2026: the months before owe nothing, and the page says so."""
    account = make_login("early", "早任文书", may_found=True)
    rules = compiled(past.EARLY_RULES)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    call = Call(founding.new_conference(rules, "zaoqi"), founding.founder(account), clock.now())
    founding.found_conference(
        call, compiled=rules, answers=answers, in_force_from=date(2025, 1, 1), judged_from=date(2026, 5, 1)
    )
    client = Client()
    assert client.post("/login", {"username": "early", "password": "a long sentence for tests"}).status_code == 302
    assert "4月1日—4月30日 启用前，未纳入" in client.get("/zaoqi/").content.decode()
    assert "应履行 7 次，已履行 0 次；另有 4 期在启用前，未纳入" in client.get("/zaoqi/article/3/").content.decode()
    assert "3 期在启用前，未纳入" in client.get("/zaoqi/article/3/?on=2026-03-20").content.decode()


def test_an_approval_of_the_past_is_never_shown_as_the_clerk_s_own(cast: Cast) -> None:
    client = cast.as_("clerk")
    paper = {**past.MINUTES[0], "approved_on": "2025-03-13"}
    client.post(upload(client, cast, {**past.ALL, "minutes": [paper]}).headers["Location"], {})
    seen = client.get(cast.url("meetings/1/")).content.decode()
    approved = next(line for line in seen.split("<li>") if "审定纪要" in line)
    assert "补录" in approved
    assert f"登记人 {cast.clerk.name}" in approved
