"""Candidates for the same matter: measured on labelled synthetic petitions, and what they may never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.analysis.repeats import MOST, Candidate, Known, candidates, frequencies
from tests.analysis.synthetic import PLACES, Told, told

DAY = date(2026, 3, 1)
DOCS = (Path(__file__).resolve().parents[2] / "docs/analysis.md").read_text("utf-8")


def known(each: Told, filed: str = "") -> Known:
    wrong = filed == "one in six" and each.number % 6 == 0
    category = "" if not filed else "990000" if wrong else each.category
    return Known(each.number, each.text.replace(PLACES[each.place - 1], ""), each.place, each.on, category)


def found(all_: list[Told], filed: str) -> list[tuple[Told, set[int], tuple[Candidate, ...]]]:
    """Each petition with the earlier ones that truly are the same matter, and what was found."""
    of = frequencies(known(each).text for each in all_)
    rows = [known(each, filed) for each in all_]
    return [
        (
            each,
            {other.number for other in all_ if other.number < each.number and other.matter == each.matter},
            candidates(row, rows[: each.number - 1], of),
        )
        for each, row in zip(all_, rows, strict=True)
    ]


def measured(filed: str) -> tuple[float, ...]:
    """Recall at 1 and 5 of who comes back, the same of other words, share of true ones among those shown, how many
    are shown a matter. ``filed``: whether people filed the petitions (``one in six`` of them wrongly), or not at all.
    """
    rows = found(told(1), filed)
    again = [(truth, got) for each, truth, got in rows if truth and each.again]
    others = [(truth, got) for each, truth, got in rows if truth and not each.again]
    shown = sum(len(got) for _, _, got in rows)
    true = sum(len(truth & {one.number for one in got}) for _, truth, got in rows)
    return (
        *(sum(bool(truth & {one.number for one in got[:most]}) for truth, got in part) / len(part)
          for part in (again, others) for most in (1, MOST)),
        true / shown,
        shown / len(rows),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "label", "least"),
    [("", "没有分类", 0.45), ("right", "都有分类", 0.9), ("one in six", "六件中错一件", 0.6)],
)
def test_who_comes_back_is_found_first_and_other_words_where_they_were_filed_alike(
    filed: str, label: str, least: float
) -> None:
    """The figures of docs/analysis.md, over 480 petitions of one seed."""
    figures = measured(filed)
    said = f"| {label} | {' | '.join(f'{each:.2f}' for each in figures)} |"
    assert said in DOCS, said
    assert figures[0] >= 0.9
    assert figures[3] >= least


def test_the_same_words_at_another_place_are_another_matter() -> None:
    of = frequencies(["路灯坏了", "水管漏水"])
    here = Known(2, "小学旁路灯坏了半年", 1, DAY)
    there = Known(1, "小学旁路灯坏了半年", 2, DAY)
    assert candidates(here, [there], of) == ()
    unknown = replace(there, place=None)
    assert candidates(here, [unknown], of)[0].place_agrees is None


def test_a_candidate_says_why() -> None:
    of = frequencies(["机耕路改建后农田积水", "路灯坏了", "水管漏水", "拖欠工资"])
    new = Known(9, "三组机耕路改建以后，农田积水排不出去", 4, date(2026, 3, 20))
    (one,) = candidates(new, [Known(3, "反映机耕路改建没有公示，农田积水", 4, DAY)], of)
    assert (one.number, one.place_agrees, one.days) == (3, True, 19)
    assert set(one.phrases) >= {"机耕路改建", "农田积水"}


texts = st.text(alphabet="路灯坏水管村口漏工资欠田界石", min_size=2, max_size=30)


@given(texts, st.lists(texts, max_size=8))
def test_at_most_five_never_itself_and_the_best_first(text: str, others: list[str]) -> None:
    new = Known(0, text, 1, DAY)
    rows = [new, *(Known(at, other, 1, DAY) for at, other in enumerate(others, start=1))]
    got = candidates(new, rows, frequencies([text, *others]))
    assert len(got) <= MOST
    assert 0 not in {one.number for one in got}
    assert [one.score for one in got] == sorted((one.score for one in got), reverse=True)
    assert all(0 <= one.score <= 1 for one in got)
