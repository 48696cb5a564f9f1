"""Small cells kept back: 1 and 2 are not shown, nor is what would give them away by subtraction.

A table is a matrix with its margins: the last row sums the rows above, the last column the columns before. A cell kept
back for the sake of another is at least ``LEAST``, never the reader's own and never a zero; a sum that is not shown may
be anything. So a reader who knows this rule learns no small number. None stands for a cell that is not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

LEAST = 3
SMALL = "<3"
HELD_BACK = "＊"
Matrix = Sequence[Sequence[int]]
Cell = tuple[int, int]
Range = tuple[int, int]
_ENDLESS = 10**12


def small(value: int) -> bool:
    return 0 < value < LEAST


class Kept:
    """A table with its margins after suppression: ``text`` and ``value`` of each cell as the reader gets it."""

    def __init__(self, matrix: Matrix, hidden: Collection[Cell], sums: Collection[Cell]) -> None:
        self._matrix = matrix
        self.hidden = frozenset(hidden)
        self._sums = frozenset(sums)

    def value(self, row: int, column: int = 0) -> int | None:
        return None if (row, column) in self.hidden else self._matrix[row][column]

    def text(self, row: int, column: int = 0) -> str:
        shown = self.value(row, column)
        if shown is not None:
            return str(shown)
        tells = small(self._matrix[row][column]) and (row, column) not in self._sums
        return SMALL if tells else HELD_BACK


def suppress(inner: Matrix, own_rows: Collection[int] = (), own_columns: Collection[int] = ()) -> Kept:
    """``inner`` without margins in, the table with its margins out.

    ``own_rows``, ``own_columns``: the reader's own, always shown. Every line with a small cell that could be worked out
    loses its smallest other cell of at least ``LEAST``, or its sum.
    """
    matrix = with_margins(inner)
    height, width = len(matrix), len(matrix[0])
    own = {cell for cell in _cells(matrix) if cell[0] in own_rows or cell[1] in own_columns}
    rows = [[(row, column) for column in range(width)] for row in range(height)]
    columns = [[(row, column) for row in range(height)] for column in range(width)]
    return _kept(_Table(matrix, [*rows, *columns], own))


def suppress_list(values: Sequence[int], own: Collection[int] = ()) -> Kept:
    """The same for a list with its sum: one column, the sum last."""
    matrix = [*([value] for value in values), [sum(values)]]
    return _kept(_Table(matrix, [[(row, 0) for row in range(len(matrix))]], {(row, 0) for row in own}))


def with_margins(inner: Matrix) -> list[list[int]]:
    """With a last column and a last row of sums."""
    rows = [[*row, sum(row)] for row in inner]
    width = len(rows[0]) if rows else 1
    return [*rows, [sum(row[column] for row in rows) for column in range(width)]]


def _cells(matrix: Matrix) -> Iterator[Cell]:
    return ((row, column) for row in range(len(matrix)) for column in range(len(matrix[0])))


class _Table:
    """A matrix, its lines (each with its sum as the last cell) and the cells that are the reader's own."""

    def __init__(self, matrix: Matrix, lines: list[list[Cell]], own: set[Cell]) -> None:
        self.matrix, self.lines, self.own = matrix, lines, own
        self.sums = {line[-1] for line in lines}

    def at(self, cell: Cell) -> int:
        return self.matrix[cell[0]][cell[1]]

    def ranges(self, hidden: Collection[Cell]) -> dict[Cell, Range]:
        """What a reader who knows the rule can work out of each hidden cell, line by line to the end."""
        found = {cell: self._at_first(cell) for cell in hidden}
        changed = True
        while changed:
            changed = False
            for line in self.lines:
                for cell in [cell for cell in line if cell in found]:
                    low, high = self._bounds(found, line, cell)
                    narrower = max(found[cell][0], low), min(found[cell][1], high)
                    if narrower != found[cell]:
                        found[cell], changed = narrower, True
        return found

    def _at_first(self, cell: Cell) -> Range:
        if cell in self.sums:
            return 1, _ENDLESS
        return (1, LEAST - 1) if small(self.at(cell)) else (LEAST, _ENDLESS)

    def _bounds(self, found: dict[Cell, Range], line: list[Cell], cell: Cell) -> Range:
        *parts, total = line
        others = [found.get(each, (self.at(each), self.at(each))) for each in parts if each != cell]
        least, most = sum(low for low, _ in others), sum(high for _, high in others)
        if cell == total:
            return least, most
        low, high = found.get(total, (self.at(total), self.at(total)))
        return low - most, high - least

    def given_away(self, hidden: Collection[Cell]) -> list[Cell]:
        """Small cells of which a reader could tell the number."""
        found = self.ranges(hidden)
        return sorted(cell for cell, (low, high) in found.items() if small(self.at(cell)) and low >= high)

    def next_to(self, wrong: Cell, hidden: set[Cell]) -> Cell | None:
        """The smallest cell that may be kept back in a line of this one, a sum last of all."""
        for line in self.lines:
            open_ = [
                each for each in line if wrong in line and each not in hidden | self.own and self.at(each) >= LEAST
            ]
            if open_:
                return min(open_, key=lambda each: (each in self.sums, self.at(each)))
        return None


def _kept(table: _Table) -> Kept:
    hidden = {cell for cell in _cells(table.matrix) if small(table.at(cell)) and cell not in table.own}
    while wrong := table.given_away(hidden):
        more = next((cell for each in wrong if (cell := table.next_to(each, hidden)) is not None), None)
        if more is None:  # nothing beside it can be kept back: all that is not the reader's own goes
            hidden |= {cell for cell in _cells(table.matrix) if table.at(cell) and cell not in table.own}
            break
        hidden.add(more)
    return Kept(table.matrix, hidden, table.sums)
