"""Files to be read, made in code: honest ones, and ones made to hurt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


# ── .docx ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: Mapping[int, str], numbers: Mapping[int, tuple[int, str]] | None = None) -> str:
    """``lists``: abstract list → its levels. ``numbers``: number → (abstract list, overrides); one each by default."""
    numbers = numbers if numbers is not None else {key: (key, "") for key in lists}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for key, levels in lists.items()
    )
    concrete = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'
        for key, (of, overrides) in numbers.items()
    )
    return f'{DECLARATION}<w:numbering xmlns:w="{WORD}">{abstract}{concrete}</w:numbering>'


def docx_parts(body: str, *, numbering: str | None = None, styles: str = "", head: str = DECLARATION) -> dict[str, str]:
    parts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{kind}+xml"/>'
            for part, kind in (("document", "document.main"), ("numbering", "numbering"), ("styles", "styles"))
        )
        + "</Types>",
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'{DECLARATION}<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    return parts if numbering is None else {**parts, "word/numbering.xml": numbering}


def docx(body: str, *, numbering: str | None = None, styles: str = "", head: str = DECLARATION) -> bytes:
    return pack(docx_parts(body, numbering=numbering, styles=styles, head=head))


# ── .xlsx ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(rows: str, *, dimension: str = "A1:B2", after: str = "") -> str:
    return (
        f'{DECLARATION}<worksheet xmlns="{SHEET}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def xlsx_parts(sheets: Mapping[str, str], *, hidden: Sequence[str] = (), since_1904: bool = False) -> dict[str, str]:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    names = list(sheets)
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="r{place}" state="{"hidden" if name in hidden else "visible"}"/>'
        for place, name in enumerate(names, 1)
    )
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">'
        f'<workbookPr date1904="{int(since_1904)}"/><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{place}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{place}.xml"/>'
            for place in range(1, len(names) + 1)
        )
        + "</Relationships>",
        **{f"xl/worksheets/sheet{place}.xml": content for place, content in enumerate(sheets.values(), 1)},
    }


def xlsx(rows: str, *, after: str = "", dimension: str = "A1:B2", since_1904: bool = False) -> bytes:
    return pack(xlsx_parts({"表": sheet(rows, after=after, dimension=dimension)}, since_1904=since_1904))


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


HEADER = row(1, text_cell("A1", "日期"), text_cell("B1", "事项"))


# ── .pdf ────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: every two bytes of a text are one UTF-16 unit
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
)


def pdf(pages: Iterable[Sequence[str]], *, picture_pages: Iterable[int] = ()) -> bytes:
    """Pages of lines of text; the pages numbered (from 0) in ``picture_pages`` show a picture as well."""
    pictured = set(picture_pages)
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 /FontDescriptor 6 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_TO_UNICODE),
        b"<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900"
        b" /Descent -100 /CapHeight 900 /StemV 80 >>",
        _stream(b"\xff\x00\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB"
                b" /BitsPerComponent 8"),
    ]  # fmt: skip
    kids = []
    for place, lines in enumerate(pages):
        shown = b"".join(
            b"BT /F1 16 Tf 1 0 0 1 80 %d Tm <%s> Tj ET\n" % (780 - 28 * at, line.encode("utf-16-be").hex().encode())
            for at, line in enumerate(lines)
        )
        if place in pictured:
            shown += b"q 400 0 0 600 80 100 cm /X1 Do Q\n"
        objects.append(_stream(shown))
        pictures = b"/XObject << /X1 7 0 R >>" if place in pictured else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> %s >> >>" % (len(objects), pictures)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _pdf_file(objects)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def locked_pdf(user_password: str) -> bytes:
    """With a password to open it; an empty one locks only printing and the like."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["第一条 甲。"]]))))
    writer.encrypt(user_password, "主人的密码", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
