"""发文机关和字号簿: who issues, and the numbers that were given out or made void."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.papers import issuers as issuer_actions
from lianxi.papers import numbers, queries
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page
from lianxi.web.paper_forms import IssuerForm, VoidForm


@page("document.draft")
def issuers(visit: Visit) -> HttpResponse:
    """发文机关设定: who issues, with which number book."""
    known = queries.issuers(visit.conference, visit.today.year)
    wanted = visit.request.GET.get("issuer", "")
    chosen = next((each for each in known if str(each.number) == wanted), None)
    form = IssuerForm(visit.request.POST or None, initial=_initial(visit, chosen))
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: issuer_actions.set_issuer(
                visit.call(given["key"]), issuer=form.issuer(), number=given["number"], version=given["version"] or 0
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("issuers", args=[visit.slug]))
    values = {"issuers": known, "form": form, "chosen": chosen, "first": "first" in visit.request.GET}
    return visit.render("papers/issuers.html", values, status=status_of(form))


def _initial(visit: Visit, chosen: queries.IssuerView | None) -> dict[str, Any]:
    if chosen is None:
        first = not any(each.body == "office" for each in queries.issuers(visit.conference, visit.today.year))
        name = f"{visit.access.head.name}办公室" if first else visit.access.head.name
        body = "office" if first else "conference"
        return {"body": body, "name": name, "mark": f"{name}文件", "own_book": True, "red_head": True, "start": 1}
    names = ("number", "version", "body", "name", "mark", "code", "signer", "red_head", "own_book", "start", "closed")
    return {name: getattr(chosen, name) for name in names}


@page("document.draft")
def book(visit: Visit, number: int) -> HttpResponse:
    """The number book of an issuer in a year; this year's next number can be made void."""
    today = visit.today.year
    issuer = next((each for each in queries.issuers(visit.conference, today) if each.number == number), None)
    if issuer is None:
        raise Http404
    given = visit.request.GET
    series = {name: words for name, words in numbers.SERIES.items() if issuer.own_book or name != numbers.DOCUMENTS}
    chosen = given.get("series", next(iter(series)))
    if chosen not in series:
        raise Http404
    year = int(given["year"]) if given.get("year", "").isdigit() and len(given["year"]) == 4 else today
    lines = queries.book(visit.conference, number, chosen, year)
    following = queries.following(visit.conference, number, chosen, today)
    form = VoidForm(visit.request.POST or None, initial={"running": following})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: numbers.void_number(
                visit.call(form.cleaned_data["key"]),
                issuer=number,
                series=chosen,
                running=form.cleaned_data["running"],
                reason=form.cleaned_data["reason"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(f"{reverse('book', args=[visit.slug, number])}?series={chosen}")
    values = {"issuer": issuer, "lines": lines, "form": form, "series": series, "chosen": chosen}
    values |= {"following": following, "year": year, "years": [today, today - 1, today - 2], "this_year": year == today}
    return visit.render("papers/book.html", values, status=status_of(form))
