"""Papers to be signed by hand: the sign-in sheet of a meeting, and slips (签收单, 反馈单, 请假单)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..plain import clean
from .measure import title_lines
from .paper import write_paper
from .typeset import (
    BLACK,
    CENTRED,
    FLUSH,
    TEXT,
    TITLE,
    TITLE_LINES,
    TYPE_WIDTH,
    Face,
    Shape,
    blank,
    lines_of,
    paragraph,
    words,
)

#: 4号: more fits a row of a table
_CELL: Final = replace(TEXT, size=14, spacing=0)
_CELL_HEAD: Final = replace(BLACK, size=14, spacing=0)
_CELL_LINE: Final = 400
#: of a row that is written in by hand, twips (10 mm)
_ROW: Final = 567
#: 序号 单位 应到人员 签名 备注, twips
_COLUMNS: Final = (("序号", 750), ("单位", 2800), ("应到人员", 1775), ("签名", 2120), ("备注", 1400))
#: of a slip's labels, twips
_LABEL: Final = 1900


@dataclass(frozen=True, slots=True)
class Attendee:
    unit: str
    person: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """``guest_rows``: empty rows for those who sit in (列席), numbered apart."""

    title: str
    time: str
    place: str
    office: str
    attendees: tuple[Attendee, ...] = ()
    guest_rows: int = 5


@dataclass(frozen=True, slots=True)
class Blank:
    """A row of a slip; without ``text`` it is written in by hand. ``lines``: its height in lines of the text."""

    label: str
    text: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Slip:
    """``note`` stands over the table, ``hint`` under the signatures; each of ``signers`` (签收人 …) gets a line."""

    title: str
    office: str
    number: str = ""
    note: str = ""
    rows: tuple[Blank, ...] = ()
    signers: tuple[str, ...] = ("签名",)
    hint: str = ""


def write_sign_in_sheet(sheet: SignInSheet) -> bytes:
    """A4, the heading row repeated on each page, no row broken over two pages, pages numbered."""
    members = [
        (str(place), words(one.unit), words(one.person), "", words(one.note))
        for place, one in enumerate(sheet.attendees, 1)
    ]
    guests = [(str(place), "", "", "", "") for place in range(1, max(0, sheet.guest_rows) + 1)]
    rows = [_row(_COLUMNS, [label for label, _ in _COLUMNS], _CELL_HEAD, repeated=True)]
    rows += [_row(_COLUMNS, cells, _CELL) for cells in members]
    if guests:
        rows.append(_band("列席人员"))
        rows += [_row(_COLUMNS, cells, _CELL) for cells in guests]
    facts = [("会议时间：", sheet.time), ("会议地点：", sheet.place)]
    return write_paper(
        (
            _title(sheet.title),
            *(paragraph([(label, BLACK), (words(text), TEXT)], _WRITTEN) for label, text in facts),
            _gap(),
            _table([size for _, size in _COLUMNS], rows),
            _last(),
        ),
        title=sheet.title,
        author=sheet.office,
        made_on=None,
        about="签到表",
    )


def write_slip(slip: Slip) -> bytes:
    """A4: title, what is already known printed, the rest to be written in, a signature line for each signer."""
    rows = [_slip_row(row) for row in slip.rows]
    number = paragraph(f"编号：{words(slip.number)}", Shape(align="right"), _CELL) if words(slip.number) else ""
    signed = "".join(signature_line(words(signer)) for signer in slip.signers if words(signer))
    return write_paper(
        (
            _title(slip.title),
            number,
            *(paragraph(line, replace(FLUSH, indented=True)) for line in _lines(slip.note)),
            _gap() + _table([_LABEL, TYPE_WIDTH - _LABEL], rows) if rows else "",
            signed,
            *(paragraph(line, replace(FLUSH, line=_CELL_LINE, before=200), _CELL) for line in _lines(slip.hint)),
            _last(),
        ),
        title=slip.title,
        author=slip.office,
        made_on=None,
        about="登记用单",
    )


#: what may be longer than a line runs on under itself
_WRITTEN: Final = replace(FLUSH, align="left", left=1575, hanging=1575)
_SIGNED: Final = Shape(align="left", before=300, tabs=(("left", 5400), ("right", TYPE_WIDTH)), together=True)
_UNDERLINED: Final = replace(TEXT, underlined=True)


def signature_line(signer: str) -> str:
    """Who signs, a line to sign on, and room for the day."""
    return paragraph([(f"{signer}：", TEXT), ("\t", _UNDERLINED), ("\t　　年　月　日", TEXT)], _SIGNED)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _title(title: str) -> str:
    return paragraph(lines_of(title_lines(words(title))), TITLE_LINES, TITLE) + blank()


def _last() -> str:
    """A table cannot be the last thing of a document."""
    return _gap(20)


def _gap(height: int = 120) -> str:
    return paragraph("", replace(FLUSH, line=height), replace(TEXT, size=1))


def _table(widths: Sequence[int], rows: Sequence[str]) -> str:
    rules = "".join(
        f'<w:{place} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for place in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(columns: Sequence[tuple[str, int]], cells: Sequence[str], face: Face, *, repeated: bool = False) -> str:
    """Unit and note begin at the left; numbers and names stand in the middle."""
    found = "".join(
        _cell(text, size, face, align_left=label in {"单位", "备注"} and not repeated)
        for (label, size), text in zip(columns, cells, strict=True)
    )
    return _tr(found, _ROW, repeated=repeated)


def _band(text: str) -> str:
    """A row across the whole table, kept with the next one."""
    shape = replace(CENTRED, line=_CELL_LINE, with_next=True)
    spanned = (
        f'<w:tc><w:tcPr><w:tcW w:w="{TYPE_WIDTH}" w:type="dxa"/><w:gridSpan w:val="{len(_COLUMNS)}"/>'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(text, shape, _CELL_HEAD)}</w:tc>'
    )
    return _tr(spanned, _ROW)


def _slip_row(row: Blank) -> str:
    label = _cell(words(row.label), _LABEL, _CELL_HEAD)
    lines = _lines(row.text)
    text = _cell("\n".join(lines), TYPE_WIDTH - _LABEL, _CELL, align_left=True, top=row.lines > 1)
    return _tr(label + text, max(_ROW, row.lines * 500), breakable=len("".join(lines)) > 500)


def _tr(cells: str, height: int, *, repeated: bool = False, breakable: bool = False) -> str:
    whole = "" if breakable else "<w:cantSplit/>"
    head = "<w:tblHeader/>" if repeated else ""
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'


def _cell(text: str, size: int, face: Face, *, align_left: bool = False, top: bool = False) -> str:
    shape = replace(FLUSH, align="left" if align_left else "center", line=_CELL_LINE, before=60 if top else 0)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/><w:vAlign w:val="{"top" if top else "center"}"/></w:tcPr>'
        f"{paragraph(text, shape, face)}</w:tc>"
    )


def table_of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int] | None = None, *, size: float = 14
) -> str:
    """A plain table over the width of the text: the widest column (the first) at the left, the others centred.

    ``size``: of its characters, in points.
    """
    head, face = replace(_CELL_HEAD, size=size), replace(_CELL, size=size)
    widths = widths or _widths(len(heads) - 1)
    widest = widths.index(max(widths))
    lines = [_tr("".join(_cell(h, w, head) for h, w in zip(heads, widths, strict=True)), _ROW, repeated=True)]
    for row in rows:
        cells = enumerate(zip(row, widths, strict=True))
        lines.append(_tr("".join(_cell(words(c), w, face, align_left=n == widest) for n, (c, w) in cells), _ROW))
    return _table(widths, lines) + _gap(20)


def _widths(others: int) -> list[int]:
    narrow = min(1500, TYPE_WIDTH * 2 // 3 // others) if others else 0
    return [TYPE_WIDTH - others * narrow, *([narrow] * others)]
