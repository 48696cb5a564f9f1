"""Reading meetings: pages in order, what waits for whom, the number of queries pinned."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from lianxi.meetings import actions, minutes, queries
from lianxi.meetings.models import AgendaItem, Decision, Meeting
from tests.meetings.ground import House, decided


def fill(house: House, many: int, seed: int = 0) -> None:
    chance = random.Random(seed)
    Meeting.objects.bulk_create(
        Meeting(
            conference_id=house.conference,
            number=100 + number,
            kind=chance.choice(["work", "plenary"]),
            title=f"会议{number}",
            day=house.day - timedelta(chance.randint(0, 6)),
            state=chance.choice(["called", "held", "cancelled"]),
        )
        for number in range(many)
    )


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
@pytest.mark.parametrize("kind", [None, "work"])
def test_pages_join_to_the_whole_list_newest_first(house: House, limit: int, kind: str | None):
    fill(house, 20)
    whole = queries.meetings(house.conference, kind=kind, limit=1000)
    found: list[queries.MeetingRow] = []
    before = None
    while rows := queries.meetings(house.conference, kind=kind, before=before, limit=limit):
        found += rows
        before = (rows[-1].day, rows[-1].number)
    assert found == whole
    order = [(row.day, row.number) for row in whole]
    assert order == sorted(order, reverse=True)
    assert kind is not None or len(whole) == 20


def test_what_waits_follows_the_minutes(house: House):
    where = lambda: {  # noqa: E731
        state: [row.meeting for row in queries.minutes_in(house.conference, state)]
        for state in ("draft", "submitted", "approved", "issued")
    }
    number = house.called()
    assert [row.number for row in queries.called(house.conference)] == [number]
    assert [row.number for row in queries.coming(house.conference, house.day)] == [number]
    house.hold(number)
    assert queries.called(house.conference) == queries.coming(house.conference, house.day) == []
    assert where()["draft"] == [number]
    house.draft(number, decided(house.unit("派出所")))
    house.submit(number)
    assert where() == {"draft": [], "submitted": [number], "approved": [], "issued": []}
    house.approve(number)
    assert where()["approved"] == [number]
    house.issue(number)
    assert where()["issued"] == [number]


def test_papers_of_a_work_meeting_go_to_all_villages_and_the_units_concerned(house: House):
    villages = {house.unit("柳塘村"), house.unit("上河村")}
    number = house.called()
    Meeting.objects.get(number=number).attendance.exclude(unit__number=house.unit("财政所")).delete()
    actions.hold_meeting(
        house.call("clerk"), number=number, version=1, presences=[actions.Presence(house.unit("财政所"), "present")]
    )
    house.draft(number, decided(house.unit("派出所")))
    assert set(queries.receivers(house.conference, number)) == villages | {house.unit("派出所"), house.unit("财政所")}
    plenary = house.held("plenary")
    assert queries.receivers(house.conference, plenary) == house.units


def test_a_receipt_is_due_from_who_was_sent_the_minutes_until_he_signs(house: House):
    police = house.unit("派出所")
    number = house.held()
    house.draft(number)
    house.submit(number)
    house.approve(number)
    house.issue(number, [police])
    assert [(row.meeting, row.unit) for row in queries.receipts_due(house.conference)] == [(number, police)]
    assert queries.receipts_due(house.conference, unit=house.unit("柳塘村")) == []
    house.refused(lambda: minutes.receive_minutes(house.call("village"), meeting=number))
    minutes.receive_minutes(house.call("liaison"), meeting=number)
    assert queries.receipts_due(house.conference) == []
    house.refused(lambda: minutes.receive_minutes(house.call("police"), meeting=number))


def test_the_neighbours_meetings_are_not_here(house: House):
    number = house.issued(decided(house.unit("派出所")))
    other = house.cast.other
    assert queries.meetings(other) == []
    assert queries.meeting(other, number) is None
    assert queries.receipts_due(other) == []
    assert queries.approvals(other) == dict.fromkeys(queries.approvals(house.conference), True)


@pytest.mark.parametrize("many", [1, 25])
def test_the_number_of_queries_does_not_grow_with_the_rows(house: House, many: int, django_assert_num_queries):
    number = house.issued(decided(house.unit("派出所")))
    row = Meeting.objects.get(number=number)
    for place in range(10, 10 + many):
        AgendaItem.objects.create(conference_id=house.conference, meeting=row, place=place, title="议题")
        Decision.objects.create(
            conference_id=house.conference, number=place, meeting=row, place=place, text="议定", no_task=True
        )
    fill(house, many)
    with django_assert_num_queries(6):
        view = queries.meeting(house.conference, number)
    assert view is not None
    assert len(view.agenda) == many
    with django_assert_num_queries(1):
        queries.meetings(house.conference)
    with django_assert_num_queries(1):
        queries.meetings(house.conference, kind="work", before=(house.day, 100))
    for read in (
        lambda: queries.minutes_in(house.conference, "draft", "submitted", "issued"),
        lambda: queries.receipts_due(house.conference),
        lambda: queries.receipts_due(house.conference, unit=1),
        lambda: queries.coming(house.conference, house.day, unit=1),
        lambda: queries.called(house.conference),
        lambda: queries.proposals(house.conference),
        lambda: queries.approvals(house.conference),
    ):
        with django_assert_num_queries(1):
            read()
