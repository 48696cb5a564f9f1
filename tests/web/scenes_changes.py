"""A letter of the police that waits for the office: another liaison officer."""

from __future__ import annotations

from lianxi.roster import changes
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    call, today = cast.police.call(), clock.today()
    return {"letter": changes.announce_change(call, seat=cast.liaison.seat, name="温同舟", since=today).number}
