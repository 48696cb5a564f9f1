"""Joint supervision: whole for office, leaders, inspectors and who was sent (the police); its own for the village."""

from __future__ import annotations

from tests.web.rows import JOURNAL, MEMBERS, OFFICE, UNITS, Row, Scene, of_area

#: who sees a supervision wholly: the police sends people, its liaison acts for it
WHOLE = f"{JOURNAL} police liaison"
PROPOSAL = {"title": "窗口服务联合督查", "reason": "群众多有反映，需要一起核实。"}


def _new(scene: Scene) -> dict[str, object]:
    return {**PROPOSAL, "units": [scene.of["supervision"]["village"]]}


def _at(name: str, *more: str):  # type: ignore[no-untyped-def]
    return lambda scene: tuple(scene.of["supervision"][each] for each in (name, *more))


ROWS: dict[str, Row] = {
    "supervisions": Row(see=MEMBERS, post=MEMBERS),
    "supervisions_export": Row(see=MEMBERS, post=MEMBERS),
    "supervision_new": Row(see=f"{OFFICE} {UNITS}", post=f"{OFFICE} {UNITS}", writes=f"{OFFICE} {UNITS}", form=_new),
    "supervision": Row(
        see=JOURNAL,
        post=f"{OFFICE} convener",
        writes="convener",
        hidden="police village liaison",
        args=of_area("supervision", "waiting"),
        form=lambda scene: {"step": "approve", "version": 1},
    ),
    "supervision_edit": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        hidden="police village liaison",
        args=of_area("supervision", "waiting"),
        form=lambda scene: {**_new(scene), "version": 1},
    ),
    "supervision_organise": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        hidden="police village liaison",
        args=of_area("supervision", "approved"),
        form=lambda scene: {"version": 2},
    ),
    "supervision_notice": Row(see=WHOLE, post=WHOLE, hidden="village", args=_at("running")),
    "supervision_report": Row(see=WHOLE, post=WHOLE, hidden="village", args=_at("over")),
    "supervision_checklist": Row(see=WHOLE, post=WHOLE, hidden="village", args=_at("running")),
    "supervision_file": Row(see=WHOLE, post=WHOLE, hidden="village", args=_at("over", "file")),
    "supervision_unit": Row(
        see=WHOLE,
        post=f"{OFFICE} police liaison",
        writes=f"{OFFICE} police liaison",
        hidden="village",
        args=_at("running", "village"),
        form=lambda scene: {"step": "results", "result_1": "good", "note_1": ""},
    ),
    "supervision_feedback": Row(see=f"{WHOLE} village", post=f"{WHOLE} village", args=_at("over", "village")),
    # the police looked at the village, but verifying is the office's, which carries it out
    "finding": Row(
        see=f"{WHOLE} village",
        post=f"{OFFICE} {UNITS}",
        writes=OFFICE,
        args=_at("finding"),
        form=lambda scene: {"step": "verify", "version": 3},
    ),
    "finding_file": Row(see=f"{WHOLE} village", post=f"{WHOLE} village", args=_at("finding", "photo")),
}
