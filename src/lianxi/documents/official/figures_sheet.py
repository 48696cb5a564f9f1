"""统计表: a title, some lines of text and tables of figures, as an office prints them. Grey is enough: only numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from .body import text_of
from .head import heading
from .paper import write_paper
from .sheet import table_of
from .typeset import BLACK, CENTRED, TYPE_WIDTH, blank, paragraph, words
from .values import Figures, Paragraph

#: from this many columns on the characters are smaller
_MANY: Final = 6


def write_figures(
    title: str, office: str, lines: Sequence[str], figures: Sequence[Figures], *, made_on: date, about: str = "统计表"
) -> bytes:
    """The .docx. Same values, same bytes."""
    body = tuple(Paragraph(words(line)) for line in lines if words(line))
    return write_paper(
        (heading(title, above=0), text_of(body), *(table_with_name(each) for each in figures)),
        title=title,
        author=office,
        made_on=made_on,
        about=about,
    )


def table_with_name(figures: Figures) -> str:
    """Its name kept with it; the first column as wide as the others leave it, each by what it has to hold."""
    heads = [words(head) for head in figures.heads]
    size = 10.5 if len(heads) >= _MANY else 12
    columns = range(1, len(heads))
    held = [max(_half(heads[place]), *(_length(row[place]) for row in figures.rows)) for place in columns]
    widths = [max(760, min(1950, int(10 * size * long) + 420)) for long in held]
    if TYPE_WIDTH - sum(widths) < TYPE_WIDTH // 5:  # too much to hold: the others share what is left
        widths = [TYPE_WIDTH * 4 // 5 // len(widths)] * len(widths)
    named = paragraph(words(figures.name), replace(CENTRED, with_next=True), BLACK)
    return blank() + named + table_of(heads, figures.rows, [TYPE_WIDTH - sum(widths), *widths], size=size)


def _length(text: str) -> int:
    """In half characters."""
    return sum(1 if ord(each) < 0x2E80 else 2 for each in text)


def _half(head: str) -> int:
    """A head may stand in two lines."""
    return (_length(head) + 1) // 2
