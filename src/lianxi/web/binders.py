"""迎检成册: ask for a binder, watch it being made, take it out. Everybody sees only his own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.binder import actions, queries
from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.journal import background
from lianxi.rulebook.board import ring
from lianxi.web import binder_worker
from lianxi.web.downloads import attached
from lianxi.web.forms import ActionForm, DayField, status_of
from lianxi.web.pages import Visit, page

#: seconds until a page that shows progress asks again
AGAIN = "3"
RING_WORDS = {"kept": "已履行", "due": "有待办", "overdue": "有逾期", "not_owed": "无到期事项"}
AUDIENCES = (
    ("own", "本机构留用、现场备查：按您可见的范围收录"),
    ("upward", "报送上级：少于 3 件的信访事项不列明细，敏感信息、矛盾纠纷的附件不收入"),
)


class BinderForm(ActionForm):
    """Period, articles and for whom."""

    first_day = DayField(label="起始日期")
    last_day = DayField(label="截止日期", help_text="一册最多一年。")
    audience = forms.ChoiceField(label="给谁看", choices=AUDIENCES, widget=forms.RadioSelect, initial="own")
    articles = forms.TypedMultipleChoiceField(
        label="条款",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一条也不勾选，就收录全部条款。",
    )


@page("binder.see")
def binders(visit: Visit) -> HttpResponse:
    """The binders this seat asked for."""
    return visit.render("binders/list.html", {"rows": queries.own_binders(visit.conference, visit.access.actor)})


@page("binder.make")
def new(visit: Visit) -> HttpResponse:
    """Period, articles with how they stand today, for whom; it is made in the background."""
    first = {"first_day": date(visit.today.year, 1, 1), "last_day": visit.today}
    form = BinderForm(visit.request.POST or None, initial=first)
    form.set_choices("articles", _articles(visit))
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.ask_binder(
                visit.call(given["key"]), first_day=given["first_day"], last_day=given["last_day"],
                articles=given["articles"], audience=given["audience"],
            )
        )  # fmt: skip
        if done is not None:
            _begin(visit, done.number)
            return _to(visit, done.number)
    return visit.render("binders/new.html", {"form": form}, status=status_of(form))


def _articles(visit: Visit) -> list[tuple[int, str]]:
    """Place and label of every article, with its state on the board of today."""
    versions = charter.versions(visit.conference)
    judged = board(visit.access.head, on=visit.today, versions=versions)
    current = charter.in_force(versions, visit.today) or versions[0]
    told = []
    for place, article in enumerate(current.compiled.articles):
        state = ring([line for line in judged.of_article(article.label) if line.dated])
        told.append((place, f"{article.label}（{RING_WORDS[state]}）"))
    return told


@page("binder.see")
def binder(visit: Visit, number: int) -> HttpResponse:
    """One binder: how far it has come, or what it is and the button to take it out."""
    found = _own(visit, number)
    form = ActionForm(visit.request.POST if visit.request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        _begin(visit, number)  # taken up again only where it failed or has stopped
        return _to(visit, number)
    making = found.state in ("waiting", "working")
    values: dict[str, Any] = {
        "binder": found,
        "form": form,
        "making": making,
        "stopped": background.stopped(found.state, found.touched_at, visit.now),
    }
    response = visit.render("binders/binder.html", values, status=form.status)
    if making:
        response["Refresh"] = AGAIN
    return response


@page("binder.make")
def file(visit: Visit, number: int) -> HttpResponseBase:
    """The finished file, by POST: every taking out is an entry."""
    found = _own(visit, number)
    if visit.request.method != "POST":
        return _to(visit, number)
    path = queries.path_of(visit.access.head.uid, number)
    if found.state != "done" or not path.is_file():
        return _to(visit, number)
    actions.download_binder(visit.call(visit.request.POST.get("key")), number=number)
    name = f"{visit.access.head.short}迎检册第{number}册.zip"
    return attached(FileResponse(path.open("rb"), content_type="application/zip"), name)


def _begin(visit: Visit, number: int) -> None:
    if actions.take_up(visit.conference, number, visit.now):
        binder_worker.start(visit.conference, number)


def _own(visit: Visit, number: int) -> queries.BinderView:
    found = queries.binder_for(visit.conference, visit.access.actor, number)
    if found is None:
        raise Http404
    return found


def _to(visit: Visit, number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("binder", args=[visit.slug, number]))
