"""What a piece of information becomes: a matter of the ledger, in the same entry."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.information import information_moves as moves
from lianxi.information.taking import take
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters.life import registering
from lianxi.matters.life.registering import MatterGiven


@action(moves.REGISTER)
def register_information(step: Step, *, number: int, given: MatterGiven, files: Sequence[Upload] = ()) -> str:
    """登记为信访事项: somebody petitions in the matter that was reported. Once; the information goes on as before."""
    row = take(step, number, None, moves.REGISTER)
    if row.became:
        raise RuleBroken("这条信息已经登记为信访事项，不用再登记。")
    step.fact(moves.REGISTER.verb, f"information:{number}")
    matter = registering.enter(step, given, origin=f"information:{number}")
    row.became = f"matter:{matter.number}"
    save_next(row, "became")
    for file in files:
        step.attach(file)
    return f"matter:{matter.number}"
