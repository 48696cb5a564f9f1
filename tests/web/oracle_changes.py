"""Who gets through to changes of holder: the office, the leaders, and the unit whose seat it is."""

from __future__ import annotations

from tests.web.rows import JOURNAL, OFFICE, TODAY, UNITS, Row, of_area

LETTER = of_area("changes", "letter")
#: the letter is the police's: the village does not learn of it
SEES = f"{JOURNAL} police liaison"
ROWS: dict[str, Row] = {
    "changes": Row(see=f"{JOURNAL} {UNITS}", post=f"{JOURNAL} {UNITS}"),
    "changes_export": Row(see=f"{JOURNAL} {UNITS}", post=f"{JOURNAL} {UNITS}"),
    "change_new": Row(
        see=f"{OFFICE} {UNITS}",
        post=f"{OFFICE} {UNITS}",
        writes=f"{OFFICE} village",
        form=lambda scene: {
            "seat": scene.cast.village.seat,
            "name": "温同舟",
            "since": TODAY,
            "means": "paper",
            "behalf_on": TODAY,
        },
    ),
    "change": Row(
        see=SEES,
        post=f"{OFFICE} convener",
        writes=OFFICE,
        hidden="village",
        args=LETTER,
        form=lambda scene: {"step": "decline", "version": 1, "reason": "缺任免文件"},
    ),
    "change_letter": Row(see=SEES, post=SEES, hidden="village", args=LETTER),
}
