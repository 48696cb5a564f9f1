"""What stands round the text of a letter: addressee, attachment note, signature, remark (GB/T 9704-2012 7.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ..plain import clean
from .measure import width
from .numbers import official_date
from .typeset import CHARACTER, FLUSH, TYPE_WIDTH, Shape, blank, paragraph, words

_UNDATED: Final = "　　　　年　月　日"


def addressee_line(addressee: str) -> str:
    """At the left edge, with its colon; nothing without a name."""
    name = words(addressee).rstrip("：:")
    return paragraph(f"{name}：", replace(FLUSH, align="left")) if name else ""


def attachment_note(attachments: Sequence[str]) -> str:
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


def signature(signer: str, dated: date | None, *, sealed: bool) -> str:
    """Who signs, and the day under it. ``sealed`` leaves the place for a seal, which is never drawn."""
    issuer = words(signer)
    day = official_date(dated) if dated else _UNDATED
    place = _sealed if sealed else _unsealed
    above = 2 if sealed else 1
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


def remark_line(remark: str) -> str:
    """附注, in its brackets, two characters in."""
    text = clean(remark).strip().strip("（）")
    return paragraph(f"（{text}）", replace(FLUSH, align="left", left=2 * CHARACTER, with_next=True)) if text else ""
