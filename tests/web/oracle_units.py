"""Rows of the access oracle: a unit's own page is its own people's and of those who look at the whole."""

from __future__ import annotations

from typing import Any

from tests.web.rows import JOURNAL, MEMBERS, OFFICE, UNITS, Row, Scene, of_meeting, of_number
from tests.web.scenes_units import token


def village_unit(scene: Scene) -> tuple[int]:
    assert scene.cast.village.unit is not None
    return (scene.cast.village.unit,)


def of_draft(scene: Scene) -> tuple[Any, ...]:
    return (token(scene.cast),)


#: units that are not the village
OTHERS = "police liaison"
ROWS: dict[str, Row] = {
    "units": Row(see=MEMBERS, post=MEMBERS),
    "unit": Row(see=f"{JOURNAL} village", post=f"{JOURNAL} village", hidden=OTHERS, args=village_unit),
    "minutes_correct_autosave": Row(
        see="",
        post=OFFICE,
        get_refused=OFFICE,
        args=of_meeting("issued"),
        form=lambda scene: {"seen": 0, "base": 5, "heard": "会议听取了汇报，并有补充。"},
    ),
    "unit_chase_slip": Row(see=OFFICE, post=OFFICE, args=village_unit),
    "task_slip": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=of_number("task")),
    "help_slip": Row(see=MEMBERS, post=MEMBERS, args=of_number("help")),
    "minutes_slip": Row(see=OFFICE, post=OFFICE, args=of_meeting("issued")),
    "unit_sheet": Row(see=f"{OFFICE} village", post=f"{OFFICE} village", hidden=OTHERS, args=village_unit),
    "returns": Row(see=f"{OFFICE} {UNITS}", post=f"{OFFICE} {UNITS}"),
    "return_preview": Row(
        see="clerk",
        post="clerk",
        writes="clerk",
        hidden=f"director {UNITS}",
        args=of_draft,
        form=lambda scene: {"means": "wechat"},
    ),
    "return_discard": Row(see="clerk", post="clerk", hidden=f"director {UNITS}", args=of_draft),
}
