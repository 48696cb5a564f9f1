"""How a write says no. Every message is a sentence for the person at the form."""

from __future__ import annotations


class Refused(Exception):
    """A write that was not done; nothing of it was written."""


class RuleBroken(Refused):
    """The rules, or the role of the person, forbid it. ``article``: the label of the article, where there is one."""

    def __init__(self, message: str, article: str | None = None) -> None:
        super().__init__(message)
        self.article = article


class Invalid(Refused):
    """Something typed cannot be taken; ``field`` names the form's field."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Stale(Refused):
    """Somebody changed it meanwhile; ``now`` is what stands there now, to be shown beside what was typed."""

    def __init__(self, message: str, now: str = "") -> None:
        super().__init__(message)
        self.now = now


class NoSpace(Refused):
    """The disk is (nearly) full: reading goes on, writing stops until there is space again."""


class ClockWentBack(Refused):
    """The machine's clock stands before the newest entry."""
