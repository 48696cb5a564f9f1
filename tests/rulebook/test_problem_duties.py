"""A problem found complex after it was opened: the study is owed from then on, once, and not before."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.clocks.calendar import built_in_calendar
from lianxi.rulebook.derivation import RESPONSES
from lianxi.rulebook.duties import Edition, Response
from lianxi.rulebook.evaluate import evaluate
from lianxi.rulebook.facts import Fact

(ROW,) = RESPONSES["problem.tabled"]
DUTY = Response(
    key="12:problem.tabled:problem",
    article="第十二条",
    label="提交联席会议研究",
    short=ROW.short,
    bearer=ROW.bearer,
    clause="",
    span=(0, 1),
    trigger=ROW.trigger,
    trigger_pattern={key: frozenset({value}) for key, value in ROW.pattern},
    verbs=ROW.verbs,
    pair=ROW.pair,
    ended_by=ROW.ended_by,
    also=ROW.also,
)
FOUNDED = Fact(1, 0, "conference.founded", "conference:1", date(2026, 1, 1), date(2026, 1, 1))


def fact(entry: int, verb: str, day: int, **data: str | bool) -> Fact:
    on = date(2026, 3, day)
    return Fact(entry, 0, f"problem.{verb}", "problem:1", on, on, 1, data)


OPENED = fact(2, "opened", 2, due="2026-03-10")
SET = fact(3, "ground_set", 12, complex=True)


def states(*facts: Fact, day: int = 31) -> list[tuple[str, date]]:
    edition = Edition(1, date(2026, 1, 1), (DUTY,))
    board = evaluate([edition], [FOUNDED, *facts], on=date(2026, 3, day), calendar=built_in_calendar())
    return [(item.state, item.start) for item in board.lines[0].items]


def test_nothing_is_owed_until_the_ground_is_set_and_the_day_of_the_inquiry_is_not_the_day_of_the_study() -> None:
    assert states(OPENED) == []
    assert states(OPENED, SET, day=11) == []
    assert states(OPENED, SET) == [("due", date(2026, 3, 12))]


def test_one_pair_a_problem_however_often_and_wherever_its_ground_is_told() -> None:
    told = fact(2, "opened", 2, complex=True)
    assert states(told, SET, fact(5, "ground_set", 14, complex=True)) == [("due", date(2026, 3, 2))]


def test_a_ground_that_is_dropped_ends_it_and_one_set_again_opens_it_again() -> None:
    dropped, again = fact(4, "ground_dropped", 14), fact(5, "ground_set", 20, complex=True)
    assert states(OPENED, SET, dropped) == [("not_owed", date(2026, 3, 12))]
    assert states(OPENED, SET, dropped, again)[0][0] == "due"
    assert states(OPENED, SET, dropped, again, fact(6, "tabled", 22))[0][0] == "kept"


def test_a_withdrawn_tabling_leaves_it_owed() -> None:
    gone = Fact(5, 0, "entry.withdrawn", "entry:4", date(2026, 3, 15), date(2026, 3, 15), None, {"entry": 4})
    assert states(OPENED, SET, fact(4, "tabled", 14))[0][0] == "kept"
    assert states(OPENED, SET, fact(4, "tabled", 14), gone)[0][0] == "due"


VERBS = st.sampled_from(["opened", "ground_set", "ground_dropped", "tabled", "decided"])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(VERBS, st.integers(1, 28)), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_facts_is_irrelevant_and_a_tabling_never_worsens_it(told: list[tuple[str, int]], chance) -> None:  # type: ignore[no-untyped-def]
    facts = [fact(3 + place, verb, day, complex=True) for place, (verb, day) in enumerate(told)]
    mixed = facts[:]
    chance.shuffle(mixed)
    assert states(*mixed) == states(*facts)
    after = states(*facts, fact(90, "tabled", 28))
    assert [state for state, _ in after] == ["kept"] * len(states(*facts))
