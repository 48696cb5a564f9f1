"""重点时期: declared with name, days and basis; ended early where it must be. Who may is the body's own setting."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import actions
from lianxi.charter import queries as charter
from lianxi.charter.declarer import declarer_on, lets
from lianxi.journal.frame import Behalf, Done
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE
from lianxi.rulebook.declarer import Declarer
from lianxi.web.behalf import BehalfFields
from lianxi.web.forms import DayField, FilesField, status_of
from lianxi.web.pages import Visit, page

BEHALF = ("behalf_seat", "means", "behalf_on", "scans")


class DeclarerForm(BehalfFields):
    """What declares or ends; the fields of 代录 are there where only a convener may."""

    scans = FilesField(label="召集人签字原件扫描件或照片", required=False)

    def offer(self, visit: Visit, by_rule: Declarer) -> None:
        """Ask the office for whom it records; who may himself is asked nothing."""
        if lets(by_rule, visit.access.actor.role):
            for name in BEHALF:
                del self.fields[name]
            return
        seats = [seat for seat in roster.seats(visit.conference) if seat.role == "convener"]
        self.offer_seats(seats, "请选择")
        self.fields["behalf_seat"].label, self.fields["behalf_on"].label = "由哪位召集人确定", "签字日期"
        for name in BEHALF:
            self.fields[name].required = True
        if len(self.seats) == 1:
            self.initial.setdefault("behalf_seat", next(iter(self.seats)))
        self.initial.update(means="paper", behalf_on=visit.today)

    def behalf(self) -> Behalf | None:
        return super().behalf() if "behalf_seat" in self.fields else None


class DeclareForm(DeclarerForm):
    name = forms.CharField(label="名称", max_length=60, help_text="例如“全国两会”“春节”。")
    start = DayField(label="开始日期")
    end = DayField(label="结束日期")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号，或决定此事的会议和日期。")
    declared_on = DayField(label="确定日期", help_text="文件或会议的日期。确定之前已经过去的周，不算未履行。")
    field_order = ("name", "start", "end", "basis", "declared_on", *BEHALF)


class EndForm(DeclarerForm):
    end = DayField(label="最后一天")
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("end", *BEHALF, "version")


def _may(visit: Visit, by_rule: Declarer) -> bool:
    """Whether the seat may do it here: itself, or as the office on a convener's behalf."""
    role = visit.access.actor.role
    return visit.may("key_period.declare") and (lets(by_rule, role) or role in OFFICE)


def _sent(visit: Visit, form: DeclarerForm, write: Callable[[], Done]) -> bool:
    return visit.request.method == "POST" and form.is_valid() and form.perform(write) is not None


@page("key_period.see")
def key_periods(visit: Visit) -> HttpResponse:
    by_rule = declarer_on(visit.conference, visit.today)
    form = DeclareForm(visit.request.POST or None, visit.request.FILES or None, initial={"declared_on": visit.today})
    may = _may(visit, by_rule)
    if may:
        form.offer(visit, by_rule)

    def write() -> Done:
        given = {name: form.cleaned_data[name] for name in ("name", "start", "end", "basis", "declared_on")}
        call = visit.call(form.cleaned_data["key"], form.behalf())
        return actions.declare_key_period(call, **given, files=form.cleaned_data.get("scans", ()))

    if may and _sent(visit, form, write):
        return HttpResponseRedirect(reverse("key_periods", args=[visit.slug]))
    return visit.render(
        "key_periods/list.html",
        {
            "periods": charter.key_periods(visit.conference),
            "form": form if may else None,
            "rule": by_rule,
            "refused": by_rule.refusal() if visit.may("key_period.declare") and not may else "",
        },
        status=status_of(form) if may else 200,
    )


@page("key_period.declare")
def end_key_period(visit: Visit, number: int) -> HttpResponse:
    period = charter.key_period(visit.conference, number)
    if period is None:
        raise Http404
    by_rule = declarer_on(visit.conference, visit.today)
    form = EndForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"end": visit.today, "version": period.version},
    )
    may = _may(visit, by_rule)
    if may:
        form.offer(visit, by_rule)

    def write() -> Done:
        given = form.cleaned_data
        call = visit.call(given["key"], form.behalf())
        return actions.end_key_period(
            call, number=number, end=given["end"], version=given["version"], files=given.get("scans", ())
        )

    if may and _sent(visit, form, write):
        return HttpResponseRedirect(reverse("key_periods", args=[visit.slug]))
    return visit.render(
        "key_periods/end.html",
        {"period": period, "form": form if may else None, "rule": by_rule, "refused": by_rule.refusal()},
        status=status_of(form) if may else 200,
    )
