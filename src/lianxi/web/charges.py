"""领导包案 and 来信阅批: charges proposed by the office, approved by a leader, ended; instructions on a letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.matters import words
from lianxi.matters.identities.covering import covers
from lianxi.matters.leadership import charge_queries as queries
from lianxi.matters.leadership import charges as actions
from lianxi.matters.leadership.leaders import leaders
from lianxi.matters.leadership.readings import read_letter
from lianxi.roster import queries as roster
from lianxi.roster.roles import LEADERS
from lianxi.web.downloads import serve_file, xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.reception_forms import (
    ApproveForm,
    ApprovePaperForm,
    EndForm,
    PaperReadingForm,
    ProposeForm,
    ReadingForm,
    RefuseForm,
)

SHOWN = {"open": "未结束", **words.CHARGE_STATES, "all": "全部"}
OPEN = ("proposed", "approved")


def _shown(visit: Visit) -> str:
    wanted = visit.request.GET.get("shown", "open")
    return wanted if wanted in SHOWN else "open"


def _number(visit: Visit, name: str) -> int | None:
    given = visit.request.GET.get(name, "")
    return int(given) if given.isdigit() else None


def _rows(visit: Visit, limit: int) -> list[queries.ChargeRow]:
    shown = _shown(visit)
    return queries.charges(
        visit.conference,
        visit.access.actor,
        states=OPEN if shown == "open" else () if shown == "all" else (shown,),
        leader=_number(visit, "leader"),
        before=_number(visit, "before"),
        limit=limit,
    )


@page("charge.see")
def charges(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "charges/list.html",
        {
            "rows": [(row, row.overdue(visit.today)) for row in listed],
            "shown": _shown(visit),
            "choices": SHOWN,
            "leaders": leaders(visit.conference),
            "leader": _number(visit, "leader"),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("charge.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx; names that stand in a title covered."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("matter", "信访事项编号", 16),
        Column("title", "信访事项", 44),
        Column("leader", "包案领导", 14),
        Column("approved", "批准日期", 13, kind="date"),
        Column("until", "包案期限", 13, kind="date"),
        Column("state", "状态", 12),
        Column("matter_state", "事项状态", 14),
    ]
    shown = _rows(visit, queries.PAGE)
    holders = [f"matter:{row.matter}" for row in shown]
    covered = covers(visit.conference, visit.access.actor, holders, now=visit.now)
    rows = [
        (
            row.number,
            row.matter_label,
            covered[f"matter:{row.matter}"](row.matter_title),
            row.leader_name,
            row.approved_on,
            row.until,
            row.state_label,
            row.matter_state_label,
        )
        for row in shown
    ]
    return xlsx("领导包案", write_sheet(columns, rows, title=f"领导包案台账（{SHOWN[_shown(visit)]}）"))


@page("charge.manage")
def propose(visit: Visit) -> HttpResponse:
    """``?matter=``: which matter a leader is to take charge of."""
    matter = _number(visit, "matter")
    title = None if matter is None else queries.matter_title(visit.conference, visit.access.actor, matter)
    form = ProposeForm(visit.request.POST or None)
    duties = actions.duties_of(visit.conference)
    form.offer(leaders(visit.conference), duties)
    form.initial.setdefault("duties", duties)
    if visit.request.method == "POST" and matter is not None and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.propose_charge(
                visit.call(given["key"]),
                matter=matter,
                leader=given["leader"],
                duties=form.wanted(),
                until=given["until"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("charge", args=[visit.slug, done.number]))
    values = {"form": form, "matter": matter, "matter_title": title}
    if matter is not None:
        values["matter_label"] = words.number_label(matter)
    return visit.render("charges/propose.html", values, status=status_of(form))


def charge_or_404(visit: Visit, number: int) -> queries.ChargeView:
    found = queries.charge_for(visit.conference, visit.access.actor, number)
    if found is None:
        raise Http404
    return found


@page("charge.see")
def charge(visit: Visit, number: int) -> HttpResponse:
    """One charge; the step that is next stands on the page."""
    found = charge_or_404(visit, number)
    steps = _steps(visit, found)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        if not (visit.may("charge.decide") or visit.may("charge.manage")):
            return visit.render("errors/403.html", status=403)
        name = visit.request.POST.get("step", "")
        tried = steps.get(name)
        if tried is None:
            raise RuleBroken(f"这件包案现为“{found.row.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and _perform(visit, found, name, tried):
            return HttpResponseRedirect(reverse("charge", args=[visit.slug, number]))
    history = journal.history(visit.conference, f"charge:{number}")
    return visit.render(
        "charges/charge.html",
        {
            "charge": found,
            "late": found.row.overdue(visit.today),
            "steps": steps,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _steps(visit: Visit, found: queries.ChargeView) -> dict[str, ActionForm]:
    """The forms of what this seat may do now, by the name of the step."""
    state, wanted = found.row.state, dict[str, type[ActionForm]]()
    if state == "proposed" and visit.may("charge.decide"):
        wanted = {"approve": ApproveForm, "refuse": RefuseForm}
    elif state == "proposed" and visit.may("charge.manage"):
        wanted = {"approve_on_paper": ApprovePaperForm}
    elif state == "approved" and visit.may("charge.manage"):
        wanted = {"end": EndForm}
    made = {name: _form(visit, found, name, form) for name, form in wanted.items()}
    paper = made.get("approve_on_paper")
    if isinstance(paper, ApprovePaperForm):
        paper.offer_seats([seat for seat in roster.seats(visit.conference) if seat.role in LEADERS])
    return made


def _form(visit: Visit, found: queries.ChargeView, name: str, form: type[ActionForm]) -> ActionForm:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    return form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        initial={"version": found.version, "behalf_on": visit.today, "ended_on": visit.today},
        auto_id=f"{name}_%s",
    )


def _perform(visit: Visit, found: queries.ChargeView, name: str, form: ActionForm) -> bool:
    given = form.cleaned_data
    ground: dict[str, Any] = {"number": found.row.number, "version": given["version"]}
    call = visit.call(given["key"])
    writes: dict[str, Callable[[], Done]] = {
        "approve": lambda: actions.approve_charge(call, **ground),
        "refuse": lambda: actions.refuse_charge(call, **ground, reason=given["reason"]),
        "end": lambda: actions.end_charge(call, **ground, result=given["result"], ended_on=given["ended_on"]),
    }
    if isinstance(form, ApprovePaperForm):
        signed = visit.call(given["key"], form.behalf())
        writes[name] = lambda: actions.approve_charge(signed, **ground, files=given["scans"])
    return form.perform(writes[name]) is not None


@page("charge.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """The signed form of a charge, for who may see the charge."""
    charge_or_404(visit, number)
    wanted = journal.file(visit.conference, file)
    if wanted is None or wanted.entry not in {
        step.entry for step in journal.history(visit.conference, f"charge:{number}")
    }:
        raise Http404
    return serve_file(wanted)


@page("reading.write")
def reading(visit: Visit, number: int) -> HttpResponse:
    """来信阅批: by the leader himself, or the office with the scan of what he wrote."""
    title = queries.matter_title(visit.conference, visit.access.actor, number)
    if title is None:
        raise Http404
    form: ReadingForm
    data, files = visit.request.POST or None, visit.request.FILES or None
    if visit.access.actor.role in LEADERS:
        form = ReadingForm(data)
    else:
        form = PaperReadingForm(data, files, initial={"behalf_on": visit.today})
        form.offer_seats([seat for seat in roster.seats(visit.conference) if seat.role in LEADERS])
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        behalf = form.behalf() if isinstance(form, PaperReadingForm) else None
        done = form.perform(
            lambda: read_letter(
                visit.call(given["key"], behalf), matter=number, text=given["text"], files=given.get("scans") or ()
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("matter", args=[visit.slug, number]))
    values = {
        "form": form,
        "matter": number,
        "matter_label": words.number_label(number),
        "matter_title": title,
        "readings": queries.readings(visit.conference, visit.access.actor, number),
    }
    return visit.render("charges/reading.html", values, status=status_of(form))
