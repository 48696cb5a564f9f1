"""Which indicators are refused: those that could fall because one more matter came in and was handled as the law asks.

Sound by construction, not by trying: for every way a matter can be handled lawfully and in time (``LAWFUL``) the
formula is followed from its leaves up, and each part is told to stay, not to fall, or not to rise; what cannot be told
is refused. Counts of matters stand only inside 比例(), so that none can be divided by people or households.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lianxi.assessment.formula import BadFormula, Node, forbidden, read
from lianxi.assessment.measures import LAWFUL, MEASURES, Handled

#: what becomes of a part when the matter is added
STAYS, RISES, FALLS, UNKNOWN = "stays", "rises", "falls", "unknown"
_TURNED = {STAYS: STAYS, RISES: FALLS, FALLS: RISES, UNKNOWN: UNKNOWN}
_VOLUME = "信访件数只能用在“比例”里，不能单独计分或者除以别的数：件数多少不是办理好坏。请改用“比例(…, …)”或逾期件数。"


@dataclass(frozen=True, slots=True)
class _Part:
    """How a part moves, and the least and greatest value it can have (None: no limit)."""

    moves: str
    low: Fraction | None
    high: Fraction | None


def admit(text: str, name: str = "") -> Node:
    """The formula, if it may stand in a scheme. ``name``: what the indicator is called. Raises ``BadFormula``."""
    told = forbidden(name)
    if told:
        raise BadFormula(f"指标名称“{name}”不能用。{told}")
    node = read(text)
    _check_volume(node)
    for words, matter in LAWFUL:
        moves = _follow(node, matter).moves
        if moves == FALLS:
            raise BadFormula(f"这个公式会因为多办一件依法按期办理的事项（{words}）而降低得分，不能采用。")
        if moves == UNKNOWN:
            raise BadFormula(
                f"不能确定多办一件依法按期办理的事项（{words}）时得分不会降低，不能采用。请改用“比例”相加的写法。"
            )
    return node


def counts_matters(name: str) -> bool:
    """Whether one more lawfully handled matter can raise this measure."""
    return any(MEASURES[name].gains(matter) for _, matter in LAWFUL)


def _check_volume(node: Node, *, inside: bool = False) -> None:
    if node.kind == "measure" and not inside and counts_matters(node.name):
        raise BadFormula(_VOLUME)
    if node.kind == "比例":
        _check_share(node)
    for part in node.parts:
        _check_volume(part, inside=inside or node.kind == "比例")


def _check_share(node: Node) -> None:
    """A 比例 is between measures of one sort, or sums of them: no numbers, nothing per head, no bare volume."""
    part, whole = (_terms(each) for each in node.parts)
    if len({MEASURES[name].matter is None for name in (*part, *whole)}) > 1:
        raise BadFormula("“比例”的两项要数同一类事：都是信访事项，或者都是任务、会议、签收等事项。请分成两项指标。")
    for words, matter in LAWFUL:
        if _gain(node.parts[0], matter) > _gain(node.parts[1], matter):
            raise BadFormula(
                f"“比例”前一项数到的事项（{words}）后一项没有数到，得分会随件数增减。前一项要是后一项的一部分。"
            )


def _terms(node: Node) -> list[str]:
    """The measures of a sum. Raises ``BadFormula`` where it holds anything else."""
    if node.kind == "measure":
        return [node.name]
    if node.kind != "+":
        raise BadFormula(
            "“比例”的两项只能是计数项或计数项之和，例如：比例(按期答复件数+按期告知件数, 应答复件数+应告知件数)。"
            "写入常数会变成按人口、按件数计分。"
        )
    return [name for part in node.parts for name in _terms(part)]


def _gain(node: Node, matter: Handled) -> int:
    return sum(MEASURES[name].gains(matter) for name in node.measures())


def _follow(node: Node, matter: Handled) -> _Part:
    if node.kind == "number":
        return _Part(STAYS, node.value, node.value)
    if node.kind == "measure":
        return _Part(RISES if MEASURES[node.name].gains(matter) else STAYS, Fraction(0), None)
    if node.kind == "比例":
        return _Part(_share_moves(*(_gain(part, matter) for part in node.parts)), Fraction(0), Fraction(1))
    parts = [_follow(part, matter) for part in node.parts]
    if node.kind == "限于":
        return _within(*parts)
    return {"+": _plus, "-": _minus, "*": _times, "/": _divided, "最小": _least, "最大": _most}[node.kind](*parts)


def _share_moves(part: int, whole: int) -> str:
    """A share of what is counted rises or stays when its part gains at least what the whole gains; else it can fall."""
    if part == whole == 0:
        return STAYS
    return RISES if part >= whole else FALLS


def _together(one: str, other: str) -> str:
    if one == STAYS:
        return other
    return one if other in {STAYS, one} else UNKNOWN


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _plus(one: _Part, other: _Part) -> _Part:
    return _Part(_together(one.moves, other.moves), _sum(one.low, other.low), _sum(one.high, other.high))


def _minus(one: _Part, other: _Part) -> _Part:
    low = None if other.high is None else -other.high
    high = None if other.low is None else -other.low
    return _plus(one, _Part(_TURNED[other.moves], low, high))


def _times(one: _Part, other: _Part) -> _Part:
    limits = [each for part in (one, other) for each in (part.low, part.high)]
    known = [each for each in limits if each is not None]
    bounds = [a * b for a in known[:2] for b in known[2:]] if len(known) == len(limits) else []
    low, high = (min(bounds), max(bounds)) if bounds else (None, None)
    if low is None and _never_negative(one) and _never_negative(other):
        low = Fraction(0)
    return _Part(_product_moves(one, other), low, high)


def _product_moves(one: _Part, other: _Part) -> str:
    if one.moves == STAYS and other.moves == STAYS:
        return STAYS
    first = _scaled(one.moves, other)
    second = _scaled(other.moves, one)
    return _together(first, second)


def _scaled(moves: str, by: _Part) -> str:
    """How something that moves so moves when multiplied by a part of this sign."""
    if moves == STAYS:
        return STAYS
    if _never_negative(by):
        return moves
    return _TURNED[moves] if by.high is not None and by.high <= 0 else UNKNOWN


def _never_negative(part: _Part) -> bool:
    return part.low is not None and part.low >= 0


def _divided(one: _Part, other: _Part) -> _Part:
    if other.moves == STAYS and one.moves == STAYS:
        return _Part(STAYS, Fraction(0) if _never_negative(one) and _never_negative(other) else None, None)
    if other.moves == STAYS and other.low is not None and other.low == other.high and other.low:
        return _times(one, _Part(STAYS, 1 / other.low, 1 / other.low))
    if other.moves == STAYS and other.low is not None and other.low >= 0:  # 0 gives 0 before and after
        return _Part(one.moves, Fraction(0) if _never_negative(one) else None, None)
    return _Part(UNKNOWN, None, None)


def _least(one: _Part, other: _Part) -> _Part:
    lows, highs = [one.low, other.low], [each for each in (one.high, other.high) if each is not None]
    low = None if None in lows else min(each for each in lows if each is not None)
    return _Part(_together(one.moves, other.moves), low, min(highs, default=None))


def _most(one: _Part, other: _Part) -> _Part:
    highs, lows = [one.high, other.high], [each for each in (one.low, other.low) if each is not None]
    high = None if None in highs else max(each for each in highs if each is not None)
    return _Part(_together(one.moves, other.moves), max(lows, default=None), high)


def _within(inner: _Part, low: _Part, high: _Part) -> _Part:
    return _most(low, _least(high, inner))
