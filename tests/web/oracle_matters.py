"""Who sees the ledger: all members a list of what is theirs; one matter, who may see it."""

from __future__ import annotations

from tests.web.rows import LEADERS, MEMBERS, OFFICE, Row, of_area

ROWS: dict[str, Row] = {
    "matters": Row(see=MEMBERS, post=MEMBERS),
    "matter_export": Row(see=MEMBERS, post=MEMBERS),
    "matter_views": Row(see=MEMBERS, post=MEMBERS),
    # the village leads it; the police and its liaison have no part
    "matter": Row(see=MEMBERS, post=MEMBERS, hidden="police liaison", args=of_area("matters", "ordinary")),
    "matter_file": Row(
        see=f"{OFFICE} {LEADERS} village inspector",
        post=f"{OFFICE} {LEADERS} village inspector",
        hidden="police liaison",
        args=lambda scene: (scene.of["matters"]["ordinary"], scene.of["matters"]["file"]),
    ),
}
