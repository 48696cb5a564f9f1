"""What time it is where Django or django-axes would ask the machine: told by the edge, so that a test can say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

_clock: Callable[[], datetime] = timezone.now


def use_clock(now: Callable[[], datetime]) -> None:
    """Called at start-up by the edge that knows what time it is."""
    global _clock
    _clock = now


def moment() -> datetime:
    """This moment, aware."""
    return _clock()
