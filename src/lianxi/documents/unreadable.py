"""The one error of this room, and the limits that a file from outside must keep."""

from __future__ import annotations

from typing import Final

#: size of an uploaded file, in bytes
MAX_BYTES: Final = 20 * 1024 * 1024
#: length of the text of a document, in characters
MAX_CHARACTERS: Final = 1_000_000
#: files inside one .docx or .xlsx
MAX_MEMBERS: Final = 2_000
#: bytes of all files inside one .docx or .xlsx, unpacked
MAX_UNPACKED: Final = 100 * 1024 * 1024
#: unpacked : packed of one inner file; only looked at above RATIO_FLOOR, since small files may well repeat themselves
MAX_RATIO: Final = 200
#: bytes, unpacked, from which on MAX_RATIO counts
RATIO_FLOOR: Final = 5 * 1024 * 1024
#: bytes of one XML file that is read as a tree (a tree takes about ten times as much memory)
MAX_XML: Final = 24 * 1024 * 1024
#: elements inside elements of one XML file
MAX_DEPTH: Final = 200
#: pages of a .pdf
MAX_PAGES: Final = 500


class Unreadable(ValueError):
    """The file cannot be read. The message is one Chinese sentence or two: what, where, what to do."""


def refuse_size(data: bytes) -> None:
    """Raise ``Unreadable`` for an empty file and for one above ``MAX_BYTES``."""
    if not data:
        raise Unreadable("文件是空的（0 字节）。请检查后重新上传。")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过 {MAX_BYTES // 1024 // 1024} MB 的上限。"
            "请去掉图片后重新上传。"
        )


def refuse_length(text: str) -> str:
    """Return the text unchanged; raise ``Unreadable`` above ``MAX_CHARACTERS``."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"正文有 {len(text):,} 个字符，超过 {MAX_CHARACTERS:,} 个字符的上限。请只上传规则文件本身。")
    return text
