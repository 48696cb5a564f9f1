"""Major problems (article 12): what waits for the office and for the unit that investigates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lianxi.inbox.waiting import Waiting
from lianxi.information import problem_queries as problems
from lianxi.journal.lines import Line
from lianxi.meetings.from_problems import to_decide

#: sort of line → what is said of it, and the button
WORDS = {
    "problem.late": ("调查研究已逾期", "催办"),
    "problem.table": ("已调查，情况复杂，待提请研究", "提请研究"),
    "problem.decide": ("会议纪要已印发，待登记议定结果", "登记议定"),
    "problem.close": ("议定的任务已全部核验，待写明变化", "销号"),
}


def parts(conference: int, on: date) -> list[QuerySet[Any, Any]]:
    """The lines of problems for the office's one query."""
    return [*problems.parts(conference, on), to_decide(conference)]


def of_problems(found: Mapping[str, list[Line]]) -> Iterable[Waiting]:
    """For the office: to be chased, put before the conference, decided, closed."""
    for sort, (note, verb) in WORDS.items():
        late = sort == "problem.late"
        for row in found.get(sort, []):
            yield Waiting(row.title, row.due, late, f"重大问题 · {row.words[0]}{note}", "problem", (row.number,), verb)


def of_a_unit_s_problems(conference: int, unit: int, on: date) -> Iterable[Waiting]:
    """For a unit: what it is still to investigate. One query."""
    for row in problems.to_investigate(conference, unit, on):
        note = f"重大问题 · {row.kind_label}，待调查研究"
        yield Waiting(row.title, row.due, row.overdue, note, "problem", (row.number,), "报送调查")
