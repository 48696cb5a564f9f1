"""Who may hand out, switch off and unlock whose login: the conference's power over accounts, and where it ends.

Whoever issues a one-time link can take the account over. So a conference acts on an account alone only while the
account is its own: one that is known to another conference too is touched only by somebody who keeps the accounts of
every one of them. The way out that takes nothing from anybody: part the person from that account (``part_account``) and
open a new one for him here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from axes.utils import reset as reset_failures
from django.conf import settings
from django.core.signing import BadSignature, Signer

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.roster import policy
from lianxi.roster.accounts import issue_link, note_sign_in, open_account
from lianxi.roster.models import Account, Person, Tenure
from lianxi.roster.queries import Access
from lianxi.roster.roles import ADMINISTRATORS

ELSEWHERE = (
    "此账号还用于其他联席会议，本会议不能单独为其发登录链接或停用。请本人登录后在“我的”中修改密码；"
    "忘记密码的，请先在这里“解除账号”，再为其开通本会议的新账号。"
)
OWN = "本人的账号请在“我的”中修改密码，或由办公室另一名人员办理。"
ADMINISTRATORS_APART = "系统管理员不能办理其他管理员的账号（三员分立）。请由联席会议办公室办理。"
_invitations = Signer(salt="lianxi.roster.keys.invite")


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps accounts, acting in a seat of a conference; ``name``: his login name, as the stream shows it."""

    access: Access
    name: str
    at: datetime
    today: date
    address: str

    @property
    def conference(self) -> int:
        return self.access.head.id


def open_for(keeper: Keeper, *, person: int, username: str) -> int:
    """A new login for a person of this conference. Raises ``Invalid`` or ``RuleBroken``."""
    roles = _roles_here(keeper, person)
    _check_administrators_apart(keeper, roles)
    account = open_account(conference=keeper.conference, person=person, username=username)
    _note(keeper, "opened", account)
    return account


def hand_out_link(keeper: Keeper, *, person: int, serial: int) -> str:
    """The path of a new one-time link (72 hours, single use, the newest only). ``serial``: how many there had been.

    It stands in the sign-in stream, with who issued it; the person himself sees it too.
    """
    account = _own_account(keeper, person)
    if account.link_serial != serial:
        raise Stale("其间已为此账号发过新链接，旧链接已失效。仍要重发的，请再按一次。")
    return issue_link(account.pk, at=keeper.at, by=keeper.name, address=keeper.address)


def switch_login(keeper: Keeper, *, person: int, on: bool) -> bool:
    """Switch a login on or off; its sessions end with their next request."""
    account = _own_account(keeper, person)
    if account.is_active != on:
        Account.objects.filter(pk=account.pk).update(is_active=on)
        _note(keeper, "switched_on" if on else "switched_off", account.pk)
    return True


def part_account(keeper: Keeper, *, person: int) -> bool:
    """The account opens this conference no more; it stays what it is elsewhere. A new one may be opened here."""
    account = _account(keeper, person)
    if account.pk == keeper.access.actor.account:
        raise RuleBroken(OWN)
    _check_administrators_apart(keeper, _roles_here(keeper, person))
    Person.objects.filter(conference_id=keeper.conference, number=person, account=account).update(account=None)
    _note(keeper, "parted", account.pk)
    return True


def unlock(keeper: Keeper, *, person: int) -> bool:
    """Lift the lock of a person's account after failed guesses; it gives nobody a password."""
    account = _account(keeper, person)
    reset_failures(username=account.username)
    _note(keeper, "unlocked", account.pk)
    return True


def _account(keeper: Keeper, person: int) -> Account:
    account = Account.objects.filter(people__conference_id=keeper.conference, people__number=person).first()
    if account is None:
        raise Invalid("此人还没有账号。请先开通账号。", "person")
    return account


