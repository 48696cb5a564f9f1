"""Directives from above: received, broken down, answered; what was recorded by hand becomes a row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Done
from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.rulebook.facts import Fact
from lianxi.tasks import actions, directive_queries, directives
from lianxi.tasks.directives import Received
from lianxi.tasks.parts import Part
from lianxi.web import clock
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def in_order(conference: int) -> list[Fact]:
    return sorted(facts(conference), key=lambda fact: (fact.entry, fact.index))


def receive(cast: Cast, **more: object) -> Done:
    given = {"source": "county", "title": "核查集镇供水水质反映", "received_on": clock.today(), **more}
    return directives.receive_directive(cast.clerk.call(), received=Received(**given))  # type: ignore[arg-type]


def view(cast: Cast, number: int) -> directive_queries.DirectiveView:
    found = directive_queries.directive(cast.conference, number, clock.today())
    assert found is not None
    return found


def finish(cast: Cast, number: int) -> None:
    task = number
    actions.accept_task(cast.village.call(), number=task, version=1)
    actions.complete_task(cast.village.call(), number=task, version=2, text="已办结")
    actions.verify_task(cast.clerk.call(), number=task, version=3)


def test_a_directive_goes_down_as_tasks_and_back_up_as_a_report(cast: Cast) -> None:
    village = cast.village.unit
    assert village is not None
    number = receive(cast, due=clock.today() + 20 * DAY).number
    directives.break_down_directive(cast.clerk.call(), number=number, version=1, parts=[Part("取水样送检", village)])
    assert view(cast, number).row.progress == directive_queries.Progress(1, 0, 0)
    finish(cast, 1)
    assert view(cast, number).row.progress.done
    directives.answer_directive(
        cast.clerk.call(), number=number, version=2, text="水质达标", answered_on=clock.today(), document_number="3号"
    )
    assert view(cast, number).row.state == "answered"
    told = [fact.verb for fact in in_order(cast.conference) if fact.object == f"directive:{number}"]
    assert told == ["directive.received", "directive.broken_down", "directive.answered"]


def test_a_directive_whose_date_has_passed_when_it_arrives_is_overdue_at_once(cast: Cast) -> None:
    number = receive(cast, due=clock.today() - 2 * DAY).number
    row = view(cast, number).row
    assert (row.overdue, row.late_on_arrival) == (True, True)


def test_it_is_not_reported_done_while_a_task_is_open_unless_the_office_says_why(cast: Cast) -> None:
    village = cast.village.unit
    assert village is not None
    number = receive(cast).number
    directives.break_down_directive(cast.clerk.call(), number=number, version=1, parts=[Part("取水样送检", village)])
    given = {"number": number, "version": 2, "text": "先行报告", "answered_on": clock.today()}
    with pytest.raises(Invalid, match="1 项分解任务没有核验办结"):
        directives.answer_directive(cast.clerk.call(), **given)
    directives.answer_directive(cast.clerk.call(), **given, despite="县里催报，检测结果后补")
    assert view(cast, number).row.state == "answered"


def test_breaking_down_is_all_or_nothing(cast: Cast) -> None:
    village = cast.village.unit
    assert village is not None
    number = receive(cast).number
    with pytest.raises(Invalid, match="没有这个单位"):
        directives.break_down_directive(
            cast.clerk.call(), number=number, version=1, parts=[Part("取水样送检", village), Part("张贴公告", 999)]
        )
    assert view(cast, number).tasks == ()


def test_a_second_clerk_with_an_old_page_is_told_the_state_of_now(cast: Cast) -> None:
    number = receive(cast).number
    village = cast.village.unit
    assert village is not None
    directives.break_down_directive(cast.clerk.call(), number=number, version=1, parts=[Part("取水样送检", village)])
    with pytest.raises(Stale) as refused:
        directives.break_down_directive(cast.clerk.call(), number=number, version=1, parts=[Part("复查", village)])
    assert refused.value.now == "办理中"


def test_the_days_it_is_judged_by_are_not_changed_by_a_correction(cast: Cast) -> None:
    number = receive(cast, due=clock.today() + 5 * DAY).number
    with pytest.raises(RuleBroken, match="不能改动"):
        directives.correct_directive(
            cast.clerk.call(),
            number=number,
            version=1,
            received=Received("county", "核查供水水质", clock.today(), clock.today() + 50 * DAY),
        )


def test_a_withdrawn_registration_is_gone_from_the_list_and_refused_once_tasks_hang_on_it(cast: Cast) -> None:
    entry = receive(cast)
    withdraw_entry(cast.clerk.call(), entry=entry.entry, reason="登记错误")
    assert directive_queries.directive(cast.conference, entry.number, clock.today()) is None
    again, village = receive(cast), cast.village.unit
    assert village is not None
    directives.break_down_directive(
        cast.clerk.call(), number=again.number, version=1, parts=[Part("取水样送检", village)]
    )
    with pytest.raises(RuleBroken, match="已经分解为任务"):
        withdraw_entry(cast.clerk.call(), entry=again.entry, reason="登记错误")


def test_a_unit_cannot_register_a_directive(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="只有联席会议办公室、召集人"):
        directives.receive_directive(cast.village.call(), received=Received("county", "核查", clock.today()))
