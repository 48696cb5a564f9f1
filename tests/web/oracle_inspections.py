"""Who gets through to 督办单 and 工作建议书. A unit sees what was sent to it, and answers."""

from __future__ import annotations

from tests.web.rows import MEMBERS, OFFICE, TODAY, Row, of_area

#: units that those of the scene were not sent to
OTHERS = "police liaison"


def _rows(kind: str) -> dict[str, Row]:
    one = of_area("inspections", kind)
    return {
        f"{kind}s": Row(see=MEMBERS, post=MEMBERS),
        f"{kind}_export": Row(see=MEMBERS, post=MEMBERS),
        f"{kind}_new": Row(
            see=OFFICE,
            post=OFFICE,
            writes=OFFICE,
            form=lambda scene: {
                "unit": scene.cast.village.unit,
                "title": "渠道清淤",
                "text": "请答复。",
                "due": "2026-12-01",
            },
        ),
        kind: Row(
            see=MEMBERS,
            post=f"{OFFICE} village",
            writes=f"{OFFICE} village",
            hidden=OTHERS,
            args=one,
            form=lambda scene: {
                "step": "answer",
                "version": 1,
                "text": "已清淤。",
                "behalf_seat": scene.cast.village.seat,
                "means": "paper",
                "behalf_on": TODAY,
            },
        ),
        f"{kind}_slip": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=one),
        f"{kind}_file": Row(
            see=MEMBERS,
            post=MEMBERS,
            hidden=OTHERS,
            args=lambda scene: (
                scene.of["inspections"][f"{kind}_answered"],
                scene.of["inspections"][f"{kind}_file"],
            ),
        ),
    }


ROWS: dict[str, Row] = {**_rows("inspection"), **_rows("suggestion")}
