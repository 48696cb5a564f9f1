"""The layout of case papers that are written to somebody: title without a red head, number at the right, signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..official.body import text_of
from ..official.closing import addressee_line, attachment_note, remark_line, signature
from ..official.measure import title_lines
from ..official.paper import write_paper
from ..official.typeset import FLUSH, TITLE, TITLE_LINES, blank, lines_of, paragraph, words
from ..official.values import Paragraph
from .values import LINE, CasePaper


def write_case_letter(
    paper: CasePaper,
    title: str,
    addressee: str,
    body: Sequence[Paragraph],
    *,
    attachments: Sequence[str] = (),
    contact: str = "",
    query_code: str = "",
) -> bytes:
    """A4, pages numbered, the signature never alone on its page.

    ``contact`` and ``query_code`` stand in brackets at the end; without an ``addressee`` he is written in by hand.
    """
    told = (("联系方式", words(contact)), ("查询码", words(query_code)))
    remark = "；".join(f"{label}：{text}" for label, text in told if text)
    return write_paper(
        (
            head_of(paper, title),
            addressee_line(words(addressee) or LINE),
            text_of(body, tied=True),
            attachment_note(attachments),
            signature(paper.organ, paper.dated, sealed=False),
            remark_line(remark),
        ),
        title=title.replace("\n", ""),
        author=paper.organ,
        about=paper.number,
        made_on=paper.dated,
        draft=paper.draft,
        marking=paper.marking,
    )


def head_of(paper: CasePaper, title: str) -> str:
    """The title in 2号, the paper's number at the right under it, one empty line."""
    number = words(paper.number)
    right = paragraph(number, replace(FLUSH, align="right", before=160)) if number else ""
    return paragraph(lines_of(title_lines(title)), TITLE_LINES, TITLE) + right + blank()
