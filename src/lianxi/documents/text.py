"""A rules document, in whatever file it comes, as plain text."""

from __future__ import annotations

from .kinds import Kind, extension, kind_of
from .office import office_ending, to_docx
from .pdf import read_pdf
from .plain import clean, read_plain
from .unreadable import Unreadable, refuse_length, refuse_size
from .word import read_docx

#: what a person may hand in as a rules document
TEXT_ENDINGS = (".txt", ".md", ".docx", ".pdf", ".doc", ".wps", ".rtf")


def read_text(name: str, data: bytes) -> str:
    """Text of a .txt, .md, .docx, text .pdf, and with LibreOffice of a .doc, .wps or .rtf.

    One paragraph a line. Lines end in a line feed; NUL bytes make a text file unreadable, other control, zero-width
    and direction characters are removed; everything else stays as it was written (no NFC, no width folding).

    ``name`` is the file's own name: the content decides what the file is, a name that contradicts it is refused.
    Raise ``Unreadable``, whose message is a sentence for the person who handed it in. For files from strangers use
    ``child.read_text_safely``, which does the same in a limited process.
    """
    refuse_size(data)
    text = clean(_raw_text(name, data)).strip("\n")
    if not text.strip():
        raise Unreadable("文件里没有文字。请检查后重新上传，或把正文粘贴进来。")
    return refuse_length(text)


def _raw_text(name: str, data: bytes) -> str:
    kind = kind_of(name, data)
    if kind is Kind.DOCX:
        return read_docx(data)
    if kind is Kind.PDF:
        return read_pdf(data)
    ending = office_ending(kind, name)
    if ending is not None:
        return read_docx(to_docx(data, ending))
    if kind is Kind.LOCKED:
        raise Unreadable("文件加了密码，打不开。请去掉密码后重新上传。")
    if kind is Kind.TEXT and extension(name) in {"", ".txt", ".text", ".md"}:
        return read_plain(data)
    called = f"{extension(name) or '没有扩展名的'} 文件" if kind is Kind.TEXT else kind.value
    raise Unreadable(f"这是{called}，不是能读的规则文件。请上传 {'、'.join(TEXT_ENDINGS)}，或把正文粘贴进来。")
