"""规则: the versions of the rulebook in time."""

from __future__ import annotations

from django.http import HttpResponse

from lianxi.charter import queries as charter
from lianxi.web.pages import Visit, page


@page("rulebook.see")
def rulebook(visit: Visit) -> HttpResponse:
    return visit.render("rulebook/list.html", {"versions": charter.versions(visit.conference)[::-1]})