def _own_account(keeper: Keeper, person: int) -> Account:
    account = _account(keeper, person)
    if account.pk == keeper.access.actor.account:
        raise RuleBroken(OWN)
    _check_administrators_apart(keeper, _roles_here(keeper, person))
    known_to = Person.objects.filter(account=account).exclude(conference_id=keeper.conference)
    if set(known_to.values_list("conference_id", flat=True)) - _kept_by(keeper):
        raise RuleBroken(ELSEWHERE)
    return account


def _kept_by(keeper: Keeper) -> set[int]:
    """The conferences whose accounts this person keeps today."""
    rows = Tenure.objects.filter(
        person__account_id=keeper.access.actor.account, since__lte=keeper.today, seat__closed_on=None
    ).exclude(until__lt=keeper.today)
    seats = rows.values_list("conference_id", "seat__role")
    return {conference for conference, role in seats if policy.may(role, "account.manage")}


def _roles_here(keeper: Keeper, person: int) -> set[str]:
    rows = Tenure.objects.filter(conference_id=keeper.conference, person__number=person, until=None)
    return set(rows.filter(seat__closed_on=None).values_list("seat__role", flat=True))


def _check_administrators_apart(keeper: Keeper, roles: set[str]) -> None:
    if keeper.access.actor.role in ADMINISTRATORS and roles & ADMINISTRATORS:
        raise RuleBroken(ADMINISTRATORS_APART)


def _note(keeper: Keeper, kind: str, account: int) -> None:
    username = Account.objects.values_list("username", flat=True).get(pk=account)
    note_sign_in(kind, username=username, address=keeper.address, at=keeper.at, by=keeper.name)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who has a login already is asked into this conference; he accepts it himself, logged in."""

    conference: int
    slug: str
    conference_name: str
    person: int
    name: str
    posts: str
    by: str


def invite(keeper: Keeper, *, person: int) -> str:
    """The path of an invitation for a person without an account here (72 hours; dead once he has one)."""
    row = Person.objects.filter(conference_id=keeper.conference, number=person).first()
    if row is None:
        raise Invalid("没有这个人员。", "person")
    if row.account_id is not None:
        raise RuleBroken("此人已有账号。")
    _check_administrators_apart(keeper, _roles_here(keeper, person))
    given = {"conference": keeper.conference, "person": person, "by": keeper.name, "at": int(keeper.at.timestamp())}
    return f"/join/{_invitations.sign_object(given)}"


def invitation(token: str, at: datetime) -> Invitation | None:
    """What an invitation says; None when it is forged, older than 72 hours, or the person has an account or no seat."""
    try:
        given = _invitations.unsign_object(token)
    except BadSignature:
        return None
    if at.timestamp() - given["at"] > settings.PASSWORD_RESET_TIMEOUT:
        return None
    held = Tenure.objects.filter(
        conference_id=given["conference"], person__number=given["person"], person__account=None, until=None
    )
    rows = list(held.filter(seat__closed_on=None).select_related("conference", "person", "seat"))
    if not rows:
        return None
    head, person = rows[0].conference, rows[0].person
    posts = "、".join(row.seat.post for row in rows)
    return Invitation(head.pk, head.slug, head.name, person.number, person.name, posts, given["by"])


def accept(account: int, asked: Invitation, *, at: datetime, address: str) -> None:
    """The account opens the conference from now on. Raises ``RuleBroken``: not his, or known there."""
    row = Account.objects.get(pk=account)
    if row.name != asked.name:
        raise RuleBroken(f"邀请的是{asked.name}，现在登录的账号属于{row.name}。请由本人登录后接受。")
    if Person.objects.filter(conference_id=asked.conference, account=row).exists():
        raise RuleBroken("您的账号在这个联席会议已有席位。请联系联席会议办公室核对。")
    free = Person.objects.filter(conference_id=asked.conference, number=asked.person, account=None)
    if not free.update(account=row):
        raise RuleBroken("此人已有账号。")
    note_sign_in("joined", username=row.username, address=address, at=at, by=asked.by)
