"""单位履职清单: what one unit owes, has asked, was asked, and did lately. Its own people see only their own."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.meetings.owing import owes
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.tasks import queries as tasks
from lianxi.web.pages import Visit, page


def unit_or_404(visit: Visit, number: int) -> tuple[roster.UnitView, list[roster.UnitView]]:
    """The unit, if this seat may look at it, and all units. Other units' people get the answer of an absent one."""
    actor = visit.access.actor
    units = roster.units(visit.conference)
    found = next((unit for unit in units if unit.number == number), None)
    if found is None or (actor.role in UNITS and actor.unit != number):
        raise Http404
    return found, units


@page("unit.see")
def units(visit: Visit) -> HttpResponse:
    """Every unit with how much it has open; a unit's own people go straight to their own, ``?unit=`` to that one."""
    own = visit.access.actor.unit if visit.access.actor.role in UNITS else None
    wanted = str(own) if own is not None else visit.request.GET.get("unit", "")
    if wanted.isdigit():
        return HttpResponseRedirect(reverse("unit", args=[visit.slug, int(wanted)]))
    counts = tasks.open_by_unit(visit.conference, visit.today)
    rows = [
        (each, *counts.get(each.number, (0, 0))) for each in roster.units(visit.conference) if each.closed_on is None
    ]
    return visit.render("units/list.html", {"rows": rows})


@page("unit.see")
def unit(visit: Visit, number: int) -> HttpResponse:
    """One unit's list: cards with one button for its own people, the office's with 代录 behind the same button."""
    found, others = unit_or_404(visit, number)
    owed = owes(visit.conference, number, visit.today)
    own = visit.access.actor.unit == number and visit.access.actor.role in UNITS
    return visit.render(
        "units/unit.html",
        {
            "unit": found,
            "units": [] if own else [each for each in others if each.closed_on is None or each.number == number],
            "own": own,
            "office": visit.may("record.by_hand"),
            "owes": owed,
            "late": any(task.overdue for task in owed.led),
            "done": tasks.done_lately(visit.conference, number, visit.today),
            "seats": roster.posts(visit.conference, number),
        },
    )
