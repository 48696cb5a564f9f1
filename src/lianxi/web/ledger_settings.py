"""台账设定: 编号、期限、出具机关 (内容分类 has a file of its own)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.clocks.statute import simple_procedure
from lianxi.matters.tables import setting
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.ledger_forms import (
    EndTermForm,
    GroupForm,
    JudgingForm,
    OrgansForm,
    SkipForm,
    StartForm,
    TermForm,
    examples,
)
from lianxi.web.pages import Visit, page


def _back(visit: Visit, name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[visit.slug]))


def _typed(visit: Visit, step: str) -> Any:
    """What was sent, where it was sent for this form of the page."""
    sent = visit.request.method == "POST" and visit.request.POST.get("step") == step
    return visit.request.POST if sent else None


def _status(*forms: ActionForm) -> int:
    return max(map(status_of, forms))


@page("ledger.see")
def numbering(visit: Visit) -> HttpResponse:
    """编号: where a year begins, the next number, and the numbers that go to no matter."""
    year = visit.today.year
    this, following = setting.numberings(visit.conference, year, year + 1)
    start = StartForm(_typed(visit, "start"), initial={"year": year if not this.begun else year + 1})
    free = [each for each in (this, following) if not each.begun]
    start.set_choices("year", [(each.year, f"{each.year}年") for each in free])
    skip = SkipForm(_typed(visit, "skip"), initial={"serial": this.following})
    if start.is_bound and start.is_valid():
        given = start.cleaned_data
        call = visit.call(given["key"])
        if start.perform(lambda: setting.set_numbering(call, year=given["year"], start=given["start"])):
            return _back(visit, "ledger_numbering")
    if skip.is_bound and skip.is_valid():
        given = skip.cleaned_data
        call = visit.call(given["key"])
        if skip.perform(lambda: setting.skip_number(call, serial=given["serial"], reason=given["reason"])):
            return _back(visit, "ledger_numbering")
    values = {"this": this, "following": following, "start": start if free else None, "skip": skip}
    return visit.render("ledger_settings/numbering.html", values, status=_status(start, skip))


@page("ledger.see")
def terms(visit: Visit) -> HttpResponse:
    """期限: what overdue is judged by, and the local deadlines that are tighter than the national ones."""
    ledger = setting.ledger(visit.conference)
    judging = JudgingForm(
        _typed(visit, "judging"),
        initial={"version": ledger.version, "judged_by": ledger.judged_by, "judged_basis": ledger.judged_basis},
    )
    if judging.is_bound and judging.is_valid() and _set(visit, judging, ledger, ("judged_by", "judged_basis")):
        return _back(visit, "ledger_terms")
    offered = examples(simple_procedure("本地", basis="须填写", valid_from=visit.today))
    chosen = next((each for each in offered if each.id == visit.request.GET.get("example")), None)
    term = TermForm(_typed(visit, "term"), initial=chosen.values if chosen else {"valid_from": visit.today})
    if term.is_bound and term.is_valid():
        call = visit.call(term.cleaned_data["key"])
        if term.perform(lambda: setting.set_local_term(call, given=term.given())):
            return _back(visit, "ledger_terms")
    values = {"ledger": ledger, "judging": judging, "term": term, "examples": offered, "chosen": chosen}
    values |= {"rows": setting.local_terms(visit.conference, visit.today), "judged_words": setting.JUDGED_BY}
    return visit.render("ledger_settings/terms.html", values, status=_status(judging, term))


@page("ledger.set")
def end_term(visit: Visit, number: int) -> HttpResponse:
    """A local deadline holds no longer: until which day."""
    rows = setting.local_terms(visit.conference, visit.today)
    row = next((each for each in rows if each.number == number), None)
    if row is None:
        raise Http404
    form = EndTermForm(visit.request.POST or None, initial={"valid_to": visit.today})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        call = visit.call(given["key"])
        if form.perform(lambda: setting.end_local_term(call, number=number, valid_to=given["valid_to"])):
            return _back(visit, "ledger_terms")
    return visit.render("ledger_settings/end_term.html", {"row": row, "form": form}, status=status_of(form))


@page("ledger.see")
def organs(visit: Visit) -> HttpResponse:
    """出具机关: who issues the papers of a matter, who reviews, the duties of a leader in charge; a group's number."""
    ledger = setting.ledger(visit.conference)
    shown = {
        "version": ledger.version,
        "organs": "\n".join(ledger.organs),
        "higher_organ": ledger.higher_organ,
        "charge_duties": "\n".join(ledger.charge_duties),
    }
    form = OrgansForm(_typed(visit, "organs"), initial=shown)
    if form.is_bound and form.is_valid() and _set(visit, form, ledger, ("organs", "higher_organ", "charge_duties")):
        return _back(visit, "ledger_organs")
    group = GroupForm(_typed(visit, "group"), initial={"version": ledger.version, "group_from": ledger.group_from})
    if group.is_bound and group.is_valid() and _set(visit, group, ledger, ("group_from",)):
        return _back(visit, "ledger_organs")
    values = {"ledger": ledger, "form": form, "group": group}
    return visit.render("ledger_settings/organs.html", values, status=_status(form, group))


def _set(visit: Visit, form: VersionForm, ledger: setting.Ledger, names: tuple[str, ...]) -> bool:
    """Set these fields of the form and leave the rest as it stands."""
    given = form.cleaned_data
    lines = {"organs", "charge_duties"}
    values: dict[str, Any] = {name: tuple(given[name].splitlines()) if name in lines else given[name] for name in names}
    wanted = replace(ledger, version=given["version"], **values)
    call = visit.call(given["key"])
    return form.perform(lambda: setting.set_ledger(call, given=wanted)) is not None
