"""Cells under 3 are not shown, and no sum gives them away: also to a reader who knows the rule."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from lianxi.analysis.suppression import HELD_BACK, SMALL, suppress, suppress_list, with_margins


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


def test_where_nothing_else_stands_the_total_goes() -> None:
    kept = suppress_list([2, 0, 2])
    assert [kept.text(row, 0) for row in range(4)] == [SMALL, "0", SMALL, HELD_BACK]


def test_the_readers_own_row_is_always_shown() -> None:
    shown = texts([[1, 2, 9], [1, 5, 6], [4, 4, 4]], own_rows=[0])
    assert shown[0] == ["1", "2", "9", "12"]
    assert shown[1][0] == SMALL


def solutions(inner: list[list[int]], hidden: frozenset[tuple[int, int]]) -> list[dict[tuple[int, int], int]]:
    """Every table a reader could think of: small cells 1 or 2, cells kept back 3 and more, all sums right."""
    matrix = with_margins(inner)
    height, width = len(inner), len(inner[0])
    free = sorted(cell for cell in hidden if cell[0] < height and cell[1] < width)
    choices = [(1, 2) if matrix[row][column] < 3 else range(3, 14) for row, column in free]
    found = []
    for values in product(*choices):
        guess = dict(zip(free, values, strict=True))
        whole = with_margins(
            [[guess.get((row, column), inner[row][column]) for column in range(width)] for row in range(height)]
        )
        fits = all(
            whole[row][column] == matrix[row][column] if (row, column) not in hidden else whole[row][column] > 0
            for row in range(height + 1)
            for column in range(width + 1)
        )
        if fits:
            found.append({(row, column): whole[row][column] for row, column in hidden})
    return found


@given(st.lists(st.lists(st.sampled_from([0, 0, 1, 2, 3, 5, 9]), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_reader_can_work_out_a_small_cell(inner: list[list[int]]) -> None:
    kept = suppress(inner)
    matrix = with_margins(inner)
    possible = solutions(inner, kept.hidden)
    assert possible
    for cell in kept.hidden:
        if 0 < matrix[cell[0]][cell[1]] < 3:
            assert len({each[cell] for each in possible}) > 1, (inner, cell)


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
