"""Who gets through to sensitive information: the reporter's unit, the office, leaders, inspector, units told."""

from __future__ import annotations

from tests.web.rows import MEMBERS, OFFICE, TODAY, UNITS, Row, Scene, of_area

#: units that were not told of what the village reported
OTHERS = "police liaison"


def _matter(scene: Scene) -> dict[str, object]:
    from lianxi.matters import words

    return {
        "kind": "appeal_claim",
        "title": "渠口补偿",
        "text": "要求补偿。",
        "purpose": next(iter(words.PURPOSES)),
        "channel": next(iter(words.CHANNELS)),
        "petitioned_on": TODAY,
        "received_on": TODAY,
        "source": "petitioner",
        "people": 1,
    }


ROWS: dict[str, Row] = {
    "information": Row(see=MEMBERS, post=MEMBERS),
    "information_export": Row(see=MEMBERS, post=MEMBERS),
    "information_new": Row(
        see=f"{OFFICE} convener {UNITS}",
        post=f"{OFFICE} convener {UNITS}",
        writes=f"{OFFICE} convener {UNITS}",
        form=lambda scene: {
            "title": "渠口有人聚集",
            "place": "柳塘村",
            "happened_at": "2026-11-22T09:00",
            "urgency": "ordinary",
        },
    ),
    "information_settings": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {"urgent_to": "镇党委、镇政府", "screening_every": "week", "version": 0},
    ),
    "information_one": Row(
        see=MEMBERS,
        post=f"{OFFICE} {UNITS}",
        writes=f"{OFFICE} police liaison",
        args=of_area("information", "told"),
        form=lambda scene: {
            "step": "verify",
            "result": "属实，已劝离。",
            "behalf_seat": scene.cast.police.seat,
            "means": "phone",
            "behalf_on": TODAY,
        },
    ),
    "information_file": Row(
        see=MEMBERS,
        post=MEMBERS,
        args=lambda scene: (scene.of["information"]["told"], scene.of["information"]["file"]),
    ),
    "information_circulate": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_area("information", "new"),
        form=lambda scene: {
            "version": 1,
            "asked": "核实",
            "due": "2026-12-01",
            f"role_{scene.cast.police.unit}": "verify",
        },
    ),
    "information_urgent": Row(
        see=f"{OFFICE} village",
        post=f"{OFFICE} village",
        writes=f"{OFFICE} village",
        hidden=OTHERS,
        args=of_area("information", "urgent"),
        form=lambda scene: {
            "version": 2,
            "stage": "final",
            "committee": "镇党委、镇政府",
            "department": "县公安局",
            "office": "联席会议办公室",
            "means": "paper",
            "sent_at": "2026-11-23T18:03",
            "text": "已疏通。",
        },
    ),
    "information_urgent_docx": Row(
        see=MEMBERS,
        post=MEMBERS,
        hidden=OTHERS,
        args=lambda scene: (scene.of["information"]["urgent"], 1),
    ),
    "information_register": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=of_area("information", "new"), form=_matter
    ),
}
