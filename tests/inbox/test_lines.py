"""Lines of several tables in one query: one shape, soonest first, and never more than the first few of a table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.journal.lines import lines, read, soonest
from lianxi.meetings import office_lines as meetings
from lianxi.papers import office_lines as papers
from lianxi.roster.models import Unit
from lianxi.tasks import office_lines as tasks
from lianxi.tasks.models import Task
from tests.meetings.ground import House, house

__all__ = ["house"]
pytestmark = pytest.mark.django_db


def test_all_that_waits_for_the_office_is_one_query_and_keeps_its_days_and_numbers(house: House) -> None:
    house.held()
    lead = Unit.objects.get(conference=house.conference, number=house.unit("派出所"))
    for number, days in ((1, -1), (2, -9), (3, None), (4, 5)):
        due = None if days is None else house.day + timedelta(days=days)
        Task.objects.create(
            conference_id=house.conference,
            number=number,
            title=f"任务{number}",
            lead=lead,
            due=due,
            assigned_on=house.day,
            state="assigned",
        )
    with CaptureQueriesContext(connection) as asked:
        found = read(
            [
                *meetings.parts(house.conference),
                *tasks.parts(house.conference, house.day),
                *papers.parts(house.conference),
            ]
        )
    assert len(asked) == 1
    assert [(line.number, line.due, line.words[0]) for line in found["task.late"]] == [
        (2, house.day - timedelta(days=9), lead.name),
        (1, house.day - timedelta(days=1), lead.name),
    ]
    assert [(line.number, line.words[:2], line.counts[0]) for line in found["minutes"]] == [(1, ("draft", "work"), 0)]
    assert all(line.overdue(house.day) for line in found["task.late"])


def test_of_a_long_table_only_the_first_lines_are_read(house: House) -> None:
    lead = Unit.objects.get(conference=house.conference, number=house.unit("派出所"))
    Task.objects.bulk_create(
        Task(
            conference_id=house.conference, number=number, title="清淤", lead=lead, assigned_on=house.day,
            state="assigned",
            due=house.day - timedelta(days=number) if number % 2 else None,
        )
        for number in range(1, 31)
    )  # fmt: skip
    rows = Task.objects.filter(conference_id=house.conference).order_by(soonest(), "number")
    part = lines("task", rows, due="due", limit=5)
    assert [line.number for line in read([part, part.none()])["task"]] == [29, 27, 25, 23, 21]
    assert read([part.none()]) == {}
