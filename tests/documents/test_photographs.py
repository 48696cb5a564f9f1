"""A photograph loses where, when and by which device it was taken, and stays the same picture."""

from __future__ import annotations

import struct
import zlib

import pytest

from lianxi.documents.photographs import NotAPhoto, without_traces

#: planted in every place that speaks of the picture
PLANTED = b"GPS 30.1N 117.4E 2026:11:23 HUAWEI"
#: tables, a scan with stuffed and restart bytes, tables of a second scan that hold what looks like an end, the end
PICTURE = (
    b"\xff\xdb\x00\x04\x01\x02"
    b"\xff\xc0\x00\x05\x08\x00\x01"
    b"\xff\xda\x00\x04\x01\x00\x12\xff\x00\x34\xff\xd0\x56"
    b"\xff\xc4\x00\x05\xff\xd9\x07"
    b"\xff\xda\x00\x04\x02\x00\x78\xff\x00\xff\xd9"
)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int, order: str) -> bytes:
    head = {"<": b"II*\0", ">": b"MM\0*"}[order]
    rows = [(0x010F, 2, 4, 0), (0x0112, 3, 1, orientation)]
    table = b"".join(struct.pack(f"{order}HHIHH", tag, kind, count, value, 0) for tag, kind, count, value in rows)
    return b"Exif\0\0" + head + struct.pack(f"{order}IH", 8, len(rows)) + table + b"\0\0\0\0" + PLANTED


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_jpeg_keeps_its_picture_and_its_turn_and_nothing_else(order: str) -> None:
    app0 = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    traces = segment(0xE1, exif(6, order)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLANTED)
    traces += segment(0xED, PLANTED) + segment(0xFE, PLANTED) + segment(0xE2, b"MPF\0" + PLANTED)
    found = without_traces(b"\xff\xd8" + app0 + traces + PICTURE + b"\xff\xd8 a second picture " + PLANTED)
    assert PLANTED not in found
    assert found.startswith(b"\xff\xd8\xff\xe1")
    assert found.endswith(app0 + PICTURE)
    assert found[2 : -len(app0 + PICTURE)].count(b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06") == 1
    assert without_traces(found) == found
    plain = b"\xff\xd8" + app0 + PICTURE
    assert without_traces(plain) == plain
    assert without_traces(b"\xff\xd8" + segment(0xE1, exif(1, order)) + PICTURE) == b"\xff\xd8" + PICTURE


def test_a_png_loses_its_texts() -> None:
    kept = [chunk(b"IHDR", b"\0" * 13), chunk(b"IDAT", b"data"), chunk(b"IEND", b"")]
    whole = kept[0] + chunk(b"tEXt", PLANTED) + chunk(b"eXIf", PLANTED) + kept[1] + chunk(b"iTXt", PLANTED) + kept[2]
    assert without_traces(b"\x89PNG\r\n\x1a\n" + whole + PLANTED) == b"\x89PNG\r\n\x1a\n" + b"".join(kept)


def test_half_a_photograph_is_none_and_other_files_stay_as_they_are() -> None:
    jpeg = b"\xff\xd8" + segment(0xE0, b"JFIF\0") + PICTURE
    for cut in range(3, len(jpeg) - 1):
        with pytest.raises(NotAPhoto):
            without_traces(jpeg[:cut])
    with pytest.raises(NotAPhoto):
        without_traces(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13))
    assert without_traces(b"%PDF-1.4 paper") == b"%PDF-1.4 paper"
