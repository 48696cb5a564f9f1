"""Guessing passwords: django-axes counts failures per account and address; this adds the limit per address.

Every guess and every lock stands in the deployment's sign-in stream. A guess made while locked is not counted: the
quarter of an hour is a quarter of an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings

from lianxi.roster.accounts import note_sign_in
from lianxi.roster.models import SignInEvent
from lianxi.roster.moment import moment


def address_locked(address: str, now: datetime) -> bool:
    """Whether an address failed too often of late, whoever was guessed."""
    since = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    failures = SignInEvent.objects.filter(address=address, kind="failed", at__gt=since, at__lte=now)
    return failures.count() >= settings.LOCKOUT_PER_ADDRESS


class AddressAwareHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Locked when the account-and-address pair is, or when the address alone failed too often in the cool-off time."""

    def is_locked(self, request: Any, credentials: Any = None) -> bool:
        request.axes_attempt_time = moment()
        request.address_locked = address_locked(request.axes_ip_address, request.axes_attempt_time)
        return bool(request.address_locked or super().is_locked(request, credentials))

    def user_login_failed(self, sender: Any, credentials: Any, request: Any = None, **kwargs: Any) -> None:
        if request is None:
            return
        request.axes_attempt_time = moment()
        was_locked = bool(request.axes_locked_out)
        if not was_locked:
            self._note("failed", request, credentials)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request.axes_locked_out and not was_locked:
            self._note("locked", request, credentials)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        request.axes_attempt_time = moment()
        super().user_logged_in(sender, request, user, **kwargs)

    def _note(self, kind: str, request: Any, credentials: Any) -> None:
        username = str((credentials or {}).get("username") or "")
        note_sign_in(kind, username=username, address=request.axes_ip_address, at=request.axes_attempt_time)
