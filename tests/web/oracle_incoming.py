"""Who gets through to papers that came in. Units learn of them by their tasks only."""

from __future__ import annotations

from typing import Any

from tests.web.rows import DAY, JOURNAL, LEADERS, OFFICE, TODAY, Row, a_scan, of_area


def _of(state: str) -> Any:
    return of_area("incoming", state)


INSTRUCT = f"director {LEADERS}"
ROWS: dict[str, Row] = {
    "papers": Row(see=JOURNAL, post=JOURNAL),
    "papers_export": Row(see=JOURNAL, post=JOURNAL),
    "paper_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {"form": "document", "sender": "县水利局", "title": "来函", "received_on": DAY},
    ),
    "paper": Row(see=JOURNAL, post=JOURNAL, args=_of("registered")),
    "paper_propose": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("registered"),
        form=lambda scene: {"version": 1, "proposal": "拟阅存。"},
    ),
    "paper_instruct": Row(
        see=INSTRUCT,
        post=INSTRUCT,
        writes=INSTRUCT,
        args=_of("proposed"),
        form=lambda scene: {"version": 2, "instruction": "照办。"},
    ),
    "paper_instruct_paper": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("proposed"),
        form=lambda scene: {
            "version": 2,
            "instruction": "照办。",
            "behalf_seat": scene.cast.convener.seat,
            "behalf_on": TODAY,
            "scans": a_scan(),
        },
    ),
    "paper_assign": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("instructed"),
        form=lambda scene: {"version": 3, "title_0": "核实", "lead_0": scene.cast.village.unit},
    ),
    "paper_answer": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("instructed"),
        form=lambda scene: {"version": 3, "answer": "已复函。", "answered_on": TODAY},
    ),
    "paper_file": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=_of("registered"), form=lambda scene: {"version": 1}
    ),
    "paper_sheet": Row(see=OFFICE, post=OFFICE, args=_of("instructed")),
}
