"""A matter that is not in the national system yet, a local deadline, revised categories and a list that wait."""

from __future__ import annotations

from datetime import date

from lianxi.matters.life import registering
from lianxi.matters.tables import categories, setting, upload_drafts
from lianxi.matters.tables.category_tree import SHIPPED
from lianxi.web import clock
from tests.cast import Cast

TERM = setting.TermGiven(
    "handling", 50, "calendar_day", "柳塘县", "柳塘县信访工作办法（柳办〔2026〕3号）", date(2026, 1, 1)
)


def a_matter(cast: Cast, title: str = "水渠修缮", **more: object) -> int:
    """A claim registered today; its number."""
    values = {
        "channel": "visit",
        "petitioned_on": clock.today(),
        "received_on": clock.today(),
        "purpose": "claim",
        "kind": "appeal_claim",
        "title": title,
        "text": "请求修缮村口水渠。",
        "route": 6,
    }
    given = registering.MatterGiven(**{**values, **more})  # type: ignore[arg-type]
    return registering.register_matter(cast.clerk.call(), given=given).number


def following(cast: Cast) -> int:
    """The serial that comes next this year."""
    return setting.numbering(cast.conference, clock.today().year).following


def a_draft(cast: Cast) -> None:
    """The clerk's unconfirmed revision: one category more."""
    content = {
        "version": categories.table(cast.conference).version,
        "rows": [*SHIPPED, ("012000", "农村供水")],
        "wrong": [],
    }
    account = cast.clerk.account
    upload_drafts.keep(cast.conference, account, upload_drafts.CATEGORIES, content=content, now=clock.now())


def a_list(cast: Cast) -> None:
    """A list of the national system that the clerk compares: one row, of a matter that is not here."""
    row = {"row": 2, "number": "GX9", "values": {"petitioned_on": "2026-11-20"}, "closed": None, "state": ""}
    content = {"rows": [row], "problems": [], "forbidden": [], "personal": [], "unused": [], "compared": ["信访日期"]}
    account = cast.clerk.account
    upload_drafts.keep(cast.conference, account, upload_drafts.NATIONAL, content=content, now=clock.now())


def make(cast: Cast) -> dict[str, int]:
    matter = a_matter(cast)
    term = setting.set_local_term(cast.clerk.call(), given=TERM).number
    a_draft(cast)
    a_list(cast)
    return {"matter": matter, "term": term}
