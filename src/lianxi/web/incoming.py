"""收文: the register, one paper with its steps, 批示 on a phone, giving it to units, 文件处理单."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents import official
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.papers import incoming as actions
from lianxi.papers import incoming_queries as queries
from lianxi.papers.labels import PAPER_FORMS, PAPER_STATES
from lianxi.roster import queries as roster
from lianxi.tasks import queries as tasks
from lianxi.tasks.from_papers import assign_paper
from lianxi.web.directive_forms import BreakDownForm
from lianxi.web.downloads import download, xlsx
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.incoming_forms import (
    InstructionForm,
    PaperAnswerForm,
    PaperInstructionForm,
    ProposalForm,
    RegisterForm,
)
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

SHOWN = {"open": "未办结", **PAPER_STATES, "all": "全部"}
#: who can instruct, for recording it on their behalf
INSTRUCTORS = ("convener", "organ_head", "director")


@page("paper.see")
def papers(visit: Visit) -> HttpResponse:
    rows = _rows(visit, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    given = visit.request.GET
    return visit.render(
        "incoming/list.html",
        {
            "rows": listed,
            "shown": given.get("shown", "open"),
            "choices": SHOWN,
            "forms": PAPER_FORMS,
            "form_chosen": given.get("form", ""),
            "wanted": given.get("wanted", ""),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


def _rows(visit: Visit, limit: int) -> list[queries.PaperRow]:
    given = visit.request.GET
    before = given.get("before", "")
    return queries.papers(
        visit.conference,
        on=visit.today,
        shown=given.get("shown", "open"),
        form=given.get("form", ""),
        wanted=given.get("wanted", "").strip()[:60],
        before=int(before) if before.isdigit() else None,
        limit=limit,
    )


@page("paper.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx: the register of papers in."""
    columns = [
        Column("number", "收文编号", 10, kind="int"),
        Column("form", "类别", 10),
        Column("sender", "来文单位", 24),
        Column("their", "来文字号", 20),
        Column("title", "标题", 44),
        Column("received", "收到日期", 13, kind="date"),
        Column("due", "要求办复", 13, kind="date"),
        Column("state", "状态", 12),
    ]
    rows = [
        (
            row.number,
            row.form_label,
            row.sender,
            row.their_number,
            row.title,
            row.received_on,
            row.due,
            "已逾期" if row.overdue else row.state_label,
        )
        for row in _rows(visit, queries.PAGE)
    ]
    return xlsx("收文登记簿", write_sheet(columns, rows, title="收文登记簿"))


@page("paper.handle")
def register(visit: Visit) -> HttpResponse:
    form = RegisterForm(visit.request.POST or None, visit.request.FILES or None, initial={"received_on": visit.today})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.register_paper(
                visit.call(form.cleaned_data["key"]), came=form.came(), files=form.cleaned_data["scans"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("paper", args=[visit.slug, done.number]))
    return visit.render("incoming/register.html", {"form": form}, status=status_of(form))


def _paper_or_404(visit: Visit, number: int) -> queries.PaperView:
    found = queries.paper(visit.conference, number, visit.today)
    if found is None:
        raise Http404
    return found


def _back(visit: Visit, number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("paper", args=[visit.slug, number]))


@page("paper.see")
def paper(visit: Visit, number: int) -> HttpResponse:
    """One paper: what it says, what was proposed and instructed, the tasks that came of it."""
    found = _paper_or_404(visit, number)
    history = journal.history(visit.conference, f"paper:{number}")
    given = tasks.of_origin(visit.conference, f"paper:{number}")
    people = [found.instructed_by, *(step.person for step in history)]
    return visit.render(
        "incoming/paper.html",
        {
            "paper": found,
            "tasks": list(tasks.some(visit.conference, given, visit.today).values()),
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [person for person in people if person]),
            "may_instruct": visit.access.actor.role in INSTRUCTORS
            and found.row.state in {"registered", "proposed", "instructed"},
        },
    )


def _act(visit: Visit, found: queries.PaperView, form: ActionForm, title: str, write: Any) -> HttpResponse:
    """One form, one action, back to the paper."""
    if visit.request.method == "POST" and form.is_valid() and form.perform(write) is not None:
        return _back(visit, found.row.number)
    history = journal.history(visit.conference, f"paper:{found.row.number}")
    files = journal.files_of(visit.conference, [step.entry for step in history])
    values = {"paper": found, "form": form, "title": title, "files": [each for some in files.values() for each in some]}
    return visit.render("incoming/act.html", values, status=status_of(form))


