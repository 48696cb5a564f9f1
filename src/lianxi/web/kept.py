"""A form that was sent too late is not lost: what was typed waits on the server until the same person logged in again.

It is kept in the anonymous session (small, no password, no file, two hours; sealed, for it may name a petitioner),
shown filled in again with a notice, and never sent by itself. Whose it is, a signed cookie of the last log-in of this
browser says: nobody else gets to see it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lianxi.matters.identities import sealing
from lianxi.web import clock

LAST_COOKIE = "lianxi_last"
SESSION_KEY = "kept_form"
#: characters of all fields together; what is longer is not kept
LIMIT = 60_000
LIFE = timedelta(hours=2)
#: never kept: secrets, and what the page sets anew when it is shown again
LEFT_OUT = frozenset({"csrfmiddlewaretoken", "version"})
#: fields with this beginning say who petitioned; that stands nowhere but in the vault
NEVER_KEPT = "petitioner_"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed into the form of one address."""

    path: str
    fields: dict[str, list[str]]
    files: tuple[str, ...]
    #: somebody's name or number was typed, and was not kept
    person: bool = False


_now_shown: ContextVar[Kept | None] = ContextVar("kept_form", default=None)


def remember_login(response: HttpResponse, account: int) -> None:
    """Write down who logged in in this browser last."""
    response.set_signed_cookie(
        LAST_COOKIE,
        str(account),
        max_age=settings.DEVICE_COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def typed_at(request: HttpRequest) -> str:
    """The address of the page that the form stood on: the page it came from, else its own."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc == request.get_host() and page.path.startswith("/"):
        return f"{page.path}?{page.query}" if page.query else page.path
    return request.get_full_path()


def typed_here(request: HttpRequest) -> bool:
    """Whether a form was sent to a conference from a page of this very site."""
    match = request.resolver_match
    origin = f"{request.scheme}://{request.get_host()}"
    return (
        request.method == "POST"
        and match is not None
        and "slug" in match.kwargs
        and request.headers.get("Origin", origin) == origin
    )


def keep(request: HttpRequest) -> bool:
    """Keep the form that was sent too late; False when there is nothing in it or it is not ours to keep."""
    owner = request.get_signed_cookie(LAST_COOKIE, default="", max_age=settings.DEVICE_COOKIE_AGE)
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in LEFT_OUT and "password" not in name and not name.startswith(NEVER_KEPT)
    }
    size = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    if not owner or not fields.keys() - {"key"} or size > LIMIT:
        return False
    request.session[SESSION_KEY] = {
        "owner": owner,
        "path": typed_at(request),
        "sealed": _sealed(fields),
        "files": sorted(request.FILES),
        "person": any(value for name, value in request.POST.items() if name.startswith(NEVER_KEPT)),
        "at": clock.now().timestamp(),
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(LIFE)
    return True


def claim(request: HttpRequest, account: int) -> None:
    """After a log-in: what somebody else typed is thrown away."""
    kept = request.session.get(SESSION_KEY)
    if kept is not None and kept["owner"] != str(account):
        del request.session[SESSION_KEY]


def forget(request: HttpRequest) -> str | None:
    """Throw the kept form away; the address it belonged to."""
    kept = request.session.pop(SESSION_KEY, None)
    return kept["path"] if kept else None


def waiting(request: HttpRequest) -> Kept | None:
    """The form kept for exactly this address, while it is fresh."""
    kept = request.session.get(SESSION_KEY)
    if kept is None or kept["path"] != request.get_full_path():
        return None
    if clock.now().timestamp() - kept["at"] > LIFE.total_seconds():
        return None
    fields = _opened(kept.get("sealed", ""))
    return Kept(kept["path"], fields, tuple(kept["files"]), kept.get("person", False)) if fields is not None else None


#: where a kept form is sealed for
PLACE = sealing.Place(UUID(int=0), "kept_form", 0)


def _keys() -> sealing.Keys:
    """A key of this deployment's own secret: who has only the database, or a backup, reads no kept form."""
    secret = hashlib.sha256(f"lianxi kept form 1\n{settings.SECRET_KEY}".encode()).digest()
    return sealing.Keys(b"", (sealing.Key("kept", "aes-256-gcm", secret),))


def _sealed(fields: dict[str, list[str]]) -> str:
    return sealing.seal(_keys(), PLACE, json.dumps(fields).encode())[1].hex()


def _opened(sealed: str) -> dict[str, list[str]] | None:
    try:
        opened: dict[str, list[str]] = json.loads(sealing.unseal(_keys(), PLACE, "kept", bytes.fromhex(sealed)))
    except sealing.NoKey:
        return None
    return opened


def show(kept: Kept) -> Any:
    """From here on the forms of this request begin with what was kept; give the answer to ``hide``."""
    return _now_shown.set(kept)


def hide(token: Any) -> None:
    _now_shown.reset(token)


def first_values(names: Mapping[str, Any]) -> dict[str, Any]:
    """What an unbound form with these fields begins with: nothing, unless the kept form is of its kind."""
    kept = _now_shown.get()
    if kept is None or not set(kept.fields) <= set(names):
        return {}
    return {name: _value(values, names[name]) for name, values in kept.fields.items()}


def _value(values: list[str], field: Any) -> Any:
    many = getattr(field.widget, "allow_multiple_selected", False)
    return values if many else values[-1]
