"""The office-issued one-time link by which a person sets his password: single use, 72 hours, the newest one only."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from lianxi.journal.frame import HERE
from lianxi.roster.models import Account
from lianxi.roster.moment import moment


class OneTimeLink(PasswordResetTokenGenerator):
    """Bound to the password hash (so it dies with use), the last login, the link's serial number, and the conferences
    that know the account: a link issued by one conference never opens another that came later."""

    key_salt = "lianxi.roster.links"

    def _make_hash_value(self, user: Account, timestamp: int) -> str:
        known_to = sorted(user.people.values_list("conference_id", flat=True))
        return f"{super()._make_hash_value(user, timestamp)}{user.link_serial}{user.is_active}{known_to}"

    def _now(self) -> datetime:
        return moment().astimezone(HERE).replace(tzinfo=None)


_tokens = OneTimeLink()


def link_path(account: Account) -> str:
    """The path of a fresh link for this account (its serial must have been raised before)."""
    return f"/link/{urlsafe_base64_encode(str(account.pk).encode())}/{_tokens.make_token(account)}"


def account_of_link(uid: str, token: str) -> Account | None:
    """The account a link belongs to; None when it was used, replaced, is too old or was never ours."""
    try:
        account = Account.objects.get(pk=int(urlsafe_base64_decode(uid).decode()), is_active=True)
    except (ValueError, Account.DoesNotExist):
        return None
    return account if _tokens.check_token(account, token) else None
