"""A matter put before the joint conference: whose competence it is (24(1)), or what one unit cannot settle alone."""

from __future__ import annotations

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid
from lianxi.journal.versioned import save_next
from lianxi.matters import moves
from lianxi.matters.standing import take
from lianxi.matters.words import number_label
from lianxi.meetings.actions import propose_item

#: why → what the item on the agenda says; a title names neither petitioner nor content
GROUNDS = {"competence": "的承办单位", "hard": "的办理"}


@action(moves.TABLE)
def table_matter(step: Step, *, number: int, version: int, ground: str, reason: str) -> str:
    """Propose the matter to the next meeting's agenda, with the reason; once while it waits there."""
    matter = take(step, number, version, moves.TABLE)
    if ground not in GROUNDS:
        raise Invalid("请选择提请研究的事由：管辖有争议，或者办理有困难。", "ground")
    if not reason.strip():
        raise Invalid("请写明提请研究的理由。", "reason")
    propose_item(step, title=f"研究信访事项 {number_label(number)} {GROUNDS[ground]}", origin=f"matter:{number}")
    save_next(matter)
    step.fact(moves.TABLE.verb, f"matter:{number}", data={"ground": ground})
    step.text("reason", reason)
    return f"matter:{number}"
