"""Logging in, guessing, one-time links, own devices, idle sessions, seats, and the form that came too late."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lianxi.journal import queries as journal
from lianxi.roster import accounts, actions, queries
from lianxi.roster.models import Account, Device
from lianxi.web import clock, kept
from lianxi.web.accounts import ADDRESS_LOCKED, DEVICE_COOKIE, LOCKED, WRONG, device_name
from lianxi.web.pages import landing
from tests.cast import PASSWORD, Cast, found, make_login
from tests.cast import RULES as TEXT
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db


class Watch:
    """The clock of the product, moved by hand."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch(clock.now())
    monkeypatch.setattr(clock, "now", made)
    return made


def enter(
    client: Client, username: str, password: str = PASSWORD, *, address: str = "10.1.1.1", next: str = "", **more
):
    where = f"/login?next={next}" if next else "/login"
    return client.post(where, {"username": username, "password": password, **more}, REMOTE_ADDR=address)


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


# ── the form that came too late ─────────────────────────────────────────────────────────────────────────────────────

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


# ── forgery, and the deployment ─────────────────────────────────────────────────────────────────────────────────────


def strict(cast: Cast, username: str = "clerk") -> Client:
    """A browser whose forms are checked for forgery, logged in through the login page."""
    client = Client(enforce_csrf_checks=True)
    client.get("/login")
    token = client.cookies["csrftoken"].value
    client.post("/login", {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token})
    return client


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
