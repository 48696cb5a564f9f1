"""Minutes are numbered out of the conference's book: the next issue is proposed, none is used twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.meetings import minutes, numbering
from lianxi.meetings.content import Content
from lianxi.papers import issuers, numbers, queries
from tests.meetings.ground import House, decided
from tests.papers.ground import OFFICE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CONFERENCE = replace(
    OFFICE, body="conference", name="柳塘镇信访工作联席会议", mark="柳塘镇信访工作联席会议文件", code="柳信联"
)


def book(house: House) -> int:
    return issuers.set_issuer(house.call("clerk"), issuer=CONFERENCE).number


def approved(house: House) -> int:
    number = house.held()
    house.draft(number, decided(house.unit("派出所"), "排查积案"))
    house.submit(number)
    house.approve(number)
    return number


def issue(house: House, meeting: int, typed: str) -> str:
    minutes.issue_minutes(
        house.call("clerk"),
        meeting=meeting,
        version=house.minutes(meeting).version,
        units=house.units,
        document_number=typed,
    )
    return house.minutes(meeting).document_number


def proposed(house: House, meeting: int) -> str:
    return numbering.proposed(house.conference, meeting, 2026)


def test_the_next_issue_is_proposed_and_taken(house: House) -> None:
    place = book(house)
    first, second = approved(house), approved(house)
    assert issue(house, first, "第4期") == "第4期"  # three were issued on paper before
    assert proposed(house, second) == "第5期"
    with pytest.raises(RuleBroken, match="第4期已用于"):
        issue(house, second, "第4期")
    with pytest.raises(Invalid, match="前面还有第 5 号没有使用"):
        issue(house, second, "第7期")
    issue(house, second, "第5期")
    lines = queries.book(house.conference, place, numbers.MINUTES, 2026)
    assert [line.words for line in lines] == ["第5期", "第4期"]
    assert all(line.title.endswith("纪要") and "meeting:" not in line.title for line in lines)


def test_a_void_issue_is_refused_with_its_reason(house: House) -> None:
    place = book(house)
    numbers.void_number(house.call("clerk"), issuer=place, series="minutes", running=1, reason="打印作废")
    meeting = approved(house)
    assert proposed(house, meeting) == "第2期"
    with pytest.raises(RuleBroken, match="第 1 号已经作废（打印作废）"):
        issue(house, meeting, "第1期")


def test_without_an_issuer_of_the_conference_a_number_is_typed_but_never_used_twice(house: House) -> None:
    first, second = approved(house), approved(house)
    assert proposed(house, first) == ""
    issue(house, first, "柳信联纪〔2026〕8号")
    with pytest.raises(RuleBroken, match="柳信联纪〔2026〕8号已用于"):
        issue(house, second, "柳信联纪〔2026〕8号")
    assert issue(house, second, "") == ""


def test_a_correction_keeps_the_number_of_what_it_corrects(house: House) -> None:
    book(house)
    meeting = approved(house)
    issue(house, meeting, "第1期")
    minutes.correct_minutes(
        house.call("clerk"),
        meeting=meeting,
        version=house.minutes(meeting).version,
        correction="单位写错",
        content=Content("听取了汇报。", "", (decided(house.unit("派出所"), "排查信访积案"),)),
    )
    house.approve(meeting)
    assert proposed(house, meeting) == "第1期"
    assert issue(house, meeting, "第1期") == "第1期"
