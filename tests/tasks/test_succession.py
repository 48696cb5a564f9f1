"""What of a unit's open work passes to a successor: counted before, moved within one entry."""

from __future__ import annotations

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.roster.models import Unit
from lianxi.roster.succession import Open, open_work, pass_on
from lianxi.tasks import actions, queries
from lianxi.web import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@action(Move("unit.merged", "merged", ("office",)))
def merge(step: Step, *, unit: int, successor: int) -> str:
    """The passing over alone, as a merging action will call it."""
    rows = {row.number: row for row in Unit.objects.filter(conference=step.conference)}
    step.fact("unit.merged", f"unit:{unit}", unit=successor)
    pass_on(step, rows[unit], rows[successor])
    return f"unit:{unit}"


def test_tasks_parts_and_requests_pass_to_the_successor_in_one_entry(cast: Cast) -> None:
    village, police = cast.village.unit, cast.police.unit
    assert village is not None
    assert police is not None
    clerk = cast.clerk.call()
    actions.assign_task(clerk, title="清淤", text="", lead=village, due=None, co_units={police: ""})
    actions.assign_task(clerk, title="值守", text="", lead=police, due=None, co_units={village: ""})
    actions.ask_help(cast.village.call(), asked=police, text="请协助维持秩序")
    assert open_work(cast.conference, village) == [
        Open("办理中的任务（牵头）", 1),
        Open("协办的任务", 1),
        Open("未答复的协办商请", 1),
    ]
    done = merge(clerk, unit=village, successor=police)
    assert open_work(cast.conference, village) == []
    mine = queries.tasks(cast.conference, role="unit_head", unit=police, on=clock.today())
    assert {task.lead for task in mine} == {police}
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["unit.merged", "task.reassigned", "help.answered"]
