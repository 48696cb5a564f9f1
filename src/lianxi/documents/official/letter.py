"""通知, 通报, 函, 报告, 请示: head, addressee, text, attachment note, signature, edition record (GB/T 9704-2012 7)."""

from __future__ import annotations

from dataclasses import replace

from .body import text_of
from .closing import addressee_line, attachment_note, remark_line, signature
from .edition import edition_record, plain_record
from .head import centred_number, heading, mark_of, red_mark, two_edges
from .letter_head import letter_head
from .paper import write_paper
from .tables import tables_of
from .typeset import BLACK, FLUSH, KAI, TEXT, blank, paragraph, words
from .values import UPWARD, Enclosure, Letter


def write_letter(letter: Letter) -> bytes:
    """The .docx. Same letter, same bytes."""
    return write_paper(
        (
            _head(letter),
            addressee_line(letter.addressee),
            text_of(letter.body, tied=True),
            attachment_note((*(each.title for each in letter.enclosures), *letter.attachments)),
            signature(letter.issuer, letter.dated, sealed=letter.sealed),
            remark_line(letter.remark),
            *(_enclosure(place, each, letter.attached) for place, each in enumerate(letter.enclosures, 1)),
            _record(letter),
        ),
        title=letter.title,
        author=letter.issuer,
        about=" ".join(filter(None, (letter.kind, letter.number))),
        made_on=letter.dated,
        draft=letter.draft,
        first_numbered=not letter.letter_format,
    )


def _record(letter: Letter) -> str:
    """The letter format records receivers only, without rules (10.1)."""
    if letter.letter_format:
        return plain_record("抄送", letter.cc)
    return edition_record("抄送", letter.cc, letter.printed_by or letter.issuer, letter.printed_on or letter.dated)


def _head(letter: Letter) -> str:
    if letter.letter_format:
        return letter_head(letter)
    urgent = paragraph(words(letter.urgency), FLUSH, BLACK) if words(letter.urgency) else ""
    return urgent + _below(letter)


def _below(letter: Letter) -> str:
    if not letter.red_head:
        # without a head of its own the number stands under the title
        return heading(letter.title, above=0, marked=words(letter.number or ""))
    mark = red_mark(mark_of(letter), lines_above=1 if words(letter.urgency) else 0)
    number = words(letter.number or "")
    if letter.kind in UPWARD:
        signer = [("签发人：", TEXT), (words(letter.signer or "　　　"), KAI)]
        line = two_edges(number, signer)
    else:
        line = centred_number(number, ruled=True)
    return mark + blank(2) + line + heading(letter.title)


def _enclosure(place: int, enclosure: Enclosure, count: int) -> str:
    """On a new page: 附件1 in 黑体 at the left edge, the title one line below, the text (7.3.4, 7.3.5)."""
    label = f"附件{place}" if count > 1 else "附件"
    first = paragraph(label, replace(FLUSH, align="left", new_page=True), BLACK)
    return first + heading(enclosure.title, above=1) + text_of(enclosure.body) + tables_of(enclosure.figures)
