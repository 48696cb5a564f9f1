"""The sentences of an article, each with what the article has said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import actors
from .layout import Block
from .source import Passage, split_outside_brackets

_COUNT = r"[一二三四五六七八九十百\d]{1,4}"
_MARKER = re.compile(
    rf"\s*(?:[-*•·>#]+\s*)?(?:（\s*{_COUNT}\s*）|{_COUNT}\s*[、.．）](?!\d)|[①-⑳]|第\s*{_COUNT}\s*款)\s*"
)
_NEW_LINE = re.compile(rf"\s*(?:（?{_COUNT}[）、.]|第.{{1,5}}[条章节])")
#: characters; the longest sentence of a real regulation has some 600
_LONGEST = 1200
_PARAMETER = re.compile(r"每|定期|应当|必须|不得|\d|至少")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``topic``: the article so far; ``lead``: its last words ending in ：; ``subject``: who was named last."""

    article: str
    passage: Passage
    topic: str
    lead: str
    before: str
    subject: tuple[str, ...]


def sentences(block: Block, folded: str) -> Iterator[Sentence]:
    """The sentences of an article in order; a line without a stop ends one, a wrapped line does not."""
    lead, before, topic = "", "", block.heading
    subject: tuple[str, ...] = ()
    for start, end in _paragraphs(folded, _after_heading(block, folded), block.end):
        marker = _MARKER.match(folded, start, end)
        whole = Passage.of(folded, marker.end() if marker else start, end)
        for first, last in _stops(whole.plain):
            passage = whole.part(first, last)
            yield Sentence(block.label, passage, topic, lead, before, subject)
            subject = actors.actor(passage.plain) or subject
            topic = (topic + passage.plain)[-400:]
            before = passage.plain
            if passage.plain.endswith("："):
                lead = passage.plain


def _after_heading(block: Block, folded: str) -> int:
    """A heading above other lines (一、会议制度) is a topic, not a sentence."""
    line_end = folded.find("\n", block.body, block.end)
    if block.heading and line_end >= 0 and not _PARAMETER.search(block.heading):
        return line_end + 1
    return block.body


def _paragraphs(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, joined where a long line breaks in mid-sentence."""
    begins = offset = start
    for line in folded[start:end].split("\n"):
        stop = offset + len(line)
        if stop >= end or not _wraps(line.strip(), folded[stop + 1 : stop + 13]):
            if stop > begins:
                yield begins, stop
            begins = stop + 1
        offset = stop + 1


def _wraps(words: str, following: str) -> bool:
    return (
        len(words) >= 24
        and words[-1] not in "。；：！？”）"
        and bool(following.strip())
        and not _NEW_LINE.match(following)
    )


def is_balanced(plain: str) -> bool:
    """False where brackets or quotes do not close: then they are not trusted."""
    return plain.count("（") == plain.count("）") and plain.count("“") == plain.count("”")


def cut(plain: str, separators: str) -> Iterator[tuple[int, int]]:
    """Ranges of ``plain`` ended by ``separators``, outside brackets and quotes where these balance."""
    if is_balanced(plain):
        yield from split_outside_brackets(plain, separators)
        return
    start = 0
    for match in re.finditer(f"[{separators}]", plain):
        yield start, match.end()
        start = match.end()
    if start < len(plain):
        yield start, len(plain)


def _stops(plain: str) -> Iterator[tuple[int, int]]:
    """Cut at full stops, and by force where no rules' sentence would still run on: reading stays linear."""
    for start, end in cut(plain, "。！？"):
        while end - start > _LONGEST:
            comma = plain.rfind("，", start + 1, start + _LONGEST)
            middle = comma + 1 if comma > start else start + _LONGEST
            yield start, middle
            start = middle
        yield start, end
