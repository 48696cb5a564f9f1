"""职责对照表: which words speak for which unit and category; and how often the suggestions made of it were right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.refusals import Invalid
from lianxi.matters.finding import duty_table, suggesting
from lianxi.matters.finding.duty_table import FIELDS, DutyList, Names
from lianxi.web.forms import VersionForm, status_of
from lianxi.web.pages import Visit, page

EXAMPLES = {
    "territory": "一行一个村（社区）：单位名称：自然村名、组名、路名。",
    "responsible": "一行一个单位：单位名称：它管的事，例如“派出所：打架、盗窃”。",
    "category": "一行一类：六位代码或名称：词，例如“010201 土地承包：田埂、界石”。",
}


def _lines(field: str) -> forms.CharField:
    return forms.CharField(
        label=FIELDS[field],
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"class": "long"}),
        help_text=f"{EXAMPLES[field]}词之间用顿号或空格隔开；越长的词分量越重。",
    )


class DutiesForm(VersionForm):
    """One text a field, a line a target."""

    territory = _lines("territory")
    responsible = _lines("responsible")
    category = _lines("category")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in FIELDS:
            self.fields[field].widget.attrs["rows"] = 12

    def rows(self, names: Names) -> list[tuple[str, str, str]]:
        """Raises ``Invalid`` with the line that is wrong."""
        return [row for field in FIELDS for row in duty_table.read_lines(self.cleaned_data[field], field, names)]


@page("ledger.see")
def duties(visit: Visit) -> HttpResponse:
    """The table in force, or an earlier version."""
    wanted = visit.request.GET.get("version", "")
    version = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else None
    versions = duty_table.versions(visit.conference)
    if version is not None and version not in {number for number, _ in versions}:
        raise Http404
    found, names = duty_table.table(visit.conference, version), duty_table.names_of(visit.conference)
    newest = versions[0][0] if versions else 0
    values = {"table": found, "parts": _parts(found, names), "versions": versions, "newest": newest}
    return visit.render("ledger_settings/duties.html", values)


def _parts(found: DutyList, names: Names) -> list[tuple[str, list[tuple[str, list[str]]], int]]:
    """Field, its targets with their words, and how many more are known by nothing but their own name."""
    parts = []
    for field, label in FIELDS.items():
        words: dict[str, list[str]] = {}
        for word, target in found.of(field):
            words.setdefault(target, []).append(word)
        known = names.of(field)
        rows = [(known[target], each) for target, each in words.items() if target in known]
        told = [row for row in rows if field != "category" or row[1] != [row[0]]]
        parts.append((label, told, len(rows) - len(told)))
    return parts


@page("ledger.set")
def edit(visit: Visit) -> HttpResponse:
    """Edit the table; what is saved is a new version from today on."""
    present, names = duty_table.table(visit.conference), duty_table.names_of(visit.conference)
    first = {field: duty_table.lines(present, field, names) for field in FIELDS}
    form = DutiesForm(visit.request.POST or None, initial={**first, "version": present.version})
    if visit.request.method == "POST" and form.is_valid() and _set(visit, form, names):
        return HttpResponseRedirect(reverse("ledger_duties", args=[visit.slug]))
    return visit.render("ledger_settings/duties_edit.html", {"form": form, "table": present}, status=status_of(form))


def _set(visit: Visit, form: DutiesForm, names: Names) -> bool:
    try:
        rows = form.rows(names)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    call, version = visit.call(form.cleaned_data["key"]), form.cleaned_data["version"]
    return form.perform(lambda: duty_table.set_duties(call, rows=rows, version=version)) is not None


@page("ledger.see")
def accuracy(visit: Visit) -> HttpResponse:
    """建议准不准: what was suggested beside what was chosen; the body's own history, tried on its newest matters."""
    logged = suggesting.accuracy(visit.conference)
    shown = logged if any(each.asked for each in logged) else []
    values = {"logged": shown, "tried": suggesting.tried(visit.conference)}
    return visit.render("ledger_settings/accuracy.html", values)
