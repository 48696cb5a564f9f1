"""The demo's ledger: every state can be looked at, one thing is overdue, nobody who petitioned is named outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from lianxi.demo import build as building
from lianxi.demo.days import Days
from lianxi.demo.ledger import ORGANS, ledger
from lianxi.demo.ledger_people import NAMES, petitioner
from lianxi.journal import queries as journal
from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.identities.people import check_id_number, check_phone
from lianxi.matters.life import registering
from lianxi.matters.models import (
    CasePaper,
    Charge,
    CoHandler,
    Deadline,
    Evaluation,
    Grant,
    Identity,
    Matter,
    Measure,
    Reading,
    Reception,
    ReceptionDay,
    VillageCase,
)
from lianxi.matters.national_system import national
from lianxi.roster import queries as roster
from lianxi.roster.models import Account
from tests.demo.standing import standing
from tests.settings import FIXED_DAY

pytestmark = pytest.mark.django_db
TODAY = date.fromisoformat(FIXED_DAY)


def alone(today: date) -> list[Any]:
    """The ledger without the year's meetings and papers: quicker, and none of it needs them."""
    return sorted(ledger(Days(today)), key=lambda step: step.recorded)


@pytest.fixture(scope="module", autouse=True)
def stands(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "township", alone)
        with standing(django_db_blocker, TODAY):
            yield


def standing_of(login: str) -> tuple[int, Actor]:
    found = roster.access(Account.objects.get(username=login).pk, building.TOWNSHIP, None, TODAY)
    assert found is not None
    return found.head.id, found.actor


def values(model: Any, column: str) -> set[Any]:
    return set(model.objects.values_list(column, flat=True))


def test_every_state_class_route_and_channel_of_a_matter_can_be_looked_at() -> None:
    assert values(Matter, "state") == set(words.STATES)
    assert values(Matter, "kind") == set(words.KINDS)
    assert values(Matter, "channel") == set(words.CHANNELS)
    assert values(Matter, "source") == set(words.SOURCES)
    assert values(Matter, "route") == {None, *words.ROUTES}
    assert values(Matter, "outcome") == {"", "opinion", "mediated", "replied"}
    assert values(Matter, "result") >= {"support", "explain", "not_support"}
    assert set(CasePaper.objects.filter(state="issued").values_list("kind", flat=True)) == set(words.PAPERS) - {
        "elsewhere", "objection", "assignment",
    }  # fmt: skip


def test_exactly_one_matter_is_overdue_and_one_was_extended_in_time() -> None:
    late = Matter.objects.filter(due_on__lt=TODAY)
    assert [matter.title for matter in late] == ["夜市油烟和噪声扰民"]
    extended = Matter.objects.get(extended_days=20)
    assert extended.due_on is not None
    assert 0 < (extended.due_on - TODAY).days <= 19
    notice = CasePaper.objects.get(matter=extended, kind="extension_notice")
    assert notice.delivered_on is not None
    soon = Matter.objects.filter(due_on__range=(TODAY, Days(TODAY).today.replace(day=30)))
    assert {matter.due_rule for matter in soon} >= {"direct_notice", "handling"}


def test_what_left_by_an_exit_is_a_stub_and_has_no_identity() -> None:
    stubs = Matter.objects.filter(state__in=words.EXITS)
    assert stubs.count() == 3
    for stub in stubs:
        assert (stub.stub, stub.title, stub.text, stub.people) == (True, "", "", 1)
        assert not Identity.objects.filter(holder=f"matter:{stub.number}").exists()


def test_two_matters_wait_to_be_entered_in_the_national_system() -> None:
    conference, clerk = standing_of("jingban")
    waiting = national.not_entered(conference, clerk, TODAY)
    assert [row.title for row in waiting] == ["公租房轮候顺序不清楚", "雨污管道接错倒灌入户"]
    assert Matter.objects.exclude(national_due=None).count() == 1
    years = {number // words.YEAR for number in values(Matter, "number")}
    assert all(registering.gaps(conference, year) == [] for year in years)


def test_papers_are_issued_by_organs_only_and_the_county_got_its_report() -> None:
    assert values(CasePaper, "organ") == {ORGANS[0]}
    assigned = Matter.objects.get(source="assigned")
    assert CasePaper.objects.filter(matter=assigned, kind="closing", state="issued").exists()
    assert not Deadline.objects.filter(matter=assigned, rule="superior_assigned", met_on=None).exists()
    issued = CasePaper.objects.filter(kind__in=("opinion", "reply"), state="issued").order_by("number")
    numbers = list(issued.values_list("document_number", flat=True))
    assert all(number.startswith("鹭政信访〔") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_one_matter_was_helped_with_carried_out_evaluated_and_cared_for_to_the_end() -> None:
    whole = Matter.objects.get(title="道路改造后农田排水不畅")
    assert (whole.state, whole.result, whole.execution) == ("closed", "support", "done")
    assert not CoHandler.objects.filter(matter=whole, replied_on=None).exists()
    assert Evaluation.objects.filter(matter=whole, status="given").count() == 2
    assert set(Measure.objects.filter(matter=whole).values_list("aftercare", flat=True)) == {False, True}


def test_the_village_and_the_leaders_have_something_in_every_state() -> None:
    assert values(VillageCase, "state") == set(words.VILLAGE_STATES)
    assert VillageCase.objects.count() == 5
    assert values(Reception, "state") == set(words.RECEPTION_STATES)
    assert values(Reception, "kind") == set(words.RECEPTION_KINDS)
    assert values(ReceptionDay, "state") == {"held", "published"}
    assert values(Charge, "state") == {"proposed", "approved"}
    assert Reading.objects.count() == 1


def test_who_petitioned_was_opened_once_by_grant_and_one_request_waits() -> None:
    assert values(Grant, "state") == {"asked", "given"}
    conference, _ = standing_of("jingban")
    opened = [fact for fact in journal.facts(conference) if fact.verb == "identity.opened"]
    assert [fact.data["basis"] for fact in opened] == ["grant"]


def test_nobody_who_petitioned_is_named_outside_the_vault() -> None:
    told = {text for place in range(len(NAMES)) for text in _told(place)}
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            found = [text for text in told for value in row if text in str(value)]
            assert not found, (model, row)
    assert Identity.objects.count() > 30


def _told(place: int) -> set[str]:
    person = petitioner(place)
    return {text for text in (person.name, person.phone, person.id_number) if text}


def test_the_petitioners_are_nobody() -> None:
    people = {held.name for seat in roster.seats(standing_of("jingban")[0]) for held in seat.tenures}
    assert not people & set(NAMES)
    for place in range(len(NAMES)):
        person = petitioner(place)
        check_id_number(person.id_number)
        check_phone(person.phone)
        assert person.id_number[:6] in {"", "999999"}  # a region that no code list has
        assert person.phone.startswith("169")  # a segment that was never given out
