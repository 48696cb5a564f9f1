"""统计表: a title, some lines of text and tables of figures, as an office prints them. Grey is enough: only numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .body import text_of
from .head import heading
from .paper import write_paper
from .tables import tables_of
from .typeset import words
from .values import Figures, Paragraph


def write_figures(
    title: str, office: str, lines: Sequence[str], figures: Sequence[Figures], *, made_on: date, about: str = "统计表"
) -> bytes:
    """The .docx. Same values, same bytes."""
    body = tuple(Paragraph(words(line)) for line in lines if words(line))
    return write_paper(
        (heading(title, above=0), text_of(body), tables_of(figures)),
        title=title,
        author=office,
        made_on=made_on,
        about=about,
    )
