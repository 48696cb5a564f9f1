"""Who gets through to 工作日历: every member reads it, the office loads a year's days off."""

from __future__ import annotations

from tests.web.rows import MEMBERS, OFFICE, Row

ROWS: dict[str, Row] = {
    "calendar": Row(see=MEMBERS, post=MEMBERS),
    "calendar_template": Row(see=OFFICE, post=OFFICE),
    "calendar_load": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {
            "year": "2027",
            "basis": "放假通知",
            "days": "2027-01-01 休\n2027-05-01 休\n2027-10-01至10-07 休",
            "replaces": "0",
            "do": "load",
        },
    ),
}
