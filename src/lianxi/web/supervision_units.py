"""One unit in a joint supervision: the checklist gone through, what was found, the feedback to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.oversight import findings as actions
from lianxi.oversight.supervision_queries import PartView, SupervisionView
from lianxi.roster import queries as roster
from lianxi.web import supervision_steps as steps
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.supervision_forms import FeedbackForm, FindingForm, ResultsForm
from lianxi.web.supervisions import supervision_or_404


def part_or_404(visit: Visit, number: int, unit: int) -> tuple[SupervisionView, PartView]:
    """The unit's part as far as this seat may see it."""
    found = supervision_or_404(visit, number)
    part = next((each for each in found.parts if each.unit == unit), None)
    if part is None:
        raise Http404
    return found, part


@page("supervision.see")
def unit(visit: Visit, number: int, unit: int) -> HttpResponse:
    """Where the team writes down what it saw at one unit, and the feedback is given."""
    found, part = part_or_404(visit, number, unit)
    forms = _forms(visit, found, part)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        if not visit.may("supervision.step"):
            return visit.render("errors/403.html", status=403)
        name = visit.request.POST.get("step", "")
        tried = forms.get(name)
        if tried is None:
            raise RuleBroken("这一步现在不由您办理：督查还没有开展，或者已向该单位反馈意见。请刷新后再看。")
        if tried.is_valid() and tried.perform(lambda: _write(visit, found, part, name, tried)) is not None:
            return HttpResponseRedirect(reverse("supervision_unit", args=[visit.slug, number, unit]))
    values = {"found": found, "part": part, "forms": forms, "organises": steps.organises(visit, found)}
    return visit.render("supervisions/unit.html", values, status=status_of(tried) if tried is not None else 200)


def _forms(visit: Visit, found: SupervisionView, part: PartView) -> dict[str, ActionForm]:
    if found.row.state != "started" or part.fed_back_on is not None or not steps.looks(visit, found):
        return {}
    wanted = visit.may("supervision.manage") and found.organiser is not None
    seats = roster.seats(visit.conference, unit=found.organiser) if wanted else []
    behalf: dict[str, Any] = {"seats": steps.of_units(seats, {found.organiser or 0}), "optional": True} if seats else {}
    made: dict[str, ActionForm] = {}
    if found.items:
        made["results"] = ResultsForm(*_given(visit, "results"), items=found.items, part=part, auto_id="results_%s")
    first = {"version": found.version, "behalf_on": visit.today}
    made["finding"] = FindingForm(
        *_given(visit, "finding"), items=found.items, initial=first, auto_id="finding_%s", **behalf
    )
    if steps.organises(visit, found):
        made["feedback"] = FeedbackForm(*_given(visit, "feedback"), initial=first, auto_id="feedback_%s", **behalf)
    return made


def _given(visit: Visit, name: str) -> tuple[Any, Any]:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    return (visit.request.POST, visit.request.FILES) if tried else (None, None)


def _write(visit: Visit, found: SupervisionView, part: PartView, name: str, form: ActionForm) -> Done:
    given, number = form.cleaned_data, found.row.number
    if isinstance(form, ResultsForm):
        return actions.record_results(visit.call(given["key"]), number=number, unit=part.unit, results=form.results())
    if isinstance(form, FindingForm):
        return actions.record_finding(
            visit.call(given["key"], form.behalf()),
            supervision=number,
            unit=part.unit,
            text=given["text"],
            demand=given["demand"],
            due=given["due"],
            item=given.get("item"),
            files=given["scans"],
        )
    assert isinstance(form, FeedbackForm)
    call = visit.call(given["key"], form.behalf())
    return actions.feed_back(call, number=number, version=given["version"], unit=part.unit, clean=given["nothing"])
