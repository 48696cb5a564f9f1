"""What the frame of every page needs: the visit, the navigation, the waiting count. No query of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lianxi.web.pages import landing

#: address name → words → permission, in the order of the bar
NAVIGATION = (
    ("home", "履职总览", "board.see"),
    ("records", "登记履行", "record.see"),
    ("key_periods", "重点时期", "key_period.see"),
    ("rulebook", "规则", "rulebook.see"),
    ("roster", "成员", "roster.see"),
    ("journal", "日志", "journal.see"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    visit = getattr(request, "visit", None)
    match = request.resolver_match
    return {
        "navigation": [
            (name, words) for name, words, permission in NAVIGATION if visit is not None and visit.may(permission)
        ],
        "landing": landing(visit.access.actor.role) if visit is not None else "",
        "here": (match.url_name if match else "") or "",
    }
