"""矛盾纠纷: the list, registering on a phone, one whole, the table and the monthly account as files."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.analysis import periods
from lianxi.documents.columns import Column
from lianxi.documents.official import Figures
from lianxi.documents.official.figures_sheet import write_figures
from lianxi.documents.sheets import write_sheet
from lianxi.information import dispute_queries as queries
from lianxi.information import disputes as actions
from lianxi.information.dispute_moves import STEPS
from lianxi.information.dispute_queries import DisputeRow, DisputeView, Filter, Tally
from lianxi.journal import queries as journal
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.dispute_forms import DisputeForm
from lianxi.web.downloads import download, xlsx
from lianxi.web.forms import day_or_none, status_of
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

#: rows of one workbook or account
MOST = 2000
#: a step's words, in the order they are offered
TITLES = {
    "settle": "登记化解",
    "measure": "登记化解措施",
    "reopen": "重新化解",
    "to_matter": "提级为信访事项",
    "to_information": "提级为重要敏感信息",
    "assign": "明确化解责任",
    "correct": "更正登记",
    "void": "作废",
}
COLUMNS = (
    Column("number", "编号", 8, kind="int"),
    Column("unit", "排查单位", 18),
    Column("found_on", "排查日期", 13, kind="date"),
    Column("title", "纠纷概况", 40),
    Column("kind", "类型", 14),
    Column("risk", "事项风险", 10),
    Column("place", "地点", 20),
    Column("people", "涉及人数", 10, kind="int"),
    Column("settles", "化解单位", 18),
    Column("responsible", "责任岗位", 16),
    Column("due", "化解期限", 13, kind="date"),
    Column("measures", "措施（次）", 10, kind="int"),
    Column("state", "状态", 12),
    Column("settled_on", "化解日期", 13, kind="date"),
    Column("result", "化解结果", 40),
)


def wanted(visit: Visit) -> Filter:
    """What the address asks for; open ones first."""
    given = visit.request.GET
    shown, unit = given.get("shown", "open"), given.get("unit", "")
    return Filter(
        shown if shown in queries.SHOWN else "open",
        given.get("kind", "") if given.get("kind", "") in queries.KINDS else "",
        given.get("risk", "") if given.get("risk", "") in queries.RISKS else "",
        int(unit) if unit.isdigit() and len(unit) < 8 else None,
        day_or_none(given.get("since", "")),
        day_or_none(given.get("until", "")),
    )


@page("dispute.see")
def disputes(visit: Visit) -> HttpResponse:
    """The newest first; who sees all units may pick one."""
    asked, before = wanted(visit), visit.request.GET.get("before", "")
    rows = queries.disputes(
        visit.conference,
        visit.access.actor,
        asked,
        on=visit.today,
        before=int(before) if before.isdigit() and len(before) < 10 else None,
        limit=queries.PAGE + 1,
    )
    everywhere = visit.access.actor.role not in UNITS
    listed = rows[: queries.PAGE]
    query = visit.request.GET.copy()
    query.pop("before", None)
    return visit.render(
        "disputes/list.html",
        {
            "rows": listed,
            "filter": asked,
            "shown": queries.SHOWN,
            "kinds": queries.KINDS,
            "risks": queries.RISKS,
            "everywhere": everywhere,
            "units": roster.units(visit.conference) if everywhere else [],
            "plain": not (set(query) - {"shown"}) and asked.shown == "open",
            "query": query.urlencode(),
            "month": f"{visit.today:%Y-%m}",
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


def _cells(row: DisputeRow) -> tuple[Any, ...]:
    return (
        row.number,
        row.unit_name,
        row.found_on,
        row.title,
        row.kind_label,
        row.risk_label,
        row.place,
        row.people,
        row.settles_name,
        row.responsible,
        row.due,
        row.measures,
        f"{row.state_label}（逾期）" if row.overdue else row.state_label,
        row.settled_on,
        row.result,
    )


@page("dispute.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx; there is no person in it."""
    asked = wanted(visit)
    rows = queries.disputes(visit.conference, visit.access.actor, asked, on=visit.today, limit=MOST)
    title = f"矛盾纠纷台账（{queries.SHOWN[asked.shown]}）"
    return xlsx("矛盾纠纷台账", write_sheet(COLUMNS, map(_cells, rows), title=title))


