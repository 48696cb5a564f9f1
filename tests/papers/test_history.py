"""Documents and papers of the past come in by the workbook; directives too; each can be withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.papers import incoming_queries, queries
from lianxi.roster import history
from lianxi.tasks import directive_queries
from lianxi.web import clock
from tests import past
from tests.cast import Cast
from tests.papers.ground import OFFICE, issuer

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DOCUMENT = {
    "kind": "通知",
    "issuer": OFFICE.name,
    "title": "关于排查的通知",
    "document_number": "柳信联办〔2025〕3号",
    "issued_on": "2025-03-04",
}
BRIEF = {
    "kind": "简报",
    "issuer": OFFICE.name,
    "title": "一季度情况",
    "document_number": "第1期",
    "issued_on": "2025-03-30",
}
PAPER = {
    "form": "来文",
    "sender": "县水利局",
    "title": "来函",
    "received_on": "2025-04-01",
    "answer": "已办",
    "answered_on": "2025-04-09",
}
DIRECTIVE = {"source": "县级", "title": "核查水质反映", "received_on": "2025-05-06", "due": "2025-06-05"}
ALL = {"documents": [DOCUMENT, BRIEF], "papers": [PAPER], "directives": [DIRECTIVE]}


def bring_in(cast: Cast, given: past.Given = ALL) -> int:
    return history.bring_in_history(cast.clerk.call(), tables=past.tables(cast, given)).entry


def test_what_went_out_and_came_in_before_stands_in_the_registers_marked(cast: Cast) -> None:
    issuer(cast)
    bring_in(cast)
    out = queries.documents(cast.conference, role="director", unit=None)
    assert [(row.document_number, row.state, row.by_hand) for row in out] == [
        ("第1期", "filed", True),
        ("柳信联办〔2025〕3号", "filed", True),
    ]
    [paper] = incoming_queries.papers(cast.conference, on=clock.today(), shown="all")
    assert (paper.title, paper.state) == ("来函", "filed")
    [directive] = directive_queries.directives(cast.conference, on=clock.today())
    assert (directive.title, directive.overdue, directive.by_hand) == ("核查水质反映", True, True)
    told = {fact.verb: fact.happened_on for fact in journal.facts(cast.conference) if fact.data.get("history")}
    assert told["brief.issued"] == date(2025, 3, 30)


def test_the_same_workbook_again_brings_in_nothing(cast: Cast) -> None:
    issuer(cast)
    bring_in(cast)
    with pytest.raises(RuleBroken, match="已经有了"):
        bring_in(cast)


@pytest.mark.parametrize(
    ("sheet", "row", "changed", "said"),
    [
        ("documents", DOCUMENT, {"issuer": "别处办公室"}, "没有叫“别处办公室”的发文机关"),
        ("documents", DOCUMENT, {"kind": "令"}, "不在可选范围内"),
        ("papers", PAPER, {"answered_on": "2025-03-01"}, "早于收到日期"),
        ("directives", DIRECTIVE, {"answer": "已办"}, "请填写报结日期"),
        ("directives", DIRECTIVE, {"received_on": "2027-01-01"}, "还没有到"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_comes_in(cast: Cast, sheet: str, row, changed, said: str) -> None:  # type: ignore[no-untyped-def]
    issuer(cast)
    with pytest.raises(Invalid, match=said):
        bring_in(cast, {sheet: [{**row, **changed}]})
    assert queries.documents(cast.conference, role="director", unit=None) == []


def test_a_row_brought_in_by_mistake_is_withdrawn(cast: Cast) -> None:
    issuer(cast)
    entry = bring_in(cast)
    view = journal.entry(cast.conference, entry)
    assert view is not None
    for verb in ("document.issued", "paper.received", "directive.received"):
        place = next(place for place, fact in enumerate(view.facts) if fact.verb == verb)
        withdraw_entry(cast.clerk.call(), entry=entry, fact=place, reason="录错")
    assert incoming_queries.papers(cast.conference, on=clock.today(), shown="all") == []
    assert directive_queries.directives(cast.conference, on=clock.today(), shown="all") == []
    states = {row.title: row.state for row in queries.documents(cast.conference, role="director", unit=None)}
    assert states["关于排查的通知"] == "discarded"
