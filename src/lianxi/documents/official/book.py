"""A long document of chapters: title page, contents that lead to each chapter, headings for the navigation pane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .body import text_of
from .head import heading
from .paper import write_paper
from .sheet import table_of
from .typeset import BLACK, CENTRED, FLUSH, KAI, TEXT, TYPE_WIDTH, blank, paragraph, raw_paragraph, run, words
from .values import Paragraph


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a chapter: heads, how much of the width each column takes, rows."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """The name of a part of a chapter, in 楷体."""

    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """``title`` stands in the contents with ``note`` behind it; text, tables and names of parts in their order."""

    title: str
    note: str
    parts: tuple[str | Grid | Subheading, ...]


_SMALL: Final = 10.5


def write_book(
    title: str, office: str, lines: Sequence[str], chapters: Sequence[Chapter], *, made_on: date, about: str
) -> bytes:
    """The .docx. Same values, same bytes."""
    return write_paper(
        (
            heading(title, above=6),
            *(paragraph(words(line), CENTRED, KAI) for line in lines),
            paragraph("目　录", replace(CENTRED, new_page=True), BLACK),
            blank(),
            *(_lead(place, chapter) for place, chapter in enumerate(chapters)),
            *(_chapter(place, chapter) for place, chapter in enumerate(chapters)),
        ),
        title=title,
        author=office,
        made_on=made_on,
        about=about,
    )


def _lead(place: int, chapter: Chapter) -> str:
    """A line of the contents: it leads to the chapter."""
    shape = replace(FLUSH, align="left", tabs=(("right", TYPE_WIDTH),))
    note = f"\t{words(chapter.note)}" if chapter.note else ""
    link = f'<w:hyperlink w:anchor="part{place}">{run(words(chapter.title) + note, TEXT)}</w:hyperlink>'
    return raw_paragraph(link, shape)


def _chapter(place: int, chapter: Chapter) -> str:
    shape = replace(FLUSH, align="left", with_next=True, new_page=place == 0 or len(chapter.parts) > 1)
    mark = f'<w:bookmarkStart w:id="{place}" w:name="part{place}"/>'
    text = mark + run(words(chapter.title), BLACK) + f'<w:bookmarkEnd w:id="{place}"/>'
    return _outlined(raw_paragraph(text, shape, BLACK), 0) + "".join(map(_part, chapter.parts))


def _part(part: str | Grid | Subheading) -> str:
    if isinstance(part, Subheading):
        return _outlined(paragraph(words(part.text), replace(FLUSH, align="left", with_next=True), KAI), 1)
    if isinstance(part, str):
        return text_of(Paragraph(words(line)) for line in part.split("\n") if words(line))
    whole = sum(part.shares)
    widths = [TYPE_WIDTH * share // whole for share in part.shares]
    widths[-1] += TYPE_WIDTH - sum(widths)
    return table_of([words(head) for head in part.heads], part.rows, widths, size=_SMALL)


def _outlined(block: str, level: int) -> str:
    """A heading that the navigation pane shows."""
    return block.replace("<w:rPr>", f'<w:outlineLvl w:val="{level}"/><w:rPr>', 1)
