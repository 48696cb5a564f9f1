"""The edge where the time comes into a request."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.conf import settings

from lianxi.journal.frame import HERE


def now() -> datetime:
    """This moment; with ``LIANXI_TODAY`` (tests, demo) 18:00 of that day."""
    if settings.TODAY is not None:
        return datetime.combine(settings.TODAY, time(18, 0), HERE)
    return datetime.now(UTC)


def today() -> date:
    """The body's local day."""
    return now().astimezone(HERE).date()
