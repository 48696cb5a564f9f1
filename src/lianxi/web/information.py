"""重要敏感信息: the list, reporting one on a phone, one whole with the step that is next, its files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.information import information_queries as queries
from lianxi.information.information_setting import setting
from lianxi.information.reporting import report_information
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.roster import names
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.web import information_steps as steps
from lianxi.web.downloads import serve_file, xlsx
from lianxi.web.forms import status_of
from lianxi.web.information_forms import ReportForm
from lianxi.web.pages import Visit, page


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in queries.SHOWN else "open"


def _rows(visit: Visit, limit: int) -> list[queries.InformationRow]:
    given = visit.request.GET
    before = given.get("before", "")
    return queries.information(
        visit.conference,
        visit.access.actor,
        on=visit.today,
        given=setting(visit.conference),
        shown=_shown(visit),
        words=given.get("q", "")[:60],
        before=int(before) if before.isdigit() else None,
        limit=limit,
    )


@page("information.see")
def information(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "information/list.html",
        {
            "rows": listed,
            "shown": _shown(visit),
            "choices": queries.SHOWN,
            "words": visit.request.GET.get("q", "")[:60],
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("information.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("urgency", "紧急程度", 12),
        Column("title", "信息", 44),
        Column("place", "地点", 22),
        Column("unit", "报送单位", 22),
        Column("sent", "报送时间", 18),
        Column("hours", "得知（发生）后几小时报送", 16, kind="int"),
        Column("up", "紧急上报", 12),
        Column("state", "状态", 14),
    ]
    rows = [
        (
            row.number,
            row.urgency_label,
            row.title,
            row.place,
            row.unit_name,
            f"{row.sent_at.astimezone(visit.now.tzinfo):%Y-%m-%d %H:%M}",
            row.hours,
            f"待{row.owes}" if row.owes else row.stage_label,
            f"{row.state_label}，核查逾期" if row.late else row.state_label,
        )
        for row in _rows(visit, queries.PAGE)
    ]
    title = f"重要敏感信息（{queries.SHOWN[_shown(visit)]}）"
    return xlsx("重要敏感信息", write_sheet(columns, rows, title=title))


@page("information.report")
def report(visit: Visit) -> HttpResponse:
    """One page, few fields: a unit's own report, a convener's, or what somebody told the office."""
    units = roster.units(visit.conference)
    for_others = visit.access.actor.role in OFFICE
    form = ReportForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        units=units,
        for_others=for_others,
        initial={"happened_at": visit.now, "place": _own_place(visit, units)},
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: _report(visit, form))
        if done is not None:
            return HttpResponseRedirect(f"{reverse('information_one', args=[visit.slug, done.number])}?sent=1")
    return visit.render("information/report.html", {"form": form}, status=status_of(form))


def _own_place(visit: Visit, units: list[roster.UnitView]) -> str:
    """A village reports of itself mostly."""
    own = next((unit for unit in units if unit.number == visit.access.actor.unit), None)
    is_place = own is not None and own.kind in {"village", "community"} and visit.access.actor.role in UNITS
    return own.name if own is not None and is_place else ""


def _report(visit: Visit, form: ReportForm) -> Done:
    given = form.cleaned_data
    seats = roster.seats(visit.conference, unit=given["unit"]) if given.get("unit") else []
    call = visit.call(given["key"], form.behalf(seats))
    return report_information(call, given=form.given(), files=[*given["camera"], *given["photos"]])


def one_or_404(visit: Visit, number: int) -> queries.InformationView:
    found = queries.information_for(
        visit.conference, visit.access.actor, number, on=visit.today, given=setting(visit.conference)
    )
    if found is None:
        raise Http404
    return found


@page("information.see")
def one(visit: Visit, number: int) -> HttpResponse:
    """One whole: what was reported, who was told and what they found, the step that is next."""
    found = one_or_404(visit, number)
    offered = steps.offered(visit, found)
    tried = None
    if visit.request.method == "POST":
        if not visit.may("information.step"):
            return visit.render("errors/403.html", status=403)
        tried = offered.get(visit.request.POST.get("step", ""))
        if tried is None:
            raise RuleBroken(f"这条信息现为“{found.row.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and steps.perform(visit, found, visit.request.POST["step"], tried):
            return HttpResponseRedirect(reverse("information_one", args=[visit.slug, number]))
    course = _course(visit, found)
    return visit.render(
        "information/one.html",
        {
            "found": found,
            "mine": found.told_of(visit.access.actor.unit) if visit.access.actor.role in UNITS else None,
            "steps": offered,
            "history": course,
            "files": journal.files_of(visit.conference, [step.entry for step in course]),
            "people": _people(visit, found, course),
            "units": {told.unit: told.unit_name for told in found.told},
            "titles": names.titles(visit.conference, [each for each in (found.origin, found.became) if each]),
            "sent": "sent" in visit.request.GET,
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _course(visit: Visit, found: queries.InformationView) -> list[journal.PastStep]:
    """What happened, as far as this seat may read it; a withdrawal of a result is told by the return itself."""
    history = journal.history(visit.conference, f"information:{found.row.number}")
    return queries.own_steps(found, visit.access.actor, history)


def _people(visit: Visit, found: queries.InformationView, course: list[journal.PastStep]) -> dict[int, str]:
    """Who took the steps; a unit that was told reads the names of its own people only."""
    actor = visit.access.actor
    all_names = actor.role not in UNITS or found.own
    shown: list[Any] = [step for step in course if all_names or step.unit == actor.unit]
    return roster.person_names(visit.conference, [step.person for step in shown])


@page("information.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A photograph or paper of one, for who may read the step it belongs to."""
    found = one_or_404(visit, number)
    wanted = journal.file(visit.conference, file)
    if wanted is None or wanted.entry not in {step.entry for step in _course(visit, found)}:
        raise Http404
    return serve_file(wanted)
