"""社情分析: the months, a month's pack in one step, its problems looked at, confirmed, put before the meeting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from lianxi.analysis import periods
from lianxi.analysis.periods import Period
from lianxi.analysis.prominent import KINDS
from lianxi.journal.frame import Call, Done
from lianxi.matters.counting.statistics_cells import SMALL_NOTE
from lianxi.meetings import pack_content, pack_making, packs
from lianxi.meetings import pack_queries as queries
from lianxi.meetings.pack_queries import PackRow, PackView
from lianxi.web import pack_worker
from lianxi.web.analysis_pack_forms import (
    AddForm,
    ConfirmPackForm,
    MonthForm,
    ReasonForm,
    ThresholdsForm,
    first_values,
)
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.statistics import ledger_address, shown_of

#: months that a pack may be made for
OFFERED = 24
#: seconds until a page that shows progress asks again
AGAIN = "3"
#: tables that stand open on the page; the others are folded
OPEN_TABLES = ("trend", "heat")


def small_hidden(visit: Visit) -> bool:
    """Whether this reader is shown no number under 3: everybody but the office and the leaders."""
    return visit.access.actor.role == "inspector"


def pack_or_404(visit: Visit, number: int, *, outward: bool | None = None) -> PackView:
    hidden = small_hidden(visit) if outward is None else outward
    found = queries.pack(visit.conference, number, visit.today, small_hidden=hidden)
    if found is None:
        raise Http404
    return found


def to_pack(visit: Visit, number: int, anchor: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("analysis_pack", args=[visit.slug, number]) + anchor)


def _months(visit: Visit) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in periods.choices(visit.today, OFFERED) if each.length == "month"]


@page("analysis.see")
def analysis_packs(visit: Visit) -> HttpResponse:
    rows = queries.packs(visit.conference)
    made = {f"{row.month:%Y-%m}" for row in rows}
    months = _months(visit)
    first = next((code for code, _ in months[1:2] if code not in made), months[0][0])
    return _list(visit, rows, MonthForm(months=months, initial={"month": first}))


@page("analysis.manage")
def make(visit: Visit) -> HttpResponse:
    """A month's pack in one step: worked out first, then written; a month that has one is opened."""
    if visit.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = MonthForm(visit.request.POST, months=_months(visit))
    if form.is_valid():
        period = pack_content.month_of(form.cleaned_data["month"], visit.today)
        assert period is not None  # the form offers months that have begun
        there = queries.standing_of(visit.conference, period.span.since)
        if there is not None:
            return to_pack(visit, there[0])
        call = visit.call(form.cleaned_data["key"])
        if pack_making.large(visit.conference):
            return _in_background(visit, call, period, None)
        prepared = pack_content.prepare(visit.conference, period, visit.today)
        done = form.perform(lambda: packs.make_pack(call, prepared=prepared))
        if done is not None:
            return to_pack(visit, done.number)
    return _list(visit, queries.packs(visit.conference), form)


def _list(visit: Visit, rows: list[PackRow], form: MonthForm) -> HttpResponse:
    under_way = pack_making.makings(visit.conference, visit.now) if visit.may("analysis.manage") else []
    values = {"rows": rows, "form": form, "kinds": KINDS, "under_way": under_way}
    return visit.render("analysis/list.html", values, status=status_of(form))


def _in_background(visit: Visit, call: Call, period: Period, version: int | None) -> HttpResponseRedirect:
    if pack_making.begin(call, period.span.since, version):
        pack_worker.start(visit.conference, period.code)
    return HttpResponseRedirect(reverse("analysis_making", args=[visit.slug, period.code]))


