"""A village's filled-in 办理回执 that waits for the clerk's confirmation: one task reported done."""

from __future__ import annotations

from lianxi.documents.rows import Row, Table
from lianxi.meetings import history_drafts, returns
from lianxi.meetings.owing import owes
from lianxi.web import clock
from tests.cast import Cast

LETTERS = dict(zip(("code", "kind", "title", "due", "result", "text", "on", "by"), "ABCDEFGH", strict=True))


def token(cast: Cast) -> str:
    """The draft's token: the same file is the same draft."""
    assert cast.village.unit is not None
    day = clock.today()
    asked = returns.things(owes(cast.conference, cast.village.unit, day))
    first = asked[0]
    cells = {"code": first.code, "kind": first.label, "title": first.title, "due": first.due}
    cells |= {"result": "已办结", "text": "已清淤", "on": day.isoformat(), "by": "林秋生"}
    seal = returns.sealed(cast.conference, cast.village.unit, day, asked)
    tables = {
        "return": Table("办理回执", (), (Row(6, cells),), (), (), LETTERS),
        "seal": Table("标识", (), (Row(2, {"seal": seal}),), (), (), {"seal": "A"}),
    }
    return history_drafts.begin(
        cast.conference,
        cast.clerk.account,
        file_name="柳塘村办理回执.xlsx",
        file_sha256="1" * 64,
        tables=tables,
        now=clock.now(),
        kind="return",
    )


def make(cast: Cast) -> dict[str, int]:
    token(cast)
    return {}
