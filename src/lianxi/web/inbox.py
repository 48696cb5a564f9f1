"""待办: what this person must do, in due order; everything can be finished from here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from lianxi.compliance.queries import board
from lianxi.inbox.announce import see
from lianxi.inbox.queries import Waiting, waiting
from lianxi.matters.villages.village_queries import keeps_register
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.web.home import names_on
from lianxi.web.home_view import Names
from lianxi.web.pages import Visit, page


@dataclass(frozen=True, slots=True)
class Card:
    """A waiting thing with its address."""

    item: Waiting
    href: str
    new: bool
    #: for what the button does by itself: once, however often it is pressed
    key: str = ""
    other: str = ""


@page("inbox.see")
def inbox(visit: Visit) -> HttpResponse:
    judged = board(visit.access.head, on=visit.today)
    names: Names = names_on(visit, judged) if visit.access.actor.role in OFFICE else ({}, {})
    found = waiting(visit.conference, visit.access.actor, on=visit.today, board=judged, names=names)
    several = len(visit.access.seats) > 1
    fresh = see(visit.conference, visit.access.actor, found, on=visit.today, now=visit.now, only_seat=not several)
    cards = cards_of(visit, found, fresh)
    actor = visit.access.actor
    village = actor.role in UNITS and keeps_register(visit.conference, actor.unit or 0)
    return visit.render("inbox/inbox.html", {"cards": cards, "several_seats": several, "keeps_register": village})


def cards_of(visit: Visit, found: list[Waiting], fresh: frozenset[str] = frozenset()) -> list[Card]:
    """Waiting things with their addresses; ``fresh``: those he had not seen before."""
    return [
        Card(
            item,
            reverse(item.page, args=[visit.slug, *item.arguments]) + item.query,
            item.thing in fresh,
            secrets.token_hex(16) if item.sends else "",
            reverse(item.other[0], args=[visit.slug]) if item.other[0] else "",
        )
        for item in found
    ]
