"""The steps of one dispute, each on a page of its own: one form, one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.information import disputes as actions
from lianxi.information.dispute_queries import DisputeView
from lianxi.journal.frame import Call, Done
from lianxi.roster import queries as roster
from lianxi.web import dispute_forms as forms
from lianxi.web.disputes import TITLES, dispute_or_404, seats_of, steps_of
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """How a step looks: what it does, its form, and the one action behind it."""

    will: str
    form: type[ActionForm]
    write: Callable[[Call, int, Any], Done]


def _plain(action: Callable[..., Done], *names: str) -> Callable[[Call, int, Any], Done]:
    """The action with these fields of the form."""
    return lambda call, number, form: action(
        call, number=number, **{name: form.cleaned_data[name] for name in ("version", *names)}
    )


STEPS: dict[str, Step] = {
    "measure": Step(
        "做了一次工作就记一条，说明哪天做了什么。", forms.MeasureForm,
        _plain(actions.take_measure, "text", "on"),
    ),
    "settle": Step(
        "写明怎样化解的、双方是否认可。以后反复的，可以在这里重新化解。", forms.SettleForm,
        _plain(actions.settle_dispute, "result", "settled_on"),
    ),
    "reopen": Step(
        "已经化解或提级的纠纷又反复的，从这里接着化解；以前的措施和结果都保留。", forms.ReasonForm,
        _plain(actions.reopen_dispute, "reason"),
    ),
    "to_matter": Step(
        "一步登记为信访事项，由联席会议办公室依法告知、交办，登记的内容带过去，两边互相注明来源。"
        "反映干部问题的不从这里提级，请作为检举控告登记。",
        forms.ToMatterForm, _plain(actions.escalate_to_matter, "purpose", "channel"),
    ),
    "to_information": Step(
        "可能激化、牵涉人数多的，一步报送联席会议办公室，由其通报、核查、处置。",
        forms.ToInformationForm, _plain(actions.escalate_to_information, "urgency"),
    ),
    "assign": Step(
        "指定由哪个单位化解、哪个岗位负责、到哪天为止。", forms.AssignForm,
        _plain(actions.assign_dispute, "settles", "responsible", "due"),
    ),
    "correct": Step(
        "登记有误或情况有变化的，由排查单位更正。", forms.CorrectForm,
        lambda call, number, form: actions.correct_dispute(
            call, number=number, version=form.cleaned_data["version"], told=form.told()
        ),
    ),
    "void": Step(
        "误登、重复登记的作废：仍可查看，不再计入统计。", forms.ReasonForm,
        _plain(actions.void_dispute, "reason"),
    ),
}  # fmt: skip


@page("dispute.report")
def step(visit: Visit, number: int, name: str) -> HttpResponse:
    """Show the form of a step, take it; a step that is not possible now says so."""
    found = dispute_or_404(visit, number, {})
    if name not in STEPS:
        raise Http404
    form = _form(visit, found, name)
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: _write(visit, form, number, name))
        if done is not None:
            return HttpResponseRedirect(reverse("dispute", args=[visit.slug, number]))
    values = {
        "dispute": found,
        "form": form,
        "step": STEPS[name],
        "title": TITLES[name],
        "possible": name in steps_of(visit, found),
    }
    return visit.render("disputes/step.html", values, status=status_of(form))


def _write(visit: Visit, form: ActionForm, number: int, name: str) -> Done:
    behalf = form.behalf() if isinstance(form, forms.OfUnit) else None
    return STEPS[name].write(visit.call(form.cleaned_data["key"], behalf), number, form)


def _form(visit: Visit, found: DisputeView, name: str) -> ActionForm:
    """With the seats it may be recorded for, the units it may be given to, what it says now."""
    kind = STEPS[name].form
    row, today = found.row, visit.today
    posted = visit.request.POST or None
    first = {"version": found.version, "behalf_on": today, "on": today, "settled_on": today}
    if kind is forms.AssignForm:
        form = forms.AssignForm(
            posted, initial={**first, **forms.first_values(found, row.found_on), "settles": row.settles}
        )
        form.offer(roster.units(visit.conference))
        return form
    if kind is forms.CorrectForm:
        return forms.CorrectForm(
            posted,
            units=roster.units(visit.conference),
            seats=seats_of(visit, {row.unit}),
            initial={**first, **forms.first_values(found, row.found_on)},
        )
    return kind(posted, seats=seats_of(visit, {row.unit, row.settles}), initial=first)
