"""通知, 通报, 函, 报告, 请示: head, addressee, text, attachment note, signature, edition record (GB/T 9704-2012 7)."""

from __future__ import annotations

from dataclasses import replace

from ..plain import clean
from .body import text_of
from .edition import edition_record, plain_record
from .head import centred_number, heading, mark_of, red_mark, two_edges
from .letter_head import letter_head
from .measure import width
from .numbers import official_date
from .paper import write_paper
from .tables import tables_of
from .typeset import BLACK, CHARACTER, FLUSH, KAI, TEXT, TYPE_WIDTH, Shape, blank, paragraph, words
from .values import UPWARD, Enclosure, Letter

_UNDATED = "　　　　年　月　日"


def write_letter(letter: Letter) -> bytes:
    """The .docx. Same letter, same bytes."""
    return write_paper(
        (
            _head(letter),
            _addressee(letter.addressee),
            text_of(letter.body, tied=True),
            _attachments((*(each.title for each in letter.enclosures), *letter.attachments)),
            _signature(letter),
            _remark(letter.remark),
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


def _addressee(addressee: str) -> str:
    name = words(addressee).rstrip("：:")
    return paragraph(f"{name}：", replace(FLUSH, align="left")) if name else ""


def _attachments(attachments: tuple[str, ...]) -> str:
    """附件：, one empty line below the text, further lines under the first one's beginning, no full stop."""
    names = [name.rstrip("。；;") for given in attachments if (name := words(given))]
    if not names:
        return ""
    numbered = len(names) > 1
    found = [blank(with_next=True)]
    for place, name in enumerate(names, 1):
        number = f"{place}." if numbered else ""
        hanging = round(CHARACTER * (3 + width(number)))
        # the further names stand under the first one: three characters are left empty in place of 附件：
        start = "附件：" if place == 1 else "　　　"
        shape = replace(FLUSH, align="left", left=2 * CHARACTER + hanging, hanging=hanging, with_next=True)
        found.append(paragraph(f"{start}{number}{name}", shape))
    return "".join(found)


def _enclosure(place: int, enclosure: Enclosure, count: int) -> str:
    """On a new page: 附件1 in 黑体 at the left edge, the title one line below, the text (7.3.4, 7.3.5)."""
    label = f"附件{place}" if count > 1 else "附件"
    first = paragraph(label, replace(FLUSH, align="left", new_page=True), BLACK)
    return first + heading(enclosure.title, above=1) + text_of(enclosure.body) + tables_of(enclosure.figures)


def _signature(letter: Letter) -> str:
    issuer = words(letter.issuer)
    day = official_date(letter.dated) if letter.dated else _UNDATED
    place = _sealed if letter.sealed else _unsealed
    above = 2 if letter.sealed else 1
    name, date = place(width(issuer) * CHARACTER, width(day) * CHARACTER)
    return blank(above, with_next=True) + paragraph(issuer, name) + paragraph(day, date)


def _sealed(name: float, day: float) -> tuple[Shape, Shape]:
    """The date four characters in from the right, the name centred over it.

    A name too wide for that ends at the edge, and the date stands under its middle.
    """
    right = 4 * CHARACTER
    middle = TYPE_WIDTH - right - day / 2
    if name / 2 < TYPE_WIDTH - middle - CHARACTER:
        signed = Shape(align="center", left=max(0, round(2 * middle - TYPE_WIDTH)), with_next=True)
    else:
        signed = Shape(align="right", with_next=True)
        right = max(right, round((min(name, TYPE_WIDTH) - day) / 2))
    return signed, Shape(align="right", right=right, with_next=True)


def _unsealed(name: float, day: float) -> tuple[Shape, Shape]:
    """The name two characters in from the right, the date beginning two characters right of the name's beginning.

    A date not shorter than the name keeps two characters from the right, and the name moves left.
    """
    inward = 2 * CHARACTER
    end = TYPE_WIDTH - inward
    start = max(0, round(end - name if day < name else end - day - inward))
    return (
        Shape(align="left", left=start, with_next=True),
        # never two lines, also where a stand-in font has wider digits
        Shape(align="left", left=start + inward, right=-inward, with_next=True),
    )


def _remark(remark: str) -> str:
    text = clean(remark).strip().strip("（）")
    return paragraph(f"（{text}）", replace(FLUSH, align="left", left=2 * CHARACTER, with_next=True)) if text else ""
