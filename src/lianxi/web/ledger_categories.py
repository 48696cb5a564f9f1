"""内容分类: the table and its versions; a change is made in the page or in a workbook, looked at, and put in force."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.books import Page, write_book
from lianxi.documents.child import read_book_safely
from lianxi.documents.unreadable import Unreadable
from lianxi.matters.tables import categories, upload_drafts
from lianxi.matters.tables.categories import CategoryList
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.ledger_forms import BranchForm, CategoriesForm, CategoryFileForm
from lianxi.web.pages import Visit, page

SHOWN = 100
GUIDE = (
    "一、这份表是现在的内容分类。一行一类：代码六位，两位一级；010000 是一级，010200 是它下面的二级，010203 是三级。",
    "二、增加一类：加一行，代码不要和别的重复，上一级要在表里。改名：只改名称，不改代码。停用一类：删去整行。",
    "三、990000“其他”要保留。上传后先预览会增加、改名、停用哪些，确认才生效。",
    "四、修订不改动已经登记的事项：每件事项保留登记时那一版的分类。",
)


def _draft(visit: Visit) -> upload_drafts.Kept | None:
    return upload_drafts.kept(visit.conference, visit.access.actor.account, upload_drafts.CATEGORIES)


def _keep(visit: Visit, base: int, rows: Any, wrong: Any = (), file_name: str = "") -> HttpResponseRedirect:
    upload_drafts.keep(
        visit.conference,
        visit.access.actor.account,
        upload_drafts.CATEGORIES,
        content={"version": base, "rows": list(rows), "wrong": list(wrong)},
        now=visit.now,
        file_name=file_name,
    )
    return HttpResponseRedirect(reverse("ledger_categories_preview", args=[visit.slug]))


@page("ledger.see")
def listed(visit: Visit) -> HttpResponse:
    """The table in force, or an earlier version, as a tree."""
    wanted = visit.request.GET.get("version", "")
    version = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else None
    shown = categories.table(visit.conference, version)
    if version is not None and shown.version != version:
        raise Http404
    versions = categories.versions(visit.conference)
    values = {
        "table": shown,
        "branches": shown.branches(),
        "versions": versions,
        "newest": versions[0][0] if versions else 0,
        "waiting": "ledger.set" in visit.permissions() and _draft(visit) is not None,
    }
    return visit.render("ledger_settings/categories.html", values)


@page("ledger.see")
def table(visit: Visit) -> HttpResponse:
    """The present table as a workbook, to be edited and uploaded."""
    present = categories.table(visit.conference)
    sheet = Page(categories.SHEET, categories.COLUMNS, present.rows)
    return xlsx("内容分类", write_book([sheet], title="内容分类", guide=GUIDE))


@page("ledger.set")
def edit(visit: Visit) -> HttpResponse:
    """One branch of the table (its two digits in the address) to be changed; on from the person's own draft."""
    present, kept = categories.table(visit.conference), _draft(visit)
    going_on = kept is not None and kept.content["version"] == present.version and not kept.content["wrong"]
    rows = _rows(kept) if kept is not None and going_on else present.rows
    code = visit.request.GET.get("branch", "")
    branch = next((each for each in categories.tree(rows) if each.code[:2] == code), None)
    if branch is None and code != "new":
        raise Http404
    form = BranchForm(branch, visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        edited = form.edited()
        own = {code for code, _, _ in form.rows}
        whole = (*(row for row in rows if row[0] not in own), *edited)
        wrong = categories.problems(whole)
        if not wrong:
            return _keep(visit, present.version, sorted(whole))
        form.show(wrong, whole)
    values = {"form": form, "branch": branch, "lines": form.lines(), "new_lines": form.new_lines()}
    return visit.render("ledger_settings/categories_edit.html", values, status=status_of(form))


@page("ledger.set")
def upload(visit: Visit) -> HttpResponse:
    """Take the edited workbook; it is kept as read, with every mistake by its cell, and shown."""
    form = CategoryFileForm(visit.request.POST or None, visit.request.FILES or None)
    if visit.request.method == "POST" and form.is_valid():
        file = form.cleaned_data["table"]
        try:
            book = read_book_safely(file.name, file.read(), {categories.SHEET: categories.COLUMNS})
        except Unreadable as error:
            form.add_error("table", str(error))
        else:
            rows, wrong = categories.from_workbook(book.tables[categories.SHEET])
            present = categories.table(visit.conference)
            told = [(each.cell, each.sentence) for each in wrong]
            return _keep(visit, present.version, rows, told, file.name)
    return visit.render("ledger_settings/categories_upload.html", {"form": form}, status=status_of(form))


@page("ledger.set")
def preview(visit: Visit) -> HttpResponse:
    """What the new version adds, renames and ends, or every mistake; confirming puts it in force from today."""
    kept, present = _draft(visit), categories.table(visit.conference)
    if kept is None:
        return visit.render("ledger_settings/categories_none.html")
    rows, base = _rows(kept), int(kept.content["version"])
    form = CategoriesForm(visit.request.POST or None, initial={"version": base})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        call = visit.call(given["key"])
        if form.perform(
            lambda: categories.set_categories(call, rows=rows, version=given["version"], basis=given["basis"])
        ):
            upload_drafts.discard(visit.conference, visit.access.actor.account, upload_drafts.CATEGORIES)
            return HttpResponseRedirect(reverse("ledger_categories", args=[visit.slug]))
    values = _seen(present, rows, kept) | {"form": form, "stale": base != present.version}
    return visit.render("ledger_settings/categories_preview.html", values, status=status_of(form))


def _seen(present: CategoryList, rows: categories.Rows, kept: upload_drafts.Kept) -> dict[str, Any]:
    wrong = [tuple(each) for each in kept.content["wrong"]]
    return {
        "kept": kept,
        "wrong": wrong[:SHOWN],
        "wrong_count": len(wrong),
        "changes": categories.changes(present, rows),
        "table": present,
        "count": len(rows),
    }


def _rows(kept: upload_drafts.Kept) -> categories.Rows:
    return tuple((code, name) for code, name in kept.content["rows"])


@page("ledger.set")
def discard(visit: Visit) -> HttpResponse:
    """Drop the draft by POST; by GET there is nothing to see."""
    if visit.request.method == "POST":
        upload_drafts.discard(visit.conference, visit.access.actor.account, upload_drafts.CATEGORIES)
        return HttpResponseRedirect(reverse("ledger_categories", args=[visit.slug]))
    return HttpResponseRedirect(reverse("ledger_categories_preview", args=[visit.slug]))
