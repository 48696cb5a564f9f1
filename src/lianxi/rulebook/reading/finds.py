"""The parameters of one segment (between two ；), and the words that belong to each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..compiled import Approval, Cadence, Deadline
from . import acts
from .approval import consents
from .cadence import rhythms, yearly_papers
from .deadline import is_breach, is_penalty, limits, prompt_words
from .sentences import cut

#: more parameters than this between two ； are no sentence; the rest is not looked at
_MOST_FINDS = 24


@dataclass(frozen=True, slots=True)
class Find:
    """A parameter at ``plain[start:end]`` of a segment; ``assumed``: only a paper's name says it."""

    start: int
    end: int
    cadence: Cadence | None = None
    deadline: Deadline | None = None
    approval: Approval | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """``finds`` in order; ``phrases`` between commas; ``idle``: it names an amount of time that binds nobody."""

    plain: str
    phrases: tuple[tuple[int, int], ...]
    finds: tuple[Find, ...]
    idle: bool
    sanction: bool

    def phrase_at(self, place: int) -> int:
        return next((i for i, (first, last) in enumerate(self.phrases) if first <= place < last), len(self.phrases) - 1)

    def has_find(self, phrase: int) -> bool:
        first, last = self.phrases[phrase]
        return any(find.start < last and first < find.end for find in self.finds)


def read_segment(plain: str) -> Segment:
    """Amounts about breaches, terms and validity bind nobody: they are idle, not found."""
    phrases = tuple(cut(plain, "，：")) or ((0, len(plain)),)
    breaches = [(a, b) for a, b in phrases if is_breach(plain[a:b])]
    sanction = is_penalty(plain) or (bool(breaches) and len(breaches) == len(phrases))
    deadlines, idle = limits(plain)
    finds = [Find(limit.start, limit.end, deadline=limit.deadline) for limit in deadlines]
    if not sanction:
        finds += [
            Find(r.start, r.end, cadence=r.cadence, assumed=r.assumed)
            for r in rhythms(plain)
            if not any(a <= r.start < b for a, b in breaches)
        ]
        if not any(find.cadence and find.cadence.every for find in finds):
            finds += [Find(r.start, r.end, cadence=r.cadence, assumed=True) for r in yearly_papers(plain)]
        finds += [Find(word.start, word.end, deadline=word.deadline) for word in prompt_words(plain)]
    finds += [Find(consent.start, consent.end, approval=consent.approval) for consent in consents(plain)]
    ordered = sorted(finds, key=lambda find: (find.start, -find.end))
    return Segment(plain, phrases, tuple(_tidy(plain, ordered)[:_MOST_FINDS]), bool(idle), sanction)


def _tidy(plain: str, finds: list[Find]) -> list[Find]:
    """及时 inside another parameter's words, and 视情 beside 适时, say nothing more."""
    kept: list[Find] = []
    for find in finds:
        last = kept[-1] if kept else None
        if last is not None and find.start < last.end and not (find.approval or last.approval):
            continue
        if last is not None and _goes_with(plain, last, find):
            kept[-1] = Find(last.start, find.end, deadline=last.deadline, approval=find.approval)
            continue
        if last is not None and _is_loose(find) and _is_loose(last) and "，" not in plain[last.end : find.start]:
            continue
        kept.append(find)
    return kept


def _goes_with(plain: str, last: Find, find: Find) -> bool:
    """在5个工作日内报X备案: one demand with a time and a recipient."""
    between = plain[last.end : find.start]
    return (
        last.deadline is not None and find.approval is not None and last.approval is None
        and last.deadline.amount is not None and len(between) <= 6 and "，" not in between
        and last.deadline.extension_max is None
    )  # fmt: skip


def _is_loose(find: Find) -> bool:
    return find.cadence is not None and find.cadence.when in ("ad_hoc", "as_needed")


def region(segment: Segment, place: int) -> tuple[int, int]:
    """The words that a find speaks in: its phrase without its neighbours' words, and more where it is bare."""
    find = segment.finds[place]
    first, last = segment.phrase_at(find.start), segment.phrase_at(find.end - 1)
    start, end = segment.phrases[first][0], segment.phrases[last][1]
    before = segment.finds[place - 1] if place else None
    after = segment.finds[place + 1] if place + 1 < len(segment.finds) else None
    if before is not None and start < before.end <= find.start:
        start = before.end + _joint(segment.plain[before.end : find.start])
    if after is not None and find.end <= after.start < end:
        end = find.end + _joint(segment.plain[find.end : after.start])
    if _says_nothing(segment.plain[start : find.start]) and _says_nothing(segment.plain[find.end : end]):
        start = _back(segment, first, start)
    if (find.deadline is not None and segment.plain[find.end - 1] in "内前") or _is_loose(find):
        end = _forward(segment, find, last, end)
    return start, end


def _forward(segment: Segment, find: Find, phrase: int, end: int) -> int:
    """会议举行七日前，将…，通知…: the act stands behind the time, up to three phrases on."""
    for following in range(phrase + 1, min(phrase + 4, len(segment.phrases))):
        said = segment.plain[find.start if _is_loose(find) else find.end : end]
        if acts.does_something(said) or segment.has_find(following):
            break
        end = segment.phrases[following][1]
    return end


def _joint(between: str) -> int:
    """Where two demands in one phrase part: after the last 、, before the last 并 / 后."""
    cuts = [
        match.end() if match.group() in "、，" else match.start()
        for match in re.finditer("[、，]|并(?!且不)|同时|可以|可(?=[延临适])", between)
    ]
    return cuts[-1] if cuts else len(between)


def _says_nothing(words: str) -> bool:
    return len(re.sub(r"[，、；。：]|应当?|须|要|在|于|一般|原则上|召开|举行|进行|开展|可以?", "", words)) < 2


def _back(segment: Segment, phrase: int, start: int) -> int:
    """巡查河流，每季度不少于一次: the act stands one phrase earlier, unless that phrase has a parameter of its own."""
    if phrase and start == segment.phrases[phrase][0] and not segment.has_find(phrase - 1):
        return segment.phrases[phrase - 1][0]
    return start
