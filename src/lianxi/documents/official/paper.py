"""The sheet itself: A4, margins, grid of lines, page numbers, fonts of the whole; and the finished file.

The same content gives the same bytes: no time of making enters the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, Literal

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from .typeset import EDITION, NAMESPACE, PAGE_NUMBER, TEXT, WORD, Face, Shape, field, raw_paragraph, run, words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

#: GB/T 9704-2012 5.2, 5.3: twips for 210 × 297, and 37 / 35 / 28 / 26 mm; pages numbered 7 mm below the type area
_SECTION: Final = (
    f'<w:sectPr {NAMESPACE}><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1304"'
    ' w:gutter="0"/><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)
_W: Final = f"{{{WORD}}}"
#: fonts by their names, with what may stand in for them: (name, stand-in, family)
_FONTS: Final = (
    ("方正小标宋简体", "宋体", "auto"),
    ("仿宋_GB2312", "仿宋", "modern"),
    ("楷体_GB2312", "楷体", "modern"),
    ("黑体", "SimHei", "modern"),
    ("宋体", "SimSun", "auto"),
)
#: one character of 4号, twips
_FOOT_CHARACTER: Final = 280
_DRAFT: Final = "草稿：未经审定，不作为正式文件"
#: parts of python-docx's template that say nothing about our document
_UNWANTED: Final = ("/docProps/thumbnail.jpeg", "/word/stylesWithEffects.xml", "/customXml/item1.xml")
#: what has no time of making of its own
_TIMELESS: Final = datetime(2012, 7, 1, tzinfo=UTC)


def write_paper(
    body: Iterable[str],
    *,
    title: str,
    author: str,
    made_on: date | None,
    draft: bool = False,
    about: str = "",
    first_numbered: bool = True,
    marking: str = "",
    charts: Sequence[str] = (),
) -> bytes:
    """A .docx of these paragraphs and tables (XML as ``typeset`` makes it), pages numbered — 1 —.

    ``first_numbered``: False where the first page shows no number (信函格式).
    ``title``, ``author``, ``about`` and ``made_on`` go into the file's properties. ``draft`` says so on every
    page, ``marking`` says what it says. ``charts``: their XML (``word_chart``), named in the body by place from 1.
    """
    document = Document()
    _drop_unwanted(document)
    _set_styles(document)
    _name_fonts(document)
    content = document.element.body
    for child in list(content):
        content.remove(child)
    names = [_chart_part(document, place, chart) for place, chart in enumerate(charts, start=1)]
    for block in body:
        named = reduce(lambda text, each: text.replace(each[0], each[1]), names, block)
        for element in parse_xml(f"<w:body {_SPACES}>{named}</w:body>"):
            content.append(element)
    content.append(parse_xml(_SECTION))
    marked = "　".join(filter(None, (words(marking), _DRAFT if draft else "")))
    _number_pages(document, marked, first=first_numbered)
    _describe(document, words(title), words(author), words(about), made_on)
    return _packed(document)


_SPACES: Final = (
    f'{NAMESPACE} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _chart_part(document: WordDocument, place: int, chart: str) -> tuple[str, str]:
    """Put a chart into the file; how the body names it, and by which relation it is found."""
    path = PackURI(f"/word/charts/chart{place}.xml")
    part = Part(path, f"{_OFFICE}drawingml.chart+xml", chart.encode(), document.part.package)
    relation = document.part.relate_to(part, f"{_RELATION}/chart")
    return f'r:id="chart{place}"', f'r:id="{relation}"'


def _drop_unwanted(document: WordDocument) -> None:
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if not relation.is_external and str(relation.target_part.partname) in _UNWANTED:
                del holder.rels[key]


def _name_fonts(document: WordDocument) -> None:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, other, family in _FONTS
    )
    table: Any = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    table._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {NAMESPACE}>{fonts}</w:fonts>'.encode()


def _set_styles(document: WordDocument) -> None:
    """The styles a clerk meets when he types on: the text of the document is the normal one."""
    styles: Any = document.styles.element
    for child in list(styles):
        styles.remove(child)
    normal = Shape().xml
    for text in (
        f"<w:docDefaults><w:rPrDefault>{TEXT.xml}</w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"{normal}{TEXT.xml}</w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>',
    ):
        styles.append(parse_xml(text.replace(">", f" {NAMESPACE}>", 1)))


def _number_pages(document: WordDocument, marked: str, *, first: bool) -> None:
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    # the program of today, not that of the template: otherwise Word says 兼容模式
    for setting in settings.element.iter(f"{_W}compatSetting"):
        if setting.get(f"{_W}name") == "compatibilityMode":
            setting.set(f"{_W}val", "15")
    language = settings.element.find(f"{_W}themeFontLang")
    if language is not None:
        settings.element.remove(language)
    section = document.sections[0]
    _fill(section.footer, _foot("right"))
    _fill(section.even_page_footer, _foot("left"))
    headers = [section.header, section.even_page_header]
    if not first:
        section.different_first_page_header_footer = True
        headers.append(section.first_page_header)
        for part in (section.first_page_header, section.first_page_footer):
            _fill(part, raw_paragraph("", Shape(line=320), PAGE_NUMBER))
    if marked:
        for part in headers:
            _fill(part, raw_paragraph(run(marked, _DRAFT_FACE), Shape(align="right", line=320), _DRAFT_FACE))


_DRAFT_FACE: Final = Face("黑体", EDITION.size)


def _foot(align: Literal["left", "right"]) -> str:
    """On the outer side, one character in."""
    left, right = (_FOOT_CHARACTER, 0) if align == "left" else (0, _FOOT_CHARACTER)
    runs = run("— ", PAGE_NUMBER) + field("PAGE", PAGE_NUMBER) + run(" —", PAGE_NUMBER)
    return raw_paragraph(runs, Shape(align=align, line=320, left=left, right=right), PAGE_NUMBER)


def _fill(part: Any, block: str) -> None:
    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(block.replace("<w:p>", f"<w:p {NAMESPACE}>", 1)))


def _describe(document: WordDocument, title: str, author: str, about: str, made_on: date | None) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.subject = title[:255], author[:255], about[:255]
    properties.comments = properties.keywords = properties.category = ""
    properties.last_modified_by = author[:255]
    properties.language = "zh-CN"
    made = datetime.combine(made_on, time(), tzinfo=UTC) if made_on else _TIMELESS
    properties.created = properties.modified = made


def _packed(document: WordDocument) -> bytes:
    """The file with a fixed date on each inner file, in place of the clock's."""
    loose, out = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in given.infolist():
            part = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, given.read(member))
    return out.getvalue()
