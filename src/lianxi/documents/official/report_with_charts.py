"""A report of text, charts and tables in one order, in the official layout (信访社情分析材料)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import word_chart
from .body import text_of
from .figures_sheet import table_with_name
from .head import heading
from .paper import write_paper
from .typeset import words
from .values import Figures, Paragraph


@dataclass(frozen=True, slots=True)
class Chart:
    """One row of numbers: label, number (None: not shown), its text. Its table stands with it."""

    title: str
    values: tuple[tuple[str, int | None, str], ...]
    bars: bool = False


Part = Paragraph | Figures | Chart


def write_report(
    title: str, office: str, parts: Sequence[Part], *, made_on: date, about: str = "", draft: bool = False
) -> bytes:
    """The .docx. Same values, same bytes."""
    charts: list[str] = []
    blocks = [heading(words(title), above=0)]
    for part in parts:
        if isinstance(part, Paragraph):
            blocks.append(text_of((Paragraph(words(part.text), part.level),)))
        elif isinstance(part, Figures):
            blocks.append(table_with_name(part))
        elif part.values:
            charts.append(word_chart.chart(part.title, part.values, bars=part.bars))
            spoken = "；".join(f"{label}：{text}" for label, _, text in part.values)
            blocks.append(word_chart.placed(len(charts), part.title, spoken))
    return write_paper(blocks, title=title, author=office, made_on=made_on, about=about, draft=draft, charts=charts)
