"""Text of a .pdf that has a text layer, with its printed lines put back together into paragraphs."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from .plain import clean
from .unreadable import MAX_CHARACTERS, MAX_PAGES, Unreadable

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_ADVICE: Final = "请上传 .docx 原件，或把正文粘贴进来。"
#: what opens a paragraph wherever it stands
_OPENS: Final = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+[章节编条款]|附\s*[件则表]|[（(][一二三四五六七八九十百\d]{1,4}[）)]"
    r"|[一二三四五六七八九十百]{1,4}、|\d{1,3}\s*[．、.](?!\d)|[①-⑳]|[　 ]{2,}\S|　\S"
)
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–－─一·]*\s*\d{1,4}\s*[-—–－─一·]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*"
)
#: a line is full from this share of the usual width on: only a full line runs on in the next
_FULL: Final = 0.85
#: columns (a Chinese character has two); narrower documents are lists and tables, nothing is joined
_NARROW: Final = 30
_HAN: Final = "\u3400-\u9fff"
_SPACED_NUMBER: Final = re.compile(rf"(?<=[{_HAN}]) (\d+) (?=[年月日次个天号周条名项])")
_SPACED_UNIT: Final = re.compile(r"(?<=\d) (?=[年月日])")


def read_pdf(data: bytes) -> str:
    """Paragraphs of a text PDF, one a line; page numbers left out.

    Raise ``Unreadable`` for a password, a scan, single pages that are pictures, a text layer of wrong characters,
    more than ``MAX_PAGES`` pages and damage.
    """
    try:
        pages = _pages(data)
    except (Unreadable, MemoryError):
        raise
    # a parser fed by strangers fails in more ways than it has names for
    except Exception as error:
        raise Unreadable(f"PDF 已损坏，读不出来（{type(error).__name__}）。{_ADVICE}") from error
    if not any(page.strip() for page, _ in pages):
        raise Unreadable(f"PDF 里没有文字，是扫描件或图片。{_ADVICE}")
    pictures = [number for number, (page, pictured) in enumerate(pages, 1) if pictured and not page.strip()]
    if pictures:
        named = "、".join(map(str, pictures[:10])) + ("等" if len(pictures) > 10 else "")
        raise Unreadable(f"PDF 第 {named} 页是图片，读不出文字。{_ADVICE}")
    text = join_lines([clean(page) for page, _ in pages])
    _refuse_wrong_characters(text)
    return text


def _pages(data: bytes) -> list[tuple[str, bool]]:
    """Text of each page, and whether it shows a picture."""
    from pypdf import PdfReader

    # what is wrong with a stranger's file is told to the stranger, not to the server's log
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    _unlock(reader)
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(f"PDF 有 {len(reader.pages):,} 页，超过 {MAX_PAGES} 页的上限。请只上传规则文件本身。")
    found = []
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > 2 * MAX_CHARACTERS:
            raise Unreadable(f"PDF 的文字超过 {MAX_CHARACTERS:,} 个字符的上限。请只上传规则文件本身。")
        found.append((text, not text.strip() and _has_picture(page)))
    return found


def _unlock(reader: PdfReader) -> None:
    """A file that every viewer opens without asking may be read; one that asks for a password may not."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(f"PDF 加了密码，打不开。请去掉密码后重新上传，或{_ADVICE[1:]}")


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn is not None and drawn.get_object())


def _refuse_wrong_characters(text: str) -> None:
    """Fonts without a character table give signs of the private area or wild letters instead of words."""
    letters = [letter for letter in text if not letter.isspace()]
    strange = sum(unicodedata.category(letter) in {"Co", "Cn", "Cs"} or letter == "\ufffd" for letter in letters)
    if strange * 20 > len(letters):
        raise Unreadable(f"PDF 的文字层是乱码（{len(letters):,} 个字符里有 {strange:,} 个无法识别）。{_ADVICE}")


def join_lines(pages: Iterable[str]) -> str:
    """Undo the line breaks of print: a full line runs on in the next unless that opens a paragraph of its own.

    A line that ends in a full stop ends its paragraph too: two paragraphs in one would be worse than one in two.
    """
    lines = [_mend(line) for page in pages for line in _without_page_numbers(page.split("\n"))]
    usual = _usual_width(lines)
    paragraphs: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and not _OPENS.match(line):
            paragraphs[-1] = _glue(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line.strip())
        runs_on = usual >= _NARROW and _width(line) >= _FULL * usual and not line.rstrip().endswith("。")
    return "\n".join(paragraphs)


def _without_page_numbers(lines: list[str]) -> Iterator[str]:
    """Lines with words in them; a page number is the first or last of its page."""
    filled = [line for line in lines if line.strip()]
    for place, line in enumerate(filled):
        if place not in {0, len(filled) - 1} or not _PAGE_NUMBER.fullmatch(line):
            yield line


def _mend(line: str) -> str:
    """What the making of a PDF does to words: radicals for characters, a space after each character, round numbers."""
    line = "".join(
        unicodedata.normalize("NFKC", letter) if "\u2e80" <= letter <= "\u2fdf" else letter for letter in line
    )
    pairs = len(re.findall(rf"[{_HAN}](?= ?[{_HAN}])", line))
    spaced = len(re.findall(rf"[{_HAN}] (?=[{_HAN}])", line))
    if pairs >= 4 and spaced * 5 >= pairs * 4:
        line = re.sub(rf"(?<=[{_HAN}，。、；：（）]) (?=[{_HAN}，。、；：（）])", "", line)
    return _SPACED_UNIT.sub("", _SPACED_NUMBER.sub(r"\1", line))


def _usual_width(lines: list[str]) -> int:
    """The width that nine lines of ten do not exceed."""
    widths = sorted(map(_width, lines))
    return widths[len(widths) * 9 // 10] if widths else 0


def _width(line: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" or letter in "“”‘’—…" else 1 for letter in line.strip()
    )


def _glue(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return f"{before} {after}" if latin else before + after
