"""领导接访: the rota of leaders and days, published as a notice on A4, cancelled, held."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal.refusals import Invalid
from lianxi.matters.leadership import reception_days as actions
from lianxi.matters.leadership import reception_queries as queries
from lianxi.matters.leadership.leaders import leaders
from lianxi.roster.roles import LEADERS, UNITS
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.reception_forms import CancelDayForm, RotaForm

#: what a unit may see of the rota: what everybody may
PUBLIC = ("published", "held", "cancelled")
#: how far back the page reaches: calendar days
BACK = timedelta(days=31)


class PublishForm(ActionForm):
    """Only the key: the days come by number."""


def _since(visit: Visit) -> date:
    """From which day on; the address says it, else a month back."""
    try:
        return date.fromisoformat(visit.request.GET.get("since", ""))
    except ValueError:
        return visit.today - BACK


def _rows(visit: Visit) -> list[queries.DayRow]:
    rows = queries.days(visit.conference, since=_since(visit))
    if visit.access.actor.role in UNITS:
        return [row for row in rows if row.published_on is not None]
    return rows


@page("reception_day.see")
def days(visit: Visit) -> HttpResponse:
    """The rota: what is ahead, what is past; planned days are published together."""
    return _page(visit, PublishForm())


def _page(visit: Visit, form: ActionForm) -> HttpResponse:
    rows = _rows(visit)
    actor = visit.access.actor
    return visit.render(
        "receptions/rota.html",
        {
            "ahead": [row for row in rows if row.on >= visit.today],
            "past": [(row, row.overdue(visit.today)) for row in reversed(rows) if row.on < visit.today],
            "planned": [row for row in rows if row.state == "planned" and row.on >= visit.today],
            "published": any(row.state in {"published", "held"} and row.on >= visit.today for row in rows),
            "form": form,
            "own": actor.person if actor.role in LEADERS else None,
            "since": _since(visit),
        },
        status=status_of(form),
    )


@page("reception_day.see")
def export(visit: Visit) -> HttpResponse:
    """The rota that is on screen, as .xlsx."""
    columns = [
        Column("on", "日期", 13, kind="date"),
        Column("leader", "领导", 14),
        Column("post", "职务", 24),
        Column("hours", "时间", 16),
        Column("place", "地点", 24),
        Column("state", "状态", 12),
        Column("received", "接访件次", 10, kind="int"),
    ]
    rows = [
        (row.on, row.leader_name, row.post, row.hours, row.place, row.state_label, row.received) for row in _rows(visit)
    ]
    return xlsx("领导接访安排", write_sheet(columns, rows, title="领导接访安排表"))


@page("reception.manage")
def plan(visit: Visit) -> HttpResponse:
    """Several leaders and days at once."""
    form = RotaForm(
        visit.request.POST or None,
        leaders=leaders(visit.conference),
        initial={"place": "信访接待室"},
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: actions.plan_days(visit.call(form.cleaned_data["key"]), days=form.days()))
        if done is not None:
            return HttpResponseRedirect(reverse("reception_days", args=[visit.slug]))
    return visit.render("receptions/plan.html", {"form": form}, status=status_of(form))


@page("reception.manage")
def publish(visit: Visit) -> HttpResponse:
    """公示 the days that were ticked, then print the notice."""
    if visit.request.method != "POST":
        return HttpResponseRedirect(reverse("reception_days", args=[visit.slug]))
    form = PublishForm(visit.request.POST)
    numbers = [int(value) for value in visit.request.POST.getlist("day") if value.isdigit()]
    if form.is_valid():
        done = form.perform(lambda: _publish(visit, form, numbers))
        if done is not None:
            return HttpResponseRedirect(reverse("reception_notice", args=[visit.slug]))
    return _page(visit, form)


def _publish(visit: Visit, form: ActionForm, numbers: list[int]) -> object:
    if not numbers:
        raise Invalid("请先勾选要公示的日期。")
    return actions.publish_days(visit.call(form.cleaned_data["key"]), numbers=numbers)


@page("reception_day.see")
def notice(visit: Visit) -> HttpResponse:
    """The 公示 on A4: published days ahead, to be posted where people see it."""
    rows = queries.days(visit.conference, since=visit.today, states=["published", "held"])
    return visit.render("receptions/notice.html", {"rows": rows})


def _day_or_404(visit: Visit, number: int) -> queries.DayRow:
    found = queries.day_for(visit.conference, number)
    if found is None:
        raise Http404
    return found


@page("reception.manage")
def cancel(visit: Visit, number: int) -> HttpResponse:
    """A day that will not take place."""
    found = _day_or_404(visit, number)
    form = CancelDayForm(visit.request.POST or None, initial={"version": found.version})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.cancel_day(
                visit.call(given["key"]), number=number, version=given["version"], reason=given["reason"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("reception_days", args=[visit.slug]))
    values = {"day": found, "form": form, "title": "取消接访"}
    return visit.render("receptions/day_act.html", values, status=status_of(form))


@page("reception.receive")
def hold(visit: Visit, number: int) -> HttpResponse:
    """He sat there and nobody came."""
    found = _day_or_404(visit, number)
    form = VersionForm(visit.request.POST or None, initial={"version": found.version})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(lambda: actions.hold_day(visit.call(given["key"]), number=number, version=given["version"]))
        if done is not None:
            return HttpResponseRedirect(reverse("reception_days", args=[visit.slug]))
    values = {"day": found, "form": form, "title": "登记按时接访（无人来访）"}
    return visit.render("receptions/day_act.html", values, status=status_of(form))
