"""Registering a matter and putting its registration right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.matters.life import registration_queries
from lianxi.matters.life.correcting import correct_matter
from lianxi.matters.life.registering import register_matter
from lianxi.matters.tables import categories
from lianxi.roster import queries as roster
from lianxi.web import routing_help
from lianxi.web.forms import status_of
from lianxi.web.matter_forms import Choices, MatterForm
from lianxi.web.pages import Visit, page


def choices(visit: Visit) -> Choices:
    """Three queries: units, seats with their holders, categories."""
    seats = roster.seats(visit.conference)
    people = {
        seat.holder.person: f"{seat.holder.name}（{seat.unit_name or seat.post}）"
        for seat in seats
        if seat.holder is not None and seat.closed_on is None
    }
    return Choices(
        [(unit.number, unit.name) for unit in roster.units(visit.conference) if unit.closed_on is None],
        list(people.items()),
        categories.table(visit.conference),
    )


@page("matter.register")
def register(visit: Visit) -> HttpResponse:
    """Class first; after saving, the matter itself."""
    return registering(visit, {}, lambda number: reverse("matter", args=[visit.slug, number]))


def registering(visit: Visit, known: Mapping[str, Any], then: Callable[[int], str], note: str = "") -> HttpResponse:
    """The form, filled in with what is ``known``; after saving, the address that ``then`` gives for the new number."""
    first = {"petitioned_on": visit.today, "received_on": visit.today, "source": "petitioner", "kind": "appeal_claim"}
    first |= known
    offered = choices(visit)
    form = MatterForm(visit.request.POST or None, visit.request.FILES or None, choices=offered, initial=first)
    if routing_help.asked(visit):
        helped = routing_help.help_with(visit, form, without=form.kept_away)
        again = MatterForm(choices=offered, initial={**first, **helped.values})
        return visit.render(
            "matters/register.html", {"form": again, "found": helped.found, "helps": True, "note": note}
        )
    if visit.request.method == "POST" and form.is_valid() and not form.warns_of_names():
        given, suggested = form.cleaned_data, routing_help.shown(visit)
        done = form.perform(
            lambda: register_matter(
                visit.call(given["key"]), given=form.given(), files=given["scans"], suggested=suggested
            )
        )
        if done is not None:
            return HttpResponseRedirect(then(done.number))
    values = {"form": form, "helps": True, "note": note}
    return visit.render("matters/register.html", values, status=status_of(form))


@page("matter.register")
def correct(visit: Visit, number: int) -> HttpResponse:
    """The same form, filled in; class and source have steps of their own, the identity is replaced only if typed."""
    found = registration_queries.registration(visit.conference, visit.access.actor, number)
    if found is None:
        raise Http404
    first: dict[str, Any] = {**found.values, "version": found.version, "unreachable": not found.reachable}
    form = MatterForm(visit.request.POST or None, choices=choices(visit), correcting=True, initial=first)
    if visit.request.method == "POST" and form.is_valid() and not form.warns_of_names():
        given = form.cleaned_data
        fixed = {name: found.values[name] for name in ("kind", "route", "source")}
        done = form.perform(
            lambda: correct_matter(
                visit.call(given["key"]), number=number, version=given["version"], given=form.given(**fixed)
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("matter", args=[visit.slug, number]))
    values = {"form": form, "number": number, "label": found.label, "masks": found.masks}
    return visit.render("matters/register.html", values, status=status_of(form))
