"""督办单 and 工作建议书: the lists, sending one, one whole with its answer. ``kind`` comes with the address."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.tasks import demand_queries as queries
from lianxi.tasks import demands as actions
from lianxi.tasks import queries as tasks
from lianxi.web.demand_forms import AnswerForm, OpinionForm, SendForm
from lianxi.web.downloads import serve_file, xlsx
from lianxi.web.forms import ActionForm, VersionForm, status_of
from lianxi.web.pages import Visit, page

SHOWN = {"open": "未办结", "overdue": "逾期未答复", "all": "全部"}
LABELS = {"inspection": "督办单", "suggestion": "工作建议书"}
SEND = {"inspection": actions.order_inspection, "suggestion": actions.make_suggestion}
ANSWER = {"inspection": actions.answer_inspection, "suggestion": actions.answer_suggestion}
ACCEPT = {"inspection": actions.accept_inspection, "suggestion": actions.accept_suggestion}
RETURN = {"inspection": actions.return_inspection, "suggestion": actions.return_suggestion}
CANCEL = {"inspection": actions.cancel_inspection, "suggestion": actions.cancel_suggestion}
#: at most so many tasks of a unit are offered to a 督办单
OFFERED = 30


def at(kind: str) -> dict[str, str]:
    """The names of a kind's addresses, for the templates."""
    steps = ("new", "export", "slip", "file")
    return {"one": kind, "list": f"{kind}s", **{step: f"{kind}_{step}" for step in steps}}


def _shown(visit: Visit) -> str:
    shown = visit.request.GET.get("shown", "open")
    return shown if shown in SHOWN else "open"


def _rows(visit: Visit, kind: str, limit: int) -> list[queries.DemandRow]:
    actor, given = visit.access.actor, visit.request.GET
    before, unit = given.get("before", ""), given.get("unit", "")
    return queries.demands(
        visit.conference,
        kind,
        role=actor.role,
        unit=actor.unit,
        on=visit.today,
        shown=_shown(visit),
        of_unit=int(unit) if unit.isdigit() else None,
        before=int(before) if before.isdigit() else None,
        limit=limit,
    )


@page("inspection.see")
def demands(visit: Visit, kind: str) -> HttpResponse:
    rows = _rows(visit, kind, queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    return visit.render(
        "demands/list.html",
        {
            "kind": kind,
            "label": LABELS[kind],
            "at": at(kind),
            "rows": listed,
            "shown": _shown(visit),
            "choices": SHOWN,
            "unit": visit.request.GET.get("unit", ""),
            "next": listed[-1].number if len(rows) > queries.PAGE else None,
        },
    )


@page("inspection.see")
def export(visit: Visit, kind: str) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("unit", "单位", 24),
        Column("title", "事项", 44),
        Column("sent", "发出日期", 13, kind="date"),
        Column("due", "要求答复", 13, kind="date"),
        Column("answered", "答复日期", 13, kind="date"),
        Column("state", "状态", 14),
    ]
    rows = [
        (
            row.number,
            row.unit_name,
            row.title,
            row.sent_on,
            row.due,
            row.answered_on,
            "逾期未答复" if row.overdue else row.state_label,
        )
        for row in _rows(visit, kind, queries.PAGE)
    ]
    return xlsx(LABELS[kind], write_sheet(columns, rows, title=f"{LABELS[kind]}（{SHOWN[_shown(visit)]}）"))


