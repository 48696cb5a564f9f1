"""领导一览: one phone page for conveners, organ heads and the director: what waits, what is late, what changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.compliance.queries import board
from lianxi.inbox.glance import Late, changes, late, look
from lianxi.inbox.queries import Waiting, waiting
from lianxi.web.drawn import Drawn
from lianxi.web.forms import ActionForm
from lianxi.web.home import names_on
from lianxi.web.inbox import cards_of
from lianxi.web.pages import Visit, page

#: waiting things shown with their button; the rest stands in the inbox
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What the page asks of every room, for one seat and one state of the record."""

    found: list[Waiting]
    late: list[Late]
    units: dict[int, str]


KNOWN: Drawn[Known] = Drawn(64)


class LookForm(ActionForm):
    """Only the button 已阅."""


@page("glance.see")
def glance(visit: Visit) -> HttpResponse:
    """A POST (已阅) remembers up to which entry he has read."""
    if visit.request.method == "POST":
        number = visit.request.POST.get("number", "")
        person = visit.access.actor.person
        look(visit.access.head, person, number=int(number) if number.isdigit() else 0, now=visit.now)
        return HttpResponseRedirect(reverse("glance", args=[visit.slug]))
    stamp = (visit.conference, visit.access.head.hash, visit.today, visit.access.actor)
    known = KNOWN.once(stamp, lambda: _known(visit))
    return visit.render(
        "inbox/glance.html",
        {
            "cards": cards_of(visit, known.found[:SHOWN]),
            "waiting": len(known.found),
            "late": known.late,
            "changes": changes(visit.access.head, visit.access.actor.person),
            "units": known.units,
            "form": LookForm(),
        },
    )


def _known(visit: Visit) -> Known:
    """Some twenty queries, once for every new entry of the journal; opened again the page costs none of them."""
    judged = board(visit.access.head, on=visit.today)
    names = names_on(visit, judged)
    units = dict(names[1])
    return Known(
        found=waiting(visit.conference, visit.access.actor, on=visit.today, board=judged, names=names),
        late=late(visit.conference, visit.today, judged, units),
        units=units,
    )
