"""A month's pack: made, looked at, confirmed, tabled; made again without losing what a person decided."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.analysis import periods
from lianxi.analysis.prominent import Thresholds
from lianxi.journal import queries as journal
from lianxi.journal.models import Entry
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.meetings import actions as meetings
from lianxi.meetings import pack_content, packs
from lianxi.meetings import pack_queries as queries
from lianxi.meetings.models import Concern, Pack, Proposal
from lianxi.roster import names
from lianxi.tasks.models import Task
from lianxi.web import clock
from tests.cast import Cast
from tests.web.packed import SMELL, a_month, lay

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOVEMBER = date(2026, 11, 1)


def prepared(cast: Cast) -> pack_content.Prepared:
    return pack_content.prepare(cast.conference, periods.month_of(NOVEMBER), clock.today())


def made(cast: Cast) -> int:
    return packs.make_pack(cast.clerk.call(), prepared=prepared(cast)).number


def the_concern(pack: int) -> Concern:
    return Concern.objects.get(pack__number=pack, sources__icontains="2026005000")


def view(cast: Cast, number: int) -> queries.PackView:
    found = queries.pack(cast.conference, number, clock.today(), small_hidden=False)
    assert found is not None
    return found


def test_one_step_makes_the_pack_with_figures_and_the_planted_problem_of_ordinary_matters_only(cast: Cast) -> None:
    a_month(cast)
    number = made(cast)
    found = view(cast, number)
    assert found.row.title == "2026年11月信访社情分析材料"
    assert {table.key for table in found.tables} >= {"trend", "heat", "fold", "indicators", "units"}
    (smell,) = found.concerns
    assert smell.kinds == ("new", "strong")
    assert "沥青拌合站" in smell.phrases
    assert smell.people == "6人"
    assert smell.counts == "信访事项 6 件"
    assert "此前 6 个月没有相近的反映" in dict(smell.reasons)["新出现"]
    # what is restricted is counted as in the statistics, and tells nothing of itself
    assert not any(source.startswith("matter:20260080") for source in smell.sources)
    trend = next(table for table in found.tables if table.key == "trend")
    assert trend.rows[-1][1].value == 12
    assert set(names.titles(cast.conference, [f"analysis:{number}", f"concern:{smell.number}"]).values()) == {
        "2026年11月信访社情分析材料",
        smell.title,
    }
    entry = Entry.objects.filter(conference_id=cast.conference).order_by("-number").first()
    assert entry is not None
    assert "沥青" not in entry.body
    assert f"{2026005000:064d}" not in str(list(Pack.objects.values()) + list(Concern.objects.values()))


def test_a_reader_is_listed_of_the_sources_only_what_he_may_see_now(cast: Cast) -> None:
    a_month(cast)
    concern = the_concern(made(cast))
    first = lay(cast, SMELL[:1], NOVEMBER, serial=9000)[0]
    codes = [*concern.sources, f"matter:{first.number}"]
    first.restricted = True
    first.save()
    seen = queries.sources_of(cast.conference, cast.convener.actor, codes)
    assert [each.number for each in seen] == [2026005000 + place for place in range(6)]
    assert len(queries.sources_of(cast.conference, cast.director.actor, codes)) == 7
    assert queries.sources_of(cast.conference, cast.police.actor, codes) == []


def test_nothing_is_confirmed_before_a_person_looked_at_every_problem(cast: Cast) -> None:
    a_month(cast)
    number = made(cast)
    clerk = cast.clerk.call
    with pytest.raises(RuleBroken, match="还有 1 个问题没有核对"):
        packs.confirm_pack(clerk(), number=number, version=1)
    concern = the_concern(number)
    with pytest.raises(Invalid, match="理由"):
        packs.dismiss_concern(clerk(), number=concern.number, version=1, reason=" ")
    with pytest.raises(RuleBroken, match="待核对"):
        packs.assign_measure(clerk(), number=concern.number, title="查", text="查", lead=1, due=None)
    with pytest.raises(RuleBroken):
        packs.table_pack(clerk(), number=number, version=1)
    packs.confirm_concern(clerk(), number=concern.number, version=1, title="沥青拌合站夜间异味")
    with pytest.raises(Stale):
        packs.rename_concern(clerk(), number=concern.number, version=1, title="另一个名称")
    packs.confirm_pack(clerk(), number=number, version=1, text="总体平稳。")
    fact = next(fact for fact in journal.facts(cast.conference) if fact.verb == "analysis.confirmed")
    assert (fact.object, fact.data) == (f"analysis:{number}", {"month": "2026-11", "concerns": 1})
    with pytest.raises(RuleBroken, match="已经确认"):
        packs.dismiss_concern(clerk(), number=concern.number, version=2, reason="不是")
    with pytest.raises(RuleBroken, match="已确认"):
        packs.make_pack(clerk(), prepared=prepared(cast), version=2)
    packs.reopen_pack(clerk(), number=number, version=2, reason="漏了两件。")
    packs.dismiss_concern(clerk(), number=concern.number, version=2, reason="已停产。")
    for who in ("convener", "organ_head", "police", "inspector"):
        with pytest.raises(RuleBroken):
            packs.confirm_pack(cast.players[who].call(), number=number, version=3)


def test_made_again_it_keeps_what_a_person_decided_and_follows_the_matters(cast: Cast) -> None:
    a_month(cast)
    number = made(cast)
    concern = the_concern(number)
    packs.confirm_concern(cast.clerk.call(), number=concern.number, version=1, title="沥青拌合站夜间异味")
    lay(cast, ["又有一户来说沥青拌合站夜里焦油味呛人"], date(2026, 11, 20), serial=9000)
    packs.make_pack(cast.clerk.call(), prepared=prepared(cast), version=1)
    (again,) = view(cast, number).concerns
    assert (again.number, again.title, again.state) == (concern.number, "沥青拌合站夜间异味", "confirmed")
    assert again.counts == "信访事项 7 件"
    with pytest.raises(Stale):
        packs.make_pack(cast.clerk.call(), prepared=prepared(cast), version=1)


def test_merged_problems_are_one_and_stay_so_when_made_again(cast: Cast) -> None:
    a_month(cast)
    lay(cast, [f"屋顶光伏板的贷款算在我头上，第{n}户" for n in "一二三四"], date(2026, 11, 5), serial=9000)
    number = made(cast)
    one, other = view(cast, number).concerns
    packs.merge_concern(cast.clerk.call(), number=other.number, version=1, into=one.number)
    for _ in range(2):
        both = {each.number: each for each in view(cast, number).concerns}
        assert both[other.number].state == "merged"
        assert both[other.number].into == one.number
        assert both[one.number].counts == "信访事项 10 件"
        packs.make_pack(cast.clerk.call(), prepared=prepared(cast), version=view(cast, number).version)
    with pytest.raises(Invalid, match="另一个"):
        packs.merge_concern(
            cast.clerk.call(), number=one.number, version=both[one.number].version + 2, into=other.number
        )


def test_tabled_once_it_waits_for_the_meeting_or_joins_the_one_that_is_called(cast: Cast) -> None:
    number = made(cast)
    packs.confirm_pack(cast.clerk.call(), number=number, version=1)
    packs.table_pack(cast.clerk.call(), number=number, version=2)
    assert Proposal.objects.get().origin == f"analysis:{number}"
    with pytest.raises(RuleBroken, match="已经提请"):
        packs.table_pack(cast.clerk.call(), number=number, version=3)
    october = pack_content.prepare(cast.conference, periods.month_of(date(2026, 10, 1)), clock.today())
    second = packs.make_pack(cast.clerk.call(), prepared=october).number
    packs.confirm_pack(cast.clerk.call(), number=second, version=1)
    plan = meetings.Plan("analysis", "11月分析例会", clock.today(), None, "", None, [cast.police.unit or 0])
    meeting = meetings.call_meeting(cast.clerk.call(), plan=plan).number
    packs.table_pack(cast.clerk.call(), number=second, version=2)
    assert view(cast, second).meeting == (meeting, "11月分析例会")
    assert view(cast, number).proposed
    with pytest.raises(RuleBroken, match="列入会议议题"):
        packs.table_pack(cast.clerk.call(), number=second, version=3)


def test_a_countermeasure_is_a_task_that_names_its_problem(cast: Cast) -> None:
    number = made(cast)
    done = packs.add_concern(cast.clerk.call(), pack=number, title="换届争议", kind="governance", text="网格员反映。")
    due = date(2026, 12, 20)
    task = packs.assign_measure(
        cast.convener.call(), number=done.number, title="核查", text="走访", lead=cast.police.unit or 0, due=due
    )
    assert Task.objects.get(number=task.number).origin == f"concern:{done.number}"
    (concern,) = view(cast, number).concerns
    assert [each.number for each in concern.tasks] == [task.number]


def test_thresholds_are_the_body_s_own_and_checked(cast: Cast) -> None:
    a_month(cast)
    with pytest.raises(Invalid, match="3 到"):
        packs.set_thresholds(cast.clerk.call(), by=Thresholds(strong_least=2), version=0)
    packs.set_thresholds(cast.clerk.call(), by=Thresholds(new_least=7, strong_least=7), version=0)
    with pytest.raises(Stale):
        packs.set_thresholds(cast.clerk.call(), by=Thresholds(), version=0)
    assert view(cast, made(cast)).concerns == ()
