"""Writes of the journal itself: correcting a mistake by withdrawing what was recorded."""

from __future__ import annotations

import json

from lianxi.journal.frame import Step, action
from lianxi.journal.models import Entry, FactRow
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken

#: these found or change the ground everything is judged on; they are corrected by their own later acts
NOT_WITHDRAWABLE = {"conference.founded", "rulebook.put_in_force", "record.restored"}
WITHDRAW = Move("entry.withdrawn", "withdrawn", ("office",))


@action(WITHDRAW)
def withdraw_entry(step: Step, *, entry: int, reason: str, fact: int | None = None) -> str:
    """Withdraw an entry (or one fact of it) with its reason: it stops counting and stays readable."""
    target = Entry.objects.filter(conference=step.conference, number=entry).first()
    if target is None:
        raise Invalid(f"没有第 {entry} 号记录。请核对编号。", "entry")
    if target.verb in NOT_WITHDRAWABLE:
        raise RuleBroken("建立联席会议和规则施行的记录不能撤回。规则有误的，请施行新的版本。")
    if not reason.strip():
        raise Invalid("请写明撤回原因，例如“日期录错，应为 3月12日”。", "reason")
    done = [
        json.loads(row.data)
        for row in FactRow.objects.filter(conference=step.conference, verb="entry.withdrawn", object=f"entry:{entry}")
    ]
    if any(data.get("fact") in (None, fact) for data in done):
        raise RuleBroken(f"第 {entry} 号记录已经撤回。")
    data: dict[str, str | int | bool | None] = {"entry": entry}
    if fact is not None:
        data["fact"] = fact
    step.fact("entry.withdrawn", f"entry:{entry}", data=data)
    step.text("reason", reason)
    return f"entry:{entry}"
