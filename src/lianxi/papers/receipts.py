"""催签收: pressing the units that have not signed for a document."""

from __future__ import annotations

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import RuleBroken
from lianxi.papers import moves
from lianxi.papers.models import Recipient
from lianxi.papers.outgoing import take
from lianxi.rulebook.facts import Value


@action(moves.CHASE)
def chase_receipts(step: Step, *, number: int) -> str:
    """Every unit that has not signed, in one entry, one fact a unit."""
    row = take(step, number, None, moves.CHASE)
    unsigned = Recipient.objects.filter(document=row, received_on=None)
    late = list(unsigned.select_related("unit").order_by("unit__number"))
    if not late:
        raise RuleBroken("各单位都已签收，不需要催签收。")
    for each in late:
        each.chased += 1
        data: dict[str, Value] = {"count": each.chased}
        step.fact("document.chased", f"document:{number}", unit=each.unit.number, data=data)
    Recipient.objects.bulk_update(late, ["chased"])
    return f"document:{number}"
