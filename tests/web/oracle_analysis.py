"""Who gets to 社情分析: the office makes it, leaders and inspector read, units never; measures also a convener's."""

from __future__ import annotations

from tests.web.rows import JOURNAL, OFFICE, Row, Scene, of_area, only_post


def _measure(scene: Scene) -> dict[str, object]:
    return {"step": "measure", "title": "整治", "text": "排查一遍。", "lead": scene.cast.police.unit}


ROWS: dict[str, Row] = {
    "analysis_packs": Row(see=JOURNAL, post=JOURNAL),
    "analysis_pack_new": only_post(OFFICE, OFFICE, form=lambda scene: {"month": "2026-08"}, get_refused=OFFICE),
    "analysis_making": Row(see=OFFICE, post=OFFICE, args=lambda scene: ("2026-07",)),
    "analysis_settings": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {
            "version": 0, "months": 6, "new_least": 3, "strong_least": 5, "spread_least": 3, "window": 30,
            "governance_least": 3, "governance_categories": "0901", "governance_words": "邻里、物业",
        },
    ),
    "analysis_pack": Row(see=JOURNAL, post=JOURNAL, args=of_area("analysis", "draft")),
    "analysis_pack_step": only_post(
        OFFICE,
        OFFICE,
        args=lambda scene: (scene.of["analysis"]["draft"], "confirm"),
        form=lambda scene: {"version": 1},
        get_refused=OFFICE,
    ),
    "analysis_concern_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_area("analysis", "draft"),
        form=lambda scene: {"title": "摊点占道", "kind": "governance", "text": "巡查发现。"},
    ),
    "analysis_concern": Row(
        see=JOURNAL,
        post=f"{OFFICE} convener",
        writes=f"{OFFICE} convener",
        args=of_area("analysis", "confirmed_concern"),
        form=_measure,
    ),
    "analysis_pack_docx": Row(see=JOURNAL, post=JOURNAL, args=of_area("analysis", "confirmed")),
    "analysis_pack_xlsx": Row(see=JOURNAL, post=JOURNAL, args=of_area("analysis", "confirmed")),
}  # fmt: skip
