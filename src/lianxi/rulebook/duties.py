"""Duties: what the rules demand, in a form that can be judged. Derived from clauses by ``derivation.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lianxi.rulebook.compiled import Span
from lianxi.rulebook.facts import Fact

#: data key → values that qualify (``!key``: values that rule it out); an empty pattern matches every fact of the verb
Pattern = Mapping[str, frozenset[str]]


def matches(pattern: Pattern, fact: Fact) -> bool:
    """Whether the fact's data fit: for every key the fact carries one of the values, for ``!key`` none of them."""
    return all(
        (str(fact.data.get(key.lstrip("!"), "")).lower() in values) is not key.startswith("!")
        for key, values in pattern.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Common to all: where it stands and how it is named.

    ``key`` is stable over editions of the text: article, verb and what tells it apart. ``label`` is the demand in
    the rules' own words, ``short`` a name for narrow places, ``bearer`` who owes it, ``certainty`` stated or assumed.
    """

    key: str
    article: str
    label: str
    short: str
    bearer: str
    clause: str
    span: Span
    certainty: str = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic(Duty):
    """``verb`` must happen at least ``minimum`` times in every ``interval`` × ``every`` (calendar periods).

    ``when`` is ``ordinary`` (always) or ``key_period`` (only inside declared key periods). ``softened``: the text
    says 一般 / 原则上. ``month``: only that month of each year.
    """

    verb: str
    pattern: Pattern = field(default_factory=dict)
    every: str
    interval: int = 1
    minimum: int = 1
    when: str = "ordinary"
    month: int | None = None
    softened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Duty):
    """After ``trigger`` one of ``verbs`` must follow on the same ``pair`` (kind of object).

    ``amount`` × ``unit`` (day: calendar days; workday; month; hour: rounded up to days), the first day excluded.
    ``None``: the rules set no time and the pair stays due until done. A ``due`` date in the trigger's data goes first,
    and the latest one that ``extended_by`` granted goes before it. From the day of ``ended_by`` (the decision was
    withdrawn, the task cancelled) an unanswered pair owes nothing any more; what was owed before stays so on past days.
    ``also``: verbs that open the pair later than the thing itself began (a problem found complex after it was opened),
    and open it anew where it had ended.
    """

    trigger: str
    trigger_pattern: Pattern = field(default_factory=dict)
    verbs: tuple[str, ...]
    pair: str
    amount: int | None = None
    unit: str = "day"
    extended_by: str | None = None
    ended_by: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Duty):
    """``verb`` may not happen before ``needs`` has happened on the same ``pair``; the software refuses."""

    verb: str
    needs: str
    pair: str
    pattern: Pattern = field(default_factory=dict)
    approver: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Duty):
    """Somebody may do it; offered, never demanded."""

    verb: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Duty):
    """A principle or continuing task without a date; ``open_question`` marks 待定 (a person has not settled it)."""

    verb: str | None = None
    open_question: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the rulebook in time: its duties judge what happens from ``in_force_from`` to the next edition."""

    number: int
    in_force_from: date
    duties: tuple[Duty, ...]
