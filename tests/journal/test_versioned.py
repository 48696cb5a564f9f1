"""Rows that two may edit."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from lianxi.journal.moves import Move
from lianxi.journal.refusals import RuleBroken, Stale
from lianxi.journal.versioned import check_standing

ACCEPT = Move("task.accepted", "accepted", ("unit",), ("assigned",))
STATES = {"assigned": "待接收", "accepted": "办理中"}


@dataclass
class Row:
    state: str
    version: int = 2


def test_who_saw_an_older_version_is_told_what_stands_there_now() -> None:
    with pytest.raises(Stale, match=r"其间有人办理过这项任务") as refused:
        check_standing(Row("accepted"), 1, ACCEPT, what="这项任务", states=STATES)
    assert refused.value.now == "办理中"


def test_a_move_from_another_state_is_refused_in_words() -> None:
    with pytest.raises(RuleBroken, match=r"^这项任务现为“办理中”，不能办理“.+”。$"):
        check_standing(Row("accepted"), 2, ACCEPT, what="这项任务", states=STATES)


def test_a_step_that_depends_on_nothing_seen_asks_for_no_version() -> None:
    check_standing(Row("assigned"), None, ACCEPT, what="这项任务", states=STATES)
