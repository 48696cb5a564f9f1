"""The demo looks right whatever day it is built on. The expected states were worked out by hand from the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from lianxi.compliance.queries import board
from lianxi.demo.build import STREET, TOWNSHIP
from lianxi.journal import queries as journal
from lianxi.journal.verify import verify
from lianxi.roster import queries as roster
from lianxi.rulebook.board import Board, Item
from tests.demo.standing import standing

pytestmark = pytest.mark.django_db

SHORT = {"kept": "履", "kept_late": "迟", "explained": "说", "due": "待", "missed": "缺", "not_owed": "·"}


@dataclass(frozen=True)
class Special:
    """A day, and what the strip of its year must show. ``overdue``: the last days in time of what is overdue."""

    day: date
    work: str
    weekly: str
    analysis: str
    plenary: str
    overdue: tuple[date, ...]


SPECIAL = {
    # Nothing of the new year has happened yet; what was promised in December is open or overdue.
    "1 January": Special(
        date(2027, 1, 1), "待···········", "", "待·····", "待·", (date(2026, 12, 24), date(2026, 12, 28))
    ),
    # The leap day is the last day for February's meeting; January was kept by the weekly meetings around New Year.
    "29 February": Special(
        date(2028, 2, 29), "履待··········", "履缺履", "履·····", "待·", (date(2028, 2, 23), date(2028, 2, 25))
    ),
    # Ordinary months backwards: 11 kept, 8 recorded late, 7 explained, 6 minutes late, 5 corrected, 4 missed.
    "31 December": Special(
        date(2026, 12, 31),
        "履履履缺履履说履履履履待",
        "履缺履",
        "履履履履缺履",
        "履履",
        (date(2026, 12, 24), date(2026, 12, 27)),
    ),
    # September and October were kept by the weekly meetings of the National Day period, so the rest moves back.
    "a Monday": Special(
        date(2026, 11, 23),
        "履履缺履履说履履履履待·",
        "履缺履",
        "履履履履缺待",
        "履履",
        (date(2026, 11, 17), date(2026, 11, 19)),
    ),
    "a Sunday": Special(
        date(2026, 5, 17), "说履履履待·······", "履缺履", "履缺待···", "履·", (date(2026, 5, 11), date(2026, 5, 12))
    ),
}


@pytest.fixture(scope="module", params=SPECIAL.values(), ids=SPECIAL.keys())
def special(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Special]:
    with standing(django_db_blocker, request.param.day):
        yield request.param


@pytest.fixture
def head() -> journal.Head:
    found = journal.head(TOWNSHIP)
    assert found is not None
    return found


@pytest.fixture
def judged(special: Special, head: journal.Head) -> Board:
    return board(head, on=special.day)


def meetings(judged: Board, kind: str, when: str = "ordinary") -> str:
    return "".join(
        SHORT[item.state]
        for line in judged.lines
        if line.duty.key.endswith(f"meeting.held:{kind}:{when}")
        for item in line.items
    )


def open_items(judged: Board) -> list[Item]:
    return [item for line in judged.lines if line.dated for item in line.items if item.open]


def test_the_meetings_of_the_year_are_as_worked_out_by_hand(special: Special, judged: Board) -> None:
    assert meetings(judged, "work") == special.work
    assert meetings(judged, "work", "key_period") == special.weekly
    assert meetings(judged, "analysis") == special.analysis
    assert meetings(judged, "plenary") == special.plenary


def test_exactly_two_things_are_overdue(special: Special, judged: Board) -> None:
    overdue = [item.due for item in open_items(judged) if item.state == "overdue"]
    assert sorted(filter(None, overdue)) == list(special.overdue)
    assert judged.headline.overdue == 2


def test_something_is_due_within_three_days(special: Special, judged: Board) -> None:
    due = [item.due for item in open_items(judged) if item.state == "due" and item.due is not None]
    assert min(due) <= special.day + timedelta(days=3)


def test_no_minutes_were_issued_before_they_were_approved(special: Special, judged: Board) -> None:
    gates = [line for line in judged.lines if line.duty.key.endswith(":gate")]
    assert len(gates) == 2
    assert {item.state for line in gates for item in line.items} <= {"kept"}


def test_one_explanation_waits_for_the_convener_and_one_is_confirmed(special: Special, head: journal.Head) -> None:
    told = [e for year in (-1, 0) for e in roster.explanations(head.id, special.day.year + year)]
    assert sorted(explanation.confirmed for explanation in told) == [False, True]


def test_one_approval_waits_for_the_conveners_own_word(special: Special, head: journal.Head) -> None:
    convener = next(seat.holder for seat in roster.seats(head.id) if seat.role == "convener")
    assert convener is not None
    assert 1 <= len(journal.unconfirmed(head.id, convener.person)) <= 2


def test_everything_was_recorded_before_today_and_the_record_is_sound(special: Special, head: journal.Head) -> None:
    facts = journal.facts(head.id)
    assert max(fact.recorded_on for fact in facts) < special.day
    assert min(fact.recorded_on for fact in facts) < special.day - timedelta(days=400)
    assert all(fact.happened_on <= fact.recorded_on for fact in facts)
    assert verify(TOWNSHIP).sound


def test_the_other_body_kept_everything_and_owes_its_next_meeting(special: Special) -> None:
    street = journal.head(STREET)
    assert street is not None
    judged = board(street, on=special.day)
    assert (judged.headline.missed, judged.headline.overdue) == (0, 0)
    assert meetings(judged, "work").replace("·", "")[-1] == "待"


def test_the_year_before_can_be_looked_back_on(special: Special, head: journal.Head) -> None:
    before = board(head, on=date(special.day.year - 1, 12, 31))
    assert "kept" in {item.state for line in before.lines for item in line.items}
