"""Documents out in each state, for the access matrix and the page tests."""

from __future__ import annotations

from tests.cast import Cast
from tests.papers.ground import STATES, brought_to, draft, issuer


def make(cast: Cast) -> dict[str, int]:
    place = issuer(cast)
    return {"issuer": place, **{state: brought_to(cast, state, draft(place)) for state in STATES[:4]}}
