"""Petitioners taken out of a text before it is indexed: their names, numbers and addresses, and whatever looks so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lianxi.matters.identities.people import Petitioner

COVER = "＊"
#: full-width digits and letters, one for one, so that places in a text stay where they are
_EVEN = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
#: an ID number, a mobile number also in groups, a land line with its area code, any longer number
_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx]|1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
    r"|0\d{2,3}[ -]\d{7,8}|\d{7,}[Xx]?)(?!\d)"
)
#: shorter ones are a village's name and no address
SHORTEST_NAME, SHORTEST_ADDRESS = 2, 5


def masked(text: str, people: Iterable[Petitioner] = ()) -> str:
    """The text with every person and every number of a person covered; as long as before."""
    shown = text.translate(_EVEN)
    for word in _words(people):
        if _may_hold(shown, word):
            shown = _spaced(word).sub(_covered, shown)
    return _NUMBERS.sub(_covered, shown)


def names_in(texts: Iterable[str], people: Sequence[Petitioner]) -> tuple[str, ...]:
    """The names of these people that stand in one of the texts, for the warning while they are typed."""
    found = []
    for person in people:
        pattern = _spaced(person.name)
        if len(person.name.strip()) >= SHORTEST_NAME and any(pattern.search(text) for text in texts):
            found.append(person.name)
    return tuple(found)


def _words(people: Iterable[Petitioner]) -> list[str]:
    """Longest first, so that a name within an address does not break it."""
    words: set[str] = set()
    for person in people:
        words |= {person.name.strip()} if len(person.name.strip()) >= SHORTEST_NAME else set()
        words |= {person.address.strip()} if len(person.address.strip()) >= SHORTEST_ADDRESS else set()
        words |= {number for number in (person.id_number, person.phone) if len(number) >= SHORTEST_ADDRESS}
    return [word.translate(_EVEN) for word in sorted(words, key=lambda word: (-len(word), word))]


def _may_hold(text: str, word: str) -> bool:
    """Whether all signs of the word stand in the text; of a hundred thousand texts hardly one holds a name."""
    if not word.isascii():
        return all(sign in text for sign in word if not sign.isspace() and not sign.isascii())
    small = text.lower()
    return all(sign in small for sign in word.lower() if not sign.isspace())


def _spaced(word: str) -> re.Pattern[str]:
    """The word, also where somebody put spaces between its characters."""
    return re.compile(r"\s*".join(re.escape(character) for character in word if not character.isspace()), re.IGNORECASE)


def _covered(found: re.Match[str]) -> str:
    return COVER * len(found.group())
