"""Who gets through to documents out. A unit sees what was issued to it; the inspector what went out."""

from __future__ import annotations

from typing import Any

from tests.web.rows import LEADERS, MEMBERS, OFFICE, TODAY, UNITS, Row, Scene, a_scan, of_area

INSIDE = f"{OFFICE} {LEADERS}"
NOT_INSIDE = f"{UNITS} inspector"
#: units that the issued document of the scene did not go to
NOT_RECEIVERS = "police liaison"


def _of(state: str) -> Any:
    return of_area("papers", state)


def _words(scene: Scene) -> dict[str, Any]:
    return {"issuer": scene.of["papers"]["issuer"], "title": "关于排查的通知", "body": "现通知如下。"}


def _step(state: str, step: str) -> Any:
    return lambda scene: (scene.of["papers"][state], step)


ROWS: dict[str, Row] = {
    "documents": Row(see=MEMBERS, post=MEMBERS),
    "documents_export": Row(see=MEMBERS, post=MEMBERS),
    "document_new": Row(see=OFFICE, post=OFFICE, writes=OFFICE, query=lambda scene: "kind=notice", form=_words),
    "issuers": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {
            "body": "conference",
            "name": "柳塘镇联席会议",
            "mark": "柳塘镇联席会议文件",
            "code": "柳信联",
            "signer": "convener",
            "own_book": "on",
            "start": 1,
        },
    ),
    "book": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("issuer"),
        form=lambda scene: {"running": 3, "reason": "打印作废"},
    ),
    "document": Row(see=MEMBERS, post=MEMBERS, hidden=NOT_RECEIVERS, args=_of("issued")),
    "document_docx": Row(see=MEMBERS, post=MEMBERS, hidden=NOT_RECEIVERS, args=_of("issued")),
    "document_edit": Row(see=OFFICE, post=OFFICE, args=_of("draft"), form=lambda scene: {**_words(scene), "seen": 1}),
    "document_autosave": Row(
        see="",
        post=OFFICE,
        get_refused=OFFICE,
        args=_of("draft"),
        form=lambda scene: {**_words(scene), "seen": 1},
    ),
    "document_step": Row(
        see=OFFICE, post=OFFICE, writes="director", args=_step("draft", "check"), form=lambda scene: {"version": 1}
    ),
    "document_reason": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_step("issued", "recall"),
        form=lambda scene: {"version": 4, "reason": "附件有误"},
    ),
    "document_sign": Row(
        see=INSIDE, post=INSIDE, writes="convener", args=_of("checked"), form=lambda scene: {"version": 2}
    ),
    "document_sign_paper": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("checked"),
        form=lambda scene: {
            "version": 2,
            "behalf_seat": scene.cast.convener.seat,
            "behalf_on": TODAY,
            "scans": a_scan(),
        },
    ),
    "document_check_paper": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("draft"),
        form=lambda scene: {
            "version": 1,
            "behalf_seat": scene.cast.director.seat,
            "means": "paper",
            "behalf_on": TODAY,
        },
    ),
    "document_enclose": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("draft"),
        form=lambda scene: {"version": 1, "scans": a_scan()},
    ),
    "document_file": Row(
        see=MEMBERS,
        post=MEMBERS,
        hidden=NOT_RECEIVERS,
        args=lambda scene: (scene.of["papers"]["enclosed"], scene.of["papers"]["file"]),
    ),
    "document_chase": Row(see=OFFICE, post=OFFICE, writes=OFFICE, args=_of("issued")),
    "document_issue": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("signed"),
        form=lambda scene: {"version": 3, "running": 3, "units": [scene.cast.village.unit]},
    ),
    "document_receive": Row(see="village", post="village", writes="village", hidden=NOT_RECEIVERS, args=_of("issued")),
    "document_receipts": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=_of("issued"),
        form=lambda scene: {"unit": scene.cast.village.unit, "means": "paper", "behalf_on": TODAY},
    ),
    "document_sheet": Row(see=OFFICE, post=OFFICE, args=_of("signed")),
    "document_receipts_sheet": Row(see=OFFICE, post=OFFICE, args=_of("issued")),
    "document_pdf": Row(see=MEMBERS, post=MEMBERS, hidden=NOT_RECEIVERS, args=_of("issued")),
}
