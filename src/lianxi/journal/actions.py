"""Writes of the journal itself: correcting a mistake by withdrawing it, and saying that a backup was restored."""

from __future__ import annotations

from datetime import datetime

from lianxi.journal.canonical import utc
from lianxi.journal.frame import Step, action
from lianxi.journal.models import Entry, FactRow
from lianxi.journal.moves import Move
from lianxi.journal.queries import withdrawn
from lianxi.journal.refusals import Invalid, RuleBroken

#: these found or change the ground everything is judged on; they are corrected by their own later acts
NOT_WITHDRAWABLE = {"conference.founded", "rulebook.put_in_force", "record.restored"}
WITHDRAW = Move("entry.withdrawn", "withdrawn", ("office",))
RESTORED = Move("record.restored", "restored", ("machine",))


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
    if fact is not None and not FactRow.objects.filter(conference=step.conference, entry=entry, index=fact).exists():
        raise Invalid(f"第 {entry} 号记录中没有第 {fact + 1} 项。请核对。", "fact")
    done = withdrawn(step.conference.pk).get(entry, {})
    if None in done or fact in done:
        raise RuleBroken(f"第 {entry} 号记录已经撤回。")
    data: dict[str, str | int | bool | None] = {"entry": entry}
    if fact is not None:
        data["fact"] = fact
    step.fact("entry.withdrawn", f"entry:{entry}", data=data)
    step.text("reason", reason)
    return f"entry:{entry}"


@action(RESTORED)
def announce_restored(step: Step, *, copied_at: datetime) -> str:
    """Say in the record itself that it came out of a backup: its head then, and when the copy was made.

    An older print with this entry's number or a higher one belongs to what the backup did not hold.
    """
    head = step.conference
    step.fact(
        "record.restored",
        f"entry:{head.head_number}",
        data={"head": head.head_number, "hash": head.head_hash, "copied_at": utc(copied_at)},
    )
    return f"entry:{step.number}"
