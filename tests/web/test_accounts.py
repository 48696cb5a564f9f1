"""Logging in, guessing, one-time links, own devices, idle sessions, seats, and the form that came too late."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lianxi.roster import accounts, actions, queries
from lianxi.roster.models import Account, Device
from lianxi.web import clock, kept
from lianxi.web.accounts import ADDRESS_LOCKED, DEVICE_COOKIE, LOCKED, WRONG, device_name
from lianxi.web.pages import landing
from tests.cast import PASSWORD, Cast, found, make_login
from tests.cast import RULES as TEXT
from tests.conftest import ROOT
from tests.web.signing_in import Watch, enter, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return set_clock(monkeypatch)


def is_in(client: Client, cast: Cast) -> bool:
    return client.get(cast.url("roster/")).status_code == 200


def kinds(username: str) -> list[str]:
    return [event.kind for event in queries.sign_ins([username])][::-1]


# ── log-in and lock-out ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_right_password_opens_the_only_conference_and_a_capital_letter_does_not_matter(cast: Cast) -> None:
    client = Client()
    assert enter(client, "Convener").headers["Location"] == "/"
    assert client.get("/").headers["Location"] == reverse(landing("convener"), args=[cast.slug])
    assert kinds("convener")[-1] == "login"


def test_an_administrator_begins_at_the_roster_because_the_board_is_not_his(cast: Cast) -> None:
    client = Client()
    enter(client, "audit")
    assert client.get("/").headers["Location"] == cast.url("roster/")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(cast: Cast) -> None:
    pages = [enter(Client(), name, "not the password").content.decode() for name in ("convener", "nosuchname")]
    assert WRONG in pages[0]
    same = [re.sub(r'value="[^"]*"', "", page) for page in pages]
    assert same[0] == same[1]


def test_five_wrong_guesses_lock_the_account_at_that_address_for_a_quarter_of_an_hour(cast: Cast, watch: Watch) -> None:
    client = Client()
    answers = [enter(client, "convener", f"guess number {n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403, 429]
    assert LOCKED in answers[-1].content.decode()
    assert enter(client, "convener").status_code == 429, "the right password does not help while locked"
    assert enter(Client(), "convener", address="10.9.9.9").status_code == 302, "another address is free"
    assert enter(Client(), "police").status_code == 302, "another account is free"
    watch.pass_(minutes=14, seconds=59)
    assert enter(client, "convener").status_code == 429
    watch.pass_(seconds=2)
    assert enter(client, "convener").status_code == 302


def test_guesses_made_while_locked_do_not_prolong_the_lock(cast: Cast, watch: Watch) -> None:
    client = Client()
    for n in range(5):
        enter(client, "convener", f"guess number {n}")
    for n in range(10):
        watch.pass_(minutes=1)
        assert enter(client, "convener", f"more {n}").status_code == 429
    watch.pass_(minutes=5, seconds=1)
    assert enter(client, "convener").status_code == 302


def test_a_success_forgets_the_earlier_failures(cast: Cast) -> None:
    client = Client()
    for _ in range(3):
        for n in range(4):
            enter(client, "convener", f"guess {n}")
        assert enter(client, "convener").status_code == 302
        client.post("/logout")


def test_guesses_of_one_account_from_many_browsers_at_one_address_count_together(cast: Cast) -> None:
    answers = [enter(Client(HTTP_USER_AGENT=f"browser {n}"), "convener", "wrong wrong") for n in range(6)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403, 429, 429]


def test_fifty_wrong_guesses_lock_the_address_whoever_was_guessed(cast: Cast, watch: Watch) -> None:
    for n in range(50):
        assert enter(Client(), f"name{n // 4}", "spraying one password").status_code == 403
    locked = enter(Client(), "convener")
    assert locked.status_code == 429
    assert ADDRESS_LOCKED in locked.content.decode()
    assert enter(Client(), "convener", address="10.9.9.9").status_code == 302
    watch.pass_(minutes=15, seconds=1)
    assert enter(Client(), "convener").status_code == 302


def test_a_right_guess_among_too_many_made_at_the_same_time_is_not_let_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guesses that were all allowed before the first was counted: none of them gets in once five have failed."""
    from axes.handlers.proxy import AxesProxyHandler

    with monkeypatch.context() as patch:
        patch.setattr(AxesProxyHandler, "is_allowed", classmethod(lambda cls, request, credentials=None: True))
        patch.setattr(
            AxesProxyHandler,
            "is_locked",
            classmethod(lambda cls, request, credentials=None: (cls.update_request(request), False)[1]),
        )
        for n in range(7):
            enter(Client(), "convener", f"parallel {n}")
    with monkeypatch.context() as patch:
        patch.setattr(
            AxesProxyHandler,
            "is_allowed",
            classmethod(lambda cls, request, credentials=None: (cls.update_request(request), True)[1]),
        )
        client = Client()
        assert enter(client, "convener").status_code == 429
    assert not is_in(client, cast)


