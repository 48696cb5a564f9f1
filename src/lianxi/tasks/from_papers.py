"""承办: a paper that came in is given to units as tasks, in one entry with its own step."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.journal.frame import Step, action
from lianxi.papers import incoming_moves
from lianxi.papers.incoming import lay_assignment
from lianxi.tasks.parts import Part, lay_parts


@action(incoming_moves.ASSIGN)
def assign_paper(step: Step, *, number: int, version: int, parts: Sequence[Part]) -> str:
    """Give a paper to units, all parts or none; may be done again for what was forgotten."""
    lay_assignment(step, number, version, len(parts))
    lay_parts(step, parts, origin=f"paper:{number}")
    return f"paper:{number}"
