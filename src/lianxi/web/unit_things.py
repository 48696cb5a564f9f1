"""What the pages of interviews, measures, attention and comments have in common: the unit first, then the form;
the past of one, its files, the address of what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse

from lianxi.journal import queries as journal
from lianxi.oversight.attention_queries import measure_for
from lianxi.oversight.evidence import Ask, offered
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE
from lianxi.web.downloads import serve_file
from lianxi.web.interview_forms import GroundForm
from lianxi.web.pages import Visit
from lianxi.web.step_cards import Card


def number_in(visit: Visit, name: str) -> int | None:
    """A number of the address (``?unit=3``)."""
    given = visit.request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else None


def chosen_unit(visit: Visit) -> roster.UnitView | None:
    """The open unit named in the address."""
    wanted = number_in(visit, "unit")
    return next((each for each in open_units(visit) if each.number == wanted), None)


def open_units(visit: Visit) -> list[roster.UnitView]:
    return [unit for unit in roster.units(visit.conference) if unit.closed_on is None]


def choose_unit(visit: Visit, title: str, back: str, words: str) -> HttpResponse:
    """First the unit: what can be chosen as ground depends on it."""
    values = {"units": open_units(visit), "title": title, "back": back, "words": words}
    return visit.render("interviews/choose_unit.html", values)


def offer_bases(visit: Visit, form: GroundForm, unit: int) -> None:
    """What the unit has that a ground may rest on, for who fills in the form."""
    form.offer_bases(offered(Ask(visit.conference, visit.access.actor, unit, visit.today)))


def first_of(visit: Visit) -> dict[str, Any]:
    """What the address says beforehand: ground and basis."""
    given = visit.request.GET
    return {name: given[name] for name in ("ground", "basis", "kind") if given.get(name)}


def seats_to_record_for(visit: Visit) -> list[roster.SeatView]:
    """All seats, for the office that records for others; nobody else needs them."""
    return roster.seats(visit.conference) if visit.access.actor.role in OFFICE else []


def past(visit: Visit, object_: str) -> dict[str, Any]:
    """What happened to one, with who did it and the files."""
    history = journal.history(visit.conference, object_)
    return {
        "history": history,
        "files": journal.files_of(visit.conference, [step.entry for step in history]),
        "people": roster.person_names(visit.conference, [step.person for step in history]),
    }


def file_of(visit: Visit, object_: str, number: int) -> HttpResponseBase:
    """A file of one of its steps; the caller has asked who may see it."""
    wanted = journal.file(visit.conference, number)
    entries = {step.entry for step in journal.history(visit.conference, object_)}
    if wanted is None or wanted.entry not in entries:
        raise Http404
    return serve_file(wanted)


def address_of(visit: Visit, basis: str) -> str:
    """The page of what something rests on; empty where it has none."""
    kind, _, number = basis.partition(":")
    if not number or kind == "decision":
        return ""
    try:
        return reverse(kind, args=[visit.slug, int(number)])
    except NoReverseMatch:
        return ""


def page_values(visit: Visit, cards: list[Card], object_: str, basis: str, **more: Any) -> Mapping[str, Any]:
    """What the page of one prints below its own part."""
    return {"cards": cards, "basis_address": address_of(visit, basis), **past(visit, object_), **more}


def measure_circular(visit: Visit) -> dict[str, Any]:
    """The draft of a 通报 to others about a measure in force, named in the address; only where somebody chose it."""
    number = number_in(visit, "measure")
    found = measure_for(visit.conference, number, visit.access.actor, visit.today) if number else None
    if found is None or found.approved_on is None:
        raise Http404
    text = "\n".join(part for part in (found.text, found.demand) if part)
    return {"title": f"关于{found.unit_name}有关事项办理情况的通报", "addressee": "各成员单位", "body": text}
