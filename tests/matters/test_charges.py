"""领导包案 and 来信阅批: proposed, approved, ended; never on a restricted matter; instructions by who may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Call
from lianxi.journal.models import Conference
from lianxi.journal.refusals import Invalid, Refused, RuleBroken
from lianxi.matters.leadership import charge_queries, charges, receptions
from lianxi.matters.leadership.readings import read_letter
from lianxi.matters.models import Charge, LedgerSetting, Matter
from lianxi.web import clock
from tests.cast import Cast
from tests.matters.small_steps import charge, on_behalf, proposed_charge, reception_given, reported_matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SCAN = Upload("审批表.pdf", b"%PDF-1.4 signed")


def accusation(cast: Cast) -> int:
    given = reception_given(cast, accused=(cast.village.unit,))
    return receptions.record_reception(cast.clerk.call(), given=given).number


def test_a_charge_is_proposed_approved_and_ended_and_its_duties_are_those_set(cast: Cast) -> None:
    matter = reported_matter(cast)
    assert charges.duties_of(cast.conference) == ["掌握情况", "思想教育", "解决化解", "跟踪回访"]
    LedgerSetting.objects.create(conference_id=cast.conference, charge_duties=["每周联系一次"])
    assert charges.duties_of(cast.conference) == ["每周联系一次"]
    number = proposed_charge(cast, matter)
    with pytest.raises(RuleBroken, match="已有包案"):
        proposed_charge(cast, matter)
    charges.approve_charge(cast.organ_head.call(), number=number, version=1)
    seen = charge_queries.charge_for(cast.conference, cast.convener.actor, number)
    assert seen is not None
    assert (seen.row.leader_name, seen.approver_name, seen.own) == ("方立平", "杜明远", False)
    with pytest.raises(Invalid, match="做了哪些工作"):
        charges.end_charge(cast.clerk.call(), number=number, version=2, result=" ", ended_on=clock.today())
    charges.end_charge(cast.clerk.call(), number=number, version=2, result="管道已更换。", ended_on=clock.today())
    assert [row.state for row in charge_queries.charges(cast.conference, cast.clerk.actor, matter=matter)] == ["ended"]
    assert proposed_charge(cast, matter) == number + 1, "after the end another leader may take it"


def test_an_approval_on_paper_needs_the_scan_and_names_who_signed(cast: Cast) -> None:
    number = proposed_charge(cast)
    with pytest.raises(Invalid, match="扫描件"):
        charges.approve_charge(on_behalf(cast, cast.organ_head), number=number, version=1)
    done = charges.approve_charge(on_behalf(cast, cast.organ_head), number=number, version=1, files=[SCAN])
    assert charge(cast, number).approver == cast.organ_head.person
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert entry.behalf is not None
    assert entry.behalf["scan"]


def test_a_restricted_matter_takes_no_charge_and_hides_none(cast: Cast) -> None:
    accusation(cast)
    secret = Matter.objects.get(conference_id=cast.conference, restricted=True)
    with pytest.raises(RuleBroken, match="不列入领导包案"):
        proposed_charge(cast, secret.number)
    ordinary = reported_matter(cast)
    number = proposed_charge(cast, ordinary)
    Matter.objects.filter(number=ordinary).update(restricted=True, kind="accusation")
    for who, seen in ((cast.convener, False), (cast.inspector, False), (cast.director, True)):
        assert bool(charge_queries.charge_for(cast.conference, who.actor, number)) is seen, who.key
        assert bool(charge_queries.charges(cast.conference, who.actor)) is seen, who.key
    with pytest.raises(Invalid, match="没有第"):
        charges.approve_charge(cast.convener.call(), number=number, version=1)


def test_a_past_term_no_duty_or_no_leader_is_refused(cast: Cast) -> None:
    matter = reported_matter(cast)
    ground = {"matter": matter, "leader": cast.convener.person, "duties": ["掌握情况"]}
    for wrong, words in (
        ({"until": clock.today() - timedelta(days=1)}, "已经过去"),
        ({"duties": [" "]}, "至少选择一项"),
        ({"leader": cast.clerk.person}, "在任的领导"),
        ({"matter": 1}, "没有编号"),
    ):
        with pytest.raises(Invalid, match=words):
            charges.propose_charge(cast.clerk.call(), **{**ground, **wrong})  # type: ignore[arg-type]


def test_a_letter_is_read_by_who_may_see_it_and_on_paper_with_the_scan(cast: Cast) -> None:
    matter = reported_matter(cast)
    read_letter(cast.convener.call(), matter=matter, text="请水利站今日到场。")
    with pytest.raises(Invalid, match="扫描件"):
        read_letter(on_behalf(cast, cast.organ_head), matter=matter, text="同意。")
    read_letter(on_behalf(cast, cast.organ_head), matter=matter, text="同意。", files=[SCAN])
    seen = charge_queries.readings(cast.conference, cast.clerk.actor, matter)
    assert [(each.leader_name, each.text) for each in seen] == [("方立平", "请水利站今日到场。"), ("杜明远", "同意。")]
    assert charge_queries.readings(cast.conference, cast.police.actor, matter) == []
    with pytest.raises(RuleBroken):
        read_letter(cast.clerk.call(), matter=matter, text="同意。")
    accusation(cast)
    secret = Matter.objects.get(conference_id=cast.conference, restricted=True).number
    with pytest.raises(Invalid, match="没有编号"):
        read_letter(cast.convener.call(), matter=secret, text="请查。")
    with pytest.raises(Invalid, match="回避"):
        read_letter(
            Call(cast.conference, cast.director.actor, clock.now(), None, on_behalf(cast, cast.convener).behalf),
            matter=secret,
            text="请查。",
            files=[SCAN],
        )
    read_letter(cast.organ_head.call(), matter=secret, text="移送纪检监察机关。")


WAYS = {
    "approve": ({"proposed"}, {"convener", "organ_head"}, "approved"),
    "refuse": ({"proposed"}, {"convener", "organ_head"}, "refused"),
    "end": ({"approved"}, {"clerk", "director"}, "ended"),
}
STEPS = st.lists(
    st.sampled_from(sorted(WAYS)).flatmap(
        lambda act: st.tuples(
            st.just(act), st.sampled_from([*sorted(WAYS[act][1]) * 3, "clerk", "village", "inspector", "organ_head"])
        )
    ),
    min_size=1,
    max_size=6,
)


def deed(cast: Cast, act: str, who: str, number: int) -> Callable[[], object]:
    call, version = cast.players[who].call(), charge(cast, number).version
    return {
        "approve": lambda: charges.approve_charge(call, number=number, version=version),
        "refuse": lambda: charges.refuse_charge(call, number=number, version=version, reason="另有分工"),
        "end": lambda: charges.end_charge(call, number=number, version=version, result="好", ended_on=clock.today()),
    }[act]


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_sequence_leaves_the_table_of_moves_and_each_step_leaves_one_entry(
    cast: Cast, steps: list[tuple[str, str]]
) -> None:
    first = Matter.objects.filter(conference_id=cast.conference).first()
    matter = first.number if first else reported_matter(cast)
    Charge.objects.filter(matter__number=matter, state__in=["proposed", "approved"]).update(state="ended")
    number, state = proposed_charge(cast, matter), "proposed"
    for act, who in steps:
        before = Conference.objects.get(pk=cast.conference).head_number
        try:
            deed(cast, act, who, number)()
            done = True
        except Refused:
            done = False
        assert done == (state in WAYS[act][0] and who in WAYS[act][1]), (act, who, state)
        state = WAYS[act][2] if done else state
        assert charge(cast, number).state == state
        assert Conference.objects.get(pk=cast.conference).head_number == before + done
