"""Every page of a conference begins here: fetch-with-permission, then one view with a ``Visit``.

``@page("board.see")`` is the only door: an account without a seat in the conference gets the same 404 as for a
conference that does not exist; a seat without the permission gets a plain 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lianxi.journal.frame import Behalf, Call
from lianxi.roster import policy
from lianxi.roster.queries import Access, access
from lianxi.roster.roles import UNITS
from lianxi.web import clock

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to a conference's page by somebody who may see it."""

    request: HttpRequest
    access: Access
    now: datetime
    today: date

    @property
    def conference(self) -> int:
        return self.access.head.id

    @property
    def slug(self) -> str:
        return self.access.head.slug

    def may(self, what: str) -> bool:
        return policy.may(self.access.actor.role, what)

    def permissions(self) -> frozenset[str]:
        """Everything the acting seat may; templates show a button only for what is in here."""
        return frozenset(what for what, roles in policy.MAY.items() if self.access.actor.role in roles)

    def call(self, key: str | None, behalf: Behalf | None = None) -> Call:
        return Call(self.conference, self.access.actor, self.now, key or None, behalf)

    def render(self, template: str, values: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        return render(
            self.request, template, {"visit": self, "can": self.permissions(), **(values or {})}, status=status
        )


def seat_key(slug: str) -> str:
    """Under this key the session remembers the acting seat of a conference."""
    return f"seat:{slug}"


def landing(role: str) -> str:
    """Where a seat's work begins after login: units and conveners in their inbox, others at the front page."""
    return "inbox" if role in UNITS | {"convener"} else front_page(role)


def front_page(role: str) -> str:
    """The name of the first page: the board, or the roster for who may not see the board."""
    return "home" if policy.may(role, "board.see") else "roster"


#: view name → permission, filled by the decorator; the access matrix test walks it
PERMISSIONS: dict[str, str] = {}


View = Callable[Concatenate[Visit, P], HttpResponseBase]


def page(permission: str) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Guard a view of a conference with a permission of ``roster.policy``."""
    if permission not in policy.MAY:
        raise KeyError(permission)

    def guard(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            account = request.user.pk or 0
            granted = access(account, slug, request.session.get(seat_key(slug)), clock.today())
            if granted is None:
                raise Http404
            visit = Visit(request, granted, clock.now(), clock.today())
            request.visit = visit  # type: ignore[attr-defined]  # the shell of the page names conference and person
            if not visit.may(permission):
                return visit.render("errors/403.html", {"permission": permission}, status=403)
            return view(visit, *args, **kwargs)

        PERMISSIONS[f"{view.__module__}.{view.__qualname__}"] = permission
        return guarded

    return guard
