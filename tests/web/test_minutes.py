"""Minutes through their pages: two editors, approval, issue, receipts, corrections."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.journal import queries as journal
from tests.cast import Cast
from tests.web.meeting_deeds import (
    POLICE,
    TODAY,
    VILLAGE,
    approve,
    call,
    draft,
    entries,
    hold,
    issue,
    issued,
    minutes,
    seen,
    submitted,
)

pytestmark = pytest.mark.django_db


# minutes --------------------------------------------------------------------------------------------------------


def test_the_draft_begins_with_what_the_agenda_says(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast, item_1="听取柳塘村汇报")
    hold(clerk, cast)
    page = clerk.get(cast.url("meetings/1/minutes")).content.decode()
    assert "会议听取柳塘村汇报。" in page
    assert "会议研究灌渠改线问题。" in page


def test_two_clerks_in_one_draft_see_both_texts_and_the_second_decides(cast: Cast) -> None:
    clerk, other = cast.as_("clerk"), cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    first = minutes(cast).version
    draft(clerk, cast, heard="甲写的一段")
    answer = draft(other, cast, seen=first, heard="乙写的一段")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "甲写的一段" in page
    assert "乙写的一段" in page
    assert minutes(cast).content.heard == "甲写的一段"
    version = re.search(r'name="seen" value="(\d+)"', page)
    assert version is not None
    assert draft(other, cast, seen=version[1], heard="甲写的一段\n乙写的一段").status_code == 302
    assert minutes(cast).content.heard == "甲写的一段\n乙写的一段"


def autosave(client: Client, cast: Cast, **given: object):  # type: ignore[no-untyped-def]
    values = {"seen": minutes(cast).version, "heard": "一", "text_0": "议定", "lead_0": VILLAGE, **given}
    return client.post(cast.url("meetings/1/minutes/draft"), values)


def test_autosave_answers_with_the_version_or_with_the_other_text(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    before = entries(cast)
    first = minutes(cast).version
    saved = autosave(clerk, cast)
    assert (saved.status_code, saved.json()["version"]) == (200, first + 1)
    again = autosave(clerk, cast, seen=first)
    assert (again.status_code, again.json()["version"]) == (200, first + 1), "the same text is no conflict"
    other = autosave(clerk, cast, seen=first, heard="二")
    assert other.status_code == 409
    assert other.json()["version"] == first + 1
    assert "一" in other.json()["theirs"]
    assert autosave(clerk, cast, due_0="不是日期").status_code == 422
    assert entries(cast) == before, "a working copy is no step of the record"
    assert minutes(cast).content.heard == "一"


def test_eight_writers_lose_no_acknowledged_text(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    seen_, kept = minutes(cast).version, []
    for writer in range(8):
        answer = autosave(clerk, cast, seen=seen_, heard=f"第{writer}人")
        if answer.status_code == 200:
            kept.append(f"第{writer}人")
    assert kept == ["第0人"]
    assert minutes(cast).content.heard == "第0人"


def test_incomplete_minutes_are_kept_but_not_submitted(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    answer = draft(clerk, cast, "submit", lead_0="")
    assert answer.status_code == 422
    assert "没有选牵头单位" in answer.content.decode()
    assert minutes(cast).state == "draft"
    assert minutes(cast).content.decisions[0].text
    version = re.search(r'name="seen" value="(\d+)"', answer.content.decode())
    assert version is not None
    assert draft(clerk, cast, "submit", seen=version[1]).status_code == 302


def test_submitting_twice_is_done_once(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    version = minutes(cast).version
    answers = [draft(clerk, cast, "submit", seen=version) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert [entry.facts[0].verb for entry in journal.entries(cast.conference)].count("minutes.submitted") == 1


def test_an_urgent_decision_is_assigned_ahead_and_then_stands_fast(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    hold(clerk, cast)
    there = draft(clerk, cast, "ahead-0").headers["Location"]
    assert there == cast.url("meetings/1/minutes/ahead/1")
    assert "柳塘村" in clerk.get(there).content.decode()
    assert clerk.post(there, {"key": "now", "version": minutes(cast).version}).status_code == 302
    assert seen(cast).decisions[0].ahead
    assert draft(clerk, cast, text_0="改了").status_code == 422
    page = clerk.get(cast.url("meetings/1/minutes")).content.decode()
    assert "已先行交办" in page
    assert draft(clerk, cast, "submit").status_code == 302
    assert approve(cast).status_code == 302
    assert issue(clerk, cast).status_code == 302
    assert len([each for each in seen(cast).decisions if each.task]) == 1


# approval, issue, receipts --------------------------------------------------------------------------------------


def test_the_office_and_the_units_cannot_approve(cast: Cast) -> None:
    submitted(cast)
    for who in ("clerk", "director", "village", "organ_head", "inspector"):
        answer = cast.as_(who).post(cast.url("meetings/1/approve"), {"key": who, "version": minutes(cast).version})
        assert answer.status_code == 403, who
    assert minutes(cast).state == "submitted"


def test_a_convener_returns_with_his_opinion_and_the_drafter_reads_it(cast: Cast) -> None:
    clerk, convener = submitted(cast), cast.as_("convener")
    there = cast.url("meetings/1/approve")
    silent = convener.post(there, {"key": "r", "version": minutes(cast).version, "do": "return", "opinion": ""})
    assert silent.status_code == 422
    spoken = {"key": "s", "version": minutes(cast).version, "do": "return", "opinion": "期限太紧"}
    assert convener.post(there, spoken).status_code == 302
    assert "期限太紧" in clerk.get(cast.url("meetings/1/minutes")).content.decode()
    assert draft(clerk, cast, "submit", key="again", due_0="2026-12-20").status_code == 302


def test_a_convener_takes_his_approval_back_before_the_issue_and_not_after_it(cast: Cast) -> None:
    clerk, convener = submitted(cast), cast.as_("convener")
    approve(cast)
    there = cast.url("meetings/1/take-back")
    assert "收回审定" in convener.get(cast.url("meetings/1/")).content.decode()
    given = {"key": "b", "version": minutes(cast).version, "reason": ""}
    assert convener.post(there, given).status_code == 422
    assert convener.post(there, {**given, "reason": "牵头单位应为柳塘村"}).status_code == 302
    clerk.get(cast.url("meetings/1/"))  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as asked:
        page = clerk.get(cast.url("meetings/1/")).content.decode()
    assert len(asked) <= 12
    assert "退回修改：牵头单位应为柳塘村" in page
    assert "收回审定" in page  # among what happened
    draft(clerk, cast, "submit", key="again")
    approve(cast, "approve anew")
    issue(clerk, cast)
    assert "take-back" not in convener.get(cast.url("meetings/1/")).content.decode()
    late = convener.post(there, {"key": "l", "version": minutes(cast).version, "reason": "迟了"})
    assert late.status_code == 422
    assert "已经印发，不能收回审定" in late.content.decode()


def test_what_was_submitted_anew_is_not_approved_by_an_old_page(cast: Cast) -> None:
    clerk, convener = submitted(cast), cast.as_("convener")
    old = minutes(cast).version
    convener.post(cast.url("meetings/1/approve"), {"key": "s", "version": old, "do": "return", "opinion": "改"})
    draft(clerk, cast, "submit", key="again", text_0="另外一件事")
    assert convener.post(cast.url("meetings/1/approve"), {"key": "t", "version": old}).status_code == 409
    assert minutes(cast).state == "submitted"


def test_an_approval_on_paper_needs_the_scan_and_says_who_recorded_it(cast: Cast) -> None:
    clerk = submitted(cast)
    there = cast.url("meetings/1/approve/on-behalf")
    given = {
        "key": "b",
        "version": minutes(cast).version,
        "result": "approve",
        "behalf_seat": cast.convener.seat,
        "means": "paper",
        "behalf_on": TODAY.isoformat(),
    }
    assert clerk.post(there, given).status_code == 422
    assert clerk.post(there, {**given, "scans": SimpleUploadedFile("a.pdf", b"%PDF-1.4 a")}).status_code == 302
    page = clerk.get(cast.url("meetings/1/")).content.decode()
    assert "办公室代录" in page
    assert "方立平" in page
    fact = journal.entries(cast.conference, limit=1)[0].facts[0]
    assert (fact.verb, fact.data["recorded_by_drafter"]) == ("minutes.approved", True)


def test_plenary_minutes_are_not_issued_unapproved_whatever_the_body_has_set(cast: Cast) -> None:
    clerk = cast.as_("clerk")
    setting = {"key": "s1", "kind": "plenary", "approval": "0"}
    assert clerk.post(cast.url("meetings/settings"), setting).status_code == 302
    submitted(cast, kind="plenary")
    answer = issue(clerk, cast)
    assert answer.status_code == 422
    assert "第三条" in answer.content.decode()


def test_the_body_may_set_that_other_minutes_need_no_approval(cast: Cast) -> None:
    clerk = submitted(cast)
    assert issue(clerk, cast, key="too-soon").status_code == 422
    assert clerk.post(cast.url("meetings/settings"), {"key": "s", "kind": "work", "approval": "0"}).status_code == 302
    assert "不经审定，直接印发" in clerk.get(cast.url("meetings/1/")).content.decode()
    assert issue(clerk, cast).status_code == 302


def test_minutes_are_read_by_those_they_are_for(cast: Cast) -> None:
    clerk = submitted(cast)
    read = cast.url("meetings/1/minutes/text")

    def readers() -> list[str]:
        names = ("clerk", "convener", "organ_head", "inspector", "village", "police", "liaison")
        return [who for who in names if cast.as_(who).get(read).status_code == 200]

    assert readers() == ["clerk", "convener", "organ_head"]
    assert "灌渠改线核查" not in cast.as_("village").get(cast.url("meetings/1/")).content.decode()
    approve(cast)
    issue(clerk, cast, units=[VILLAGE])
    assert readers() == ["clerk", "convener", "organ_head", "inspector", "village"]
    assert "灌渠改线核查" not in cast.as_("police").get(cast.url("meetings/1/")).content.decode()
    assert cast.as_("police").get(cast.url("meetings/1/minutes.docx")).status_code == 404
    assert cast.as_("police").get(cast.url("meetings/1/receive")).status_code == 404


def test_a_unit_signs_once_and_the_office_signs_for_another_on_paper(cast: Cast) -> None:
    clerk = issued(cast)
    village = cast.as_("village")
    assert village.post(cast.url("meetings/1/receive"), {"key": "a"}).status_code == 302
    assert village.post(cast.url("meetings/1/receive"), {"key": "a"}).status_code == 302
    assert village.post(cast.url("meetings/1/receive"), {"key": "b"}).status_code == 422
    given = {"key": "c", "unit": 6, "means": "paper", "behalf_on": TODAY.isoformat()}
    assert clerk.post(cast.url("meetings/1/receipts"), given).status_code == 302
    receipts = {one.unit: (one.received_on, one.on_behalf) for one in minutes(cast).receipts}
    assert (receipts[VILLAGE], receipts[6]) == ((TODAY, False), (TODAY, True))
    assert receipts[POLICE] == (None, False)


def test_a_correction_is_a_new_revision_and_the_old_one_stays_readable(cast: Cast) -> None:
    clerk = issued(cast)
    given = {
        "key": "c",
        "seen": 0,
        "base": minutes(cast).version,
        "heard": "会议听取了柳塘村关于灌渠改线情况的汇报。",
        "considered": "会议研究了改线方案和资金。",
        "text_0": "由柳塘村牵头，月底前完成灌渠改线核查。",
        "lead_0": VILLAGE,
        "co_units_0": [POLICE],
        "due_0": "2026-12-10",
        "text_1": "会议同意将上述情况报镇党委。",
        "no_task_1": "on",
    }
    assert clerk.post(cast.url("meetings/1/minutes/correct"), given).status_code == 422
    corrected = {**given, "correction": "补记资金问题。"}
    assert clerk.post(cast.url("meetings/1/minutes/correct"), corrected).status_code == 302
    assert (minutes(cast).revision, minutes(cast).state) == (2, "submitted")
    village = cast.as_("village")
    assert "和资金" not in village.get(cast.url("meetings/1/minutes/text")).content.decode()
    approve(cast, key="second")
    issue(clerk, cast, key="issue-2")
    assert "补记资金问题" in village.get(cast.url("meetings/1/minutes/text")).content.decode()
    assert "和资金" not in village.get(cast.url("meetings/1/minutes/text?revision=1")).content.decode()


def test_a_withdrawn_decision_stays_readable_and_its_task_is_cancelled(cast: Cast) -> None:
    clerk = issued(cast)
    there = cast.url("meetings/1/decisions/1/withdraw")
    assert clerk.post(there, {"key": "w", "reason": ""}).status_code == 422
    assert clerk.post(there, {"key": "w", "reason": "情况变化"}).status_code == 302
    page = clerk.get(cast.url("meetings/1/")).content.decode()
    assert "已撤销" in page
    assert "已取消" in page
    assert clerk.get(cast.url("meetings/1/decisions/9/withdraw")).status_code == 404
