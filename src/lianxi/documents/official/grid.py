"""A form as a table: rows of labelled boxes on twelve columns over the width of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..plain import clean
from .form_values import Opinion
from .measure import title_lines
from .numbers import official_date
from .paper import write_paper
from .typeset import (
    BLACK,
    FLUSH,
    TEXT,
    TITLE,
    TITLE_LINES,
    TYPE_WIDTH,
    Shape,
    blank,
    lines_of,
    paragraph,
    words,
)

COLUMNS: Final = 12
#: of a label, in columns
LABEL: Final = 2
_ROW: Final = 567
_LINE: Final = 400
_TEXT: Final = replace(TEXT, size=14, spacing=0)
_LABEL_FACE: Final = replace(BLACK, size=14, spacing=0)
_UNSIGNED: Final = "　　年　月　日"


@dataclass(frozen=True, slots=True)
class Box:
    """A label, its lines as given, and what stands in the box beside it.

    ``span``: of both, in columns. ``high``: twips at least.

    With ``opinions`` each is printed with its name and day; none given leaves the place to write one by hand.
    """

    label: str
    text: str = ""
    span: int = COLUMNS
    high: int = _ROW
    opinions: tuple[Opinion, ...] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """``number``: at the right over the table; ``hint``: under it, small; ``marking``: at the head of every page."""

    title: str
    office: str
    rows: tuple[tuple[Box, ...], ...]
    number: str = ""
    hint: str = ""
    about: str = ""
    marking: str = ""
    draft: bool = False


def write_form(form: Form) -> bytes:
    """A4; a row stays together unless it is longer than half a page."""
    widths = _widths()
    number = (
        paragraph(f"编号：{words(form.number)}", Shape(align="right", line=_LINE, before=160), _TEXT)
        if words(form.number)
        else ""
    )
    hint = paragraph(words(form.hint), replace(FLUSH, line=_LINE, before=160), _TEXT) if words(form.hint) else ""
    return write_paper(
        (
            paragraph(lines_of(title_lines(words(form.title))), TITLE_LINES, TITLE) + ("" if number else blank()),
            number,
            _table(widths, [_row(row, widths) for row in form.rows]),
            hint or paragraph("", replace(FLUSH, line=20), replace(TEXT, size=1)),
        ),
        title=form.title,
        author=form.office,
        made_on=None,
        about=form.about or form.title,
        marking=form.marking,
        draft=form.draft,
    )


def _widths() -> list[int]:
    """Of the columns; the last one takes what is left over."""
    each = TYPE_WIDTH // COLUMNS
    return [each] * (COLUMNS - 1) + [TYPE_WIDTH - each * (COLUMNS - 1)]


def _row(row: Sequence[Box], widths: Sequence[int]) -> str:
    cells, place, long = [], 0, False
    for box in row:
        label, end = place + LABEL, place + box.span
        cells.append(
            _cell(sum(widths[place:label]), LABEL, [paragraph(lines_of(_lines(box.label)), _MIDDLE, _LABEL_FACE)])
        )
        cells.append(_cell(sum(widths[label:end]), box.span - LABEL, *_content(box)))
        place = end
        long = long or len(box.text) + sum(len(each.text) for each in box.opinions or ()) > 500
    high = max(box.high for box in row)
    whole = "" if long else "<w:cantSplit/>"
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{high}" w:hRule="atLeast"/></w:trPr>{"".join(cells)}</w:tr>'


_MIDDLE: Final = replace(FLUSH, align="center", line=_LINE)
_LEFT: Final = replace(FLUSH, align="left", line=_LINE)
_SIGNED: Final = replace(FLUSH, align="right", line=_LINE, before=60)


def _content(box: Box) -> tuple[list[str], str]:
    """Paragraphs, and where in the box they stand."""
    if box.opinions is None:
        lines = _lines(box.text)
        return [paragraph(line, _LEFT, _TEXT) for line in lines] or [paragraph("", _LEFT, _TEXT)], (
            "top" if box.high > _ROW and len(box.text) > 60 else "center"
        )
    said = [each for each in box.opinions if each != Opinion()]
    if not said:
        return [paragraph(_UNSIGNED, _SIGNED, _TEXT)], "bottom"
    return [written for each in said for written in _opinion(each, narrow=box.span < COLUMNS)], "top"


def _opinion(opinion: Opinion, *, narrow: bool) -> list[str]:
    """Its words, and at the right who wrote them and when; in a narrow box the day on a line of its own."""
    found = [paragraph(line, replace(_LEFT, before=40), _TEXT) for line in _lines(opinion.text)]
    behalf = f"（代录：{words(opinion.behalf)}）" if words(opinion.behalf) else ""
    day = official_date(opinion.day) if opinion.day else _UNSIGNED
    signed = [f"{words(opinion.name)}{behalf}", day] if narrow else [f"{words(opinion.name)}{behalf}　{day}"]
    return [*found, *(paragraph(line.lstrip("　"), _SIGNED, _TEXT) for line in signed if line)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _cell(width: int, span: int, paragraphs: Sequence[str], align: str = "center") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
    )


def _table(widths: Sequence[int], rows: Sequence[str]) -> str:
    def rules(places: Sequence[str], thick: int) -> str:
        return "".join(f'<w:{place} w:val="single" w:sz="{thick}" w:space="0" w:color="000000"/>' for place in places)

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
        f"{rules(('top', 'left', 'bottom', 'right'), 8)}{rules(('insideH', 'insideV'), 4)}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
