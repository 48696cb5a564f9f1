"""No name can speak HTML, wherever it is shown."""

from __future__ import annotations

import pytest

from lianxi.charter.actions import declare_key_period
from lianxi.roster import actions, queries
from lianxi.web import clock
from tests.cast import Cast
from tests.web.scenes import record_meeting

pytestmark = pytest.mark.django_db

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


def hostile_cast(cast: Cast) -> None:
    """Names of people, posts, key periods and meetings that try to be HTML."""

    call, today = cast.clerk.call(), clock.today()
    actions.change_holder(call, seat=cast.police.seat, name=HOSTILE, since=today, document=HOSTILE, version=1)
    actions.grant_seat(call, role="office_staff", post=HOSTILE, unit=None, name=f"x{HOSTILE}", since=today)
    declare_key_period(call, name=HOSTILE, start=today, end=today, basis=HOSTILE)
    record_meeting(cast, today, HOSTILE)


@pytest.mark.parametrize(
    "path",
    ["", "roster/", "roster/print", "journal/", "records/", "key-periods/", "article/3/", "roster/seats/4/", "me"],
)
def test_a_hostile_name_stays_text(cast: Cast, path: str) -> None:
    hostile_cast(cast)
    client = cast.as_("clerk")
    where = "/me?in=liutang" if path == "me" else cast.url(path)
    text = client.get(where).content.decode()
    assert "<img" not in text
    assert "onerror=alert(1)>" not in text


def test_the_hostile_name_is_there_to_be_seen(cast: Cast) -> None:
    """The test above would find nothing if the name were nowhere."""
    hostile_cast(cast)
    client = cast.as_("clerk")
    for path in ("", "roster/", "roster/print", "key-periods/"):
        assert "&lt;img src=x onerror=alert(1)&gt;" in client.get(cast.url(path)).content.decode(), path
    newest = client.get(cast.url("journal/")).content.decode()
    assert "&lt;img" in newest


def test_the_stream_escapes_what_was_typed_as_a_login_name(cast: Cast) -> None:
    from django.test import Client

    from lianxi.roster.models import SignInEvent

    Client().post("/login", {"username": "police", "password": "wrong guess"})
    SignInEvent.objects.filter(username="police").update(by="<script>", address="<b>")
    text = cast.as_("admin_audit").get(cast.url("sign-ins/")).content.decode()
    assert "<script>" not in text.replace('<script src="/static/lianxi/lianxi.js" defer></script>', "")
    assert "&lt;script&gt;" in text
    assert queries.sign_ins(["police"])
