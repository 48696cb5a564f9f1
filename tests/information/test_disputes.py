"""Disputes: no persons in them, settled, passed on in one step with both sides told, seen by whom they concern."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.information import dispute_queries as queries
from lianxi.information import disputes, screening
from lianxi.information.dispute_moves import STEPS
from lianxi.information.models import Dispute, Information
from lianxi.information.models.dispute import STATES
from lianxi.information.screening_periods import period_of
from lianxi.journal import queries as journal
from lianxi.journal.frame import Actor, Call, Done
from lianxi.journal.models import Conference
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.matters.models import Matter
from lianxi.roster.succession import open_work
from lianxi.web import clock
from tests.cast import Cast, Player
from tests.information.disputing import dispute, for_, found, told

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = clock.today()


def seen(cast: Cast, who: Player, number: int) -> queries.DisputeView | None:
    return queries.dispute_for(cast.conference, who.actor, number, on=TODAY, units={})


def test_a_dispute_is_worked_on_settled_and_open_again_when_it_comes_back(cast: Cast) -> None:
    number = found(cast, settles=cast.police.unit, due=TODAY + timedelta(days=9), measure="约双方到场查看。")
    disputes.take_measure(cast.police.call(), number=number, version=2, text="现场调解一次。", on=TODAY)
    disputes.settle_dispute(cast.police.call(), number=number, version=3, result="双方清理通道。", settled_on=TODAY)
    row = dispute(cast, number)
    assert (row.state, [each["text"] for each in row.measures]) == ("settled", ["约双方到场查看。", "现场调解一次。"])
    disputes.reopen_dispute(cast.village.call(), number=number, version=4, reason="又堆上了杂物")
    row = dispute(cast, number)
    assert (row.state, row.settled_on, len(row.measures)) == ("open", None, 2)
    on_the_spot = disputes.find_dispute(for_(cast, cast.village), told=told(title="噪声", result="已关停。"))
    assert dispute(cast, on_the_spot.number).state == "settled"
    assert dispute(cast, on_the_spot.number).by_hand


def test_it_becomes_a_matter_in_the_same_entry_and_each_names_the_other(cast: Cast) -> None:
    number = found(cast, place="三组", people=6, text="堆放多日，通行困难。")
    done = disputes.escalate_to_matter(cast.village.call(), number=number, version=1, purpose="claim", channel="visit")
    made = Matter.objects.get(conference_id=cast.conference)
    row = dispute(cast, number)
    assert (made.origin, row.became, row.state) == (f"dispute:{number}", f"matter:{made.number}", "escalated")
    assert (made.title, made.text, made.locality, made.people) == (row.title, row.text, "三组", 6)
    assert made.territory is not None
    assert made.territory.number == cast.village.unit
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert [fact.verb for fact in entry.facts] == ["dispute.escalated", "matter.registered"]
    clerks, villages = seen(cast, cast.clerk, number), seen(cast, cast.village, number)
    assert clerks is not None
    assert villages is not None
    assert clerks.matter is not None
    assert villages.matter is None, "no part of it was given to the village yet"
    with pytest.raises(Invalid, match="检举控告"):
        disputes.escalate_to_matter(
            cast.village.call(), number=found(cast), version=1, purpose="accuse", channel="visit"
        )


def test_it_becomes_information_in_the_same_entry(cast: Cast) -> None:
    number = found(cast, place="三组")
    disputes.escalate_to_information(cast.village.call(), number=number, version=1, urgency="urgent")
    made = Information.objects.get(conference_id=cast.conference)
    assert (made.origin, made.urgency, made.place) == (f"dispute:{number}", "urgent", "三组")
    assert dispute(cast, number).became == f"information:{made.number}"


def test_no_person_gets_in_and_what_is_missing_is_told_beside_its_field(cast: Cast) -> None:
    columns = {field.name for field in Dispute._meta.get_fields()}
    assert not columns & {"name", "party", "parties", "petitioner", "phone", "id_number"}
    for wrong, field in (
        ({"title": "  "}, "title"),
        ({"text": "电话 13900001234"}, "text"),
        ({"place": "六组 110101199003070011"}, "place"),
        ({"measure": "联系 0571-8765432"}, "measure"),
        ({"kind": "x"}, "kind"),
        ({"risk": ""}, "risk"),
        ({"people": 0}, "people"),
        ({"found_on": TODAY + timedelta(days=1)}, "found_on"),
        ({"due": TODAY - timedelta(days=1)}, "due"),
        ({"text": "机密★一年"}, "text"),
    ):
        with pytest.raises(Invalid) as refused:
            disputes.find_dispute(cast.village.call(), told=told(**wrong))
        assert refused.value.field == field
    with pytest.raises(RuleBroken):
        disputes.find_dispute(cast.clerk.call(), told=told())
    assert not Dispute.objects.exists()


def test_its_own_unit_the_settling_unit_and_who_answers_for_all_see_it(cast: Cast) -> None:
    number = found(cast, text="合同款 12345678 元")
    for who in (cast.village, cast.clerk, cast.director, cast.convener, cast.organ_head, cast.inspector):
        assert seen(cast, who, number) is not None
    for who in (cast.police, cast.liaison, cast.admin_audit):
        assert seen(cast, who, number) is None
    with pytest.raises(Invalid, match="没有可以由本单位办理"):
        disputes.settle_dispute(cast.police.call(), number=number, version=1, result="好", settled_on=TODAY)
    disputes.assign_dispute(
        cast.clerk.call(), number=number, version=1, settles=cast.police.unit or 0, responsible="所长", due=None
    )
    shown = seen(cast, cast.liaison, number)
    assert shown is not None
    assert not shown.finder
    looks_on = seen(cast, cast.inspector, number)
    assert looks_on is not None
    assert "12345678" in shown.text
    assert "12345678" not in looks_on.text
    actor = Actor(1, 1, 1, "director", None)
    assert queries.disputes(cast.other, actor, queries.Filter("all"), on=TODAY) == []


def test_open_ones_pass_to_a_successor(cast: Cast) -> None:
    found(cast)
    found(cast, result="好了")
    works = {each.name: each.count for each in open_work(cast.conference, cast.village.unit)}
    assert works == {"化解中的矛盾纠纷": 1}
    from lianxi.roster.models import Unit
    from lianxi.roster.units import merge_unit

    other = Unit.objects.get(conference_id=cast.conference, name="上河村")
    merge_unit(
        cast.clerk.call(), unit=cast.village.unit or 0, version=1, into=other.number, on=TODAY,
        document="柳政发〔2026〕9号", files=[],
    )  # fmt: skip
    assert [dispute(cast, 1).unit.name, dispute(cast, 2).unit.name] == ["上河村", "柳塘村"]


def test_figures_count_by_unit_in_the_order_of_the_roster(cast: Cast) -> None:
    found(cast)
    found(cast, kind="land", risk="high", result="好了")
    voided = found(cast)
    disputes.void_dispute(cast.clerk.call(), number=voided, version=1, reason="重复登记")
    counted = queries.tally(cast.conference, cast.clerk.actor, TODAY, TODAY)
    assert counted.total == 2
    assert counted.units == (("柳塘村", 2, 1, 0, 1),)
    assert counted.kinds == (("邻里关系", 1, 0), ("土地山林", 1, 1))
    assert counted.risks == (("低", 1, 0), ("高", 1, 1))
    assert screening.found_in(cast.conference, cast.village.unit or 0, period_of("month", TODAY)) == 2


#: act → its call; each may be tried in every state by everybody
def attempt(act: str, call: Call, number: int, version: int, empty: bool) -> Done:
    words = " " if empty else "说明"
    at = {"number": number, "version": version}
    if act == "correct":
        return disputes.correct_dispute(call, **at, told=told(title=words))
    if act == "assign":
        day = TODAY - timedelta(days=1) if empty else None
        return disputes.assign_dispute(call, **at, settles=1, responsible="", due=day)
    if act == "measure":
        return disputes.take_measure(call, **at, text=words, on=TODAY)
    if act == "settle":
        return disputes.settle_dispute(call, **at, result=words, settled_on=TODAY)
    if act == "reopen":
        return disputes.reopen_dispute(call, **at, reason=words)
    if act == "void":
        return disputes.void_dispute(call, **at, reason=words)
    if act == "to_matter":
        return disputes.escalate_to_matter(call, **at, purpose="x" if empty else "claim", channel="visit")
    return disputes.escalate_to_information(call, **at, urgency="x" if empty else "ordinary")


ACTS = st.tuples(
    st.sampled_from(sorted(STEPS)),
    st.sampled_from(["clerk", "village", "village", "for the village", "police", "convener"]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([False, False, False, True]),
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=4, max_size=12))
def test_no_sequence_of_acts_leads_a_dispute_where_the_table_does_not(
    cast: Cast, acts: list[tuple[str, str, bool, bool]]
) -> None:
    number = found(cast)
    for act, who, stale, empty in acts:
        row = dispute(cast, number)
        call = for_(cast, cast.village) if who == "for the village" else cast.players[who].call()
        roles = {"clerk": {"office"}, "village": {"unit"}, "for the village": {"unit"}}.get(who, set())
        allowed = bool(roles & set(STEPS[act].roles)) and row.state in STEPS[act].from_ and not stale and not empty
        head = Conference.objects.get(pk=cast.conference).head_number
        try:
            attempt(act, call, number, row.version - stale, empty)
        except (Refused, Stale):
            assert not allowed, (act, who, row.state)
            assert dispute(cast, number).version == row.version
            assert Conference.objects.get(pk=cast.conference).head_number == head
            continue
        assert allowed, (act, who, row.state)
        after = dispute(cast, number)
        assert after.state == STEPS[act].to
        assert after.version == row.version + 1
        assert after.state in STATES
        assert bool(after.became) or after.state != "escalated"
        assert Conference.objects.get(pk=cast.conference).head_number == head + 1
