"""How many different people stand behind some petitions, told by keyed hashes alone: nobody is named, opened or listed.

A mark has up to three hashes of one person: ID number, phone, initials. Who shares an ID number or a phone is one
person. Who has neither is told apart by initials only, so the number is never too high by people who came twice.
"""

from __future__ import annotations

from collections.abc import Iterable

#: hashes of ID number, phone and initials; empty where there is none
Mark = tuple[str, str, str]
#: fewer are not said
LEAST_SAID = 3
FEW = "少于3人"


def distinct(marks: Iterable[Mark]) -> int:
    """How many different people at least; a mark without any hash (anonymous) says nothing and is not counted."""
    known: dict[str, str] = {}
    initials: set[str] = set()
    loose: set[str] = set()
    for by_id, by_phone, by_initials in marks:
        keys = [f"{kind}{value}" for kind, value in (("i", by_id), ("p", by_phone)) if value]
        if not keys:
            loose.update({by_initials} - {""})
            continue
        initials.add(by_initials)
        roots = [_root(known, key) for key in keys]
        for root in roots[1:]:
            known[root] = roots[0]
    return len({_root(known, key) for key in known}) + len(loose - initials)


def _root(known: dict[str, str], key: str) -> str:
    known.setdefault(key, key)
    while known[key] != key:
        known[key] = known[known[key]]
        key = known[key]
    return key


def said(number: int) -> str:
    """“6人”, “少于3人”."""
    return f"{number}人" if number >= LEAST_SAID else FEW
