"""接访登记: a visit received or paid, settled on the spot or made a matter in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.matters import words
from lianxi.matters.identities import vault
from lianxi.matters.identities.covering import covers
from lianxi.matters.leadership import reception_queries as queries
from lianxi.matters.leadership import receptions as actions
from lianxi.matters.leadership.leaders import leaders
from lianxi.roster import queries as roster
from lianxi.roster.roles import LEADERS
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page
from lianxi.web.reception_forms import ReceptionForm, SettleReceptionForm, ToMatterForm

SHOWN = {**words.RECEPTION_STATES, "all": "全部"}


def _shown(visit: Visit) -> str:
    wanted = visit.request.GET.get("shown", "all")
    return wanted if wanted in SHOWN else "all"


def _number(visit: Visit, name: str) -> int | None:
    given = visit.request.GET.get(name, "")
    return int(given) if given.isdigit() else None


def _rows(visit: Visit, limit: int) -> list[queries.ReceptionRow]:
    return queries.receptions(
        visit.conference,
        shown=_shown(visit),
        leader=_number(visit, "leader"),
        before=_number(visit, "before"),
        limit=limit,
    )


@page("reception.see")
def receptions(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "receptions/list.html",
        {
            "rows": listed,
            "masks": vault.masks(visit.conference, [row.holder for row in listed]),
            "shown": _shown(visit),
            "choices": SHOWN,
            "leaders": leaders(visit.conference),
            "leader": _number(visit, "leader"),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("reception.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx; no name and no number of a petitioner is in it."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("kind", "方式", 8),
        Column("on", "日期", 13, kind="date"),
        Column("leader", "领导", 14),
        Column("place", "地点", 22),
        Column("unit", "问题所在村（单位）", 22),
        Column("title", "反映事项", 44),
        Column("people", "人数", 8, kind="int"),
        Column("state", "状态", 12),
        Column("matter", "登记编号", 14),
    ]
    shown = _rows(visit, queries.PAGE)
    holders = [f"reception:{row.number}" for row in shown]
    covered = covers(visit.conference, visit.access.actor, holders, now=visit.now)
    rows = [
        (
            row.number,
            row.kind_label,
            row.on,
            row.leader_name,
            covered[f"reception:{row.number}"](row.place),
            row.unit_name,
            covered[f"reception:{row.number}"](row.title),
            row.people,
            row.state_label,
            row.matter_label,
        )
        for row in shown
    ]
    return xlsx("领导接访登记", write_sheet(columns, rows, title=f"领导接访（下访）登记簿（{SHOWN[_shown(visit)]}）"))


@page("reception.receive")
def new(visit: Visit) -> HttpResponse:
    """By the office, or by the leader himself on his phone; ``?leader=`` and ``?on=`` come from the rota."""
    actor, known = visit.access.actor, leaders(visit.conference)
    if actor.role in LEADERS:
        known = [each for each in known if each.person == actor.person]
    form = ReceptionForm(visit.request.POST or None, initial=_first(visit, known[0].person if known else None))
    form.offer(known, roster.units(visit.conference))
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.record_reception(visit.call(form.cleaned_data["key"]), given=form.reception())
        )
        if done is not None:
            return HttpResponseRedirect(reverse("reception", args=[visit.slug, done.number]))
    return visit.render("receptions/new.html", {"form": form, "leaders": known}, status=status_of(form))


def _first(visit: Visit, only: int | None) -> dict[str, Any]:
    given = visit.request.GET
    try:
        on = min(date.fromisoformat(given.get("on", "")), visit.today)
    except ValueError:
        on = visit.today
    leader = _number(visit, "leader") or (only if visit.access.actor.role in LEADERS else None)
    kind = given.get("kind", "reception")
    return {"on": on, "leader": leader, "kind": kind if kind in words.RECEPTION_KINDS else "reception"}


def reception_or_404(visit: Visit, number: int) -> queries.ReceptionView:
    found = queries.reception_for(visit.conference, number)
    if found is None:
        raise Http404
    return found


@page("reception.see")
def reception(visit: Visit, number: int) -> HttpResponse:
    found = reception_or_404(visit, number)
    history = journal.history(visit.conference, f"reception:{number}")
    return visit.render(
        "receptions/reception.html",
        {
            "reception": found,
            "masks": vault.masks(visit.conference, [found.row.holder]).get(found.row.holder, ()),
            "history": history,
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
    )


@page("reception.manage")
def settle(visit: Visit, number: int) -> HttpResponse:
    """当场办结."""
    found = reception_or_404(visit, number)
    form = SettleReceptionForm(visit.request.POST or None, initial={"version": found.version, "reply": found.reply})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.settle_reception(
                visit.call(given["key"]), number=number, version=given["version"], reply=given["reply"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("reception", args=[visit.slug, number]))
    values = {"reception": found, "form": form, "title": "当场办结"}
    return visit.render("receptions/act.html", values, status=status_of(form))


@page("reception.manage")
def register(visit: Visit, number: int) -> HttpResponse:
    """转入登记: the matter comes of it in one step."""
    found = reception_or_404(visit, number)
    form = ToMatterForm(visit.request.POST or None, initial={"version": found.version, "territory": found.unit})
    form.offer(roster.units(visit.conference))
    if visit.request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("version", "purpose", "kind", "route", "territory")}
        done = form.perform(
            lambda: actions.register_reception(
                visit.call(form.cleaned_data["key"]), number=number, **given, accused=form.cleaned_data["accused"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("reception", args=[visit.slug, number]))
    values = {"reception": found, "form": form, "title": "转入登记"}
    return visit.render("receptions/act.html", values, status=status_of(form))