def test_the_office_lifts_a_lock_and_the_stream_says_who(cast: Cast) -> None:
    for n in range(5):
        enter(Client(), "village", f"guess {n}")
    where = cast.url(f"roster/seats/{cast.village.seat}/unlock")
    assert cast.as_("clerk").post(where, {"key": "u"}).status_code == 302
    assert enter(Client(), "village").status_code == 302
    event = next(event for event in queries.sign_ins(["village"]) if event.kind == "unlocked")
    assert event.by == "clerk"


def test_a_login_that_is_switched_off_ends_at_once_and_its_link_is_dead(cast: Cast) -> None:
    police = cast.as_("police")
    link = accounts.issue_link(cast.police.account, at=clock.now(), by="clerk", address="")
    cast.as_("clerk").post(cast.url(f"roster/seats/{cast.police.seat}/switch"), {"key": "s", "on": "off"})
    assert police.get(cast.url()).headers["Location"].startswith("/login")
    assert enter(Client(), "police").status_code == 403
    assert Client().get(link).status_code == 410


def test_a_password_of_great_length_is_refused_before_it_is_hashed(cast: Cast) -> None:
    answer = enter(Client(), "convener", "x" * 300)
    assert answer.status_code == 403
    assert kinds("convener")[-1] != "failed"


def test_after_the_login_only_our_own_pages_are_gone_to(cast: Cast) -> None:
    for wanted in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert enter(Client(), "convener", next=wanted).headers["Location"] == "/"
    assert enter(Client(), "convener", next=cast.url("roster/")).headers["Location"] == cast.url("roster/")


# ── one-time links ──────────────────────────────────────────────────────────────────────────────────────────────────

NEW = "another sentence of mine"


def link_for(account: int) -> str:
    return accounts.issue_link(account, at=clock.now(), by="clerk", address="10.0.0.1")


def use(link: str, password: str = NEW, client: Client | None = None):
    return (client or Client()).post(link, {"first": password, "again": password})


def test_a_link_sets_the_password_logs_in_and_is_dead_afterwards(cast: Cast) -> None:
    link, client = link_for(cast.police.account), Client()
    assert client.get(link).status_code == 200
    assert use(link, client=client).headers["Location"] == "/"
    assert is_in(client, cast)
    assert Client().get(link).status_code == 410
    assert use(link, "a third sentence here").status_code == 410
    assert enter(Client(), "police").status_code == 403, "the old password is gone"
    assert enter(Client(), "police", NEW).status_code == 302


def test_only_the_newest_link_of_an_account_works(cast: Cast) -> None:
    first, second = link_for(cast.police.account), link_for(cast.police.account)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_a_link_is_good_for_72_hours(cast: Cast, watch: Watch) -> None:
    link = link_for(cast.police.account)
    watch.pass_(hours=72)
    assert Client().get(link).status_code == 200
    watch.pass_(seconds=1)
    assert Client().get(link).status_code == 410


