"""Work that takes longer than a request: how far it has come stands in its row, so that pages can tell.

The row has ``state`` (waiting, working, failed, or done with), ``done`` of ``total`` steps, ``failure`` in one sentence
and ``touched_at``. How far work has come is no event of the record: no entry is made of it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

#: work that has said nothing for so long has stopped: it can be taken up again
SILENT = timedelta(minutes=3)


def take_up(rows: QuerySet[Any], now: datetime, *, ready: Collection[str] = ("waiting", "failed")) -> bool:
    """Whether this call may do the work of the row: of two at once one does; what has stopped is taken up again."""
    taken = {"state": "working", "done": 0, "failure": "", "touched_at": now}
    if rows.filter(state__in=ready).update(**taken):
        return True
    return bool(rows.filter(state="working", touched_at__lt=now - SILENT).update(**taken))


def tell(rows: QuerySet[Any], done: int, total: int, now: datetime) -> None:
    """Say how far the work of the row has come."""
    rows.filter(state="working").update(done=done, total=total, touched_at=now)


def fail(rows: QuerySet[Any], sentence: str, now: datetime) -> None:
    """The work has stopped; the sentence stands on its page, where it can be tried again."""
    rows.filter(state__in=("waiting", "working")).update(state="failed", failure=sentence[:200], touched_at=now)


def stopped(state: str, touched_at: datetime, now: datetime) -> bool:
    """Whether work under way has been silent for too long."""
    return state in ("waiting", "working") and touched_at < now - SILENT
