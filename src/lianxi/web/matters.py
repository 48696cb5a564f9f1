"""The ledger: its list by filter and keyset, saved views, export; one matter whole; its files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.refusals import Invalid
from lianxi.matters import matter_view, queries, words
from lianxi.matters.counting import figures
from lianxi.matters.identities.covering import covers
from lianxi.matters.queries import Filters, LedgerRow, Place
from lianxi.matters.tables import categories, saved_views
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web import identities
from lianxi.web.downloads import serve_file, xlsx
from lianxi.web.forms import day_or_none
from lianxi.web.pages import Visit, page

#: what of an address is a filter of the ledger
NAMES = (
    "group", "text", "kind", "channel", "category", "unit", "year", "since", "until", "first", "figure", "imported",
    "sort",
)  # fmt: skip


def filters_of(visit: Visit) -> Filters:
    """What the address asks for; what cannot be read is left out."""
    given = visit.request.GET
    groups, own = _groups(visit), given.get("group", "")
    unit, year, imported = given.get("unit", ""), given.get("year", ""), given.get("imported", "")
    return Filters(
        group=own if own in groups else "all" if given.get("figure") or given.get("text") else "open",
        text=given.get("text", "").strip()[:60],
        kind=given.get("kind", "") if given.get("kind") in words.KINDS else "",
        channel=given.get("channel", "") if given.get("channel") in words.CHANNELS else "",
        category=given.get("category", "") if given.get("category", "").isdigit() else "",
        unit=int(unit) if unit.isdigit() and len(unit) < 9 else None,
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        since=day_or_none(given.get("since", "")),
        until=day_or_none(given.get("until", "")),
        first=given.get("first", "") if given.get("first") in words.FIRST else "",
        figure=given.get("figure", "")[:200],
        imported=int(imported) if imported.isdigit() and len(imported) < 9 else None,
        sort=given.get("sort", "") if given.get("sort") in queries.SORTS else "newest",
    )


def _groups(visit: Visit) -> tuple[str, ...]:
    return queries.OF_UNIT if visit.access.actor.role in UNITS else queries.OF_OFFICE


def query_of(filters: Filters, **more: Any) -> str:
    """The filter as an address, without what it has anyway."""
    plain = Filters(group="")
    own = {name: getattr(filters, name) for name in NAMES}
    return urlencode(
        {name: value for name, value in {**own, **more}.items() if value and value != getattr(plain, name, None)}
    )


def _after(visit: Visit) -> Place | None:
    given = visit.request.GET
    number = given.get("after", "")
    return Place(int(number), day_or_none(given.get("due", ""))) if number.isdigit() and len(number) < 14 else None


@page("matter.see")
def matters(visit: Visit) -> HttpResponse:
    """The list. A unit sees its own."""
    filters = filters_of(visit)
    table = categories.table(visit.conference)
    rows = queries.ledger(
        visit.conference,
        visit.access.actor,
        on=visit.today,
        filters=filters,
        after=_after(visit),
        limit=queries.PAGE + 1,
        known=table,
    )
    listed, last = rows[: queries.PAGE], None
    if len(rows) > queries.PAGE:
        last = listed[-1].place
    overdue, week = queries.pressing(visit.conference, visit.access.actor, visit.today)
    units = roster.unit_names(visit.conference)
    return visit.render(
        "matters/list.html",
        {
            "rows": listed,
            "filters": filters,
            "query": query_of(filters),
            "next": query_of(filters, after=last.number, due=last.due or "") if last else "",
            "groups": [(code, queries.GROUPS[code], query_of(Filters(group=code))) for code in _groups(visit)],
            "kinds": words.KINDS,
            "channels": words.CHANNELS,
            "sorts": queries.SORTS,
            "firsts": {code: label for code, label in words.FIRST.items() if code},
            "tops": [(branch.code, branch.name) for branch in table.branches()],
            "units": units,
            "figure": figures.label(filters.figure, units, table.names),
            "years": range(visit.today.year, visit.today.year - 4, -1),
            "views": saved_views.views_of(visit.conference, visit.access.actor.person),
            "overdue": overdue,
            "week": week,
        },
    )


COLUMNS = [
    Column("label", "编号", 12),
    Column("received", "收到日期", 12, kind="date"),
    Column("channel", "信访形式", 10),
    Column("kind", "类别", 12),
    Column("title", "概况", 44),
    Column("category", "内容分类", 20),
    Column("territory", "属地", 16),
    Column("lead", "主办单位", 18),
    Column("people", "人数", 7, kind="int"),
    Column("first", "初次重复", 10),
    Column("state", "状态", 14),
    Column("due", "到期日期", 12, kind="date"),
    Column("closed", "办结日期", 12, kind="date"),
    Column("national", "国家系统编号", 20),
]


@page("matter.see")
def export(visit: Visit) -> HttpResponse:
    """Every page of the filter as .xlsx, up to 5,000 rows; names that stand in a title covered."""
    filters, actor = filters_of(visit), visit.access.actor
    rows = []
    for batch in queries.exported(visit.conference, actor, on=visit.today, filters=filters):
        covered = covers(visit.conference, actor, [f"matter:{row.number}" for row in batch], now=visit.now)
        rows += [_cells(replace(row, title=covered[f"matter:{row.number}"](row.title))) for row in batch]
    return xlsx("信访事项台账", write_sheet(COLUMNS, rows, title=f"信访事项台账（{queries.GROUPS[filters.group]}）"))


def _cells(row: LedgerRow) -> tuple[Any, ...]:
    return (
        row.label,
        row.received_on,
        row.channel_label,
        row.kind_label,
        row.title,
        row.category,
        row.territory,
        row.lead,
        row.people,
        row.first_label,
        row.state_label,
        row.due_on,
        row.closed_on,
        row.national_number,
    )


@page("matter.see")
def views(visit: Visit) -> HttpResponse:
    """Save the present filter under a name, or delete a saved view; both are the person's own."""
    given, who = visit.request.POST, visit.access.actor.person
    back = reverse("matters", args=[visit.slug])
    if visit.request.method != "POST":
        return HttpResponseRedirect(back)
    query = given.get("query", "")
    if given.get("drop", "").isdigit():
        saved_views.drop_view(visit.conference, who, int(given["drop"]))
    else:
        try:
            saved_views.save_view(visit.conference, who, given.get("name", ""), query)
        except Invalid as refusal:
            return visit.render("matters/view_refused.html", {"why": str(refusal), "query": query}, status=422)
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


@page("matter.see")
def matter(visit: Visit, number: int) -> HttpResponse:
    """One matter: its clock first, then what is owed next, what it is about, its course."""
    found = matter_view.matter_for(visit.conference, visit.access.actor, number, on=visit.today)
    if found is None:
        raise Http404
    identity = None if found.stub else identities.part(visit, f"matter:{number}")
    steps = [(step, reverse(step.page, args=[visit.slug, *step.arguments])) for step in found.steps]
    return visit.render("matters/matter.html", {"matter": found, "identity": identity, "steps": steps})


@page("matter.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of one, for who may see the matter."""
    entries = matter_view.files_for(visit.conference, visit.access.actor, number)
    wanted = journal.file(visit.conference, file)
    if entries is None or wanted is None or wanted.entry not in entries:
        raise Http404
    return serve_file(wanted)
