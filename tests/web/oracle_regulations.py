"""Who gets through to 制度文件 and to the figures of a brief. A unit sees a draft it was asked about."""

from __future__ import annotations

from tests.web.rows import MEMBERS, OFFICE, TODAY, Row, of_area

ASKED = of_area("regulations", "asked")
#: who may not see a draft that only the village was asked about
OTHERS = "police liaison inspector"
ROWS: dict[str, Row] = {
    "regulations": Row(see=MEMBERS, post=MEMBERS),
    "regulations_export": Row(see=MEMBERS, post=MEMBERS),
    "regulation_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {"kind": "plan", "title": "排查方案", "text": "一、时间。"},
    ),
    "regulation": Row(
        see=MEMBERS,
        post=f"{OFFICE} village",
        writes=f"{OFFICE} village",
        hidden=OTHERS,
        args=ASKED,
        form=lambda scene: {
            "step": "give",
            "text": "同意。",
            "behalf_seat": scene.cast.village.seat,
            "means": "paper",
            "behalf_on": TODAY,
        },
    ),
    "regulation_edit": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=ASKED,
        form=lambda scene: {"version": 2, "kind": "plan", "title": "改", "text": "改"},
    ),
    "document_figures": Row(
        see=OFFICE,
        post=OFFICE,
        args=of_area("regulations", "brief"),
        form=lambda scene: {"seen": 1, "period": "2026-11"},
    ),
}
