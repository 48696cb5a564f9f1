"""任务: the list in due order, one task with everything that can be done on it, a new one by hand."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.refusals import RuleBroken
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.tasks import actions, queries
from lianxi.web.downloads import serve_file, xlsx
from lianxi.web.forms import ActionForm, DayField
from lianxi.web.pages import Visit, page
from lianxi.web.task_steps import offered

SHOWN = {"open": "未办结", "overdue": "已逾期", "key": "重点", "completed": "已办结", "all": "全部"}


@page("task.see")
def tasks(visit: Visit) -> HttpResponse:
    shown, of_unit, after = _filter(visit)
    rows = _rows(visit, shown, of_unit, after, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "tasks/list.html",
        {
            "tasks": listed,
            "shown": shown,
            "choices": SHOWN,
            "units": [] if visit.access.actor.role in UNITS else roster.units(visit.conference),
            "of_unit": of_unit,
            "next": _mark(listed[-1]) if len(rows) > queries.PAGE else "",
            "form": ChaseForm(),
            "chased": visit.request.GET.get("chased", ""),
        },
    )


def _filter(visit: Visit) -> tuple[str, int | None, tuple[date, int] | None]:
    given = visit.request.GET
    shown = given.get("shown", "open")
    unit = given.get("unit", "")
    day, _, number = given.get("after", "").partition("_")
    try:
        after = (date.fromisoformat(day), int(number)) if number else None
    except ValueError:
        after = None
    return (shown if shown in SHOWN else "open"), (int(unit) if unit.isdigit() else None), after


def _rows(
    visit: Visit, shown: str, of_unit: int | None, after: tuple[date, int] | None, limit: int
) -> list[queries.TaskRow]:
    actor = visit.access.actor
    return queries.tasks(
        visit.conference,
        role=actor.role,
        unit=actor.unit,
        on=visit.today,
        shown=shown,
        of_unit=of_unit,
        after=after,
        limit=limit,
    )


def _mark(row: queries.TaskRow) -> str:
    return f"{(row.due or queries.NEVER).isoformat()}_{row.number}"


@page("task.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    shown, of_unit, after = _filter(visit)
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("title", "任务", 40),
        Column("lead", "牵头单位", 20),
        Column("due", "办结期限", 13, kind="date"),
        Column("state", "状态", 12),
        Column("chased", "催办次数", 10, kind="int"),
    ]
    rows = [
        (row.number, row.title, row.lead_name, row.due, "已逾期" if row.overdue else row.state_label, row.chased)
        for row in _rows(visit, shown, of_unit, after, queries.PAGE)
    ]
    return xlsx("任务", write_sheet(columns, rows, title=f"任务（{SHOWN[shown]}）"))


class ChaseForm(ActionForm):
    pass


@page("record.by_hand")
def chase(visit: Visit) -> HttpResponse:
    """催办: the ticked tasks, or all that are overdue, in one step."""
    if visit.request.method != "POST":
        return HttpResponseRedirect(reverse("tasks", args=[visit.slug]))
    given = visit.request.POST
    numbers = [int(number) for number in given.getlist("task") if number.isdigit()]
    if given.get("all") == "overdue":
        numbers = [row.number for row in queries.overdue(visit.conference, visit.today)]
    if not numbers:
        raise RuleBroken("没有选择要催办的任务。请先勾选，或按“催办全部逾期”。")
    actions.chase_tasks(visit.call(given.get("key")), numbers=numbers)
    return HttpResponseRedirect(f"{reverse('tasks', args=[visit.slug])}?chased={len(numbers)}")


class AssignForm(ActionForm):
    title = forms.CharField(label="任务名称", max_length=120, help_text="请勿写信访人姓名、电话。")
    text = forms.CharField(label="具体要求", widget=forms.Textarea, required=False)
    lead = forms.TypedChoiceField(label="牵头单位", coerce=int)
    co_units = forms.TypedMultipleChoiceField(
        label="协办单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    due = DayField(label="办结期限", required=False)
    key_task = forms.BooleanField(label="重点任务", required=False)

    def offer(self, units: list[roster.UnitView]) -> None:
        choices = [(unit.number, unit.name) for unit in units if unit.closed_on is None]
        self.set_choices("lead", [("", "请选择"), *choices])
        self.set_choices("co_units", choices)


@page("task.manage")
def assign(visit: Visit) -> HttpResponse:
    form = AssignForm(visit.request.POST or None)
    form.offer(roster.units(visit.conference))
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.assign_task(
                visit.call(given["key"]),
                title=given["title"],
                text=given["text"],
                lead=given["lead"],
                due=given["due"],
                co_units=dict.fromkeys(given["co_units"], ""),
                key=given["key_task"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("task", args=[visit.slug, done.number]))
    return visit.render("tasks/assign.html", {"form": form}, status=422 if form.errors else 200)


@page("task.see")
def task(visit: Visit, number: int) -> HttpResponse:
    """One task whole; a step that was refused comes back with what was typed."""
    actor = visit.access.actor
    found = queries.task_for(visit.conference, number, role=actor.role, unit=actor.unit, on=visit.today)
    if found is None:
        raise Http404
    seats = roster.seats(visit.conference) if visit.may("record.by_hand") else []
    steps = offered(visit, found, seats)
    status = 200
    if visit.request.method == "POST":
        step = next((step for step in steps if step.name == visit.request.POST.get("step")), None)
        if step is None:
            raise RuleBroken("任务的状态已经变化，这一步现在不能办理。请刷新后再看。")
        if step.run():
            return HttpResponseRedirect(reverse("task", args=[visit.slug, number]))
        status = step.form.status if step.form.status != 200 else 422
    history = journal.history(visit.conference, f"task:{number}")
    reasons = queries.reasons(visit.conference, history)
    return visit.render(
        "tasks/task.html",
        {
            "task": found,
            "steps": steps,
            "history": history,
            "reasons": reasons,
            "sent_back": next((reasons.get(past.entry, "") for past in history if past.verb == "task.returned"), ""),
            "files": journal.files_of(visit.conference, [report.entry for report in found.reports]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
        status=status,
    )


@page("task.see")
def task_file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of a task's report, for who may see the task."""
    actor = visit.access.actor
    found = queries.task_for(visit.conference, number, role=actor.role, unit=actor.unit, on=visit.today)
    wanted = journal.file(visit.conference, file)
    if found is None or wanted is None or wanted.entry not in {report.entry for report in found.reports}:
        raise Http404
    return serve_file(wanted)
