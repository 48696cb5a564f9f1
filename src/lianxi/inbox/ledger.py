"""Matters in the inbox: what falls due or nobody handles yet, for the office; what a unit has not answered, for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.matters import queries
from lianxi.matters.queries import LedgerRow

#: how far ahead the office is told of what falls due: calendar days
AHEAD = timedelta(days=7)
#: state → what the office does with one that is in it
VERBS = {"registered": "办理", "assigned": "受理或告知", "objected": "核定异议", "objected_up": "登记答复"}


def of_the_ledger(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    """Overdue, due within a week, registered and given to nobody, contested, or asked to be voided."""
    for row in queries.due_soon(conference, actor, on=on, until=on + AHEAD):
        yield _line(row, row.state_label, VERBS.get(row.state, "查看"))


def of_the_units_ledger(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    """What it leads and has not reported on, and where it was asked to help and has not answered."""
    for row in queries.owed_by_unit(conference, actor, on=on):
        yield _line(row, f"{row.part or '主办'} · {row.state_label}", "反馈")


def _line(row: LedgerRow, note: str, verb: str) -> Waiting:
    return Waiting(row.title, row.due_on, row.overdue, f"信访事项 {row.label} · {note}", "matter", (row.number,), verb)
