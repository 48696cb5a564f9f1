"""Rows of the access oracle: a binder is its asker's alone; readers of the record have one, and check a print."""

from __future__ import annotations

from typing import Any

from tests.web.rows import JOURNAL, Row, Scene, of_area

ASKED = {"first_day": "2026-01-01", "last_day": "2026-11-20", "audience": "own"}


def _line(scene: Scene) -> str:
    return "line=1:" + "0" * 16


def _form(scene: Scene) -> dict[str, Any]:
    return ASKED


ROWS: dict[str, Row] = {
    "binders": Row(see=JOURNAL, post=JOURNAL),
    "binder_new": Row(see=JOURNAL, post=JOURNAL, writes=JOURNAL, form=_form),
    "binder": Row(
        see="clerk", post="clerk", hidden="director convener organ_head inspector", args=of_area("binder", "made")
    ),
    "binder_file": Row(
        see="clerk",
        post="clerk",
        writes="clerk",
        hidden="director convener organ_head inspector",
        args=of_area("binder", "made"),
    ),
    "printed": Row(see=f"{JOURNAL} admin_audit", post=f"{JOURNAL} admin_audit", query=_line),
}
