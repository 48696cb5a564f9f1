"""Rows of the access oracle: a unit's own page is its own people's and of those who look at the whole."""

from __future__ import annotations

from tests.web.rows import JOURNAL, MEMBERS, Row, Scene


def village_unit(scene: Scene) -> tuple[int]:
    assert scene.cast.village.unit is not None
    return (scene.cast.village.unit,)


#: units that are not the village
OTHERS = "police liaison"
ROWS: dict[str, Row] = {
    "units": Row(see=MEMBERS, post=MEMBERS),
    "unit": Row(see=f"{JOURNAL} village", post=f"{JOURNAL} village", hidden=OTHERS, args=village_unit),
}
