"""Small cells kept back: 1 and 2 are not shown, nor is what would give them away by subtraction.

A table is a matrix with its margins: the last row sums the rows above, the last column the columns before. The sum of
all stands in other tables too and is taken as known. A cell kept back for the sake of another is at least ``LEAST``,
never the reader's own and never a zero; a sum that is not shown may be anything. So a reader who knows this rule learns
no small number; where that cannot be had, nothing of the table is shown but the reader's own. None stands for a cell
that is not shown.
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

    def __init__(
        self, matrix: Matrix, hidden: Collection[Cell] = (), sums: Collection[Cell] = (), *, blank: bool = False
    ) -> None:
        self._matrix = matrix
        self.hidden = frozenset(hidden)
        self._sums = frozenset(sums)
        self.blank = blank

    def value(self, row: int, column: int = 0) -> int | None:
        return None if (row, column) in self.hidden else self._matrix[row][column]

    def text(self, row: int, column: int = 0) -> str:
        shown = self.value(row, column)
        if shown is not None:
            return str(shown)
        tells = small(self._matrix[row][column]) and (row, column) not in self._sums and not self.blank
        return SMALL if tells else HELD_BACK


def suppress(inner: Matrix, own_rows: Collection[int] = (), own_columns: Collection[int] = ()) -> Kept:
    """``inner`` without margins in, the table with its margins out.

    ``own_rows``, ``own_columns``: the reader's own, always shown. Every line with a small cell that could be worked out
    loses its smallest other cell of at least ``LEAST``, or its own sum.
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
        self.matrix, self.lines = matrix, lines
        self.sums = {line[-1] for line in lines}
        self.sum = (len(matrix) - 1, len(matrix[0]) - 1)
        self.own = own | ({self.sum} if self.at(self.sum) >= LEAST else set())

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

    def next_for(self, wrong: list[Cell], hidden: set[Cell]) -> Cell | None:
        """What to keep back next: in a line with a single hidden cell, else in one of a cell given away.

        The smallest of at least ``LEAST`` whose other line has hidden cells too; a sum last of all.
        """
        alone = [line for line in self.lines if sum(cell in hidden for cell in line) == 1]
        about = [line for line in self.lines if any(cell in line for cell in wrong)]
        for lines in (alone, about):
            open_ = {cell for line in lines for cell in line if self._may_go(cell, hidden)}
            if open_:
                return min(open_, key=lambda cell: (cell in self.sums, -self._met(cell, hidden), self.at(cell), cell))
        return None

    def _may_go(self, cell: Cell, hidden: set[Cell]) -> bool:
        return cell not in hidden and cell not in self.own and self.at(cell) >= LEAST

    def _met(self, cell: Cell, hidden: set[Cell]) -> int:
        """How many lines of a cell have hidden cells already."""
        return sum(any(each in hidden for each in line) for line in self.lines if cell in line)


def _kept(table: _Table) -> Kept:
    if small(table.at(table.sum)):
        return _blank(table)
    hidden = {cell for cell in _cells(table.matrix) if small(table.at(cell)) and cell not in table.own}
    while wrong := table.given_away(hidden):
        more = table.next_for(wrong, hidden)
        if more is None:
            return _blank(table)
        hidden.add(more)
    return Kept(table.matrix, hidden, table.sums)


def _blank(table: _Table) -> Kept:
    """Nothing but the reader's own and the sum of all."""
    return Kept(table.matrix, {cell for cell in _cells(table.matrix) if cell not in table.own}, table.sums, blank=True)
