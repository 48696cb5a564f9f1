"""日志: every step, filtered, one entry with its proof, withdrawal, the files behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.journal import queries as journal
from lianxi.journal.actions import NOT_WITHDRAWABLE, withdraw_entry
from lianxi.journal.frame import MACHINE, MEANS
from lianxi.matters.entry_scope import stands_open
from lianxi.roster import by_hand, names
from lianxi.roster import queries as roster
from lianxi.rulebook.vocabulary import VERBS
from lianxi.web.downloads import serve_file
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page

PAGE = 50
#: more wait for the next look
CONFIRMED_AT_ONCE = 100


class ConfirmationsForm(ActionForm):
    """Only the key: what is ticked comes by number."""


@page("journal.see")
def entries(visit: Visit) -> HttpResponse:
    verb = visit.request.GET.get("verb", "")
    before = visit.request.GET.get("before", "")
    rows = journal.entries(
        visit.conference,
        verb=verb if verb in VERBS else None,
        before=int(before) if before.isdigit() else None,
        limit=PAGE + 1,
    )
    shown = rows[:PAGE]
    return visit.render(
        "journal/list.html",
        {
            "entries": shown,
            "people": _people(visit, shown),
            "units": roster.unit_names(visit.conference),
            "details": roster.hand_records(visit.conference, [entry.number for entry in shown]),
            "verbs": VERBS,
            "verb": verb,
            "older": shown[-1].number if len(rows) > PAGE else None,
        },
    )


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of an entry as its page prints it. ``place`` counts from 0; ``gone``: withdrawn by itself."""

    place: int
    verb: str
    on: date
    unit: str
    title: str
    gone: bool

    @property
    def words(self) -> str:
        parts = (f"第 {self.place + 1} 项", VERBS[self.verb], f"{self.on:%Y-%m-%d}", self.unit, self.title)
        return " ".join(part for part in parts if part)


def _told(visit: Visit, found: journal.EntryView, units: dict[int, str]) -> list[Told]:
    """The facts with what they are about; of several, each by its name and whether it was withdrawn (two queries)."""
    many = len(found.facts) > 1
    about = [_about(fact) for fact in found.facts]
    titles = names.titles(visit.conference, about) if many else {}
    gone = journal.withdrawn(visit.conference).get(found.number, {}) if many else {}
    return [
        Told(place, fact.verb, fact.on, units.get(fact.unit or 0, ""), titles.get(about[place], ""), place in gone)
        for place, fact in enumerate(found.facts)
    ]


def _about(fact: journal.EntryFact) -> str:
    """The object a fact is called by: papers of a meeting by the meeting."""
    meeting = fact.data.get("meeting")
    return f"meeting:{meeting}" if fact.object.partition(":")[0] in {"minutes", "document"} else fact.object


class WithdrawForm(ActionForm):
    part = forms.TypedChoiceField(label="撤回哪一项", coerce=int, required=False, empty_value=None)
    reason = forms.CharField(
        label="撤回原因", widget=forms.Textarea, help_text="撤回后这条记录不再计入履职情况，但仍可查看。"
    )


@page("record.see")
def entry(visit: Visit, number: int) -> HttpResponse:
    found = journal.entry(visit.conference, number)
    if found is None:
        raise Http404
    form = WithdrawForm(visit.request.POST or None)
    units = roster.unit_names(visit.conference)
    told = _told(visit, found, units)
    if len(told) > 1:
        parts = [(each.place, each.words) for each in told if not each.gone]
        form.set_choices("part", [("", "整条记录"), *parts])
    else:
        del form.fields["part"]
    may_withdraw = (
        visit.may("entry.withdraw") and found.withdrawn_by is None and found.facts[0].verb not in NOT_WITHDRAWABLE
    )
    if visit.request.method == "POST" and may_withdraw and form.is_valid():
        done = form.perform(
            lambda: withdraw_entry(
                visit.call(form.cleaned_data["key"]),
                entry=number,
                reason=form.cleaned_data["reason"],
                fact=form.cleaned_data.get("part"),
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("entry", args=[visit.slug, number]))
    return visit.render(
        "journal/entry.html",
        {
            "entry": found,
            "people": _people(visit, [found]),
            "told": told,
            "history": bool(found.facts[0].data.get("history")),
            "details": roster.hand_records(visit.conference, [number]).get(number, []),
            "form": form if may_withdraw else None,
            "means": MEANS,
            "open": _stands_open(visit, found),
            "mine": found.behalf is not None and found.behalf["person"] == visit.access.actor.person,
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@page("on_behalf.confirm")
def confirm_behalf(visit: Visit, number: int) -> HttpResponse:
    if visit.request.method != "POST":
        return HttpResponseRedirect(reverse("home", args=[visit.slug]))
    by_hand.confirm_on_behalf(visit.call(visit.request.POST.get("key")), entries=[number])
    return HttpResponseRedirect(reverse("home", args=[visit.slug]))


@page("on_behalf.confirm")
def confirmations(visit: Visit) -> HttpResponse:
    """What the office recorded for this person: all of it on one page, confirmed in one step."""
    steps = journal.unconfirmed(visit.conference, visit.access.actor.person, limit=CONFIRMED_AT_ONCE)
    objects = journal.objects_of(visit.conference, [step.number for step in steps])
    form = ConfirmationsForm(visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        chosen = [int(number) for number in visit.request.POST.getlist("entry") if number.isdigit()]
        done = form.perform(lambda: by_hand.confirm_on_behalf(visit.call(form.cleaned_data["key"]), entries=chosen))
        if done is not None:
            return HttpResponseRedirect(reverse("inbox", args=[visit.slug]))
    return visit.render(
        "journal/confirmations.html",
        {
            "steps": steps,
            "form": form,
            "objects": objects,
            "titles": names.titles(visit.conference, objects.values()),
        },
        status=status_of(form),
    )


@page("file.see")
def file(visit: Visit, number: int) -> HttpResponseBase:
    """An attachment, always as a download: nothing of it runs on this site."""
    found = journal.file(visit.conference, number)
    behind = journal.entry(visit.conference, found.entry) if found is not None else None
    if found is None or behind is None or not _stands_open(visit, behind):
        raise Http404
    return serve_file(found)


def _stands_open(visit: Visit, entry: journal.EntryView) -> bool:
    """Words and files of a matter's steps are for who may see the matter."""
    return stands_open(visit.conference, visit.access.actor, [fact.object for fact in entry.facts])


def _people(visit: Visit, entries: list[journal.EntryView]) -> dict[int, str]:
    numbers = [entry.actor["person"] for entry in entries]
    numbers += [entry.behalf["person"] for entry in entries if entry.behalf and entry.behalf["person"]]
    return {MACHINE.person: "本系统"} | roster.person_names(visit.conference, numbers)
