"""村级登记: the register of a village, a case in a minute on a phone, settled there or reported in one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Behalf, Done
from lianxi.matters import words
from lianxi.matters.identities import vault
from lianxi.matters.identities.covering import covers
from lianxi.matters.villages import village as actions
from lianxi.matters.villages import village_queries as queries
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.village_forms import CaseForm, ForUnit, ReportForm, SettleForm

SHOWN = {**words.VILLAGE_STATES, "all": "全部"}
NOBODY = "没有可以代录的村（社区）席位。请先在“成员”中登记任职。"


def _shown(visit: Visit) -> str:
    wanted = visit.request.GET.get("shown", "all")
    return wanted if wanted in SHOWN else "all"


def _number(visit: Visit, name: str) -> int | None:
    given = visit.request.GET.get(name, "")
    return int(given) if given.isdigit() else None


def _rows(visit: Visit, limit: int) -> list[queries.CaseRow]:
    actor = visit.access.actor
    return queries.cases(
        visit.conference,
        role=actor.role,
        unit=actor.unit,
        shown=_shown(visit),
        of_unit=_number(visit, "unit"),
        before=_number(visit, "before"),
        limit=limit,
    )


@page("village_case.see")
def cases(visit: Visit) -> HttpResponse:
    """The register; for who sees all villages their counts of the year, in the order of the units."""
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    unit = visit.access.actor.unit
    everywhere = visit.access.actor.role not in UNITS
    return visit.render(
        "village/list.html",
        {
            "rows": listed,
            "masks": vault.masks(visit.conference, [row.holder for row in listed if row.state != "reported"]),
            "shown": _shown(visit),
            "choices": SHOWN,
            "counts": queries.counts(visit.conference, visit.today.year) if everywhere else [],
            "year": visit.today.year,
            "of_unit": _number(visit, "unit"),
            "everywhere": everywhere,
            "may_register": everywhere or queries.keeps_register(visit.conference, unit or 0),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("village_case.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx; no name and no number of anybody is in it."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("unit", "村（社区）", 22),
        Column("on", "反映日期", 13, kind="date"),
        Column("channel", "形式", 10),
        Column("title", "反映事项", 44),
        Column("people", "人数", 8, kind="int"),
        Column("state", "状态", 12),
        Column("settled", "化解日期", 13, kind="date"),
        Column("matter", "镇级编号", 14),
    ]
    shown = _rows(visit, queries.PAGE)
    holders = [f"village_case:{row.number}" for row in shown]
    covered = covers(visit.conference, visit.access.actor, holders, now=visit.now)
    rows = [
        (
            row.number,
            row.unit_name,
            row.on,
            row.channel_label,
            covered[f"village_case:{row.number}"](row.title),
            row.people,
            row.state_label,
            row.settled_on,
            row.matter_label,
        )
        for row in shown
    ]
    return xlsx("村级登记", write_sheet(columns, rows, title=f"村级信访登记簿（{SHOWN[_shown(visit)]}）"))


def _seats(visit: Visit, unit: int | None = None) -> list[roster.SeatView] | None:
    """For the office: one seat a village it may record for; None for a village that acts itself."""
    if visit.access.actor.role in UNITS:
        return None
    villages = {u.number for u in roster.units(visit.conference) if u.kind in queries.VILLAGES}
    found: dict[int, roster.SeatView] = {}
    for seat in roster.seats(visit.conference, unit=unit):
        if seat.role in UNITS and seat.closed_on is None and seat.unit in villages:
            found.setdefault(seat.unit or 0, seat)
    return list(found.values())


def _done(visit: Visit, form: ForUnit, write: Callable[[str, Behalf | None], Done]) -> HttpResponse | None:
    """Where to after a valid form was written; None when it is shown (again)."""
    if visit.request.method != "POST" or not form.is_valid():
        return None
    done = form.perform(lambda: write(form.cleaned_data["key"], form.behalf()))
    return None if done is None else HttpResponseRedirect(reverse("village_case", args=[visit.slug, done.number]))


@page("village_case.manage")
def new(visit: Visit) -> HttpResponse:
    """A minute on a phone; the office does it for a village (代录)."""
    seats = _seats(visit)
    form = CaseForm(
        visit.request.POST or None,
        seats=seats,
        initial={"on": visit.today, "behalf_on": visit.today, "channel": "visit"},
    )
    answer = _done(visit, form, lambda key, behalf: actions.register_case(visit.call(key, behalf), given=form.case()))
    if answer is not None:
        return answer
    values = {"form": form, "nobody": NOBODY if seats == [] else ""}
    return visit.render("village/new.html", values, status=status_of(form))


def case_or_404(visit: Visit, number: int) -> queries.CaseView:
    """One case, if this seat may see it; hidden and absent are the same."""
    actor = visit.access.actor
    found = queries.case_for(visit.conference, number, role=actor.role, unit=actor.unit)
    if found is None:
        raise Http404
    return found


@page("village_case.see")
def case(visit: Visit, number: int) -> HttpResponse:
    """One whole: what was said, what was done, what is next."""
    found = case_or_404(visit, number)
    history = journal.history(visit.conference, f"village_case:{number}")
    return visit.render(
        "village/case.html",
        {
            "case": found,
            "masks": vault.masks(visit.conference, [found.row.holder]).get(found.row.holder, ()),
            "history": history,
            "people": roster.person_names(visit.conference, [step.person for step in history]),
            "linked": visit.access.actor.role not in UNITS,
            "may_step": found.row.state == "open" and visit.may("village_case.manage"),
        },
    )


@page("village_case.manage")
def settle(visit: Visit, number: int) -> HttpResponse:
    """化解: measures and result."""
    found = case_or_404(visit, number)
    form = SettleForm(
        visit.request.POST or None, seats=_seats(visit, found.row.unit), initial=_first(visit, found, "settled_on")
    )

    def write(key: str, behalf: Behalf | None) -> Done:
        given = {name: form.cleaned_data[name] for name in ("version", "result", "settled_on", "measures")}
        return actions.settle_case(visit.call(key, behalf), number=number, **given)

    return _done(visit, form, write) or _act(visit, found, form, "settle")


@page("village_case.manage")
def report(visit: Visit, number: int) -> HttpResponse:
    """上报镇联席办: one step, and it is the township's matter."""
    found = case_or_404(visit, number)
    form = ReportForm(visit.request.POST or None, seats=_seats(visit, found.row.unit), initial=_first(visit, found))

    def write(key: str, behalf: Behalf | None) -> Done:
        given = form.cleaned_data
        return actions.report_case(
            visit.call(key, behalf),
            number=number,
            version=given["version"],
            purpose=given["purpose"],
            accuses=bool(given.get("accuses")),
        )

    return _done(visit, form, write) or _act(visit, found, form, "report")


def _first(visit: Visit, found: queries.CaseView, *days: str) -> dict[str, Any]:
    return {"version": found.version, "behalf_on": visit.today, **dict.fromkeys(days, visit.today)}


def _act(visit: Visit, found: queries.CaseView, form: ActionForm, name: str) -> HttpResponse:
    values = {"case": found, "form": form, "step": name, "state": found.row.state}
    return visit.render("village/act.html", values, status=status_of(form))
