"""Papers of matters in the inbox: to be approved by the head of the organ, told, delivered and closed by the office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.inbox.waiting import Waiting
from lianxi.journal.frame import Actor
from lianxi.matters.case_papers import paper_waiting as papers

#: how the button says a step
VERBS = {"approve": "审批", "deliver": "登记送达", "close": "办结"}
NOTES = {"approve": "待审批", "deliver": "待送达信访人", "close": "已出具结果，待办结"}


def of_the_organ_head(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    """Opinions, replies and extensions that only 机关负责人 approves (32, 34)."""
    yield from (_line(row, on, first=True) for row in papers.to_approve(conference, actor))


def of_the_papers(conference: int, actor: Actor, on: date) -> Iterable[Waiting]:
    """Extensions the petitioner was not told of, results not delivered, matters not closed."""
    yield from (_line(row, on) for row in papers.to_follow_up(conference, actor))


def _line(row: papers.PaperWaiting, on: date, *, first: bool = False) -> Waiting:
    closing = row.step == "close"
    return Waiting(
        row.title,
        row.due,
        row.due is not None and row.due < on,
        f"信访事项 {row.matter_label} · {row.label} · {NOTES[row.step]}",
        "matter_step" if closing else "matter_paper_step",
        (row.matter, "close") if closing else (row.matter, row.paper, row.step),
        VERBS[row.step],
        first=first,
    )
