"""The head of an official document: red mark, number, red rule, title (GB/T 9704-2012 7.2, 7.3.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .measure import mark_size, title_lines
from .typeset import (
    BLACK,
    CENTRED,
    CHARACTER,
    FLUSH,
    KAI,
    LINE,
    MARK,
    TEXT,
    TITLE,
    TITLE_LINES,
    TYPE_WIDTH,
    Piece,
    Shape,
    blank,
    lines_of,
    paragraph,
    words,
)
from .values import Letter

#: from the top of the type area to the top of the mark: 35 mm, in points
_ABOVE: Final = 35 * 72 / 25.4
#: of the mark's line, in its font size; the characters stand on 80 % of it and reach up 86 % of their size
_MARK_LINE, _BASE, _RISE = 1.2, 0.8, 0.86
#: thickness in eighths of a point; points under the line, which make 4 mm under the characters
_RULE: Final = (12, 8)
#: lines
_FEW: Final = 6
#: one character in from both edges
_EDGES: Final = (("left", CHARACTER), ("right", TYPE_WIDTH - CHARACTER))


def mark_of(letter: Letter) -> str:
    """What stands in its red head: its own mark, or the issuer with 文件; in the letter format without 文件 (10.1)."""
    given = words(letter.mark) or words(letter.issuer)
    if letter.letter_format:
        return given.removesuffix("文件")
    return given if words(letter.mark) or given.endswith("文件") else f"{given}文件"


def red_mark(mark: str, *, lines_above: int = 0) -> str:
    """The mark on one line, its characters 35 mm below the top of the type area; never larger than one line takes.

    ``lines_above``: lines of text that stand in those 35 mm already (紧急程度).
    """
    text = words(mark)
    size, scale = mark_size(text)
    before = _ABOVE - (_BASE * _MARK_LINE - _RISE) * size
    shape = replace(CENTRED, before=round(20 * before) - lines_above * LINE, line=round(20 * _MARK_LINE * size))
    return paragraph(text, shape, replace(MARK, size=size, scale=scale))


def two_edges(left: str, right: list[Piece] | str, *, ruled: bool = True) -> str:
    """A line with something at its left and at its right edge, each one character in, over the red rule."""
    pieces = [(right, TEXT)] if isinstance(right, str) else right
    shape = Shape(align="left", tabs=_EDGES, rule=_RULE if ruled else None)
    return paragraph([(f"\t{words(left)}\t", TEXT), *pieces], shape)


def centred_number(number: str, *, ruled: bool) -> str:
    return paragraph(words(number), replace(CENTRED, rule=_RULE if ruled else None))


def heading(title: str, *, above: int = 2, marked: str = "") -> str:
    """``above`` empty lines, the title in 2号, and one empty line. ``marked``: a line of its own under it, in 楷体."""
    under = paragraph(f"（{marked}）", CENTRED, KAI) if marked else ""
    return blank(above) + paragraph(lines_of(title_lines(title)), TITLE_LINES, TITLE) + under + blank()


def labelled(label: str, lines: list[str], *, with_next: bool = False) -> str:
    """出席： in 黑体 two characters in, what follows in 仿宋, its further lines under the first one's beginning.

    A list of a few lines is not broken over two pages.
    """
    hanging = CHARACTER * (len(label) + 1)
    shape = replace(FLUSH, align="left", left=2 * CHARACTER + hanging, hanging=hanging, with_next=with_next)
    shape = replace(shape, together=len(lines) <= _FEW)
    return paragraph([(f"{label}：", BLACK), (lines_of(lines), TEXT)], shape)
