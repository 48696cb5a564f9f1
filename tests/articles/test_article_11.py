"""Article 11, from the act of a person to the board: reported, circulated, verified, returned, settled, closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from lianxi.information import circulating, information_queries
from lianxi.information.becoming import register_information
from lianxi.information.information_moves import GRADE
from lianxi.information.information_setting import Setting, set_information
from lianxi.information.information_succession import pass_reported, pass_told
from lianxi.information.reporting import grade_information
from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import HERE, Step, action
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters import words
from lianxi.matters.life.registering import MatterGiven
from lianxi.matters.scope import visible as matters_visible
from lianxi.roster import by_hand, names
from lianxi.roster.by_hand import Record
from lianxi.roster.models import Unit
from tests.information.reporting_ground import (
    CHECKED,
    DONE,
    INFORMATION_RULES,
    TOLD,
    circulate,
    report,
    seen,
    settle,
    up,
    verify,
    view,
)
from tests.meetings.ground import DAY, House, make_house

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(monkeypatch, rules=INFORMATION_RULES)


def board(house: House, number: int) -> tuple[str, ...]:
    """Circulated, verified, settled; what is not owed yet is empty."""
    return tuple(house.states(duty).get(f"information:{number}", "") for duty in (TOLD, CHECKED, DONE))


def test_article_11_from_the_report_to_what_was_done_and_the_board_turns_green(house: House) -> None:
    number = report(house)
    assert board(house, number) == ("due", "", "")
    assert names.titles(house.conference, [f"information:{number}"]) == {
        f"information:{number}": f"重要敏感信息第 {number} 号"
    }
    circulate(house, number, ("派出所", "柳塘村"), ("司法所",))
    assert board(house, number) == ("kept", "due", "")

    # one of two units has answered, late by the rules and by the office's day: still owed, chased, then kept late
    verify(house, number, "police")
    assert board(house, number) == ("kept", "due", "")
    house.later(4)
    assert board(house, number)[1] == "overdue"
    circulating.chase_information(house.call("clerk"), number=number)
    told = view(house, number).told_of(house.cast.village.unit)
    assert told is not None
    assert (told.chased, told.overdue, view(house, number).row.late) == (1, True, True)
    verify(house, number, "village", house.call("clerk", behalf=house.for_("village")))
    assert board(house, number) == ("kept", "kept_late", "due")

    # not enough: the verification is owed again and says so; mended it is kept late, never plain kept
    circulating.return_result(
        house.call("clerk"),
        number=number,
        version=view(house, number).version,
        unit=house.unit("派出所"),
        opinion="没有写参与人数",
        due=house.day + DAY,
    )
    assert board(house, number) == ("kept", "overdue", "")
    assert view(house, number).row.state == "circulated"
    verify(house, number, "police")
    settle(house, number)
    assert board(house, number) == ("kept", "kept_late", "kept")
    assert view(house, number).row.state_label == "已处置"


def test_who_needs_not_know_sees_nothing_of_it_anywhere(house: House) -> None:
    number = report(house)
    everybody = ("clerk", "director", "convener", "organ_head", "inspector")
    assert {who: seen(house, who) for who in (*everybody, "village", "police", "liaison", "admin_audit")} == {
        **{who: [number] for who in (*everybody, "village")},
        "police": [],
        "liaison": [],
        "admin_audit": [],
    }
    circulate(house, number, ("派出所",))
    assert (seen(house, "police"), seen(house, "liaison")) == ([number], [number])
    assert view(house, number, "village").told == ()  # who else was told is none of its business
    with pytest.raises(Invalid, match="没有通报给本单位"):
        verify(house, number, "village")
    # a number of a person stands in no list of others and finds nothing
    hidden = report(house, title="请联系 13912345678 的反映人", text="电话 13912345678")
    actor, ask = house.cast.convener.actor, {"on": house.day, "given": Setting(), "shown": "all"}
    titles = [row.title for row in information_queries.information(house.conference, actor, **ask)]
    assert "13912345678" not in "".join(titles)
    assert "13912345678" not in view(house, hidden, "convener").text
    assert information_queries.information(house.conference, actor, **ask, words="13912345678") == []
    assert len(information_queries.information(house.conference, actor, **ask, words="聚集")) == 1


def test_closed_with_a_reason_or_told_only_to_know_nothing_more_is_owed(house: House) -> None:
    closed, told = report(house), report(house)
    with pytest.raises(Invalid, match="理由"):
        circulating.close_information(house.call("clerk"), number=closed, version=1, reason=" ")
    circulating.close_information(house.call("clerk"), number=closed, version=1, reason="与第2号是同一件事")
    circulate(house, told, (), ("派出所",))
    assert (board(house, closed), board(house, told)) == (("kept", "", ""), ("kept", "", ""))
    circulating.receive_information(house.call("liaison"), number=told)
    with pytest.raises(RuleBroken, match="已经签收"):
        circulating.receive_information(house.call("police"), number=told)
    with pytest.raises(RuleBroken, match="已通报知悉"):
        verify(house, told, "police")
    # it turns out to be more: the same unit is asked to verify after all
    circulate(house, told, ("派出所",))
    assert board(house, told) == ("kept", "due", "")
    with pytest.raises(Invalid, match="已经通报过"):
        circulate(house, told, ("派出所",))


def test_an_urgent_one_stays_open_until_the_final_report_and_keeps_the_senders_time(house: House) -> None:
    clerk = house.call("clerk")
    set_information(clerk, given=Setting(2, "柳办〔2026〕1号", "镇党委、镇政府"))
    with pytest.raises(Stale):
        set_information(clerk, given=Setting(4, "柳办〔2026〕1号"))
    with pytest.raises(Invalid, match="依据"):
        set_information(clerk, given=Setting(4, "", version=1))
    limit = Setting(2, "柳办〔2026〕1号")
    learned = datetime.combine(house.day, time(9), HERE)
    number = report(house, urgency="urgent", happened_at=learned - HOUR, learned_at=learned)
    found = view(house, number, given=limit)
    assert (found.row.owes, found.row.hours, found.row.over, found.first_due) == ("首报", 9, 7, learned + 2 * HOUR)
    assert view(house, number).row.over is None  # the regulation itself gives no hours
    with pytest.raises(RuleBroken, match="请先首报"):
        up(house, number, "final")
    up(house, number, "first", "village", at=learned + 3 * HOUR)
    with pytest.raises(Invalid, match="早于上一次首报"):
        up(house, number, "further", at=learned + 2 * HOUR)
    with pytest.raises(Invalid, match="没有这条信息"):
        up(house, number, "further", "police")
    first = view(house, number, given=limit).up[0]
    assert (len(first.addressees), first.sent_at, first.over) == (3, learned + 3 * HOUR, 1)
    fact = journal.entries(house.conference, limit=1)[0].facts[0]
    assert (fact.verb, fact.data["stage"], fact.data["sent_at"]) == (
        "information.reported_up", "first", "2026-11-23T04:00:00Z",
    )  # fmt: skip
    circulate(house, number, ("派出所",))
    verify(house, number, "police")
    with pytest.raises(RuleBroken, match="终报"):
        settle(house, number)
    up(house, number, "final")
    settle(house, number)
    assert view(house, number).row.owes == ""
    # what was called urgent by mistake is graded down and owes nothing
    other = report(house, urgency="major")
    with pytest.raises(RuleBroken, match="核定紧急程度"):
        circulating.close_information(clerk, number=other, version=1, reason="误报")
    grade_information(clerk, number=other, version=1, urgency="ordinary", reason="没有聚集")
    circulating.close_information(clerk, number=other, version=2, reason="误报")


def test_what_cannot_be_reported_is_refused_and_nothing_is_left(house: House) -> None:
    now = datetime.combine(house.day, time(18), HERE)
    for told, given in (
        ("什么事", {"title": " "}),
        ("国家秘密", {"text": "密级：机密"}),
        ("紧急程度", {"urgency": "x"}),
        ("还没有到", {"happened_at": now + HOUR}),
        ("早于发生时间", {"happened_at": now, "learned_at": now - HOUR}),
        ("1 以上", {"people": 0}),
    ):
        assert told in str(house.refused(lambda given=given: report(house, **given)))
    house.refused(lambda: report(house, "inspector"), RuleBroken)
    # told by telephone: the unit's own time and day, the office's record
    house.later()
    call = house.call("clerk", behalf=house.for_("village", on=house.day - DAY))
    number = report(house, call=call, sent_at=now)
    found, fact = view(house, number), journal.entries(house.conference, limit=1)[0].facts[0]
    assert (found.unit, found.row.sent_at, fact.on) == (house.cast.village.unit, now, house.day - DAY)
    assert board(house, number)[0] == "due"
    # a convener reports for no unit
    assert view(house, report(house, "convener")).unit is None


def test_a_body_on_paper_records_by_hand_and_takes_back_what_was_wrong(house: House) -> None:
    village = house.cast.village.unit

    def record(duty: str, part: str, title: str, subject: str | None = None) -> int:
        row = Record(duty, part, house.day, title, subject=subject, unit=village)
        return by_hand.record_by_hand(house.call("clerk"), record=row).entry

    entry = record(TOLD, "began", "电话报告聚集")
    number = int(journal.entries(house.conference, limit=1)[0].facts[0].object.partition(":")[2])
    subject = f"information:{number}"
    told = record(TOLD, "done", "口头通报", subject)
    assert (view(house, number).row.state, seen(house, "village")) == ("circulated", [number])
    with pytest.raises(RuleBroken, match="先撤回后面"):
        withdraw_entry(house.call("clerk"), entry=entry, reason="录错")
    record(CHECKED, "done", "村里反馈属实", subject)
    done = record(DONE, "done", "已平息", subject)
    assert board(house, number) == ("kept", "kept", "kept")
    assert view(house, number).row.state == "settled"
    withdraw_entry(house.call("clerk"), entry=done, reason="录错")
    assert (view(house, number).row.state, board(house, number)[2]) == ("verified", "due")
    with pytest.raises(RuleBroken, match="已经反馈"):
        withdraw_entry(house.call("clerk"), entry=told, reason="录错")


def test_it_becomes_a_matter_once_and_only_who_may_see_that_matter_is_told(house: House) -> None:
    number = report(house)
    circulate(house, number, ("派出所",))
    purpose = next(iter(words.PURPOSES))
    given = MatterGiven("visit", house.day, house.day, purpose, "appeal_claim", "路口补偿", "要求补偿。")
    done = register_information(house.call("clerk"), number=number, given=given)
    assert done.object.startswith("matter:")
    assert view(house, number).became == done.object
    assert matters_visible(house.conference, house.cast.police.actor).count() == 0
    assert view(house, number, "police").became == ""
    with pytest.raises(RuleBroken, match="已经登记"):
        register_information(house.call("clerk"), number=number, given=given)


def test_a_unit_that_is_no_more_passes_on_what_it_was_to_verify(house: House) -> None:
    number, other = report(house), report(house, "police")
    circulate(house, number, ("司法所",))
    circulate(house, other, ("司法所", "派出所"))

    @action(GRADE)
    def merge(step: Step) -> str:
        old, new = (
            Unit.objects.get(conference=house.conference, number=house.unit(part)) for part in ("司法所", "派出所")
        )
        pass_told(step, old, new)
        pass_reported(step, old, new)
        return f"information:{number}"

    merge(house.call("clerk"))
    assert [(told.unit_name[-3:], told.verifies) for told in view(house, number).told] == [("派出所", True)]
    assert [told.asked for told in view(house, other).told] == ["核实情况\n核实情况"]
    verify(house, other, "police")
    assert board(house, other)[1] == "kept"
