"""Who may declare and end a key period: the rule of the version in force, as roles."""

from __future__ import annotations

from datetime import date

from lianxi.charter import queries
from lianxi.journal.moves import RELATIONS
from lianxi.rulebook.declarer import Declarer, declarer


def declarer_on(conference: int, on: date) -> Declarer:
    """By the version of the rulebook in force that day. One query."""
    found = queries.in_force(queries.versions(conference), on)
    return declarer(found.compiled, found.answers) if found else Declarer()


def lets(rule: Declarer, role: str) -> bool:
    """Whether a seat of this role may itself; on behalf: the role of that person.

    Only ``convener`` and ``office`` shut somebody out: what the parent bodies fixed, or where nobody is named, office
    and convener both enter.
    """
    relations = (rule.who,) if rule.who in {"convener", "office"} else ("office", "convener")
    return any(RELATIONS[name][1](role) for name in relations)
