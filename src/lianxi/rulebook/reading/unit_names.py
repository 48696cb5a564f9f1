"""Names of units and how two names for one unit differ; a likeness is a suggestion, never a merge."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .source import fold

KINDS = (
    ("community", re.compile(r"(?:社区|居委会|居民委员会)(?:居委会|党总支|党支部|党委|党组织)?$")),
    ("village", re.compile(r"(?:村|村委会|村民委员会|嘎查|村党总支|村党支部|各村)$")),
    ("station", re.compile(r"(?:所|站|派出所|卫生院|学校|中学|小学|幼儿园|医院|法庭)(?:（[^）]*）)?$")),
    (
        "office",
        re.compile(
            r"(?:办公室|办|中心|大队|中队|局|委|部|科|股|组|室|院|队|厅|委员会|武装部|团委|妇联|工会|联合会|政府|党委)(?:（[^）]*）)?$"
        ),
    ),
)
SUFFIX = re.compile(
    r"(?:综合服务中心|便民服务中心|服务管理中心|管理服务中心|服务中心|事务中心|办公室|委员会|居委会|村委会|中心|"
    r"大队|中队|办|局|所|站|委|部|科|室|组|队|院)$"
)
_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|县|区|市|省|旗))(?=[\u4e00-\u9fff]{2})|^(?:镇|乡|街道|县|区|市|本级|"
    r"本镇|本乡)(?=[\u4e00-\u9fff]{2})"
)
UNIT_END = re.compile(
    r"(?:办公室|办|中心|大队|中队|局|委|委员会|部|科|股|室|院|所|站|村|社区|居委会|学校|中学|小学|联合会|妇联|工会|"
    r"团委|公司|厂|银行|信用社|协会|企业|队|组|厅|政府|党委|人大|政协|法院|检察院)(?:（[^）]*）)?$"
)


def unit_kind(name: str) -> str:
    """office, station, village, community, or other, by how the name ends."""
    return next((kind for kind, pattern in KINDS if pattern.search(fold(name))), "other")


def without_place(name: str) -> str:
    """The name without the township or county in front (某镇司法所 → 司法所)."""
    return _PLACE.sub("", name, count=1)


def _head(name: str) -> str:
    """The name without what stands in brackets behind it."""
    return re.sub(r"（[^）]*）$", "", name)


def _stem(name: str) -> str:
    return SUFFIX.sub("", _head(name))


def _is_abbreviation(short: str, long: str) -> bool:
    """综治办 for 综合治理办公室: first character kept, last one near the end, the others in order."""
    if not 2 <= len(short) < len(long) or short[0] != long[0] or short[-1] not in long[-3:]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


#: no list of units has more names with one initial; the rest of a hostile one is not compared
_MOST_ALIKE = 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """A name looks like the listed ``unit``; ``code``: same, unit_prefix, unit_abbrev, unit_renamed, unit_truncated."""

    code: str
    unit: str
    strength: float


def likeness(name: str, unit: str) -> Likeness | None:
    """How ``name`` relates to ``unit``, or None where they have nothing in common."""
    if fold(name) == fold(unit):
        return Likeness("same", unit, 10)
    short, listed = without_place(fold(name)), without_place(fold(unit))
    if short == listed:
        return Likeness("unit_prefix", unit, 9)
    head, listed_head = _head(short), _head(listed)
    if head == listed_head:
        return Likeness("unit_abbrev", unit, 8)
    stem, listed_stem = _stem(short), _stem(listed)
    if len(stem) >= 2 and stem == listed_stem:
        one_is_short = SUFFIX.search(head) is None
        ends = {_end(head), _end(listed_head)}
        alike = any(ends <= pair for pair in ({"办", "办公室"}, {"委", "委员会"}, {"村", "村委会"}, {"社区", "居委会"}))
        return Likeness("unit_truncated" if one_is_short else "unit_abbrev" if alike else "unit_renamed", unit, 7)
    if len(head) >= 2 and listed_head.startswith(head):
        return Likeness("unit_truncated", unit, 6)
    if _is_abbreviation(head, listed_head):
        return Likeness("unit_abbrev", unit, 5)
    shared = _shared_start(stem, listed_stem)
    if shared >= 2 and shared >= 0.6 * max(len(stem), len(listed_stem)):
        return Likeness("unit_renamed", unit, 4 + shared / 10)
    return None


def _end(name: str) -> str:
    match = SUFFIX.search(name)
    return match.group() if match else ""


def _shared_start(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


class UnitIndex:
    """The listed units, to be asked which of them a name means."""

    def __init__(self, units: list[str]) -> None:
        self._names = set(units)
        self._by_initial: dict[str, list[str]] = {}
        for unit in units:
            self._by_initial.setdefault(without_place(fold(unit))[:1], []).append(unit)

    def most_like(self, name: str, taken: set[str]) -> Likeness | None:
        """The unit that ``name`` most likely means; one that another seat already bears exactly comes last."""
        if name in self._names:
            return Likeness("same", name, 10)
        alike = self._by_initial.get(without_place(fold(name))[:1], [])[:_MOST_ALIKE]
        found = [like for like in (likeness(name, unit) for unit in alike) if like is not None]
        if not found:
            return None
        return max(
            found, key=lambda like: (like.code in ("same", "unit_prefix"), like.unit not in taken, like.strength)
        )

    def __bool__(self) -> bool:
        return bool(self._names)
