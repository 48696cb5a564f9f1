"""The four kinds of problem: each rule for itself, how well they are found in labelled months; docs say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lianxi.analysis.persons import Mark, distinct, said
from lianxi.analysis.prominent import KINDS, Concern, Thresholds, concerns, thresholds_of
from lianxi.analysis.repeats import frequencies
from lianxi.analysis.topics import Item
from tests.analysis.judging_planted import BY, Found, judge, of_month, seen
from tests.analysis.planted import a_month, months

DOCS = Path(__file__).resolve().parents[2] / "docs" / "analysis.md"
SEEDS = range(100, 124)
#: what the body of these months would put on its own list, having looked at them once
OWN_WORDS = ("音箱", "大狗", "电瓶车", "棋牌室", "摆摊", "换届")
#: kind → least recall, least precision, least days before the peak
FLOORS = {
    "new": (0.85, 0.65, 2),
    "strong": (0.65, 0.85, 0),
    "spreading": (0.75, 0.80, 2),
    "governance": (0.40, 0.85, 0),
}


@lru_cache
def measured() -> Found:
    told = judge(months(SEEDS))
    told.early = judge(months(SEEDS[:6]), early=True).early
    return told


def test_planted_problems_are_found_and_few_others_flagged() -> None:
    told = measured()
    for kind, (recall, precision, days) in FLOORS.items():
        assert told.recall(kind) >= recall, kind
        assert told.precision(kind) >= precision, kind
        assert kind == "governance" or told.days(kind) >= days, kind


def test_the_docs_tell_the_figures_that_are_measured_here() -> None:
    told = measured()
    docs = DOCS.read_text()
    for kind, label in KINDS.items():
        days = f"{told.days(kind)} 天" if kind in told.early else "—"
        row = f"| {label} | {told.planted[kind]} | {told.recall(kind):.2f} | {told.precision(kind):.2f} | {days} |"
        assert row in docs, row
    own = judge_own()
    assert f"召回 {own.recall('governance'):.2f}、准确 {own.precision('governance'):.2f}" in docs


def judge_own() -> Found:
    """With the words a body would add to its governance list."""
    by = replace(BY, governance_words=(*BY.governance_words, *OWN_WORDS))
    return judge(months(SEEDS), by=by)


def told(number: int, text: str, day: int, who: str = "", place: int = 1, **more: object) -> Item:
    given: dict[str, object] = {"category": "130100", "people": ((who, "", ""),) if who else (), **more}
    return Item(f"matter:{number}", date(2026, 10, day), text, place=place, **given)  # type: ignore[arg-type]


SMELL = (
    "沥青拌合站夜里味道呛人",
    "拌合站沥青味道飘到村里",
    "夜里沥青拌合站出料有味道",
    "沥青拌合站的味道熏人",
    "又是沥青拌合站的味道",
)


def found(items: list[Item], earlier: list[Item] | None = None, by: Thresholds = BY) -> list[Concern]:
    before = earlier or []
    of = frequencies(item.text for item in (*items, *before))
    return concerns(items, before, of, by, date(2026, 10, 31))


def test_new_is_what_was_not_met_in_the_months_before() -> None:
    items = [told(place, text, place, f"p{place % 3}") for place, text in enumerate(SMELL, start=1)]
    assert [each.kinds for each in found(items)] == [("new",)]
    earlier = [replace(told(9, SMELL[0], 1), on=date(2026, 7, 2))]
    assert found(items, earlier) == []


def test_strongly_felt_goes_by_people_never_by_visits() -> None:
    earlier = [replace(told(9, SMELL[0], 1), on=date(2026, 7, 2))]
    often = [told(place, text, place, f"p{place % 2}") for place, text in enumerate(SMELL * 3, start=1)]
    assert found(often, earlier) == []
    many = [told(place, text, place, f"p{place}") for place, text in enumerate(SMELL, start=1)]
    (concern,) = found(many, earlier)
    assert (concern.kinds, concern.people) == (("strong",), 5)
    nameless = [told(place, text, place) for place, text in enumerate(SMELL * 3, start=1)]
    assert found(nameless, earlier) == []


def test_spreading_is_more_places_from_window_to_window_some_for_the_first_time() -> None:
    def at(place: int, back: int) -> Item:
        day = date(2026, 10, 30) - timedelta(days=back)
        return replace(told(100 * back + place, SMELL[place % 5], 1, place=place), on=day)

    earlier = [at(1, 70), at(1, 40), at(2, 45)]
    (concern,) = found([at(1, 3), at(2, 5), at(3, 6), at(4, 9)], earlier)
    assert (concern.kinds, concern.windows, concern.new_places) == (("spreading",), (1, 2, 4), (3, 4))
    steady = [at(place, back) for back in (40, 70) for place in (1, 2, 3, 4)]
    assert found([at(1, 3), at(2, 5), at(3, 6), at(4, 9)], steady) == []


def test_governance_goes_by_the_body_s_own_list() -> None:
    earlier = [replace(told(9, SMELL[0], 1), on=date(2026, 7, 2))]
    items = [told(place, text, place) for place, text in enumerate(SMELL[:3], start=1)]
    assert found(items, earlier) == []
    by_word = Thresholds(governance_words=("拌合站",), governance_categories=())
    by_category = Thresholds(governance_words=(), governance_categories=("1301",))
    for by, met in ((by_word, "拌合站"), (by_category, "1301")):
        (concern,) = found(items, earlier, by)
        assert (concern.kinds, concern.said) == (("governance",), (met,))
    assert thresholds_of(by_word.as_data()) == by_word
    assert thresholds_of({"months": 3, "unknown": 1}) == Thresholds(months=3)


def test_the_order_in_which_things_came_in_changes_nothing() -> None:
    month = a_month(7)
    of, items = of_month(month), month.items()
    assert concerns(items[::-1], month.earlier()[::-1], of, BY, month.until) == seen(month, of)


MARKS = st.tuples(*(st.sampled_from(["", "a", "b", "c"]) for _ in range(3)))


@given(st.lists(MARKS, max_size=8), MARKS)
def test_more_petitions_never_make_fewer_people_and_one_who_returns_never_makes_more(
    marks: list[Mark], another: Mark
) -> None:
    assert distinct([*marks, *marks]) == distinct(marks) <= len(marks)
    assert distinct([*marks, another]) <= distinct(marks) + 1
    assert distinct(marks[::-1]) == distinct(marks)


def test_who_shares_a_number_is_one_and_few_are_not_counted_out() -> None:
    assert distinct([("a", "", "x"), ("", "p", "x"), ("a", "p", "x")]) == 1
    assert distinct([("a", "", "x"), ("", "", "x"), ("", "", "y")]) == 2
    assert distinct([("", "", "")]) == 0
    assert (said(2), said(3)) == ("少于3人", "3人")
