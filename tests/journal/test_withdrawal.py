"""A mistake is corrected by withdrawing it, with a reason; the withdrawn entry stays readable."""

from __future__ import annotations

import pytest

from lianxi.journal import queries
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import Done
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.verify import verify
from lianxi.rulebook.facts import standing
from tests.journal.deeds import CONVENER, Township


def withdraw(township: Township, entry: int, fact: int | None = None, reason: str = "日期录错") -> Done:
    return withdraw_entry(township.call(50 + entry), entry=entry, fact=fact, reason=reason)


def counting(township: Township) -> list[tuple[int, int]]:
    facts = standing(queries.facts(township.conference))
    return [(fact.entry, fact.index) for fact in facts if fact.verb == "evidence.recorded"]


def test_a_withdrawn_entry_counts_no_more_and_stays_readable(township: Township):
    township.write(2)
    done = withdraw(township, 2)
    assert counting(township) == [(3, 0)]
    view = queries.entry(township.conference, 2)
    assert view is not None
    assert view.withdrawn_by == done.entry
    assert queries.entry(township.conference, done.entry).texts == {"reason": "日期录错"}  # type: ignore[union-attr]
    assert verify(township.slug).sound


def test_one_fact_of_an_entry_can_be_withdrawn(township: Township):
    township.write(1, facts=3)
    withdraw(township, 2, fact=1)
    assert counting(township) == [(2, 0), (2, 2)]
    assert queries.entry(township.conference, 2).withdrawn_by is None  # type: ignore[union-attr]


def test_the_rest_can_be_withdrawn_after_one_fact(township: Township):
    township.write(1, facts=3)
    withdraw(township, 2, fact=1)
    withdraw(township, 2)
    assert counting(township) == []


@pytest.mark.parametrize(("first", "second"), [(None, None), (None, 1), (1, 1)])
def test_what_is_withdrawn_cannot_be_withdrawn_again(township: Township, first: int | None, second: int | None):
    township.write(1, facts=3)
    withdraw(township, 2, first)
    with pytest.raises(RuleBroken, match="已经撤回"):
        withdraw(township, 2, second)


def test_a_withdrawal_can_be_withdrawn_and_the_entry_counts_again(township: Township):
    township.write(1)
    first = withdraw(township, 2)
    withdraw(township, first.entry, reason="撤错了")
    assert counting(township) == [(2, 0)]
    assert queries.entry(township.conference, 2).withdrawn_by is None  # type: ignore[union-attr]


def test_and_then_it_can_be_withdrawn_once_more(township: Township):
    township.write(1)
    first = withdraw(township, 2)
    withdraw(township, first.entry, reason="撤错了")
    last = withdraw_entry(township.call(90), entry=2, reason="确实录错")
    assert counting(township) == []
    assert queries.entry(township.conference, 2).withdrawn_by == last.entry  # type: ignore[union-attr]


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_required(township: Township, reason: str):
    township.write(1)
    with pytest.raises(Invalid, match="撤回原因") as refusal:
        withdraw(township, 2, reason=reason)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize(("entry", "fact", "said"), [(99, None, "没有第 99 号记录"), (2, 5, "没有第 6 项")])
def test_what_is_not_there_cannot_be_withdrawn(township: Township, entry: int, fact: int | None, said: str):
    township.write(1)
    with pytest.raises(Invalid, match=said):
        withdraw_entry(township.call(9), entry=entry, fact=fact, reason="日期录错")


def test_an_entry_of_another_conference_is_not_there(township: Township):
    from tests.journal.deeds import new_township

    new_township("baishi").write(3)
    with pytest.raises(Invalid, match="没有第 3 号记录"):
        withdraw(township, 3)


def test_the_founding_is_corrected_by_later_acts_only(township: Township):
    with pytest.raises(RuleBroken, match="不能撤回"):
        withdraw(township, 1)


def test_only_the_office_withdraws(township: Township):
    township.write(1)
    with pytest.raises(RuleBroken, match="只有联席会议办公室"):
        withdraw_entry(township.call(9, actor=CONVENER), entry=2, reason="日期录错")
