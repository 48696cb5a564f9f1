"""Documents out through their pages: from draft to receipts, on the phone of who signs, by unit, by number book."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.charter.actions import put_in_force
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.papers import outgoing
from lianxi.tasks import upward
from lianxi.web import clock
from tests.cast import RULES, Cast, compiled
from tests.papers.ground import OFFICE, brought_to, draft, issuer, view
from tests.web.rows import TODAY
from tests.web.scenes_papers import with_a_file

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": f"p{next(KEYS)}", **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def read(client: Client, cast: Cast, path: str) -> str:
    answer = client.get(cast.url(path))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_from_the_first_word_to_the_last_receipt(cast: Cast) -> None:
    clerk, convener, village = (cast.as_(key) for key in ("clerk", "convener", "village"))
    assert "issuers?first=1" in clerk.get(cast.url("documents/new")).headers["Location"]
    setting = {"body": "office", "name": "柳塘镇联席会议办公室", "mark": "柳塘镇联席会议办公室文件", "code": "柳信联办"}
    post(clerk, cast, "documents/issuers", **setting, signer="convener", red_head="on", own_book="on", start=7)
    words = {"issuer": 1, "title": "关于开展夏季排查的通知", "addressee": "各村", "body": "现通知如下。\n一、时间"}
    place = post(clerk, cast, "documents/new?kind=notice", **words)
    page = read(clerk, cast, place)
    assert "柳信联办〔2026〕7号" in page  # what the number will be
    assert '<p class="p-level-1"><span class="lead">一、时间</span>' in page
    post(cast.as_("director"), cast, f"{place}step/check", version=1)
    assert "签发" in read(convener, cast, "inbox/")
    assert "确认签发" in read(convener, cast, f"{place}sign")
    post(convener, cast, f"{place}sign", version=2, do="sign")
    assert "印发" in read(clerk, cast, "inbox/")
    post(clerk, cast, f"{place}issue", version=3, running=7, units=[cast.village.unit, cast.police.unit])
    assert "柳信联办〔2026〕7号，待签收" in read(village, cast, "inbox/")
    post(village, cast, f"{place}receive")
    post(clerk, cast, f"{place}receipts", unit=cast.police.unit, means="phone", behalf_on=TODAY)
    page = read(clerk, cast, f"{place}receipts")
    assert "2/2" in page
    assert "办公室代录" in page
    post(clerk, cast, f"{place}step/file", version=4)
    assert view(cast, 1).row.state == "filed"


def test_a_signature_on_paper_is_recorded_with_its_scan(cast: Cast) -> None:
    number = brought_to(cast, "checked", draft(issuer(cast)))
    clerk = cast.as_("clerk")
    given = {"version": 2, "behalf_seat": cast.convener.seat, "behalf_on": TODAY}
    refused = clerk.post(cast.url(f"documents/{number}/sign/on-paper"), {"key": "a", **given})
    assert refused.status_code == 422
    scan = SimpleUploadedFile("签发稿.pdf", b"%PDF-1.4 signed")
    post(clerk, cast, f"documents/{number}/sign/on-paper", **given, scans=scan)
    entry = journal.entries(cast.conference, limit=1)[0]
    assert entry.behalf is not None
    assert (entry.behalf["person"], len(entry.files)) == (cast.convener.person, 1)
    assert "确认代录" in read(cast.as_("convener"), cast, "inbox/")


def test_the_drafter_is_told_who_checks_and_records_what_was_checked_on_paper(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    clerk = cast.as_("clerk")
    page = read(clerk, cast, f"documents/{number}/")
    assert "由办公室另一位同志核稿" in page
    assert "核稿通过" not in page
    assert "核稿通过" in read(cast.as_("director"), cast, f"documents/{number}/")
    given = {"version": 1, "behalf_seat": cast.director.seat, "means": "paper", "behalf_on": TODAY}
    post(clerk, cast, f"documents/{number}/check/on-paper", **given)
    assert view(cast, number).row.state == "checked"
    assert "代您登记" in read(cast.as_("director"), cast, "inbox/")


def test_a_file_goes_to_who_got_the_document_and_to_nobody_else(cast: Cast) -> None:
    place = issuer(cast)
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(place)).number
    clerk = cast.as_("clerk")
    table = SimpleUploadedFile("排查表.xlsx", b"PK rows")
    assert post(clerk, cast, f"documents/{number}/enclose", version=1, scans=table) == f"documents/{number}/"
    page = read(clerk, cast, f"documents/{number}/")
    assert "附件：排查表" in page
    taken = view(cast, number).files[0].place
    clerk.post(cast.url(f"documents/{number}/enclose"), {"take_out": taken})
    assert view(cast, number).files == ()
    number = with_a_file(cast, place)
    path = cast.url(f"documents/{number}/files/{view(cast, number).files[0].number}")
    assert b"".join(cast.as_("village").get(path)) == b"PK rows"
    assert cast.as_("police").get(path).status_code == 404
    other = brought_to(cast, "issued", draft(place))
    strange = path.replace(f"documents/{number}/", f"documents/{other}/")
    assert cast.as_("village").get(strange).status_code == 404


def test_units_that_have_not_signed_are_pressed_from_the_receipts(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    clerk = cast.as_("clerk")
    assert "催签收（1 个单位）" in read(clerk, cast, f"documents/{number}/receipts")
    post(clerk, cast, f"documents/{number}/chase")
    assert "已催 1 次" in read(clerk, cast, f"documents/{number}/receipts")


def test_a_unit_is_told_that_a_document_was_recalled(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    post(cast.as_("clerk"), cast, f"documents/{number}/reason/recall", version=4, reason="附件有误")
    village = cast.as_("village")
    assert "柳信联办〔2026〕1号已收回，请勿再使用" in read(village, cast, "inbox/")
    page = read(village, cast, f"documents/{number}/")
    assert "本文件已收回：附件有误" in page
    assert f"documents/{number}/receive" not in page


def test_the_minutes_of_a_meeting_stand_in_the_book_of_the_conference(cast: Cast) -> None:
    place = issuer(cast, replace(OFFICE, body="conference"))
    book = read(cast.as_("clerk"), cast, f"documents/issuers/{place}/book?series=minutes")
    assert "按顺序编排期号" in book
    closed = {"number": place, "version": 1, "body": "conference", "name": OFFICE.name, "mark": OFFICE.mark}
    closed |= {"code": OFFICE.code, "signer": "convener", "own_book": "on", "start": 1, "closed": "on"}
    post(cast.as_("clerk"), cast, "documents/issuers", **closed)
    assert "已停用" in read(cast.as_("clerk"), cast, "documents/issuers")
    answer = cast.as_("clerk").get(cast.url("documents/new?kind=notice"))
    assert "issuers?first=1" in answer.headers["Location"]


def test_what_a_clerk_and_his_colleague_type_at_once_is_kept_twice(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    words = {"issuer": 1, "title": "关于开展夏季排查的通知", "seen": 1}
    path = cast.url(f"documents/{number}/draft")
    first = cast.as_("clerk").post(path, {**words, "body": "甲写的"})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    second = cast.as_("director").post(path, {**words, "body": "乙写的"})
    assert second.status_code == 409
    assert (second.json()["theirs"], second.json()["version"]) == ("甲写的", 2)
    form = cast.as_("director").post(cast.url(f"documents/{number}/edit"), {"key": "k", **words, "body": "乙写的"})
    assert form.status_code == 409
    assert "乙写的" in form.content.decode()


def test_the_pages_say_what_is_missing_and_what_to_look_at(cast: Cast) -> None:
    place = issuer(cast)
    number = outgoing.draft_document(
        cast.clerk.call(), draft=outgoing.Draft("report", place, "汛情报告", body="情况如上，妥否，请批示。")
    ).number
    page = read(cast.as_("clerk"), cast, f"documents/{number}/")
    assert "请填写主送机关" in page
    assert "不得夹带请示事项" in page
    assert "核稿通过" not in page


def test_a_document_leaves_as_word_and_its_forms_too_and_only_the_receipt_sheet_bears_the_journal(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    head = journal.head_by_id(cast.conference)
    clerk, texts = cast.as_("clerk"), {}
    for name in ("document.docx", "sheet.docx", "receipts.docx"):
        content = clerk.get(cast.url(f"documents/{number}/{name}")).content
        texts[name] = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert "柳信联办〔2026〕1号" in texts["document.docx"]
    assert "发文稿纸" in texts["sheet.docx"]
    assert head.hash[:16] in texts["receipts.docx"]
    assert head.hash[:16] not in texts["document.docx"]


def test_a_void_number_stands_in_the_book_and_the_next_document_gets_the_next(cast: Cast) -> None:
    place = issuer(cast)
    clerk = cast.as_("clerk")
    post(clerk, cast, f"documents/issuers/{place}/book", running=1, reason="打印作废")
    page = read(clerk, cast, f"documents/issuers/{place}/book")
    assert "打印作废" in page
    assert "作废下一个号（第 2 号）" in page
    number = brought_to(cast, "signed", draft(place))
    assert 'value="2"' in read(clerk, cast, f"documents/{number}/issue")


def test_the_register_is_searched_and_leaves_as_a_table(cast: Cast) -> None:
    place = issuer(cast)
    brought_to(cast, "issued", draft(place))
    brought_to(cast, "draft", draft(place, title="关于秋收禁烧的通知"))
    clerk = cast.as_("clerk")
    assert "秋收禁烧" not in read(clerk, cast, "documents/?wanted=夏季")
    assert "秋收禁烧" in read(clerk, cast, "documents/?shown=open")
    assert "秋收禁烧" in read(clerk, cast, "documents/?year=2026")
    assert "秋收禁烧" not in read(clerk, cast, "documents/?year=2025")
    assert "秋收禁烧" not in read(cast.as_("village"), cast, "documents/")
    assert clerk.get(cast.url("documents/export.xlsx")).content[:2] == b"PK"


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    for key in ("clerk", "village"):
        client = cast.as_(key)
        for path, most in (("documents/", 8), (f"documents/{number}/", 12)):
            client.get(cast.url(path))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(cast.url(path)).status_code == 200
            assert len(asked) <= most, (path, [query["sql"][:80] for query in asked.captured_queries])


RULES_WITH_PAPERS = RULES.replace(
    "第七条　", "第七条　办公室每年印发年度工作要点，信访工作简报每季度至少编印一期。\n\n第八条　"
).replace("第八条　本规则", "第九条　本规则")


def state(cast: Cast, verb: str) -> str:
    """How the window of today stands for the periodic duty on that verb."""
    head = journal.head_by_id(cast.conference)
    line = next(
        line for line in board(head, on=clock.today()).lines if getattr(line.duty, "verb", "") == verb and line.dated
    )
    return next(item.state for item in line.items if item.start <= clock.today() <= (item.due or clock.today()))


def test_the_yearly_points_and_the_quarterly_brief_are_kept_by_issuing_them(cast: Cast) -> None:
    """The article of the office's work, from the human act to the board."""
    rules = compiled(RULES_WITH_PAPERS)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    put_in_force(cast.clerk.call(), compiled=rules, answers=answers, in_force_from=date(2026, 10, 1), replaces=1)
    place = issuer(cast)
    assert state(cast, "brief.issued") == "due"
    brief = brought_to(cast, "signed", draft(place, "brief", "四季度信访工作情况"))
    assert state(cast, "brief.issued") == "due"
    clerk = cast.as_("clerk")
    post(clerk, cast, f"documents/{brief}/issue", version=3, running=1, units=[cast.village.unit])
    assert state(cast, "brief.issued") == "kept"
    assert "四季度信访工作情况" in read(cast.as_("village"), cast, "inbox/")
    words = {"issuer": place, "title": "2026年度信访工作要点", "point_0": "化解积案", "point_unit_0": cast.village.unit}
    words["point_category_0"] = "rule_of_law"
    points = post(clerk, cast, "documents/new?kind=work_points", **words)
    assert "一、信访工作法治化" in read(clerk, cast, points)
    post(cast.as_("director"), cast, f"{points}step/check", version=1)
    post(cast.as_("convener"), cast, f"{points}sign", version=2, do="sign")
    post(clerk, cast, f"{points}issue", version=3, running=1, units=[cast.village.unit])
    assert "化解积案" in read(cast.as_("village"), cast, "inbox/")
    verbs = {fact.verb for fact in journal.facts(cast.conference)}
    assert "work_points.issued" in verbs


