"""Cells under 3 are not shown, and no sum gives them away: also to a reader who knows the rule."""

from __future__ import annotations

from itertools import chain, product

from hypothesis import given
from hypothesis import strategies as st

from lianxi.analysis.suppression import HELD_BACK, SMALL, Kept, suppress, suppress_list, with_margins


def texts(inner: list[list[int]], **own: list[int]) -> list[list[str]]:
    kept = suppress(inner, **own)
    return [[kept.text(row, column) for column in range(len(inner[0]) + 1)] for row in range(len(inner) + 1)]


def test_nothing_small_nothing_hidden() -> None:
    assert texts([[3, 4], [0, 9]]) == [["3", "4", "7"], ["0", "9", "9"], ["3", "13", "16"]]


def test_a_lone_small_cell_takes_its_smallest_neighbour_with_it() -> None:
    kept = suppress_list([1, 8, 20, 5])
    assert [kept.text(row, 0) for row in range(5)] == [SMALL, "8", "20", HELD_BACK, "34"]


def test_a_neighbour_that_would_give_it_away_is_not_enough() -> None:
    kept = suppress_list([1, 3, 7])  # 1 + 3 = 4 can be nothing else where the other one is at least 3
    assert [kept.text(row, 0) for row in range(4)] == [SMALL, HELD_BACK, HELD_BACK, "11"]


def test_two_ones_of_a_known_sum_are_not_left_alone() -> None:
    kept = suppress_list([1, 1, 6, 0])
    assert kept.text(0, 0) == kept.text(1, 0) == SMALL
    assert kept.text(2, 0) == HELD_BACK
    assert kept.text(3, 0) == "0"


def test_where_nothing_else_can_be_kept_back_nothing_is_shown_but_the_sum_that_is_known_anyway() -> None:
    kept = suppress_list([2, 0, 2])
    assert [kept.text(row) for row in range(4)] == [HELD_BACK, HELD_BACK, HELD_BACK, "4"]


def test_of_one_or_two_in_all_nothing_is_shown() -> None:
    kept = suppress_list([0, 2])
    assert [kept.text(row) for row in range(3)] == [HELD_BACK] * 3


def test_the_readers_own_row_is_always_shown() -> None:
    shown = texts([[1, 2, 9], [1, 5, 6], [4, 4, 4]], own_rows=[0])
    assert shown[0] == ["1", "2", "9", "12"]
    assert shown[1][0] == SMALL


def solutions(inner: list[list[int]], kept: Kept) -> list[list[list[int]]]:
    """Every table a reader could think of who knows the rule: “<3” is 1 or 2, a cell kept back 3 and more."""
    height, width = len(inner), len(inner[0])
    free = sorted(cell for cell in kept.hidden if cell[0] < height and cell[1] < width)
    choices = [(1, 2) if kept.text(*cell) == SMALL else range(3, 19) for cell in free]
    found = []
    for values in product(*choices):
        guess = dict(zip(free, values, strict=True))
        whole = with_margins(
            [[guess.get((row, column), inner[row][column]) for column in range(width)] for row in range(height)]
        )
        shown = (kept.value(row, column) for row in range(height + 1) for column in range(width + 1))
        if all(value is None or value == each for value, each in zip(shown, chain(*whole), strict=True)):
            found.append(whole)
    return found


@given(st.lists(st.lists(st.sampled_from([0, 0, 1, 2, 3, 5, 9]), min_size=2, max_size=2), min_size=2, max_size=3))
def test_no_reader_can_work_out_a_small_cell(inner: list[list[int]]) -> None:
    kept = suppress(inner)
    matrix = with_margins(inner)
    if kept.blank:
        assert len(kept.hidden) >= 8
        return
    possible = solutions(inner, kept)
    assert matrix in possible
    for row, column in kept.hidden:
        if 0 < matrix[row][column] < 3:
            assert len({each[row][column] for each in possible}) > 1, (inner, row, column)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_every_small_cell_is_hidden_except_the_readers_own(values: list[int], own: set[int]) -> None:
    kept = suppress_list(values, own)
    for place, value in enumerate(values):
        shown = kept.value(place)
        assert shown is None or shown == value
        if place in own:
            assert shown == value
        elif 0 < value < 3:
            assert shown is None
