"""The demo's ledger over the year: petition matters in every state, the village register, the leaders' part. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.demo.days import DAY, Days, on_or_after
from lianxi.demo.ledger_acts import LedgerSet, TermSet
from lianxi.demo.ledger_leaders import leaders
from lianxi.demo.ledger_open import on_their_way
from lianxi.demo.ledger_past import past
from lianxi.demo.steps import Step

ORGANS = ("鹭汀镇人民政府", "栖禾县公安局鹭汀派出所")


def ledger(days: Days) -> Iterator[Step]:
    """What the office set, then all matters. The same today gives the same steps, none after the last working day."""
    day = on_or_after(days.founding + DAY)
    yield LedgerSet(recorded=day, organs=ORGANS, higher="栖禾县人民政府")
    basis = "《栖禾县初次信访事项简易办理办法》（示范文件）"
    yield TermSet(recorded=day, amount=10, place="栖禾县", basis=basis)
    yield from past(days)
    yield from on_their_way(days)
    yield from leaders(days)
