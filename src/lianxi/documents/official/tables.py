"""A table of figures within the text of a document: its name above it, its head repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .sheet import table_of
from .typeset import BLACK, CENTRED, blank, paragraph, words
from .values import Figures


def tables_of(figures: Sequence[Figures]) -> str:
    """Each under its name and kept with it; a table without heads is left out, rows are cut or filled to the heads."""
    return "".join(_table(each) for each in figures if each.heads)


def _table(figures: Figures) -> str:
    name = words(figures.name)
    named = paragraph(name, replace(CENTRED, with_next=True), BLACK) if name else ""
    count = len(figures.heads)
    rows = [(*row[:count], *[""] * (count - len(row))) for row in figures.rows]
    return blank() + named + table_of([words(head) for head in figures.heads], rows)
