"""重大问题 (article 12): the list and its export, opening one, one whole with its steps, its files, 研究材料."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents import official
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.information import problem_queries as queries
from lianxi.information.problem_sources import SOURCES
from lianxi.information.problem_words import KINDS
from lianxi.information.problems import open_problem
from lianxi.journal import queries as journal
from lianxi.matters.words import number_label
from lianxi.meetings.from_problems import decided_texts
from lianxi.roster import queries as roster
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.tasks.directive_queries import report_on
from lianxi.web.downloads import download, serve_file, xlsx
from lianxi.web.forms import status_of
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page
from lianxi.web.problem_forms import OpenForm
from lianxi.web.problem_steps import around, offered

#: digits of a unit's or a problem's number in an address
DIGITS = 9


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < DIGITS else None


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in queries.SHOWN else "open"


def _rows(visit: Visit, limit: int) -> list[queries.ProblemRow]:
    given = visit.request.GET
    return queries.problems(
        visit.conference,
        visit.access.actor,
        on=visit.today,
        shown=_shown(visit),
        kind=given.get("kind", ""),
        of_unit=_number(given.get("unit", "")),
        before=_number(given.get("before", "")),
        limit=limit,
    )


@page("problem.see")
def problems(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed, given = rows[: queries.PAGE], visit.request.GET
    narrowed = {name: given[name] for name in ("shown", "kind", "unit") if given.get(name)}
    last = listed[-1].number if len(rows) > queries.PAGE else None
    return visit.render(
        "problems/list.html",
        {
            "rows": listed,
            "shown": _shown(visit),
            "choices": queries.SHOWN,
            "kind": given.get("kind", ""),
            "kinds": KINDS,
            "query": urlencode(narrowed),
            "next": urlencode({**narrowed, "before": last}) if last else "",
        },
    )


COLUMNS = [
    Column("number", "编号", 8, kind="int"),
    Column("title", "问题", 44),
    Column("kind", "类型", 10),
    Column("ground", "复杂程度", 12),
    Column("unit", "调查单位", 24),
    Column("opened", "建档日期", 13, kind="date"),
    Column("due", "调查期限", 13, kind="date"),
    Column("investigated", "完成调查", 13, kind="date"),
    Column("state", "状态", 18),
    Column("closed", "销号日期", 13, kind="date"),
]


@page("problem.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    rows = [
        (
            row.number,
            row.title,
            row.kind_label,
            row.ground_label,
            row.unit_name,
            row.opened_on,
            row.due,
            row.investigated_on,
            "调查逾期" if row.overdue else row.state_label,
            row.closed_on,
        )
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("重大问题", write_sheet(COLUMNS, rows, title=f"重大信访问题（{queries.SHOWN[_shown(visit)]}）"))


@page("problem.step")
def new(visit: Visit) -> HttpResponse:
    """Open one; ``?source=matter:2026000012`` (several) puts their numbers in."""
    actor = visit.access.actor
    units = None
    if actor.role in OFFICE:
        units = [(each.number, each.name) for each in roster.units(visit.conference) if each.closed_on is None]
    form = OpenForm(
        visit.request.POST or None, visit.request.FILES or None, units=units, initial=_asked(visit), auto_id="open_%s"
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: open_problem(
                visit.call(form.cleaned_data["key"]),
                opened=form.opened(actor.unit),
                files=form.cleaned_data["scans"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("problem", args=[visit.slug, done.number]))
    return visit.render("problems/new.html", {"form": form}, status=status_of(form))


def _asked(visit: Visit) -> dict[str, str]:
    """The numbers of ``?source=`` by kind, as a person would type them."""
    found: dict[str, list[str]] = {}
    for code in visit.request.GET.getlist("source")[:50]:
        kind, _, number = code.partition(":")
        if kind in SOURCES and number.isdigit() and len(number) <= 12:
            found.setdefault(kind, []).append(number_label(int(number)) if kind == "matter" else str(int(number)))
    return {kind: "、".join(numbers) for kind, numbers in found.items()}


def problem_or_404(visit: Visit, number: int) -> queries.ProblemView:
    found = queries.problem_for(visit.conference, visit.access.actor, number, visit.today)
    if found is None:
        raise Http404
    return found


@page("problem.see")
def problem(visit: Visit, number: int) -> HttpResponse:
    """One whole: what it rests on, the inquiry, decision and tasks, the outcome; and the steps that are open."""
    found = problem_or_404(visit, number)
    lying = around(visit, found)
    steps = offered(visit, found, lying)
    tried = None
    if visit.request.method == "POST":
        if not visit.may("problem.step"):
            return visit.render("errors/403.html", status=403)
        tried = next((step for step in steps if step.tried), None)
        if tried is None:
            return visit.render("errors/403.html", status=403)
        if tried.run():
            return HttpResponseRedirect(reverse("problem", args=[visit.slug, number]))
    history = journal.history(visit.conference, f"problem:{number}")
    numbers = [each.decision for each in found.decisions if each.decision is not None]
    return visit.render(
        "problems/problem.html",
        {
            "problem": found,
            "before": lying.before,
            "steps": steps,
            "seldom": [step for step in steps if not step.often],
            "decided": decided_texts(visit.conference, numbers),
            "all_tasks": visit.access.actor.role not in UNITS,
            "report": report_on(visit.conference, f"problem:{number}") if found.row.major else None,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
        status=status_of(tried.form) if tried is not None else 200,
    )


@page("problem.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of one, for who may see it."""
    problem_or_404(visit, number)
    wanted = journal.file(visit.conference, file)
    entries = {step.entry for step in journal.history(visit.conference, f"problem:{number}")}
    if wanted is None or wanted.entry not in entries:
        raise Http404
    return serve_file(wanted)


@page("problem.see")
def material(visit: Visit, number: int) -> HttpResponse:
    """重大信访问题研究材料 for the meeting, as .docx; of its sources only what this reader may see."""
    found = problem_or_404(visit, number)
    row = found.row
    rested = "\n".join(f"{each.label}　{each.title}".strip() for each in found.sources)
    basis = f"{found.text}\n（二）来源\n{rested}" if rested else found.text
    study = official.Study(
        title=f"关于“{row.title}”问题的研究材料",
        issuer=row.unit_name,
        dated=row.investigated_on or visit.today,
        sections=(
            official.Section("基本情况", f"{'（一）情况' + chr(10) if rested else ''}{basis}"),
            official.Section("调查情况", found.findings),
            official.Section("政策依据", found.policy),
            official.Section("处理方案比较", ""),
            official.Section("建议", found.proposal),
        ),
        compared=_compared(found),
        number=f"重大问题第{row.number}号　{row.kind_label}{'　' + row.ground_label if row.ground else ''}",
    )
    return download(f"重大信访问题研究材料（第{number}号）.docx", official.write_study(study), DOCX)


def _compared(found: queries.ProblemView) -> official.Figures | None:
    rows: list[Any] = [(each.name, each.good, each.bad, each.cost) for each in found.options]
    return official.Figures("", ("方案", "利", "弊", "费用和依据"), tuple(rows)) if rows else None
