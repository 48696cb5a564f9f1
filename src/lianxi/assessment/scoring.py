"""From formulas and a record to scores: exact until the last step, then two decimals, half up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from lianxi.assessment.formula import compute, read
from lianxi.assessment.measures import MEASURES, Record


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator as it is applied: the formula gives the share of ``weight``; at most ``cap`` points count."""

    place: int
    name: str
    formula: str
    weight: Decimal
    cap: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """What one indicator gave: the value, the points, each measure's count; ``nothing``: none of it occurred."""

    place: int
    value: Decimal
    score: Decimal
    counts: dict[str, int]
    nothing: bool


def line(rule: Rule, record: Record) -> Line:
    """The score of one indicator, between 0 and its cap. Raises ``BadFormula`` for a formula that cannot be read."""
    node = read(rule.formula)
    names = list(dict.fromkeys(node.measures()))
    value = compute(node, record)
    points = min(Fraction(rule.cap), max(Fraction(0), value * Fraction(rule.weight)))
    counts = {name: MEASURES[name].of(record) for name in names}
    return Line(rule.place, rounded(value, "0.0001"), rounded(points), counts, not any(counts.values()))


def total(lines: Sequence[Line]) -> Decimal:
    return sum((each.score for each in lines), Decimal(0))


def evidence(rules: Sequence[Rule], record: Record) -> dict[str, list[str]]:
    """Per measure the objects that were counted."""
    names = {name for rule in rules for name in read(rule.formula).measures()}
    return {name: MEASURES[name].evidence(record) for name in sorted(names)}


def rounded(value: Fraction, to: str = "0.01") -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(to), ROUND_HALF_UP)


def grade(points: Decimal, grades: Sequence[Sequence[object]]) -> str:
    """The word of the highest threshold reached: [[90, "优秀"], [75, "良好"]]."""
    for threshold, word in grades:
        if points >= Decimal(str(threshold)):
            return str(word)
    return ""
