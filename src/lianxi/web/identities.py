"""Petitioners' identities: opened with a trace, asked for with a reason, granted for a day, looked up by number.

Plain names stand on one page only, right after an opening, for a quarter of an hour; no browser keeps it. Who idled for
15 minutes says his password again before that page, and before he gives a grant.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth import authenticate
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from lianxi.journal.refusals import RuleBroken
from lianxi.matters.identities import granting, opening
from lianxi.matters.identities import vault_queries as queries
from lianxi.matters.identities.holders import label
from lianxi.matters.identities.people import masked_id_number
from lianxi.web import kept
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.identity_forms import AgainForm, AskForm, LookUpForm, RefuseForm
from lianxi.web.pages import Visit, page

P = ParamSpec("P")
View = Callable[Concatenate[Visit, P], HttpResponseBase]
#: the session's mark of somebody who idled for 15 minutes since he last said his password (``middleware``)
RESTED = "rested"


def private(view: View[P]) -> View[P]:
    """No browser, proxy or next page keeps or learns anything of this page."""

    @wraps(view)
    def guarded(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(visit, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def awake(view: View[P]) -> View[P]:
    """First the password again, where the person idled for 15 minutes since he last said it."""

    @wraps(view)
    def guarded(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if RESTED not in visit.request.session:
            return view(visit, *args, **kwargs)
        back = visit.request.get_full_path() if visit.request.method == "GET" else kept.typed_at(visit.request)
        return HttpResponseRedirect(f"{reverse('identity_again', args=[visit.slug])}?{urlencode({'next': back})}")

    return guarded


def part(visit: Visit, holder: str) -> dict[str, Any] | None:
    """The values of ``identities/part.html`` for the page of a holder; None where this seat may not see it.

    Two to five queries.
    """
    found = queries.standing(visit.conference, visit.access.actor, holder, now=visit.now)
    return {"standing": found, "holder": holder, "key": secrets.token_hex(16)} if found is not None else None


def page_of(slug: str, holder: str, name: str = "{}") -> str:
    """The address of a holder's own page (or, ``{}_papers``, of a page of it); nothing where it has none."""
    kind, _, number = holder.partition(":")
    try:
        return reverse(name.format(kind), args=[slug, int(number)])
    except NoReverseMatch:
        return ""


@page("identity.see")
@private
def identity(visit: Visit, holder: str) -> HttpResponse:
    """How somebody stands to a holder's identities; who asked; who opened them, when, on what."""
    found = part(visit, holder)
    if found is None:
        raise Http404
    grants = queries.grants_of(visit.conference, holder, now=visit.now)
    person = visit.access.actor.person
    return visit.render(
        "identities/identity.html",
        {
            "identity": found,
            "label": label(holder),
            "back": page_of(visit.slug, holder),
            "grants": grants,
            "openings": queries.openings(visit.conference, holder),
            "told": {each.number for each in grants if each.person == person or visit.may("journal.texts")},
            "most": queries.SHOWN,
        },
    )


@page("identity.ask")
@private
@awake
def open_(visit: Visit, holder: str) -> HttpResponse:
    """查看（留痕）: the entry first, then the page with the names."""
    _standing_or_404(visit, holder)
    if visit.request.method != "POST":
        return HttpResponseRedirect(reverse("identity", args=[visit.slug, holder]))
    done = opening.open_identity(visit.call(visit.request.POST.get("key")), holder=holder)
    return HttpResponseRedirect(reverse("identity_opened", args=[visit.slug, holder, done.entry]))


@page("identity.ask")
@private
@awake
def opened(visit: Visit, holder: str, entry: int) -> HttpResponse:
    """The names, for who has just opened them; ID numbers in full only where asked (``?full=1``)."""
    people = opening.read_opened(visit.conference, visit.access.actor, holder, entry, now=visit.now)
    if people is None:
        _standing_or_404(visit, holder)
    full = "full" in visit.request.GET
    shown = [(each, each.id_number if full else masked_id_number(each.id_number)) for each in people or ()]
    return visit.render(
        "identities/opened.html",
        {
            "people": shown,
            "over": people is None,
            "full": full,
            "hides": any(each.id_number for each in people or ()),
            "entry": entry,
            "label": label(holder),
            "holder": holder,
            "back": page_of(visit.slug, holder),
            "papers": page_of(visit.slug, holder, "{}_papers"),
        },
        status=200 if people is not None else 409,
    )


def _standing_or_404(visit: Visit, holder: str) -> queries.Standing:
    found = queries.standing(visit.conference, visit.access.actor, holder, now=visit.now)
    if found is None:
        raise Http404
    return found


