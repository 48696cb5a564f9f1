"""One finding of a joint supervision: what was found, what the unit put right, the step that is next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.journal.refusals import RuleBroken
from lianxi.oversight import finding_moves as moves
from lianxi.oversight import findings as actions
from lianxi.oversight.supervision_queries import FindingView, finding_for, supervision_for
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web import supervision_forms as forms
from lianxi.web import supervision_steps as steps
from lianxi.web.downloads import serve_file
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page

#: step → (its words, its form, its move, whose it is)
STEPS: dict[str, tuple[str, type[forms.OwnForm], tuple[str, ...], str]] = {
    "rectify": ("反馈整改情况", forms.RectifyForm, moves.RECTIFY.from_, "unit"),
    "ask": ("申请延期", forms.WantedForm, moves.ASK_EXTENSION.from_, "unit"),
    "extend": ("同意延期", forms.DueForm, moves.EXTEND.from_, "organiser"),
    "refuse": ("不同意延期", forms.ReasonForm, moves.REFUSE_EXTENSION.from_, "organiser"),
    "verify": ("核验通过", forms.VerifyForm, moves.VERIFY.from_, "organiser"),
    "return": ("退回整改", forms.OpinionForm, moves.RETURN.from_, "organiser"),
    "withdraw": ("撤销这个问题", forms.OpinionForm, moves.WITHDRAW.from_, "organiser"),
    "edit": ("修改", forms.FindingForm, moves.EDIT.from_, "team"),
    "drop": ("删去", forms.PlainForm, moves.DROP.from_, "team"),
}


def finding_or_404(visit: Visit, number: int) -> FindingView:
    found = finding_for(visit.conference, visit.access.actor, number, on=visit.today)
    if found is None:
        raise Http404
    return found


@page("supervision.see")
def finding(visit: Visit, number: int) -> HttpResponse:
    found = finding_or_404(visit, number)
    offered = _offered(visit, found)
    tried: ActionForm | None = None
    if visit.request.method == "POST":
        if not visit.may("supervision.step"):
            return visit.render("errors/403.html", status=403)
        name = visit.request.POST.get("step", "")
        tried = offered.get(name)
        if tried is None:
            raise RuleBroken(f"这个问题现为“{found.row.state_label}”，这一步现在不由您办理。请刷新后再看。")
        if tried.is_valid() and tried.perform(lambda: _write(visit, found, name, tried)) is not None:
            return HttpResponseRedirect(_after(visit, found, name))
    history = journal.history(visit.conference, f"finding:{number}")
    evidence = _evidence(visit, history)
    if not found.whole:  # a unit learns what was fed back to it, not when the team wrote it down
        history = [step for step in history if step.verb not in {"finding.recorded", "finding.dropped"}]
    return visit.render(
        "supervisions/finding.html",
        {
            "found": found,
            "steps": [(name, STEPS[name][0], form, form is tried) for name, form in offered.items()],
            "history": history,
            "evidence": evidence,
            "people": roster.person_names(visit.conference, [step.person for step in history]) if found.whole else {},
        },
        status=status_of(tried) if tried is not None else 200,
    )


def _after(visit: Visit, found: FindingView, name: str) -> str:
    if name == "drop":
        return reverse("supervision_unit", args=[visit.slug, found.row.supervision, found.row.unit])
    return reverse("finding", args=[visit.slug, found.row.number])


def _evidence(visit: Visit, history: list[journal.PastStep]) -> dict[str, list[journal.EntryFile]]:
    """The files of a finding: ``found`` with the problem, ``rectified`` with what was put right."""
    files = journal.files_of(visit.conference, [step.entry for step in history])
    told: dict[str, list[journal.EntryFile]] = {"found": [], "rectified": []}
    for step in reversed(history):
        told["rectified" if step.verb == "finding.rectified" else "found"] += files.get(step.entry, [])
    return told


def _offered(visit: Visit, found: FindingView) -> dict[str, forms.OwnForm]:
    """The forms of what this seat may do now, by the name of the step."""
    names = [name for name in STEPS if _open(visit, found, name)]
    office = visit.may("supervision.manage")
    seats = roster.seats(visit.conference) if office and names and found.row.state != "draft" else []
    made = {}
    for name in names:
        _, form, _, whose = STEPS[name]
        more: dict[str, Any] = {}
        if office and whose == "unit":
            more["seats"] = steps.of_units(seats, {found.row.unit})
            if not more["seats"]:
                continue
        elif office and whose == "organiser" and (kept := steps.of_units(seats, {found.organiser or 0})):
            more = {"seats": kept, "optional": True}
        made[name] = _form(visit, found, name, form, more)
    return made


def _open(visit: Visit, found: FindingView, name: str) -> bool:
    _, _, states, whose = STEPS[name]
    row, actor, office = found.row, visit.access.actor, visit.may("supervision.manage")
    if row.state not in states or (name in {"extend", "refuse"} and row.wanted is None):
        return False
    if name == "ask" and (row.wanted is not None or row.due is None):
        return False
    if office:
        return True
    if actor.role not in UNITS:
        return False
    if whose == "team":
        return found.whole
    return actor.unit == (row.unit if whose == "unit" else found.organiser)


def _form(
    visit: Visit, found: FindingView, name: str, form: type[forms.OwnForm], more: dict[str, Any]
) -> forms.OwnForm:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    first: dict[str, Any] = {"version": found.version, "behalf_on": visit.today}
    if name == "extend":
        first["due"] = found.row.wanted
    if form is forms.FindingForm:
        whole = supervision_for(visit.conference, visit.access.actor, found.row.supervision, on=visit.today)
        more = {**more, "items": whole.items if whole else ()}
        item = found.item.place if found.item else None
        first |= {"text": found.row.text, "demand": found.demand, "due": found.row.due, "item": item}
    return form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        initial=first,
        auto_id=f"{name}_%s",
        **more,
    )


def _write(visit: Visit, found: FindingView, name: str, form: ActionForm) -> Done:
    assert isinstance(form, forms.OwnForm)
    given = form.cleaned_data
    call, number = visit.call(given["key"], form.behalf()), found.row.number
    ground: dict[str, Any] = {"number": number, "version": given["version"]}
    writes: dict[str, Callable[[], Done]] = {
        "rectify": lambda: actions.rectify_finding(call, **ground, text=given["text"], files=given["scans"]),
        "ask": lambda: actions.ask_more_time(call, number=number, wanted=given["wanted"], reason=given["reason"]),
        "extend": lambda: actions.give_more_time(call, **ground, due=given["due"]),
        "refuse": lambda: actions.refuse_more_time(call, **ground, reason=given["reason"]),
        "verify": lambda: actions.verify_finding(call, **ground, opinion=given["opinion"]),
        "return": lambda: actions.return_rectification(call, **ground, opinion=given["opinion"]),
        "withdraw": lambda: actions.withdraw_finding(call, **ground, reason=given["opinion"]),
        "drop": lambda: actions.drop_finding(call, **ground),
        "edit": lambda: actions.edit_finding(
            call, **ground, text=given["text"], demand=given["demand"], due=given["due"], item=given.get("item"),
            files=given["scans"],
        ),
    }  # fmt: skip
    return writes[name]()


@page("supervision.see")
def file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A piece of evidence, for who may see the finding."""
    finding_or_404(visit, number)
    wanted = journal.file(visit.conference, file)
    entries = {step.entry for step in journal.history(visit.conference, f"finding:{number}")}
    if wanted is None or wanted.entry not in entries:
        raise Http404
    return serve_file(wanted)
