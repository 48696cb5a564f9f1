"""督办单 and 工作建议书: sent, answered in writing, accepted or returned; an answer to the wrong paper is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from lianxi.journal.actions import withdraw_entry
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Call
from lianxi.journal.lines import read
from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.tasks import actions, demand_queries, demands, office_lines
from lianxi.tasks.demands import Asked
from lianxi.web import clock
from tests.cast import Cast, Player

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
KINDS = ("inspection", "suggestion")
SEND = {"inspection": demands.order_inspection, "suggestion": demands.make_suggestion}
ANSWER = {"inspection": demands.answer_inspection, "suggestion": demands.answer_suggestion}
ACCEPT = {"inspection": demands.accept_inspection, "suggestion": demands.accept_suggestion}
RETURN = {"inspection": demands.return_inspection, "suggestion": demands.return_suggestion}


def send(cast: Cast, kind: str = "inspection", who: Player | None = None, **more: object) -> int:
    unit = (who or cast.village).unit
    given = {"unit": unit, "title": "渠道清淤", "text": "请答复原因。", "due": clock.today() + 5 * DAY, **more}
    return SEND[kind](cast.clerk.call(), asked=Asked(**given)).number  # type: ignore[arg-type]


def view(cast: Cast, number: int, kind: str = "inspection") -> demand_queries.DemandView:
    found = demand_queries.demand_for(cast.conference, kind, number, role="director", unit=None, on=clock.today())
    assert found is not None
    return found


def for_(cast: Cast, who: Player, days_ago: int = 0) -> Call:
    day = clock.today() - days_ago * DAY
    behalf = Behalf(who.person, who.seat, who.role, who.unit, "paper", day)
    return Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_answered_in_writing_returned_answered_again_and_accepted(cast: Cast, kind: str) -> None:
    number = send(cast, kind)
    ANSWER[kind](cast.village.call(), number=number, version=1, text="正在办", files=[Upload("图.jpg", b"jpg")])
    RETURN[kind](cast.clerk.call(), number=number, version=2, opinion="没有写办结日期")
    assert view(cast, number, kind).row.state == "returned"
    ANSWER[kind](cast.village.call(), number=number, version=3, text="月底前办结")
    ACCEPT[kind](cast.clerk.call(), number=number, version=4)
    found = view(cast, number, kind)
    assert (found.row.state, found.answer) == ("accepted", "月底前办结")
    told = sorted(
        (fact.entry, fact.verb.partition(".")[2])
        for fact in facts(cast.conference)
        if fact.object == f"{kind}:{number}"
    )
    sent = {"inspection": "ordered", "suggestion": "made"}[kind]
    assert [verb for _, verb in told] == [sent, "answered", "returned", "answered", "accepted"]


def test_the_two_kinds_have_numbers_of_their_own(cast: Cast) -> None:
    assert [send(cast), send(cast), send(cast, "suggestion")] == [1, 2, 1]


def _of_another_unit(cast: Cast) -> None:
    demands.answer_inspection(cast.police.call(), number=send(cast), version=1, text="已办")


def _for_another_unit(cast: Cast) -> None:
    demands.answer_inspection(for_(cast, cast.police), number=send(cast), version=1, text="已办")


def _answered(cast: Cast) -> None:
    number = send(cast)
    demands.answer_inspection(cast.village.call(), number=number, version=1, text="已办")
    demands.answer_inspection(cast.village.call(), number=number, version=2, text="又办")


def _before_it_was_sent(cast: Cast) -> None:
    demands.answer_inspection(for_(cast, cast.village, 3), number=send(cast), version=1, text="已办")


def _of_the_other_kind(cast: Cast) -> None:
    demands.answer_suggestion(cast.village.call(), number=send(cast), version=1, text="已办")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (_of_another_unit, "没有下达给本单位的第 1 号督办单"),
        (_for_another_unit, "不能登记为其他单位的答复"),
        (_answered, "现为“已答复”，不再收答复"),
        (_before_it_was_sent, "答复日期早于这份督办单的日期"),
        (_of_the_other_kind, "没有下达给本单位的第 1 号工作建议书"),
    ],
)
def test_an_answer_to_the_wrong_paper_is_refused_with_a_sentence(
    cast: Cast, wrong: Callable[[Cast], None], says: str
) -> None:
    with pytest.raises((Invalid, RuleBroken), match=says):
        wrong(cast)


def test_an_answer_to_a_paper_that_was_changed_meanwhile_is_stale(cast: Cast) -> None:
    number = send(cast)
    demands.answer_inspection(cast.village.call(), number=number, version=1, text="正在办")
    demands.return_inspection(cast.clerk.call(), number=number, version=2, opinion="缺日期")
    with pytest.raises(Stale) as refused:
        demands.answer_inspection(cast.village.call(), number=number, version=1, text="再报")
    assert refused.value.now == "退回补充"


def test_it_is_about_tasks_of_that_unit_only(cast: Cast) -> None:
    assert cast.village.unit is not None
    assert cast.police.unit is not None
    made = [
        actions.assign_task(cast.clerk.call(), title="清淤", text="", lead=unit, due=None).number
        for unit in (cast.village.unit, cast.police.unit)
    ]
    number = send(cast, tasks=made[:1])
    assert [task.number for task in view(cast, number).tasks] == made[:1]
    with pytest.raises(Invalid, match=r"有的不是由.*牵头"):
        send(cast, tasks=made)


def test_a_past_date_is_refused_and_an_inspection_always_has_one(cast: Cast) -> None:
    with pytest.raises(Invalid, match="已经过去"):
        send(cast, due=clock.today() - DAY)
    with pytest.raises(Invalid, match="请填写要求答复的日期"):
        send(cast, due=None)
    assert send(cast, "suggestion", due=None) == 1


def test_a_withdrawn_answer_is_owed_again_and_an_answered_paper_is_not_withdrawn(cast: Cast) -> None:
    sent = demands.order_inspection(
        cast.clerk.call(), asked=Asked(cast.village.unit or 0, "清淤", "请答复。", clock.today())
    )
    answered = demands.answer_inspection(cast.village.call(), number=sent.number, version=1, text="已办")
    with pytest.raises(RuleBroken, match="已经答复，不能撤回"):
        withdraw_entry(cast.clerk.call(), entry=sent.entry, reason="误发")
    withdraw_entry(cast.clerk.call(), entry=answered.entry, reason="误登")
    assert view(cast, sent.number).row.state == "sent"
    withdraw_entry(cast.clerk.call(), entry=sent.entry, reason="误发")
    assert view(cast, sent.number).row.state == "cancelled"


def test_a_unit_cannot_order_another(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="只有联席会议办公室"):
        demands.order_inspection(
            cast.village.call(), asked=Asked(cast.police.unit or 0, "清淤", "请答复", clock.today())
        )


def test_what_is_open_is_counted_by_unit(cast: Cast) -> None:
    send(cast)
    send(cast, "suggestion", who=cast.police)
    demands.answer_suggestion(cast.police.call(), number=1, version=1, text="采纳")
    later = clock.today() + 9 * DAY
    assert demand_queries.open_by_unit(cast.conference, later) == {cast.village.unit: (1, 1)}
    waits = read(office_lines.parts(cast.conference, later))
    assert [line.words[0] for line in waits["demand.read"]] == ["suggestion"]
    assert [line.words[0] for line in waits["demand.late"]] == ["inspection"]
