"""重点时期: declared with name, days and basis; ended early where it must be."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import actions
from lianxi.charter import queries as charter
from lianxi.web.forms import ActionForm, DayField
from lianxi.web.pages import Visit, page


class DeclareForm(ActionForm):
    name = forms.CharField(label="名称", max_length=60, help_text="例如“全国两会”“春节”。")
    start = DayField(label="开始日期")
    end = DayField(label="结束日期")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号，或决定此事的会议和日期。")
    declared_on = DayField(label="确定日期", help_text="文件或会议的日期。确定之前已经过去的周，不算未履行。")


class EndForm(ActionForm):
    end = DayField(label="最后一天")
    version = forms.IntegerField(widget=forms.HiddenInput)


@page("key_period.see")
def key_periods(visit: Visit) -> HttpResponse:
    form = DeclareForm(visit.request.POST or None, initial={"declared_on": visit.today})
    may = visit.may("key_period.declare")
    if visit.request.method == "POST" and may and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "start", "end", "basis", "declared_on")}
        done = form.perform(lambda: actions.declare_key_period(visit.call(form.cleaned_data["key"]), **given))
        if done is not None:
            return HttpResponseRedirect(reverse("key_periods", args=[visit.slug]))
    return visit.render(
        "key_periods/list.html",
        {"periods": charter.key_periods(visit.conference), "form": form if may else None},
        status=(form.status if form.status != 200 else 422) if form.is_bound and form.errors else 200,
    )


@page("key_period.declare")
def end_key_period(visit: Visit, number: int) -> HttpResponse:
    period = charter.key_period(visit.conference, number)
    if period is None:
        raise Http404
    form = EndForm(visit.request.POST or None, initial={"end": visit.today, "version": period.version})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.end_key_period(
                visit.call(form.cleaned_data["key"]),
                number=number,
                end=form.cleaned_data["end"],
                version=form.cleaned_data["version"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("key_periods", args=[visit.slug]))
    return visit.render(
        "key_periods/end.html",
        {"period": period, "form": form},
        status=(form.status if form.status != 200 else 422) if form.is_bound and form.errors else 200,
    )
