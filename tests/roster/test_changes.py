"""A change of holder from the unit's letter to the convener's notice; a random walk against a plain model."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Behalf, Call
from lianxi.journal.refusals import Invalid, Refused, RuleBroken, Stale
from lianxi.roster import actions, by_hand, change_queries, changes, names, queries
from lianxi.roster.change_queries import ChangeView
from lianxi.web import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = timedelta(days=1)


def view(cast: Cast, number: int) -> ChangeView:
    found = change_queries.change(cast.conference, number)
    assert found is not None
    return found


def announce(cast: Cast, name: str = "温同舟") -> int:
    return changes.announce_change(cast.village.call(), seat=cast.village.seat, name=name, since=TODAY).number


def registered(cast: Cast) -> int:
    number = announce(cast)
    changes.register_change(cast.clerk.call(), number=number, version=1, since=TODAY)
    return number


def pairs(cast: Cast) -> dict[str, str]:
    head = journal.head_by_id(cast.conference)
    lines = board(head, on=TODAY).lines
    return {
        verb: item.state
        for line in lines
        for verb in getattr(line.duty, "verbs", ())
        for item in line.items
        if (item.subject or "").startswith("change:")
    }


def test_the_whole_life_closes_both_pairs_of_the_board(cast: Cast) -> None:
    number = registered(cast)
    assert pairs(cast) == {"change.filed": "due", "change.reported": "due"}
    changes.file_change(cast.clerk.call(), number=number, version=2, filed_on=TODAY, reported=True)
    assert pairs(cast) == {"change.filed": "kept", "change.reported": "kept"}
    assert view(cast, number).state == "reported"
    changes.acknowledge_change(cast.convener.call(), number=number, version=3)
    assert view(cast, number).state == "acknowledged"


def test_the_new_holder_sits_in_the_seat_and_the_old_one_is_out(cast: Cast) -> None:
    registered(cast)
    seat = queries.seat(cast.conference, cast.village.seat)
    assert seat is not None
    assert seat.holder is not None
    assert (seat.holder.name, seat.former[0].until) == ("温同舟", TODAY - DAY)
    assert queries.access(cast.village.account, cast.slug, None, TODAY) is None


def test_a_unit_announces_only_for_its_own_seat_and_once(cast: Cast) -> None:
    with pytest.raises(Invalid, match="本单位席位"):
        changes.announce_change(cast.village.call(), seat=cast.police.seat, name="温同舟", since=TODAY)
    announce(cast)
    with pytest.raises(RuleBroken, match="已有一份变更函"):
        announce(cast, "别人")
    with pytest.raises(RuleBroken, match="成员变更函"):
        actions.change_holder(
            cast.clerk.call(), seat=cast.village.seat, name="温同舟", since=TODAY, document="", version=1
        )


def test_a_letter_is_declined_with_a_reason_and_may_come_again(cast: Cast) -> None:
    number = announce(cast)
    with pytest.raises(Invalid, match="退回的理由"):
        changes.decline_change(cast.clerk.call(), number=number, version=1, reason=" ")
    changes.decline_change(cast.clerk.call(), number=number, version=1, reason="缺任免文件")
    assert view(cast, number).state == "declined"
    assert announce(cast) == number + 1


def test_a_change_begun_by_the_office_has_the_same_life(cast: Cast) -> None:
    seat = queries.seat(cast.conference, cast.village.seat)
    assert seat is not None
    actions.change_holder(
        cast.clerk.call(), seat=seat.number, name="温同舟", since=TODAY, document="", version=seat.version
    )
    found = change_queries.changes(cast.conference)
    assert [(row.leaving, row.coming, row.state) for row in found] == [("林秋生", "温同舟", "registered")]


def test_filing_numbers_of_a_year_run_on_and_only_the_first_may_be_set(cast: Cast) -> None:
    number = registered(cast)
    changes.file_change(cast.clerk.call(), number=number, version=2, filed_on=TODAY, serial=15)
    assert view(cast, number).filing == "〔2026〕15号"
    other = changes.announce_change(cast.police.call(), seat=cast.police.seat, name="季远", since=TODAY).number
    changes.register_change(cast.clerk.call(), number=other, version=1, since=TODAY)
    with pytest.raises(Invalid, match="下一个是 16 号"):
        changes.file_change(cast.clerk.call(), number=other, version=2, filed_on=TODAY, serial=20)
    changes.file_change(cast.clerk.call(), number=other, version=2, filed_on=TODAY)
    assert view(cast, other).filing == "〔2026〕16号"


def test_a_withdrawn_filing_is_owed_again_and_keeps_its_number(cast: Cast) -> None:
    number = registered(cast)
    filed = changes.file_change(cast.clerk.call(), number=number, version=2, filed_on=TODAY)
    withdraw_entry(cast.clerk.call(), entry=filed.entry, reason="日期录错")
    assert (view(cast, number).state, pairs(cast)["change.filed"]) == ("registered", "due")
    changes.file_change(cast.clerk.call(), number=number, version=4, filed_on=TODAY)
    assert view(cast, number).filing == "〔2026〕1号"


def test_what_is_recorded_by_hand_moves_the_change_too(cast: Cast) -> None:
    number = registered(cast)
    head = journal.head_by_id(cast.conference)
    duty = next(
        line.duty.key for line in board(head, on=TODAY).lines if "change.filed" in getattr(line.duty, "verbs", ())
    )
    record = by_hand.Record(duty, "done", TODAY, "备案", subject=f"change:{number}")
    by_hand.record_by_hand(cast.clerk.call(), record=record)
    assert (view(cast, number).state, view(cast, number).filing) == ("filed", "〔2026〕1号")


def test_a_registered_letter_cannot_be_withdrawn_an_open_one_can(cast: Cast) -> None:
    letter = changes.announce_change(cast.village.call(), seat=cast.village.seat, name="温同舟", since=TODAY)
    withdraw_entry(cast.clerk.call(), entry=letter.entry, reason="录错")
    assert change_queries.change(cast.conference, letter.number) is None
    again = changes.announce_change(cast.village.call(), seat=cast.village.seat, name="温同舟", since=TODAY)
    changes.register_change(cast.clerk.call(), number=again.number, version=1, since=TODAY)
    with pytest.raises(RuleBroken, match="已经登记"):
        withdraw_entry(cast.clerk.call(), entry=again.entry, reason="录错")


def test_only_a_convener_takes_notice_or_the_office_for_him(cast: Cast) -> None:
    number = registered(cast)
    changes.file_change(cast.clerk.call(), number=number, version=2, filed_on=TODAY, reported=True)
    with pytest.raises(RuleBroken, match="只有召集人"):
        changes.acknowledge_change(cast.clerk.call(), number=number, version=3)
    who = cast.convener
    behalf = Behalf(who.person, who.seat, who.role, None, "phone", TODAY)
    call = Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)
    changes.acknowledge_change(call, number=number, version=3)
    assert view(cast, number).acknowledged_on == TODAY


def test_a_stale_page_is_told_where_the_change_stands_now(cast: Cast) -> None:
    number = registered(cast)
    with pytest.raises(Stale) as refused:
        changes.file_change(cast.clerk.call(), number=number, version=1, filed_on=TODAY)
    assert refused.value.now == "待备案"


def test_a_change_is_called_by_its_seat_and_day(cast: Cast) -> None:
    number = registered(cast)
    assert names.titles(cast.conference, [f"change:{number}"]) == {f"change:{number}": "柳塘村党总支书记 11月23日"}


STEPS = ("register", "decline", "file", "both", "report", "acknowledge", "unfile")


def take(cast: Cast, number: int, step: str, filed: list[int]) -> None:
    clerk, version, since = cast.clerk.call(), view(cast, number).version, view(cast, number).since
    if step == "register":
        changes.register_change(clerk, number=number, version=version, since=since)
    elif step == "decline":
        changes.decline_change(clerk, number=number, version=version, reason="不符")
    elif step in {"file", "both"}:
        done = changes.file_change(clerk, number=number, version=version, filed_on=TODAY, reported=step == "both")
        filed[:] = [done.entry] if step == "file" else []
    elif step == "report":
        changes.report_change(clerk, number=number, version=version, reported_on=TODAY)
    elif step == "acknowledge":
        changes.acknowledge_change(cast.convener.call(), number=number, version=version)
    elif filed:
        withdraw_entry(clerk, entry=filed.pop(), reason="录错")
    else:
        raise RuleBroken("nothing to withdraw")


def model(done: set[str], step: str, withdrawable: bool) -> set[str] | None:
    """What is done after a step, or None where it is refused: written down from the article, not from the code."""
    if "declined" in done:
        return None
    if "registered" not in done:
        return {"register": {"registered"}, "decline": {"declined"}}.get(step)
    if step in {"file", "both"} and "filed" not in done:
        return done | {"filed"} | ({"reported"} if step == "both" else set())
    if step == "report" and "reported" not in done:
        return done | {"reported"}
    if step == "acknowledge" and "reported" in done and "acknowledged" not in done:
        return done | {"acknowledged"}
    return done - {"filed"} if step == "unfile" and withdrawable else None


@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from(STEPS), max_size=7))
def test_any_walk_ends_where_the_plain_model_says(cast: Cast, walk: list[str]) -> None:
    """Each walk takes a new letter of the same seat, a day later; one left open before is declined first."""
    open_one = next((row for row in change_queries.changes(cast.conference) if row.state == "announced"), None)
    if open_one is not None:
        changes.decline_change(cast.clerk.call(), number=open_one.number, version=open_one.version, reason="重来")
    holder = queries.seat(cast.conference, cast.village.seat)
    assert holder is not None
    assert holder.holder is not None
    since = holder.holder.since + DAY
    name = f"新任{since:%m%d}"
    number = changes.announce_change(cast.village.call(), seat=cast.village.seat, name=name, since=since).number
    done: set[str] = set()
    filed: list[int] = []
    for step in ["register", *walk] if "decline" not in walk else walk:
        expected = model(done, step, bool(filed))
        try:
            take(cast, number, step, filed)
        except Refused:
            assert expected is None, (walk, step)
            continue
        assert expected is not None, (walk, step)
        done = expected
        found = view(cast, number)
        assert (found.filed_on is not None) == ("filed" in done)
        assert (found.reported_on is not None) == ("reported" in done)
        assert (found.acknowledged_on is not None) == ("acknowledged" in done)
