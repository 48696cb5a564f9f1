"""A document as a screen shows it: sheets of lines, each with its role, which the page turns into a class.

The roles are what GB/T 9704-2012 calls the elements of a document; static/lianxi/paper.css gives them their looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ..labels import counted
from ..plain import clean
from .brief import articles_of, foot_of
from .head import mark_of
from .levels import heading_length, outline
from .measure import title_lines, width
from .minutes import DECIDED, bearers_of
from .numbers import official_date
from .typeset import words
from .values import UPWARD, Brief, Enclosure, Figures, Letter, Minutes, Paragraph

Role = Literal[
    "draft", "urgent", "mark", "number", "edges", "rule", "double-rule", "double-rule-below", "title", "marked",
    "contents", "listed", "flush", "text", "level-1", "level-2", "level-3", "level-4", "note", "figures", "attached",
    "attached-more", "signed", "dated", "remark", "behind", "labelled", "edition",
]  # fmt: skip

_UNDATED: Final = "　　年　月　日"
#: of a mark, in characters
_LONG, _LONGEST = 12, 16
_LEVELS: Final[tuple[Role, ...]] = ("text", "level-1", "level-2", "level-3", "level-4")


@dataclass(frozen=True, slots=True)
class Line:
    """``lead``: the beginning of the text that has the face of the role (一、…, 按语：).

    ``end``: what stands at the right edge of the same line; ``figures``: a table, for the role of that name.
    """

    role: Role
    text: str = ""
    lead: str = ""
    end: str = ""
    figures: Figures | None = None

    @property
    def rest(self) -> str:
        """The text without its lead."""
        return self.text.removeprefix(self.lead)

    @property
    def parts(self) -> tuple[str, ...]:
        """The rest, a title on the lines on which it is printed."""
        return tuple(title_lines(self.text)) if self.role == "title" else (self.rest,)

    @property
    def size(self) -> Literal["", "long", "longest"]:
        """Of a mark, which is printed the smaller the longer it is, and always on one line."""
        if self.role != "mark" or width(self.text) <= _LONG:
            return ""
        return "long" if width(self.text) <= _LONGEST else "longest"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document itself, or one attachment of it. ``foot``: at the lower edge, the edition record on the last one."""

    lines: tuple[Line, ...]
    foot: tuple[Line, ...] = ()
    #: receivers without rules (信函格式)
    plain: bool = False


def sheets_of(document: Letter | Brief | Minutes) -> tuple[Sheet, ...]:
    """What the printed pages show, in their order; an attachment begins a sheet of its own."""
    draft = (Line("draft", "草稿：未经审定，不作为正式文件"),) if document.draft else ()
    if isinstance(document, Letter):
        return _sheets_of_letter(document, draft)
    lines, foot = _brief(document) if isinstance(document, Brief) else _minutes(document)
    return (Sheet((*draft, *lines), tuple(foot)),)


# ── letters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheets_of_letter(letter: Letter, draft: tuple[Line, ...]) -> tuple[Sheet, ...]:
    first = (*draft, *_head(letter), *_letter_text(letter), *_attached(letter), *_signed(letter))
    behind = [tuple(_enclosure(place, each, letter.attached)) for place, each in enumerate(letter.enclosures, 1)]
    feet: list[tuple[Line, ...]] = [()] * (len(behind) + 1)
    feet[-1] = tuple(_record(letter))
    if letter.letter_format:
        feet[0] = (*feet[0], Line("double-rule-below"))
    return tuple(Sheet(lines, foot, letter.letter_format) for lines, foot in zip((first, *behind), feet, strict=True))


def _head(letter: Letter) -> list[Line]:
    number, urgency, title = words(letter.number or ""), words(letter.urgency), Line("title", letter.title.strip())
    if letter.letter_format:
        given = [Line("edges", urgency, end=number)] if number or urgency else []
        return [Line("mark", mark_of(letter)), Line("double-rule"), *given, title]
    urgent = [Line("urgent", urgency)] if urgency else []
    if not letter.red_head:
        return [*urgent, title, *([Line("marked", f"（{number}）")] if number else [])]
    upward = letter.kind in UPWARD
    line = (
        Line("edges", number, end=f"签发人：{words(letter.signer or '　　　')}") if upward else Line("number", number)
    )
    return [*urgent, Line("mark", mark_of(letter)), line, Line("rule"), title]


def _letter_text(letter: Letter) -> list[Line]:
    name = words(letter.addressee).rstrip("：:")
    return [*([Line("flush", f"{name}：")] if name else []), *_text(letter.body)]


def _attached(letter: Letter) -> list[Line]:
    given = (*(each.title for each in letter.enclosures), *letter.attachments)
    names = [name.rstrip("。；;") for each in given if (name := words(each))]
    numbered = [f"{place}.{name}" for place, name in enumerate(names, 1)] if len(names) > 1 else names
    return [
        Line("attached", f"附件：{name}") if place == 0 else Line("attached-more", name)
        for place, name in enumerate(numbered)
    ]


