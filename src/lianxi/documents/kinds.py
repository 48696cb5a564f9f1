"""What a file really is: its first bytes decide, its name must not contradict them."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from .unreadable import Unreadable


class Kind(Enum):
    """The value is what a person calls it."""

    TEXT = "纯文本"
    DOCX = "Word 文档（.docx）"
    XLSX = "Excel 工作簿（.xlsx）"
    PDF = "PDF"
    OLD_WORD = "旧版 Word 文档（.doc / .wps）"
    OLD_EXCEL = "旧版 Excel 工作簿（.xls / .et）"
    RTF = "RTF 文档"
    LOCKED = "加了密码的 Office 文档"
    SLIDES = "演示文稿"
    OPEN_DOCUMENT = "OpenDocument 文档（.odt / .ods）"
    OFD = "OFD 版式文件"
    ARCHIVE = "压缩包"
    PICTURE = "图片"
    PROGRAM = "程序文件"
    WEB_PAGE = "网页（HTML / XML）"
    OLE = "旧版 Office 文件"


#: Names that people give to one and the same sort of file; inside such a family the content decides silently.
_FAMILIES: Final[dict[str, frozenset[Kind]]] = {
    **dict.fromkeys((".txt", ".md", ".text"), frozenset({Kind.TEXT})),
    **dict.fromkeys(
        (".docx", ".docm", ".doc", ".dot", ".wps", ".wpt", ".rtf"),
        frozenset({Kind.DOCX, Kind.OLD_WORD, Kind.RTF, Kind.LOCKED}),
    ),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et"), frozenset({Kind.XLSX, Kind.OLD_EXCEL, Kind.LOCKED})),
    ".pdf": frozenset({Kind.PDF}),
}

_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"BM", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"MZ", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of a file; raise ``Unreadable`` where its name says another sort of file than its content."""
    kind = _from_content(data)
    ending = extension(name)
    family = _FAMILIES.get(ending)
    if family is not None and kind not in family:
        raise Unreadable(f"文件名以 {ending} 结尾，内容却是{_called(kind)}。请用原来的软件另存后重新上传。")
    return kind


def extension(name: str) -> str:
    """The ending of a file name, in lower case and with its dot; empty if it has none that is one."""
    found = re.search(r"\.[0-9A-Za-z]{1,8}$", name.strip())
    return found.group().lower() if found else ""


def _called(kind: Kind) -> str:
    return "纯文本或无法识别的数据" if kind is Kind.TEXT else kind.value


def _from_content(data: bytes) -> Kind:
    if data.startswith(b"PK"):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data)
    # readers accept a PDF whose head stands a little later
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            # two letters may also begin a text
            return kind if len(magic) > 2 or b"\x00" in data[:512] else Kind.TEXT
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|body)\b", data[:256], re.IGNORECASE):
        return Kind.WEB_PAGE
    return Kind.TEXT


def _packed(data: bytes) -> Kind:
    """Names stand in clear at the head of each inner file and in the directory at the end."""
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:256]:
        return Kind.OPEN_DOCUMENT
    for part, kind in ((b"word/", Kind.DOCX), (b"xl/", Kind.XLSX), (b"ppt/", Kind.SLIDES), (b"OFD.xml", Kind.OFD)):
        if part in data:
            return kind
    return Kind.ARCHIVE


def _compound(data: bytes) -> Kind:
    """Names of the streams of an OLE file stand in its directory as UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return Kind.LOCKED if _word_with_password(data) else Kind.OLD_WORD
    if "Workbook".encode("utf-16-le") in data:
        return Kind.OLD_EXCEL
    if "PowerPoint Document".encode("utf-16-le") in data:
        return Kind.SLIDES
    return Kind.OLE


def _word_with_password(data: bytes) -> bool:
    """[MS-DOC] 2.5.2: the stream opens with 0xA5EC at a sector's head; bit 0x0100 at 0x0A is fEncrypted."""
    for start in range(512, min(len(data) - 12, 64 * 512), 512):
        if data[start : start + 2] == b"\xec\xa5":
            return bool(data[start + 11] & 0x01)
    return False
