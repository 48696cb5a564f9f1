"""帮助: the handbook of each role, for everybody who is logged in; drawn from docs/handbook by tools/handbook.py."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lianxi.roster.roles import ADMINISTRATORS, LEADERS, UNITS

BOOKS = {
    "clerk": "办公室",
    "secretary": "村（社区）和单位",
    "convener": "召集人和领导",
    "administrator": "管理员和建会",
}
#: part of the product (the navigation's entry) → the chapter of a book that speaks of it
CHAPTERS = {
    "clerk": {
        "inbox": "daily",
        "home": "daily",
        "meetings": "meetings",
        "tasks": "tasks",
        "matters": "matters",
        "documents": "documents",
        "records": "history",
    },
    "secretary": {
        "inbox": "inbox",
        "meetings": "meetings",
        "tasks": "tasks",
        "information": "report",
        "matters": "privacy",
    },
    "convener": {
        "inbox": "glance",
        "meetings": "minutes",
        "documents": "signing",
        "supervisions": "oversight",
        "assessments": "oversight",
        "matters": "identity",
    },
    "administrator": {"roster": "accounts", "sign_ins": "daily", "journal": "daily"},
}


def handbook(request: HttpRequest, book: str) -> HttpResponse:
    """One role's book; any of them may be read by anybody who is logged in. No query of its own."""
    if book not in BOOKS:
        raise Http404
    values = {"book": book, "books": list(BOOKS.items()), "page": f"handbook/{book}.html"}
    return render(request, "help/page.html", values)


def help_for(role: str, area: str) -> str:
    """The address of the chapter that helps this role on this part of the product."""
    book = "clerk"
    if role in ADMINISTRATORS:
        book = "administrator"
    elif role in UNITS:
        book = "secretary"
    elif role in LEADERS:
        book = "convener"
    anchor = CHAPTERS[book].get(area, "")
    return reverse("handbook", args=[book]) + (f"#{anchor}" if anchor else "")
