"""How wide a text is, and where it breaks: what the layout must know before any program lays it out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import Final

#: of the type area: 156 mm, in points
LINE_WIDTH: Final = 442.2
#: of the mark, in points: 15 mm wide as the earlier standard (1999) allowed at most; 2号 at least
_MARK_SIZES: Final = (42.0, 22.0)
#: the fewest percent to which the characters of a very long mark are condensed
_CONDENSED: Final = 50
#: characters of 2号 in a line of the title; one less than there is room for
_TITLE_LINE: Final = 19
_CLOSERS: Final = "，、。；：！？）》〉”’】〕"
_OPENERS: Final = "（《〈“‘【〔"


def width(text: str) -> float:
    """In full-width characters: Latin letters and digits count half, as in the fonts named."""
    return sum(_width_of(letter) for letter in text)


def _width_of(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5


def _widest(text: str) -> float:
    """The same in programs and stand-in fonts that set Latin letters wider, and a gap between them and Chinese ones."""
    halves = [_width_of(letter) < 1 for letter in text]
    return width(text) + 0.1 * sum(halves) + 0.25 * sum(before != after for before, after in pairwise(halves))


def mark_size(mark: str) -> tuple[float, int]:
    """Font size in points (steps of ½) and width of the characters in percent, so that the mark fits one line."""
    characters = max(width(mark), 1.0)
    largest, smallest = _MARK_SIZES
    fitting = int(2 * (LINE_WIDTH - 4) / characters) / 2
    if fitting >= smallest:
        return min(largest, fitting), 100
    return smallest, max(_CONDENSED, int(100 * (LINE_WIDTH - 4) / (characters * smallest)))


def fill(pieces: Iterable[str], separator: str, room: float) -> list[str]:
    """Pieces on as few lines as possible, broken only between pieces; ``room`` in full-width characters."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}{separator}{piece}" if lines else piece
        if lines and _widest(longer + separator.strip()) <= room:
            lines[-1] = longer
        elif lines:
            # a visible separator stays at the end of the line before
            lines[-1] += separator.strip()
            lines.append(piece)
        else:
            lines.append(piece)
    return lines


def rows_of(lines: Iterable[str], room: float) -> int:
    """How many printed lines they take, those that are too long by themselves included."""
    return sum(max(1, ceil(_widest(line) / room)) for line in lines)


def padded_names(names: Sequence[str]) -> list[str]:
    """Names of two characters are set as wide as those of three, where all are such names: 张　三, 李四光."""
    if all(2 <= len(name) <= 3 and width(name) == len(name) for name in names):
        return [f"{name[0]}　{name[1]}" if len(name) == 2 else name for name in names]
    return list(names)


def title_lines(title: str) -> list[str]:
    """The title on lines of about one length, the upper ones longer (梯形), broken where a phrase may end.

    Line breaks of the author's own are kept.
    """
    return [line for part in title.split("\n") if part.strip() for line in _broken(part.strip())]


def _broken(title: str) -> list[str]:
    lines: list[str] = []
    rest = title
    while width(rest) > _TITLE_LINE + 1:
        count = -(-width(rest) // _TITLE_LINE)
        place = _break_near(rest, width(rest) / count)
        lines.append(rest[:place].strip())
        rest = rest[place:].strip()
    return [*lines, rest] if rest else lines


def _break_near(text: str, wanted: float) -> int:
    """The place from ``wanted`` on, or a little before, that parts the least; never beyond a full line."""
    reached, best, least = 0.0, 1, float("inf")
    for place in range(1, len(text)):
        reached += _width_of(text[place - 1])
        if reached > _TITLE_LINE + 1:
            break
        off = reached - wanted
        cost = (off if off >= 0 else -1.5 * off) + _cost(text[place - 1], text[place])
        if cost < least:
            best, least = place, cost
    return best


def _cost(before: str, after: str) -> float:
    """Of a line break between two characters, in characters off the wanted place."""
    # 2026年 stays together
    if after in _CLOSERS or before in _OPENERS or before.isascii():
        return 50.0
    if before in _CLOSERS or after in _OPENERS:
        return 0.0
    return 1.0 if before in "的和与及" and after != "通" else 3.0
