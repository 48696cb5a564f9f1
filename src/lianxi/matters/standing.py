"""Taking one matter in hand for a move, and saving what the move made of it."""

from __future__ import annotations

from lianxi.journal.frame import Step
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import moves, words
from lianxi.matters.clockwork import point_to_next
from lianxi.matters.models import Matter
from lianxi.matters.scope import visible


def take(step: Step, number: int, version: int | None, move: Move) -> Matter:
    """The matter, for a move: seen by the actor, in a state that allows it, at the version he looked at.

    Raises ``Invalid`` (no such matter for him), ``Stale``, ``RuleBroken``.
    """
    matter = visible(step.conference.pk, step.actor).filter(number=number).first()
    if matter is None:
        raise Invalid(f"没有编号为 {words.number_label(number)} 的信访事项。", "number")
    if matter.void_asked_by is not None and move.verb not in (moves.VOID.verb, moves.REFUSE_VOID.verb):
        raise RuleBroken("这件信访事项已申请作废，正在等待复核。复核有结果后再办理。")
    check_standing(matter, version, move, what="这件信访事项", states=words.STATES)
    return matter


def settle_in(step: Step, matter: Matter, state: str, *changed: str) -> None:
    """Save these columns and the new state as the matter's next version."""
    fields = list(changed)
    if state and state != matter.state:
        matter.state, matter.state_since = state, step.today
        fields += ["state", "state_since"]
    save_next(matter, *fields)
    point_to_next(matter)
