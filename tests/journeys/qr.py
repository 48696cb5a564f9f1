"""Reading a QR code as a camera would, from the drawn modules alone: byte mode, no damage, versions 1 to 6."""

from __future__ import annotations

import re

#: version → (blocks, data bytes of each) at error level M (ISO/IEC 18004, table 9)
BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}
#: the two bits of level M, and the mask over the format's bits
LEVEL_M, FORMAT_MASK = 0b00, 0b101010000010010
MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, c: r % 2,
    lambda r, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)


def modules(path: str, quiet: int) -> set[tuple[int, int]]:
    """The dark modules (row, column) of an SVG path of unit squares, inside the white margin."""
    return {(int(y) - quiet, int(x) - quiet) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}


def _of_the_pattern(row: int, column: int, size: int) -> bool:
    """Whether a module belongs to finders, timing, alignment or format, and carries no data."""
    finder = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    alignment = size > 21 and size - 9 <= row < size - 4 and size - 9 <= column < size - 4
    return finder or alignment or row == 6 or column == 6


def read(dark: set[tuple[int, int]], size: int) -> str:
    """The text. ``size``: modules a side, without the margin."""
    format_ = [*((8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)), *((r, 8) for r in (7, 5, 4, 3, 2, 1, 0))]
    bits = int("".join(str(int(place in dark)) for place in format_), 2) ^ FORMAT_MASK
    assert bits >> 13 == LEVEL_M
    mask = MASKS[bits >> 10 & 0b111]
    stream, column, upward = "", size - 1, True
    while column > 0:
        column -= column == 6
        for row in range(size - 1, -1, -1) if upward else range(size):
            for c in (column, column - 1):
                if not _of_the_pattern(row, c, size):
                    stream += str(int(((row, c) in dark) ^ (mask(row, c) == 0)))
        column, upward = column - 2, not upward
    count, length = BLOCKS[(size - 17) // 4]
    words = [int(stream[n : n + 8], 2) for n in range(0, count * length * 8, 8)]
    data = "".join(f"{word:08b}" for block in range(count) for word in words[block::count])
    assert data[:4] == "0100", "byte mode"
    end = 12 + int(data[4:12], 2) * 8
    return bytes(int(data[n : n + 8], 2) for n in range(12, end, 8)).decode()