@page("paper.handle")
def propose(visit: Visit, number: int) -> HttpResponse:
    found = _paper_or_404(visit, number)
    form = ProposalForm(visit.request.POST or None, initial={"version": found.version, "proposal": found.proposal})

    def write() -> Done:
        given = form.cleaned_data
        return actions.propose_handling(
            visit.call(given["key"]), number=number, version=given["version"], proposal=given["proposal"]
        )

    return _act(visit, found, form, "拟办", write)


@page("paper.instruct")
def instruct(visit: Visit, number: int) -> HttpResponse:
    """批示 by the leader himself, on a phone."""
    found = _paper_or_404(visit, number)
    form = InstructionForm(
        visit.request.POST or None, initial={"version": found.version, "instruction": found.instruction}
    )

    def write() -> Done:
        given = form.cleaned_data
        return actions.instruct(
            visit.call(given["key"]), number=number, version=given["version"], instruction=given["instruction"]
        )

    return _act(visit, found, form, "批示", write)


@page("paper.handle")
def instruct_on_paper(visit: Visit, number: int) -> HttpResponse:
    """代录 of what was written on the 文件处理单, with its scan."""
    found = _paper_or_404(visit, number)
    form = PaperInstructionForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"version": found.version, "behalf_on": visit.today},
    )
    form.offer_seats([seat for seat in roster.seats(visit.conference) if seat.role in INSTRUCTORS])

    def write() -> Done:
        given = form.cleaned_data
        return actions.instruct(
            visit.call(given["key"], form.behalf()),
            number=number,
            version=given["version"],
            instruction=given["instruction"],
            files=given["scans"],
        )

    return _act(visit, found, form, "登记纸质批示", write)


@page("paper.handle")
def assign(visit: Visit, number: int) -> HttpResponse:
    """Give it to units; each part becomes a task."""
    found = _paper_or_404(visit, number)
    units = [(unit.number, unit.name) for unit in roster.units(visit.conference) if unit.closed_on is None]
    due = found.row.due if found.row.due and found.row.due >= visit.today else None
    form = BreakDownForm(
        visit.request.POST or None,
        units=units,
        initial={"version": found.version, "title_0": found.row.title[:120], "due_0": due},
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: assign_paper(visit.call(given["key"]), number=number, version=given["version"], parts=form.parts())
        )
        if done is not None:
            return _back(visit, number)
    return visit.render("incoming/assign.html", {"paper": found, "form": form}, status=status_of(form))


@page("paper.handle")
def answer(visit: Visit, number: int) -> HttpResponse:
    found = _paper_or_404(visit, number)
    form = PaperAnswerForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"version": found.version, "answered_on": visit.today},
    )

    def write() -> Done:
        given = form.cleaned_data
        return actions.answer_paper(
            visit.call(given["key"]),
            number=number,
            version=given["version"],
            answer=given["answer"],
            answered_on=given["answered_on"],
            files=given["scans"],
        )

    return _act(visit, found, form, "登记办复", write)


@page("paper.handle")
def file_away(visit: Visit, number: int) -> HttpResponse:
    found = _paper_or_404(visit, number)
    form = VersionForm(visit.request.POST or None, initial={"version": found.version})

    def write() -> Done:
        given = form.cleaned_data
        return actions.file_paper(visit.call(given["key"]), number=number, version=given["version"])

    return _act(visit, found, form, "归档", write)


@page("paper.handle")
def sheet(visit: Visit, number: int) -> HttpResponse:
    """文件处理单, to go round with the paper."""
    found = _paper_or_404(visit, number)
    row = found.row
    by = roster.person_names(visit.conference, [found.instructed_by or 0]).get(found.instructed_by or 0, "")
    bearers = tasks.some(visit.conference, tasks.of_origin(visit.conference, f"paper:{number}"), visit.today)
    form = official.HandlingSheet(
        office=f"{visit.access.head.name}办公室",
        title=row.title,
        from_whom=row.sender,
        their_number=row.their_number,
        running=str(row.number),
        received_on=row.received_on,
        urgency=row.urgency,
        due=row.due,
        proposed=official.Opinion(found.proposal),
        instructed=(official.Opinion(found.instruction, by),) if found.instruction else (),
        handlers=tuple(dict.fromkeys(task.lead_name for task in bearers.values())),
        outcome=official.Opinion(found.answer, day=found.answered_on),
    )
    return download(f"第{row.number}号收文处理单.docx", official.write_handling_sheet(form), DOCX)
