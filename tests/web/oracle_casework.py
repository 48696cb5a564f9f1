"""Who gets through to the steps, papers and files of a matter: who sees it, and of these whose step it is."""

from __future__ import annotations

from typing import Any

from tests.web.rows import MEMBERS, OFFICE, TODAY, Args, Row, Scene, a_scan, of_area

#: the leading unit of the scene's matters; the village has no part in them
BEARERS = f"{OFFICE} police liaison"
SEEN = " ".join(key for key in MEMBERS.split() if key != "village")


def _of(name: str, *rest: str) -> Args:
    return lambda scene: (scene.of["casework"][name], *rest)


def _of_paper(paper: str, *rest: str) -> Args:
    return lambda scene: (scene.of["casework"]["waiting"], scene.of["casework"][paper], *rest)


def _approval(scene: Scene) -> dict[str, Any]:
    """The office fills in for whom, and the signed sheet; the head of the organ is not asked."""
    return {
        "version": scene.of["casework"]["version"],
        "document_number": "柳政信〔2026〕21号",
        "behalf_seat": scene.cast.organ_head.seat,
        "behalf_on": TODAY,
        "scans": a_scan(),
    }


_FILE = {"see": SEEN, "post": SEEN, "hidden": "village"}
ROWS: dict[str, Row] = {
    "matter_step": Row(
        see=BEARERS,
        post=BEARERS,
        writes=BEARERS,
        hidden="village",
        args=_of("handling", "measure"),
        form=lambda scene: {"version": 1, "kind": "guidance", "on": TODAY, "text": "上门走访。"},
    ),
    "matter_paper_new": Row(
        see=BEARERS,
        post=BEARERS,
        writes=BEARERS,
        hidden="village",
        args=_of("handling", "agreement"),
        form=lambda scene: {"facts": "地界。"},
    ),
    "matter_papers": Row(**_FILE, args=of_area("casework", "waiting")),
    "matter_paper": Row(**_FILE, args=_of_paper("opinion")),
    "matter_paper_step": Row(
        see=f"{OFFICE} organ_head",
        post=f"{OFFICE} organ_head",
        writes=f"{OFFICE} organ_head",
        hidden="village",
        args=_of_paper("opinion", "approve"),
        form=_approval,
    ),
    "matter_paper_docx": Row(**_FILE, args=_of_paper("acceptance")),
    "matter_paper_receipt": Row(**_FILE, args=_of_paper("acceptance")),
    "matter_blank": Row(**_FILE, args=_of("handling", "elsewhere")),
    "matter_registration": Row(**_FILE, args=of_area("casework", "waiting")),
    "matter_file_zip": Row(**_FILE, args=of_area("casework", "waiting")),
}
