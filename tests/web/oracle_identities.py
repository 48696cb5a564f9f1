"""Who gets through to petitioners' identities: one matter that the clerk registered and the village handles."""

from __future__ import annotations

from tests.cast import PASSWORD
from tests.web.rows import MEMBERS, OFFICE, WORKERS, Row, Scene, of_area

#: units that the matter of the scene was not given to
OTHERS = "police liaison"
GIVERS = "director convener"


def _holder(scene: Scene) -> tuple[str]:
    return (f"matter:{scene.of['identities']['matter']}",)


ROWS: dict[str, Row] = {
    "identity": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=_holder),
    "identity_open": Row(see=WORKERS, post=WORKERS, writes="clerk", hidden=OTHERS, args=_holder),
    "identity_opened": Row(
        see=WORKERS,
        post=WORKERS,
        hidden=OTHERS,
        names="clerk",
        args=lambda scene: (*_holder(scene), scene.of["identities"]["entry"]),
    ),
    "identity_ask": Row(
        see=WORKERS,
        post=WORKERS,
        writes="director convener organ_head",
        hidden=OTHERS,
        args=_holder,
        form=lambda scene: {"reason": "核实"},
    ),
    "identity_requests": Row(see=GIVERS, post=GIVERS),
    "identity_request": Row(
        see=GIVERS,
        post=GIVERS,
        writes=GIVERS,
        args=of_area("identities", "asked"),
        form=lambda scene: {"step": "grant", "version": 1},
    ),
    "identity_look_up": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, names=OFFICE, form=lambda scene: {"phone": "13905617788"}
    ),
    "identity_again": Row(see=WORKERS, post=WORKERS, form=lambda scene: {"password": PASSWORD}),
}
