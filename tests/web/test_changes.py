"""成员变更 through its pages: the unit's letter, the office's steps, one tap of the convener; query counts."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.web import clock
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY: date = clock.today()
KEYS = count()


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    """The address that the form leads to."""
    answer = client.post(cast.url(path), {"key": f"change-{next(KEYS)}", **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def announced(cast: Cast) -> str:
    given = {"seat": cast.village.seat, "name": "温同舟", "since": TODAY.isoformat(), "document": "柳党任〔2026〕6号"}
    return post(cast.as_("village"), cast, "roster/changes/new", **given)


def read(client: Client, cast: Cast, path: str) -> str:
    answer = client.get(cast.url(path))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_letter_goes_from_the_unit_over_the_office_to_the_convener_and_off_the_board(cast: Cast) -> None:
    clerk, convener = cast.as_("clerk"), cast.as_("convener")
    page = announced(cast)
    assert "成员变更函：柳塘村党总支书记" in read(clerk, cast, "inbox/")
    post(clerk, cast, page, step="register", version=1, since=TODAY.isoformat())
    assert "成员变更备案：柳塘村党总支书记 11月23日" in read(clerk, cast, "inbox/")
    post(clerk, cast, page, step="file", version=2, filed_on=TODAY.isoformat(), serial=1, reported="on")
    assert "成员变更备案：" not in read(clerk, cast, "inbox/")
    assert "成员变更：柳塘村党总支书记" in read(convener, cast, "inbox/")
    post(convener, cast, page, step="acknowledge", version=3)
    assert "已办结" in read(convener, cast, page)
    assert "成员变更：柳塘村" not in read(convener, cast, "inbox/")


def test_the_board_s_button_leads_to_the_change(cast: Cast) -> None:
    clerk, page = cast.as_("clerk"), announced(cast)
    post(clerk, cast, page, step="register", version=1, since=TODAY.isoformat())
    shown = clerk.get(cast.url("owed"), {"duty": "6:change.filed:seat", "subject": "change:1"})
    assert shown.headers["Location"] == cast.url(page)


def test_the_letter_is_a_word_file_for_the_unit_and_absent_for_another_unit(cast: Cast) -> None:
    page = announced(cast)
    answer = cast.as_("village").get(cast.url(f"{page}letter.docx"))
    assert answer.content[:2] == b"PK"
    assert cast.as_("police").get(cast.url(page)).status_code == 404


def test_a_refusal_keeps_what_was_typed_and_the_same_post_twice_is_one_letter(cast: Cast) -> None:
    client, path = cast.as_("village"), cast.url("roster/changes/new")
    given = {"key": "once", "seat": cast.village.seat, "name": "温同舟", "since": "2020-01-01"}
    refused = client.post(path, given)
    assert refused.status_code == 422
    assert "温同舟" in refused.content.decode()
    good = {**given, "since": TODAY.isoformat()}
    assert client.post(path, good).headers["Location"] == client.post(path, good).headers["Location"]


@pytest.mark.parametrize(("path", "most"), [("roster/changes/", 8), ("roster/changes/1/", 12)])
def test_the_pages_stay_within_their_queries(cast: Cast, path: str, most: int) -> None:
    clerk, page = cast.as_("clerk"), announced(cast)
    assert page == "roster/changes/1/"
    clerk.get(cast.url(path))
    with CaptureQueriesContext(connection) as seen:
        assert clerk.get(cast.url(path)).status_code == 200
    assert len(seen) <= most, len(seen)
