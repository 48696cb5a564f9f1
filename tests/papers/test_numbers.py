"""The number book: one after another, none twice, none left out, void ones with their reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.papers import issuers, numbers, outgoing, queries
from lianxi.papers.models import BookNumber
from tests.cast import Cast
from tests.papers.ground import ELSEWHERE, OFFICE, brought_to, draft, issuer, view

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def void(cast: Cast, place: int, running: int) -> None:
    numbers.void_number(cast.clerk.call(), issuer=place, series="documents", running=running, reason="打印作废")


def test_two_drafts_that_were_shown_the_same_number_do_not_both_get_it(cast: Cast) -> None:
    place = issuer(cast)
    first, second = (brought_to(cast, "signed", draft(place)) for _ in range(2))
    outgoing.issue_document(cast.clerk.call(), number=first, version=3, units=[], running=1)
    with pytest.raises(RuleBroken, match="第 1 号已用于《关于开展夏季排查的通知》。下一个号是第 2 号"):
        outgoing.issue_document(cast.clerk.call(), number=second, version=3, units=[], running=1)
    outgoing.issue_document(cast.clerk.call(), number=second, version=3, units=[], running=2)
    assert view(cast, second).row.document_number == "柳信联办〔2026〕2号"


def test_a_void_number_is_not_given_out_and_says_why(cast: Cast) -> None:
    place = issuer(cast)
    void(cast, place, 1)
    number = brought_to(cast, "signed", draft(place))
    with pytest.raises(RuleBroken, match="第 1 号已经作废（打印作废）"):
        outgoing.issue_document(cast.clerk.call(), number=number, version=3, units=[], running=1)
    with pytest.raises(Invalid, match="前面还有第 2 号没有使用"):
        outgoing.issue_document(cast.clerk.call(), number=number, version=3, units=[], running=3)
    with pytest.raises(RuleBroken, match="只能作废下一个"):
        void(cast, place, 1)


def test_a_book_that_was_begun_on_paper_goes_on_where_it_stands(cast: Cast) -> None:
    place = issuer(cast, replace(OFFICE, start=38))
    assert queries.issuers(cast.conference, 2026)[0].next == "柳信联办〔2026〕38号"
    assert queries.issuers(cast.conference, 2027)[0].next == "柳信联办〔2027〕1号"
    number = brought_to(cast, "issued", draft(place))
    assert view(cast, number).row.document_number == "柳信联办〔2026〕38号"
    other = brought_to(cast, "signed", draft(place))
    with pytest.raises(RuleBroken, match="第 5 号在启用本系统之前已经用过"):
        outgoing.issue_document(cast.clerk.call(), number=other, version=3, units=[], running=5)


def test_briefs_have_a_series_of_their_own(cast: Cast) -> None:
    place = issuer(cast)
    brought_to(cast, "issued", draft(place))
    brief = brought_to(cast, "issued", draft(place, "brief", "信访工作简报"))
    assert view(cast, brief).row.document_number == "第1期"
    assert [line.words for line in queries.book(cast.conference, place, "briefs", 2026)] == ["第1期"]


def test_briefs_issued_on_paper_before_go_on_in_the_year_of_take_over(cast: Cast) -> None:
    place = issuer(cast)
    number = brought_to(cast, "signed", draft(place, "brief", "信访工作简报"))
    outgoing.issue_document(cast.clerk.call(), number=number, version=3, units=[], running=12)
    assert view(cast, number).row.document_number == "第12期"
    second = brought_to(cast, "signed", draft(place, "brief", "信访工作简报"))
    with pytest.raises(Invalid, match="前面还有第 13 号没有使用"):
        outgoing.issue_document(cast.clerk.call(), number=second, version=3, units=[], running=15)


def test_a_brief_is_numbered_here_even_where_another_office_keeps_the_book(cast: Cast) -> None:
    place = issuer(cast, replace(ELSEWHERE, signer="convener"))
    assert view(cast, brought_to(cast, "issued", draft(place, "brief", "简报"))).row.document_number == "第1期"


def test_a_book_that_has_begun_does_not_begin_anew(cast: Cast) -> None:
    place = issuer(cast, replace(OFFICE, start=5))
    set_ = issuers.set_issuer
    set_(cast.clerk.call(), issuer=replace(OFFICE, start=38), number=place, version=1)
    brought_to(cast, "issued", draft(place))
    with pytest.raises(Invalid, match="已编到第 38 号，起始号不能再改"):
        set_(cast.clerk.call(), issuer=replace(OFFICE, start=40), number=place, version=2)
    set_(cast.clerk.call(), issuer=replace(OFFICE, mark="柳塘镇信访工作文件", start=38), number=place, version=2)
    assert queries.issuers(cast.conference, 2026)[0].next == "柳信联办〔2026〕39号"
    assert queries.issuers(cast.conference, 2027)[0].start == 1


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["issue", "void", "discard", "recall"]), max_size=7))
def test_whatever_happens_the_book_has_no_gap_and_no_number_twice(cast: Cast, acts: list[str]) -> None:
    ever = BookNumber.objects.count()  # examples share the tables
    place = issuer(
        cast, replace(OFFICE, name=f"办公室{ever}-{'-'.join(acts)}"[:80], code=f"柳信{ever}{''.join(acts)}"[:30])
    )
    for act in acts:
        lines = queries.book(cast.conference, place, "documents", 2026)
        if act == "void":
            void(cast, place, len(lines) + 1)
            continue
        number = brought_to(cast, "signed" if act == "discard" else "issued", draft(place))
        if act == "discard":
            outgoing.discard_document(cast.clerk.call(), number=number, version=3, reason="不发")
        if act == "recall":
            outgoing.recall_document(cast.clerk.call(), number=number, version=4, reason="有误")
    taken = [line.running for line in queries.book(cast.conference, place, "documents", 2026)]
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert len(taken) == sum(act != "discard" for act in acts)
