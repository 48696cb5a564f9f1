"""django-axes counts failures per account and address; this adds the limit per address, whoever is guessed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.utils import timezone

from lianxi.roster.models import SignInEvent


class AddressAwareHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Locked when the account-and-address pair is, or when the address alone failed too often in the cool-off time."""

    def is_locked(self, request: Any, credentials: Any = None) -> bool:
        if super().is_locked(request, credentials):
            return True
        address = get_client_ip_address(request)
        since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
        failures = SignInEvent.objects.filter(address=address, kind="failed", at__gte=since)
        return bool(failures.count() >= settings.LOCKOUT_PER_ADDRESS)
