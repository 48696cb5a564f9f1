"""What somebody types into the search, read for the index, and shown again in what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lianxi.analysis.grams import plain, runs

#: more words, or longer ones, narrow nothing down any more
MOST_WORDS, LONGEST = 8, 60
_LABEL = re.compile(r"(\d{4})-(\d{1,6})")
_COMPACT = re.compile(r"[\W_]+")
#: shorter ones are no number of a paper
SHORTEST_NUMBER = 4
#: characters of text beside what was found
BESIDE = 24

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word: its runs (each a phrase, one character: a beginning), and the exact number it may be."""

    runs: tuple[str, ...]
    number: str = ""


def read(typed: str) -> tuple[Wanted, ...]:
    """The words, all of which must be found; signs alone are none."""
    found = []
    for word in typed.split()[:MOST_WORDS]:
        parts = tuple(runs(word[:LONGEST]))
        if parts:
            found.append(Wanted(parts, exact(word)))
    return tuple(found)


def exact(number: str) -> str:
    """A number as the index keeps it whole, without its signs: 柳信〔2026〕7号 → 柳信20267号; nothing for none."""
    label = _LABEL.fullmatch(number.strip())
    compact = f"{label[1]}{int(label[2]):04d}" if label else _COMPACT.sub("", plain(number))
    return compact if len(compact) >= SHORTEST_NUMBER and any(sign.isdigit() for sign in compact) else ""


def label_of(typed: str) -> tuple[int, int] | None:
    """Year and serial, where nothing but the number of a matter was typed."""
    label = _LABEL.fullmatch(typed.strip())
    return (int(label[1]), int(label[2])) if label else None


def pieces(text: str, wanted: Iterable[Wanted]) -> Pieces:
    """The text cut where a wanted phrase begins and ends: (part, whether it was wanted)."""
    found = sorted(_places(text, wanted))
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, end in found:
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            cut.append((text[at:start], False))
        cut.append((text[start:end], True))
        at = end
    if at < len(text):
        cut.append((text[at:], False))
    return tuple(cut)


def snippet(text: str, wanted: Iterable[Wanted], *, most: int = 90) -> Pieces:
    """The part of a text around the first wanted phrase; nothing where none stands in it."""
    wanted = tuple(wanted)
    places = sorted(_places(text, wanted))
    if not places:
        return ()
    start = max(0, places[0][0] - BESIDE)
    part = text[start : start + most]
    cut = pieces(part, wanted)
    before: Pieces = (("……", False),) if start else ()
    after: Pieces = (("……", False),) if start + most < len(text) else ()
    return (*before, *cut, *after)


def _places(text: str, wanted: Iterable[Wanted]) -> set[tuple[int, int]]:
    even = _even(text)
    return {
        (hit.start(), hit.end()) for word in wanted for run in word.runs for hit in re.finditer(re.escape(run), even)
    }


def _even(text: str) -> str:
    """Made even character by character, so that places stay where they are."""
    return "".join(part if len(part := plain(character)) == 1 else " " for character in text)
