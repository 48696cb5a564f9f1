"""Logging in and out, the one-time link, the person's own page and seats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lianxi.inbox import announce
from lianxi.roster import accounts, keys
from lianxi.roster import queries as roster
from lianxi.roster.links import account_of_link
from lianxi.roster.roles import ADMINISTRATORS
from lianxi.web import clock, kept
from lianxi.web.addresses import client_address
from lianxi.web.context import navigation
from lianxi.web.forms import ActionForm
from lianxi.web.pages import landing, seat_key

DEVICE_COOKIE = "lianxi_device"
#: (login name, who it is, password) shown on the login page, in demo mode only
_offered: list[tuple[str, str, str]] = []


def offer_logins(logins: Iterable[tuple[str, str, str]]) -> None:
    """Called by the demo at start-up."""
    _offered[:] = logins


WRONG = "登录名或密码不对。连续输错 5 次将暂停登录 15 分钟；忘记密码请联系联席会议办公室重发登录链接。"
LOCKED = "输错次数过多，已暂停登录 15 分钟。急需登录请联系联席会议办公室解锁。"
ADDRESS_LOCKED = "本网络地址输错次数过多，已暂停登录。请 15 分钟后再试，或换用其他网络。"
#: characters of a password at most; hashing has its price
MOST = 256


class LoginForm(forms.Form):
    username = forms.CharField(
        label="登录名",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="密码", max_length=MOST, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    own_device = forms.BooleanField(label="这是我本人的设备（12 小时内不用重新登录）", required=False)
    template_name = "parts/form.html"


class PasswordForm(forms.Form):
    first = forms.CharField(
        label="新密码",
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少 12 个字符，可用一句好记的话。",
    )
    again = forms.CharField(
        label="再输一次", max_length=MOST, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    template_name = "parts/form.html"

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("first") != data.get("again"):
            self.add_error("again", "两次输入的密码不一致。")
        elif data.get("first"):
            try:
                validate_password(data["first"], self.account)
            except forms.ValidationError as error:
                self.add_error("first", error)
        return data


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"].strip().lower()
        account = authenticate(request, username=name, password=form.cleaned_data["password"])
        if account is not None and AxesProxyHandler.is_locked(request, {"username": name}):
            return locked_out(request)  # right, but only after too many guesses made at the same time
        if account is not None:
            return _enter(request, account, form.cleaned_data["own_device"])
        form.add_error(None, WRONG)  # where it locks, the middleware of django-axes answers with ``locked_out``
    return _login_page(request, form, status=403 if form.is_bound else 200)


def _login_page(request: HttpRequest, form: LoginForm, status: int) -> HttpResponse:
    demo = _offered if settings.DEMO else []
    values = {"form": form, "demo": demo, "idle": "idle" in request.GET, "kept": "kept" in request.GET}
    return render(request, "accounts/login.html", values, status=status)


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer while an account-and-address pair, or an address, is locked (429)."""
    form = LoginForm(request.POST)
    form.is_valid()
    form.add_error(None, ADDRESS_LOCKED if getattr(request, "address_locked", False) else LOCKED)
    return _login_page(request, form, status=429)


def _begin(request: HttpRequest, account: Any, *, own_device: bool) -> None:
    """Log in, and set how long this session may idle."""
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    kept.claim(request, account.pk)
    roles = roster.roles_held(account.pk, clock.today())
    idle = settings.SESSION_IDLE_OWN if own_device else settings.SESSION_IDLE_SHARED
    request.session["idle"] = settings.SESSION_IDLE_ADMINISTRATOR if roles & ADMINISTRATORS else idle
    request.session["seen"] = int(clock.now().timestamp())
    request.session.pop("rested", None)
    request.session.set_expiry(settings.DEVICE_COOKIE_AGE if own_device else 0)
    accounts.note_sign_in("login", username=account.username, address=client_address(request), at=clock.now())


def _enter(request: HttpRequest, account: Any, own_device: bool) -> HttpResponse:
    token = request.get_signed_cookie(DEVICE_COOKIE, default="", max_age=settings.DEVICE_COOKIE_AGE) or ""
    known = bool(token) and accounts.is_own_device(account.pk, token, clock.now())
    _begin(request, account, own_device=known or own_device)
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if safe else "/")
    kept.remember_login(response, account.pk)
    if own_device and not known:
        token = accounts.enrol_device(account.pk, device_name(request.headers.get("User-Agent", "")), clock.now())
        response.set_signed_cookie(
            DEVICE_COOKIE,
            token,
            max_age=settings.DEVICE_COOKIE_AGE,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


#: what a browser says of itself → the words people use for it; the first that fits
SYSTEMS = (("iPhone", "苹果手机"), ("iPad", "苹果平板"), ("HarmonyOS", "华为设备"), ("Android", "安卓设备"),
           ("Windows", "Windows 电脑"), ("Mac OS", "苹果电脑"), ("Linux", "Linux 电脑"))  # fmt: skip
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(agent: str) -> str:
    """A browser's own description in words: 安卓设备 · 微信."""
    system = next((words for mark, words in SYSTEMS if mark in agent), "设备")
    browser = next((words for mark, words in BROWSERS if mark in agent), "浏览器")
    return f"{system} · {browser}"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    accounts.note_sign_in(
        "logout", username=request.user.get_username(), address=client_address(request), at=clock.now()
    )
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL)


