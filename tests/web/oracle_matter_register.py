"""Who registers matters and puts a registration right: the office, of what it may see."""

from __future__ import annotations

from typing import Any

from tests.web.rows import OFFICE, TODAY, Row, Scene, of_area

REGISTERED: dict[str, Any] = {
    "kind": "appeal_claim",
    "route": 6,
    "title": "水渠塌方",
    "text": "反映水渠塌方。",
    "purpose": "claim",
    "channel": "letter",
    "petitioned_on": TODAY,
    "received_on": TODAY,
    "source": "petitioner",
    "people": 1,
}


def _correction(scene: Scene) -> dict[str, Any]:
    return {**REGISTERED, "version": 1}


ROWS: dict[str, Row] = {
    "matter_new": Row(see=OFFICE, post=OFFICE, writes=OFFICE, form=lambda scene: REGISTERED),
    "matter_correct": Row(see=OFFICE, post=OFFICE, args=of_area("identities", "matter"), form=_correction),
}