@page("identity.ask")
def ask(visit: Visit, holder: str) -> HttpResponse:
    """申请查看: with the reason."""
    found = _standing_or_404(visit, holder)
    form = AskForm(visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: granting.ask_identity(visit.call(given["key"]), holder=holder, reason=given["reason"])
        )
        if done is not None:
            return HttpResponseRedirect(reverse("identity", args=[visit.slug, holder]))
    values = {"form": form, "standing": found, "label": label(holder), "holder": holder}
    return visit.render("identities/ask.html", values, status=status_of(form))


@page("identity.grant")
def requests(visit: Visit) -> HttpResponse:
    """授权申请: what waits first, then what became of the others."""
    rows = queries.requests(visit.conference, visit.access.actor, now=visit.now)
    return visit.render("identities/requests.html", {"rows": rows, "most": queries.SHOWN})


#: step → the states it is offered in
STEPS: dict[str, tuple[type[ActionForm], str]] = {
    "grant": (VersionForm, "asked"),
    "refuse": (RefuseForm, "asked"),
    "end": (VersionForm, "given"),
}


@page("identity.grant")
@awake
def request(visit: Visit, number: int) -> HttpResponse:
    """One request: give, refuse, or end it."""
    found = queries.request_for(visit.conference, visit.access.actor, number, now=visit.now)
    if found is None:
        raise Http404
    posted = visit.request.POST.get("step", "")
    steps = {name: _form(visit, found, name, posted) for name in _offered(visit, found)}
    if visit.request.method == "POST":
        if posted not in steps:
            raise RuleBroken(f"这项申请现为“{found.state_label}”，这一步现在不由您办理。请刷新后再看。")
        form = steps[posted]
        if form.is_valid() and _perform(visit, number, posted, form):
            return HttpResponseRedirect(reverse("identity_requests", args=[visit.slug]))
    values = {"row": found, "steps": steps, "mine": found.person == visit.access.actor.person}
    return visit.render("identities/request.html", values, status=status_of(steps[posted]) if posted in steps else 200)


def _offered(visit: Visit, found: queries.GrantView) -> list[str]:
    if found.state == "given" and not found.live:
        return []
    mine = found.person == visit.access.actor.person
    return [name for name, (_, state) in STEPS.items() if state == found.state and not (mine and state == "asked")]


def _form(visit: Visit, found: queries.GrantView, name: str, posted: str) -> ActionForm:
    data = visit.request.POST if posted == name else None
    return STEPS[name][0](data, initial={"version": found.version}, auto_id=f"{name}_%s")


def _perform(visit: Visit, number: int, name: str, form: ActionForm) -> bool:
    given, call = form.cleaned_data, visit.call(form.cleaned_data["key"])
    ground = {"number": number, "version": given["version"]}
    if name == "grant":
        return form.perform(lambda: granting.grant_identity(call, **ground)) is not None
    if name == "refuse":
        return form.perform(lambda: granting.refuse_identity(call, **ground, reason=given["reason"])) is not None
    return form.perform(lambda: granting.end_grant(call, **ground)) is not None


@page("identity.look_up")
@private
@awake
def look_up(visit: Visit) -> HttpResponse:
    """按证件号、电话或首字母查: matters by number, with masks; the journal has that it was looked up, never what."""
    form, found = LookUpForm(visit.request.POST or None), None
    if visit.request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("id_number", "phone", "initials")}
        done = form.perform(lambda: opening.look_up(visit.call(form.cleaned_data["key"]), **typed))
        if done is not None:
            found = opening.looked_up(visit.conference, visit.access.actor, **typed)
    rows = [(label(each.holder), page_of(visit.slug, each.holder), each.mask) for each in found or ()]
    return visit.render(
        "identities/look_up.html", {"form": form, "rows": rows, "done": found is not None}, status=status_of(form)
    )


@page("identity.ask")
def again(visit: Visit) -> HttpResponse:
    """The password once more, after 15 minutes without a step; then back to where it was asked for."""
    form, given = AgainForm(visit.request.POST or None), visit.request
    if given.method == "POST" and form.is_valid():
        name, password = given.user.get_username(), form.cleaned_data["password"]
        account = authenticate(given, username=name, password=password)
        if account is not None and account.pk == given.user.pk:
            given.session.pop(RESTED, None)
            given.session.cycle_key()
            return HttpResponseRedirect(_back(visit))
        form.add_error("password", "密码不对。请重新输入。")
    return visit.render(
        "identities/again.html", {"form": form, "back": _back(visit)}, status=422 if form.errors else 200
    )


def _back(visit: Visit) -> str:
    wanted, given = visit.request.GET.get("next", ""), visit.request
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={given.get_host()}, require_https=given.is_secure())
    return wanted if safe else reverse("inbox", args=[visit.slug])