@page("inspection.manage")
def send(visit: Visit, kind: str) -> HttpResponse:
    """A new one; ``?unit=`` offers that unit's open tasks, the overdue ones ticked."""
    wanted = visit.request.GET.get("unit", "")
    unit = int(wanted) if wanted.isdigit() else None
    units = [(each.number, each.name) for each in roster.units(visit.conference) if each.closed_on is None]
    offered = _offered(visit, unit) if unit is not None and kind == "inspection" else []
    form = SendForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        kind=kind,
        units=units,
        tasks=offered,
        initial=_first(unit, offered),
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: SEND[kind](
                visit.call(form.cleaned_data["key"]), asked=form.asked(), files=form.cleaned_data["scans"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse(kind, args=[visit.slug, done.number]))
    values = {"form": form, "kind": kind, "label": LABELS[kind], "at": at(kind)}
    return visit.render("demands/send.html", values, status=status_of(form))


def _offered(visit: Visit, unit: int) -> list[tasks.TaskRow]:
    return tasks.tasks(visit.conference, role="director", unit=None, on=visit.today, of_unit=unit, limit=OFFERED)


def _first(unit: int | None, offered: list[tasks.TaskRow]) -> dict[str, Any]:
    late = [row for row in offered if row.overdue]
    first: dict[str, Any] = {"unit": unit} if unit is not None else {}
    if late:
        title = f"“{late[0].title}”逾期未办结" if len(late) == 1 else f"{len(late)} 项任务逾期未办结"
        first |= {
            "title": title,
            "text": "请抓紧办结所列逾期任务，并书面答复逾期原因、下一步措施和办结日期。",
            "tasks": [row.number for row in late],
        }
    return first


def demand_or_404(visit: Visit, kind: str, number: int) -> queries.DemandView:
    actor = visit.access.actor
    found = queries.demand_for(visit.conference, kind, number, role=actor.role, unit=actor.unit, on=visit.today)
    if found is None:
        raise Http404
    return found


@page("inspection.see")
def demand(visit: Visit, kind: str, number: int) -> HttpResponse:
    """One whole: what was asked, what was answered, the step that is next."""
    found = demand_or_404(visit, kind, number)
    steps = _steps(visit, found)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        tried = steps.get(visit.request.POST.get("step", ""))
        if not (visit.may("inspection.manage") or visit.access.actor.role in UNITS):
            return visit.render("errors/403.html", status=403)
        if tried is None:
            raise RuleBroken(f"{LABELS[kind]}现为“{found.row.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and _perform(visit, found, visit.request.POST["step"], tried):
            return HttpResponseRedirect(reverse(kind, args=[visit.slug, number]))
    history = journal.history(visit.conference, f"{kind}:{number}")
    return visit.render(
        "demands/demand.html",
        {
            "demand": found,
            "label": LABELS[kind],
            "at": at(kind),
            "steps": steps,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _steps(visit: Visit, found: queries.DemandView) -> dict[str, ActionForm]:
    """The forms of what this seat may do now, by the name of the step."""
    actor, state = visit.access.actor, found.row.state
    office = visit.may("inspection.manage")
    wanted: dict[str, type[ActionForm]] = {}
    if state in {"sent", "returned"}:
        if office or (actor.role in UNITS and actor.unit == found.row.unit):
            wanted["answer"] = AnswerForm
        if office:
            wanted["cancel"] = OpinionForm
    elif state == "answered" and office:
        wanted = {"accept": VersionForm, "return": OpinionForm}
    more: dict[str, Any] = {}
    if "answer" in wanted and office:
        seats = roster.seats(visit.conference, unit=found.row.unit)
        more["seats"] = [seat for seat in seats if seat.role in UNITS and seat.closed_on is None]
        if not more["seats"]:  # nobody there on whose behalf an answer could be recorded
            del wanted["answer"]
    return {
        name: _form(visit, found, name, form, **(more if name == "answer" else {})) for name, form in wanted.items()
    }


def _form(visit: Visit, found: queries.DemandView, name: str, form: type[ActionForm], **more: Any) -> ActionForm:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    return form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        initial={"version": found.version, "behalf_on": visit.today},
        auto_id=f"{name}_%s",
        **more,
    )


def _perform(visit: Visit, found: queries.DemandView, name: str, form: ActionForm) -> bool:
    given, kind = form.cleaned_data, found.row.kind
    ground = {"number": found.row.number, "version": given["version"]}
    write: Callable[[], Done]
    if isinstance(form, AnswerForm):
        behalf = form.behalf()
        call = visit.call(given["key"], behalf)
        write = partial(ANSWER[kind], call, **ground, text=given["text"], files=given["scans"])
    elif name == "accept":
        write = partial(ACCEPT[kind], visit.call(given["key"]), **ground)
    else:
        act = RETURN[kind] if name == "return" else CANCEL[kind]
        write = partial(act, visit.call(given["key"]), **ground, opinion=given["opinion"])
    return form.perform(write) is not None


@page("inspection.see")
def file(visit: Visit, kind: str, number: int, file: int) -> HttpResponseBase:
    """A file of one, for who may see it."""
    demand_or_404(visit, kind, number)
    wanted = journal.file(visit.conference, file)
    entries = {step.entry for step in journal.history(visit.conference, f"{kind}:{number}")}
    if wanted is None or wanted.entry not in entries:
        raise Http404
    return serve_file(wanted)
