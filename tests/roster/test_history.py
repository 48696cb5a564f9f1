"""History before founding: one entry or nothing, every mistake by its cell, and the board judges as it should."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.verify import verify
from lianxi.meetings import queries as meetings
from lianxi.roster import history
from lianxi.rulebook.board import Item
from lianxi.rulebook.duties import Periodic
from lianxi.tasks import queries as tasks
from lianxi.web import clock
from tests import past
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def bring_in(cast: Cast, given: past.Given = past.ALL, key: str | None = None) -> int:
    return history.bring_in_history(cast.clerk.call(key), tables=past.tables(cast, given)).entry


def number(cast: Cast) -> int:
    return journal.head_by_id(cast.conference).number


def months(cast: Cast, on: date) -> dict[date, Item]:
    head = journal.head(cast.slug)
    assert head is not None
    line = next(
        line
        for line in board(head, on=on).lines
        if isinstance(line.duty, Periodic) and (line.duty.every, line.duty.when) == ("month", "ordinary")
    )
    return {item.start: item for item in line.items}


def test_everything_comes_in_as_one_entry_with_one_fact_a_step_on_the_day_it_happened(cast: Cast) -> None:
    before = number(cast)
    view = journal.entry(cast.conference, bring_in(cast))
    assert view is not None
    assert number(cast) == before + 1
    told = [(fact.verb, fact.on) for fact in view.facts]
    assert told[:2] == [("meeting.held", date(2025, 3, 12)), ("meeting.held", date(2025, 6, 20))]
    assert ("minutes.issued", date(2025, 3, 14)) in told
    assert ("task.verified", date(2025, 4, 25)) in told
    assert all(fact.data["by_hand"] and fact.data["history"] for fact in view.facts)


def test_one_bad_row_brings_in_nothing_and_is_named_by_sheet_and_cell(cast: Cast) -> None:
    bad = {**past.ALL, "tasks": [{**past.TASKS[0], "lead": "柳糖村"}]}
    before = number(cast)
    with pytest.raises(Invalid, match="“任务”表 C4：没有叫“柳糖村”的成员单位。是不是“柳塘村”？没有补录任何一行。"):
        bring_in(cast, bad)
    assert number(cast) == before
    assert meetings.meetings(cast.conference) == []


MEETING, PRESENT, PAPER, TASK = past.MEETINGS[0], past.ATTENDANCE[0], past.MINUTES[0], past.TASKS[0]
WRONG = {
    "a day to come": ("meetings", {**MEETING, "day": "2031-01-01"}, "“会议”表 D4：2031-01-01 还没有到"),
    "a day long gone": ("meetings", {**MEETING, "day": "1925-03-12"}, "“会议”表 D4：1925-03-12 早于 1990 年"),
    "a number without end": ("meetings", {**MEETING, "day": "9" * 5000}, "“会议”表 D4：太长"),
    "no day": ("meetings", {**MEETING, "day": "三月"}, "“会议”表 D4：“三月”不是日期"),
    "an empty day": ("meetings", {**MEETING, "day": ""}, "“会议”表 D4：请填写召开日期"),
    "no kind": ("meetings", {**MEETING, "kind": "碰头会"}, "“会议”表 C4：“碰头会”不在可选范围内"),
    "no name": ("meetings", {**MEETING, "title": ""}, "“会议”表 B4：请填写会议名称"),
    "a long name": ("meetings", {**MEETING, "title": "会" * 121}, "“会议”表 B4：太长（121 字）"),
    "no number": ("meetings", {**MEETING, "ref": ""}, "“会议”表 A4：请给这次会议编一个序号"),
    "no such meeting": ("attendance", {**PRESENT, "meeting": "9"}, "“到会”表 A4：“会议”表里没有序号或名称为“9”"),
    "no such unit": ("attendance", {**PRESENT, "unit": "上合村"}, "“到会”表 B4：没有叫“上合村”的成员单位"),
    "no substitute": ("attendance", {**PRESENT, "status": "代会"}, "“到会”表 D4：代会请写明由谁代会"),
    "issued before the meeting": ("minutes", {**PAPER, "issued_on": "2025-03-01"}, "“纪要”表 E4：印发日期早于会议"),
    "approved after issue": ("minutes", {**PAPER, "approved_on": "2025-03-20"}, "“纪要”表 D4：审定日期晚于印发日期"),
    "approved in judged time": (
        "minutes",
        {**PAPER, "approved_on": "2026-02-02"},
        "“纪要”表 D4：2026-01-01（启用日期）以后",
    ),
    "done without a day": ("tasks", {**TASK, "done_on": ""}, "“任务”表 K4：已办结的任务请填写办结日期"),
    "open with a day": ("tasks", {**TASK, "standing": "办理中"}, "“任务”表 K4：填了办结日期，办理状态却是“办理中”"),
    "due before given": ("tasks", {**TASK, "due": "2025-01-01"}, "“任务”表 F4：办结期限早于交办日期"),
    "a report without a day": (
        "tasks",
        {**past.TASKS[1], "report": "在办"},
        "“任务”表 J4：填了办理情况，请填写反馈日期",
    ),
}


@pytest.mark.parametrize("which", sorted(WRONG))
def test_a_mistake_is_named_by_its_sheet_and_cell_in_plain_words(cast: Cast, which: str) -> None:
    sheet, row, sentence = WRONG[which]
    found = past.problems(cast, {**past.ALL, sheet: [row]} if sheet != "meetings" else {"meetings": [row]})
    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_a_wrong_meeting_is_named_once_and_not_again_in_every_row_that_refers_to_it(cast: Cast) -> None:
    found = past.problems(cast, {**past.ALL, "meetings": [{**MEETING, "day": "2031-01-01"}]})
    assert len(found) == 1


def test_rows_that_say_the_same_twice_are_named(cast: Cast) -> None:
    found = past.problems(cast, {"meetings": [MEETING, {**MEETING, "ref": "7"}], "attendance": [PRESENT, PRESENT]})
    assert found == ["“会议”表 B5：与第 4 行重复。请删去其中一行。", "“到会”表 B5：与第 4 行重复。请删去其中一行。"]


def test_a_unit_may_be_named_by_one_of_its_other_names(cast: Cast) -> None:
    from lianxi.roster.models import Unit

    Unit.objects.filter(conference_id=cast.conference, name="柳塘村").update(aliases=["柳塘"])
    assert past.problems(cast, {"meetings": [MEETING], "attendance": [{**PRESENT, "unit": "柳塘"}]}) == []


def test_what_is_there_already_is_left_out_and_new_rows_are_added(cast: Cast) -> None:
    bring_in(cast)
    more = {**past.ALL, "attendance": [*past.ATTENDANCE, {"meeting": "1", "unit": "镇司法所", "status": "请假"}]}
    view = journal.entry(cast.conference, bring_in(cast, more))
    assert view is not None
    assert [fact.verb for fact in view.facts] == ["attendance.recorded"]
    with pytest.raises(RuleBroken, match="都已经有了"):
        bring_in(cast, more)


def test_the_same_key_sent_five_times_is_one_entry(cast: Cast) -> None:
    before = number(cast)
    assert len({bring_in(cast, key="h1") for _ in range(5)}) == 1
    assert number(cast) == before + 1


def test_only_the_office_brings_history_in(cast: Cast) -> None:
    for player in (cast.village, cast.convener, cast.inspector):
        with pytest.raises(RuleBroken, match="只有联席会议办公室"):
            history.bring_in_history(player.call(), tables=past.tables(cast, past.ALL))


def test_a_month_of_judged_time_is_kept_by_a_meeting_of_history(cast: Cast) -> None:
    late = {"ref": "9", "title": "三月例会", "kind": "工作会议", "day": "2026-03-12"}
    assert months(cast, clock.today())[date(2026, 3, 1)].state == "missed"
    bring_in(cast, {"meetings": [*past.MEETINGS, late]})
    assert months(cast, clock.today())[date(2026, 3, 1)].state == "kept"


def test_plenary_minutes_of_judged_time_without_an_approval_are_pointed_to_the_record_by_hand(cast: Cast) -> None:
    plenary = {"ref": "5", "title": "全体会议", "kind": "全体会议", "day": "2026-05-06"}
    found = past.problems(cast, {"meetings": [plenary], "minutes": [{"meeting": "5", "issued_on": "2026-05-08"}]})
    assert len(found) == 1
    assert "按第三条" in found[0]
    assert "登记履行" in found[0]


def test_an_approval_and_the_issue_it_allows_come_in_together(cast: Cast) -> None:
    """The meeting was held and its minutes approved before the start; they were issued under the rules in force."""
    plenary = {"ref": "5", "title": "全体会议", "kind": "全体会议", "day": "2025-12-29"}
    paper = {"meeting": "5", "approved_on": "2025-12-31", "issued_on": "2026-01-04"}
    bring_in(cast, {"meetings": [plenary], "minutes": [paper]})
    with pytest.raises(Invalid, match="第三条"):
        bring_in(
            cast, {"meetings": [{**plenary, "title": "另一次全体会议"}], "minutes": [{**paper, "approved_on": ""}]}
        )


def test_an_entry_withdrawn_whole_leaves_the_rooms_consistent_and_can_be_brought_in_anew(cast: Cast) -> None:
    entry = bring_in(cast)
    withdraw_entry(cast.clerk.call(), entry=entry, reason="年份填错")
    assert {row.state for row in meetings.meetings(cast.conference)} == {"cancelled"}
    everything = tasks.tasks(cast.conference, role="director", unit=None, on=clock.today(), shown="all")
    assert {row.state for row in everything} == {"cancelled"}
    assert meetings.minutes_in(cast.conference, "draft", "issued", "submitted") == []
    assert verify(cast.slug).sound
    bring_in(cast)
    assert len([row for row in meetings.meetings(cast.conference) if row.state == "held"]) == 2


def test_the_record_verifies_and_holds_no_words(cast: Cast) -> None:
    from lianxi.journal.models import Entry

    body = Entry.objects.get(conference_id=cast.conference, number=bring_in(cast)).body
    assert verify(cast.slug).sound
    assert not any(word in body for word in ("清淤", "何青", "三月工作会议", "〔2025〕"))


def test_a_past_day_after_the_start_is_judged_although_the_founding_was_recorded_later(cast: Cast) -> None:
    """Founded in November, judged from January: in June the missed March reads missed, not 启用前."""
    assert months(cast, date(2026, 6, 30))[date(2026, 3, 1)].state == "missed"
