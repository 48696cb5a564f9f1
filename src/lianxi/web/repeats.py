"""可能是同一件事: earlier matters beside one; a person links, tells apart, or sets 重复. Nothing is merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.frame import Call, Done
from lianxi.matters.finding import links
from lianxi.matters.finding import repeats as queries
from lianxi.matters.finding.search_words import label_of
from lianxi.matters.words import YEAR
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.identities import page_of
from lianxi.web.pages import Visit, page

NO_NUMBER = "请填写另一件事项的编号，例如 2026-0137。"


class LinkForm(ActionForm):
    """Another matter by its number, and how the two stand to each other."""

    other = forms.CharField(
        label="另一件的编号", max_length=20, widget=forms.TextInput(attrs={"placeholder": "2026-0137"})
    )
    kind = forms.ChoiceField(label="关系", choices=list(links.KINDS.items()), widget=forms.RadioSelect)

    def clean_other(self) -> int:
        label = label_of(self.cleaned_data["other"])
        if label is None:
            raise forms.ValidationError(NO_NUMBER)
        return label[0] * YEAR + label[1]


class BesideForm(ActionForm):
    """A button beside one candidate."""

    other = forms.IntegerField(widget=forms.HiddenInput)


Write = Callable[[Call, int, dict[str, Any]], Done]
STEPS: dict[str, tuple[type[ActionForm], Write]] = {
    "link": (
        LinkForm,
        lambda call, number, given: links.link_matters(call, number=number, other=given["other"], kind=given["kind"]),
    ),
    "same": (
        BesideForm,
        lambda call, number, given: links.link_matters(call, number=number, other=given["other"], kind="same"),
    ),
    "similar": (
        BesideForm,
        lambda call, number, given: links.link_matters(call, number=number, other=given["other"], kind="similar"),
    ),
    "apart": (BesideForm, lambda call, number, given: links.tell_apart(call, number=number, other=given["other"])),
    "repeat": (
        VersionForm,
        lambda call, number, given: links.mark_repeat(call, number=number, version=given["version"]),
    ),
}


@page("matter.see")
def repeats(visit: Visit, number: int) -> HttpResponse:
    """What was linked, what may be the same; who may link does it here."""
    found = queries.repeats_of(visit.conference, visit.access.actor, number, now=visit.now)
    if found is None:
        raise Http404
    if visit.request.GET.get("part") == "card" and visit.request.method == "GET":
        return visit.render("matters/repeats_card.html", {"found": found})
    posted = visit.request.POST.get("step", "")
    form = LinkForm(visit.request.POST if posted == "link" else None)
    failed: ActionForm = form
    if visit.request.method == "POST":
        if not visit.may("matter.link"):
            return visit.render("errors/403.html", {"permission": "matter.link"}, status=403)
        if posted in STEPS:
            failed = form if posted == "link" else STEPS[posted][0](visit.request.POST)
            if failed.is_valid() and failed.perform(lambda: _write(visit, number, posted, failed)) is not None:
                return HttpResponseRedirect(reverse("matter_repeats", args=[visit.slug, number]))
    values = {"found": found, "form": form, "failed": failed, "back": page_of(visit.slug, f"matter:{number}")}
    return visit.render("matters/repeats.html", values, status=status_of(failed))


def _write(visit: Visit, number: int, name: str, form: ActionForm) -> Done:
    return STEPS[name][1](visit.call(form.cleaned_data["key"]), number, form.cleaned_data)
