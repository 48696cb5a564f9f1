"""How the tests log in through the login page, and the clock that they move by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from lianxi.web import clock
from tests.cast import PASSWORD, Cast


class Watch:
    """The clock of the product, moved by hand."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


def set_clock(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """From here on the product's clock is the returned one."""
    made = Watch(clock.now())
    monkeypatch.setattr(clock, "now", made)
    return made


def enter(
    client: Client, username: str, password: str = PASSWORD, *, address: str = "10.1.1.1", next: str = "", **more
):
    where = f"/login?next={next}" if next else "/login"
    return client.post(where, {"username": username, "password": password, **more}, REMOTE_ADDR=address)


def strict(cast: Cast, username: str = "clerk") -> Client:
    """A browser whose forms are checked for forgery, logged in through the login page."""
    client = Client(enforce_csrf_checks=True)
    client.get("/login")
    token = client.cookies["csrftoken"].value
    client.post("/login", {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token})
    return client
