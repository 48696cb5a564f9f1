"""履职总览: the rulebook with its live state, on any day; and one article with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.meetings import queries as meetings
from lianxi.roster import names
from lianxi.roster import queries as roster
from lianxi.rulebook.board import Board
from lianxi.web.discretion import discreet, feed
from lianxi.web.drawn import Drawn
from lianxi.web.forms import day_of
from lianxi.web.home_view import HomeView, Names, article_view, home_view
from lianxi.web.meetings_view import with_called
from lianxi.web.pages import Visit, page


@dataclass(frozen=True, slots=True)
class Front:
    """The front page's heavy part for one state of the record: its values, the strip and the rules as drawn."""

    home: HomeView
    strip: str
    rules: str


FRONTS: Drawn[Front] = Drawn(64)


@page("board.see")
def home(visit: Visit) -> HttpResponse:
    on = day_of(visit.request, "on", visit.today)
    versions = charter.versions(visit.conference)
    judged = discreet(board(visit.access.head, on=on, versions=versions), visit.access.actor.role)
    current = charter.in_force(versions, on) or versions[0]
    stamp = (visit.conference, visit.access.head.hash, on, visit.today, visit.access.actor.role)
    front = FRONTS.once(stamp, lambda: _front(visit, on, judged, current))
    recent, to_confirm = journal.recent(visit.access.head, visit.access.actor.person, limit=6)
    return visit.render(
        "home/home.html",
        {
            "home": front.home,
            "strip": front.strip,
            "rules": front.rules,
            "on": on,
            "version": current,
            "not_yet": current.in_force_from > on,
            "recent": feed(recent, visit.access.actor.role, visit.access.actor.unit) if on == visit.today else [],
            "waiting": _waiting(visit, judged) if on == visit.today else [],
            "to_confirm": to_confirm,
        },
    )


def _front(visit: Visit, on: date, judged: Board, current: charter.VersionView) -> Front:
    periods = [(period.name, period.start, period.last) for period in charter.key_periods(visit.conference)]
    shown = home_view(judged, current.compiled, names_on(visit, judged), periods)
    shown = replace(shown, owed=with_called(shown.owed, meetings.called(visit.conference)))
    values = {"visit": visit, "can": visit.permissions(), "home": shown, "on": on, "version": current}
    return Front(
        home=shown,
        strip=render_to_string("home/strip.html", values),
        rules=render_to_string("home/rules.html", values),
    )


@page("board.see")
def article(visit: Visit, position: int) -> HttpResponse:
    on = day_of(visit.request, "on", visit.today)
    versions = charter.versions(visit.conference)
    judged = discreet(board(visit.access.head, on=on, versions=versions), visit.access.actor.role)
    current = charter.in_force(versions, on) or versions[0]
    if not 0 <= position < len(current.compiled.articles):
        raise Http404
    shown = article_view(judged, current.compiled, names_on(visit, judged), position)
    return visit.render(
        "home/article.html",
        {
            "article": shown,
            "evidence": roster.evidence(visit.conference, [duty.key for duty in shown.duties if duty.kind == "原则"]),
            "on": on,
            "explanations": roster.explanations(visit.conference, on.year),
            "last": len(current.compiled.articles) - 1,
        },
    )


def names_on(visit: Visit, judged: Board) -> Names:
    """What the board's objects and the conference's units are called. One query."""
    objects = {item.subject for line in judged.lines for item in line.items if item.subject}
    return names.names(visit.conference, objects)


@dataclass(frozen=True, slots=True)
class WaitingExplanation:
    """An explanation that a convener has not confirmed, with the name of the duty."""

    number: int
    window: date
    label: str
    reason: str


def _waiting(visit: Visit, judged: Board) -> list[WaitingExplanation]:
    short = {line.duty.key: line.duty.short for line in judged.lines}
    return [
        WaitingExplanation(item.number, item.window, short.get(item.duty, ""), item.reason)
        for item in roster.unconfirmed_explanations(visit.conference)
    ]