def _signed(letter: Letter) -> list[Line]:
    remark = clean(letter.remark).strip().strip("（）")
    found = [Line("signed", words(letter.issuer)), Line("dated", _day(letter.dated))]
    return [*found, *([Line("remark", f"（{remark}）")] if remark else [])]


def _enclosure(place: int, enclosure: Enclosure, count: int) -> list[Line]:
    label = f"附件{place}" if count > 1 else "附件"
    return [
        Line("behind", label),
        Line("title", enclosure.title.strip()),
        *_text(enclosure.body),
        *_tables(enclosure.figures),
    ]


def _record(letter: Letter) -> list[Line]:
    if letter.letter_format:
        return _receivers([("抄送", letter.cc)])
    printed = _day(letter.printed_on or letter.dated)
    return _edition([("抄送", letter.cc)], letter.printed_by or letter.issuer, printed)


# ── briefs and minutes ──────────────────────────────────────────────────────────────────────────────────────────────


def _brief(brief: Brief) -> tuple[list[Line], list[Line]]:
    day = _day(brief.issued_on)
    articles = articles_of(brief)
    lines = [
        Line("mark", words(brief.mark)),
        Line("number", words(brief.issue)),
        Line("edges", words(brief.office), end=day),
        Line("rule"),
    ]
    if brief.contents and len(articles) > 1:
        lines += [Line("contents", "本期目录"), *(Line("listed", words(each.title)) for each in articles)]
    note = [line for given in brief.editor_note.split("\n") if (line := words(given))]
    lines += [Line("note", f"按语：{line}", "按语：") if n == 0 else Line("note", line) for n, line in enumerate(note)]
    for each in articles:
        title = [Line("title", each.title.strip())] if words(each.title) else []
        lines += [*title, *_text(each.body), *_tables(each.figures)]
    copies = f"（共印{brief.copies}份）" if brief.copies > 0 else ""
    return lines, _edition(foot_of(brief), brief.office, day, copies)


def _minutes(minutes: Minutes) -> tuple[list[Line], list[Line]]:
    day = _day(minutes.issued_on)
    title = clean(minutes.title or "").strip()
    changed = words(minutes.correction or "")
    lines = [
        Line("mark", words(minutes.mark)),
        *([Line("number", words(minutes.number))] if minutes.number else []),
        Line("edges", words(minutes.office), end=day),
        Line("rule"),
        *([Line("title", title)] if title else []),
        *([Line("marked", "（更正文本）")] if changed else []),
        *_text(outline(minutes.opening)),
        *_sections(minutes),
        *([Line("text", f"更正说明：{changed}", "更正说明：")] if changed else []),
    ]
    for label, names in (("出席", minutes.present), ("请假", minutes.on_leave), ("列席", minutes.sitting_in)):
        named = [name for each in names if (name := words(each))]
        lines += [Line("labelled", f"{label}：{'　'.join(named)}", f"{label}：")] if named else []
    return lines, _edition([("分送", minutes.distribution)], minutes.office, day)


def _sections(minutes: Minutes) -> list[Line]:
    lines: list[Line] = []
    for place, section in enumerate(minutes.sections, 1):
        head = Paragraph(f"{counted(place)}、{words(section.heading)}", 1)
        lines += _text((head, *outline(section.text)))
    decided = [each for each in minutes.decisions if clean(each.text).strip()]
    if decided:
        before = counted(len(minutes.sections) + 1) + "、" if minutes.sections else ""
        lines += _text([Paragraph(f"{before}{DECIDED}", 1)])
    for place, each in enumerate(decided, 1):
        bearers = "" if each.no_task else bearers_of(each)
        lines.append(Line("level-3", f"{place}.{clean(each.text).strip()}{bearers}"))
    return lines


# ── of all ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _day(day: date | None) -> str:
    return official_date(day) if day else _UNDATED


def _text(paragraphs: Iterable[Paragraph]) -> list[Line]:
    return [Line(_LEVELS[each.level], each.text, each.text[: heading_length(each)]) for each in paragraphs]


def _tables(figures: Sequence[Figures]) -> list[Line]:
    return [Line("figures", words(each.name), figures=each) for each in figures if each.heads]


def _receivers(lists: Sequence[tuple[str, Sequence[str]]]) -> list[Line]:
    named = [(label, [name for each in names if (name := words(each))]) for label, names in lists]
    return [Line("edition", f"{label}：{'，'.join(names).removesuffix('。')}。") for label, names in named if names]


def _edition(lists: Sequence[tuple[str, Sequence[str]]], office: str, day: str, copies: str = "") -> list[Line]:
    return [*_receivers(lists), Line("edition", words(office), end=f"{day}印发{copies}")]
