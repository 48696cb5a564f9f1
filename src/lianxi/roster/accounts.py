"""Accounts, devices, the sign-in stream: the deployment's own writes, outside any conference's journal."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import F
from pypinyin import Style, lazy_pinyin

from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.roster.links import link_path
from lianxi.roster.models import Account, Device, Person, SignInEvent

USERNAME = re.compile(r"[A-Za-z0-9_.@-]{3,40}")
FIRST_ACCOUNT = "office"


def note_sign_in(kind: str, *, username: str, address: str, at: datetime, by: str = "") -> None:
    """One line in the deployment's stream; ``kind`` is one of ``queries.SIGN_IN_KINDS``, ``by`` a login name."""
    SignInEvent.objects.create(at=at, kind=kind, username=username[:150], address=address[:45], by=by[:40])


def make_account(*, username: str, name: str, may_found: bool = False) -> int:
    """A login without a usable password; it gets one through its one-time link. Raises ``Invalid``."""
    if not USERNAME.fullmatch(username):
        raise Invalid("登录名应为 3 至 40 个字母、数字或 _ . @ - 。", "username")
    account = Account(username=username.lower(), name=name.strip()[:60] or username, may_found=may_found)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise Invalid(f"登录名“{username}”已被使用。请换一个。", "username") from None
    return account.pk


def first_account() -> int | None:
    """The first office account of an empty deployment, made where there is none; None once anybody has a password."""
    accounts = list(Account.objects.all()[:2])
    if not accounts:
        return make_account(username=FIRST_ACCOUNT, name="联席会议办公室", may_found=True)
    if len(accounts) == 1 and not accounts[0].has_usable_password():
        return accounts[0].pk
    return None


def proposed_username(name: str) -> str:
    """A free login name from the pinyin of a person's name (方立平 → fangliping, then fangliping2)."""
    letters = re.sub(r"[^a-z0-9]+", "", "".join(lazy_pinyin(name, style=Style.NORMAL)).lower())[:30]
    base = letters if len(letters) >= 3 else f"user{letters}"
    taken = set(Account.objects.filter(username__startswith=base).values_list("username", flat=True))
    numbered = (f"{base}{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (base, *numbered) if candidate not in taken)


def open_account(*, conference: int, person: int, username: str) -> int:
    """Give a person of the conference a login of his own. Raises ``Invalid`` for a name in use, ``RuleBroken``."""
    row = Person.objects.filter(conference_id=conference, number=person).first()
    if row is None:
        raise Invalid("没有这个人员。", "person")
    with transaction.atomic():
        account = make_account(username=username, name=row.name)
        changed = Person.objects.filter(pk=row.pk, account=None).update(account_id=account)
        if not changed:
            raise RuleBroken("此人已有账号。")
    return account


def issue_link(account: int, *, at: datetime, by: str, address: str) -> str:
    """The path of a new one-time link (72 hours, single use); older links of the account die."""
    Account.objects.filter(pk=account).update(link_serial=F("link_serial") + 1)
    row = Account.objects.get(pk=account)
    note_sign_in("link", username=row.username, address=address, at=at, by=by)
    return link_path(row)


def enrol_device(account: int, label: str, now: datetime) -> str:
    """Remember a device as the person's own for 90 days; the returned token goes into a signed cookie."""
    token = secrets.token_urlsafe(32)
    Device.objects.create(
        account_id=account,
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        label=label[:80],
        enrolled_at=now,
        expires_at=now + timedelta(seconds=settings.DEVICE_COOKIE_AGE),
    )
    return token


def is_own_device(account: int, token: str, now: datetime) -> bool:
    return Device.objects.filter(
        account_id=account,
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        revoked_at=None,
        expires_at__gt=now,
    ).exists()


def revoke_devices(account: int, now: datetime, *, keep: str | None) -> None:
    """Forget all own devices of an account and end its sessions, but for the session ``keep`` (a phone was lost)."""
    Device.objects.filter(account_id=account, revoked_at=None).update(revoked_at=now)
    living = Session.objects.filter(expire_date__gt=now).exclude(session_key=keep)
    theirs = [row.pk for row in living.iterator(500) if row.get_decoded().get(SESSION_KEY) == str(account)]
    Session.objects.filter(pk__in=theirs).delete()


def founding_account() -> int:
    """The account that may found from the command line: the first one that may, made where there is none."""
    row = Account.objects.filter(may_found=True, is_active=True).order_by("pk").first()
    if row is not None:
        return row.pk
    made = first_account()
    if made is None:
        raise RuleBroken("没有可建立联席会议的账号。请用有此权限的账号登录后在网页上建立。")
    return made


def forget_sign_ins(*, before: datetime) -> int:
    """Drop sign-in events older than ``before``; the caller keeps at least 180 days."""
    return SignInEvent.objects.filter(at__lt=before).delete()[0]


def set_password(account: int, password: str, *, at: datetime, address: str) -> None:
    """Set a password; every one-time link and every other session of the account dies with the old one."""
    row = Account.objects.get(pk=account)
    row.set_password(password)
    row.save(update_fields=["password"])
    note_sign_in("password_set", username=row.username, address=address, at=at)


def own_devices(account: int, now: datetime) -> list[str]:
    """The labels of the devices that count as the person's own today."""
    rows = Device.objects.filter(account_id=account, revoked_at=None, expires_at__gt=now).order_by("-enrolled_at")
    return [row.label for row in rows]
