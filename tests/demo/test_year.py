"""What the demo tells: the same today gives the same story, in an order that could have happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from lianxi.compliance.queries import board
from lianxi.demo import acts, paper_acts
from lianxi.demo.build import STREET, TOWNSHIP, answers_to, build, rules
from lianxi.demo.days import Days, key_period, working
from lianxi.demo.logins import LOGINS, PASSWORD
from lianxi.demo.scan import approval_sheet
from lianxi.demo.steps import Did, Step, Table
from lianxi.demo.story import township
from lianxi.demo.street import street
from lianxi.journal import queries as journal
from lianxi.journal.verify import verify
from lianxi.roster import names
from lianxi.roster.founding import open_questions
from lianxi.rulebook.reading import compile_text
from tests.demo.standing import stand
from tests.settings import FIXED_DAY

TODAY = date.fromisoformat(FIXED_DAY)
DAY = timedelta(days=1)


def deeds(step: Step) -> list[Did]:
    return list(step.rows) if isinstance(step, Table) else [step] if isinstance(step, Did) else []


def made_by(step: Step) -> set[str]:
    """The tags that come out of issuing minutes, assigning ahead, breaking down."""
    issued = isinstance(step, paper_acts.Document) and step.what == "issue"
    if not issued and not isinstance(step, acts.Issued | acts.AssignedAhead | paper_acts.BrokenDown | paper_acts.Paper):
        return set()
    return {f"{words}{step.of} {place}" for words in ("", "decision ") for place in range(1, 4)}  # type: ignore[attr-defined]


def heard(step: Step) -> tuple[str, ...]:
    """The tags of the tasks that a called meeting is to hear of."""
    return step.heard if isinstance(step, acts.Called) else ()


def all_told() -> list[Any]:
    """Every fact of both bodies with its day of record, who did it and what it was called."""
    told: list[Any] = []
    for slug in (TOWNSHIP, STREET):
        head = journal.head(slug)
        assert head is not None
        facts = sorted(journal.facts(head.id), key=lambda fact: (fact.entry, fact.index))
        told += facts
        told += [
            (
                entry.number,
                entry.recorded_at,
                entry.actor["role"],
                entry.behalf,
                entry.texts,
                [f.sha256 for f in entry.files],
            )
            for entry in journal.entries(head.id, limit=2000)
        ]
        told.append(names.titles(head.id, {fact.object for fact in facts}))
    return told


@pytest.mark.django_db
def test_the_same_day_gives_the_same_facts() -> None:
    runs = []
    for make in (stand, build):  # what stands was built by an earlier test, or is now
        with transaction.atomic():
            make(TODAY)
            runs.append(all_told())
            transaction.set_rollback(True)
    assert runs[0] == runs[1]


@pytest.mark.django_db
def test_a_demo_that_was_kept_stands_again_as_it_was_built() -> None:
    """The test of ``tests.demo.standing``."""
    runs = []
    for _ in range(2):
        with transaction.atomic():
            stand(TODAY)
            runs.append([journal.head(slug) for slug in (TOWNSHIP, STREET)])
            assert verify(TOWNSHIP).sound
            transaction.set_rollback(True)
    assert runs[0] == runs[1]


@pytest.mark.django_db
def test_the_year_has_something_of_every_kind() -> None:
    stand(TODAY)
    head = journal.head(TOWNSHIP)
    assert head is not None
    judged = board(head, on=TODAY)
    states = {item.state for line in judged.lines if line.dated for item in line.items}
    assert states == {"kept", "kept_late", "explained", "due", "overdue", "missed", "not_owed"}
    facts = journal.facts(head.id)
    assert {fact.verb for fact in facts} >= {
        "entry.withdrawn", "key_period.declared", "seat.vacated", "change.filed", "on_behalf.confirmed", "report.sent",
        "supervision.reported", "interview.rectified", "problem.tabled", "directive.answered", "assessment.published",
    }  # fmt: skip
    backdated = [fact for fact in facts if fact.recorded_on - fact.happened_on > 7 * DAY]
    assert len(backdated) >= 2
    approvals = [entry for entry in journal.entries(head.id, verb="minutes.approved") if entry.behalf]
    assert all(entry.files and entry.behalf["scan"] for entry in approvals if entry.behalf)


@pytest.mark.django_db
def test_every_login_opens_a_page_and_the_other_body_stays_unseen(client: Any) -> None:
    stand(TODAY)
    for login, _ in LOGINS:
        own, other = (STREET, TOWNSHIP) if login == "linzhen" else (TOWNSHIP, STREET)
        told = client.post("/login", {"username": login, "password": PASSWORD})
        assert told.status_code == 302
        assert client.get(f"/{own}/").status_code == 200
        assert client.get(f"/{other}/").status_code == 404
        client.logout()


def test_on_any_day_of_three_years_the_story_could_have_happened() -> None:
    for offset in range(3 * 366):
        today = date(2026, 1, 1) + offset * DAY
        for steps in (township(today), street(today)):
            days, seen = Days(today), {""}
            for step in steps:
                assert days.founding <= step.recorded < today, (today, step)
                assert {getattr(step, "of", ""), *heard(step)} <= seen, (today, step)
                seen |= {step.tag, *made_by(step)}
                for did in deeds(step):
                    assert did.on <= step.recorded, (today, step)


def test_the_office_records_on_working_days_and_in_key_periods_only() -> None:
    for offset in range(0, 3 * 366, 5):
        today = date(2026, 1, 1) + offset * DAY
        period = key_period(today)
        for step in township(today):
            assert working(step.recorded) or step.recorded in period.days, (today, step)


def test_the_rules_have_questions_and_each_that_must_be_settled_is_answered() -> None:
    codes = set()
    for name in ("rules.txt", "rules_street.txt"):
        compiled = compile_text(rules(name))
        codes |= {question.code for question in compiled.questions}
        assert not open_questions(compiled, answers_to(compiled))
    assert codes >= {"unit_renamed", "vacant_name", "cadence_unresolved", "director", "meetings_that_count"}


def test_unnamed_secretaries_are_left_unnamed() -> None:
    compiled = compile_text(rules("rules.txt"))
    unnamed = [seat.unit for seat in compiled.seats if seat.role == "member" and seat.person is None]
    assert unnamed == ["杏子坞村", "竹篱村", "云岭脚村"]


def test_a_scan_is_the_same_picture_every_time_and_another_for_another_sheet() -> None:
    assert approval_sheet("a") == approval_sheet("a")
    assert approval_sheet("a") != approval_sheet("b")
    assert approval_sheet("a").startswith(b"\x89PNG")
    assert len(approval_sheet("a")) < 20_000
