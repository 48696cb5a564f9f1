"""成员: the conference as a tree, each seat with its holders over time."""

from __future__ import annotations

from django.http import HttpResponse

from lianxi.roster import queries
from lianxi.web.pages import Visit, page


@page("roster.see")
def roster(visit: Visit) -> HttpResponse:
    return visit.render("roster/list.html", {"seats": queries.seats(visit.conference)})
