"""Rows of the access oracle: what the office sets for the ledger, and the national system."""

from __future__ import annotations

from lianxi.matters.tables import setting
from tests.web.rows import JOURNAL, OFFICE, TODAY, Row, of_area
from tests.web.scenes_ledger_settings import following

TERM = {
    "step": "term", "deadline": "handling", "amount": "45", "unit": "calendar_day", "place": "柳塘县",
    "basis": "县信访局〔2026〕1号", "valid_from": TODAY,
}  # fmt: skip
ENTRY = {"version": "1", "number": "GX2026001", "entered_on": TODAY}

ROWS: dict[str, Row] = {
    "ledger_numbering": Row(
        see=JOURNAL,
        post=JOURNAL,
        writes=OFFICE,
        form=lambda scene: {"step": "skip", "serial": following(scene.cast), "reason": "污损"},
    ),
    "ledger_categories": Row(see=JOURNAL, post=JOURNAL),
    "ledger_categories_table": Row(see=JOURNAL, post=JOURNAL),
    "ledger_categories_edit": Row(see=OFFICE, post=OFFICE, query=lambda scene: "branch=01"),
    "ledger_categories_upload": Row(see=OFFICE, post=OFFICE),
    "ledger_categories_preview": Row(see=OFFICE, post=OFFICE, writes="clerk", form=lambda scene: {"version": "0"}),
    "ledger_categories_discard": Row(see=OFFICE, post=OFFICE),
    "ledger_terms": Row(see=JOURNAL, post=JOURNAL, writes=OFFICE, form=lambda scene: TERM),
    "ledger_term_end": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_area("ledger_settings", "term"),
        form=lambda scene: {"valid_to": TODAY},
    ),
    "ledger_organs": Row(
        see=JOURNAL,
        post=JOURNAL,
        writes=OFFICE,
        form=lambda scene: {
            "step": "organs",
            "version": setting.ledger(scene.cast.conference).version,
            "organs": "柳塘镇人民政府",
        },
    ),
    "national": Row(see=OFFICE, post=OFFICE),
    "national_export": Row(see=OFFICE, post=OFFICE),
    "national_template": Row(see=OFFICE, post=OFFICE),
    "national_compare": Row(see=OFFICE, post=OFFICE),
    "national_register": Row(see="clerk", post="clerk", hidden="director", args=lambda scene: (2,)),
    "national_discard": Row(see=OFFICE, post=OFFICE),
    "national_entry": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=of_area("ledger_settings", "matter"), form=lambda scene: ENTRY
    ),
}
