"""三员分立: no sequence of grants, changes and closings gives an administrator a second seat of any kind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.journal.refusals import Refused, RuleBroken
from lianxi.roster import actions, queries
from lianxi.roster.models import Tenure
from lianxi.roster.roles import ADMINISTRATORS, GRANTED
from lianxi.web import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NAMES = ("甲某", "乙某", "丙某", "秦朗", "阮成", "康宁")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("grant"), st.sampled_from(GRANTED), st.sampled_from(NAMES)),
        st.tuples(st.just("change"), st.integers(1, 20), st.sampled_from(NAMES)),
        st.tuples(st.just("close"), st.integers(1, 20), st.just("")),
    ),
    max_size=25,
)


def offenders(conference: int) -> list[str]:
    """Persons who hold an administrator's seat and any other."""
    held: dict[str, list[str]] = {}
    rows = Tenure.objects.filter(conference_id=conference, until=None, seat__closed_on=None)
    for name, role in rows.values_list("person__name", "seat__role"):
        held.setdefault(name, []).append(role)
    return [name for name, roles in held.items() if set(roles) & ADMINISTRATORS and len(roles) > 1]


def attempt(cast: Cast, step: tuple[str, str | int, str]) -> bool:
    """One step through the real action; False when it was refused."""
    kind, what, name = step
    call, today = cast.clerk.call(), clock.today()
    unit = cast.police.unit if what == "liaison" else None
    try:
        if kind == "grant":
            actions.grant_seat(call, role=str(what), post="", unit=unit, name=name, since=today)
            return True
        seat = queries.seat(cast.conference, int(what))
        if seat is None:
            return False
        if kind == "close":
            actions.close_seat(call, seat=seat.number, on=today, version=seat.version)
        else:
            since = max([today - timedelta(days=200), *[t.since for t in seat.tenures]]) + timedelta(days=1)
            actions.change_holder(
                call, seat=seat.number, name=name, since=min(since, today), document="", version=seat.version
            )
    except Refused:
        return False
    return True


@pytest.fixture
def counted() -> list[bool]:
    return []


def test_no_sequence_of_steps_brings_two_seats_together(cast: Cast, counted: list[bool]) -> None:
    @settings(max_examples=60)
    @given(STEPS)
    def run(steps: list[tuple[str, str | int, str]]) -> None:
        with transaction.atomic():
            for step in steps:
                counted.append(attempt(cast, step))
                assert offenders(cast.conference) == []
            transaction.set_rollback(True)

    run()
    assert counted.count(True) > 100
    assert counted.count(False) > 100


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_the_check_itself_sees_an_offender(cast: Cast, role: str) -> None:
    """Written past the action, the forbidden pair is found: the property above is not looking away."""
    from lianxi.roster.models import Person, Seat

    person = Person.objects.get(conference_id=cast.conference, number=cast.police.person)
    seat = Seat.objects.create(conference_id=cast.conference, number=99, role=role, post="偷加的席位")
    Tenure.objects.create(conference_id=cast.conference, seat=seat, person=person, since=clock.today())
    assert offenders(cast.conference) == ["秦朗"]


@pytest.mark.parametrize("key", ["police", "convener", "admin_audit", "clerk"])
def test_somebody_with_a_seat_is_granted_no_administrators_seat(cast: Cast, key: str) -> None:
    with pytest.raises(RuleBroken, match="不得由同一人兼任"):
        actions.grant_seat(
            cast.director.call(),
            role="admin_system",
            post="",
            unit=None,
            name=cast.players[key].name,
            since=clock.today(),
        )


def test_an_administrator_is_put_into_no_other_seat_by_a_change(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="不得由同一人兼任"):
        actions.change_holder(
            cast.clerk.call(),
            seat=cast.police.seat,
            name=cast.admin_audit.name,
            since=clock.today(),
            document="",
            version=1,
        )
    with pytest.raises(RuleBroken, match="不得由同一人兼任"):
        actions.change_holder(
            cast.clerk.call(),
            seat=cast.admin_audit.seat,
            name=cast.police.name,
            since=clock.today(),
            document="",
            version=1,
        )
