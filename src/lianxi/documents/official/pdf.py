"""The same pages as .pdf, through LibreOffice where it is installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from ..office import convert, office_program
from ..process import OverLimit
from ..unreadable import Unreadable

_ADVICE: Final = "请下载 .docx，用 Word / WPS 打印或另存为 PDF。"


@cache
def stand_in_fonts() -> str:
    """The fontconfig file that says which installed font stands in for 小标宋, 仿宋, 楷体 … where they are missing."""
    return (Path(__file__).parent / "fonts.conf").read_text("utf-8")


def to_pdf(docx: bytes, *, fonts: str | None = None) -> bytes | None:
    """The .pdf; None where LibreOffice is not installed.

    ``fonts``: a fontconfig file, for this conversion only, in place of ``stand_in_fonts``.
    Raise ``Unreadable``, with a sentence for the person who asked, where LibreOffice fails or takes too long.
    """
    if office_program() is None:
        return None
    try:
        made = convert(docx, ".docx", "pdf", fonts=stand_in_fonts() if fonts is None else fonts)
    except OverLimit as error:
        raise Unreadable(f"LibreOffice 生成 PDF 用时过长，已停止。{_ADVICE}") from error
    if made is None:
        raise Unreadable(f"LibreOffice 没能生成 PDF。{_ADVICE}")
    return made
