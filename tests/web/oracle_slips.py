"""Who gets a 请假单 or 代会单: the office everybody's, a unit its own."""

from __future__ import annotations

from tests.web.rows import OFFICE, Row, Scene


def _of_the_village(scene: Scene) -> tuple[int | None, ...]:
    return (scene.meetings["called"], scene.cast.village.unit)


ROWS: dict[str, Row] = {
    f"meeting_{status}_slip": Row(
        see=f"{OFFICE} village", post=f"{OFFICE} village", hidden="police liaison", args=_of_the_village
    )
    for status in ("leave", "substitute")
}
