"""What the office is asked for goes to the database by an index of the state, not through every task there ever was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.tasks import queries
from tests.meetings.ground import House


def plan(read: Callable[[], object]) -> str:
    """How SQLite would run the one query that ``read`` makes."""
    with CaptureQueriesContext(connection) as captured:
        read()
    assert len(captured) == 1
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + captured[0]["sql"])
        return "\n".join(row[3] for row in cursor.fetchall())


READS: dict[str, Callable[[House], object]] = {
    "awaiting": lambda house: house.waits("task.done"),
    "overdue": lambda house: queries.overdue(house.conference, house.day),
    "open": lambda house: queries.tasks(house.conference, role="director", unit=None, on=house.day),
}


@pytest.mark.parametrize("name", READS)
def test_what_is_open_is_found_by_its_state(house: House, name: str):
    if connection.vendor != "sqlite":
        pytest.skip("the plan is read in SQLite's words")
    assert "task_by_due (conference_id=? AND state=?" in plan(lambda: READS[name](house))


def test_reports_not_heard_are_found_without_a_join_that_doubles_tasks(house: House):
    with CaptureQueriesContext(connection) as captured:
        queries.to_be_heard(house.conference)
    assert "DISTINCT" not in captured[0]["sql"]
