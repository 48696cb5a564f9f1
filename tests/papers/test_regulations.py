"""制度文件: drafted, opinions asked and given, issued, amended, repealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.papers import regulation_queries, regulations
from lianxi.papers.regulations import Passed
from lianxi.web import clock
from tests.cast import Cast
from tests.papers.ground import brought_to, draft, issuer, on_behalf

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def begin(cast: Cast, text: str = "第一条　办理时限。") -> int:
    return regulations.draft_regulation(
        cast.clerk.call(), kind="measures", title="信访事项办理工作办法", text=text
    ).number


def ask(cast: Cast, number: int, version: int = 1) -> None:
    units = [cast.village.unit or 0, cast.police.unit or 0]
    due = clock.today() + 5 * DAY
    regulations.ask_opinions(cast.clerk.call(), number=number, version=version, units=units, due=due)


def view(cast: Cast, number: int, role: str = "director", unit: int | None = None) -> regulation_queries.RegulationView:
    found = regulation_queries.regulation_for(cast.conference, number, role=role, unit=unit)
    assert found is not None
    return found


def test_it_goes_from_draft_over_opinions_to_issue_amendment_and_repeal(cast: Cast) -> None:
    number, today = begin(cast), clock.today()
    ask(cast, number)
    regulations.give_opinion(cast.village.call(), number=number, text="第一条改为十五日。")
    regulations.give_opinion(on_behalf(cast, cast.police), number=number, text="", none=True)
    paper = brought_to(cast, "issued", draft(issuer(cast)))
    regulations.issue_regulation(cast.clerk.call(), number=number, version=2, passed=Passed(today, paper))
    assert view(cast, number).row.document_number == "柳信联办〔2026〕1号"
    regulations.amend_regulation(
        cast.clerk.call(),
        number=number,
        version=3,
        passed=Passed(today, note="时限改为十五日"),
        text="第一条　十五日。",
    )
    assert view(cast, number).text == "第一条　十五日。"
    regulations.repeal_regulation(
        cast.clerk.call(), number=number, version=4, passed=Passed(today, note="由新办法代替")
    )
    assert view(cast, number).row.state == "repealed"
    told = sorted((f.entry, f.index, f.verb) for f in facts(cast.conference) if f.object == f"regulation:{number}")
    assert [verb.removeprefix("regulation.") for _, _, verb in told] == [
        "drafted",
        "opinion_asked",
        "opinion_given",
        "opinion_given",
        "issued",
        "amended",
        "repealed",
    ]


def test_it_is_not_issued_while_units_are_silent_unless_the_office_says_why(cast: Cast) -> None:
    number = begin(cast)
    ask(cast, number)
    given = {"number": number, "version": 2, "passed": Passed(clock.today())}
    with pytest.raises(Invalid, match="还有 2 个单位没有反馈意见"):
        regulations.issue_regulation(cast.clerk.call(), **given)  # type: ignore[arg-type]
    regulations.issue_regulation(cast.clerk.call(), **given, despite="上级要求月底前印发")  # type: ignore[arg-type]
    assert view(cast, number).row.state == "issued"


def test_a_unit_answers_once_and_only_where_it_was_asked(cast: Cast) -> None:
    asked, other = begin(cast), begin(cast)
    ask(cast, asked)
    with pytest.raises(Invalid, match="请写明意见"):
        regulations.give_opinion(cast.village.call(), number=asked, text=" ")
    regulations.give_opinion(cast.village.call(), number=asked, text="同意")
    with pytest.raises(RuleBroken, match="已经反馈过意见"):
        regulations.give_opinion(cast.village.call(), number=asked, text="再提一条")
    with pytest.raises(RuleBroken, match="现为“起草中”"):
        regulations.give_opinion(cast.village.call(), number=other, text="同意")


def test_units_that_were_asked_are_not_asked_again_and_an_empty_draft_is_not_sent(cast: Cast) -> None:
    number = begin(cast)
    ask(cast, number)
    with pytest.raises(Invalid, match="还没有征求过意见的单位"):
        ask(cast, number, 2)
    with pytest.raises(Invalid, match="还没有正文"):
        ask(cast, begin(cast, text=""))


def test_an_amendment_says_what_changed_and_is_not_before_the_issue(cast: Cast) -> None:
    number, today = begin(cast), clock.today()
    regulations.issue_regulation(cast.clerk.call(), number=number, version=1, passed=Passed(today))
    with pytest.raises(Invalid, match="请写明修订了什么"):
        regulations.amend_regulation(cast.clerk.call(), number=number, version=2, passed=Passed(today))
    with pytest.raises(Invalid, match="日期早于印发日期"):
        regulations.repeal_regulation(
            cast.clerk.call(), number=number, version=2, passed=Passed(today - DAY, note="过时")
        )


def test_a_draft_that_somebody_else_changed_is_stale(cast: Cast) -> None:
    number = begin(cast)
    given = {"number": number, "version": 1, "kind": "plan", "title": "方案", "text": "一"}
    regulations.edit_regulation(cast.director.call(), **given)  # type: ignore[arg-type]
    with pytest.raises(Stale):
        regulations.edit_regulation(cast.clerk.call(), **given)  # type: ignore[arg-type]


def test_a_unit_reads_what_is_in_force_and_of_drafts_those_it_was_asked_about(cast: Cast) -> None:
    number = begin(cast)
    village, police = cast.village.unit, cast.police.unit
    seen = {"conference": cast.conference, "number": number, "role": "unit_head"}
    assert regulation_queries.regulation_for(**seen, unit=village) is None  # type: ignore[arg-type]
    units = [village or 0]
    regulations.ask_opinions(cast.clerk.call(), number=number, version=1, units=units, due=clock.today())
    assert len(view(cast, number, "unit_head", village).opinions) == 1
    assert regulation_queries.regulation_for(**seen, unit=police) is None  # type: ignore[arg-type]
    assert [each.number for each in regulation_queries.to_comment(cast.conference, village or 0)] == [number]