def test_a_forged_or_broken_link_is_dead_without_a_traceback(cast: Cast) -> None:
    good = link_for(cast.police.account)
    _, _, uid, token = good.split("/")
    other = accounts.issue_link(cast.village.account, at=clock.now(), by="", address="").split("/")[2]
    for bad in (
        f"/link/{other}/{token}",
        f"/link/{uid}/{token[:-1]}x",
        f"/link/{uid}/x",
        "/link/%21%21/x",
        "/link/AA/-",
    ):
        assert Client().get(bad).status_code == 410, bad


def test_a_weak_password_is_refused_beside_its_field_and_the_link_lives_on(cast: Cast) -> None:
    link = link_for(cast.police.account)
    for weak in ("short", "123456789012345", "passwordpassword" * 20):
        assert use(link, weak).status_code == 422
    assert Client().post(link, {"first": NEW, "again": "not the same words"}).status_code == 422
    assert Client().get(link).status_code == 200


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    old = cast.as_("police")
    use(link_for(cast.police.account))
    assert old.get(cast.url()).headers["Location"].startswith("/login")


def test_the_link_of_an_account_dies_when_another_conference_comes_to_know_it(cast: Cast) -> None:
    """A link issued by one conference, kept in a drawer, never opens a conference that the person joins later."""
    clerk = Account.objects.get(pk=cast.clerk.account)
    link = link_for(clerk.pk)
    found(TEXT.replace("柳塘", "枫林"), "fenglin", clerk.pk)
    assert Client().get(link).status_code == 410


def test_the_own_page_shows_who_issued_a_link(cast: Cast) -> None:
    link_for(cast.convener.account)
    page = cast.as_("convener").get("/me").content.decode()
    assert "签发登录链接" in page
    assert "clerk 办理" in page


# ── devices and idle sessions ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("username", "own", "allowed"),
    [
        ("convener", False, timedelta(hours=2)),
        ("convener", True, timedelta(hours=12)),
        ("security", False, timedelta(minutes=15)),
        ("security", True, timedelta(minutes=15)),
    ],
)
def test_a_session_idles_out_after_the_time_of_its_device_and_its_work(
    cast: Cast, watch: Watch, username: str, own: bool, allowed: timedelta
) -> None:
    client = Client()
    enter(client, username, **({"own_device": "on"} if own else {}))
    watch.at += allowed
    assert is_in(client, cast)
    watch.at += allowed + timedelta(seconds=1)
    answer = client.get(cast.url("roster/"))
    assert answer.status_code == 302
    assert "idle=1" in answer.headers["Location"]
    assert "久未操作" in client.get(answer.headers["Location"]).content.decode()


def test_somebody_at_work_is_not_logged_out(cast: Cast, watch: Watch) -> None:
    client = Client()
    enter(client, "convener")
    for _ in range(20):
        watch.pass_(hours=1, minutes=50)
        assert is_in(client, cast)


def test_an_own_device_is_remembered_for_ninety_days_and_known_at_the_next_login(cast: Cast, watch: Watch) -> None:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0")
    enter(client, "convener", own_device="on")
    assert "安卓设备 · 微信" in client.get("/me").content.decode()
    client.post("/logout")
    enter(client, "convener")
    watch.pass_(hours=11)
    assert is_in(client, cast)
    assert Device.objects.count() == 1
    watch.pass_(days=90)
    enter(client, "convener")
    watch.pass_(hours=3)
    assert not is_in(client, cast)


def test_the_device_of_one_person_is_not_the_device_of_another(cast: Cast, watch: Watch) -> None:
    client = Client()
    enter(client, "convener", own_device="on")
    client.post("/logout")
    enter(client, "police")
    watch.pass_(hours=3)
    assert not is_in(client, cast)


