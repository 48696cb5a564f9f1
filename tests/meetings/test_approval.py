"""Who approves minutes, and what may not be issued before: the rules' gate, the body's own setting, 代录."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Actor, Behalf
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.meetings import actions, minutes
from lianxi.meetings.content import Content
from lianxi.meetings.models import Minutes
from lianxi.roster import actions as roster_actions
from lianxi.roster import queries as roster
from lianxi.rulebook.vocabulary import MEETING_KINDS
from tests.meetings.ground import SCAN, House, decided, files, make_house


def submitted(house: House, kind: str = "work") -> int:
    number = house.held(kind)
    house.draft(number, decided(house.unit("派出所")))
    house.submit(number)
    return number


def approve_for(house: House, number: int, behalf: Behalf, who: str = "clerk", *, scan: bool = True):
    return minutes.approve_minutes(
        house.call(who, behalf=behalf),
        meeting=number,
        version=house.minutes(number).version,
        files=[SCAN] if scan else [],
    )


# ── the gate of the rules and the body's own setting ────────────────────────────────────────────────────────────────


def test_plenary_minutes_are_not_issued_without_approval_even_if_the_body_asks_for_none(house: House):
    actions.set_approval(house.call("clerk"), kind="plenary", approval=False)
    number = submitted(house, "plenary")
    refusal = house.refused(lambda: house.issue(number), RuleBroken)
    assert isinstance(refusal, RuleBroken)
    assert refusal.article == "第三条"
    assert "召集人" in str(refusal)
    house.approve(number)
    house.issue(number)
    assert house.minutes(number).state == "issued"


@pytest.mark.parametrize("kind", [kind for kind in MEETING_KINDS if kind != "plenary"])
def test_other_minutes_go_by_the_bodys_own_setting(house: House, kind: str):
    number = submitted(house, kind)
    house.refused(lambda: house.issue(number), RuleBroken)
    actions.set_approval(house.call("clerk"), kind=kind, approval=False)
    house.issue(number)
    assert house.minutes(number).state == "issued"
    assert Minutes.objects.get(meeting__number=number).sealed
    actions.set_approval(house.call("clerk"), kind=kind, approval=True)
    another = submitted(house, kind)
    house.refused(lambda: house.issue(another), RuleBroken)


def test_a_body_without_the_clause_goes_by_its_setting_for_plenaries_too(db: None, monkeypatch: pytest.MonkeyPatch):
    from tests import cast

    house = make_house(monkeypatch, rules=cast.RULES.replace("会议形成纪要，经召集人审定后印发各成员单位。", ""))
    actions.set_approval(house.call("clerk"), kind="plenary", approval=False)
    number = submitted(house, "plenary")
    house.issue(number)
    assert house.minutes(number).state == "issued"


def test_a_corrected_plenary_needs_an_approval_of_its_own(house: House):
    number = house.issued(decided(house.unit("派出所")), kind="plenary")
    actions.set_approval(house.call("clerk"), kind="plenary", approval=False)
    content = Content("听取了更正后的情况汇报。", "", house.minutes(number).content.decisions)
    minutes.correct_minutes(
        house.call("clerk"),
        meeting=number,
        version=house.minutes(number).version,
        correction="更正人数",
        content=content,
    )
    refusal = house.refused(lambda: house.issue(number), RuleBroken)
    assert isinstance(refusal, RuleBroken)
    assert refusal.article == "第三条"
    house.approve(number)
    house.issue(number)


def test_a_withdrawn_approval_opens_no_gate(house: House):
    from lianxi.journal.actions import withdraw_entry

    actions.set_approval(house.call("clerk"), kind="plenary", approval=False)
    number = submitted(house, "plenary")
    done = house.approve(number)
    withdraw_entry(house.call("clerk"), entry=done.entry, reason="审错了会议")
    refusal = house.refused(lambda: house.issue(number), RuleBroken)
    assert isinstance(refusal, RuleBroken)
    assert refusal.article == "第三条"


# ── the drafter ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_drafter_cannot_approve_in_another_seat_of_his(house: House):
    number = submitted(house)
    clerk = house.cast.clerk
    both = Actor(clerk.account, clerk.person, house.cast.convener.seat, "convener")
    assert "起草人" in str(house.refused(lambda: house.approve(number, both), RuleBroken))


def test_the_drafter_cannot_be_named_as_the_one_who_approved_on_paper(house: House):
    number = submitted(house)
    behalf = Behalf(house.cast.clerk.person, house.cast.convener.seat, "convener", None, "paper", house.day, True)
    assert "起草人" in str(house.refused(lambda: approve_for(house, number, behalf, "director"), RuleBroken))


def test_the_drafter_may_record_the_conveners_approval_with_the_scan_and_it_says_so(house: House):
    number = submitted(house)
    behalf = house.for_("convener", means="paper")
    assert "扫描件" in str(house.refused(lambda: approve_for(house, number, behalf, scan=False), Invalid))
    approve_for(house, number, behalf)
    assert house.minutes(number).state == "approved"
    assert '"recorded_by_drafter":true' in house.newest().body
    assert house.newest().behalf_person == house.cast.convener.person
    assert len(files()) >= 1


def test_another_of_the_office_records_the_approval_without_that_mark(house: House):
    number = submitted(house)
    approve_for(house, number, house.for_("convener", means="paper"), "director")
    assert "recorded_by_drafter" not in house.newest().body


@pytest.mark.parametrize("who", ["police", "village", "director"])
def test_an_approval_is_recorded_for_a_convener_only(house: House, who: str):
    number = submitted(house)
    house.refused(lambda: approve_for(house, number, house.for_(who, means="paper")), RuleBroken)


def test_nobody_approves_for_a_seat_without_a_holder(house: House):
    number = submitted(house)
    behalf = Behalf(None, house.cast.convener.seat, "convener", None, "paper", house.day, True)
    assert "没有在任人员" in str(house.refused(lambda: approve_for(house, number, behalf), RuleBroken))


def test_an_approval_on_paper_counts_from_its_day_and_opens_the_gate_of_a_later_one(house: House):
    number = submitted(house, "plenary")
    house.later(3)
    approve_for(house, number, house.for_("convener", on=date(2026, 11, 24), means="paper"))
    house.issue(number)
    assert house.minutes(number).issued_on == date(2026, 11, 26)


# ── the approver leaves office meanwhile ────────────────────────────────────────────────────────────────────────────


def test_the_new_holder_of_the_seat_approves_and_the_old_one_cannot(house: House):
    number = submitted(house)
    convener, slug = house.cast.convener, house.cast.slug
    house.later()
    seat = roster.seat(house.conference, convener.seat)
    assert seat is not None
    roster_actions.change_holder(
        house.call("clerk"), seat=seat.number, name="袁新宁", since=house.day, document="", version=seat.version
    )
    assert roster.access(convener.account, slug, None, house.day) is None
    assert roster.access(convener.account, slug, None, date(2026, 11, 23)) is not None
    from lianxi.roster import accounts

    filled = roster.seat(house.conference, convener.seat)
    assert filled is not None
    assert filled.holder is not None
    account = accounts.open_account(conference=house.conference, person=filled.holder.person, username="newcomer")
    standing = roster.access(account, slug, None, house.day)
    assert standing is not None
    assert standing.actor.role == "convener"
    house.approve(number, standing.actor)
    assert house.minutes(number).state == "approved"
    assert house.newest().actor_person == filled.holder.person != convener.person


# ── two at once ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_clerk_changed_after_the_page_was_read_is_not_approved_unseen(house: House):
    number = submitted(house)
    read = house.minutes(number).version
    minutes.return_minutes(house.call("convener"), meeting=number, version=read, opinion="请补充")
    house.draft(number, decided(house.unit("派出所"), "另一件事"))
    house.submit(number)
    act = lambda: minutes.approve_minutes(house.call("convener"), meeting=number, version=read)  # noqa: E731
    assert "待审定" in str(house.refused(act, Stale).now)  # type: ignore[attr-defined]


def test_the_sealed_text_is_the_one_whose_hash_the_journal_holds(house: House):
    number = submitted(house)
    house.approve(number)
    row = Minutes.objects.get(meeting__number=number)
    import hashlib

    assert f'"text":"{hashlib.sha256(row.sealed.encode()).hexdigest()}"' in house.newest().body


def test_a_return_says_why(house: House):
    number = submitted(house)
    act = lambda: minutes.return_minutes(  # noqa: E731
        house.call("convener"), meeting=number, version=house.minutes(number).version, opinion=" "
    )
    assert house.refused(act, Invalid).field == "opinion"  # type: ignore[attr-defined]


# ── taken back before the issue ─────────────────────────────────────────────────────────────────────────────────────


def take_back(
    house: House, number: int, who: str | Actor, reason: str = "第一项牵头单位有误", behalf: Behalf | None = None
):
    return minutes.take_back_approval(
        house.call(who, behalf=behalf), meeting=number, version=house.minutes(number).version, reason=reason
    )


@pytest.mark.parametrize("who", ["convener", "clerk"])
def test_an_approval_taken_back_before_the_issue_stops_counting_and_the_text_is_approved_anew(house: House, who: str):
    number = submitted(house, "plenary")
    house.refused(lambda: take_back(house, number, who), RuleBroken)  # nothing was approved
    approved = house.approve(number).entry
    house.refused(lambda: take_back(house, number, "police"), RuleBroken)
    assert "原因" in str(house.refused(lambda: take_back(house, number, who, " "), Invalid))
    take_back(house, number, who)
    stands = Minutes.objects.get(meeting__number=number)
    assert (stands.state, stands.sealed, stands.opinion) == ("returned", "", "第一项牵头单位有误")
    entry = house.newest()
    assert entry.verb == "minutes.approval_taken_back"
    house.refused(lambda: house.issue(number), RuleBroken)
    for fact in (None, 1):  # the way is not gone back again past the table
        house.refused(
            lambda fact=fact: withdraw_entry(house.call("clerk"), entry=entry.number, reason="误撤", fact=fact),
            RuleBroken,
        )
    house.draft(number, decided(house.unit("柳塘村")))
    actions.set_approval(house.call("clerk"), kind="plenary", approval=False)
    house.submit(number)
    assert "第三条" in str(house.refused(lambda: house.issue(number), RuleBroken).article)  # the old approval is none
    house.approve(number)
    house.issue(number)
    assert house.minutes(number).state == "issued"
    assert approved in journal.withdrawn(house.conference)


def test_the_drafter_cannot_approve_himself_after_taking_the_approval_back(house: House):
    number = submitted(house)
    house.approve(number)
    take_back(house, number, "clerk")
    house.submit(number)
    clerk = house.cast.clerk
    both = Actor(clerk.account, clerk.person, house.cast.convener.seat, "convener")
    assert "起草人" in str(house.refused(lambda: house.approve(number, both), RuleBroken))


def test_after_the_issue_an_approval_is_not_taken_back_any_more_but_that_of_a_correction_is(house: House):
    number = house.issued(decided(house.unit("派出所")), kind="plenary")
    house.refused(lambda: take_back(house, number, "convener"), RuleBroken)
    content = Content("听取了更正后的情况汇报。", "", house.minutes(number).content.decisions)
    call, version = house.call("clerk"), house.minutes(number).version
    minutes.correct_minutes(call, meeting=number, version=version, correction="补记", content=content)
    second = house.approve(number).entry
    take_back(house, number, "director", behalf=house.for_("convener"))
    assert set(journal.withdrawn(house.conference)) == {second}
    assert [each.state for each in house.meeting(number).earlier] == ["issued"]
