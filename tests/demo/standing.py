"""A demo that stands in the test database for a while and is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction

from lianxi.demo.build import build


@contextmanager
def standing(blocker: Any, today: date) -> Iterator[None]:
    """The demo of that day, for several tests that only read; each test still opens a transaction of its own."""
    with blocker.unblock(), transaction.atomic():
        build(today)
        yield
        transaction.set_rollback(True)
