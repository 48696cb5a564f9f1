"""Who gets through to assessment: drafts are hidden from units, a result and an objection from other units."""

from __future__ import annotations

from typing import Any

from tests.web.rows import JOURNAL, MEMBERS, OFFICE, UNITS, Args, Row, Scene, a_scan, of_area

OTHERS = "police liaison"
PREVIEW = f"{OFFICE} convener"
STEPPERS = f"{OFFICE} convener"


def _unit_of(name: str) -> Args:
    return lambda scene: (scene.of["assessment"][name], scene.cast.village.unit)


def _pair(one: str, other: str) -> Args:
    return lambda scene: (scene.of["assessment"][one], scene.of["assessment"][other])


def _written(scene: Scene) -> dict[str, Any]:
    return {
        "title": "年度考核", "first_day": "2026-01-01", "last_day": "2026-12-31", "count": 3, "name_1": "签收",
        "definition_1": "按期签收", "formula_1": "比例(按期签收数, 应办签收数)", "weight_1": "10", "version": 1,
    }  # fmt: skip


ROWS: dict[str, Row] = {
    "assessments": Row(see=MEMBERS, post=MEMBERS),
    "assessment_formulas": Row(see=MEMBERS, post=MEMBERS),
    "assessment_new": Row(see=OFFICE, post=OFFICE, writes=OFFICE, query=lambda scene: "from=empty", form=_written),
    "assessment": Row(
        see=f"{OFFICE} convener organ_head inspector",
        post=STEPPERS,
        writes="convener",
        hidden=UNITS,
        args=of_area("assessment", "submitted"),
        form=lambda scene: {"step": "confirm", "version": 2, "opinion": "同意。"},
    ),
    "assessment_edit": Row(see=OFFICE, post=OFFICE, writes=OFFICE, args=of_area("assessment", "draft"), form=_written),
    "assessment_preview": Row(see=PREVIEW, post=PREVIEW, args=of_area("assessment", "confirmed")),
    "assessment_paper": Row(see=MEMBERS, post=MEMBERS, args=of_area("assessment", "confirmed")),
    "assessment_circular": Row(see=MEMBERS, post=MEMBERS, args=of_area("assessment", "published")),
    "assessment_results": Row(see=MEMBERS, post=MEMBERS, args=of_area("assessment", "published")),
    "assessment_unit": Row(
        see=MEMBERS,
        post=f"{OFFICE} village convener",
        writes="village",
        hidden=OTHERS,
        args=_unit_of("open"),
        form=lambda scene: {"step": "object", "version": 4, "place": 2, "text": "漏登。"},
    ),
    "objection": Row(
        see=MEMBERS,
        post=f"{OFFICE} village convener",
        writes=OFFICE,
        hidden=OTHERS,
        args=of_area("assessment", "objection"),
        form=lambda scene: {"step": "answer", "version": 1, "upheld": "no", "answer": "记录属实。"},
    ),
    "objection_file": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=_pair("objection", "objection_file")),
    "assessment_file": Row(
        see=f"{OFFICE} convener organ_head inspector",
        post=f"{OFFICE} convener organ_head inspector",
        hidden=UNITS,
        args=_pair("scanned", "scan"),
    ),
    "targets": Row(see=MEMBERS, post=MEMBERS),
    "targets_export": Row(see=MEMBERS, post=MEMBERS),
    "target_letter_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {
            "year": 2027,
            "units": scene.cast.police.unit,
            "count": 1,
            "title_1": "台账",
            "standard_1": "逐件登记",
            "due_1": "2027-12-20",
        },
    ),
    "target_letter": Row(
        see=MEMBERS,
        post=f"{OFFICE} village convener",
        writes=OFFICE,
        hidden=OTHERS,
        args=of_area("assessment", "letter_draft"),
        form=lambda scene: {
            "step": "sign",
            "version": 1,
            "signed_on": "2026-11-20",
            "signer": "林秋生",
            "scans": a_scan(),
        },
    ),
    "target_letter_edit": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_area("assessment", "letter_draft"),
        form=lambda scene: {
            "version": 1,
            "count": 1,
            "title_1": "台账",
            "standard_1": "逐件登记",
            "due_1": "2025-12-20",
        },
    ),
    "target_letter_paper": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=of_area("assessment", "letter")),
    "target_letter_file": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=_pair("letter", "letter_file")),
    "target": Row(
        see=MEMBERS,
        post=f"{OFFICE} village convener",
        writes="village",
        hidden=OTHERS,
        args=of_area("assessment", "target"),
        form=lambda scene: {"step": "report", "version": 1, "text": "每月一次，均已报告。"},
    ),
    "target_file": Row(see=MEMBERS, post=MEMBERS, hidden=OTHERS, args=_pair("target", "letter_file")),
    "county_tables": Row(see=JOURNAL, post=JOURNAL),
    "county_table_import": Row(see=OFFICE, post=OFFICE),
    "county_table_columns": Row(see=OFFICE, post=OFFICE),
    "county_table": Row(see=JOURNAL, post=JOURNAL, args=of_area("assessment", "county")),
    "county_table_export": Row(see=JOURNAL, post=JOURNAL, args=of_area("assessment", "county")),
    "county_item": Row(
        see=JOURNAL,
        post=OFFICE,
        writes=OFFICE,
        args=lambda scene: (scene.of["assessment"]["county"], 1),
        form=lambda scene: {"version": 1, "computes": "volume:matters", "own_score": "5"},
    ),
}
