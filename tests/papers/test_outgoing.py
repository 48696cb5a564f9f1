"""A document on its way: drafted, checked, signed, issued, signed for, filed; returned, recalled, given up."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianxi.journal.attachments import Upload
from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.papers import drafts, enclosures, issuers, outgoing, queries, receipts
from lianxi.papers.content import Draft, EnclosureText, PointText
from lianxi.roster.models import Tenure
from lianxi.web import clock
from tests.cast import Cast
from tests.papers.ground import ELSEWHERE, OFFICE, SCAN, brought_to, draft, issuer, on_behalf, view

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def verbs(cast: Cast, number: int) -> list[str]:
    told = sorted(facts(cast.conference), key=lambda fact: (fact.entry, fact.index))
    return [fact.verb for fact in told if fact.object == f"document:{number}"]


def test_a_document_goes_all_its_way_with_one_entry_a_step(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    outgoing.receive_document(cast.village.call(), number=number)
    outgoing.file_document(cast.clerk.call(), number=number, version=4)
    assert verbs(cast, number) == [
        f"document.{each}" for each in ("drafted", "checked", "signed", "issued", "received", "filed")
    ]
    found = view(cast, number)
    assert found.row.document_number == "柳信联办〔2026〕1号"
    assert found.received == 1


def test_who_drafted_cannot_sign_even_on_paper(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    assert view(cast, number).drafter == cast.clerk.person
    outgoing.check_document(cast.director.call(), number=number, version=1)
    with pytest.raises(RuleBroken, match="只有召集人"):
        outgoing.sign_document(cast.clerk.call(), number=number, version=2)


def test_a_document_is_signed_by_whom_its_issuer_names(cast: Cast) -> None:
    number = brought_to(cast, "checked", draft(issuer(cast)))
    with pytest.raises(RuleBroken, match="由召集人签发"):
        outgoing.sign_document(cast.organ_head.call(), number=number, version=2)


def test_a_signature_on_paper_needs_the_scan(cast: Cast) -> None:
    number = brought_to(cast, "checked", draft(issuer(cast)))
    with pytest.raises(Invalid, match="扫描件"):
        outgoing.sign_document(on_behalf(cast, cast.convener), number=number, version=2)
    outgoing.sign_document(on_behalf(cast, cast.convener), number=number, version=2, files=[SCAN])
    assert view(cast, number).signer == cast.convener.person


def test_what_was_signed_is_not_changed_any_more(cast: Cast) -> None:
    given = draft(issuer(cast))
    number = brought_to(cast, "signed", given)
    with pytest.raises(RuleBroken, match="不能修改"):
        drafts.save_draft(conference=cast.conference, number=number, version=3, draft=given, drafter=1)


def test_two_editors_of_one_draft_see_each_other(cast: Cast) -> None:
    given = draft(issuer(cast))
    number = outgoing.draft_document(cast.clerk.call(), draft=given).number
    kept = {"conference": cast.conference, "number": number, "version": 1}
    first = Draft(given.kind, given.issuer, given.title, body="第一个人的文字")
    assert drafts.save_draft(**kept, draft=first, drafter=1) == 2  # type: ignore[arg-type]
    with pytest.raises(Stale) as refused:
        drafts.save_draft(**kept, draft=given, drafter=2)  # type: ignore[arg-type]
    assert refused.value.now == "第一个人的文字"


def test_a_returned_document_goes_back_to_its_drafter_with_the_opinion(cast: Cast) -> None:
    number = brought_to(cast, "checked", draft(issuer(cast)))
    outgoing.return_document(cast.convener.call(), number=number, version=2, opinion="补充时间要求")
    found = view(cast, number)
    assert (found.row.state, found.opinion) == ("draft", "补充时间要求")


def test_a_recalled_document_keeps_its_number_and_nobody_signs_for_it_any_more(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    village = cast.village.unit
    assert village is not None
    assert [row.number for row in queries.to_receive(cast.conference, village)] == [number]
    outgoing.recall_document(cast.clerk.call(), number=number, version=4, reason="附件有误")
    assert queries.to_receive(cast.conference, village) == []
    assert [row.number for row in queries.recalled_from(cast.conference, village, clock.today())] == [number]
    assert view(cast, number).row.document_number == "柳信联办〔2026〕1号"
    with pytest.raises(RuleBroken, match="已收回"):
        outgoing.receive_document(cast.village.call(), number=number)


def test_a_discarded_draft_leaves_no_gap_in_the_book(cast: Cast) -> None:
    place = issuer(cast)
    given_up = brought_to(cast, "signed", draft(place))
    outgoing.discard_document(cast.clerk.call(), number=given_up, version=3, reason="并入另一份通知")
    second = brought_to(cast, "issued", draft(place))
    assert view(cast, second).row.document_number == "柳信联办〔2026〕1号"


def test_the_same_person_may_check_in_an_office_of_one_and_the_record_says_so(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    with pytest.raises(RuleBroken, match="请由办公室另一位同志核稿"):
        outgoing.check_document(cast.clerk.call(), number=number, version=1)
    Tenure.objects.filter(seat__number=cast.director.seat).update(until=clock.today() - timedelta(days=1))
    outgoing.check_document(cast.clerk.call(), number=number, version=1)
    checked = next(fact for fact in facts(cast.conference) if fact.verb == "document.checked")
    assert checked.data["same_person"] is True


def test_what_a_colleague_checked_on_paper_is_recorded_for_him(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    outgoing.check_document(on_behalf(cast, cast.director), number=number, version=1)
    assert view(cast, number).checker == cast.director.person
    checked = next(fact for fact in facts(cast.conference) if fact.verb == "document.checked")
    assert "same_person" not in checked.data


def test_a_file_goes_out_with_the_document_and_is_sealed_by_its_hash(cast: Cast) -> None:
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(issuer(cast))).number
    table = Upload("排查表.xlsx", b"PK rows")
    enclosures.enclose_files(cast.clerk.call(), number=number, version=1, files=[table, SCAN])
    assert [each.name for each in view(cast, number).files] == ["排查表.xlsx", "签发稿.pdf"]
    kept = {"conference": cast.conference, "number": number}
    words = draft(1, title="关于开展秋季排查的通知")
    drafts.save_draft(**kept, version=2, draft=words, drafter=cast.clerk.person)  # type: ignore[arg-type]
    enclosures.take_out(**kept, place=view(cast, number).files[1].place)
    outgoing.check_document(cast.director.call(), number=number, version=3)
    outgoing.sign_document(cast.convener.call(), number=number, version=4)
    found = view(cast, number)
    assert [(each.title, each.file) for each in found.draft.enclosures] == [
        ("排查表.xlsx", hashlib.sha256(table.data).hexdigest())
    ]
    assert [each.name for each in found.files] == ["排查表.xlsx"]
    with pytest.raises(RuleBroken, match="不能修改"):
        enclosures.take_out(**kept, place=found.files[0].place)  # type: ignore[arg-type]


def test_units_that_have_not_signed_are_pressed_in_one_entry(cast: Cast) -> None:
    number = brought_to(cast, "signed", draft(issuer(cast)))
    units = [cast.village.unit or 0, cast.police.unit or 0]
    outgoing.issue_document(cast.clerk.call(), number=number, version=3, units=units)
    outgoing.receive_document(cast.village.call(), number=number)
    receipts.chase_receipts(cast.clerk.call(), number=number)
    chased = [fact for fact in facts(cast.conference) if fact.verb == "document.chased"]
    assert [(fact.unit, fact.data["count"]) for fact in chased] == [(cast.police.unit, 1)]
    outgoing.receive_document(cast.police.call(), number=number)
    with pytest.raises(RuleBroken, match="都已签收"):
        receipts.chase_receipts(cast.clerk.call(), number=number)


def test_an_issuer_that_is_closed_takes_no_new_drafts(cast: Cast) -> None:
    place = issuer(cast)
    issuers.set_issuer(cast.clerk.call(), issuer=replace(OFFICE, closed=True), number=place, version=1)
    with pytest.raises(Invalid, match="请选择发文机关"):
        outgoing.draft_document(cast.clerk.call(), draft=draft(place))


def test_an_empty_document_and_a_request_to_two_are_not_checked(cast: Cast) -> None:
    place = issuer(cast)
    empty = outgoing.draft_document(cast.clerk.call(), draft=Draft("notice", place, "关于排查的通知")).number
    with pytest.raises(Invalid, match="正文还是空的"):
        outgoing.check_document(cast.director.call(), number=empty, version=1)
    asks = Draft("request", place, "关于经费的请示", addressee="镇党委、镇政府", body="妥否，请批示。")
    two = outgoing.draft_document(cast.clerk.call(), draft=asks).number
    with pytest.raises(Invalid, match="只写一个主送机关"):
        outgoing.check_document(cast.director.call(), number=two, version=1)


def test_a_text_marked_secret_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    place = issuer(cast)
    with pytest.raises(RuleBroken, match="不处理标注密级"):
        outgoing.draft_document(cast.clerk.call(), draft=Draft("notice", place, "通知", body="机密★一年\n内容"))
    assert queries.documents(cast.conference, role="director", unit=None) == []


def test_a_unit_sees_only_what_was_issued_to_it(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast)))
    year = 2026
    seen = queries.document_for(cast.conference, number, role="unit_head", unit=cast.village.unit, year=year)
    assert seen is not None
    assert queries.document_for(cast.conference, number, role="unit_head", unit=cast.police.unit, year=year) is None
    with pytest.raises(Invalid, match="没有印发给该单位"):
        outgoing.receive_document(cast.police.call(), number=number)


def test_a_brief_issued_keeps_the_duty_of_the_brief(cast: Cast) -> None:
    number = brought_to(cast, "issued", draft(issuer(cast), "brief", "信访工作简报"))
    assert "brief.issued" in verbs(cast, number)
    assert view(cast, number).row.document_number == "第1期"


def test_a_number_out_of_another_offices_book_is_typed_and_used_once(cast: Cast) -> None:
    place = issuer(cast, ELSEWHERE)
    numbers = []
    for typed in ("柳政〔2026〕8号", "柳政〔2026〕8号"):
        number = outgoing.draft_document(cast.clerk.call(), draft=draft(place)).number
        outgoing.check_document(cast.director.call(), number=number, version=1)
        outgoing.sign_document(cast.organ_head.call(), number=number, version=2)
        numbers.append((number, typed))
    outgoing.issue_document(cast.clerk.call(), number=numbers[0][0], version=3, units=[], typed=numbers[0][1])
    with pytest.raises(RuleBroken, match="已用于《关于开展夏季排查的通知》"):
        outgoing.issue_document(cast.clerk.call(), number=numbers[1][0], version=3, units=[], typed=numbers[1][1])
    with pytest.raises(Invalid, match="请填写党政办公室编排的发文字号"):
        outgoing.issue_document(cast.clerk.call(), number=numbers[1][0], version=3, units=[])


def test_what_was_signed_is_read_back_as_it_was(cast: Cast) -> None:
    points = (
        PointText("化解积案。", cast.village.unit, date(2026, 12, 1), "rule_of_law"),
        PointText("每月排查。", cast.police.unit),
    )
    enclosures = (EnclosureText("方案", "一、目标"),)
    given = Draft("work_points", issuer(cast), "年度信访工作要点", points=points, enclosures=enclosures)
    assert view(cast, brought_to(cast, "signed", given)).draft == given
