"""One page a step of a matter: matters/<number>/steps/<name>. Who may take it says the table of moves."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.matters.case_papers import paper_queries as queries
from lianxi.matters.case_papers.paper_queries import MatterHead
from lianxi.matters.finding import suggesting
from lianxi.matters.finding.suggesting import Suggestions
from lianxi.matters.life.owing import BY_NAME, Way, offers
from lianxi.matters.words import STATES
from lianxi.roster import queries as roster
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.web.forms import status_of
from lianxi.web.matter_step_forms import Ground, StepForm
from lianxi.web.matter_step_table import STEPS
from lianxi.web.pages import Visit, page


def head_or_404(visit: Visit, number: int) -> MatterHead:
    """The matter, if this seat may see it; hidden and absent are the same."""
    found = queries.head_of(visit.conference, visit.access.actor, number)
    if found is None:
        raise Http404
    return found


def back_to(visit: Visit, number: int) -> HttpResponseRedirect:
    """To the matter; after an exit it may be gone for this seat, then to the list."""
    seen = queries.head_of(visit.conference, visit.access.actor, number) is not None
    return HttpResponseRedirect(
        reverse("matter", args=[visit.slug, number]) if seen else reverse("matters", args=[visit.slug])
    )


@page("matter.step")
def step(visit: Visit, number: int, name: str) -> HttpResponse:
    """The form of a step, or why it cannot be taken now."""
    matter, way, kind = head_or_404(visit, number), BY_NAME.get(name), STEPS.get(name)
    if way is None or kind is None:
        raise Http404
    role = visit.access.actor.role
    if not way.move.allows(role) and not (role in OFFICE and way.move.roles in (("unit",), ("organ_head",))):
        return visit.render("errors/403.html", {"permission": "matter.step"}, status=403)
    offer = next((each for each in offers(visit.conference, visit.access.actor, number) if each.name == name), None)
    posted = visit.request.method == "POST"
    values: dict[str, Any] = {"matter": matter, "title": way.label, "will": kind.will, "binds": kind.binds}
    if offer is None and not posted:
        return visit.render("matters/step.html", {**values, "why_not": _why_not(matter, way)})
    behalf = offer.behalf if offer else not way.move.allows(role)
    form = kind.form(
        visit.request.POST if posted else None,
        visit.request.FILES if posted else None,
        ground=_ground(visit, matter, way, kind.form, behalf=behalf),
        initial=_first(visit, matter, name),
    )
    if posted and form.is_valid():
        done = form.perform(lambda: kind.write(visit.call(form.cleaned_data["key"], form.behalf()), number, form))
        if done is not None:
            return back_to(visit, number)
    values |= {"form": form, "behalf": behalf, "found": _suggestions(visit, number, name)}
    return visit.render("matters/step.html", values, status=status_of(form))


def _suggestions(visit: Visit, number: int, name: str) -> Suggestions | None:
    """Whom a matter's text suggests, where a unit is chosen for the first time."""
    if name != "assign":
        return None
    return suggesting.suggest_for(visit.conference, visit.access.actor, number, only=("responsible",))


def _why_not(matter: MatterHead, way: Way) -> str:
    if matter.state not in way.move.from_:
        states = "、".join(STATES[state] for state in way.move.from_)
        return f"这件信访事项现为“{matter.state_label}”，不能办理“{way.label}”。可以办理的状态：{states}。"
    return f"“{way.label}”不适用于这件信访事项，或者现在不由您办理。请回到事项页面，查看现在可以办理的步骤。"


def _first(visit: Visit, matter: MatterHead, name: str) -> dict[str, Any]:
    on = matter.delivered_on if name == "close" and matter.delivered_on else visit.today
    first: dict[str, Any] = {"version": matter.version, "on": on, "behalf_on": visit.today}
    if name in ("assign", "reassign"):
        first |= {"lead": matter.lead, "handler": matter.handler, "helpers": list(matter.helpers)}
        picked = visit.request.GET.get("lead", "")
        first["lead"] = int(picked) if picked.isdecimal() else matter.lead or matter.responsible
    if name == "reclassify":
        first |= {"kind": matter.kind, "route": matter.route}
    return first


def _ground(visit: Visit, matter: MatterHead, way: Way, form: type[StepForm], *, behalf: bool) -> Ground:
    """Only what the form asks for is fetched."""
    named = set(form.base_fields)
    wants_units = named & {"lead", "helpers", "accused_units"}
    seats = roster.seats(visit.conference) if behalf or "handler" in named else []
    units = roster.units(visit.conference) if wants_units else []
    return Ground(
        matter,
        organs=queries.organs(visit.conference) if "organ" in named else (),
        units=[(unit.number, unit.name) for unit in units if unit.closed_on is None],
        handlers=[
            (seat.holder.person, f"{seat.unit_name} {seat.holder.name}")
            for seat in seats
            if seat.role in UNITS and seat.holder is not None and seat.closed_on is None
        ],
        seats=_recorded_for(matter, way, seats) if behalf else None,
    )


def _recorded_for(matter: MatterHead, way: Way, seats: list[SeatView]) -> list[SeatView]:
    if way.move.roles == ("organ_head",):
        return [seat for seat in seats if seat.role == "organ_head"]
    units: set[int | None] = {*matter.helpers} if way.helper else {matter.lead}
    return [seat for seat in seats if seat.role in UNITS and seat.unit in units]
