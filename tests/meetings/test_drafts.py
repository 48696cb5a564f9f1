"""Drafting: autosave, two clerks in one draft, what must be there before it goes to the convener."""

from __future__ import annotations

import pytest

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.meetings import minutes
from lianxi.meetings.content import LONGEST, MOST_DECISIONS, Content, Decided, NotContent, content_of, displaced
from lianxi.meetings.drafts import save_draft
from tests.meetings.ground import House, decided


def save(house: House, number: int, version: int, content: Content, who: str = "clerk") -> int:
    return save_draft(
        conference=house.conference,
        meeting=number,
        version=version,
        content=content,
        drafter=house.cast.players[who].person,
    )


def test_two_clerks_in_one_draft_the_second_is_told_the_others_text_and_loses_nothing(house: House):
    number = house.held()
    lead = house.unit("派出所")
    assert save(house, number, 1, Content("甲写的", "", (decided(lead, "甲的议定事项"),))) == 2
    refusal = house.refused(lambda: save(house, number, 1, Content("乙写的"), "director"), Stale)
    assert isinstance(refusal, Stale)
    assert "甲写的" in refusal.now
    assert "甲的议定事项" in refusal.now
    assert house.minutes(number).content.heard == "甲写的"
    assert save(house, number, 2, Content("甲写的，乙补充的"), "director") == 3
    assert house.minutes(number).drafter == house.cast.director.person


def test_autosave_is_no_step_of_the_record(house: House):
    number = house.held()
    head = house.head
    for version in range(1, 6):
        save(house, number, version, Content(f"第 {version} 稿"))
    assert house.head == head


@pytest.mark.parametrize("state", ["submitted", "approved", "issued"])
def test_submitted_minutes_are_not_edited(house: House, state: str):
    number = house.held()
    house.draft(number, decided(house.unit("派出所")))
    house.submit(number)
    if state != "submitted":
        house.approve(number)
    if state == "issued":
        house.issue(number)
    version = house.minutes(number).version
    house.refused(lambda: save(house, number, version, Content("改")), RuleBroken)


def test_before_the_meeting_was_held_there_are_no_minutes(house: House):
    number = house.called()
    house.refused(lambda: save(house, number, 1, Content("早")), RuleBroken)
    house.refused(lambda: minutes.submit_minutes(house.call("clerk"), meeting=number, version=1), Invalid)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (Content(), "空的"),
        (Content("听取", "", (Decided(""),)), "第 1 项议定事项没有写内容"),
        (Content("听取", "", (Decided("一", no_task=True), Decided("二"))), "第 2 项议定事项没有选牵头单位"),
        (Content("听取", "", (Decided("一", lead=1, due="2026-11-22"),)), "早于会议日期"),
        (Content("听取", "", (Decided("一", lead=999),)), "不存在"),
        (Content("听取", "", (Decided("一", lead=1, co_units=(999,)),)), "不存在"),
    ],
)
def test_incomplete_minutes_are_not_submitted_and_it_says_what_lacks(house: House, content: Content, words: str):
    number = house.held()
    save(house, number, 1, content)
    refusal = house.refused(lambda: house.submit(number), Invalid)
    assert isinstance(refusal, Invalid)
    assert words in str(refusal)
    assert refusal.field == "content"


def test_minutes_approved_late_can_still_be_issued_though_a_due_date_has_passed(house: House):
    number = house.held()
    house.draft(number, decided(house.unit("派出所"), due="2026-11-24"))
    house.submit(number)
    house.approve(number)
    house.later(5)
    house.issue(number)
    assert house.task(1).row.overdue


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"decisions": "x"}, "最多"),
        ({"decisions": [{}] * (MOST_DECISIONS + 1)}, "最多"),
        ({"decisions": ["x"]}, "格式"),
        ({"decisions": [{"text": "一"}, {"text": "二", "due": "明天"}]}, "第 2 项"),
        ({"decisions": [{"lead": "派出所"}]}, "第 1 项"),
        ({"decisions": [{"co_units": [[], ["x"]]}]}, "第 1 项"),
        ({"heard": "长" * (LONGEST + 1)}, "太长"),
    ],
)
def test_what_is_no_content_is_told_in_a_sentence(data: dict[str, object], words: str):
    with pytest.raises(NotContent, match=words):
        content_of(data)


def test_content_survives_its_way_through_the_database():
    content = Content("听", "研", (Decided("一", 3, (4, 5), "2026-12-01", key=True), Decided("二", no_task=True)))
    assert content_of(content.as_data()) == content
    assert content_of(content.as_data()).text() == content.text()


@pytest.mark.parametrize(
    ("texts", "ahead", "place"),
    [
        (["a", "b", "c"], False, None),
        (["a", "x"], False, None),
        (["a", "x"], True, 2),
        (["b", "a"], False, 1),
        (["x", "a", "b"], False, 1),
        (["a"], False, 2),
        ([], True, 1),
    ],
)
def test_a_decision_made_keeps_its_place(texts: list[str], ahead: bool, place: int | None):
    content = Content(decisions=tuple(Decided(text) for text in texts))
    assert displaced(content, [(1, "a", ahead), (2, "b", ahead)]) == place
