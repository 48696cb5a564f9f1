"""The village register: settled in the village, or one step to the township; nothing that accuses it stays there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal import queries as journal
from lianxi.journal.models import Conference
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.matters.identities import vault
from lianxi.matters.models import Exclusion, Matter, VillageCase
from lianxi.matters.scope import visible
from lianxi.matters.villages import village, village_queries
from lianxi.roster.succession import open_work
from lianxi.web import clock
from tests.cast import Cast
from tests.matters.small_steps import WATER, case, case_given, matter, on_behalf, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def settle(cast: Cast, number: int, version: int = 1) -> None:
    village.settle_case(
        cast.village.call(),
        number=number,
        version=version,
        result="水管当天修好，本人认可。",
        settled_on=clock.today(),
        measures=["on_site", "guidance"],
    )


def test_a_case_is_settled_in_the_village_and_measures_are_kept_in_their_order(cast: Cast) -> None:
    number = open_case(cast)
    assert vault.masks(cast.conference, [f"village_case:{number}"]) == {f"village_case:{number}": ("罗＊＊",)}
    settle(cast, number)
    seen = village_queries.case_for(cast.conference, number, role="unit_head", unit=cast.village.unit)
    assert seen is not None
    assert (seen.row.state, seen.measures) == ("settled", ("疏导教育", "现场解决"))
    with pytest.raises(RuleBroken):
        settle(cast, number, version=2)


def test_what_was_settled_on_the_spot_is_registered_in_one_entry(cast: Cast) -> None:
    before = Conference.objects.get(pk=cast.conference).head_number
    done = village.register_case(cast.village.call(), given=case_given(result="当场接通。", measures=["on_site"]))
    assert done.entry == before + 1
    assert case(cast, done.number).state == "settled"
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["village_case.registered", "village_case.settled"]


def test_reporting_makes_the_matter_in_the_same_entry_and_moves_the_identity(cast: Cast) -> None:
    number = open_case(cast)
    done = village.report_case(cast.village.call(), number=number, version=1, purpose="claim")
    made = matter(cast, case(cast, number).matter)
    assert (made.origin, made.kind, made.registered_on) == (f"village_case:{number}", "appeal_claim", clock.today())
    assert made.territory is not None
    assert made.territory.number == cast.village.unit
    assert vault.masks(cast.conference, [f"village_case:{number}", f"matter:{made.number}"]) == {
        f"matter:{made.number}": ("罗＊＊",)
    }
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["village_case.reported", "matter.registered"]
    assert case(cast, number).title == WATER, "the village keeps what it wrote, to help verify"


@pytest.mark.parametrize("later", [False, True])
def test_what_accuses_the_village_leaves_nothing_in_its_register(cast: Cast, later: bool) -> None:
    if later:
        number = open_case(cast)
        village.report_case(cast.village.call(), number=number, version=1, purpose="claim", accuses=True)
    else:
        given = case_given(accuses=True, text="低保评定不公", locality="六组")
        number = village.register_case(cast.village.call(), given=given).number
    row = case(cast, number)
    assert (row.title, row.text, row.locality, row.matter, row.state) == ("已转镇联席办", "", "", None, "reported")
    made = Matter.objects.get(conference_id=cast.conference, origin=f"village_case:{number}")
    assert (made.kind, made.restricted, made.title) == ("accusation", True, WATER)
    excluded = Exclusion.objects.filter(matter=made).values_list("unit__number", flat=True)
    assert list(excluded) == [cast.village.unit]
    assert not visible(cast.conference, cast.village.actor).filter(pk=made.pk).exists()
    assert visible(cast.conference, cast.director.actor).filter(pk=made.pk).exists()
    assert f"village_case:{number}" not in vault.masks(cast.conference, [f"village_case:{number}"])
    assert vault.masks(cast.conference, [f"matter:{made.number}"])


def test_the_office_records_for_a_village_but_never_what_accuses_it(cast: Cast) -> None:
    done = village.register_case(on_behalf(cast, cast.village), given=case_given())
    assert case(cast, done.number).unit.number == cast.village.unit
    with pytest.raises(Invalid, match="检举控告"):
        village.register_case(on_behalf(cast, cast.village), given=case_given(accuses=True))
    with pytest.raises(Invalid, match="检举控告"):
        village.report_case(on_behalf(cast, cast.village), number=done.number, version=1, purpose="claim", accuses=True)
    with pytest.raises(RuleBroken):
        village.register_case(cast.clerk.call(), given=case_given())


def test_what_is_missing_or_not_its_own_is_refused_in_words(cast: Cast) -> None:
    number = open_case(cast)
    for wrong, words in (
        ({"title": " "}, "什么事"),
        ({"people": 0}, "人数"),
        ({"on": clock.today() + timedelta(days=1)}, "还没有到"),
        ({"text": "机密★一年"}, "国家秘密"),
        ({"result": "办好了"}, "措施"),
    ):
        with pytest.raises(Invalid, match=words):
            village.register_case(cast.village.call(), given=case_given(**wrong))
    with pytest.raises(RuleBroken, match="村级登记由村"):
        village.register_case(cast.police.call(), given=case_given())
    with pytest.raises(Refused):
        village.report_case(cast.police.call(), number=number, version=1, purpose="claim")
    with pytest.raises(Stale):
        village.report_case(cast.village.call(), number=number, version=9, purpose="claim")
    assert VillageCase.objects.count() == 1


def test_lists_are_bounded_by_unit_and_counts_stand_in_the_order_of_units(cast: Cast) -> None:
    numbers = [open_case(cast) for _ in range(3)]
    settle(cast, numbers[0])
    rows = village_queries.cases(cast.conference, role="unit_head", unit=cast.village.unit, shown="all", limit=2)
    assert [row.number for row in rows] == [numbers[2], numbers[1]]
    below = village_queries.cases(cast.conference, role="director", unit=None, shown="all", before=numbers[1], limit=2)
    assert [row.number for row in below] == [numbers[0]]
    assert village_queries.cases(cast.conference, role="unit_head", unit=cast.police.unit, shown="all") == []
    assert village_queries.case_for(cast.conference, numbers[0], role="unit_head", unit=cast.police.unit) is None
    (counted,) = village_queries.counts(cast.conference, clock.today().year)
    assert (counted.registered, counted.settled, counted.open, counted.reported) == (3, 1, 2, 0)
    assert village_queries.cases(cast.other, role="director", unit=None, shown="all") == []


def test_open_cases_count_as_open_work_that_a_successor_takes_over(cast: Cast) -> None:
    from lianxi.matters.villages import village_succession
    from lianxi.roster.models import Unit

    settle(cast, open_case(cast))
    number = open_case(cast)
    assert [(each.name, each.count) for each in open_work(cast.conference, cast.village.unit)] == [
        ("化解中的村级登记", 1)
    ]
    units = Unit.objects.filter(conference_id=cast.conference)
    old, new = units.get(number=cast.village.unit or 0), units.get(name__contains="上河")

    class Kept:
        conference = Conference.objects.get(pk=cast.conference)
        facts: list[tuple[object, ...]] = []

        def fact(self, *given: object, **more: object) -> None:
            self.facts.append(given)

    step = Kept()
    village_succession.pass_cases(step, old, new)  # type: ignore[arg-type]
    assert step.facts == [("village_case.reassigned", f"village_case:{number}")]
    assert case(cast, number).unit == new


#: act → from which states, to which
WAYS = {"settle": ("open", "settled"), "report": ("open", "reported"), "accuse": ("open", "reported")}


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(WAYS)), st.sampled_from(["village", "police", "clerk"]))))
def test_no_sequence_leaves_the_table_of_moves_and_each_step_leaves_one_entry(
    cast: Cast, steps: list[tuple[str, str]]
) -> None:
    number, state = open_case(cast), "open"
    for act, who in steps:
        call, version = cast.players[who].call(), case(cast, number).version
        before = Conference.objects.get(pk=cast.conference).head_number
        try:
            if act == "settle":
                village.settle_case(
                    call,
                    number=number,
                    version=version,
                    result="好了",
                    settled_on=clock.today(),
                    measures=["guidance"],
                )
            else:
                village.report_case(call, number=number, version=version, purpose="claim", accuses=act == "accuse")
            done = True
        except Refused:
            done = False
        assert done == (state == WAYS[act][0] and who == "village"), (act, who, state)
        state = WAYS[act][1] if done else state
        assert case(cast, number).state == state
        assert Conference.objects.get(pk=cast.conference).head_number == before + done
