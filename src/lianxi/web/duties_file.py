"""职责对照表 as a workbook: downloaded, edited, uploaded, looked at, put in force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.books import write_book
from lianxi.documents.child import read_book_safely
from lianxi.documents.unreadable import Unreadable
from lianxi.matters.finding import duty_sheets, duty_table
from lianxi.matters.tables import upload_drafts
from lianxi.roster import queries as roster
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.pages import Visit, page

SHOWN = 100


class DutyFileForm(ActionForm):
    table = forms.FileField(label="改好的表格", help_text="先下载现在的表，在 Excel 或 WPS 里改好，再上传。")


@page("ledger.see")
def table(visit: Visit) -> HttpResponse:
    """The present table as a workbook, to be edited and uploaded."""
    present, names = duty_table.table(visit.conference), duty_table.names_of(visit.conference)
    sheet = duty_sheets.page(present, names, roster.units(visit.conference))
    return xlsx("职责对照表", write_book([sheet], title="职责对照表", guide=duty_sheets.GUIDE))


@page("ledger.set")
def upload(visit: Visit) -> HttpResponse:
    """Take the edited workbook; it is kept as read, with every mistake by its cell, and shown."""
    form = DutyFileForm(visit.request.POST or None, visit.request.FILES or None)
    if visit.request.method == "POST" and form.is_valid():
        file = form.cleaned_data["table"]
        try:
            book = read_book_safely(file.name, file.read(), {duty_sheets.SHEET: duty_sheets.COLUMNS})
        except Unreadable as error:
            form.add_error("table", str(error))
        else:
            names = duty_table.names_of(visit.conference)
            rows, wrong = duty_sheets.from_workbook(book.tables[duty_sheets.SHEET], names)
            base = duty_table.table(visit.conference).version
            upload_drafts.keep(
                visit.conference,
                visit.access.actor.account,
                upload_drafts.DUTIES,
                content={"version": base, "rows": list(rows), "wrong": wrong},
                now=visit.now,
                file_name=file.name,
            )
            return _to(visit, "ledger_duties_preview")
    return visit.render("ledger_settings/duties_upload.html", {"form": form}, status=status_of(form))


@page("ledger.set")
def preview(visit: Visit) -> HttpResponse:
    """What the new version adds and takes away, or every mistake; confirming puts it in force, or drops it."""
    account = visit.access.actor.account
    kept = upload_drafts.kept(visit.conference, account, upload_drafts.DUTIES)
    if kept is None:
        return _to(visit, "ledger_duties_upload")
    if visit.request.method == "POST" and visit.request.POST.get("step") == "discard":
        upload_drafts.discard(visit.conference, account, upload_drafts.DUTIES)
        return _to(visit, "ledger_duties")
    rows, base = tuple((field, word, to) for field, word, to in kept.content["rows"]), int(kept.content["version"])
    form = VersionForm(visit.request.POST or None, initial={"version": base})
    if visit.request.method == "POST" and form.is_valid() and not kept.content["wrong"]:
        call, version = visit.call(form.cleaned_data["key"]), form.cleaned_data["version"]
        if form.perform(lambda: duty_table.set_duties(call, rows=rows, version=version)):
            upload_drafts.discard(visit.conference, account, upload_drafts.DUTIES)
            return _to(visit, "ledger_duties")
    values = _seen(visit, rows, kept) | {"form": form}
    return visit.render("ledger_settings/duties_preview.html", values, status=status_of(form))


def _seen(visit: Visit, rows: duty_sheets.Rows, kept: upload_drafts.Kept) -> dict[str, Any]:
    present, names = duty_table.table(visit.conference), duty_table.names_of(visit.conference)
    wrong = [tuple(each) for each in kept.content["wrong"]]
    return {
        "kept": kept,
        "wrong": wrong[:SHOWN],
        "wrong_count": len(wrong),
        "changes": [] if wrong else duty_sheets.changes(present, rows, names),
        "table": present,
        "count": len(rows),
        "stale": int(kept.content["version"]) != present.version,
    }


def _to(visit: Visit, name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[visit.slug]))
