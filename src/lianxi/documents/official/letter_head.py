"""The head of the letter format (信函格式, GB/T 9704-2012 10.1): mark without 文件, red double rules, number right.

The mark stands above the type area, so it and the rules are set at their places on the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .drawing import bar, on_page, text_box
from .head import heading, mark_of
from .measure import mark_size
from .typeset import BLACK, CENTRED, FLUSH, MARK, RED, TEXT, TYPE_WIDTH, Shape, paragraph, raw_paragraph, words
from .values import Letter

#: of the page, millimetres: where rules begin and how long they are; the mark's top; the lower rule's distance from
#: the lower edge; from the mark to the upper rule
_LEFT, _LONG, _TOP, _FOOT, _BELOW = 20.0, 170.0, 30.0, 20.0, 4.0
#: of a double rule: its thick line, its thin line, what is between
_THICK, _THIN, _BETWEEN = 0.8, 0.3, 0.4
_DOUBLE: Final = _THICK + _BETWEEN + _THIN
#: of the page: where the type area begins
_AREA: Final = 37.0
_POINT: Final = 25.4 / 72
#: of the font size: the line of the mark, where its characters begin and end in it
_LINE, _RISE, _FALL = 1.2, 0.1, 1.04
#: ⅞ of a character of 3号, and the air above the characters of a line of text, points
_APART, _AIR = 14.0, 9.4
_HEIGHT: Final = 297.0


def letter_head(letter: Letter) -> str:
    """Mark, both double rules, urgency at the left and number at the right edge, title two lines below."""
    mark = mark_of(letter)
    size, scale = mark_size(mark)
    rule = _TOP + (_FALL - _RISE) * size * _POINT + _BELOW
    drawn = _mark(mark, size, scale) + _rules(rule)
    # the first line of text begins where its characters stand ⅞ of a character below the rule
    below = rule + _DOUBLE + (_APART - _AIR) * _POINT - _AREA
    place = raw_paragraph(drawn, replace(FLUSH, line=round(below / _POINT * 20)), replace(TEXT, size=1))
    return place + _first_line(letter) + heading(letter.title)


def _first_line(letter: Letter) -> str:
    urgency, number = words(letter.urgency), words(letter.number or "")
    if not (urgency or number):
        return ""
    edges = Shape(align="left", tabs=(("right", TYPE_WIDTH),))
    return paragraph([(urgency, BLACK), (f"\t{number}", TEXT)], edges)


def _mark(mark: str, size: float, scale: int) -> str:
    line = _LINE * size
    shape = replace(CENTRED, line=round(20 * line))
    place = on_page(_LEFT, _TOP - _RISE * size * _POINT, _LONG, line * _POINT + 1)
    face = replace(MARK, size=size, scale=scale)
    return text_box(paragraph(mark, shape, face), place, number=2, name="发文机关标志", anchor="t")


def _rules(upper: float) -> str:
    """The upper one thick over thin, the lower one thin over thick."""
    lower = _HEIGHT - _FOOT - _DOUBLE
    lines = (
        (upper, _THICK),
        (upper + _THICK + _BETWEEN, _THIN),
        (lower, _THIN),
        (lower + _THIN + _BETWEEN, _THICK),
    )
    return "".join(
        bar(RED, on_page(_LEFT, top, _LONG, thick), number=number, name="红色双线")
        for number, (top, thick) in enumerate(lines, 3)
    )
