"""Matters with a petitioner: registered by the clerk, led by the village, one request waiting, one opened."""

from __future__ import annotations

from lianxi.matters.identities import granting, opening
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.life.registering import MatterGiven, register_matter
from lianxi.matters.life.routing import Bearers, assign_matter
from lianxi.web import clock
from tests.cast import Cast

PERSON = Petitioner("欧阳静怡", "110101199003070038", "13905617788", "上河村二组")
CANARIES = ("欧阳静怡", "静怡", "110101199003070038", "13905617788", "上河村二组")


def matter(cast: Cast, title: str = "渠道淤积") -> int:
    """A matter registered by the clerk and given to the village."""
    assert cast.village.unit is not None
    given = MatterGiven(
        channel="visit",
        petitioned_on=clock.today(),
        received_on=clock.today(),
        purpose="claim",
        kind="appeal_claim",
        route=6,
        title=title,
        text=title,
        responsible=cast.village.unit,
        petitioners=[PERSON],
    )
    number = register_matter(cast.clerk.call(), given=given).number
    assign_matter(cast.clerk.call(), number=number, version=1, bearers=Bearers(cast.village.unit))
    return number


def make(cast: Cast) -> dict[str, int]:
    number = matter(cast)
    holder = f"matter:{number}"
    asked = granting.ask_identity(cast.village.call(), holder=holder, reason="约定上门调解的时间").number
    entry = opening.open_identity(cast.clerk.call(), holder=holder).entry
    return {"matter": number, "asked": asked, "entry": entry}
