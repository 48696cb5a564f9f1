"""The board of a conference on a day: duties × journal. Computed, never stored; a cached one cannot be stale."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock

from lianxi.charter import queries as charter
from lianxi.journal import queries as journal
from lianxi.rulebook.board import Board
from lianxi.rulebook.duties import Duty, Gate, Periodic, Response
from lianxi.rulebook.evaluate import evaluate

#: verbs that judging reads besides those of the duties
GROUND = frozenset(
    {
        "conference.founded",
        "key_period.declared",
        "key_period.ended",
        "meeting.explanation_confirmed",
        "calendar.loaded",
    }
)
_CACHE_SIZE = 64
_cache: OrderedDict[tuple[str, int, tuple[tuple[int, date], ...], date, date | None], Board] = OrderedDict()
_lock = Lock()


def verbs_of(duties: list[Duty]) -> frozenset[str]:
    """Every verb that a judgement over these duties may read."""
    verbs = set(GROUND)
    for duty in duties:
        if isinstance(duty, Periodic):
            verbs.add(duty.verb)
        elif isinstance(duty, Response):
            verbs |= {duty.trigger, *duty.verbs, f"{duty.pair}.reassigned"}
            verbs |= {*filter(None, [duty.extended_by, duty.ended_by]), *duty.also}
        elif isinstance(duty, Gate):
            verbs |= {duty.verb, duty.needs}
    return frozenset(verbs)


def board(
    head: journal.Head, *, on: date, known: date | None = None, versions: list[charter.VersionView] | None = None
) -> Board:
    """The board as of ``on`` with all that is known now, or (``known``) with what was recorded by that day.

    Two queries, one when ``versions`` are at hand, none when this very board was computed before; one more the first
    time after a year's days off were loaded.
    """
    rulebooks = charter.versions(head.id) if versions is None else versions
    stamp = (f"{head.id}:{head.hash}", head.number, tuple((v.number, v.in_force_from) for v in rulebooks), on, known)
    with _lock:
        if stamp in _cache:
            _cache.move_to_end(stamp)
            return _cache[stamp]
    editions = [version.edition for version in rulebooks]
    facts = journal.facts(
        head.id,
        verbs=verbs_of([duty for edition in editions for duty in edition.duties]),
        until=on,
        known=known,
    )
    judged = evaluate(editions, facts, on=on, calendar=charter.calendar_by(head.id, facts, known=known))
    with _lock:
        _cache[stamp] = judged
        while len(_cache) > _CACHE_SIZE:
            _cache.popitem(last=False)
    return judged
