"""上级交办: the list, one directive with its tasks, receiving, breaking down, answering upward."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.roster import names
from lianxi.roster import queries as roster
from lianxi.tasks import directive_queries as queries
from lianxi.tasks import directives as actions
from lianxi.tasks.directives import CATEGORIES, SOURCES
from lianxi.web.directive_forms import AnswerForm, BreakDownForm, CorrectForm, ReceiveForm
from lianxi.web.downloads import xlsx
from lianxi.web.forms import status_of
from lianxi.web.pages import Visit, page

SHOWN = {"open": "未报结", "overdue": "已逾期", "answered": "已报结", "all": "全部"}


@page("directive.see")
def directives(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    given = visit.request.GET
    return visit.render(
        "directives/list.html",
        {
            "rows": listed,
            "shown": _shown(visit),
            "choices": SHOWN,
            "sources": SOURCES,
            "source": given.get("source", ""),
            "categories": {code: words for code, words in CATEGORIES.items() if code},
            "category": given.get("category", ""),
            "next": _mark(listed[-1]) if len(rows) > queries.PAGE else "",
        },
    )


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in SHOWN else "open"


def _mark(row: queries.DirectiveRow) -> str:
    return f"{row.received_on.isoformat()}_{row.number}"


def _rows(visit: Visit, limit: int) -> list[queries.DirectiveRow]:
    given = visit.request.GET
    day, _, number = given.get("after", "").partition("_")
    try:
        after = (date.fromisoformat(day), int(number)) if number else None
    except ValueError:
        after = None
    return queries.directives(
        visit.conference,
        on=visit.today,
        shown=_shown(visit),
        source=given.get("source", ""),
        category=given.get("category", ""),
        after=after,
        limit=limit,
    )


@page("directive.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("source", "层级", 10),
        Column("sender", "交办单位", 22),
        Column("document", "来文字号", 20),
        Column("title", "交办事项", 40),
        Column("category", "类别", 18),
        Column("received", "收到日期", 13, kind="date"),
        Column("due", "要求办结", 13, kind="date"),
        Column("state", "状态", 12),
        Column("tasks", "分解任务", 10, kind="int"),
        Column("verified", "已核验", 10, kind="int"),
        Column("answered", "报结日期", 13, kind="date"),
    ]
    rows = [
        (
            row.number,
            row.source_label,
            row.sender,
            row.document_number,
            row.title,
            row.category_label,
            row.received_on,
            row.due,
            "已逾期" if row.overdue else row.state_label,
            row.progress.tasks,
            row.progress.verified,
            row.answered_on,
        )
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("上级交办", write_sheet(columns, rows, title=f"上级交办（{SHOWN[_shown(visit)]}）"))


@page("directive.manage")
def receive(visit: Visit) -> HttpResponse:
    form = ReceiveForm(visit.request.POST or None, visit.request.FILES or None, initial={"received_on": visit.today})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.receive_directive(
                visit.call(form.cleaned_data["key"]), received=form.received(), files=form.cleaned_data["scans"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("directive", args=[visit.slug, done.number]))
    return visit.render("directives/receive.html", {"form": form}, status=status_of(form))


def _directive_or_404(visit: Visit, number: int) -> queries.DirectiveView:
    found = queries.directive(visit.conference, number, visit.today)
    if found is None:
        raise Http404
    return found


@page("directive.see")
def directive(visit: Visit, number: int) -> HttpResponse:
    found = _directive_or_404(visit, number)
    history = journal.history(visit.conference, f"directive:{number}")
    return visit.render(
        "directives/directive.html",
        {
            "directive": found,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
            "origin": names.titles(visit.conference, [found.origin]) if found.origin else {},
        },
    )


@page("directive.manage")
def break_down(visit: Visit, number: int) -> HttpResponse:
    """Give parts of it to units, several at once."""
    found = _directive_or_404(visit, number)
    units = [(unit.number, unit.name) for unit in roster.units(visit.conference) if unit.closed_on is None]
    first = {} if found.tasks else {"title_0": found.row.title, "due_0": _due(found, visit.today)}
    form = BreakDownForm(visit.request.POST or None, units=units, initial={"version": found.version, **first})
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.break_down_directive(
                visit.call(given["key"]), number=number, version=given["version"], parts=form.parts()
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("directive", args=[visit.slug, number]))
    return visit.render("directives/break_down.html", {"directive": found, "form": form}, status=status_of(form))


def _due(found: queries.DirectiveView, today: date) -> date | None:
    """The directive's own date, unless it has passed."""
    return found.row.due if found.row.due is not None and found.row.due >= today else None


@page("directive.answer")
def answer(visit: Visit, number: int) -> HttpResponse:
    """办结报告."""
    found = _directive_or_404(visit, number)
    form = AnswerForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"version": found.version, "answered_on": visit.today},
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.answer_directive(
                visit.call(given["key"]),
                number=number,
                version=given["version"],
                text=given["text"],
                answered_on=given["answered_on"],
                document_number=given["document_number"],
                despite=given["despite"],
                files=given["scans"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("directive", args=[visit.slug, number]))
    return visit.render("directives/answer.html", {"directive": found, "form": form}, status=status_of(form))


@page("directive.answer")
def correct(visit: Visit, number: int) -> HttpResponse:
    found = _directive_or_404(visit, number)
    form = CorrectForm(
        visit.request.POST or None,
        initial={
            "version": found.version,
            "source": found.source,
            "sender": found.row.sender,
            "document_number": found.row.document_number,
            "title": found.row.title,
            "text": found.text,
            "category": found.category,
            "received_on": found.row.received_on,
            "due": found.row.due,
        },
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.correct_directive(
                visit.call(given["key"]), number=number, version=given["version"], received=form.received()
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("directive", args=[visit.slug, number]))
    return visit.render("directives/correct.html", {"directive": found, "form": form}, status=status_of(form))
