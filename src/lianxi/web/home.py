"""履职总览: the rulebook with its live state, on any day; and one article with its evidence."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.roster import queries as roster
from lianxi.rulebook.board import Board
from lianxi.web.forms import day_of
from lianxi.web.home_view import article_view, home_view
from lianxi.web.pages import Visit, page


@page("board.see")
def home(visit: Visit) -> HttpResponse:
    on = day_of(visit.request, "on", visit.today)
    versions = charter.versions(visit.conference)
    judged = board(visit.access.head, on=on, versions=versions)
    current = charter.in_force(versions, on) or versions[0]
    periods = [(period.name, period.start, period.last) for period in charter.key_periods(visit.conference)]
    recent = [] if on != visit.today else journal.entries(visit.conference, limit=6)
    return visit.render(
        "home/home.html",
        {
            "home": home_view(judged, current.compiled, _titles(visit, judged), periods),
            "on": on,
            "version": current,
            "not_yet": current.in_force_from > on,
            "recent": recent,
            "people": roster.person_names(visit.conference, [entry.actor["person"] for entry in recent]),
            "waiting": [e for e in roster.explanations(visit.conference, on.year) if not e.confirmed],
        },
    )


@page("board.see")
def article(visit: Visit, position: int) -> HttpResponse:
    on = day_of(visit.request, "on", visit.today)
    versions = charter.versions(visit.conference)
    judged = board(visit.access.head, on=on, versions=versions)
    current = charter.in_force(versions, on) or versions[0]
    if not 0 <= position < len(current.compiled.articles):
        raise Http404
    return visit.render(
        "home/article.html",
        {
            "article": article_view(judged, current.compiled, _titles(visit, judged), position),
            "on": on,
            "explanations": roster.explanations(visit.conference, on.year),
            "last": len(current.compiled.articles) - 1,
        },
    )


def _titles(visit: Visit, judged: Board) -> dict[str, str]:
    objects = {item.subject for line in judged.lines for item in line.items if item.subject}
    return roster.titles(visit.conference, objects) if objects else {}
