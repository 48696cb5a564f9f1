"""排查报告: one tap for nothing found, who reported which period, asking for what is owed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import queries as charter
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.information import owing, screening
from lianxi.information import screening_queries as queries
from lianxi.information.owing import Asking
from lianxi.information.screening_periods import Period, read
from lianxi.information.screening_queries import EVERY, Line
from lianxi.journal.refusals import Invalid
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.dispute_forms import ReportForm, ScreeningUnitsForm, TakeBackForm
from lianxi.web.disputes import seats_of
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page

STATES = {"reported": "已报", "late": "迟报", "missing": "未报", "awaited": "待报"}
TOLD = {"reported": "已报送，记入日志。", "chased": "已催报，尚未报送的单位在待办里收到提醒。"}


@page("dispute.see")
def screenings(visit: Visit) -> HttpResponse:
    """A unit: what it reports now, with one tap, and what it reported. Everybody else: a period, unit by unit."""
    told = TOLD.get(visit.request.GET.get("done", ""), "")
    if visit.access.actor.role in UNITS:
        return visit.render("disputes/own_screenings.html", {**_own(visit), "told": told})
    return visit.render("disputes/screenings.html", {**_period(visit), "told": told})


def _own(visit: Visit) -> dict[str, Any]:
    unit = visit.access.actor.unit or 0
    asked = owing.asking(visit.conference)
    key_periods = charter.key_periods(visit.conference)
    reports = queries.reports_of(visit.conference, unit)
    made = {report.period.code for report in reports}
    wanted = queries.to_report(visit.conference, unit, asked, key_periods, visit.today)
    return {
        "to_report": [each for each in wanted if each.period.code not in made],
        "reports": reports,
        "states": STATES,
        "every": EVERY[asked.every],
        "form": ActionForm(),
    }


def _chosen(visit: Visit, asked: Asking) -> tuple[Period, list[Period]]:
    """The period of the address, else the latest that can be reported; and what can be picked."""
    offered = queries.periods(asked, charter.key_periods(visit.conference), visit.today)
    named = read(visit.request.GET.get("period", ""))
    if named is not None and named.first > visit.today:
        named = None
    period = named or queries.newest(asked, offered, visit.today)
    return period, offered if period in offered else [period, *offered]


def _period(visit: Visit) -> dict[str, Any]:
    asked = owing.asking(visit.conference)
    period, offered = _chosen(visit, asked)
    lines = queries.lines(visit.conference, asked, period, visit.today)
    owed = [line for line in lines if line.report is None]
    return {
        "period": period,
        "offered": offered,
        "lines": lines,
        "states": STATES,
        "reported": len(lines) - len(owed),
        "owed": len(owed),
        "late": sum(line.state == "late" for line in lines),
        "found": sum(line.live for line in lines),
        "opened": period.opens <= visit.today,
        "chased_today": bool(owed) and all(line.chased_on == visit.today for line in owed),
        "asked": asked,
        "every": EVERY[asked.every],
        "form": ActionForm(),
    }


@page("dispute.see")
def export(visit: Visit) -> HttpResponse:
    """The period on screen, as .xlsx; a unit's own line alone for a unit."""
    asked = owing.asking(visit.conference)
    period, _ = _chosen(visit, asked)
    actor = visit.access.actor
    unit = (actor.unit or 0) if actor.role in UNITS else None
    columns = [
        Column("unit", "单位", 24),
        Column("state", "报送情况", 12),
        Column("on", "报送日期", 13, kind="date"),
        Column("found", "报送件数", 10, kind="int"),
        Column("live", "现登记件数", 12, kind="int"),
        Column("chased", "催报次数", 10, kind="int"),
    ]
    rows = [_cells(line) for line in queries.lines(visit.conference, asked, period, visit.today, unit=unit)]
    title = f"{period.label}矛盾纠纷排查报送情况"
    return xlsx(title, write_sheet(columns, rows, title=title, note="按单位名册顺序列出，不排名。"))


def _cells(line: Line) -> tuple[Any, ...]:
    report = line.report
    reported = (report.reported_on, report.found) if report else (None, None)
    return (line.name, STATES[line.state], *reported, line.live, line.chased)


