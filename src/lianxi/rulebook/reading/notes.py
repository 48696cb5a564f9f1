"""What is listed for the reader and never asked: other names for the body, actors' terms, what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..compiled import Body, Note
from .clauses import Reading
from .layout import Layout
from .roster import Roster

_ACTORS = (
    "成员",
    "成员单位",
    "各成员单位",
    "各村",
    "各部门",
    "相关部门",
    "有关部门",
    "责任单位",
    "牵头单位",
    "组织实施单位",
    "直单位",
)


def list_notes(
    folded: str, body: Body, layout: Layout, roster: Roster, readings: Iterable[Reading]
) -> tuple[Note, ...]:
    notes = [*roster.notes, *_aliases(folded, body), *_actor_terms(folded)]
    for reading in readings:
        passage = reading.sentence.passage
        span = passage.span(0, len(passage.plain))
        where, words = reading.sentence.article, passage.plain[:60]
        if reading.not_understood:
            notes.append(Note("not_understood", f"{where}：“{words}”像是有要求，但没有读出条款，请人工核对。", span))
        if reading.dropped:
            notes.append(
                Note(
                    "not_understood",
                    f"{where}：“{words}”一句中的要求过多，有 {reading.dropped} 项没有列为条款，请人工核对。",
                    span,
                )
            )
        if reading.idle:
            notes.append(Note("not_a_duty", f"{where}：“{words}”中的时间不是办理期限，未列为条款。", span))
    return tuple(notes)


def _aliases(folded: str, body: Body) -> list[Note]:
    """Forms of the body's name: 联席会议, 镇联席会议, the full name."""
    if not body.name or not body.short or body.name == body.short:
        return []
    forms = {match.group() for match in re.finditer(rf"(?:本|全|镇|乡|县|区|市|街道)?{re.escape(body.short)}", folded)}
    forms.add(body.name)
    if len(forms) < 2:
        return []
    return [Note("body_alias", "本机构在文中的称呼：" + "、".join(sorted(forms, key=len)) + "。", None)]


def _actor_terms(folded: str) -> list[Note]:
    found = [term for term in _ACTORS if term in folded]
    if len(found) < 2:
        return []
    return [
        Note("actor_terms", "文中对责任主体的称呼：" + "、".join(found) + "；同一称呼在不同条文中所指可能不同。", None)
    ]
