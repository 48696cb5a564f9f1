"""Sessions idle out; refusals that no view caught become a plain page."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lianxi.journal.refusals import Refused

#: the idle clock of a session is moved at most this often (seconds), so that reading a page does not always write
SEEN_STEP = 300


class IdleSessions:
    """Log out a session that idled longer than its kind of device allows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = int(time.time())
            seen = int(request.session.get("seen", moment))
            if moment - seen > int(request.session.get("idle", settings.SESSION_IDLE_SHARED)):
                logout(request)
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={request.path}&idle=1")
            if moment - seen > SEEN_STEP or "seen" not in request.session:
                request.session["seen"] = moment
        return self.get_response(request)


class PlainErrors:
    """A refused write is a sentence, never a traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "errors/refused.html", {"message": str(exception)}, status=409)
        return None
