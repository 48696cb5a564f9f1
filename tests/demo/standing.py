"""A demo that stands in the test database for a while and is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction

from lianxi.demo.build import build


@contextmanager
def standing(blocker: Any, today: date) -> Iterator[None]:
    """The demo of that day, for several tests that only read; each test still opens a transaction of its own."""
    with blocker.unblock(), transaction.atomic():
        build(today)
        check_now()
        yield
        transaction.set_rollback(True)


def check_now() -> None:
    """Check the foreign keys of what stands, once: PostgreSQL would do it again after every test on top of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
