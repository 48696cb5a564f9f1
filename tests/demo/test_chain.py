"""The chain is lived in the demo, from the notice to what the conference heard, 代录 included; work for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from lianxi.compliance.queries import board
from lianxi.demo.build import STREET, TOWNSHIP, rules
from lianxi.demo.chain import OWN, UNITS
from lianxi.demo.logins import PASSWORD
from lianxi.demo.units import CENTRE, RENAMED, TEAM
from lianxi.inbox.queries import waiting
from lianxi.journal import queries as journal
from lianxi.journal.frame import MEANS
from lianxi.journal.verify import verify
from lianxi.meetings.models import AgendaItem, Attendance, Meeting, Minutes, Receipt
from lianxi.roster import queries as roster
from lianxi.roster.models import Account, Change
from lianxi.rulebook.facts import Fact
from lianxi.rulebook.reading import compile_text
from lianxi.tasks.models import STATES, CoUnit, Extension, Help, Report, Task
from tests.demo.standing import standing
from tests.settings import FIXED_DAY

pytestmark = pytest.mark.django_db
TODAY = date.fromisoformat(FIXED_DAY)


@pytest.fixture(scope="module", autouse=True)
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with standing(django_db_blocker, TODAY):
        yield


@pytest.fixture
def head() -> journal.Head:
    found = journal.head(TOWNSHIP)
    assert found is not None
    return found


@pytest.fixture
def facts(head: journal.Head) -> list[Fact]:
    return journal.facts(head.id)


def states(model: Any, head: journal.Head, column: str = "state") -> set[str]:
    return set(model.objects.filter(conference_id=head.id).values_list(column, flat=True))


def test_every_state_of_a_task_a_meeting_and_a_request_for_help_can_be_looked_at(head: journal.Head) -> None:
    assert states(Task, head) == set(STATES)
    assert states(Meeting, head) == {"called", "held", "cancelled"}
    assert states(Meeting, head, "kind") == {"plenary", "work", "analysis", "dispatch", "ad_hoc"}
    assert states(Minutes, head) >= {"submitted", "approved", "issued"}
    assert states(Attendance, head, "status") == {"", "present", "leave", "substitute", "absent"}
    assert states(Help, head) == {"asked", "answered", "escalated"}
    assert states(Change, head) == {"announced", "registered", "acknowledged"}
    assert states(Extension, head, "granted") == {None, True, False}


def test_each_step_of_the_chain_and_each_turn_of_it_is_in_the_journal(facts: list[Fact]) -> None:
    assert {fact.verb for fact in facts} >= {
        "meeting.called", "meeting.postponed", "meeting.cancelled", "meeting.held", "meeting.explained",
        "meeting.explanation_confirmed", "attendance.recorded", "minutes.submitted", "minutes.returned",
        "minutes.approved", "minutes.issued", "minutes.received", "decision.made", "decision.withdrawn",
        "task.assigned", "task.accepted", "task.reported", "task.extension_asked", "task.extended",
        "task.extension_refused", "task.completed", "task.returned", "task.verified", "task.chased", "task.cancelled",
        "help.asked", "help.answered", "help.escalated", "execution.reported_to_conference", "on_behalf.confirmed",
        "directive.broken_down", "report.answered", "work_points.issued", "change.announced", "change.acknowledged",
    }  # fmt: skip
    assert sum(fact.verb == "minutes.returned" for fact in facts) == 1
    assert sum(fact.verb == "meeting.postponed" for fact in facts) == 1
    assert sum(bool(fact.data.get("ahead")) for fact in facts if fact.verb == "decision.made") == 1
    assert Minutes.objects.filter(revision=2, state="issued").count() == 1


def test_a_decision_can_be_followed_from_the_notice_to_what_the_next_meeting_heard(facts: list[Fact]) -> None:
    """Of every decision that a later meeting heard: each step before it stands, and in this order."""
    told = [f for f in facts if f.verb == "execution.reported_to_conference" and {"decision", "meeting"} <= set(f.data)]
    assert len({fact.data["meeting"] for fact in told}) >= 3
    for heard in told:
        made = next(f for f in facts if f.verb == "decision.made" and f.object == f"decision:{heard.data['decision']}")
        meeting, task = f"meeting:{made.data['meeting']}", f"task:{heard.data['task']}"
        minutes = next(
            f.object for f in facts if f.verb == "minutes.issued" and f.data["meeting"] == made.data["meeting"]
        )
        chain = [
            ("meeting.called", meeting), ("meeting.held", meeting), ("minutes.submitted", minutes),
            ("minutes.approved", minutes), ("minutes.issued", minutes), ("minutes.received", minutes),
            ("task.accepted", task), ("task.completed", task), ("task.verified", task),
        ]  # fmt: skip
        entries = [next(f.entry for f in facts if (f.verb, f.object) == step) for step in chain]
        assert entries == sorted(entries)
        assert entries[-1] < heard.entry
        assert made.data["meeting"] != heard.data["meeting"]
        assert heard.happened_on - made.happened_on <= timedelta(days=20)


def test_a_meeting_has_its_signed_sheet_a_report_its_photo_an_approval_on_paper_its_scan(head: journal.Head) -> None:
    held = [e for e in journal.entries(head.id, verb="meeting.held") if not e.facts[0].data.get("by_hand")]
    assert len(held) > 15
    assert all(entry.files for entry in held)
    final = Report.objects.filter(conference_id=head.id, final=True).values_list("entry", flat=True)
    assert sum(bool(files) for files in journal.files_of(head.id, final).values()) > 10
    paper = [entry for entry in journal.entries(head.id, verb="minutes.approved") if entry.behalf]
    own = [entry for entry in journal.entries(head.id, verb="minutes.approved") if not entry.behalf]
    assert len(own) > len(paper) > 2
    assert all(entry.files and entry.behalf and entry.behalf["scan"] for entry in paper)


def test_what_the_office_recorded_for_others_came_by_every_means_and_is_called_so(head: journal.Head) -> None:
    behalf = [entry.behalf for entry in journal.entries(head.id, limit=2000) if entry.behalf]
    assert {told["means"] for told in behalf} == set(MEANS)
    assert Receipt.objects.filter(conference_id=head.id, on_behalf=True).count() > 50
    assert Receipt.objects.filter(conference_id=head.id, on_behalf=False).exclude(received_on=None).count() > 20
    units = roster.unit_names(head.id)
    for receipt in Receipt.objects.filter(conference_id=head.id).exclude(received_on=None).select_related("unit"):
        assert receipt.on_behalf is (units[receipt.unit.number] not in OWN)


def test_only_the_receipts_that_the_story_leaves_open_are_open(head: journal.Head) -> None:
    missing = Receipt.objects.filter(conference_id=head.id, received_on=None)
    assert Counter(missing.values_list("minutes__meeting__title", "unit__name")) == {
        ("水利设施管护和用水矛盾专题会议", "双棠村"): 1,
        ("水利设施管护和用水矛盾专题会议", "云岭脚村"): 1,
    }


def test_the_coming_meeting_has_an_agenda_that_hears_a_task_and_a_co_unit_has_reported(head: journal.Head) -> None:
    coming = Meeting.objects.get(conference_id=head.id, state="called")
    assert coming.day > TODAY
    agenda = AgendaItem.objects.filter(meeting=coming)
    assert agenda.count() >= 3
    assert agenda.filter(origin__startswith="task:").exists()
    assert CoUnit.objects.filter(conference_id=head.id, reported=True).exists()


#: login → what its inbox asks of it today, at least (the button, the page)
WORK = {
    "jingban": {
        ("催办", "task"), ("核验", "task"), ("答复延期", "task"), ("印发纪要", "meeting"), ("协调", "help"),
        ("登记", "change"), ("筹备会议", "meeting_new"), ("办理", "owed"),
    },
    "zhaojiren": {
        ("审定", "minutes_approve"), ("确认", "confirm_explanation"), ("查看", "meeting"),
        ("批示", "paper_instruct"),
    },
    "zhenzhang": {("审批包案", "charge"), ("审批", "matter_paper_step")},
    "paichusuo": {("请假或代会", "meeting_sign_in"), ("反馈", "task"), ("答复", "help")},
    "shuji": {("接收", "task"), ("签收", "minutes_receive"), ("请假或代会", "meeting_sign_in")},
    "xianji": set(),
    "linzhen": {("筹备会议", "meeting_new"), ("核验", "task")},
}  # fmt: skip


@pytest.mark.parametrize("login", sorted(WORK))
def test_each_login_has_something_real_to_do_today_and_nothing_a_year_old(login: str) -> None:
    slug = STREET if login == "linzhen" else TOWNSHIP
    found = roster.access(Account.objects.get(username=login).pk, slug, None, TODAY)
    assert found is not None
    judged = board(found.head, on=TODAY)
    items = waiting(found.head.id, found.actor, on=TODAY, board=judged, names=({}, {}))
    assert {(item.verb, item.page) for item in items} >= WORK[login]
    assert bool(items) is bool(WORK[login])
    assert len(items) <= 30
    assert all(item.due is None or item.due > TODAY - timedelta(days=60) for item in items)


def test_the_pages_call_what_was_recorded_for_others_代录(head: journal.Head, client: Client) -> None:
    client.post("/login", {"username": "jingban", "password": PASSWORD})
    meeting = Meeting.objects.filter(conference_id=head.id, kind="plenary").latest("day")
    returned = Task.objects.get(conference_id=head.id, state="returned")
    for path in ("journal/", f"meetings/{meeting.number}/", f"tasks/{returned.number}/"):
        assert "办公室代录" in client.get(f"/{TOWNSHIP}/{path}").content.decode(), path


def test_the_other_body_lives_it_too_by_its_own_rules() -> None:
    street = journal.head(STREET)
    assert street is not None
    verbs = {fact.verb for fact in journal.facts(street.id)}
    assert verbs >= {"meeting.set", "meeting.held", "minutes.issued", "minutes.received", "task.verified"}
    assert "minutes.approved" not in verbs
    assert verify(STREET).sound


def test_the_units_of_the_story_are_those_of_the_rules() -> None:
    assert tuple(unit.name for unit in compile_text(rules("rules.txt")).units) == UNITS


def test_a_unit_was_renamed_and_one_set_up_and_merged_each_by_its_document(head: journal.Head) -> None:
    found = {unit.name: unit for unit in roster.units(head.id)}
    assert RENAMED[0] not in found
    assert found[RENAMED[1]].closed_on is None
    assert (found[TEAM].successor, found[TEAM].closed_on is None) == (found[CENTRE].number, False)
    for verb in ("unit.created", "unit.renamed", "unit.merged"):
        [entry] = journal.entries(head.id, verb=verb)
        assert "鹭政发" in str(entry.texts["document"])
        assert len(entry.files) == 1
