"""Texts on their way into a file: petitioners covered as in the search, but for who works on the matter or has a grant.

A page shows one matter to who may see it, and every look leaves its trace; a file takes the words of a whole ledger
out of the house, to be sent on. So names that were written into a title or a text against all warnings do not go along.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from lianxi.journal.frame import Actor
from lianxi.journal.models import Conference
from lianxi.matters import moves
from lianxi.matters.identities import vault
from lianxi.matters.identities.holders import held_among
from lianxi.matters.identities.masking import masked
from lianxi.matters.identities.opening import barred_among
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.models import Grant

#: what stands for a text whose names cannot be covered for want of the key
UNREADABLE = "（身份信息密钥不可用，文字没有导出）"
Cover = Callable[[str], str]


def covers(conference: int, actor: Actor, holders: Collection[str], *, now: datetime) -> dict[str, Cover]:
    """For every holder (``matter:2026000137``) what becomes of a text of it. About six queries, whatever the number."""
    uid = Conference.objects.values_list("uid", flat=True).get(pk=conference)
    open_ = _opened(conference, actor, holders, now)
    closed = [holder for holder in holders if holder not in open_]
    try:
        people = vault.plain_of(conference, uid, closed)
    except vault.NoKey:
        return {holder: _as_it_is if holder in open_ else _nothing for holder in holders}
    return {holder: _as_it_is if holder in open_ else _covering(people.get(holder, ())) for holder in holders}


def cover_of(conference: int, holders: Collection[str]) -> Cover:
    """One cover for texts that leave the house: the people of all these holders, whoever reads. Three queries."""
    uid = Conference.objects.values_list("uid", flat=True).get(pk=conference)
    try:
        people = vault.plain_of(conference, uid, holders)
    except vault.NoKey:
        return _nothing
    return _covering(tuple(person for holder in sorted(people) for person in people[holder]))


def _opened(conference: int, actor: Actor, holders: Collection[str], now: datetime) -> set[str]:
    """The holders whose identities this person may open now: with his work, or by a live grant."""
    if not moves.OPEN_IDENTITY.allows(actor.role):
        return set()
    found = held_among(conference, actor, holders)
    grants = Grant.objects.filter(conference_id=conference, person=actor.person, state="given", until__gt=now)
    granted = set(grants.values_list("holder", flat=True))
    own = {holder: each for holder, each in found.items() if actor.person in each.workers or holder in granted}
    return own.keys() - barred_among(conference, actor, own)


def _as_it_is(text: str) -> str:
    return text


def _nothing(text: str) -> str:
    return UNREADABLE if text else text


def _covering(people: tuple[Petitioner, ...]) -> Cover:
    return lambda text: masked(text, people)
