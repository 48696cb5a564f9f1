"""A meeting as a calendar file: what RFC 5545 asks of lines and text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lianxi.documents.ics import Event, write_event

HERE = ZoneInfo("Asia/Shanghai")
STAMP = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def value(data: bytes, name: str) -> str:
    line = next(line for line in unfolded(data) if line.partition(":")[0].partition(";")[0] == name)
    return line.partition(":")[2]


def read(escaped: str) -> str:
    """The text behind the escapes, read as a calendar reads it."""
    out, rest = "", iter(escaped)
    for character in rest:
        if character == "\\":
            following = next(rest)
            out += "\n" if following in "nN" else following
        else:
            out += character
    return out


def test_a_meeting_at_an_hour_is_written_in_universal_time() -> None:
    start = datetime(2026, 11, 30, 14, 30, tzinfo=HERE)
    data = write_event(Event("m1@liutang", "11月工作会议", date(2026, 11, 30), start, place="三楼会议室"), stamp=STAMP)
    assert (value(data, "DTSTART"), value(data, "DTEND")) == ("20261130T063000Z", "20261130T083000Z")
    assert (value(data, "DTSTAMP"), value(data, "LOCATION")) == ("20261123T100000Z", "三楼会议室")
    assert unfolded(data)[0] == "BEGIN:VCALENDAR"
    assert unfolded(data)[-1] == "END:VCALENDAR"


def test_a_meeting_without_an_hour_lasts_the_day() -> None:
    data = write_event(Event("m1", "会", date(2026, 12, 31)), stamp=STAMP)
    assert (value(data, "DTSTART"), value(data, "DTEND")) == ("20261231", "20270101")
    assert b"DTSTART;VALUE=DATE:" in data


def test_a_moved_meeting_has_a_higher_sequence_and_a_cancelled_one_says_so() -> None:
    data = write_event(Event("m1", "会", date(2026, 12, 31), sequence=3, cancelled=True), stamp=STAMP)
    assert (value(data, "SEQUENCE"), value(data, "STATUS")) == ("3", "CANCELLED")


def test_nothing_typed_can_begin_a_line_of_its_own() -> None:
    data = write_event(Event("m1", "会\r\nEND:VCALENDAR\nX:1", date(2026, 12, 31)), stamp=STAMP)
    assert unfolded(data).count("END:VCALENDAR") == 1
    assert "X:1" not in unfolded(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\\:"), max_size=200))
def test_every_text_comes_back_whole_and_no_line_is_too_long(text: str) -> None:
    data = write_event(Event("m1", "会", date(2026, 12, 31), length=timedelta(hours=1), text=text), stamp=STAMP)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    if text:
        assert read(value(data, "DESCRIPTION")) == text
