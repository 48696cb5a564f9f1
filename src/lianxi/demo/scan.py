"""A picture like the scan of a signed approval sheet: ruled lines, a scrawl, a round red seal. No person's hand."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 496, 702
_PALETTE = bytes((250, 248, 243, 206, 200, 190, 58, 58, 66, 186, 42, 48))  # paper, line, ink, seal


def approval_sheet(name: str) -> bytes:
    """A PNG that is the same for the same ``name`` and differs between names."""
    chance = Random(name)  # noqa: S311 - a picture, not a secret
    sheet = [bytearray(WIDTH) for _ in range(HEIGHT)]
    for top in range(120, 620, 50):
        sheet[top][40 : WIDTH - 40] = b"\1" * (WIDTH - 80)
    for top in range(70, 640, 50):
        _words(sheet, chance, 56, top, chance.randrange(150, WIDTH - 120) if top > 80 else WIDTH - 120)
    _scrawl(sheet, chance, 300, 560)
    _ring(sheet, 360, 560, 62)
    return _png(sheet)


def _words(sheet: list[bytearray], chance: Random, left: int, top: int, right: int) -> None:
    while left < right:
        for _ in range(7):
            y, x, long = top + chance.randrange(22), left + chance.randrange(8), chance.randrange(5, 16)
            sheet[y][x : x + long] = b"\2" * long
        left += 26


def _scrawl(sheet: list[bytearray], chance: Random, x: int, y: int) -> None:
    for _ in range(240):
        x = min(max(x + chance.randrange(-2, 4), 270), 450)
        y = min(max(y + chance.randrange(-4, 5), 520), 600)
        sheet[y][x : x + 3] = b"\2\2\2"


def _ring(sheet: list[bytearray], x: int, y: int, radius: int) -> None:
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            if (radius - 4) ** 2 <= dx * dx + dy * dy <= radius**2 or (abs(dx) < 12 and abs(dy) < 12):
                sheet[y + dy][x + dx] = 3


def _png(sheet: list[bytearray]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(row) for row in sheet)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", head),
            chunk(b"PLTE", _PALETTE),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        )
    )
