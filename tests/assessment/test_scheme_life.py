"""An assessment from scheme to publication: frozen once approved, scored by the record alone, objected to, settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from lianxi.assessment import queries, results, schemes, targets
from lianxi.assessment.schemes import Outline, Wanted
from lianxi.assessment.starter import GRADES, STARTER
from lianxi.assessment.targets import Aim
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Call
from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import Cast, Player

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def later(who: Player, days: int) -> Call:
    return replace(who.call(), now=clock.now() + days * DAY)


def outline(**more: object) -> Outline:
    today = clock.today()
    base = Outline(
        "年度考核", date(today.year, 1, 1), today + 10 * DAY, grades=[(Decimal(90), "优秀"), (Decimal(0), "合格")]
    )
    return replace(base, **more)  # type: ignore[arg-type]


TASKS = Wanted("任务反馈", "期限内反馈的任务比例", "比例(按期任务数, 应办任务数)", Decimal(60))
SIGNED = Wanted("签收", "五日内签收的比例", "比例(按期签收数, 应办签收数)", Decimal(40))


def submitted(cast: Cast, *indicators: Wanted) -> int:
    made = schemes.draft_scheme(cast.clerk.call(), outline=outline(), indicators=indicators or (TASKS, SIGNED))
    return schemes.submit_scheme(cast.clerk.call(), number=made.number, version=1).number


def confirmed(cast: Cast) -> int:
    number = submitted(cast)
    return schemes.confirm_scheme(cast.convener.call(), number=number, version=2, opinion="同意").number


def view(cast: Cast, number: int, who: str = "clerk") -> queries.SchemeView:
    found = queries.scheme_for(cast.conference, number, cast.players[who].actor)
    assert found is not None
    return found


def two_late_tasks(cast: Cast) -> None:
    """Both units owe a task within the period; the village answers in time, the police late."""
    due = clock.today() + 3 * DAY
    both = (cast.village, cast.police)
    for who in both:
        made = tasks.assign_task(cast.clerk.call(), title="清淤", text="", lead=who.unit or 0, due=due)
        tasks.accept_task(who.call(), number=made.number, version=1)
    for number, who, after in zip((1, 2), both, (2, 5), strict=True):
        tasks.report_on_task(later(who, after), number=number, text="已清")


def test_from_the_scheme_to_publication(cast: Cast) -> None:
    number = confirmed(cast)
    two_late_tasks(cast)
    with pytest.raises(RuleBroken, match="才结束"):
        results.compute_results(later(cast.clerk, 9), number=number, version=3)
    results.compute_results(later(cast.clerk, 11), number=number, version=3)
    scored = {row.unit: row for row in view(cast, number).results}
    assert scored[cast.village.unit or 0].total == 100
    assert scored[cast.police.unit or 0].total == 40
    assert scored[cast.police.unit or 0].grade == "合格"
    assert scored[cast.police.unit or 0].lines[0].counts == (("按期任务数", 0), ("应办任务数", 1))
    told = queries.evidence(cast.conference, number, cast.police.unit or 0, cast.police.actor)
    assert told is not None
    assert told["应办任务数"] == ["task:2"]
    _objected_and_published(cast, number)


def _objected_and_published(cast: Cast, number: int) -> None:
    mine = view(cast, number, "village").results
    assert [row.unit for row in mine] == [cast.village.unit], "before publication a unit sees its own result only"
    assert queries.evidence(cast.conference, number, cast.police.unit or 0, cast.village.actor) is None
    made = results.object_to_result(later(cast.police, 12), number=number, place=1, text="第一次反馈漏登记")
    with pytest.raises(RuleBroken, match="还在处理"):
        results.object_to_result(later(cast.police, 12), number=number, place=1, text="再提一次")
    with pytest.raises(RuleBroken, match="前提出异议"):
        results.settle_results(later(cast.convener, 12), number=number, version=4)
    with pytest.raises(RuleBroken, match="没有答复"):
        results.settle_results(later(cast.convener, 30), number=number, version=4)
    results.answer_objection(later(cast.clerk, 30), number=made.number, version=1, upheld=False, answer="记录属实")
    with pytest.raises(Stale, match="答复过"):
        results.answer_objection(later(cast.clerk, 30), number=made.number, version=1, upheld=True, answer="再答")
    results.settle_results(later(cast.convener, 31), number=number, version=4)
    results.publish_results(later(cast.clerk, 31), number=number, version=5)
    others = {row.unit: row for row in view(cast, number, "village").results}
    assert others[cast.police.unit or 0].total == 40
    assert others[cast.police.unit or 0].lines == (), "of others a unit sees the total, not the points below it"
    assert view(cast, number, "village").objections == ()
    assert [f.data["units"] for f in facts(cast.conference) if f.verb == "assessment.published"] == [
        len(view(cast, number).results)
    ]


def test_an_upheld_objection_computes_the_units_score_anew_from_the_corrected_record(cast: Cast) -> None:
    number = confirmed(cast)
    due = clock.today() + 3 * DAY
    task = tasks.assign_task(cast.clerk.call(), title="清淤", text="", lead=cast.police.unit or 0, due=due).number
    results.compute_results(later(cast.clerk, 11), number=number, version=3)
    assert {row.total for row in view(cast, number).results if row.unit == cast.police.unit} == {Decimal(40)}
    made = results.object_to_result(later(cast.police, 12), number=number, place=1, text="已在期限内书面反馈")
    behalf = Behalf(
        cast.police.person, cast.police.seat, "unit_head", cast.police.unit, "paper", clock.today() + 2 * DAY
    )
    tasks.accept_task(replace(later(cast.clerk, 13), behalf=behalf), number=task, version=1)
    tasks.report_on_task(replace(later(cast.clerk, 13), behalf=behalf), number=task, text="已清")
    results.answer_objection(later(cast.clerk, 13), number=made.number, version=1, upheld=True, answer="补登纸质反馈")
    assert {row.total for row in view(cast, number).results if row.unit == cast.police.unit} == {Decimal(100)}


def test_what_is_approved_is_frozen_and_its_drafter_does_not_approve_it(cast: Cast) -> None:
    number = confirmed(cast)
    with pytest.raises(RuleBroken, match="已审定"):
        schemes.edit_scheme(cast.clerk.call(), number=number, version=3, outline=outline(), indicators=[TASKS])
    mine = submitted(cast, TASKS)
    behalf = Behalf(cast.clerk.person, cast.clerk.seat, "convener", None, "paper", clock.today(), scan=True)
    with pytest.raises(RuleBroken, match="起草人"):
        schemes.confirm_scheme(
            replace(cast.clerk.call(), behalf=behalf), number=mine, version=2, files=[Upload("签.jpg", b"x")]
        )
    convener = Behalf(cast.convener.person, cast.convener.seat, "convener", None, "paper", clock.today())
    with pytest.raises(Invalid, match="扫描件"):
        schemes.confirm_scheme(replace(cast.clerk.call(), behalf=convener), number=mine, version=2)
    with pytest.raises(RuleBroken, match="召集人"):
        schemes.confirm_scheme(cast.director.call(), number=mine, version=2)
    schemes.return_scheme(cast.convener.call(), number=mine, version=2, opinion="分值再调")
    assert view(cast, mine).row.state == "draft"
    assert view(cast, mine).opinion == "分值再调"


def test_an_indicator_that_is_refused_says_which_and_why_and_nothing_is_kept(cast: Cast) -> None:
    bad = replace(TASKS, name="件数", formula="1-应答复件数/100")
    with pytest.raises(Invalid, match=r"第 2 项“件数”：信访件数只能用在“比例”里"):
        schemes.draft_scheme(cast.clerk.call(), outline=outline(), indicators=[TASKS, bad])
    assert queries.schemes(cast.conference, cast.clerk.actor) == []
    number = submitted(cast, TASKS)
    assert queries.scheme_for(cast.conference, number, cast.village.actor) is None, "a draft is not yet the units'"


def test_the_starter_scheme_stands_and_scores_a_unit_of_which_nothing_happened_in_full(cast: Cast) -> None:
    offered = [Wanted(each.name, each.definition, each.formula, Decimal(each.weight)) for each in STARTER]
    grades = [(Decimal(str(points)), str(word)) for points, word in GRADES]
    made = schemes.draft_scheme(cast.clerk.call(), outline=outline(grades=grades), indicators=offered)
    last_year = date(clock.today().year - 1, 1, 1)
    rows = queries.preview(
        cast.conference, made.number, last_year, last_year.replace(month=12, day=31), on=clock.today()
    )
    assert {row.total for row in rows} == {Decimal(100)}
    assert all(line.nothing for row in rows for line in row.lines)


def test_the_targets_of_a_letter_stand_once_it_is_signed_and_are_met_by_the_unit_alone(cast: Cast) -> None:
    year = clock.today().year
    aim = Aim("办结率", "到期事项全部按期答复", date(year, 12, 20))
    units = [cast.village.unit or 0, cast.police.unit or 0]
    letter = targets.draft_letters(cast.clerk.call(), year=year, units=units, aims=[aim]).number
    with pytest.raises(Invalid, match="已有"):
        targets.draft_letters(cast.clerk.call(), year=year, units=units[:1], aims=[aim])
    with pytest.raises(RuleBroken, match="还没有签订"):
        targets.report_target(cast.village.call(), number=1, version=1, text="完成")
    with pytest.raises(Invalid, match="扫描件"):
        targets.sign_letter(
            cast.clerk.call(), number=letter, version=1, signed_on=clock.today(), signer="书记", files=[]
        )
    targets.sign_letter(
        cast.clerk.call(),
        number=letter,
        version=1,
        signed_on=clock.today(),
        signer="书记",
        files=[Upload("签.jpg", b"x")],
    )
    with pytest.raises(Invalid, match="不是本单位"):
        targets.report_target(cast.police.call(), number=1, version=1, text="完成")
    targets.report_target(cast.village.call(), number=1, version=1, text="全部答复")
    targets.return_target(cast.clerk.call(), number=1, version=2, opinion="附清单")
    targets.report_target(cast.village.call(), number=1, version=3, text="清单附后")
    targets.accept_target(cast.clerk.call(), number=1, version=4)
    in_order = sorted(facts(cast.conference), key=lambda each: (each.entry, each.index))
    told = [(f.verb, f.object, f.unit) for f in in_order if f.verb.startswith("target.")]
    assert told[0] == ("target.drafted", "target_letter:1", cast.village.unit)
    assert ("target.set", "target:1", cast.village.unit) in told
    assert told[-1][0] == "target.accepted"
