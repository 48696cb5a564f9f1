"""A file of 50 MB sent through the pages: refused with a sentence that names the limit; what was typed stays."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.meetings.ground import files
from tests.web.meeting_deeds import VILLAGE, call, entries, hold, minutes, seen, submitted

pytestmark = pytest.mark.django_db
SENTENCE = "“航拍.jpg”超过 20 MB。请压缩或拆分后再传。"


@pytest.fixture(scope="module")
def fifty() -> bytes:
    return b"\xff\xd8\xff\xe0" + bytes(50 * 1024 * 1024)


def sent(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("航拍.jpg", content, content_type="image/jpeg")


def test_a_report_with_a_file_of_50_mb_is_refused_and_its_words_stay(cast: Cast, fifty: bytes) -> None:
    given = {"key": "new", "title": "核实渠道淤积", "lead": VILLAGE, "due": ""}
    assert cast.as_("clerk").post(cast.url("tasks/new"), given).status_code == 302
    before, stored = entries(cast), files()
    report = {"key": "report", "step": "report", "text": "已清淤一半，附航拍。", "scans": sent(fifty)}
    answer = cast.as_("village").post(cast.url("tasks/1/"), report)
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert "已清淤一半，附航拍。" in answer.content.decode()
    assert (entries(cast), files()) == (before, stored)
    assert cast.as_("village").post(cast.url("tasks/1/"), {**report, "scans": sent(fifty[:1024])}).status_code == 302


def test_a_signed_sheet_of_50_mb_is_refused_and_the_meeting_not_yet_held(cast: Cast, fifty: bytes) -> None:
    clerk = cast.as_("clerk")
    call(clerk, cast)
    before = entries(cast)
    answer = hold(clerk, cast, status_4="leave", reason_4="外出培训", scans=sent(fifty))
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert "外出培训" in answer.content.decode()
    assert (seen(cast).row.state, entries(cast)) == ("called", before)


def test_a_signed_original_of_50_mb_approves_nothing(cast: Cast, fifty: bytes) -> None:
    clerk = submitted(cast)
    given = {
        "key": "b",
        "version": minutes(cast).version,
        "result": "approve",
        "behalf_seat": cast.convener.seat,
        "means": "paper",
        "behalf_on": "2026-11-23",
    }
    answer = clerk.post(cast.url("meetings/1/approve/on-behalf"), {**given, "scans": sent(fifty)})
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert minutes(cast).state == "submitted"
