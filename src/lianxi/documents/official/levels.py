"""Plain text with 一、（一）1.（1） turned into paragraphs (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

import re
from typing import Final, Literal

from ..plain import clean
from .values import Paragraph

_COUNTED: Final = "[〇零一二三四五六七八九十百]{1,5}"
_SIGNS: Final[tuple[tuple[Literal[1, 2, 3, 4], re.Pattern[str]], ...]] = (
    (1, re.compile(rf"{_COUNTED}、")),
    (2, re.compile(rf"[（(]{_COUNTED}[）)]、?")),
    (3, re.compile(r"\d{1,3}(?:[．、]|\.(?!\d))")),
    (4, re.compile(r"[（(]\d{1,3}[）)]")),
)
#: a first sentence up to this many characters is a heading, a longer one is text
_HEADING: Final = 40


def outline(text: str) -> tuple[Paragraph, ...]:
    """One paragraph a line, with its level; blank lines and blanks around a line are dropped, words are kept."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return tuple(Paragraph(line, _level_of(line)) for line in lines if line)


def _level_of(line: str) -> Literal[0, 1, 2, 3, 4]:
    return next((level for level, sign in _SIGNS if sign.match(line)), 0)


def heading_length(paragraph: Paragraph) -> int:
    """How many characters from the start are set in the face of the level: up to the first full stop, or all."""
    if paragraph.level not in {1, 2}:
        return 0
    stop = paragraph.text.find("。") + 1
    length = stop or len(paragraph.text)
    if length <= _HEADING:
        return length
    sign = _SIGNS[paragraph.level - 1][1].match(paragraph.text)
    return sign.end() if sign else 0