@page("dispute.see")
def account(visit: Visit) -> HttpResponse:
    """矛盾纠纷排查台账（月报）: a month's figures and its list, to be printed. ``?period=2026-11``."""
    period = periods.read(visit.request.GET.get("period", "")) or periods.month_of(visit.today)
    since, until = period.span.since, min(period.span.until, visit.today)
    actor = visit.access.actor
    counted = queries.tally(visit.conference, actor, since, until)
    asked = Filter("all", since=since, until=until)
    rows = queries.disputes(visit.conference, actor, asked, on=visit.today, limit=MOST)
    name = f"{period.name}矛盾纠纷排查化解台账"
    data = write_figures(
        name,
        visit.access.head.name,
        _lines(counted, period.name, visit.today),
        _figures(counted, rows),
        made_on=visit.today,
    )
    return download(f"{name}.docx", data, DOCX)


def _lines(counted: Tally, name: str, today: date) -> list[str]:
    settled, escalated = sum(line[2] for line in counted.units), sum(line[3] for line in counted.units)
    found = (
        f"{name}共排查矛盾纠纷 {counted.total} 件，已化解 {settled} 件，提级办理 {escalated} 件，"
        f"正在化解 {counted.total - settled - escalated} 件。"
        if counted.total
        else f"{name}没有登记矛盾纠纷。"
    )
    return [
        found,
        "风险指事情的紧迫和复杂程度，不评价当事人。各单位按名册顺序列出，不排名。",
        f"统计时间：{today.year}年{today.month}月{today.day}日。",
    ]


def _figures(counted: Tally, rows: list[DisputeRow]) -> list[Figures]:
    if not rows:
        return []
    units = tuple((name, *map(str, numbers)) for name, *numbers in counted.units)
    listed = tuple(
        (row.title, row.unit_name, f"{row.kind_label}／{row.risk_label}", row.settles_name, row.state_label)
        for row in reversed(rows)
    )
    return [
        Figures("分单位情况", ("单位", "排查", "已化解", "提级", "化解中"), units),
        Figures(
            "分类型情况", ("类型", "排查", "已化解"), tuple((name, str(n), str(m)) for name, n, m in counted.kinds)
        ),
        Figures(
            "分风险情况", ("风险", "排查", "已化解"), tuple((name, str(n), str(m)) for name, n, m in counted.risks)
        ),
        Figures("矛盾纠纷清单", ("纠纷概况", "排查单位", "类型／风险", "化解单位", "状态"), listed),
    ]


# one ------------------------------------------------------------------------------------------------------------------


def seats_of(visit: Visit, units: Collection[int] | None = None) -> list[roster.SeatView] | None:
    """For the office: one seat a unit it may record for; None for a unit that acts itself."""
    if visit.access.actor.role in UNITS:
        return None
    found: dict[int, roster.SeatView] = {}
    for seat in roster.seats(visit.conference):
        if seat.role in UNITS and seat.closed_on is None and (units is None or seat.unit in units):
            found.setdefault(seat.unit or 0, seat)
    return list(found.values())


@page("dispute.report")
def new(visit: Visit) -> HttpResponse:
    """A minute on a phone; the office does it for a unit (代录)."""
    form = DisputeForm(
        visit.request.POST or None,
        units=roster.units(visit.conference),
        seats=seats_of(visit),
        initial={"found_on": visit.today, "behalf_on": visit.today},
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.find_dispute(visit.call(form.cleaned_data["key"], form.behalf()), told=form.told())
        )
        if done is not None:
            return HttpResponseRedirect(reverse("dispute", args=[visit.slug, done.number]))
    return visit.render("disputes/new.html", {"form": form}, status=status_of(form))


def dispute_or_404(visit: Visit, number: int, units: dict[int, str]) -> DisputeView:
    """One, if this seat may see it; hidden and absent are the same."""
    found = queries.dispute_for(visit.conference, visit.access.actor, number, on=visit.today, units=units)
    if found is None:
        raise Http404
    return found


def steps_of(visit: Visit, view: DisputeView) -> dict[str, str]:
    """The steps this seat may take now, with their words."""
    actor = visit.access.actor
    office = actor.role not in UNITS
    if not visit.may("dispute.report"):
        return {}
    return {
        name: title
        for name, title in TITLES.items()
        if view.row.state in STEPS[name].from_
        and (STEPS[name].allows(actor.role) or (office and STEPS[name].allows_on_behalf_of("unit_head")))
        and (name != "correct" or view.finder)
    }


@page("dispute.see")
def dispute(visit: Visit, number: int) -> HttpResponse:
    """One whole: what it is, who settles it, what was done, what became of it."""
    found = dispute_or_404(visit, number, roster.unit_names(visit.conference))
    history = journal.history(visit.conference, f"dispute:{number}")
    return visit.render(
        "disputes/dispute.html",
        {
            "dispute": found,
            "steps": steps_of(visit, found),
            "history": history,
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
    )
