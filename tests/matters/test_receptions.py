"""The reception rota and the reception register: planned, published, held; a visit settled or made a matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal import queries as journal
from lianxi.journal.models import Conference
from lianxi.journal.refusals import Invalid, Refused, RuleBroken
from lianxi.matters.identities import vault
from lianxi.matters.leadership import reception_days, reception_queries, receptions
from lianxi.matters.leadership.reception_days import PlannedDay
from lianxi.matters.models import Exclusion, Matter, ReceptionDay
from lianxi.matters.scope import visible
from lianxi.web import clock
from tests.cast import Cast
from tests.matters.small_steps import (
    WATER,
    day,
    matter,
    open_reception,
    planned_day,
    reception,
    reception_given,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def verbs(cast: Cast, entry: int) -> list[str]:
    found = journal.entry(cast.conference, entry)
    assert found is not None
    return [fact.verb for fact in found.facts]


def test_a_rota_of_several_leaders_and_days_is_one_entry_and_is_published_together(cast: Cast) -> None:
    today, leaders = clock.today(), (cast.convener.person, cast.organ_head.person)
    rota = [PlannedDay(who, today + DAY * ahead, "接待室") for ahead in (1, 2) for who in leaders]
    planned = reception_days.plan_days(cast.clerk.call(), days=rota)
    assert verbs(cast, planned.entry) == ["reception_day.planned"] * 4
    rows = reception_queries.days(cast.conference, states=["planned"])
    assert [(row.on, row.leader_name) for row in rows[:2]] == [(today + DAY, "方立平"), (today + DAY, "杜明远")]
    done = reception_days.publish_days(cast.clerk.call(), numbers=[row.number for row in rows])
    assert verbs(cast, done.entry) == ["reception_day.published"] * 4
    assert {row.published_on for row in reception_queries.days(cast.conference)} == {today}
    with pytest.raises(Refused):
        reception_days.publish_days(cast.clerk.call(), numbers=[rows[0].number])
    for wrong, words in (
        (PlannedDay(leaders[0], today + DAY, "接待室"), "已有接访安排"),
        (PlannedDay(leaders[0], today - DAY, "接待室"), "已经过去"),
        (PlannedDay(cast.village.person, today + DAY, "接待室"), "在任的领导"),
        (PlannedDay(leaders[0], today + 9 * DAY, " "), "地点"),
    ):
        with pytest.raises(Invalid, match=words):
            reception_days.plan_days(cast.clerk.call(), days=[wrong])


def test_a_visit_makes_its_day_held_and_a_day_without_visitors_is_said_once(cast: Cast) -> None:
    number = planned_day(cast)
    done = receptions.record_reception(cast.convener.call(), given=reception_given(cast))
    assert verbs(cast, done.entry) == ["reception.held", "reception_day.held"]
    assert day(cast, number).state == "held"
    assert reception_queries.days(cast.conference)[0].received == 1
    again = receptions.record_reception(cast.clerk.call(), given=reception_given(cast))
    assert verbs(cast, again.entry) == ["reception.held"]
    ahead = planned_day(cast, ahead=1)
    with pytest.raises(Invalid, match="还没有到"):
        reception_days.hold_day(cast.clerk.call(), number=ahead, version=1)
    with pytest.raises(RuleBroken, match="其他领导"):
        reception_days.hold_day(cast.organ_head.call(), number=ahead, version=1)


def test_a_visit_becomes_a_matter_in_one_step_with_its_identity(cast: Cast) -> None:
    number = open_reception(cast)
    done = receptions.register_reception(
        cast.clerk.call(), number=number, version=1, purpose="claim", kind="appeal_claim", territory=cast.village.unit
    )
    made = matter(cast, reception(cast, number).matter)
    assert (made.origin, made.channel, made.title) == (f"reception:{number}", "visit", WATER)
    assert verbs(cast, done.entry) == ["reception.registered", "matter.registered"]
    assert list(vault.masks(cast.conference, [f"reception:{number}", f"matter:{made.number}"])) == [
        f"matter:{made.number}"
    ]


@pytest.mark.parametrize("later", [False, True])
def test_what_accuses_a_unit_leaves_the_register_and_that_unit_never_sees_it(cast: Cast, later: bool) -> None:
    accused = (cast.police.unit or 0,)
    if later:
        number = open_reception(cast)
        receptions.register_reception(
            cast.clerk.call(), number=number, version=1, purpose="accuse", kind="accusation", accused=accused
        )
    else:
        given = reception_given(cast, accused=accused)
        number = receptions.record_reception(cast.clerk.call(), given=given).number
    row = reception(cast, number)
    assert (row.title, row.text, row.unit, row.state) == (receptions.LEFT, "", None, "registered")
    made = Matter.objects.get(conference_id=cast.conference, number=row.matter or 0)
    assert (made.restricted, made.kind, made.text) == (True, "accusation", "请尽快修好管道。")
    assert list(Exclusion.objects.filter(matter=made).values_list("unit__number", flat=True)) == list(accused)
    for who in (cast.police, cast.liaison, cast.inspector, cast.village):
        assert not visible(cast.conference, who.actor).filter(pk=made.pk).exists(), who.key


def test_who_may_record_and_what_is_missing(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="其他领导"):
        receptions.record_reception(cast.organ_head.call(), given=reception_given(cast))
    with pytest.raises(RuleBroken):
        receptions.record_reception(cast.village.call(), given=reception_given(cast))
    for wrong, words in (
        ({"kind": "walk"}, "接访还是下访"),
        ({"leader": cast.village.person}, "在任的领导"),
        ({"title": ""}, "什么事"),
        ({"on": clock.today() + DAY}, "还没有到"),
        ({"settled": True, "reply": ""}, "当场怎样答复"),
        ({"accused": (999,)}, "被反映的单位"),
    ):
        with pytest.raises(Invalid, match=words):
            receptions.record_reception(cast.clerk.call(), given=reception_given(cast, **wrong))
    visit = reception_given(cast, kind="field_visit", settled=True, reply="当场接通。", unit=cast.village.unit)
    number = receptions.record_reception(cast.clerk.call(), given=visit).number
    (row,) = reception_queries.receptions(cast.conference, shown="settled")
    assert (row.number, row.kind_label, row.leader_name) == (number, "下访", "方立平")


ROTA = {
    "publish": ({"planned"}, {"clerk", "director"}, "published"),
    "cancel": ({"planned", "published"}, {"clerk", "director"}, "cancelled"),
    "hold": ({"planned", "published"}, {"clerk", "director", "convener"}, "held"),
}
REGISTER = {
    "settle": ({"open"}, {"clerk", "director"}, "settled"),
    "register": ({"open", "settled"}, {"clerk", "director"}, "registered"),
}
WHO = ("clerk", "director", "convener", "organ_head", "village", "inspector")
STEPS = st.lists(
    st.sampled_from(sorted({**ROTA, **REGISTER})).flatmap(
        lambda act: st.tuples(st.just(act), st.sampled_from(["clerk", "clerk", "clerk", *WHO]))
    ),
    min_size=2,
    max_size=8,
)


def deed(cast: Cast, act: str, who: str, of_day: int, of_visit: int) -> Callable[[], object]:
    call = cast.players[who].call()
    one = {"number": of_day, "version": day(cast, of_day).version}
    visit = {"number": of_visit, "version": reception(cast, of_visit).version}
    return {
        "publish": lambda: reception_days.publish_days(call, numbers=[of_day]),
        "cancel": lambda: reception_days.cancel_day(call, **one, reason="出差"),
        "hold": lambda: reception_days.hold_day(call, **one),
        "settle": lambda: receptions.settle_reception(call, **visit, reply="好"),
        "register": lambda: receptions.register_reception(call, **visit, purpose="claim"),
    }[act]


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_sequence_leaves_the_tables_of_moves_and_each_step_leaves_one_entry(
    cast: Cast, steps: list[tuple[str, str]]
) -> None:
    ReceptionDay.objects.filter(conference_id=cast.conference).update(state="cancelled")  # examples share the tables
    of_day = planned_day(cast)
    of_visit = receptions.record_reception(
        cast.clerk.call(), given=reception_given(cast, kind="field_visit", petitioners=())
    ).number
    states = {"day": "planned", "visit": "open"}
    for act, who in steps:
        kind = "day" if act in ROTA else "visit"
        before = Conference.objects.get(pk=cast.conference).head_number
        try:
            deed(cast, act, who, of_day, of_visit)()
            done = True
        except Refused:
            done = False
        from_, people, to = {**ROTA, **REGISTER}[act]
        assert done == (states[kind] in from_ and who in people), (act, who, states)
        states[kind] = to if done else states[kind]
        assert (day(cast, of_day).state, reception(cast, of_visit).state) == (states["day"], states["visit"])
        assert Conference.objects.get(pk=cast.conference).head_number == before + done
