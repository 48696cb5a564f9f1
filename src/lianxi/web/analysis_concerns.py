"""One problem of 社情分析: what it rests on, why it was flagged, what a person makes of it, its tasks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from lianxi.documents import charts
from lianxi.documents.charts import Bar
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.meetings import pack_queries as queries
from lianxi.meetings import packs
from lianxi.meetings.pack_queries import ConcernView, PackRow
from lianxi.roster import queries as roster
from lianxi.web.analysis_pack_forms import MeasureForm, MergeForm, ReasonForm, TitleForm
from lianxi.web.analysis_packs import small_hidden, to_pack
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.pages import Visit, page

#: after these the reader goes on with the other problems of the pack
BACK = frozenset({"confirm", "dismiss", "merge"})


@page("analysis.see")
def concern(visit: Visit, number: int) -> HttpResponse:
    units = roster.units(visit.conference)
    names = {unit.number: unit.name for unit in units}
    found = queries.concern(visit.conference, number, visit.today, names, small_hidden=small_hidden(visit))
    if found is None:
        raise Http404
    view, pack = found
    steps = _steps(visit, view, pack, [(unit.number, unit.name) for unit in units if unit.closed_on is None])
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        name = visit.request.POST.get("step", "")
        if not (visit.may("analysis.manage") or visit.may("task.manage")):
            return visit.render("errors/403.html", status=403)
        tried = steps.get(name)
        if tried is None:
            raise RuleBroken(f"这个问题现为“{view.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and tried.perform(_write(visit, view, name, tried)) is not None:
            return to_pack(visit, pack.number, f"#c-{number}") if name in BACK else _here(visit, number)
    sources = queries.sources_of(visit.conference, visit.access.actor, view.sources)
    history = journal.history(visit.conference, f"concern:{number}")
    return visit.render(
        "analysis/concern.html",
        {
            "concern": view,
            "pack": pack,
            "steps": steps,
            "sources": sources,
            "problem": _problem_address(visit, view),
            "chart": _chart(view),
            "history": history,
            "people": roster.person_names(visit.conference, [each.person for each in history]),
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _here(visit: Visit, number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("analysis_concern", args=[visit.slug, number]))


def _problem_address(visit: Visit, view: ConcernView) -> str:
    """Where a 问题专档 is opened on what this problem rests on; empty for who may not."""
    if not visit.may("problem.step") or view.state != "confirmed":
        return ""
    try:
        there = reverse("problem_new", args=[visit.slug])
    except NoReverseMatch:
        return ""
    return f"{there}?{urlencode([('source', code) for code in view.sources[:50]])}"


def _chart(view: ConcernView) -> SafeString | str:
    """How often it was met, month by month."""
    if not view.months:
        return ""
    last = len(view.months) - 1
    given = [Bar(label, number, text, marked=at == last) for at, (label, number, text) in enumerate(view.months)]
    return SafeString(charts.bars("concern-months", "各月件数", given))


def _steps(visit: Visit, view: ConcernView, pack: PackRow, units: list[tuple[int, str]]) -> dict[str, ActionForm]:
    """The forms of what this seat may do now, by the name of the step."""
    forms: dict[str, ActionForm] = {}
    if visit.may("analysis.manage") and pack.state == "draft":
        if view.state in ("proposed", "dismissed", "merged"):
            forms["confirm"] = _form(visit, view, "confirm", TitleForm)
        if view.state == "confirmed":
            forms["rename"] = _form(visit, view, "rename", TitleForm)
        if view.state in ("proposed", "confirmed"):
            others = queries.others(visit.conference, pack.number, view.number)
            if others:
                forms["merge"] = _form(visit, view, "merge", MergeForm, others=others)
            forms["dismiss"] = _form(visit, view, "dismiss", ReasonForm)
    if visit.may("task.manage") and view.state == "confirmed":
        forms["measure"] = _form(visit, view, "measure", MeasureForm, units=units)
    return forms


def _form(visit: Visit, view: ConcernView, name: str, form: type[ActionForm], **more: Any) -> ActionForm:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    first = {"version": view.version, "title": view.title}
    if name == "measure":
        first["title"] = f"解决“{view.title}”"[:120]
    return form(visit.request.POST if tried else None, initial=first, auto_id=f"{name}_%s", **more)


def _write(visit: Visit, view: ConcernView, name: str, form: ActionForm) -> Callable[[], Done]:
    given = form.cleaned_data
    call, number = visit.call(given["key"]), view.number
    if isinstance(form, MeasureForm):
        told = {each: given[each] for each in ("title", "text", "lead", "due", "co_units")}
        return partial(packs.assign_measure, call, number=number, **told)
    assert isinstance(form, VersionForm)
    ground = {"number": number, "version": given["version"]}
    if name == "confirm":
        return partial(packs.confirm_concern, call, **ground, title=given["title"])
    if name == "rename":
        return partial(packs.rename_concern, call, **ground, title=given["title"])
    if name == "merge":
        return partial(packs.merge_concern, call, **ground, into=given["into"])
    return partial(packs.dismiss_concern, call, **ground, reason=given["reason"])
