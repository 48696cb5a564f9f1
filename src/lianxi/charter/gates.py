"""The rulebook's gates, asked by the write frame before any fact is written: no issue before approval."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.charter import queries
from lianxi.journal.queries import facts
from lianxi.rulebook.duties import Gate
from lianxi.rulebook.evaluate import gate_refusing
from lianxi.rulebook.facts import Fact
from lianxi.rulebook.vocabulary import VERBS


def refuse_before_approval(conference: int, planned: Fact, before: Sequence[Fact] = ()) -> tuple[str, str] | None:
    """The article and the refusal when a gate of the version then in force shuts; None when the way is free.

    ``before``: facts of the same entry: an approval recorded with the issue opens the gate too.
    """
    edition = queries.edition_on(conference, planned.happened_on)
    if edition is None:
        return None
    gates = [duty for duty in edition.duties if isinstance(duty, Gate) and duty.verb == planned.verb]
    if not gates:
        return None
    known = facts(conference, verbs=frozenset(gate.needs for gate in gates))
    gate = gate_refusing(gates, planned, [*known, *before])
    if gate is None:
        return None
    return (
        gate.article,
        f"按{gate.article}，须先“{VERBS[gate.needs]}”（{gate.approver or '召集人'}），才能“{VERBS[gate.verb]}”。"
        f"请先登记“{VERBS[gate.needs]}”，其日期不得晚于本次日期。",
    )
