"""Sessions idle out; a form sent too late is kept; refusals that no view caught become a plain page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lianxi.journal.refusals import Refused
from lianxi.roster.roles import ADMINISTRATORS
from lianxi.web import clock, kept

#: seconds by which a session's last sign of life is moved on at most
STEP = 60
Handler = Callable[[HttpRequest], HttpResponse]


class IdleSessions:
    """Log out a session that idled longer than its kind of device, or an administrator's work, allows."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._look_at_the_clock(request)
        response = self.get_response(request)
        visit = getattr(request, "visit", None)
        if visit is not None and visit.access.actor.role in ADMINISTRATORS:
            self._shorten(request)
        return response

    def _look_at_the_clock(self, request: HttpRequest) -> None:
        moment = int(clock.now().timestamp())
        seen = int(request.session.get("seen", moment))
        idle = int(request.session.get("idle", settings.SESSION_IDLE_SHARED))
        if moment - seen > idle:
            logout(request)
            request.idled_out = True  # type: ignore[attr-defined]
            return
        if moment - seen > settings.SESSION_IDLE_ADMINISTRATOR:
            request.session["rested"] = True  # the password again before identities are opened (web.identities)
        if "seen" not in request.session or moment - seen > min(idle // 30, STEP):
            # moved in steps, so that reading a page does not always write
            request.session["seen"] = moment

    def _shorten(self, request: HttpRequest) -> None:
        """Who works in an administrator's seat idles out as one, wherever he logged in."""
        if request.session.get("idle") != settings.SESSION_IDLE_ADMINISTRATOR:
            request.session["idle"] = settings.SESSION_IDLE_ADMINISTRATOR


class LoginFirst(LoginRequiredMiddleware):
    """Login is required everywhere; a form that somebody sent to a conference meanwhile is kept for him."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.user.is_authenticated or not getattr(view_func, "login_required", True):
            return None
        query = {"next": request.get_full_path() if request.method == "GET" else kept.typed_at(request)}
        if getattr(request, "idled_out", False):
            query["idle"] = "1"
        if kept.typed_here(request) and kept.keep(request):
            query["kept"] = "1"
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode(query)}")


class KeptForms:
    """Show the form that was kept, at its own address; the next form sent there takes its place."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waiting = kept.waiting(request) if request.user.is_authenticated else None
        if waiting is None:
            return self.get_response(request)
        if request.method != "GET":
            kept.forget(request)
            return self.get_response(request)
        request.kept = waiting  # type: ignore[attr-defined]  # the shell of the page says so
        token = kept.show(waiting)
        try:
            return self.get_response(request)
        finally:
            kept.hide(token)


class PlainErrors:
    """A refused write is a sentence, never a traceback."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "errors/refused.html", {"message": str(exception)}, status=409)
        return None
