"""A workbook of history that waits for the clerk's confirmation."""

from __future__ import annotations

from lianxi.meetings import history_drafts
from lianxi.web import clock
from tests import past
from tests.cast import Cast


def token(cast: Cast) -> str:
    """The draft's token: the same file is the same draft."""
    return history_drafts.begin(
        cast.conference,
        cast.clerk.account,
        file_name="历史补录表.xlsx",
        file_sha256="0" * 64,
        tables=past.tables(cast, past.ALL),
        now=clock.now(),
    )


def make(cast: Cast) -> dict[str, int]:
    token(cast)
    return {}
