"""The head of the office (第八条 of the model): by post, so the person is only ever suggested."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..compiled import Seat, Span
from .layout import Layout
from .roster import POST_END, Roster
from .source import Passage
from .unit_names import UnitIndex

_SENTENCE = re.compile(
    r"(?P<post>[^，。；：]{0,16}?办公室主任)(?:一般|原则上)?由(?P<by>[^，。；]{2,40}?)(?:同志)?(?:兼任|担任|兼)"
)
_HOLDS = re.compile(r"(?P<by>[\u4e00-\u9fff]{2,24}?)(?:同志)?(?:兼任|担任|任)(?P<post>[^，。；：]{0,12}?办公室主任)")
_SEATED = re.compile(r"办公室(?:设在|设于|设立在|挂靠在?)(?P<unit>[^，。；（]{2,24})")


@dataclass(frozen=True, slots=True)
class Director:
    """``held_by``: the words of the text; ``suggested``: who sits for that unit, if anybody does."""

    held_by: str
    unit: str | None
    suggested: tuple[str, ...]
    article: str
    span: Span


def add_director(folded: str, layout: Layout, roster: Roster) -> Director | None:
    """Seat the office's director by post, and say who the roster suggests. None where the text names no director."""
    if any(seat.role == "director" for seat in roster.seats):
        return None
    for block in layout.blocks:
        if block.annex:
            continue
        passage = Passage.of(folded, block.body, block.end)
        match = _SENTENCE.search(passage.plain) or _HOLDS.search(passage.plain)
        if match is None:
            continue
        span = passage.span(match.start(), match.end())
        unit = _unit(match["by"], passage.plain, roster)
        person = _person(match["by"], match.group())
        roster.seats.append(Seat("director", "办公室主任", unit, person, span))
        if person is not None:
            return None
        return Director(match["by"], unit, _sitting(unit, roster), block.label, span)
    return None


def _unit(held_by: str, plain: str, roster: Roster) -> str | None:
    """The listed unit whose head is director, else the one the office sits in."""
    listed = UnitIndex([unit.name for unit in roster.units])
    words = re.sub(r"(?:主要)?(?:负责人|负责同志|主任|局长|所长|站长)$", "", held_by)
    seated = _SEATED.search(plain)
    for name in (words, seated["unit"] if seated else ""):
        like = listed.most_like(name, set()) if name else None
        if like is not None and like.code in ("same", "unit_prefix"):
            return like.unit
    return seated["unit"] if seated else None


def _person(held_by: str, sentence: str) -> str | None:
    """A name before 同志; a post alone names nobody."""
    if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", held_by) and "同志" in sentence:
        return held_by
    post = re.match(
        r"(?:.*?(?:书记|镇长|乡长|主任|委员|局长|主席|部长|所长|负责人))(?P<name>[\u4e00-\u9fff]{2,3})$", held_by
    )
    if post and "同志" in sentence and not POST_END.search(held_by):
        return post["name"]
    return None


def _sitting(unit: str | None, roster: Roster) -> tuple[str, ...]:
    return tuple(
        seat.person for seat in roster.seats if seat.unit == unit and unit and seat.person and seat.role == "member"
    )
