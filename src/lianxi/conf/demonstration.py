"""``lianxi demo`` and what the demo prints."""

from __future__ import annotations

from collections.abc import Callable


def prepare(*, reset: bool, setup: Callable[[], None]) -> str:
    setup()
    return ""


def logins_text() -> str:
    return ""
