"""Matters for list and detail page: an ordinary one of the village, an accusation against the police, a stub."""

from __future__ import annotations

from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.matters.life import deciding, registering, routing
from lianxi.matters.life.deciding import Exit
from lianxi.matters.life.registering import MatterGiven
from lianxi.web import clock
from tests.cast import Cast


def register(cast: Cast, title: str, **changed: object) -> int:
    """Registered today by the clerk, with a file."""
    today = clock.today()
    values: dict[str, object] = {
        "channel": "letter", "petitioned_on": today, "received_on": today, "purpose": "claim", "kind": "appeal_claim",
        "route": 6, "title": title, "text": f"反映{title}。", **changed,
    }  # fmt: skip
    files = [Upload("来信.pdf", b"%PDF-1.4 letter")]
    given = MatterGiven(**values)  # type: ignore[arg-type]
    return registering.register_matter(cast.clerk.call(), given=given, files=files).number


def make(cast: Cast) -> dict[str, int]:
    assert cast.village.unit is not None
    assert cast.police.unit is not None
    ordinary = register(cast, "水渠塌方")
    bearers = routing.Bearers(lead=cast.village.unit)
    routing.assign_matter(cast.clerk.call(), number=ordinary, version=1, bearers=bearers)
    accused: dict[str, object] = {"kind": "accusation", "route": None, "accused_units": (cast.police.unit,)}
    accusation = register(cast, "反映出警不公", **accused)
    stub = register(cast, "反映收受礼金", **accused)
    deciding.send_to_discipline(
        cast.clerk.call(), number=stub, version=1, exit_=Exit("县纪委监委", clock.today(), "移字1号")
    )
    entry = min(step.entry for step in journal.history(cast.conference, f"matter:{ordinary}"))
    file = journal.files_of(cast.conference, [entry])[entry][0].number
    return {"ordinary": ordinary, "accusation": accusation, "stub": stub, "file": file}