@login_not_required
def one_time_link(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    account = account_of_link(uid, token)
    if account is None:
        return render(request, "accounts/link_dead.html", status=410)
    form = PasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        accounts.set_password(account.pk, form.cleaned_data["first"], at=clock.now(), address=client_address(request))
        account.refresh_from_db()
        _begin(request, account, own_device=False)
        entered = HttpResponseRedirect("/")
        kept.remember_login(entered, account.pk)
        return entered
    return render(
        request, "accounts/link.html", {"form": form, "account": account}, status=422 if form.is_bound else 200
    )


def start(request: HttpRequest) -> HttpResponse:
    """``/``: into the only conference, or the choice of several, or the founding wizard."""
    homes = _homes(request)
    if len(homes) == 1:
        return HttpResponseRedirect(homes[0][1])
    may_found = bool(getattr(request.user, "may_found", False))
    if not homes and may_found:
        return HttpResponseRedirect(reverse("founding"))
    return render(request, "accounts/choose.html", {"homes": homes, "may_found": may_found})


def _homes(request: HttpRequest) -> list[tuple[roster.Home, str]]:
    """The person's conferences, each with the address where his work begins."""
    assert request.user.pk is not None
    found = roster.homes(request.user.pk, clock.today())
    return [(home, reverse(landing(home.role), args=[home.slug])) for home in found]


def join(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation into another conference, accepted by the person himself with the login that he has."""
    account: Any = request.user
    asked = keys.invitation(token, clock.now())
    if asked is None:
        return render(request, "accounts/link_dead.html", status=410)
    if request.method == "POST":
        keys.accept(account.pk, asked, at=clock.now(), address=client_address(request))
        return HttpResponseRedirect("/")
    return render(request, "accounts/join.html", {"asked": asked, "account": account})


def me(request: HttpRequest) -> HttpResponse:
    """The person's own page: seats, password, devices, and what happened with his login."""
    account: Any = request.user
    form = PasswordForm(request.POST or None, account=account)
    form.fields["current"] = forms.CharField(
        label="现用密码", max_length=MOST, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    form.order_fields(["current", "first", "again"])
    if request.method == "POST" and form.is_valid():
        if account.check_password(form.cleaned_data["current"]):
            accounts.set_password(
                account.pk, form.cleaned_data["first"], at=clock.now(), address=client_address(request)
            )
            account.refresh_from_db()
            update_session_auth_hash(request, account)
            return HttpResponseRedirect(f"{reverse('me')}?done=1")
        form.add_error("current", "现用密码不对。")
    slug = request.GET.get("in", "")
    access = roster.access(account.pk, slug, request.session.get(seat_key(slug)), clock.today()) if slug else None
    return render(
        request,
        "accounts/me.html",
        {
            "account": account,
            "form": form,
            "access": access,
            "homes": _homes(request),
            "links": [(reverse(name, args=[slug]), words) for name, words in navigation(access.actor.role)]
            if access
            else [],
            "may_found": account.may_found,
            "done": "done" in request.GET,
            "devices": accounts.own_devices(account.pk, clock.now()),
            "events": roster.sign_ins([account.username], limit=10),
            "mailed": request.GET.get("mail", ""),
            "mail": MailForm(initial={"address": announce.mail_address(account.pk)}) if settings.MAIL_SENDER else None,
        },
        status=422 if form.is_bound else 200,
    )


class MailForm(ActionForm):
    address = forms.EmailField(
        label="邮箱地址",
        max_length=120,
        required=False,
        help_text="只发待办的件数和链接，不发内容。清空即不再发送。",
        error_messages={"invalid": "请填写完整的邮箱地址，例如 name@example.gov.cn。"},
    )


def mail(request: HttpRequest) -> HttpResponse:
    """Where the person is told by mail how much waits for him."""
    account: Any = request.user
    form = MailForm(request.POST or None, initial={"address": announce.mail_address(account.pk)})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        announce.set_mail_address(account.pk, address)
        return HttpResponseRedirect(f"{reverse('me')}?mail={'on' if address else 'off'}#mail")
    return render(request, "accounts/mail.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def forget_devices(request: HttpRequest) -> HttpResponse:
    assert request.user.pk is not None
    accounts.revoke_devices(request.user.pk, clock.now(), keep=request.session.session_key)
    return HttpResponseRedirect(reverse("me"))


@require_POST
def take_seat(request: HttpRequest, slug: str, seat: int) -> HttpResponse:
    """Act in another of one's seats from now on."""
    assert request.user.pk is not None
    access = roster.access(request.user.pk, slug, seat, clock.today())
    if access is None or access.actor.seat != seat:
        raise Http404
    request.session[seat_key(slug)] = seat
    return HttpResponseRedirect(reverse(landing(access.actor.role), args=[slug]))


@require_POST
def forget_kept(request: HttpRequest) -> HttpResponse:
    """Throw away the form that was kept over a log-in."""
    path = kept.forget(request) or "/"
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(path if safe else "/")