def test_forgetting_the_devices_ends_the_session_on_the_lost_phone_and_keeps_this_one(cast: Cast) -> None:
    phone, desk, somebody = Client(), Client(), cast.as_("police")
    enter(phone, "convener", own_device="on")
    enter(desk, "convener")
    assert desk.post("/me/devices/forget").status_code == 302
    assert not is_in(phone, cast)
    assert is_in(desk, cast)
    assert is_in(somebody, cast)
    phone.post("/login", {"username": "convener", "password": PASSWORD})
    assert phone.session["idle"] == settings.SESSION_IDLE_SHARED


def test_a_forged_device_cookie_is_worth_nothing(cast: Cast) -> None:
    client = Client()
    client.cookies[DEVICE_COOKIE] = "forged:forged:forged"
    enter(client, "convener")
    assert client.session["idle"] == settings.SESSION_IDLE_SHARED


def test_who_takes_an_administrators_seat_idles_out_as_one_wherever_he_logged_in(cast: Cast, watch: Watch) -> None:
    client = Client()
    enter(client, "newcomer-none", "x")
    account = make_login("lateadmin", "晚来的人")
    client = Client()
    enter(client, "lateadmin")
    done = actions.grant_seat(
        cast.clerk.call(), role="office_staff", post="", unit=None, name="晚来的人", since=clock.today()
    )
    holder = queries.seat(cast.conference, done.number)
    assert holder is not None
    assert holder.holder is not None
    from lianxi.roster.models import Person, Seat

    Person.objects.filter(conference_id=cast.conference, number=holder.holder.person).update(account_id=account)
    Seat.objects.filter(conference_id=cast.conference, number=done.number).update(role="admin_audit")
    assert is_in(client, cast)
    watch.pass_(minutes=16)
    assert not is_in(client, cast)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36 Edg/120", "Windows 电脑 · Edge"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604.1", "苹果手机 · Safari"),
        ("", "设备 · 浏览器"),
    ],
)
def test_a_device_is_named_in_words(agent: str, words: str) -> None:
    assert device_name(agent) == words


def test_who_holds_two_seats_acts_in_the_office_first_and_may_change(cast: Cast) -> None:
    client = cast.as_("director")
    assert client.get(cast.url("roster/grant")).status_code == 200
    seats = {
        seat.role: seat.number
        for seat in queries.seats(cast.conference)
        if seat.holder and seat.holder.name == "汪建中"
    }
    assert client.post(cast.url(f"seat/{seats['unit_head']}")).status_code == 302
    assert client.get(cast.url("roster/grant")).status_code == 403
    client.post(cast.url(f"seat/{seats['director']}"))
    assert client.get(cast.url("roster/grant")).status_code == 200
    assert client.post(cast.url(f"seat/{cast.convener.seat}")).status_code == 404, "never somebody else's seat"


# ── the deployment ─────────────────────────────────────────────────────────────────────────────────────


def test_the_cookies_are_out_of_reach_of_scripts(cast: Cast) -> None:
    client = Client()
    enter(client, "clerk", own_device="on")
    assert {settings.SESSION_COOKIE_NAME, DEVICE_COOKIE, kept.LAST_COOKIE} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


def check_deploy(tmp_path: Path, base_url: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "lianxi.conf.settings",
        "LIANXI_DATA": str(tmp_path),
        "LIANXI_BASE_URL": base_url,
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_deployment_over_https_passes_the_check_of_django(tmp_path: Path) -> None:
    done = check_deploy(tmp_path, "https://lianxi.example.org")
    assert done.returncode == 0, done.stderr


def test_the_check_would_find_a_deployment_without_https(tmp_path: Path) -> None:
    done = check_deploy(tmp_path, "http://127.0.0.1:8000")
    assert done.returncode != 0
    assert "SESSION_COOKIE_SECURE" in done.stderr


def test_nobody_without_a_login_gets_past_the_front_door(db: None) -> None:
    for where in ("/", "/me", "/new/", reverse("home", args=["anything"])):
        assert Client().get(where).headers["Location"].startswith("/login")
