"""The demo's logins, shown on the login page in demo mode only."""

from __future__ import annotations

PASSWORD = "shifan-2026-lianxi"
#: login name, who it is
LOGINS: tuple[tuple[str, str], ...] = ()
