"""Writes of the journal itself: correcting a mistake by withdrawing it, and saying that a backup was restored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from lianxi.journal.canonical import utc
from lianxi.journal.frame import Step, action
from lianxi.journal.models import Entry, FactRow
from lianxi.journal.moves import Move
from lianxi.journal.queries import fact as fact_of
from lianxi.journal.queries import withdrawn
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.rulebook.facts import Fact
from lianxi.rulebook.vocabulary import VERBS

#: these found or change the ground everything is judged on; they are corrected by their own later acts
NOT_WITHDRAWABLE = {"conference.founded", "rulebook.put_in_force", "record.restored"}
WITHDRAW = Move("entry.withdrawn", "withdrawn", ("office",))
#: verb → what its room undoes when such a fact is withdrawn
Undo = Callable[[Step, Fact], None]
_undo: dict[str, Undo] = {}
#: beginnings of verbs whose room has its own way back; only what was recorded by hand is withdrawn there
_kept: set[str] = set()


def register_undo(verb: str, undo: Undo) -> None:
    """Called at start-up by the room that keeps a row for such facts."""
    _undo[verb] = undo


def keep_from_withdrawal(beginning: str) -> None:
    """Called at start-up by a room whose steps are taken back by its own moves (``task.``, ``minutes.``)."""
    _kept.add(beginning)


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
    for each in _facts(step, entry, fact):
        if not each.data.get("by_hand") and any(each.verb.startswith(beginning) for beginning in _kept):
            raise RuleBroken(f"“{VERBS[each.verb]}”请在相应页面按办理程序更正，不能撤回这条记录。")
        if each.verb == "entry.withdrawn" != target.verb:
            raise RuleBroken("这是办理程序中的一步，不能单独撤回。请在相应页面按办理程序更正。")
        if each.verb in _undo:
            _undo[each.verb](step, each)
    data: dict[str, str | int | bool | None] = {"entry": entry}
    if fact is not None:
        data["fact"] = fact
    step.fact("entry.withdrawn", f"entry:{entry}", data=data)
    step.text("reason", reason)
    return f"entry:{entry}"


def _facts(step: Step, entry: int, index: int | None) -> list[Fact]:
    rows = FactRow.objects.filter(conference=step.conference, entry=entry)
    return [fact_of(row) for row in (rows if index is None else rows.filter(index=index)).order_by("index")]


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
