"""Joint supervisions in every state that the addresses name: proposed, approved, running, over."""

from __future__ import annotations

from lianxi.journal import queries as journal
from lianxi.oversight import findings, supervision
from tests.cast import Cast
from tests.oversight import supervision_ground as ground


def make(cast: Cast) -> dict[str, int]:
    waiting = ground.proposed(cast)
    approved = ground.approved(cast)
    running = ground.started(cast)
    draft = ground.record(cast, running)
    over, finding = ground.over(cast)
    supervision.report_supervision(
        cast.clerk.call(),
        number=over,
        version=ground.view(cast, over).version,
        text="督查情况如下。",
        files=[ground.SCAN],
    )
    findings.rectify_finding(cast.village.call(), number=finding, version=2, text="已补发")
    return {
        "waiting": waiting, "approved": approved, "running": running, "draft": draft, "over": over, "finding": finding,
        "village": ground.unit(cast, "柳塘村"), "file": _file(cast, f"supervision:{over}"),
        "photo": _file(cast, f"finding:{finding}"),
    }  # fmt: skip


def _file(cast: Cast, object_: str) -> int:
    entries = [step.entry for step in journal.history(cast.conference, object_)]
    return next(file.number for files in journal.files_of(cast.conference, entries).values() for file in files)