@page("analysis.manage")
def making(visit: Visit, month: str) -> HttpResponse:
    """How far a month has come that is made in the background; what stopped can be tried again."""
    period = pack_content.month_of(month, visit.today)
    found = pack_making.making_of(visit.conference, period.span.since, visit.now) if period is not None else None
    if period is None or found is None:
        raise Http404
    form = ActionForm(visit.request.POST if visit.request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if pack_making.try_again(visit.call(form.cleaned_data["key"]), found.month):
            pack_worker.start(visit.conference, month)
        return HttpResponseRedirect(reverse("analysis_making", args=[visit.slug, month]))
    there = queries.standing_of(visit.conference, found.month)
    if found.state == "done" and there is not None:
        return to_pack(visit, there[0])
    values = {"making": found, "form": form, "standing": there[0] if there is not None else None}
    response = visit.render("analysis/making.html", values, status=form.status)
    if found.under_way:
        response["Refresh"] = AGAIN
    return response


@page("analysis.see")
def analysis_pack(visit: Visit, number: int) -> HttpResponse:
    return _shown(visit, pack_or_404(visit, number))


def _shown(visit: Visit, found: PackView, tried: tuple[str, ActionForm] | None = None) -> HttpResponse:
    groups = [
        (label, [each for each in found.of_kind(kind) if each.state in ("proposed", "confirmed")])
        for kind, label in KINDS.items()
    ]
    forms = _forms(visit, found)
    if tried is not None:
        forms[tried[0]] = tried[1]
    title = urlencode({"kind": "analysis", "title": f"{found.row.month.month}月信访社情分析例会"})
    return visit.render(
        "analysis/pack.html",
        {
            "pack": found,
            "groups": groups,
            "aside": [each for each in found.concerns if each.state in ("merged", "dismissed")],
            "shown": [shown_of(table) for table in found.tables],
            "open_tables": OPEN_TABLES,
            "forms": forms,
            "ledger": "" if small_hidden(visit) else ledger_address(visit),
            "small_note": SMALL_NOTE if small_hidden(visit) else "",
            "call": f"{reverse('meeting_new', args=[visit.slug])}?{title}",
        },
        status=status_of(tried[1]) if tried is not None else 200,
    )


def _forms(visit: Visit, found: PackView) -> dict[str, ActionForm]:
    """The steps of the whole that this seat may take now."""
    if not visit.may("analysis.manage"):
        return {}
    first = {"version": found.version, "text": found.text}
    if found.row.state == "draft":
        return {
            "confirm": ConfirmPackForm(initial=first, auto_id="confirm_%s"),
            "again": VersionForm(initial=first, auto_id="again_%s"),
        }
    forms: dict[str, ActionForm] = {"reopen": ReasonForm(initial=first, auto_id="reopen_%s")}
    if found.meeting is None and not found.proposed:
        forms["table"] = VersionForm(initial=first, auto_id="table_%s")
    return forms


STEPS: dict[str, type[VersionForm]] = {
    "confirm": ConfirmPackForm,
    "again": VersionForm,
    "reopen": ReasonForm,
    "table": VersionForm,
}


@page("analysis.manage")
def step(visit: Visit, number: int, name: str) -> HttpResponse:
    """One step of the whole; what is refused comes back on the pack's page."""
    if name not in STEPS:
        raise Http404
    if visit.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = pack_or_404(visit, number)
    form = STEPS[name](visit.request.POST, auto_id=f"{name}_%s")
    if name == "again" and form.is_valid() and pack_making.large(visit.conference):
        given, period = form.cleaned_data, periods.month_of(found.row.month)
        return _in_background(visit, visit.call(given["key"]), period, given["version"])
    if form.is_valid() and form.perform(_write(visit, found, name, form)) is not None:
        return to_pack(visit, number)
    return _shown(visit, found, (name, form))


def _write(visit: Visit, found: PackView, name: str, form: ActionForm) -> Callable[[], Done]:
    given: dict[str, Any] = form.cleaned_data
    call, ground = visit.call(given["key"]), {"number": found.row.number, "version": given["version"]}
    if name == "confirm":
        return partial(packs.confirm_pack, call, **ground, text=given["text"])
    if name == "reopen":
        return partial(packs.reopen_pack, call, **ground, reason=given["reason"])
    if name == "table":
        return partial(packs.table_pack, call, **ground)
    return partial(_again, visit, call, found, given["version"])


def _again(visit: Visit, call: Any, found: PackView, version: int) -> Done:
    """The same month counted and compared anew; what a person decided stays."""
    prepared = pack_content.prepare(visit.conference, periods.month_of(found.row.month), visit.today)
    return packs.make_pack(call, prepared=prepared, version=version)


@page("analysis.manage")
def add(visit: Visit, number: int) -> HttpResponse:
    """A problem the office knows of and the comparison did not find."""
    found = pack_or_404(visit, number)
    form = AddForm(visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: packs.add_concern(
                visit.call(given["key"]), pack=number, title=given["title"], kind=given["kind"], text=given["text"]
            )
        )
        if done is not None:
            return to_pack(visit, number, f"#c-{done.number}")
    return visit.render("analysis/add.html", {"form": form, "pack": found}, status=status_of(form))


@page("analysis.manage")
def settings(visit: Visit) -> HttpResponse:
    """本单位设定: the thresholds and the governance list."""
    by, version = pack_content.thresholds(visit.conference)
    form = ThresholdsForm(visit.request.POST or None, initial=first_values(by, version))
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: packs.set_thresholds(
                visit.call(form.cleaned_data["key"]), by=form.by(), version=form.cleaned_data["version"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("analysis_settings", args=[visit.slug]))
    return visit.render("analysis/settings.html", {"form": form}, status=status_of(form))
