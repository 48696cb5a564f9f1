"""On which article of the rules in force an act stands, for the refusal that names it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.charter import queries
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response, Standing


def article_of(conference: int, act: str, on: date) -> str:
    """The label of the one article that demands the act, else that speaks of it; empty where none or several do.

    One query.
    """
    edition = queries.edition_on(conference, on)
    duties = edition.duties if edition else ()
    demanding = {duty.article for duty in duties if act in _demanded(duty)}
    speaking = {duty.article for duty in duties if isinstance(duty, Power | Standing) and duty.verb == act}
    found = demanding or speaking
    return found.pop() if len(found) == 1 else ""


def _demanded(duty: Duty) -> Iterable[str]:
    if isinstance(duty, Response):
        return duty.verbs[:1]
    if isinstance(duty, Gate):
        return (duty.needs,)
    return (duty.verb,) if isinstance(duty, Periodic) else ()
