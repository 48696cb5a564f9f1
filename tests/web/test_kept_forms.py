"""A form that came too late: idled out, logged out elsewhere, or older than the last log-in. Nothing typed is lost,
nothing is sent by itself, and nobody sees what another typed.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from lianxi.journal import queries as journal
from lianxi.web import kept
from tests.cast import PASSWORD, Cast
from tests.web.signing_in import Watch, enter, set_clock, strict

pytestmark = pytest.mark.django_db


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return set_clock(monkeypatch)


GRANT = {"role": "liaison", "post": "片区联络员", "name": "吕新", "since": "2026-11-20", "unit": "2"}


def typed_too_late(cast: Cast, watch: Watch, values: dict[str, str], path: str = "roster/grant") -> tuple[Client, str]:
    """The clerk opens a form, goes to lunch, comes back and sends it; where he is sent to."""
    client = Client()
    enter(client, "clerk")
    page = client.get(cast.url(path)).content.decode()
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key is not None
    watch.pass_(hours=2, seconds=1)
    answer = client.post(cast.url(path), {"key": key.group(1), **values})
    assert answer.status_code == 302
    return client, answer.headers["Location"]


def test_a_form_sent_after_the_session_idled_out_comes_back_filled_in_and_is_not_sent_by_itself(
    cast: Cast, watch: Watch
) -> None:
    head = journal.head(cast.slug)
    client, login = typed_too_late(cast, watch, GRANT)
    assert "已为您保留" in client.get(login).content.decode()
    back = client.post(login, {"username": "clerk", "password": PASSWORD}).headers["Location"]
    assert back == cast.url("roster/grant")
    page = client.get(back).content.decode()
    assert "还没有提交" in page
    for shown in (
        'value="片区联络员"',
        'value="吕新"',
        'value="2026-11-20"',
        'value="liaison" selected',
        'value="2" selected',
    ):
        assert shown in page, shown
    assert journal.head(cast.slug) == head, "nothing was sent by itself"
    assert "还没有提交" in client.get(back).content.decode(), "it may be looked at twice"
    done = client.post(back, {"key": "k", **GRANT})
    assert done.status_code == 302
    after = journal.head(cast.slug)
    assert head is not None
    assert after is not None
    assert after.number == head.number + 1
    assert "还没有提交" not in client.get(back).content.decode(), "once sent it is gone"


def test_what_one_person_typed_is_not_shown_to_the_next_who_logs_in(cast: Cast, watch: Watch) -> None:
    client, login = typed_too_late(cast, watch, GRANT)
    enter(client, "director", next=cast.url("roster/grant"))
    assert "吕新" not in client.get(cast.url("roster/grant")).content.decode()
    client.post("/logout")
    enter(client, "clerk")
    assert "吕新" not in client.get(cast.url("roster/grant")).content.decode(), "and it is thrown away"
    assert login


def test_a_kept_form_is_of_its_own_page_and_can_be_thrown_away(cast: Cast, watch: Watch) -> None:
    client, login = typed_too_late(cast, watch, GRANT)
    client.post(login, {"username": "clerk", "password": PASSWORD})
    other = client.get(cast.url(f"roster/seats/{cast.police.seat}/holder")).content.decode()
    assert "还没有提交" not in other
    assert "吕新" not in other
    assert client.post("/me/kept/forget").headers["Location"] == cast.url("roster/grant")
    assert "吕新" not in client.get(cast.url("roster/grant")).content.decode()


def test_a_kept_form_is_gone_after_two_hours(cast: Cast, watch: Watch) -> None:
    client, login = typed_too_late(cast, watch, GRANT)
    watch.pass_(hours=2, seconds=1)
    client.post(login, {"username": "clerk", "password": PASSWORD})
    assert "吕新" not in client.get(cast.url("roster/grant")).content.decode()


def test_a_very_long_form_no_password_and_no_stranger_are_kept(cast: Cast, watch: Watch) -> None:
    client, login = typed_too_late(cast, watch, {**GRANT, "post": "长" * kept.LIMIT})
    assert "kept=1" not in login
    client, login = typed_too_late(cast, watch, {**GRANT, "new_password": "do not keep me"})
    assert "do not keep me" not in str(dict(client.session.items()))
    stranger = Client()
    answer = stranger.post(cast.url("roster/grant"), GRANT)
    assert "kept=1" not in answer.headers["Location"]
    assert not stranger.session.items()


def test_a_form_sent_after_logging_out_in_another_tab_comes_back_too(cast: Cast) -> None:
    client = Client()
    enter(client, "clerk")
    client.post("/logout")
    login = client.post(cast.url("roster/grant"), {"key": "k", **GRANT}).headers["Location"]
    assert "kept=1" in login
    back = client.post(login, {"username": "clerk", "password": PASSWORD}).headers["Location"]
    assert "吕新" in client.get(back).content.decode()


def test_a_kept_record_says_that_its_files_must_be_chosen_again(cast: Cast, watch: Watch) -> None:
    from io import BytesIO

    from tests.web.scenes import work_duty

    path = f"records/new?duty={work_duty(cast)}"
    client = Client()
    enter(client, "clerk")
    watch.pass_(hours=3)
    scan = BytesIO(b"%PDF-1.4")
    scan.name = "签到表.pdf"
    values = {
        "key": "k",
        "part": "done",
        "title": "十一月例会",
        "happened_on": "2026-11-20",
        "note": "<b>很长</b>的备注",
    }
    login = client.post(cast.url(path), {**values, "files": scan}).headers["Location"]
    back = client.post(login, {"username": "clerk", "password": PASSWORD}).headers["Location"]
    page = client.get(back).content.decode()
    assert 'value="十一月例会"' in page
    assert "&lt;b&gt;很长&lt;/b&gt;的备注" in page
    assert "附件没有保留" in page


def test_after_a_button_pressed_too_late_the_page_it_stood_on_is_shown(cast: Cast, watch: Watch) -> None:
    client = Client()
    enter(client, "clerk")
    watch.pass_(hours=3)
    page = cast.url("roster/")
    answer = client.post(cast.url(f"seat/{cast.clerk.seat}"), headers={"Referer": f"http://testserver{page}"})
    back = client.post(answer.headers["Location"], {"username": "clerk", "password": PASSWORD})
    assert back.headers["Location"] == page


def test_a_form_from_elsewhere_writes_nothing_and_leaves_nothing(cast: Cast) -> None:
    client, head = strict(cast), journal.head(cast.slug)
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        client.cookies.pop(kept.LAST_COOKIE, None) if not headers else None
        answer = client.post(cast.url("roster/grant"), {"key": "k", **GRANT}, headers=headers)
        assert answer.status_code == 403, headers
        assert journal.head(cast.slug) == head
        assert "吕新" not in client.get(cast.url("roster/grant")).content.decode()


def test_a_form_older_than_the_last_login_comes_back_filled_in(cast: Cast) -> None:
    """Two tabs: logged in again in one, sent from the other with the token of before."""
    client = strict(cast)
    client.get(cast.url("roster/grant"))
    old = client.cookies["csrftoken"].value
    client.post("/logout", {"csrfmiddlewaretoken": old})
    client.post("/login", {"username": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": old})
    head = journal.head(cast.slug)
    answer = client.post(
        cast.url("roster/grant"),
        {"key": "k", **GRANT, "csrfmiddlewaretoken": old},
        headers={"Origin": "http://testserver", "Referer": f"http://testserver{cast.url('roster/grant')}"},
    )
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "还没有提交" in page
    assert 'value="吕新"' in page
    assert journal.head(cast.slug) == head


def test_a_kept_form_lies_in_the_session_sealed(cast: Cast, watch: Watch) -> None:
    client, _ = typed_too_late(cast, watch, GRANT)
    stored = str(dict(client.session))
    assert kept.SESSION_KEY in stored
    assert [value for value in ("片区联络员", "吕新", "2026-11-20") if value in stored] == []
