"""Plain text in the encodings that Chinese offices use, and the cleaning that every text goes through."""

from __future__ import annotations

import codecs
import re
from typing import Final

from .unreadable import MAX_CHARACTERS, Unreadable

_ADVICE: Final = "请用记事本另存为 UTF-8 编码的 .txt，或上传 .docx。"
#: Kept: tab and line feed. Removed: other C0 and C1 controls, zero-width and direction marks, lone surrogates.
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: share of the letters beyond ASCII that stand in GB 2312: 0.99 in real texts, about 0.5 in Big5 read as GB 18030
_KNOWN_LETTERS: Final = 0.9


def read_plain(data: bytes, *, most: int = MAX_CHARACTERS) -> str:
    """Text of a .txt or .md: UTF-8 with or without mark, UTF-16 with its mark, GB 18030. Not yet cleaned.

    Raise ``Unreadable`` for other encodings, for binary data and above ``most`` characters.
    """
    if len(data) > 4 * most:
        raise Unreadable(
            f"文本文件有 {len(data) / 1024 / 1024:.1f} MB，超过 {most:,} 个字符的上限。请只上传规则文件本身。"
        )
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable(f"文件是 UTF-32 编码，不支持。{_ADVICE}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode(data, "utf-16")
        if text is None:
            raise Unreadable(f"文件标明是 UTF-16 编码，内容却不完整。{_ADVICE}")
        return _refuse_binary(text)
    if b"\x00" in data:
        place = data.index(b"\x00") + 1
        raise Unreadable(f"文件第 {place:,} 字节是空字符：不是文本，或是没有标记的 UTF-16 编码。{_ADVICE}")
    text = _decode(data, "utf-8-sig")
    if text is None:
        text = _decode(data, "gb18030")
        if text is None or _share_of_known_letters(text) < _KNOWN_LETTERS:
            raise Unreadable(f"认不出文件的文字编码（不是 UTF-8、UTF-16 或 GB18030）。{_ADVICE}")
    return _refuse_binary(text)


def clean(text: str) -> str:
    """Line ends become line feeds; control, zero-width and direction marks are removed. Nothing else is touched.

    Form feeds and Unicode's own line ends count as line ends. Characters are not normalised (no NFC, no width folding).
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_binary(text: str) -> str:
    """A text has hardly any control characters; binary data is full of them."""
    controls = len(re.findall("[\x00-\x08\x0e-\x1f\x7f]", text))
    if "\x00" in text or controls * 100 > len(text):
        raise Unreadable(f"文件里有 {controls:,} 个控制字符，不是文本。{_ADVICE}")
    return text


def _share_of_known_letters(text: str) -> float:
    letters = [letter for letter in text if letter > "\x7f"]
    known = len("".join(letters).encode("gb2312", "ignore")) / 2
    return known / len(letters) if letters else 1.0
