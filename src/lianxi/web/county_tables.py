"""上级考核自评表: brought in from the county's .xlsx, each line linked to what shows it, exported with its evidence."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.assessment import county, county_queries, county_reading
from lianxi.assessment.county_queries import ItemView, TableView
from lianxi.compliance import queries as compliance
from lianxi.documents.child import read_rows_safely
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.documents.unreadable import Unreadable
from lianxi.matters.tables import upload_drafts
from lianxi.rulebook.board import Line
from lianxi.web.county_forms import ColumnsForm, ItemForm, TableFileForm
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page

KIND, SHOWN = "county", 100
ONLY_HERE = "信访数量等数字只用于填报上级的自评表，不用来考核村和单位，也不能写进考核办法。"


@page("county_table.see")
def county_tables(visit: Visit) -> HttpResponse:
    return visit.render("assessment/county_list.html", {"rows": county_queries.tables(visit.conference)})


@page("county_table.manage")
def bring_in(visit: Visit) -> HttpResponse:
    """Take the county's file as it is; nothing is written before its columns were looked at."""
    form = TableFileForm(
        visit.request.POST or None, visit.request.FILES or None, initial={"year": visit.today.year}, auto_id="file_%s"
    )
    if visit.request.method == "POST" and form.is_valid():
        file, given = form.cleaned_data["table"], form.cleaned_data
        try:
            table = read_rows_safely(file.name, file.read(), max_rows=1000, max_columns=30)
        except Unreadable as error:
            form.add_error("table", str(error))
        else:
            content = {
                "title": given["title"],
                "year": given["year"],
                "issuer": given["issuer"],
                "heads": list(table.header),
                "letters": dict(table.letters),
                "rows": [
                    [row.number, {head: "" if cell is None else str(cell) for head, cell in row.cells.items()}]
                    for row in table.rows
                ],
                "wrong": [[f"{each.column}{each.row}", each.message] for each in table.problems],
            }
            upload_drafts.keep(
                visit.conference, visit.access.actor.account, KIND, content=content, now=visit.now, file_name=file.name
            )
            return _to(visit, "county_table_columns")
    return visit.render("assessment/county_import.html", {"form": form}, status=status_of(form))


@page("county_table.manage")
def columns(visit: Visit) -> HttpResponse:
    """What each column means is proposed; every mistake stands at its cell; all of it is brought in, or nothing."""
    account = visit.access.actor.account
    kept = upload_drafts.kept(visit.conference, account, KIND)
    if kept is None:
        return _to(visit, "county_table_import")
    told = kept.content
    proposed = county_reading.propose(told["heads"])
    form = ColumnsForm(visit.request.POST or None, heads=told["heads"], initial=proposed, auto_id="columns_%s")
    chosen = form.columns() if form.is_bound and form.is_valid() else proposed
    rows = [(int(number), cells) for number, cells in told["rows"]]
    items, found = county_reading.read(rows, chosen, told["letters"])
    wrong = [(cell, sentence) for cell, sentence in told["wrong"]] + found
    if form.is_bound and form.is_valid() and form.data.get("do") == "import" and not wrong:
        call = visit.call(form.cleaned_data["key"])
        done = form.perform(
            lambda: county.import_table(
                call, title=told["title"], year=int(told["year"]), issuer=told["issuer"], items=items
            )
        )
        if done is not None:
            upload_drafts.discard(visit.conference, account, KIND)
            return HttpResponseRedirect(reverse("county_table", args=[visit.slug, done.number]))
    values = {"form": form, "kept": kept, "items": items, "wrong": wrong[:SHOWN], "count": len(wrong)}
    return visit.render("assessment/county_columns.html", values, status=422 if form.errors else 200)


def table_or_404(visit: Visit, number: int, place: int | None = None) -> TableView:
    found = county_queries.table_for(visit.conference, number, visit.access.actor, visit.today, place=place)
    if found is None or (place is not None and not found.items):
        raise Http404
    return found


@page("county_table.see")
def table(visit: Visit, number: int) -> HttpResponse:
    """Every line with its figure, what shows it, own score; what lacks evidence is marked."""
    return visit.render("assessment/county_table.html", {"table": table_or_404(visit, number), "only_here": ONLY_HERE})


@page("county_table.see")
def item(visit: Visit, number: int, place: int) -> HttpResponse:
    """One line: its figure, the duties of the board behind it, documents and entries; the office fills it in."""
    view = table_or_404(visit, number, place)
    found = view.items[0]
    board = compliance.board(visit.access.head, on=visit.today)
    form = None
    if visit.may("county_table.manage"):
        articles = list(dict.fromkeys([line.duty.article for line in board.lines] + list(found.duties)))
        form = ItemForm(visit.request.POST or None, articles=articles, initial=_first(found), auto_id="item_%s")
    if visit.request.method == "POST":
        if form is None:
            return visit.render("errors/403.html", status=403)
        given = form
        if given.is_valid() and given.perform(lambda: _fill(visit, number, place, given)) is not None:
            return HttpResponseRedirect(f"{reverse('county_table', args=[visit.slug, number])}#i{place}")
    lines: list[Line] = [line for line in board.lines if line.duty.article in found.duties]
    values = {"table": view, "item": found, "form": form, "lines": lines, "only_here": ONLY_HERE}
    return visit.render("assessment/county_item.html", values, status=status_of(form) if form else 200)


def _fill(visit: Visit, number: int, place: int, form: ItemForm) -> Any:
    given = form.cleaned_data
    return county.fill_item(
        visit.call(given["key"]), table=number, place=place, version=given["version"], filled=form.filled()
    )


def _first(found: ItemView) -> dict[str, Any]:
    by_kind = {
        kind: "、".join(str(each.number) for each in found.evidence if each.object.startswith(kind))
        for kind in ("entry", "document")
    }
    return {
        "computes": found.computes, "duties": list(found.duties), "entries": by_kind["entry"],
        "documents": by_kind["document"], "own_score": found.own_score, "note": found.note, "version": found.version,
    }  # fmt: skip


@page("county_table.see")
def export(visit: Visit, number: int) -> HttpResponse:
    """The filled table with its list of evidence, as .xlsx."""
    view = table_or_404(visit, number)
    heads = [
        Column("place", "序号", 6, kind="int"), Column("group", "类别", 16), Column("name", "考核项目", 30),
        Column("standard", "评分标准", 44), Column("points", "分值", 8), Column("own", "自评分", 8),
        Column("figure", "数据", 18), Column("note", "自评说明", 36), Column("evidence", "佐证材料", 44),
    ]  # fmt: skip
    rows = [
        (
            each.place, each.group, each.name, each.standard, _words(each.points), _words(each.own_score), each.figure,
            each.note, _evidence(each),
        )
        for each in view.items
    ]  # fmt: skip
    note = f"分值合计 {view.points}，自评合计 {view.own}，缺佐证 {view.lacking} 项。{ONLY_HERE}"
    return xlsx(view.row.title, write_sheet(heads, rows, title=view.row.title, note=note))


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _evidence(each: ItemView) -> str:
    if each.missing:
        return "缺佐证"
    told = [f"规则{article}履职记录" for article in each.duties]
    for one in each.evidence:
        files = "、".join(name for _, name in one.files)
        told.append(f"{one.title}{f'（{files}）' if files else ''}")
    return "\n".join(told) or "系统数据"


def _to(visit: Visit, name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[visit.slug]))
