"""商请协办: one unit asks another; answered, or put before the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.refusals import RuleBroken
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.tasks import actions, queries
from lianxi.web.forms import DayField, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.task_steps import StepForm


class AskForm(StepForm):
    asked = forms.TypedChoiceField(label="商请哪个单位", coerce=int)
    text = forms.CharField(label="需要协办的事情", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    due = DayField(label="希望何时答复", required=False)
    task = forms.TypedChoiceField(label="有关任务", coerce=int, required=False, empty_value=None)


class AnswerForm(StepForm):
    text = forms.CharField(label="答复意见", widget=forms.Textarea)


def _seats(visit: Visit, units: set[int] | None = None) -> list[roster.SeatView] | None:
    """For the office: the seats it may act for; None for a unit that acts itself."""
    if visit.access.actor.role in UNITS:
        return None
    return [
        seat
        for seat in roster.seats(visit.conference)
        if seat.role in UNITS and not seat.closed_on and (units is None or seat.unit in units)
    ]


@page("task.see")
def helps(visit: Visit) -> HttpResponse:
    actor = visit.access.actor
    return visit.render(
        "tasks/helps.html", {"helps": queries.helps(visit.conference, role=actor.role, unit=actor.unit)}
    )


@page("task.step")
def ask(visit: Visit) -> HttpResponse:
    actor = visit.access.actor
    form = AskForm(visit.request.POST or None, seats=_seats(visit), initial={"behalf_on": visit.today})
    units = [
        (u.number, u.name) for u in roster.units(visit.conference) if u.closed_on is None and u.number != actor.unit
    ]
    known = queries.tasks(visit.conference, role=actor.role, unit=actor.unit, on=visit.today)
    form.set_choices("asked", [("", "请选择"), *units])
    form.set_choices("task", [("", "—"), *[(task.number, task.title) for task in known]])
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.ask_help(
                visit.call(given["key"], form.behalf()),
                asked=given["asked"],
                text=given["text"],
                due=given["due"],
                task=given["task"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("help", args=[visit.slug, done.number]))
    return visit.render("tasks/ask.html", {"form": form}, status=status_of(form))


@page("task.see")
def help_(visit: Visit, number: int) -> HttpResponse:
    """One request; the asked unit answers, the asking one may put it before the office."""
    actor = visit.access.actor
    found = queries.help_for(visit.conference, number, role=actor.role, unit=actor.unit)
    if found is None:
        raise Http404
    seats = _seats(visit, {found.asked}) if visit.may("record.by_hand") else None
    may_answer = found.state != "answered" and (actor.unit == found.asked or bool(seats))
    asking = _seats(visit, {found.asking}) if visit.may("record.by_hand") else None
    may_escalate = found.state == "asked" and (actor.unit == found.asking or bool(asking))
    escalating = visit.request.method == "POST" and visit.request.POST.get("step") == "escalate"
    put = StepForm(
        visit.request.POST if escalating else None, seats=asking, initial={"behalf_on": visit.today}, auto_id="put_%s"
    )
    data = None if escalating else visit.request.POST or None
    form = AnswerForm(data, seats=seats, initial={"behalf_on": visit.today})
    if escalating and may_escalate and put.is_valid():
        done = put.perform(
            lambda: actions.escalate_help(visit.call(put.cleaned_data["key"], put.behalf()), number=number)
        )
        if done is not None:
            return HttpResponseRedirect(reverse("help", args=[visit.slug, number]))
    if data is not None and not may_answer:
        raise RuleBroken(f"由被商请的单位（{found.asked_name}）答复；已经答复的，不能再答复。")
    if data is not None and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        done = form.perform(
            lambda: actions.answer_help(visit.call(given["key"], form.behalf()), number=number, text=given["text"])
        )
        if done is not None:
            return HttpResponseRedirect(reverse("help", args=[visit.slug, number]))
    return visit.render(
        "tasks/help.html",
        {
            "help": found,
            "form": form if may_answer else None,
            "put": put if may_escalate else None,
            "on_behalf": asking is not None,
        },
        status=status_of(put if escalating else form),
    )
