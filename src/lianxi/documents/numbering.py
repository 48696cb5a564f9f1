"""Word's automatic numbering: the label that stands before a paragraph without being in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from .labels import written

_LEVELS: Final = 9
#: after these a tab is only distance; after 第一条 or 1. something must part the label from the text
_CLOSED_BY_ITSELF: Final = tuple("、）．。：】〕")


@dataclass(frozen=True, slots=True)
class Level:
    """One ``w:lvl``: how its number is written and what stands around it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    after: str = "tab"
    #: None: starts anew after any higher level; 0: never; n: only after levels up to the n-th
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class _List:
    """One ``w:num``: the counters it shares with others of its abstract list, and what it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: bool = False


@dataclass(slots=True)
class _Style:
    based_on: str
    number: str
    level: int


@dataclass(slots=True)
class Numbering:
    """Counts through a document: ``label`` must be called once a paragraph, in the order of the document."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _default_style: str = ""
    #: abstract list → the counters of its levels; None: not yet used since its last restart
    _counters: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, properties: Element | None) -> str:
        """What Word shows before a paragraph with these ``w:pPr``, and a space; empty if it has no number."""
        number, depth = self._place(properties)
        found = self._lists.get(number)
        if found is None or depth not in found.levels:
            return ""
        counters = self._count(found, depth)
        level = found.levels[depth]
        if level.style == "bullet":
            return ""

        def number_of(match: re.Match[str]) -> str:
            inner = int(match.group(1)) - 1
            other = found.levels.get(inner, Level())
            value = counters[inner]
            return written(other.start if value is None else value, "decimal" if level.legal else other.style)

        text = re.sub(r"%([1-9])", number_of, level.text)
        if not text or level.after == "nothing" or (level.after == "tab" and text.endswith(_CLOSED_BY_ITSELF)):
            return text
        return f"{text.rstrip()} "

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's."""
        own = properties.find("numPr") if properties is not None else None
        style = _value(properties, "pStyle") or self._default_style
        inherited, depth = self._of_style(style)
        number = _value(own, "numId") or inherited
        stated = _value(own, "ilvl")
        if stated.isdigit():
            return number, int(stated)
        if own is not None and _value(own, "numId"):
            return number, 0
        return number, depth

    def _of_style(self, style: str) -> tuple[str, int]:
        """The numbering that a style gives; the level is the one that names the style, wherever there is one."""
        seen: set[str] = set()
        name = style
        while name in self._styles and name not in seen:
            seen.add(name)
            found = self._styles[name]
            if found.number:
                levels = self._lists[found.number].levels if found.number in self._lists else {}
                linked = [depth for depth, level in levels.items() if level.paragraph_style in seen]
                return found.number, linked[0] if linked else found.level
            name = found.based_on
        return "", 0

    def _count(self, found: _List, depth: int) -> list[int | None]:
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        if not found.begun:
            found.begun = True
            for level in found.starts:
                counters[level] = None
        value = counters[depth]
        start = found.starts.get(depth, found.levels[depth].start)
        counters[depth] = start if value is None else value + 1
        for lower in range(depth + 1, _LEVELS):
            restart = found.levels.get(lower, Level()).restart
            if restart is None or depth < restart:
                counters[lower] = None
        return counters


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Put together from the trees of numbering.xml and styles.xml, either of which may be missing."""
    known = {style.get("styleId", ""): _style(style) for style in _all(styles, "style")}
    default = next(
        (s.get("styleId", "") for s in _all(styles, "style")
         if s.get("type") == "paragraph" and s.get("default") in {"1", "true", "on"}),
        "",
    )  # fmt: skip
    links = {num.get("numId", ""): _value(num, "abstractNumId") for num in _all(numbering, "num")}
    abstracts = {each.get("abstractNumId", ""): each for each in _all(numbering, "abstractNum")}
    lists = {
        num.get("numId", ""): _list(num, _definition(abstracts, links, known, num)) for num in _all(numbering, "num")
    }
    return Numbering(lists, known, default)


def _definition(
    abstracts: dict[str, Element], links: dict[str, str], styles: dict[str, _Style], num: Element
) -> Element | None:
    """The abstract list of a ``w:num``; one that only points to a numbering style is followed, once."""
    found = abstracts.get(_value(num, "abstractNumId"))
    style = styles.get(_value(found, "numStyleLink"))
    return found if style is None else abstracts.get(links.get(style.number, ""), found)


def _list(num: Element, definition: Element | None) -> _List:
    levels = {_depth(lvl): _level(lvl) for lvl in _all(definition, "lvl")}
    starts: dict[int, int] = {}
    for override in num.findall("lvlOverride"):
        depth = _depth(override)
        own = override.find("lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = _value(override, "startOverride")
        if start:
            starts[depth] = _integer(start, 1)
    name = definition.get("abstractNumId", "") if definition is not None else ""
    return _List(name, levels, starts)


def _level(lvl: Element) -> Level:
    restart = _value(lvl, "lvlRestart")
    legal = lvl.find("isLgl")
    return Level(
        start=_integer(_value(lvl, "start"), 1),
        style=_value(lvl, "numFmt") or _alternate_style(lvl) or "decimal",
        text=_value(lvl, "lvlText"),
        after=_value(lvl, "suff") or "tab",
        restart=_integer(restart, 0) if restart else None,
        legal=legal is not None and legal.get("val") not in {"0", "false", "off"},
        paragraph_style=_value(lvl, "pStyle"),
    )


def _alternate_style(lvl: Element) -> str:
    """Newer Word hides some formats in mc:AlternateContent; the fallback names the common one."""
    found = lvl.find("AlternateContent/Fallback/numFmt")
    return found.get("val", "") if found is not None else ""


def _style(style: Element) -> _Style:
    own = style.find("pPr/numPr")
    return _Style(_value(style, "basedOn"), _value(own, "numId"), _integer(_value(own, "ilvl"), 0))


def _all(tree: Element | None, name: str) -> list[Element]:
    return tree.findall(name) if tree is not None else []


def _value(element: Element | None, child: str) -> str:
    found = element.find(child) if element is not None else None
    return found.get("val", "") if found is not None else ""


def _depth(element: Element) -> int:
    return min(_integer(element.get("ilvl", ""), 0), _LEVELS - 1)


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise
