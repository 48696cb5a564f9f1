"""承办: a paper that came in is given to units as tasks, in one entry with its own step."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid
from lianxi.papers import incoming_moves
from lianxi.papers.incoming import lay_assignment
from lianxi.tasks.actions import lay_task
from lianxi.tasks.directives import Part


@action(incoming_moves.ASSIGN)
def assign_paper(step: Step, *, number: int, version: int, parts: Sequence[Part]) -> str:
    """Give a paper to units, all parts or none; may be done again for what was forgotten."""
    if not parts:
        raise Invalid("请至少填写一项任务：内容和牵头单位。", "parts")
    lay_assignment(step, number, version, len(parts))
    for part in parts:
        lay_task(
            step,
            title=part.title,
            text=part.text,
            lead=part.lead,
            due=part.due,
            co_units=dict.fromkeys(part.co_units, ""),
            key=False,
            origin=f"paper:{number}",
        )
    return f"paper:{number}"
