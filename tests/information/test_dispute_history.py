"""Disputes of the past: settled ones and open ones that go on, every mistake at its cell, one fact can be withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.information import disputes
from lianxi.information.models import Dispute
from lianxi.journal import queries as journal
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.refusals import RuleBroken
from lianxi.roster import history
from lianxi.web import clock
from tests import past
from tests.cast import Cast
from tests.information.disputing import found

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SETTLED = {
    "unit": "柳塘村",
    "found_on": "2025-05-11",
    "title": "通道堆放杂物",
    "kind": "邻里关系",
    "risk": "低",
    "standing": "已化解",
    "result": "当场清理。",
    "settled_on": "2025-05-14",
}
OPEN = {
    "unit": "柳塘村",
    "found_on": "2025-09-02",
    "title": "放水次序争执",
    "kind": "土地山林",
    "settles": "镇派出所",
    "standing": "化解中",
}
BOTH: past.Given = {"disputes": [SETTLED, OPEN]}


def bring_in(cast: Cast) -> int:
    return history.bring_in_history(cast.clerk.call(), tables=past.tables(cast, BOTH)).entry


def withdraw(cast: Cast, entry: int, verb: str) -> None:
    view = journal.entry(cast.conference, entry)
    assert view is not None
    place = next(place for place, fact in enumerate(view.facts) if fact.verb == verb)
    withdraw_entry(cast.clerk.call(), entry=entry, fact=place, reason="录错")


def test_past_disputes_come_in_once_on_their_own_days_and_open_ones_go_on(cast: Cast) -> None:
    entry = bring_in(cast)
    rows = Dispute.objects.order_by("number")
    assert [(row.state, row.by_hand, row.settled_on) for row in rows] == [
        ("settled", True, date(2025, 5, 14)),
        ("open", True, None),
    ]
    view = journal.entry(cast.conference, entry)
    assert view is not None
    assert [(fact.verb, fact.on) for fact in view.facts][:2] == [
        ("dispute.found", date(2025, 5, 11)),
        ("dispute.settled", date(2025, 5, 14)),
    ]
    with pytest.raises(RuleBroken):
        bring_in(cast)
    disputes.settle_dispute(cast.police.call(), number=2, version=1, result="商定时刻表。", settled_on=clock.today())
    assert Dispute.objects.get(number=2).state == "settled"


@pytest.mark.parametrize(("verb", "state"), [("dispute.settled", "open"), ("dispute.found", "voided")])
def test_a_step_withdrawn_sets_the_dispute_back(cast: Cast, verb: str, state: str) -> None:
    withdraw(cast, bring_in(cast), verb)
    assert Dispute.objects.get(number=1).state == state


def test_what_was_done_in_the_system_is_not_withdrawn_but_goes_its_own_way(cast: Cast) -> None:
    found(cast)
    entry = journal.history(cast.conference, "dispute:1")[0].entry
    with pytest.raises(RuleBroken, match="按办理程序更正"):
        withdraw_entry(cast.clerk.call(), entry=entry, reason="录错")


def test_every_mistake_of_the_sheet_stands_at_its_cell(cast: Cast) -> None:
    wrong = [
        {**SETTLED, "settled_on": "", "text": "电话 13900001234"},
        {**OPEN, "settled_on": "2025-09-01", "kind": "争吵"},
        {**SETTLED, "title": "另一件", "settled_on": "2025-05-01"},
    ]
    told = past.problems(cast, {"disputes": wrong})
    assert len(told) == 6
    for words in ("已化解的请填写化解日期", "电话号码或证件号码", "不在可选范围内", "状态却是“化解中”", "早于排查日期"):
        assert any(words in line for line in told), words
    assert not Dispute.objects.exists()
