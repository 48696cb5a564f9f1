"""Rows of the access oracle: the duty table of suggestions, how right they were, matters that may be the same."""

from __future__ import annotations

from tests.web.rows import JOURNAL, OFFICE, UNITS, Row, of_area

LINKERS = f"{OFFICE} organ_head"

ROWS: dict[str, Row] = {
    "ledger_duties": Row(see=JOURNAL, post=JOURNAL),
    "ledger_duties_edit": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {"version": 0, "category": "010201：界石"},
    ),
    "ledger_duties_table": Row(see=JOURNAL, post=JOURNAL),
    "ledger_duties_upload": Row(see=OFFICE, post=OFFICE),
    "ledger_duties_preview": Row(see=OFFICE, post=OFFICE, writes="clerk", form=lambda scene: {"version": "0"}),
    "ledger_accuracy": Row(see=JOURNAL, post=JOURNAL),
    "matter_repeats": Row(
        see=JOURNAL,
        post=LINKERS,
        writes=LINKERS,
        hidden=UNITS,
        args=of_area("finding", "again"),
        form=lambda scene: {"step": "same", "other": scene.of["finding"]["first"]},
    ),
}