@page("dispute.report")
def report(visit: Visit) -> HttpResponse:
    """A unit reports by one POST; the office records for a unit with a form (代录)."""
    if visit.access.actor.role in UNITS:
        return _report_own(visit)
    period = read(visit.request.POST.get("period") or visit.request.GET.get("period", ""))
    named = visit.request.GET.get("unit", "")
    if period is None or not named.isdigit() or len(named) > 6:
        raise Http404
    seats = seats_of(visit, {int(named)})
    if not seats:
        raise Http404
    live = screening.found_in(visit.conference, int(named), period)
    day = min(max(visit.today, period.opens), visit.today)
    form = ReportForm(
        visit.request.POST or None, seats=seats, initial={"period": period.code, "seen": live, "behalf_on": day}
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: screening.report_screening(
                visit.call(given["key"], form.behalf()), period=period, seen=given["seen"]
            )
        )
        if done is not None:
            return _to_period(visit, period, "reported")
    values = {"form": form, "period": period, "live": live, "unit": seats[0].unit_name}
    return visit.render("disputes/report.html", values, status=status_of(form))


def _report_own(visit: Visit) -> HttpResponse:
    """One tap. A refusal is told on the page of refusals."""
    if visit.request.method != "POST":
        return HttpResponseRedirect(reverse("screenings", args=[visit.slug]))
    given = visit.request.POST
    period, seen = read(given.get("period", "")), given.get("seen", "")
    if period is None or not seen.isdigit() or len(seen) > 6:
        raise Invalid("没有这一期排查。请从“排查报告”页面报送。", "period")
    screening.report_screening(visit.call(given.get("key")), period=period, seen=int(seen))
    return HttpResponseRedirect(f"{reverse('screenings', args=[visit.slug])}?done=reported")


def _to_period(visit: Visit, period: Period, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('screenings', args=[visit.slug])}?period={period.code}&done={done}")


@page("dispute.manage")
def chase(visit: Visit) -> HttpResponse:
    """催报: all who owe the period, in one step, once a day."""
    if visit.request.method != "POST":
        return HttpResponseRedirect(reverse("screenings", args=[visit.slug]))
    period = read(visit.request.POST.get("period", ""))
    if period is None:
        raise Invalid("没有这一期排查。请从“排查报告”页面催报。", "period")
    screening.chase_screenings(visit.call(visit.request.POST.get("key")), period=period)
    return _to_period(visit, period, "chased")


@page("dispute.report")
def take_back(visit: Visit, number: int) -> HttpResponse:
    """撤回报送, with the reason; the unit owes the period again."""
    actor = visit.access.actor
    found = queries.report_of(visit.conference, number, (actor.unit or 0) if actor.role in UNITS else None)
    if found is None:
        raise Http404
    form = TakeBackForm(
        visit.request.POST or None, seats=seats_of(visit, {found.unit}), initial={"behalf_on": visit.today}
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: screening.take_back_screening(
                visit.call(given["key"], form.behalf()), number=number, reason=given["reason"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(f"{reverse('screenings', args=[visit.slug])}?period={found.period.code}")
    return visit.render("disputes/take_back.html", {"form": form, "report": found}, status=status_of(form))


@page("dispute.manage")
def settings(visit: Visit) -> HttpResponse:
    """Which units report; the first time it starts the reminding."""
    asked, units = owing.asking(visit.conference), roster.units(visit.conference)
    chosen = [
        unit.number
        for unit in units
        if (unit.kind in owing.VILLAGES and unit.number not in asked.excused) or unit.number in asked.also
    ]
    form = ScreeningUnitsForm(visit.request.POST or None, initial={"units": chosen, "version": asked.version})
    form.offer(units)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: screening.set_screening(visit.call(given["key"]), units=given["units"], version=given["version"])
        )
        if done is not None:
            return HttpResponseRedirect(reverse("screenings", args=[visit.slug]))
    values = {"form": form, "asked": asked, "every": EVERY[asked.every]}
    return visit.render("disputes/screening_settings.html", values, status=status_of(form))