def test_a_draft_waits_for_who_did_not_write_it_and_comes_back_to_be_mended(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    assert "继续拟稿" in read(cast.as_("clerk"), cast, "inbox/")
    page = read(cast.as_("director"), cast, "inbox/")
    assert "核稿" in page
    assert "继续拟稿" not in page
    outgoing.check_document(cast.director.call(), number=number, version=1)
    outgoing.return_document(cast.convener.call(), number=number, version=2, opinion="补充时间要求")
    assert "退回修改" in read(cast.as_("clerk"), cast, "inbox/")


def test_a_report_upward_goes_the_way_of_a_document_and_brings_its_number_back(cast: Cast) -> None:
    issuer(cast)
    clerk = cast.as_("clerk")
    report = upward.draft_report(
        cast.clerk.call(),
        kind="report",
        title="关于渠道淤积的报告",
        text="情况如下。",
        addressees=["镇党委", "县联席会议"],
    ).number
    form = read(clerk, cast, f"documents/new?report={report}")
    assert "镇党委、县联席会议" in form
    words = {"issuer": 1, "title": "关于渠道淤积的报告", "addressee": "镇党委、县联席会议", "body": "情况如下。"}
    place = post(clerk, cast, f"documents/new?report={report}", **words)
    assert "已核稿" not in read(clerk, cast, f"reports/{report}/")
    post(cast.as_("director"), cast, f"{place}step/check", version=1)
    post(cast.as_("convener"), cast, f"{place}sign", version=2, do="sign")
    post(clerk, cast, f"{place}issue", version=3, running=1)
    page = read(clerk, cast, f"reports/{report}/")
    assert "柳信联办〔2026〕1号" in page
    assert 'value="柳信联办〔2026〕1号"' in page  # the sending takes the number over
    assert clerk.get(cast.url("documents/new?report=99")).status_code == 404
