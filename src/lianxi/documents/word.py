"""Text of a .docx as a reader of the printed page would see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from .numbering import Numbering, read_numbering
from .package import Package
from .unreadable import Unreadable

#: content taken out by tracked changes; drawings and text boxes; commands of fields; second renderings
_UNSEEN: Final = frozenset(
    {"del", "moveFrom", "drawing", "pict", "object", "instrText", "delText", "Fallback", "pPr", "rPr", "rt"}
)
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_OFF: Final = frozenset({"0", "false", "off"})


def read_docx(data: bytes) -> str:
    """Text of a .docx, one line a paragraph or table row; not yet cleaned.

    Automatic numbers are written out; deleted and hidden text, text boxes, notes, headers and tables of contents are
    left out. Raise ``Unreadable`` as ``Package`` does, and if there is no body.
    """
    package = Package(data)
    main = package.part_of_type("", "officeDocument", "word/document.xml")
    tree = package.tree(main)
    body = tree.find("body") if tree is not None else None
    if body is None:
        raise Unreadable("文件里没有 Word 正文。请用 Word / WPS 打开后另存为 .docx，再重新上传。")
    styles = package.tree(package.part_of_type(main, "styles", "word/styles.xml"))
    numbering = package.tree(package.part_of_type(main, "numbering", "word/numbering.xml"))
    return _Reader(read_numbering(numbering, styles), _contents_styles(styles)).text_of(body)


def _contents_styles(styles: Element | None) -> frozenset[str]:
    """Styles of the lines of a table of contents, which would repeat every heading."""
    return frozenset(
        style.get("styleId", "")
        for style in (styles.findall("style") if styles is not None else ())
        if (name := style.find("name")) is not None and re.fullmatch(r"(?i)toc \d", name.get("val", ""))
    )


class _Reader:
    def __init__(self, numbering: Numbering, contents_styles: frozenset[str]) -> None:
        self._numbering = numbering
        self._contents_styles = contents_styles
        #: text of a paragraph whose own end was deleted: it runs on in the next one
        self._pending = ""

    def text_of(self, body: Element) -> str:
        lines = list(self._lines(body))
        if self._pending:
            lines.append(self._pending)
        return "\n".join(lines)

    def _lines(self, container: Element) -> Iterator[str]:
        for child in container:
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from self._table(child)
            elif child.tag not in _UNSEEN:
                # w:sdt, w:sdtContent, w:ins, w:customXml … : wrappers
                yield from self._lines(child)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        properties = paragraph.find("pPr")
        text = _inline(paragraph)
        if _style_of(properties) in self._contents_styles:
            return
        if _mark_deleted(properties):
            self._pending += text
            return
        yield self._pending + self._numbering.label(properties) + text
        self._pending = ""

    def _table(self, table: Element) -> Iterator[str]:
        for row in _inside(table, "tr"):
            changes = row.find("trPr")
            if changes is None or changes.find("del") is None:
                cells = (" ".join(filter(None, map(_on_one_line, self._lines(cell)))) for cell in _inside(row, "tc"))
                yield "\t".join(cells).rstrip("\t")


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _inside(child, tag)


def _on_one_line(text: str) -> str:
    return re.sub(r"[\n\t]+", " ", text).strip()


def _inline(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _UNSEEN or (child.tag == "r" and _hidden(child)):
            continue
        if child.tag == "t":
            yield child.text or ""
        elif child.tag == "br":
            # a break of page or column ends no sentence
            yield "\n" if child.get("type", "textWrapping") == "textWrapping" else ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == "sym":
            yield _symbol(child)
        else:
            yield from _pieces(child)


def _symbol(sym: Element) -> str:
    """A character of a symbol font; those of the private area mean nothing outside it."""
    code = sym.get("char", "")
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
    return chr(number) if 0x20 <= number < 0xD800 else ""


def _hidden(run: Element) -> bool:
    vanish = run.find("rPr/vanish")
    return vanish is not None and vanish.get("val") not in _OFF


def _mark_deleted(properties: Element | None) -> bool:
    return properties is not None and (
        properties.find("rPr/del") is not None or properties.find("rPr/moveFrom") is not None
    )


def _style_of(properties: Element | None) -> str:
    style = properties.find("pStyle") if properties is not None else None
    return style.get("val", "") if style is not None else ""
