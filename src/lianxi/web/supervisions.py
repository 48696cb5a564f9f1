"""联合督查: the list, proposing one, one whole with its steps, who is sent and what is looked at."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Behalf
from lianxi.journal.refusals import RuleBroken
from lianxi.oversight import supervision as actions
from lianxi.oversight import supervision_queries as queries
from lianxi.papers import queries as papers
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.tasks import directive_queries
from lianxi.web import supervision_steps as steps
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.supervision_forms import OrganiseForm, ProposeForm, checklist_text

SHOWN = {"open": "未完成", "reported": "已报告", "cancelled": "已取消", "all": "全部"}


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in SHOWN else "open"


def _rows(visit: Visit, limit: int) -> list[queries.SupervisionRow]:
    before = visit.request.GET.get("before", "")
    return queries.supervisions(
        visit.conference,
        visit.access.actor,
        on=visit.today,
        shown=_shown(visit),
        before=int(before) if before.isdigit() and len(before) < 10 else None,
        limit=limit,
    )


@page("supervision.see")
def supervisions(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "supervisions/list.html",
        {
            "rows": listed,
            "shown": _shown(visit),
            "choices": SHOWN,
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("supervision.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("title", "督查名称", 40),
        Column("proposer", "提出", 20),
        Column("organiser", "组织实施", 20),
        Column("units", "被督查单位", 34),
        Column("proposed", "提出日期", 13, kind="date"),
        Column("first", "开始", 13, kind="date"),
        Column("last", "结束", 13, kind="date"),
        Column("reported", "报告日期", 13, kind="date"),
        Column("found", "问题数", 10, kind="int"),
        Column("settled", "已核验", 10, kind="int"),
        Column("state", "状态", 16),
    ]
    rows = [
        (
            row.number,
            row.title,
            row.proposer_name,
            row.organiser_name,
            "、".join(row.units),
            row.proposed_on,
            row.first_day,
            row.last_day,
            row.reported_on,
            row.found,
            row.settled,
            row.state_label,
        )
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("联合督查", write_sheet(columns, rows, title=f"联合督查（{SHOWN[_shown(visit)]}）"))


def unit_choices(visit: Visit) -> list[tuple[int, str]]:
    return [(unit.number, unit.name) for unit in roster.units(visit.conference) if unit.closed_on is None]


@page("supervision.propose")
def propose(visit: Visit) -> HttpResponse:
    """A new one; ``?matter=`` is what it is about."""
    matter = visit.request.GET.get("matter", "")
    form = _propose_form(visit, {"matter": matter if matter.isdigit() else ""})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.propose_supervision(visit.call(form.cleaned_data["key"], _behalf(form)), plan=form.plan())
        )
        if done is not None:
            return HttpResponseRedirect(reverse("supervision", args=[visit.slug, done.number]))
    return visit.render("supervisions/propose.html", {"form": form}, status=status_of(form))


def _propose_form(visit: Visit, initial: dict[str, Any]) -> ProposeForm:
    form = ProposeForm(
        visit.request.POST or None, units=unit_choices(visit), initial={"behalf_on": visit.today, **initial}
    )
    if visit.may("supervision.manage"):
        seats = [seat for seat in roster.seats(visit.conference) if seat.role in UNITS]
        form.offer_seats(seats, nobody="办公室提出")
    else:
        form.without_behalf()
    return form


def _behalf(form: ProposeForm) -> Behalf | None:
    return form.behalf() if "behalf_seat" in form.fields else None


def supervision_or_404(visit: Visit, number: int) -> queries.SupervisionView:
    found = queries.supervision_for(visit.conference, visit.access.actor, number, on=visit.today)
    if found is None:
        raise Http404
    return found


@page("supervision.propose")
def edit(visit: Visit, number: int) -> HttpResponse:
    """The proposal changed and proposed again."""
    found = supervision_or_404(visit, number)
    if not steps.proposes(visit, found) or found.row.state not in {"proposed", "returned"}:
        raise RuleBroken(f"这次联合督查现为“{found.row.state_label}”，提出的内容现在不由您修改。")
    first = {
        "title": found.row.title,
        "reason": found.reason,
        "units": [part.unit for part in found.parts] if found.whole else [],
        "organiser": found.organiser,
        "first_day": found.row.first_day,
        "last_day": found.row.last_day,
        "matter": found.matter or "",
        "version": found.version,
    }
    form = _propose_form(visit, first)
    if "behalf_seat" in form.fields:
        form.without_behalf()
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.propose_again(
                visit.call(given["key"]), number=number, version=given["version"] or 0, plan=form.plan()
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("supervision", args=[visit.slug, number]))
    return visit.render("supervisions/propose.html", {"form": form, "found": found}, status=status_of(form))


@page("supervision.see")
def supervision(visit: Visit, number: int) -> HttpResponse:
    """One as far as this seat may see it, with the step that is next."""
    found = supervision_or_404(visit, number)
    gate = actions.approval_gate(visit.conference, visit.today) if found.row.state == "proposed" else None
    open_steps = steps.offered(visit, found, gate is not None)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        if not (visit.may("supervision.step") or visit.may("supervision.approve")):
            return visit.render("errors/403.html", status=403)
        name = visit.request.POST.get("step", "")
        tried = open_steps.get(name)
        if tried is None:
            raise RuleBroken(f"这次联合督查现为“{found.row.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and steps.perform(visit, found, name, tried):
            return HttpResponseRedirect(reverse("supervision", args=[visit.slug, number]))
    history = journal.history(visit.conference, f"supervision:{number}") if found.whole else []
    return visit.render(
        "supervisions/supervision.html",
        {
            "found": found,
            "gate": gate,
            "steps": open_steps,
            "words": {name: words for name, (words, _) in steps.STEPS.items()},
            "proposes": steps.proposes(visit, found),
            "organises": steps.organises(visit, found),
            "looks": steps.looks(visit, found),
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]) if history else {},
            **_papers(visit, found),
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _papers(visit: Visit, found: queries.SupervisionView) -> dict[str, Any]:
    """What went out about it: numbered documents, and the report upward. For the office alone."""
    state, origin = found.row.state, f"supervision:{found.row.number}"
    if not visit.may("document.draft"):
        return {}
    if state == "reported":
        return {"upward": directive_queries.report_on(visit.conference, origin)}
    return {"documents": papers.of_origin(visit.conference, origin)} if state == "approved" else {}


@page("supervision.step")
def organise(visit: Visit, number: int) -> HttpResponse:
    """Which units send people, what is arranged, the checklist."""
    found = supervision_or_404(visit, number)
    if not steps.organises(visit, found):
        raise RuleBroken(f"由组织实施单位（{found.row.organiser_name}）办理。")
    inspected = {part.unit for part in found.parts}
    units = [each for each in unit_choices(visit) if each[0] not in inspected]
    form = OrganiseForm(
        visit.request.POST or None,
        units=units,
        initial={
            "version": found.version,
            "senders": [each.unit for each in found.senders],
            "arrangement": found.arrangement,
            "checklist": checklist_text(found.items),
        },
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.organise_supervision(
                visit.call(given["key"]),
                number=number,
                version=given["version"],
                senders=given["senders"],
                arrangement=given["arrangement"],
                checklist=form.items(),
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("supervision", args=[visit.slug, number]))
    return visit.render("supervisions/organise.html", {"form": form, "found": found}, status=status_of(form))
