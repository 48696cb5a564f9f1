"""纪要 by GB/T 9704-2012 10.3: mark, attendance, no signature and no seal."""

from __future__ import annotations

from collections.abc import Sequence

from ..labels import counted
from ..plain import clean
from .body import text_of
from .edition import edition_record
from .head import centred_number, heading, labelled, red_mark, two_edges
from .levels import outline
from .measure import fill, padded_names
from .numbers import official_date
from .paper import write_paper
from .typeset import BODY, CENTRED, KAI, TEXT, blank, paragraph, words
from .values import Decision, Minutes, Paragraph

#: full-width characters beside 出席：, which stands two characters in
_ROOM = 23
_UNDATED = "　　年　月　日"
DECIDED = "议定事项"


def write_minutes(minutes: Minutes) -> bytes:
    """The .docx. Same minutes, same bytes. Decisions without any text, and lists without names, are left out."""
    title = words(minutes.title or "")
    return write_paper(
        (
            _head(minutes),
            text_of(outline(minutes.opening)),
            _sections(minutes),
            _correction(minutes.correction),
            _attendance(minutes),
            edition_record("分送", minutes.distribution, minutes.office, minutes.issued_on),
        ),
        title=title or words(minutes.mark),
        author=minutes.office,
        about=" ".join(filter(None, (minutes.mark, minutes.number))),
        made_on=minutes.issued_on,
        draft=minutes.draft,
    )


def _head(minutes: Minutes) -> str:
    day = official_date(minutes.issued_on) if minutes.issued_on else _UNDATED
    number = centred_number(minutes.number, ruled=False) if minutes.number else ""
    changed = "更正文本" if clean(minutes.correction or "").strip() else ""
    title = clean(minutes.title or "").strip()
    if title:
        under = heading(title, marked=changed)
    else:
        under = blank() + (paragraph(f"（{changed}）", CENTRED, KAI) if changed else "")
    return red_mark(minutes.mark) + blank(2) + number + two_edges(minutes.office, day) + under


def _sections(minutes: Minutes) -> str:
    """一、… one heading each, the decisions last; without any section the decisions need no heading."""
    found: list[str] = []
    for number, section in enumerate(minutes.sections, 1):
        head = Paragraph(f"{counted(number)}、{words(section.heading)}", 1)
        found.append(text_of((head, *outline(section.text))))
    decided = [decision for decision in minutes.decisions if clean(decision.text).strip()]
    if decided:
        before = counted(len(minutes.sections) + 1) + "、" if minutes.sections else ""
        found.append(text_of((Paragraph(f"{before}{DECIDED}", 1),)))
        found.extend(_decision(place, decision) for place, decision in enumerate(decided, 1))
    return "".join(found)


def _decision(place: int, decision: Decision) -> str:
    """1. text, and in brackets who bears it until when; what is not a task bears nobody's name."""
    first, *more = [line.strip() for line in clean(decision.text).split("\n") if line.strip()]
    lines = [f"{place}.{first}", *more]
    bearers = "" if decision.no_task else bearers_of(decision)
    opened = "".join(paragraph(line, BODY) for line in lines[:-1])
    return opened + paragraph([(lines[-1], TEXT), (bearers, KAI)], BODY)


def bearers_of(decision: Decision) -> str:
    """（牵头单位：…；配合单位：…；完成时限：…）, or nothing."""
    parts = []
    if lead := words(decision.lead):
        parts.append(f"牵头单位：{lead}")
    if helpers := "、".join(filter(None, map(words, decision.co_units))):
        parts.append(f"配合单位：{helpers}")
    if decision.due:
        parts.append(f"完成时限：{official_date(decision.due)}")
    return f"（{'；'.join(parts)}）" if parts else ""


def _correction(correction: str | None) -> str:
    lines = [line.strip() for line in clean(correction or "").split("\n") if line.strip()]
    return blank() + labelled("更正说明", lines) if lines else ""


def _attendance(minutes: Minutes) -> str:
    lists = (("出席", minutes.present), ("请假", minutes.on_leave), ("列席", minutes.sitting_in))
    named = [(label, lines) for label, names in lists if (lines := name_lines(names))]
    last = len(named) - 1
    found = [labelled(label, lines, with_next=place == last) for place, (label, lines) in enumerate(named)]
    return "".join((blank(with_next=True), *found)) if found else ""


def name_lines(names: Sequence[str]) -> list[str]:
    """Names a full-width blank apart, none broken over two lines."""
    return fill(padded_names([name for given in names if (name := words(given))]), "　", _ROOM)
