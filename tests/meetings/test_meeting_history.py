"""Meetings of the past: their page has attendance and minutes; one fact of them can be withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.meetings import actions, queries
from lianxi.roster import history
from lianxi.roster import queries as roster
from lianxi.web import clock
from tests import past
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def bring_in(cast: Cast, given: past.Given = past.ALL) -> int:
    return history.bring_in_history(cast.clerk.call(), tables=past.tables(cast, given)).entry


def first(cast: Cast) -> queries.MeetingView:
    row = next(row for row in queries.meetings(cast.conference) if row.title == "三月工作会议")
    found = queries.meeting(cast.conference, row.number)
    assert found is not None
    return found


def withdraw(cast: Cast, entry: int, verb: str) -> None:
    view = journal.entry(cast.conference, entry)
    assert view is not None
    place = next(place for place, fact in enumerate(view.facts) if fact.verb == verb)
    withdraw_entry(cast.clerk.call(), entry=entry, fact=place, reason="录错")


def test_a_meeting_of_the_past_has_its_agenda_attendance_minutes_and_decisions(cast: Cast) -> None:
    bring_in(cast)
    meeting = first(cast)
    assert (meeting.row.by_hand, meeting.row.state, meeting.row.day) == (True, "held", date(2025, 3, 12))
    assert [item.title for item in meeting.agenda] == ["通报情况", "研究安排"]
    assert {(seen.name, seen.status, seen.substitute) for seen in meeting.attendance} == {
        ("柳塘村", "present", ""),
        ("镇派出所", "substitute", "何青"),
    }
    assert meeting.minutes is not None
    assert (meeting.minutes.state, meeting.minutes.document_number) == ("issued", "〔2025〕1号")
    assert meeting.minutes.content.heard == "会议听取了汇报。"
    assert [(each.text, each.no_task) for each in meeting.decisions] == [("清淤", True), ("修缮接待室", True)]


def test_nobody_is_asked_to_sign_for_minutes_of_the_past(cast: Cast) -> None:
    bring_in(cast)
    assert queries.receipts_due(cast.conference) == []


def test_attendance_withdrawn_leaves_the_unit_unrecorded(cast: Cast) -> None:
    withdraw(cast, bring_in(cast), "attendance.recorded")
    assert [seen.name for seen in first(cast).attendance] == ["镇派出所"]


def test_an_issue_withdrawn_leaves_a_draft_with_its_words(cast: Cast) -> None:
    withdraw(cast, bring_in(cast), "minutes.issued")
    minutes = first(cast).minutes
    assert minutes is not None
    assert (minutes.state, minutes.issued_on, minutes.content.heard) == ("draft", None, "会议听取了汇报。")


def test_a_decision_withdrawn_is_shown_so(cast: Cast) -> None:
    withdraw(cast, bring_in(cast), "decision.made")
    assert [each.withdrawn for each in first(cast).decisions] == [True, False]


def test_a_meeting_withdrawn_is_cancelled(cast: Cast) -> None:
    withdraw(cast, bring_in(cast), "meeting.held")
    assert first(cast).row.state == "cancelled"


def test_a_meeting_held_in_the_system_takes_no_attendance_from_a_sheet(cast: Cast) -> None:
    units = [unit.number for unit in roster.units(cast.conference)]
    plan = actions.Plan("work", "本月例会", clock.today(), None, "", cast.convener.seat, units[:1])
    number = actions.call_meeting(cast.clerk.call(), plan=plan).number
    there = [actions.Presence(units[0], "present")]
    actions.hold_meeting(cast.clerk.call(), number=number, version=1, presences=there)
    row = {"ref": "1", "title": "本月例会", "kind": "工作会议", "day": clock.today().isoformat()}
    name = roster.unit_names(cast.conference)
    told = past.problems(cast, {
        "meetings": [row],
        "attendance": [
            {"meeting": "1", "unit": name[units[0]], "status": "请假"},
            {"meeting": "1", "unit": name[units[1]], "status": "到会"},
        ],
        "minutes": [{"meeting": "1", "issued_on": clock.today().isoformat()}],
    })  # fmt: skip
    assert len(told) == 3
    assert "“到会”表 C4：系统里已登记为“到会”" in told[0]
    assert "“到会”表 A5：这次会议是在系统里办理的" in told[1]
    assert "“纪要”表 A4：这次会议的纪要在系统里已是“起草中”" in told[2]
