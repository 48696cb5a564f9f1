"""Meetings recorded by hand become rows of this room under the same numbers, at once or by the migration."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps

from lianxi.journal.models import Counter, Entry
from lianxi.meetings.models import Meeting, Minutes
from lianxi.roster import by_hand
from lianxi.roster.by_hand import Record, record_by_hand, record_many
from tests.meetings.ground import MINUTES, SCAN, WORK, House, decided

GATE = "3:minutes.approved:gate"
PLENARY = "3:meeting.held:plenary:ordinary"


def record(house: House, duty: str, *, part: str = "done", on: date | None = None, subject: str | None = None, **more):
    approval = duty == GATE
    behalf = house.for_("convener", on=on, means="paper") if approval else None
    given = Record(
        duty, part, on or house.day, "按纸质记录补录", subject=subject, files=[SCAN] if approval else (), **more
    )
    return record_by_hand(house.call("clerk", behalf=behalf), record=given)


def rows() -> list[tuple[int, str, str, bool, str, int]]:
    return [
        (row.meeting.number, row.meeting.kind, row.meeting.state, row.meeting.by_hand, row.state, row.number)
        for row in Minutes.objects.order_by("meeting__number").select_related("meeting")
    ]


def test_a_meeting_recorded_by_hand_is_there_with_a_draft_of_its_minutes(house: House):
    done = record(house, WORK, place="三楼", meeting_kind="work")
    view = house.meeting(done.number)
    assert (view.row.by_hand, view.row.state, view.row.kind) == (True, "held", "work")
    assert view.minutes is not None
    assert view.minutes.state == "draft"
    # the work goes on from there as with any other meeting
    house.draft(done.number, decided(house.unit("派出所")))
    house.submit(done.number)
    house.approve(done.number)
    house.issue(done.number)
    assert house.task(1).row.origin == "decision:1"


def test_numbers_of_meetings_by_hand_and_called_ones_are_one_row(house: House):
    assert record(house, WORK).number == 1
    assert house.called() == 2
    assert record(house, WORK).number == 3


def test_a_table_of_meetings_becomes_as_many_rows_in_one_entry(house: House):
    days = [date(2026, month, 5) for month in (3, 4, 5)]
    records = [Record(WORK, "done", day, f"{day.month}月例会") for day in days]
    done = record_many(house.call("clerk"), records=records, places=["第2行", "第3行", "第4行"])
    assert [row.day for row in Meeting.objects.order_by("number")] == days
    assert Entry.objects.get(number=done.entry, conference_id=house.conference).body.count('"meeting.held"') == 3


def test_minutes_approved_and_issued_on_paper_are_no_draft_any_more(house: House):
    number = record(house, PLENARY).number
    document = house.minutes(number).number
    done = record(house, GATE, subject=f"meeting:{number}")
    assert done.object == f"minutes:{document}"
    assert house.minutes(number).state == "approved"
    house.refused(lambda: house.draft(number))
    record(house, MINUTES, subject=f"meeting:{number}")
    assert house.minutes(number).state == "issued"
    assert house.minutes(number).issued_on == house.day
    assert house.states(MINUTES) == {f"meeting:{number}": "kept"}


# ── the migration, on rows made before this room was there ──────────────────────────────────────────────────────────


def migrate() -> None:
    module = import_module("lianxi.meetings.migrations.0002_adopt_hand_records")
    module.adopt(apps, SimpleNamespace())


@pytest.fixture
def before_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording by hand as it was: nobody adopts, documents have numbers of their own."""
    monkeypatch.setattr(by_hand, "_adopters", {})
    monkeypatch.setattr(by_hand, "_documents", {})


def test_the_migration_gives_every_meeting_by_hand_its_row_and_its_minutes(house: House, before_the_room: None):
    record(house, WORK)
    plain = record(house, PLENARY).number
    approved = record(house, PLENARY).number
    issued = record(house, PLENARY).number
    record(house, GATE, subject=f"meeting:{issued}")
    record(house, GATE, subject=f"meeting:{approved}")
    record(house, MINUTES, subject=f"meeting:{issued}", on=house.day)
    assert rows() == []
    hashes = list(Entry.objects.values_list("hash", flat=True))

    migrate()

    found = rows()
    assert [row[:5] for row in found] == [
        (1, "work", "held", True, "draft"),
        (plain, "plenary", "held", True, "draft"),
        (approved, "plenary", "held", True, "approved"),
        (issued, "plenary", "held", True, "issued"),
    ]
    numbers = [row[5] for row in found]
    assert len(set(numbers)) == len(numbers)
    last = Counter.objects.get(conference_id=house.conference, kind="minutes").last
    assert max(numbers) <= last
    assert house.minutes(issued).issued_on == house.day
    assert list(Entry.objects.values_list("hash", flat=True)) == hashes


def test_the_migration_runs_twice_without_doing_anything_twice(house: House, before_the_room: None):
    record(house, WORK)
    migrate()
    once = rows()
    migrate()
    assert rows() == once


def test_after_the_migration_the_work_goes_on_with_the_next_numbers(house: House, before_the_room: None):
    record(house, WORK)
    migrate()
    number = house.called()
    assert number == 2
    house.hold(number)
    assert house.minutes(number).number == house.minutes(1).number + 1
    house.draft(1)
    house.submit(1)


def test_the_migration_keeps_conferences_apart(house: House, before_the_room: None):
    record(house, WORK)
    outsider = house.cast.outsider
    record_by_hand(outsider.call(), record=Record(WORK, "done", house.day, "邻镇例会"))
    migrate()
    assert sorted(Meeting.objects.values_list("conference_id", "number")) == sorted(
        [(house.conference, 1), (house.cast.other, 1)]
    )
