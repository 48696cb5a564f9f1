"""Who gets through to the village register and the leaders' part."""

from __future__ import annotations

from typing import Any

from tests.web.rows import JOURNAL, LEADERS, MEMBERS, OFFICE, TODAY, UNITS, Row, Scene, of_area

#: units that the village's cases do not belong to
OTHERS = "police liaison"
RECEIVERS = f"{OFFICE} {LEADERS}"
CASE, VISIT, CHARGE = (of_area("leaders", name) for name in ("case", "reception", "charge"))


def _for_the_village(scene: Scene) -> dict[str, Any]:
    return {"behalf_seat": scene.cast.village.seat, "means": "phone", "behalf_on": TODAY}


ROWS: dict[str, Row] = {
    "village_cases": Row(see=MEMBERS, post=MEMBERS),
    "village_cases_export": Row(see=MEMBERS, post=MEMBERS),
    "village_case_new": Row(
        see=f"{OFFICE} {UNITS}",
        post=f"{OFFICE} {UNITS}",
        writes=f"{OFFICE} village",
        form=lambda scene: {
            "title": "路灯不亮",
            "channel": "visit",
            "on": TODAY,
            "people": 1,
            "accuses": "no",
            **_for_the_village(scene),
        },
    ),
    "village_case": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=CASE),
    "village_case_settle": Row(
        see=f"{OFFICE} village",
        post=f"{OFFICE} village",
        writes=f"{OFFICE} village",
        hidden=OTHERS,
        args=CASE,
        form=lambda scene: {
            "version": 1,
            "result": "已修好。",
            "measures": ["on_site"],
            "settled_on": TODAY,
            **_for_the_village(scene),
        },
    ),
    "village_case_report": Row(
        see=f"{OFFICE} village",
        post=f"{OFFICE} village",
        writes=f"{OFFICE} village",
        hidden=OTHERS,
        args=CASE,
        form=lambda scene: {"version": 1, "purpose": "claim", "accuses": "no", **_for_the_village(scene)},
    ),
    "receptions": Row(see=JOURNAL, post=JOURNAL),
    "receptions_export": Row(see=JOURNAL, post=JOURNAL),
    "reception_new": Row(
        see=RECEIVERS,
        post=RECEIVERS,
        writes=f"{OFFICE} convener",
        form=lambda scene: {
            "kind": "reception",
            "leader": scene.cast.convener.person,
            "on": TODAY,
            "people": 1,
            "title": "路灯不亮",
        },
    ),
    "reception": Row(see=JOURNAL, post=JOURNAL, args=VISIT),
    "reception_settle": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=VISIT, form=lambda scene: {"version": 1, "reply": "已答复。"}
    ),
    "reception_register": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=VISIT,
        form=lambda scene: {"version": 1, "purpose": "claim", "kind": "appeal_claim"},
    ),
    "reception_days": Row(see=MEMBERS, post=MEMBERS),
    "reception_days_export": Row(see=MEMBERS, post=MEMBERS),
    "reception_days_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {
            "place": "信访接待室",
            "day_0": "2026-12-07",
            "leader_0": scene.cast.convener.person,
        },
    ),
    "reception_days_publish": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, form=lambda scene: {"day": [scene.of["leaders"]["day"]]}
    ),
    "reception_notice": Row(see=MEMBERS, post=MEMBERS),
    "reception_day_cancel": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_area("leaders", "day"),
        form=lambda scene: {"version": 1, "reason": "参加县里会议"},
    ),
    "reception_day_hold": Row(see=RECEIVERS, post=RECEIVERS, args=of_area("leaders", "day")),
    "charges": Row(see=JOURNAL, post=JOURNAL),
    "charges_export": Row(see=JOURNAL, post=JOURNAL),
    "charge_new": Row(
        see=OFFICE,
        post=OFFICE,
        query=lambda scene: f"matter={scene.of['leaders']['matter']}",
    ),
    "charge": Row(
        see=JOURNAL,
        post=f"{OFFICE} {LEADERS}",
        writes=LEADERS,
        args=CHARGE,
        form=lambda scene: {"step": "approve", "version": 1},
    ),
    "charge_file": Row(
        see=JOURNAL,
        post=JOURNAL,
        args=lambda scene: (scene.of["leaders"]["approved"], scene.of["leaders"]["file"]),
    ),
    "matter_reading": Row(
        see=RECEIVERS,
        post=RECEIVERS,
        writes=LEADERS,
        args=of_area("leaders", "matter"),
        form=lambda scene: {"text": "请今日到场。"},
    ),
}
