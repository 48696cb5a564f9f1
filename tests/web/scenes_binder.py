"""A binder that the clerk asked for, made, its file in its place; beginning another makes nothing in the background."""

from __future__ import annotations

from datetime import date

from lianxi.binder import actions, queries
from lianxi.journal import queries as journal
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    """As made by ``making``, but for its file, which is a few bytes."""
    first, last = date(2026, 1, 1), clock.today()
    done = actions.ask_binder(cast.clerk.call(), first_day=first, last_day=last, articles=[2], audience="own")
    actions.take_up(cast.conference, done.number, clock.now())
    head = journal.head_by_id(cast.conference)
    path = queries.path_of(head.uid, done.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK")
    bound = actions.Bound("0" * 64, 2, 1, head.number, head.hash)
    actions.finish_binder(cast.clerk.call(), number=done.number, bound=bound)
    return {"made": done.number}
