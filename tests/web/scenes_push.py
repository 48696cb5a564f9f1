"""A task of the village that is due today, for the access matrix and the page tests."""

from __future__ import annotations

from lianxi.tasks import actions
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    assert cast.village.unit is not None
    done = actions.assign_task(
        cast.clerk.call(), title="疏通下游渠道", text="", lead=cast.village.unit, due=clock.today()
    )
    return {"task": done.number}
