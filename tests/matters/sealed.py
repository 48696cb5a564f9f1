"""An identity put by itself, outside of any room's action."""

from __future__ import annotations

from lianxi.journal.frame import Step, action
from lianxi.matters import moves
from lianxi.matters.identities import vault
from lianxi.matters.identities.vault import Petitioner


@action(moves.PUT_IDENTITY)
def put(step: Step, *, holder: str, name: str, phone: str = "", id_number: str = "", address: str = "") -> str:
    """One petitioner for a holder."""
    vault.put(step, holder, [Petitioner(name, id_number, phone, address)])
    step.fact(moves.PUT_IDENTITY.verb, holder)
    return holder


@action(moves.PUT_IDENTITY)
def move(step: Step, *, old: str, new: str) -> str:
    vault.move(step, old, new)
    step.fact(moves.PUT_IDENTITY.verb, new)
    return new


@action(moves.PUT_IDENTITY)
def erase(step: Step, *, holder: str) -> str:
    vault.erase(step, holder)
    step.fact(moves.PUT_IDENTITY.verb, holder)
    return holder
