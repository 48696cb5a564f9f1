"""Reports upward: every addressee is owed his copy; an answer can become a directive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.rulebook.facts import Fact
from lianxi.tasks import directive_queries, upward
from lianxi.tasks.directives import Received
from lianxi.web import clock
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TO = ["镇党委、镇政府", "县信访工作联席会议"]


def in_order(conference: int) -> list[Fact]:
    return sorted(facts(conference), key=lambda fact: (fact.entry, fact.index))


def draft(cast: Cast, **more: object) -> int:
    given = {"kind": "report", "title": "关于渠道淤积的报告", "text": "情况如下。", "addressees": TO, **more}
    return upward.draft_report(cast.clerk.call(), **given).number  # type: ignore[arg-type]


def view(cast: Cast, number: int) -> directive_queries.UpwardView:
    found = directive_queries.report(cast.conference, number)
    assert found is not None
    return found


def sent(cast: Cast) -> list[Fact]:
    return [fact for fact in facts(cast.conference, verbs=frozenset({"report.sent"})) if fact.verb == "report.sent"]


def send(cast: Cast, number: int, *places: int) -> None:
    found = view(cast, number)
    upward.send_report(
        cast.clerk.call(),
        number=number,
        version=found.version,
        sendings=[found.sendings[place].number for place in places],
        sent_on=clock.today(),
        means="paper",
    )


def test_the_duty_is_answered_only_by_the_sending_that_completes_the_addressees(cast: Cast) -> None:
    number = draft(cast, origin="decision:5")
    send(cast, number, 0)
    assert view(cast, number).state == "drafted"
    assert [fact.subject("decision") for fact in sent(cast)] == [None]
    send(cast, number, 1)
    assert view(cast, number).state == "sent"
    assert [fact.subject("decision") for fact in sent(cast)] == [None, "decision:5"]


def test_one_matter_has_one_report(cast: Cast) -> None:
    draft(cast, origin="decision:5")
    with pytest.raises(RuleBroken, match="已有第 1 号报告"):
        draft(cast, origin="decision:5")


def test_a_request_goes_to_one_addressee(cast: Cast) -> None:
    with pytest.raises(Invalid, match="请示只写一个主送机关"):
        draft(cast, kind="request")


def test_an_answer_becomes_a_directive_in_the_same_entry(cast: Cast) -> None:
    number = draft(cast)
    send(cast, number, 0, 1)
    found = view(cast, number)
    done = upward.take_answer(
        cast.clerk.call(),
        number=number,
        version=found.version,
        sending=found.sendings[1].number,
        answered_on=clock.today(),
        answer="同意，请于月底前完成清淤。",
        directive=Received("county", "月底前完成清淤", clock.today(), clock.today() + timedelta(days=7)),
    )
    told = [fact.verb for fact in in_order(cast.conference) if fact.entry == done.entry]
    assert told == ["report.answered", "directive.received"]
    answered = view(cast, number)
    assert answered.sendings[1].directive == 1
    assert answered.state == "sent"  # the other addressee has not answered
    made = directive_queries.directive(cast.conference, 1, clock.today())
    assert made is not None
    assert made.origin == f"sending:{found.sendings[1].number}"


def test_an_answer_to_what_was_not_sent_is_a_reply_to_the_wrong_paper(cast: Cast) -> None:
    number = draft(cast)
    send(cast, number, 0)
    found = view(cast, number)
    with pytest.raises(Invalid, match="核对是哪份报告"):
        upward.take_answer(
            cast.clerk.call(),
            number=number,
            version=found.version,
            sending=found.sendings[1].number,
            answered_on=clock.today(),
            answer="同意。",
        )


def test_what_has_gone_out_is_not_changed_any_more(cast: Cast) -> None:
    number = draft(cast)
    send(cast, number, 0)
    found = view(cast, number)
    with pytest.raises(RuleBroken, match="不能再改"):
        upward.edit_report(
            cast.clerk.call(),
            number=number,
            version=found.version,
            kind="report",
            title="改",
            text="改",
            addressees=TO,
        )
