"""Charts as SVG: plain values in, accessible drawings out. They say their numbers, need no colour and no style.

A value of None is one that is not shown; its ``text`` stands in its place and nothing is drawn. Every drawing has a
title and a text that lists all its numbers; dark and light tell apart also in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK, SOFT, LINE = "#1f2430", "#5c616c", "#d8d2c8"
LIGHT, DARK = "#9fb0c6", "#2c5282"
SHADES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """``text``: what is printed at the bar; ``marked``: drawn dark (this month)."""

    label: str
    value: int | None
    text: str
    marked: bool = False


def bars(key: str, title: str, given: Sequence[Bar]) -> str:
    """One bar a line, labels at the left, in the order given. ``key``: unique on its page."""
    width, row, left, room = 420, 26, 150, 210
    most = max((bar.value or 0 for bar in given), default=0)
    drawn = []
    for place, bar in enumerate(given):
        top = place * row
        long = _scaled(bar.value, most, room)
        drawn.append(_text(left - 8, top + 17, _short(bar.label, 11), anchor="end"))
        if long:
            drawn.append(_rect(left, top + 4, long, row - 9, DARK if bar.marked else LIGHT))
        drawn.append(_text(left + long + 6, top + 17, bar.text, bold=bar.marked))
    drawn.append(f'<path d="M{left} 0V{max(1, len(given)) * row}" stroke="{LINE}"/>')
    return _svg(key, title, given, width, max(1, len(given)) * row, drawn)


def columns(key: str, title: str, given: Sequence[Bar]) -> str:
    """One column a label, its number above it, in the order given."""
    step, high, top = 36, 110, 18
    width = max(1, len(given)) * step
    most = max((bar.value or 0 for bar in given), default=0)
    drawn = [f'<path d="M0 {top + high}H{width}" stroke="{LINE}"/>']
    for place, bar in enumerate(given):
        middle = place * step + step // 2
        tall = _scaled(bar.value, most, high)
        if tall:
            drawn.append(_rect(place * step + 7, top + high - tall, step - 14, tall, DARK if bar.marked else LIGHT))
        drawn.append(_text(middle, top + high - tall - 5, bar.text, anchor="middle", bold=bar.marked, size=15))
        for line, words in enumerate(bar.label.split("\n")):
            drawn.append(_text(middle, top + high + 18 + 17 * line, words, anchor="middle", soft=line > 0, size=14))
    return _svg(key, title, given, width, top + high + 42, drawn)


def shade(value: int | None, most: int) -> int:
    """0 for nothing, else 1 … ``SHADES`` by quarters of the largest value: of a heat map whose numbers stand in it."""
    if not value or most <= 0:
        return 0
    return min(SHADES, 1 + (value * SHADES - 1) // most)


def _scaled(value: int | None, most: int, room: int) -> int:
    return 0 if not value or not most else max(2, value * room // most)


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _svg(key: str, title: str, given: Sequence[Bar], width: int, height: int, drawn: Sequence[str]) -> str:
    spoken = "；".join(f"{bar.label.replace(chr(10), ' ')}：{bar.text}" for bar in given) or "没有数据"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="{escape(key)}-t {escape(key)}-d">'
    )
    told = f'<title id="{escape(key)}-t">{escape(title)}</title><desc id="{escape(key)}-d">{escape(spoken)}。</desc>'
    return f"{head}{told}{''.join(drawn)}</svg>"


def _rect(x: int, y: int, width: int, height: int, fill: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="2" fill="{fill}"/>'


def _text(
    x: int, y: int, words: str, *, anchor: str = "start", bold: bool = False, soft: bool = False, size: int = 13
) -> str:
    weight = ' font-weight="600"' if bold else ""
    fill = SOFT if soft else INK
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(words)}</text>'
    )
