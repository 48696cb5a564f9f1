"""Lines of a document and what each of them opens: a chapter, an article, an item, an annex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import number
from .source import fold

_COUNT = r"[一二三四五六七八九十百零〇\d]{1,5}"
_LEAD = re.compile(r"[\s#>*\-•·\ufeff\u200b]*")
#: what may follow 第五条 when it is quoted, not opened
_QUOTED = (
    r"(?!\s*(?:第[^条章]{1,4}[款项]|规定的?|、第|，|；|。|）)|(?:第|、|和第|及|至|到第|或|与|所|的|之规|"
    r"中(?![央国共小])|以[上下内]|款|项))"
)

OPENERS = (
    ("chapter", re.compile(rf"第\s*({_COUNT})\s*[章编篇节](?![、，程目])")),
    ("article", re.compile(rf"第\s*({_COUNT})\s*条(之[一二三四五六])?{_QUOTED}")),
    (
        "annex",
        re.compile(r"附\s*(?:件|录|表|则)?\s*([一二三四五六七八九十\d]{0,3})\s*(?:[：、.]|$|(?=[《\u4e00-\u9fff]))"),
    ),
    ("cn", re.compile(r"([一二三四五六七八九十]{1,3})\s*[、.]")),
    ("paren", re.compile(r"（\s*([一二三四五六七八九十]{1,3})\s*）")),
    ("digit", re.compile(r"(\d{1,2})\s*(?:[、）]|\.(?!\d))")),
    ("paren_digit", re.compile(r"（\s*(\d{1,2})\s*）")),
)
ITEM_STYLES = ("cn", "paren", "digit", "paren_digit")
_MID_LINE = re.compile(rf"(?<=[。；])\s*(?:第\s*{_COUNT}\s*条(?=\s)|[一二三四五六七八九十]{{1,3}}、)")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line: ``start``/``end`` are offsets of its words; behind the opener they begin at ``body``."""

    start: int
    end: int
    words: str
    opens: str | None
    label: str
    number: int | None
    body: int

    @property
    def rest(self) -> str:
        """The folded words after the opener."""
        return self.words[self.body - self.start :].strip()

    @property
    def is_heading(self) -> bool:
        """Short and without a sentence's punctuation."""
        return 0 < len(self.rest) <= 30 and not re.search(r"[。；，：]", self.rest)


def read_lines(text: str) -> list[Line]:
    """Every non-empty logical line of ``text``; page furniture such as HTML comments is left out."""
    folded = fold(text)
    found: list[Line] = []
    last: dict[str, int] = {}
    offset = 0
    for raw in folded.split("\n"):
        for start, end in _logical(raw, last):
            line = _line(folded, offset + start, offset + end)
            if line is not None:
                found.append(line)
                if line.opens is not None and line.number is not None:
                    last[line.opens] = line.number
        offset += len(raw) + 1
    return found


def _logical(raw: str, last: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Cut a physical line where the next article or item in order opens after a full stop."""
    start = 0
    seen = dict(last)
    opened = _opener(raw[_lead(raw) :])
    if opened is not None and opened[2] is not None:
        seen[opened[0]] = opened[2]
    for match in _MID_LINE.finditer(raw):
        inner = _opener(match.group().strip() + " ")
        if inner is not None and inner[2] is not None and inner[2] == seen.get(inner[0], -1) + 1:
            seen[inner[0]] = inner[2]
            yield start, match.start()
            start = match.start()
    yield start, len(raw)


def _lead(raw: str) -> int:
    match = _LEAD.match(raw)
    return match.end() if match else 0


def _line(folded: str, start: int, end: int) -> Line | None:
    start += _lead(folded[start:end])
    while end > start and folded[end - 1] in " \t\r*#":
        end -= 1
    words = folded[start:end]
    if not words or words.startswith("<!--"):
        return None
    opened = _opener(words)
    if opened is None:
        return Line(start, end, words, None, "", None, start)
    kind, label, value, length = opened
    return Line(start, end, words, kind, label, value, start + length)


def _opener(words: str) -> tuple[str, str, int | None, int] | None:
    """(kind, label as printed, number, length) of what ``words`` opens."""
    for kind, pattern in OPENERS:
        match = pattern.match(words)
        if match is None:
            continue
        if kind == "annex" and not _is_annex(words, match):
            continue
        return kind, _label(kind, match), number(match.group(1)), match.end()
    return None


def _label(kind: str, match: re.Match[str]) -> str:
    words = re.sub(r"\s+", "", match.group())
    if kind == "annex":
        return re.sub(r"[：、.]$", "", words)
    return words


def _is_annex(words: str, match: re.Match[str]) -> bool:
    """附件…/附： and nothing like 附近, 附则, 附件由…"""
    head = re.sub(r"\s+", "", match.group())
    if head.startswith("附则"):
        return False
    if re.match(r"附(?:件|录|表)", head):
        return len(words) <= 60 and "。" not in words
    return head.startswith("附：")
