"""A draft out for the village's opinion, a regulation in force, and a brief in draft: for matrix and page tests."""

from __future__ import annotations

from lianxi.papers import outgoing, queries, regulations
from lianxi.papers.content import Draft
from lianxi.papers.regulations import Passed
from lianxi.web import clock
from tests.cast import Cast
from tests.papers.ground import issuer


def make(cast: Cast) -> dict[str, int]:
    assert cast.village.unit is not None
    clerk, today = cast.clerk.call(), clock.today()
    text = {"kind": "measures", "text": "第一条　办理时限。"}
    asked = regulations.draft_regulation(clerk, title="信访事项办理办法", **text).number
    regulations.ask_opinions(clerk, number=asked, version=1, units=[cast.village.unit], due=today)
    issued = regulations.draft_regulation(clerk, title="领导接访制度", **text).number
    regulations.issue_regulation(
        clerk, number=issued, version=1, passed=Passed(today, document_number="柳政〔2026〕9号")
    )
    known = queries.issuers(cast.conference, today.year)
    place = known[0].number if known else issuer(cast)
    brief = outgoing.draft_document(clerk, draft=Draft("brief", place, "信访工作简报")).number
    return {"asked": asked, "issued": issued, "brief": brief}
