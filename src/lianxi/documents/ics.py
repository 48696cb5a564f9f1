"""One event as an iCalendar file (RFC 5545): CRLF, lines folded at 75 octets, text escaped. Times are of Asia/Shanghai,
which has had no other offset than +08:00 since 1991, so they are written in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Event:
    """``start`` is aware; without a time ``day`` alone is given and the event lasts the whole day."""

    uid: str
    title: str
    day: date
    start: datetime | None = None
    length: timedelta = timedelta(hours=2)
    place: str = ""
    text: str = ""
    #: how often it was changed; a calendar takes the higher one
    sequence: int = 0
    cancelled: bool = False


def write_event(event: Event, *, stamp: datetime) -> bytes:
    """The .ics. ``stamp``: when it was made (aware)."""
    if event.start is None:
        when = [f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"]
    else:
        when = [f"DTSTART:{_utc(event.start)}", f"DTEND:{_utc(event.start + event.length)}"]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lianxi//Meetings//ZH",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        *when,
        f"SUMMARY:{_escaped(event.title)}",
        *([f"LOCATION:{_escaped(event.place)}"] if event.place else []),
        *([f"DESCRIPTION:{_escaped(event.text)}"] if event.text else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """3.3.11: backslash, semicolon, comma and line ends are escaped; other control characters are left out."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """3.1: no line longer than 75 octets without its break; a character of several octets stays whole."""
    parts, length = [""], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > _OCTETS:
            parts.append(" ")
            length = 1
        parts[-1] += character
        length += octets
    return "\r\n".join(parts)
