"""制度文件: the register, drafting, asking units' opinions, issuing, amending, repealing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.papers import regulation_queries as queries
from lianxi.papers import regulations as actions
from lianxi.papers.labels import REGULATION_STATES, REGULATIONS
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.regulation_forms import AmendForm, AskForm, DraftForm, IssueForm, OpinionForm, PassForm, RepealForm

SHOWN = {"all": "全部", "force": "现行有效", **REGULATION_STATES}


@page("regulation.see")
def regulations(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "regulations/list.html",
        {
            "rows": listed,
            "kinds": REGULATIONS,
            "kind": visit.request.GET.get("kind", ""),
            "shown": _shown(visit),
            "choices": SHOWN,
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "all")
    return shown if shown in SHOWN else "all"


def _rows(visit: Visit, limit: int) -> list[queries.RegulationRow]:
    actor, before = visit.access.actor, visit.request.GET.get("before", "")
    return queries.regulations(
        visit.conference,
        role=actor.role,
        unit=actor.unit,
        kind=visit.request.GET.get("kind", ""),
        shown=_shown(visit),
        before=int(before) if before.isdigit() else None,
        limit=limit,
    )


@page("regulation.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("kind", "类别", 8),
        Column("title", "名称", 44),
        Column("document", "文号", 22),
        Column("issued", "印发日期", 13, kind="date"),
        Column("state", "状态", 12),
        Column("changed", "修订或废止日期", 15, kind="date"),
    ]
    rows = [
        (row.number, row.kind_label, row.title, row.document_number, row.issued_on, row.state_label, row.changed_on)
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("制度文件目录", write_sheet(columns, rows, title=f"制度文件目录（{SHOWN[_shown(visit)]}）"))


@page("regulation.manage")
def draft(visit: Visit) -> HttpResponse:
    form = DraftForm(visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.draft_regulation(
                visit.call(given["key"]), kind=given["kind"], title=given["title"], text=given["text"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("regulation", args=[visit.slug, done.number]))
    return visit.render("regulations/draft.html", {"form": form}, status=status_of(form))


@page("regulation.manage")
def edit(visit: Visit, number: int) -> HttpResponse:
    found = _regulation_or_404(visit, number)
    first = {"kind": found.row.kind, "title": found.row.title, "text": found.text, "version": found.version}
    form = DraftForm(visit.request.POST or None, initial=first)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.edit_regulation(
                visit.call(given["key"]),
                number=number,
                version=given["version"] or 0,
                kind=given["kind"],
                title=given["title"],
                text=given["text"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("regulation", args=[visit.slug, number]))
    return visit.render("regulations/draft.html", {"form": form, "regulation": found}, status=status_of(form))


def _regulation_or_404(visit: Visit, number: int) -> queries.RegulationView:
    actor = visit.access.actor
    found = queries.regulation_for(visit.conference, number, role=actor.role, unit=actor.unit)
    if found is None:
        raise Http404
    return found


@page("regulation.see")
def regulation(visit: Visit, number: int) -> HttpResponse:
    """One whole: its words, what the units said, the steps that are open to this seat."""
    found = _regulation_or_404(visit, number)
    steps = _steps(visit, found)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        if not (visit.may("regulation.manage") or visit.access.actor.role in UNITS):
            return visit.render("errors/403.html", status=403)
        tried = steps.get(visit.request.POST.get("step", ""))
        if tried is None:
            raise RuleBroken(f"这份制度文件现为“{found.row.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and _perform(visit, found, visit.request.POST["step"], tried):
            return HttpResponseRedirect(reverse("regulation", args=[visit.slug, number]))
    history = journal.history(visit.conference, f"regulation:{number}") if visit.may("regulation.manage") else []
    return visit.render(
        "regulations/regulation.html",
        {
            "regulation": found,
            "steps": steps,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _steps(visit: Visit, found: queries.RegulationView) -> dict[str, ActionForm]:
    """The forms of what this seat may do now, by the name of the step."""
    actor, state = visit.access.actor, found.row.state
    waiting = [each.unit for each in found.opinions if each.given_on is None]
    if not visit.may("regulation.manage"):
        mine = state == "opinions" and actor.role in UNITS and actor.unit in waiting
        return {"give": _form(visit, found, "give", OpinionForm)} if mine else {}
    if state in {"issued", "amended"}:
        return {
            name: _passing(visit, found, name, form) for name, form in (("amend", AmendForm), ("repeal", RepealForm))
        }
    if state == "repealed":
        return {}
    steps: dict[str, ActionForm] = {}
    asked = {each.unit for each in found.opinions}
    units = [(each.number, each.name) for each in roster.units(visit.conference) if each.closed_on is None]
    unasked = [each for each in units if each[0] not in asked]
    if unasked:
        steps["ask"] = form = _form(visit, found, "ask", AskForm)
        form.offer(unasked)
    if waiting:
        seats = [
            seat
            for seat in roster.seats(visit.conference)
            if seat.role in UNITS and seat.unit in waiting and seat.closed_on is None
        ]
        if seats:
            steps["give"] = _form(visit, found, "give", OpinionForm, seats=seats)
    steps["issue"] = _passing(visit, found, "issue", IssueForm)
    return steps


def _form(visit: Visit, found: queries.RegulationView, name: str, form: type[Any], **more: Any) -> Any:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    return form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        initial={"version": found.version, "on": visit.today, "behalf_on": visit.today},
        auto_id=f"{name}_%s",
        **more,
    )


def _passing(visit: Visit, found: queries.RegulationView, name: str, form: type[PassForm]) -> PassForm:
    made: PassForm = _form(visit, found, name, form)
    made.offer(queries.issued_documents(visit.conference))
    return made


def _perform(visit: Visit, found: queries.RegulationView, name: str, form: ActionForm) -> bool:
    given, number = form.cleaned_data, found.row.number
    behalf = form.behalf() if isinstance(form, OpinionForm) else None
    call = visit.call(given["key"], behalf)
    write: Callable[[], Done]
    if name == "ask":
        version, units = given["version"], given["units"]
        write = partial(actions.ask_opinions, call, number=number, version=version, units=units, due=given["due"])
    elif name == "give":
        said = {"text": given["text"], "none": given["none"], "files": given["scans"]}
        write = partial(actions.give_opinion, call, number=number, **said)
    else:
        assert isinstance(form, PassForm)
        ground = {"number": number, "version": given["version"], "passed": form.passed(), "files": given["scans"]}
        if name == "issue":
            write = partial(actions.issue_regulation, call, **ground, despite=given["despite"])
        elif name == "amend":
            write = partial(actions.amend_regulation, call, **ground, text=given["text"])
        else:
            write = partial(actions.repeal_regulation, call, **ground)
    return form.perform(write) is not None
