"""A demo that stands in the test database for a while and is gone afterwards; each is built once a process.

Building takes seconds, so the rows of a built day are kept and laid again for the next module that asks for that day:
the same numbers, the same hashes, the same files on the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from lianxi.demo import build as building

#: (day, story of the township) → table, columns, rows
Rows = list[tuple[str, list[str], list[tuple[Any, ...]]]]
_kept: dict[tuple[date, Any], Rows] = {}


@contextmanager
def standing(blocker: Any, today: date) -> Iterator[None]:
    """The demo of that day, for several tests that only read; each test still opens a transaction of its own."""
    with blocker.unblock(), transaction.atomic():
        stand(today)
        check_now()
        yield
        transaction.set_rollback(True)


def stand(today: date) -> None:
    """Lay the demo of that day into empty tables: built the first time, then from what was kept."""
    key = (today, building.township)  # a test may tell a shorter story
    if key in _kept:
        _lay(_kept[key])
        return
    building.build(today)
    _kept[key] = _read()


def _read() -> Rows:
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if _ours(model)]
    found: Rows = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows = [tuple(map(_plain, row)) for row in cursor.fetchall()]
            found.append((table, [column[0] for column in cursor.description], rows))
    return found


def _plain(value: Any) -> Any:
    """SQLite's driver reads a time of day and does not write it."""
    return value.isoformat() if isinstance(value, time) else value


def _ours(model: Any) -> bool:
    return str(model.__module__).startswith("lianxi.") and model._meta.managed and not model._meta.proxy


def _lay(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for table, columns, lines in rows:
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", lines)


def check_now() -> None:
    """Check the foreign keys of what stands, once: PostgreSQL would do it again after every test on top of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
