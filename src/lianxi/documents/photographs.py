"""Photographs without their traces: where, when and by which device one was taken does not stand in it any more.

Of a JPEG the segments that describe the picture go (EXIF, XMP, IPTC, comments), of a PNG the chunks of text; the
picture itself is kept byte by byte, with the way it is to be turned.
"""

from __future__ import annotations

import struct

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
#: needed to paint the picture right: JFIF, colour profile, Adobe's transform
_KEPT_SEGMENTS = {0xE0, 0xE2, 0xEE}
_DROPPED_CHUNKS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_ORIENTATION = 0x0112


class NotAPhoto(ValueError):
    """The bytes begin like a photograph and are none."""


def without_traces(data: bytes) -> bytes:
    """The bytes of a JPEG or PNG without its traces; anything else as it came. Raises ``NotAPhoto``."""
    if data.startswith(JPEG):
        return _jpeg(data)
    if data.startswith(PNG):
        return _png(data)
    return data


def _jpeg(data: bytes) -> bytes:
    kept, turned, place = [data[:2]], 1, 2
    while True:
        if place + 4 > len(data) or data[place] != 0xFF:
            raise NotAPhoto
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker == 0xDA:  # from here on it is the picture; what a camera hangs on behind its end goes
            kept.append(data[place : _end_of_picture(data, place)])
            break
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        segment = data[place : place + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise NotAPhoto
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = _orientation(segment[10:]) or turned
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or (marker in _KEPT_SEGMENTS and not _several(segment)):
            kept.append(segment)
        place += 2 + length
    if turned != 1:
        kept.insert(1, _turned(turned))
    return b"".join(kept)


def _several(segment: bytes) -> bool:
    """Whether an APP2 tells of further pictures (MPF) that a camera hung on."""
    return segment[4:8] == b"MPF\0"


def _end_of_picture(data: bytes, place: int) -> int:
    """Behind the marker EOI; within the picture a byte FF is followed by 00 or a restart marker, or it is a marker."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        marker = data[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker == 0xFF:
            place += 1
        elif marker == 0x00 or 0xD0 <= marker <= 0xD7:
            place += 2
        elif place + 4 <= len(data):  # tables or a further scan
            place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
        else:
            break
    raise NotAPhoto


def _orientation(tiff: bytes) -> int:
    """Which way it is to be turned, 1 to 8; 0 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 0
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    try:
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for index in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * index)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _turned(value: int) -> bytes:
    """A segment that says only this."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, place = [data[:8]], 8
    while place < len(data):
        if place + 12 > len(data):
            raise NotAPhoto
        (length,) = struct.unpack(">I", data[place : place + 4])
        name, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            raise NotAPhoto
        if name not in _DROPPED_CHUNKS:
            kept.append(data[place:end])
        place = end
        if name == b"IEND":
            return b"".join(kept)
    raise NotAPhoto
