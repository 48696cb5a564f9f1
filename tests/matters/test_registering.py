"""Registering: which clocks begin, what is refused beside which field, and that no edit gains a day."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal.refusals import Invalid, Refused
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.life import correcting, registering
from lianxi.matters.life.registering import MatterGiven
from lianxi.matters.models import Deadline, Event
from lianxi.matters.tables import setting
from tests.cast import Cast
from tests.matters.life import Life, begin
from tests.matters.test_correcting import given as as_registered

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PLAIN = MatterGiven(
    channel="letter",
    petitioned_on=TODAY,
    received_on=TODAY,
    purpose="claim",
    kind="appeal_claim",
    title="水渠塌方",
    text="请求修复。",
    route=6,
)
ABOVE = {"source": "transferred", "sender": "县信访局"}
REFUSED: tuple[tuple[str, dict[str, object]], ...] = (
    ("received_on", {"received_on": TODAY + DAY}),
    ("petitioned_on", {"petitioned_on": TODAY, "received_on": TODAY - DAY}),
    ("sender_due", {**ABOVE, "source": "assigned"}),
    ("sender_due", {**ABOVE, "source": "assigned", "sender_due": TODAY - DAY}),
    ("sender", {"source": "transferred"}),
    ("route", {"kind": "suggestion"}),
    ("route", {"route": 7}),
    ("people", {"petitioners": (Petitioner("罗桂枝"), Petitioner("罗大山", representative=True))}),
    ("involved", {"people": 5, "involved": 3}),
    ("title", {"title": "  "}),
    ("text", {"text": ""}),
    ("text", {"text": "本件为机密★五年"}),
    ("kind", {"kind": "complaint"}),
    ("category", {"category": "777777"}),
    ("responsible", {"kind": "accusation", "route": None, "accused_units": (3,), "responsible": 3}),
    ("accused_units", {"accused_units": (3,)}),
    ("excluded_people", {"excluded_people": (9999,)}),
)
#: how it came → the deadlines that run, each with the day it is judged by
BEGUN: tuple[tuple[dict[str, object], dict[str, date]], ...] = (
    ({}, {"direct_notice": TODAY + 15 * DAY}),
    ({"reachable": False}, {}),
    ({"anonymous": True}, {}),
    ({"petitioned_on": TODAY - 9 * DAY, "received_on": TODAY - 4 * DAY}, {"direct_notice": TODAY + 11 * DAY}),
    (ABOVE, {"assigned_notice": TODAY + 15 * DAY, "assigned_objection": TODAY + 7 * DAY}),
    (
        {**ABOVE, "source": "assigned", "sender_due": TODAY + 40 * DAY},
        {
            "assigned_notice": TODAY + 15 * DAY,
            "assigned_objection": TODAY + 7 * DAY,
            "superior_assigned": TODAY + 40 * DAY,
        },
    ),
)


def test_what_cannot_be_registered_is_told_beside_its_field_and_takes_no_number(cast: Cast) -> None:
    for field, changed in REFUSED:
        with pytest.raises(Invalid) as refusal:
            registering.register_matter(cast.clerk.call(), given=replace(PLAIN, **changed))  # type: ignore[arg-type]
        assert (refusal.value.field, changed) == (field, changed)
    assert registering.register_matter(cast.clerk.call(), given=PLAIN).number == 2026000001
    assert registering.gaps(cast.conference, 2026) == []


def test_how_a_matter_came_decides_which_clocks_run(cast: Cast) -> None:
    for changed, expected in BEGUN:
        given = replace(PLAIN, **changed)  # type: ignore[arg-type]
        number = registering.register_matter(cast.clerk.call(), given=given).number
        rows = Deadline.objects.filter(matter__number=number).values_list("rule", "judged")
        assert dict(rows) == expected, changed


#: days from today; some fall due on a day of rest, where the other way of judging would be later
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("received"), st.sampled_from((-9, -3, -2, 0))),
        st.tuples(st.just("due"), st.sampled_from((5, 12, 20, 60))),
        st.tuples(st.just("reachable"), st.integers(0, 1)),
        st.tuples(st.just("class"), st.integers(0, 6)),
        st.tuples(st.just("judged"), st.integers(0, 1)),
    ),
    min_size=1,
    max_size=5,
)


def edit(life: Life, what: str, amount: int) -> None:
    row = life.matter
    if what == "judged":
        known = setting.ledger(life.cast.conference)
        judged = replace(known, judged_by=("strict", "rolled")[amount], judged_basis="柳信联办〔2026〕9号")
        setting.set_ledger(life.call(life.cast.clerk), given=judged)
        return
    if what == "class":
        kind = "appeal_claim" if amount else "suggestion"
        correcting.reclassify_matter(
            life.call(life.cast.clerk), **life.seen(), kind=kind, route=amount or None, reason="重新判明"
        )
        return
    same = replace(as_registered(life), sender=row.sender, sender_due=row.sender_due)
    day = TODAY + amount * DAY
    changed: dict[str, object] = {
        "received": {"received_on": day, "petitioned_on": day},
        "due": {"sender_due": day},
        "reachable": {"reachable": bool(amount)},
    }[what]
    correcting.correct_matter(life.call(life.cast.clerk), **life.seen(), given=replace(same, **changed))  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, accepted=st.booleans())
def test_no_sequence_of_edits_moves_a_deadline_later_or_takes_an_event_away(
    cast: Cast, edits: list[tuple[str, int]], accepted: bool
) -> None:
    life = begin(
        cast, "handling" if accepted else "registered", **ABOVE | {"source": "assigned", "sender_due": TODAY + 30 * DAY}
    )
    edit(life, "judged", 0)  # the examples share one township
    for what, amount in edits:
        before = dict(Deadline.objects.filter(matter=life.matter).values_list("rule", "judged"))
        events = set(Event.objects.filter(matter=life.matter).values_list("pk", "name", "at", "due"))
        with suppress(Refused):
            edit(life, what, amount)
        after = dict(Deadline.objects.filter(matter=life.matter).values_list("rule", "judged"))
        assert before.keys() <= after.keys(), (what, amount)
        assert all(after[rule] <= judged for rule, judged in before.items()), (what, amount, before, after)
        assert events <= set(Event.objects.filter(matter=life.matter).values_list("pk", "name", "at", "due"))
