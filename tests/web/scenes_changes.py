"""A letter of the police that waits, and a reported change of the village that waits for a convener."""

from __future__ import annotations

from datetime import timedelta

from lianxi.roster import changes
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    today = clock.today()
    letter = changes.announce_change(cast.liaison.call(), seat=cast.police.seat, name="温同舟", since=today).number
    return {"letter": letter, "next": (today + timedelta(days=1)).day}
