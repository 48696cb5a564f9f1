"""Who gets through to interviews, measures, attention and comments: of the units only the one it is about."""

from __future__ import annotations

from typing import Any

from tests.web.rows import MEMBERS, OFFICE, TODAY, UNITS, Args, Row, Scene, of_area

#: units that those of the scene are not about
OTHERS = "police liaison"
DECIDERS = f"{OFFICE} convener"
#: what is only proposed is there for the office and the conveners alone
UNKNOWING = f"{UNITS} organ_head inspector"
STEPPERS = f"{OFFICE} village convener"


def _of(*names: str) -> Args:
    return lambda scene: tuple(scene.of["interviews"][name] for name in names)


def _unit(scene: Scene) -> str:
    return f"unit={scene.cast.village.unit}"


def _rectify(scene: Scene) -> dict[str, Any]:
    return {
        "step": "behalf_rectify",
        "version": 2,
        "text": "已清淤。",
        "behalf_seat": scene.cast.village.seat,
        "means": "paper",
        "behalf_on": TODAY,
    }


def _approve(scene: Scene) -> dict[str, Any]:
    return {"step": "approve", "version": 1, "opinion": "同意。"}


_READ = {"see": MEMBERS, "post": MEMBERS, "hidden": OTHERS}
ROWS: dict[str, Row] = {
    "interviews": Row(see=MEMBERS, post=MEMBERS),
    "interviews_export": Row(see=MEMBERS, post=MEMBERS),
    "interview_new": Row(
        see=DECIDERS,
        post=DECIDERS,
        writes=DECIDERS,
        query=_unit,
        form=lambda scene: {"ground": "convener", "reason": "渠道清淤没有书面答复。"},
    ),
    "interview": Row(
        see=MEMBERS, post=STEPPERS, writes=OFFICE, hidden=OTHERS, args=of_area("interviews", "held"), form=_rectify
    ),
    "interview_notice": Row(**_READ, args=of_area("interviews", "decided")),
    "interview_record": Row(**_READ, args=of_area("interviews", "held")),
    "interview_file": Row(**_READ, args=_of("held", "file")),
    "attentions": Row(see=MEMBERS, post=MEMBERS),
    "attentions_export": Row(see=MEMBERS, post=MEMBERS),
    "attention_new": Row(see=OFFICE, post=OFFICE, query=_unit),
    "attention": Row(
        see=MEMBERS,
        post=STEPPERS,
        writes=OFFICE,
        hidden=OTHERS,
        args=of_area("interviews", "attention"),
        form=lambda scene: {"step": "leave", "version": 1, "reason": "任务已全部核验。"},
    ),
    "unit_measures": Row(see=MEMBERS, post=MEMBERS),
    "unit_measures_export": Row(see=MEMBERS, post=MEMBERS),
    "unit_measure_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        query=_unit,
        form=lambda scene: {"kind": "circular", "ground": "false_handling", "text": "照片系旧照。"},
    ),
    "unit_measure": Row(
        see=DECIDERS,
        post=DECIDERS,
        writes="convener",
        hidden=UNKNOWING,
        args=of_area("interviews", "measure_proposed"),
        form=_approve,
    ),
    "unit_measure_paper": Row(**_READ, args=of_area("interviews", "measure")),
    "unit_measure_file": Row(**_READ, args=_of("measure_answered", "measure_file")),
    "comments": Row(see=MEMBERS, post=MEMBERS),
    "comments_export": Row(see=MEMBERS, post=MEMBERS),
    "comment_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {
            "meeting": scene.of["interviews"]["meeting"],
            "unit": scene.cast.village.unit,
            "owed": "台账不全。",
        },
    ),
    "comment": Row(
        see=MEMBERS,
        post=STEPPERS,
        writes="village",
        hidden=OTHERS,
        args=of_area("interviews", "comment"),
        form=lambda scene: {"step": "reply", "version": 1, "text": "已补齐台账。"},
    ),
}
