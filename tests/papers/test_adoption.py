"""What was issued on paper and recorded by hand stands in the register; withdrawn it is void there."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.charter import queries as charter
from lianxi.charter.actions import put_in_force
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.models import Entry
from lianxi.journal.refusals import RuleBroken
from lianxi.papers import queries
from lianxi.roster.by_hand import Record, record_by_hand
from lianxi.web import clock
from tests.cast import Cast, compiled
from tests.papers.ground import brought_to, draft, issuer
from tests.web.test_papers import RULES_WITH_PAPERS

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def duty(cast: Cast, verb: str) -> str:
    """The key of the duty on that verb, in rules that have one."""
    rules = compiled(RULES_WITH_PAPERS)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    put_in_force(cast.clerk.call(), compiled=rules, answers=answers, in_force_from=date(2026, 10, 1), replaces=1)
    edition = charter.versions(cast.conference)[-1].edition
    return next(each.key for each in edition.duties if getattr(each, "verb", "") == verb)


@pytest.mark.parametrize(("verb", "kind"), [("brief.issued", "brief"), ("work_points.issued", "work_points")])
def test_what_was_issued_on_paper_stands_in_the_register(cast: Cast, verb: str, kind: str) -> None:
    issuer(cast)
    record = Record(duty(cast, verb), "done", clock.today(), "四季度情况")
    entry = record_by_hand(cast.clerk.call(), record=record).entry
    [row] = queries.documents(cast.conference, role="director", unit=None)
    assert (row.kind, row.title, row.state, row.by_hand) == (kind, "四季度情况", "filed", True)
    withdraw_entry(cast.clerk.call(), entry=entry, reason="录错")
    [row] = queries.documents(cast.conference, role="director", unit=None)
    assert row.state == "discarded"


def test_without_an_issuer_the_record_alone_tells_of_it(cast: Cast) -> None:
    record_by_hand(cast.clerk.call(), record=Record(duty(cast, "brief.issued"), "done", clock.today(), "简报"))
    assert queries.documents(cast.conference, role="director", unit=None) == []


def test_a_brief_issued_here_is_recalled_and_not_withdrawn(cast: Cast) -> None:
    brought_to(cast, "issued", draft(issuer(cast), "brief", "信访工作简报"))
    entry = Entry.objects.filter(conference=cast.conference).order_by("-number").first()
    assert entry is not None
    for place in (0, 1):
        with pytest.raises(RuleBroken, match="请在相应页面"):
            withdraw_entry(cast.clerk.call(), entry=entry.number, fact=place, reason="录错")
