"""一案一卷: the cover of a matter's file (卷宗封面) and what lies in it (卷内目录)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..official.head import heading
from ..official.measure import title_lines
from ..official.numbers import official_date
from ..official.paper import write_paper
from ..official.sheet import table_of
from ..official.typeset import BLACK, CENTRED, FLUSH, TEXT, TITLE, TITLE_LINES, blank, lines_of, paragraph, words
from .values import LINE, CasePaper

#: twips; together the width of the text
_COLUMNS: Final = (("序号", 620), ("文件名称", 2435), ("文号", 2250), ("日期", 1900), ("页数", 640), ("备注", 1000))
_SIZE: Final = 10.5
#: of the list, at least
_ROWS: Final = 15


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A paper of the file. ``extent``: its pages or copies, as printed (3, 2份); ``day`` as known."""

    name: str
    number: str = ""
    day: date | None = None
    extent: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile(CasePaper):
    """``organ`` keeps it, ``number`` is the file's; ``title`` names the matter, never the petitioner, unless wanted."""

    title: str
    category: str = ""
    first_day: date | None = None
    last_day: date | None = None
    #: 保管期限, as the body's own rules say
    kept_for: str = ""
    filed_by: str = ""
    checked_by: str = ""
    entries: tuple[FileEntry, ...] = ()


def write_case_file(file: CaseFile) -> bytes:
    """The cover without a page number, and the list from the second page on, its head repeated on every page."""
    return write_paper(
        (_cover(file), _contents(file)),
        title=f"{words(file.title)}卷宗",
        author=file.organ,
        about=file.number,
        made_on=file.dated,
        draft=file.draft,
        marking=file.marking,
        first_numbered=False,
    )


_FACT: Final = replace(FLUSH, align="left", left=3100, hanging=1800, before=160)


def _cover(file: CaseFile) -> str:
    days = [official_date(day) if day else "" for day in (file.first_day, file.last_day)]
    facts = (
        ("卷　　号", file.number),
        ("登记编号", file.matter_number),
        ("内容分类", file.category),
        ("起止日期", f"{days[0]}至{days[1]}" if all(days) else days[0] and f"{days[0]}起"),
        ("件　　数", f"{len(file.entries)} 件" if file.entries else ""),
        ("保管期限", file.kept_for),
        ("立 卷 人", file.filed_by),
        ("检 查 人", file.checked_by),
    )
    name = lines_of(title_lines(words(file.title)))
    return (
        blank(2)
        + paragraph(words(file.organ), replace(CENTRED), TEXT)
        + blank()
        + paragraph("信访事项卷宗", TITLE_LINES, replace(TITLE, size=36))
        + blank(2)
        + paragraph(name, replace(TITLE_LINES, line=640), replace(TITLE, size=22))
        + blank(2)
        + "".join(paragraph([(f"{label}：\t", BLACK), (words(text) or LINE * 2, TEXT)], _FACT) for label, text in facts)
    )


def _contents(file: CaseFile) -> str:
    rows = [
        (str(place), each.name, each.number, official_date(each.day) if each.day else "", each.extent, each.note)
        for place, each in enumerate(file.entries, 1)
    ]
    # empty rows, for what is laid in by hand
    rows += [("", "", "", "", "", "")] * (_ROWS - len(rows))
    first = paragraph("", replace(FLUSH, new_page=True, line=20), replace(TEXT, size=1))
    return first + heading("卷内目录", above=0) + table(rows)


def table(rows: Sequence[Sequence[str]]) -> str:
    return table_of([label for label, _ in _COLUMNS], rows, [width for _, width in _COLUMNS], size=_SIZE)
