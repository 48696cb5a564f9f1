"""简报: a mark of its own, issue number, office and day over the red rule, text and figures (as offices print it)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .body import text_of
from .edition import edition_record
from .head import centred_number, heading, red_mark, two_edges
from .numbers import official_date
from .paper import write_paper
from .sheet import table_of
from .typeset import BLACK, CENTRED, blank, paragraph, words
from .values import Brief, Figures

_UNDATED = "　　年　月　日"


def write_brief(brief: Brief) -> bytes:
    """The .docx. Same brief, same bytes."""
    day = official_date(brief.issued_on) if brief.issued_on else _UNDATED
    return write_paper(
        (
            red_mark(brief.mark),
            blank(2),
            centred_number(brief.issue, ruled=False),
            two_edges(brief.office, day),
            heading(brief.title),
            text_of(brief.body),
            _figures(brief.figures),
            edition_record("报送", brief.distribution, brief.office, brief.issued_on),
        ),
        title=brief.title,
        author=brief.office,
        about=" ".join(filter(None, (brief.mark, brief.issue))),
        made_on=brief.issued_on,
        draft=brief.draft,
    )


def _figures(tables: Sequence[Figures]) -> str:
    """Each table under its name, kept with it."""
    return "".join(
        blank() + paragraph(words(each.name), replace(CENTRED, with_next=True), BLACK) + table_of(each.heads, each.rows)
        for each in tables
    )
