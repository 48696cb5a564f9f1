"""Characters and paragraphs of an official document as WordprocessingML (GB/T 9704-2012 clauses 5 and 7).

Twips are twentieths of a point. A line of the text is exactly 28.95 pt, so that 22 fill the type area; the characters
of 3号 stand 0.25 pt closer than their size, so that 28 fill a line. Children stand in the order the schema wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal
from xml.sax.saxutils import escape

from ..plain import clean

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE: Final = f'xmlns:w="{WORD}"'
RED: Final = "FF0000"
#: one line of the text, twips
LINE: Final = 579
#: one character of the text, twips
CHARACTER: Final = 315
#: 156 mm, twips
TYPE_WIDTH: Final = 8845


@dataclass(frozen=True, slots=True)
class Face:
    """A font by the name Word and WPS know it by, with its size in points."""

    font: str
    size: float
    colour: str | None = None
    #: twentieths of a point between characters
    spacing: int = 0
    #: width of the characters in percent
    scale: int = 100
    underlined: bool = False

    @property
    def xml(self) -> str:
        half = round(2 * self.size)
        return (
            f'<w:rPr><w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}" w:eastAsia="{self.font}"'
            f' w:cs="{self.font}" w:hint="eastAsia"/>'
            + (f'<w:color w:val="{self.colour}"/>' if self.colour else "")
            + (f'<w:spacing w:val="{self.spacing}"/>' if self.spacing else "")
            + (f'<w:w w:val="{self.scale}"/>' if self.scale != 100 else "")
            + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
            + ('<w:u w:val="single"/>' if self.underlined else "")
            + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )


MARK: Final = Face("方正小标宋简体", 42, RED)
TITLE: Final = Face("方正小标宋简体", 22)
TEXT: Final = Face("仿宋_GB2312", 16, spacing=-5)
BLACK: Final = Face("黑体", 16, spacing=-5)
KAI: Final = Face("楷体_GB2312", 16, spacing=-5)
EDITION: Final = Face("仿宋_GB2312", 14)
PAGE_NUMBER: Final = Face("宋体", 14)
#: by the level of a paragraph
LEVELS: Final = (TEXT, BLACK, KAI, TEXT, TEXT)

Piece = tuple[str, Face]


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a paragraph; lengths in twips."""

    align: Literal["both", "left", "center", "right"] = "both"
    line: int = LINE
    exact: bool = True
    before: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    #: first line indented by two characters
    indented: bool = False
    #: kind and place of the tab stops
    tabs: tuple[tuple[Literal["left", "right"], int], ...] = ()
    #: red rule under the paragraph: eighths of a point, and points above it
    rule: tuple[int, int] | None = None
    with_next: bool = False
    together: bool = False
    new_page: bool = False
    #: drawn to the grid of lines, as the text is; LibreOffice would give two lines of it to larger characters
    snapped: bool = True

    @property
    def xml(self) -> str:
        return (
            "<w:pPr>"
            + ("<w:keepNext/>" if self.with_next else "")
            + ("<w:keepLines/>" if self.together else "")
            + ("<w:pageBreakBefore/>" if self.new_page else "")
            + '<w:widowControl w:val="0"/>'
            + self._border()
            + self._tabs()
            # no punctuation beyond the edge (LibreOffice 7.4 reads this the wrong way round and lets it hang)
            + '<w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            + ("" if self.snapped and self.line == LINE else '<w:snapToGrid w:val="0"/>')
            + f'<w:spacing w:before="{self.before}" w:after="0" w:line="{self.line}"'
            + f' w:lineRule="{"exact" if self.exact else "atLeast"}"/>'
            + self._indent()
            + f'<w:jc w:val="{self.align}"/></w:pPr>'
        )

    def _border(self) -> str:
        if self.rule is None:
            return ""
        thick, space = self.rule
        return f'<w:pBdr><w:bottom w:val="single" w:sz="{thick}" w:space="{space}" w:color="{RED}"/></w:pBdr>'

    def _tabs(self) -> str:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in self.tabs)
        return f"<w:tabs>{stops}</w:tabs>" if stops else ""

    def _indent(self) -> str:
        first = ' w:firstLineChars="200" w:firstLine="630"' if self.indented else ""
        hanging = f' w:hanging="{self.hanging}"' if self.hanging else ""
        return f'<w:ind w:left="{self.left}" w:right="{self.right}"{first}{hanging}/>'


BODY: Final = Shape(indented=True)
CENTRED: Final = Shape(align="center")
TITLE_LINES: Final = Shape(align="center", snapped=False)
FLUSH: Final = Shape()


def words(text: str) -> str:
    """A field of one line: no control characters, line ends become spaces."""
    return clean(text).replace("\n", " ").strip()


def run(text: str, face: Face) -> str:
    """Tabs become tabs, line feeds line breaks; what XML cannot carry is left out."""
    parts: list[str] = []
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            parts.append("<w:br/>")
        for place, stretch in enumerate(line.split("\t")):
            if place:
                parts.append("<w:tab/>")
            if stretch:
                parts.append(f'<w:t xml:space="preserve">{escape(stretch)}</w:t>')
    return f"<w:r>{face.xml}{''.join(parts)}</w:r>" if parts else ""


def field(instruction: str, face: Face) -> str:
    """A field that the program fills in (PAGE)."""
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{face.xml}{step}</w:r>" for step in steps)


def paragraph(pieces: Sequence[Piece] | str, shape: Shape = FLUSH, face: Face = TEXT) -> str:
    """A paragraph of pieces, each with its face, or of one text in ``face``."""
    given = [(pieces, face)] if isinstance(pieces, str) else pieces
    return raw_paragraph("".join(run(text, of) for text, of in given), shape, face)


def raw_paragraph(runs: str, shape: Shape, face: Face = TEXT) -> str:
    # the mark of the paragraph has its face too: an empty line is as high as a full one, and the clerk types on in it
    return f"<w:p>{shape.xml.removesuffix('</w:pPr>')}{face.xml}</w:pPr>{runs}</w:p>"


def blank(count: int = 1, *, with_next: bool = False) -> str:
    return paragraph("", replace(FLUSH, with_next=with_next)) * count


def lines_of(lines: Iterable[str]) -> str:
    """Lines of one paragraph, for ``run``."""
    return "\n".join(lines)
