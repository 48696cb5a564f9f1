"""年度工作要点 as the attachment of a 通知: numbered points, each with who bears it until when."""

from __future__ import annotations

from itertools import groupby

from ..labels import counted
from .levels import outline
from .numbers import official_date
from .typeset import words
from .values import Enclosure, Paragraph, WorkPoint, WorkPoints


def enclosure_of(points: WorkPoints) -> Enclosure:
    """Points count through; those of one ``part`` stand under it as 一、…."""
    body: list[Paragraph] = [*outline(points.preamble)]
    place = parts = 0
    given = [point for point in points.points if words(point.text)]
    for part, group in groupby(given, key=lambda point: words(point.part)):
        if part:
            parts += 1
            body.append(Paragraph(f"{counted(parts)}、{part}", 1))
        for point in group:
            place += 1
            body.append(Paragraph(f"{place}.{words(point.text)}{_bears(point)}", 3))
    return Enclosure(points.title, tuple(body))


def _bears(point: WorkPoint) -> str:
    """（牵头单位：…；配合单位：…；完成时限：…）, or 责任单位 where one unit bears it alone."""
    helpers = "、".join(filter(None, map(words, point.co_units)))
    parts = []
    if lead := words(point.lead):
        parts.append(f"{'牵头' if helpers else '责任'}单位：{lead}")
    if helpers:
        parts.append(f"配合单位：{helpers}")
    if point.due:
        parts.append(f"完成时限：{official_date(point.due)}")
    return f"（{'；'.join(parts)}）" if parts else ""
