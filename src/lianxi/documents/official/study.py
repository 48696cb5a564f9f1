"""研究材料: what a meeting reads before it studies a question: facts, inquiry, policy, ways compared, proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..labels import counted
from .body import text_of
from .closing import signature
from .head import heading
from .levels import outline
from .paper import write_paper
from .tables import tables_of
from .typeset import words
from .values import Figures, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Study:
    """``sections`` come in their order, numbered 一、二、…; ``compared``, if any, stands under the heading ``ways``."""

    title: str
    issuer: str
    dated: date
    sections: tuple[Section, ...]
    compared: Figures | None = None
    ways: str = "处理方案比较"
    number: str = ""


def write_study(study: Study) -> bytes:
    """The .docx. Same study, same bytes. A section without text says 无."""
    return write_paper(
        (
            heading(study.title, above=0, marked=words(study.number)),
            *(_section(study, place, each) for place, each in enumerate(study.sections, 1)),
            signature(study.issuer, study.dated, sealed=False),
        ),
        title=study.title,
        author=study.issuer,
        made_on=study.dated,
        about="研究材料",
    )


def _section(study: Study, place: int, section: Section) -> str:
    """A heading of its own, so the numbers of the text below it begin at （一）."""
    table = tables_of([study.compared]) if study.compared and section.heading == study.ways else ""
    text = section.text if section.text.strip() or table else "无。"
    head = Paragraph(f"{counted(place)}、{words(section.heading)}", 1)
    return text_of((head, *outline(text))) + table
