"""The frame with the rulebook in force above it: gates shut, stale forms are told, approvals on paper need the scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lianxi.charter import queries as charter
from lianxi.charter.actions import declare_key_period, end_key_period
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Done
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.journal.verify import verify
from lianxi.roster.by_hand import Record, record_by_hand
from lianxi.rulebook.duties import Gate, Periodic
from lianxi.web import clock
from tests.cast import Cast
from tests.journal.deeds import everything

SCAN = Upload("审定签.pdf", b"%PDF-1.4 signed")


def gate(cast: Cast) -> Gate:
    duties = charter.versions(cast.conference)[-1].edition.duties
    return next(duty for duty in duties if isinstance(duty, Gate))


def hold(cast: Cast, kind: str) -> str:
    duties = charter.versions(cast.conference)[-1].edition.duties
    duty = next(duty for duty in duties if isinstance(duty, Periodic) and kind in duty.pattern.get("kind", ()))
    held = Record(duty.key, "done", clock.today(), "一次会议", meeting_kind=kind)
    return record_by_hand(cast.clerk.call(), record=held).object


def minutes(cast: Cast, meeting: str, part: str, behalf: Behalf | None = None, files: tuple[Upload, ...] = ()) -> Done:
    paper = Record(gate(cast).key, part, clock.today(), "会议纪要", subject=meeting, files=files)
    return record_by_hand(replace(cast.clerk.call(), behalf=behalf), record=paper)


def convener(cast: Cast) -> Behalf:
    who = cast.convener
    return Behalf(who.person, who.seat, who.role, who.unit, "paper", clock.today(), scan=True)


def test_minutes_of_a_plenary_are_not_issued_before_they_are_approved(cast: Cast):
    meeting = hold(cast, "plenary")
    rows = everything()
    with pytest.raises(RuleBroken) as refusal:
        minutes(cast, meeting, "began")
    assert refusal.value.article == "第三条"
    assert "须先“审定纪要”" in str(refusal.value)
    assert everything() == rows


def test_they_are_issued_after_the_approval(cast: Cast):
    meeting = hold(cast, "plenary")
    approved = minutes(cast, meeting, "done", convener(cast), (SCAN,))
    issued = minutes(cast, meeting, "began")
    assert issued.object == approved.object
    assert verify(cast.slug).sound


def test_the_approval_of_another_plenary_opens_nothing(cast: Cast):
    first, second = hold(cast, "plenary"), hold(cast, "plenary")
    minutes(cast, first, "done", convener(cast), (SCAN,))
    with pytest.raises(RuleBroken):
        minutes(cast, second, "began")


def test_minutes_of_a_work_meeting_need_no_approval(cast: Cast):
    assert minutes(cast, hold(cast, "work"), "began").object.startswith("minutes:")


def test_an_approval_on_paper_needs_the_scan(cast: Cast):
    with pytest.raises(Invalid, match="扫描件"):
        minutes(cast, hold(cast, "plenary"), "done", convener(cast))


def test_the_office_cannot_approve_minutes_itself(cast: Cast):
    meeting = hold(cast, "plenary")
    with pytest.raises(RuleBroken, match="召集人本人的职权"):
        minutes(cast, meeting, "done", None, (SCAN,))
    with pytest.raises(RuleBroken, match="召集人本人的职权"):
        minutes(cast, meeting, "done", replace(convener(cast), role="director"), (SCAN,))


def test_a_form_based_on_what_has_changed_since_is_stale(cast: Cast):
    today = clock.today()
    declare_key_period(
        cast.clerk.call(), name="汛期", start=today - timedelta(days=9), end=today + timedelta(days=9), basis="镇党委会"
    )
    end_key_period(cast.clerk.call(), number=1, end=today, version=1)
    rows = everything()
    with pytest.raises(Stale) as refusal:
        end_key_period(cast.convener.call(), number=1, end=today - timedelta(days=1), version=1)
    assert refusal.value.now == today.isoformat()
    assert everything() == rows
    assert charter.key_periods(cast.conference)[0].last == today
