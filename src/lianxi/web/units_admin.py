"""Units as the office keeps them: one unit's history with its documents; 新设, 更名, 合并, 撤销."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal import queries as journal
from lianxi.roster import queries as roster
from lianxi.roster import unit_queries as queries
from lianxi.roster import units as actions
from lianxi.roster.queries import UnitView
from lianxi.roster.roles import UNITS
from lianxi.roster.succession import open_work
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page
from lianxi.web.roster import renew
from lianxi.web.roster_view import KINDS
from lianxi.web.unit_forms import CreateForm, EndForm, RenameForm, SuccessorForm


def _unit_or_404(visit: Visit, number: int) -> tuple[UnitView, list[UnitView]]:
    units = roster.units(visit.conference)
    found = next((unit for unit in units if unit.number == number), None)
    if found is None:
        raise Http404
    return found, units


def _to_unit(visit: Visit, number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("unit_history", args=[visit.slug, number]))


@page("roster.see")
def history(visit: Visit, number: int) -> HttpResponse:
    """Names and documents of a unit over time, and what can be done with it."""
    found, units = _unit_or_404(visit, number)
    acts = queries.acts(visit.conference, number)
    return visit.render(
        "roster/unit_history.html",
        {
            "unit": found,
            "kind": KINDS.get(found.kind, "其他单位"),
            "acts": acts,
            "gone": queries.gone(units).get(number, ""),
            "seats": roster.seats(visit.conference, unit=number),
            "files": journal.files_of(visit.conference, [act.entry for act in acts]) if visit.may("file.see") else {},
        },
    )


@page("roster.change")
def create(visit: Visit) -> HttpResponse:
    """新设: the unit with its head's seat, named or 待补."""
    form = CreateForm(visit.request.POST or None, visit.request.FILES or None, initial={"on": visit.today})
    form.offer_people(visit.conference)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.create_unit(
                visit.call(given["key"]),
                name=given["title"],
                kind=given["kind"],
                on=given["on"],
                document=given["document"],
                post=given["post"],
                head=given["name"],
                who=given.get("who"),
                files=given["scans"],
            )
        )
        if done is not None:
            return _to_unit(visit, done.number)
    return visit.render("roster/unit_new.html", {"form": form}, status=status_of(form))


@page("roster.change")
def rename(visit: Visit, number: int) -> HttpResponse:
    """更名: the same unit goes on under its new name."""
    found, _ = _unit_or_404(visit, number)
    if found.closed_on is not None:
        return _to_unit(visit, number)
    initial = {"on": visit.today, "version": found.version}
    form = RenameForm(visit.request.POST or None, visit.request.FILES or None, initial=initial)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.rename_unit(
                visit.call(given["key"]),
                unit=number,
                version=given["version"],
                name=given["name"],
                on=given["on"],
                document=given["document"],
                files=given["scans"],
            )
        )
        if done is not None:
            return _to_unit(visit, number)
    renew(form, version=found.version)
    return visit.render("roster/unit_rename.html", {"unit": found, "form": form}, status=status_of(form))


@page("roster.change")
def merge(visit: Visit, number: int) -> HttpResponse:
    """合并 into another unit; for a unit dissolved without a successor, 补定承接单位."""
    found, units = _unit_or_404(visit, number)
    if found.closed_on is not None and found.successor is not None:
        return _to_unit(visit, number)
    return _ending(visit, found, units, "merge")


@page("roster.change")
def dissolve(visit: Visit, number: int) -> HttpResponse:
    """撤销, with a successor or, where nothing is open, without."""
    found, units = _unit_or_404(visit, number)
    if found.closed_on is not None:
        return _to_unit(visit, number)
    return _ending(visit, found, units, "dissolve")


def _ending(visit: Visit, found: UnitView, units: list[UnitView], what: str) -> HttpResponse:
    """First the successor is chosen, then it is shown what passes to it; only then is there a button that does it."""
    passing = open_work(visit.conference, found.number)
    choice = SuccessorForm(visit.request.GET if "to" in visit.request.GET else None)
    choice.offer(units, besides=found.number, nobody=what == "dissolve" and not passing)
    chosen = choice.cleaned_data["to"] if choice.is_bound and choice.is_valid() else None
    initial = {"on": visit.today, "version": found.version}
    form = EndForm(visit.request.POST or None, visit.request.FILES or None, initial=initial)
    if visit.request.method == "POST" and chosen is not None and form.is_valid():
        done = form.perform(lambda: _end(visit, found.number, what, chosen, form))
        if done is not None:
            return _to_unit(visit, found.number)
    renew(form, version=found.version)
    seats = [seat for seat in roster.seats(visit.conference, unit=found.number) if seat.closed_on is None]
    return visit.render(
        "roster/unit_end.html",
        {
            "unit": found,
            "what": what,
            "choice": choice,
            "chosen": chosen,
            "heir": next((unit for unit in units if unit.number == chosen), None),
            "passing": passing,
            "closing": [seat for seat in seats if seat.role in UNITS],
            "moving": [seat for seat in seats if seat.role not in UNITS],
            "form": form,
        },
        status=status_of(form) if chosen is not None else 200,
    )


def _end(visit: Visit, number: int, what: str, chosen: int, form: EndForm) -> object:
    given = form.cleaned_data
    call, version = visit.call(given["key"]), given["version"]
    on, document, files = given["on"], given["document"], given["scans"]
    if what == "merge":
        return actions.merge_unit(
            call, unit=number, version=version, into=chosen, on=on, document=document, files=files
        )
    return actions.dissolve_unit(
        call, unit=number, version=version, successor=chosen or None, on=on, document=document, files=files
    )
