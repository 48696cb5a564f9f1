"""Who gets through to major problems. A unit sees those it investigates, and opens its own."""

from __future__ import annotations

from tests.web.rows import MEMBERS, OFFICE, UNITS, Row, of_area

#: units that those of the scene are not of
OTHERS = "police liaison"
ONE = of_area("problems", "problem")

ROWS: dict[str, Row] = {
    "problems": Row(see=MEMBERS, post=MEMBERS),
    "problem_export": Row(see=MEMBERS, post=MEMBERS),
    "problem_new": Row(
        see=f"{OFFICE} {UNITS}",
        post=f"{OFFICE} {UNITS}",
        writes=f"{OFFICE} {UNITS}",
        form=lambda scene: {
            "title": "集体鱼塘承包纠纷",
            "kind": "group",
            "text": "涉及二十户。",
            "unit": scene.cast.village.unit,
        },
    ),
    "problem": Row(
        see=MEMBERS,
        post=f"{OFFICE} village",
        writes=f"{OFFICE} village",
        hidden=OTHERS,
        args=ONE,
        form=lambda scene: {"step": "set_ground", "version": 1, "ground": "complex", "reason": "牵涉三个单位"},
    ),
    "problem_material": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=of_area("problems", "tabled")),
    "problem_file": Row(
        see=MEMBERS,
        post=MEMBERS,
        hidden=OTHERS,
        args=lambda scene: (scene.of["problems"]["tabled"], scene.of["problems"]["file"]),
    ),
}
