"""The edition record (版记, GB/T 9704-2012 7.4): at the foot of the type area of the last page.

It stands in a frame fixed to the foot of the page, under which no text may flow: an empty line as high as the frame
keeps the place, and moves to a new page where the last one has not enough room left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from .drawing import foot_box, text_box
from .measure import fill, rows_of
from .numbers import official_date
from .typeset import EDITION, FLUSH, LINE, TYPE_WIDTH, Shape, paragraph, raw_paragraph, words

#: one character of 4号, twips
_CHARACTER: Final = 280
#: one line of the record, twips
_LINE: Final = 400
#: between rule and words, twips
_AIR: Final = 50
#: 0.35 and 0.25 mm, eighths of a point
_THICK, _THIN = 8, 6
#: characters beside 抄送：, one of them for the edge on each side
_ROOM: Final = TYPE_WIDTH / _CHARACTER - 5
#: of the record: less than a page, twips
_HIGHEST: Final = 12_000


def edition_record(label: str, receivers: Sequence[str], office: str, issued_on: date | None) -> str:
    """``label`` 抄送 or 分送 with its receivers, if there are any; issuing office, and date with 印发."""
    return record_of([(label, receivers)], office, issued_on)


def record_of(
    lists: Sequence[tuple[str, Sequence[str]]], office: str, issued_on: date | None, *, copies: int = 0
) -> str:
    """The same with several lists of receivers (报, 送, 发). ``copies``: printed as 共印 30 份 where it is not 0."""
    rows, height = _lists(lists)
    day = official_date(issued_on) if issued_on else "　　年　月　日"
    printed = f"{day}印发" + (f"（共印{copies}份）" if copies > 0 else "")
    rows.append(_row(_issuer(words(office), printed)))
    return _frame(_table(rows), min(height + _LINE + 2 * _AIR + 20, _HIGHEST))


def plain_record(label: str, receivers: Sequence[str]) -> str:
    """Receivers only, without rules and without the issuing office: of the letter format. Empty without receivers."""
    rows, height = _lists([(label, receivers)])
    return _frame(_table(rows, ruled=False), min(height + 20, _HIGHEST)) if rows else ""


def _lists(lists: Sequence[tuple[str, Sequence[str]]]) -> tuple[list[str], int]:
    """Their rows, and how high these are, twips; a list without names makes no row."""
    rows: list[str] = []
    height = 0
    for label, receivers in lists:
        named = [name for receiver in receivers if (name := words(receiver))]
        if not named:
            continue
        room = _ROOM + 2 - len(label)
        lines = fill(named, "，", room)
        lines[-1] = lines[-1].removesuffix("。") + "。"
        rows.append(_row(_receivers(label, lines)))
        height += rows_of(lines, room) * _LINE + 2 * _AIR
    return rows, height


def _receivers(label: str, lines: list[str]) -> str:
    hanging = (len(label) + 1) * _CHARACTER
    left = hanging + _CHARACTER
    shape = replace(FLUSH, align="left", line=_LINE, left=left, right=_CHARACTER // 2, hanging=hanging)
    return paragraph(f"{label}：" + "\n".join(lines), shape, EDITION)


def _issuer(office: str, issued: str) -> str:
    shape = Shape(align="left", line=_LINE, left=_CHARACTER, tabs=(("right", TYPE_WIDTH - _CHARACTER),))
    return paragraph(f"{office}\t{issued}", shape, EDITION)


def _row(content: str) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TYPE_WIDTH}" w:type="dxa"/>'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc></w:tr>'
    )


def _table(rows: list[str], *, ruled: bool = True) -> str:
    def rule(place: str, thick: int) -> str:
        return f'<w:{place} w:val="single" w:sz="{thick}" w:space="0" w:color="000000"/>'

    margins = "".join(
        f'<w:{side} w:w="{air}" w:type="dxa"/>'
        for side, air in (("top", _AIR), ("left", 0), ("bottom", _AIR), ("right", 0))
    )
    rules = rule("top", _THICK) + rule("bottom", _THICK) + rule("insideH", _THIN) if ruled else ""
    borders = f"<w:tblBorders>{rules}</w:tblBorders>" if ruled else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TYPE_WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        + f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        + f'<w:tblGrid><w:gridCol w:w="{TYPE_WIDTH}"/></w:tblGrid>' + "".join(rows) + "</w:tbl>"
    )  # fmt: skip


def _frame(content: str, height: int) -> str:
    """A box without outline at the foot of the type area, and the line that keeps its place."""
    last = paragraph("", replace(FLUSH, line=20), replace(EDITION, size=1))
    drawing = text_box(content + last, foot_box(TYPE_WIDTH, height), number=1, name="版记")
    return raw_paragraph(drawing, replace(FLUSH, line=max(height, LINE), together=True), replace(EDITION, size=1))
