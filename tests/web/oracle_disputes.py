"""Rows of the access oracle: screening reports, disputes, figures of the 12345 line and the grid."""

from __future__ import annotations

from tests.web.rows import MEMBERS, OFFICE, TODAY, UNITS, Row, Scene, of_area

REPORTERS = f"{OFFICE} {UNITS}"
NOT_ITS_OWN = "police liaison"
PERIOD = "month:2026-11-01"


def behalf(scene: Scene) -> dict[str, object]:
    return {"behalf_seat": scene.cast.village.seat, "means": "phone", "behalf_on": TODAY}


ROWS: dict[str, Row] = {
    "disputes": Row(see=MEMBERS, post=MEMBERS),
    "disputes_export": Row(see=MEMBERS, post=MEMBERS),
    "disputes_account": Row(see=MEMBERS, post=MEMBERS),
    "dispute_new": Row(
        see=REPORTERS,
        post=REPORTERS,
        writes=REPORTERS,
        form=lambda scene: {
            "title": "通道堆放杂物",
            "kind": "neighbours",
            "risk": "low",
            "found_on": TODAY,
            **behalf(scene),
        },
    ),
    "dispute": Row(see=MEMBERS, post=MEMBERS, hidden=NOT_ITS_OWN, args=of_area("disputes", "open")),
    "dispute_step": Row(
        see=REPORTERS,
        post=REPORTERS,
        writes=f"{OFFICE} village",
        hidden=NOT_ITS_OWN,
        args=lambda scene: (scene.of["disputes"]["open"], "settle"),
        form=lambda scene: {"version": 1, "result": "双方清理通道。", "settled_on": TODAY},
    ),
    "screenings": Row(see=MEMBERS, post=MEMBERS),
    "screenings_export": Row(see=MEMBERS, post=MEMBERS),
    "screening_report": Row(
        see=REPORTERS,
        post=REPORTERS,
        writes=f"{OFFICE} police liaison",
        query=lambda scene: f"unit={scene.cast.police.unit}&period={PERIOD}",
        form=lambda scene: {
            "period": PERIOD,
            "seen": 0,
            "behalf_seat": scene.of["disputes"]["police_seat"],
            "means": "phone",
            "behalf_on": TODAY,
        },
    ),
    "screening_chase": Row(see=OFFICE, post=OFFICE, writes=OFFICE, form=lambda scene: {"period": PERIOD}),
    "screening_settings": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, form=lambda scene: {"version": 0, "units": [scene.cast.village.unit]}
    ),
    "screening_take_back": Row(
        see=REPORTERS,
        post=REPORTERS,
        writes=f"{OFFICE} village",
        hidden=NOT_ITS_OWN,
        args=of_area("disputes", "report"),
        form=lambda scene: {"reason": "误报"},
    ),
    "outside_figures": Row(see=MEMBERS, post=MEMBERS),
    "outside_template": Row(see=OFFICE, post=OFFICE),
    "outside_upload": Row(see=OFFICE, post=OFFICE),
    "outside_preview": Row(see=OFFICE, post=OFFICE),
    "outside_discard": Row(see=OFFICE, post=OFFICE),
}
