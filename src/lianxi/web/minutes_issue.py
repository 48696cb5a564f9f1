"""From the submitted minutes to the signed receipt: approve or return, issue, sign, withdraw a decision."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.frame import Done
from lianxi.meetings import actions as meetings
from lianxi.meetings import minutes as actions
from lianxi.meetings import numbering, queries
from lianxi.meetings.queries import MeetingView, MinutesView
from lianxi.roster import queries as roster
from lianxi.roster import unit_queries
from lianxi.web import meetings_view as view
from lianxi.web.behalf import behalf_of_unit
from lianxi.web.forms import ActionForm, VersionForm
from lianxi.web.meetings import meeting_or_404, sent, status_of, to_meeting
from lianxi.web.minutes import minutes_or_404
from lianxi.web.minutes_forms import ApproveBehalfForm, IssueForm, ReceiptForm, ReturnForm, TakeBackForm, WithdrawForm
from lianxi.web.pages import Visit, page


def to_become_tasks(found: MeetingView, minutes: MinutesView) -> list[int]:
    """The places of the decisions that become tasks with the issue; those assigned ahead are tasks already."""
    made = {each.place for each in found.decisions}
    return [
        place
        for place, decided in enumerate(minutes.content.decisions, start=1)
        if not decided.no_task and place not in made
    ]


@page("minutes.approve")
def approve(visit: Visit, number: int) -> HttpResponse:
    """The convener reads the minutes whole; two taps approve, a word returns them."""
    found = meeting_or_404(visit, number)
    minutes = minutes_or_404(found)
    returning = visit.request.POST.get("do") == "return"
    data = visit.request.POST or None
    approval = VersionForm(None if returning else data, initial={"version": minutes.version}, auto_id="approve_%s")
    back = ReturnForm(data if returning else None, initial={"version": minutes.version}, auto_id="return_%s")
    form: ActionForm = back if returning else approval

    def write() -> Done:
        given = form.cleaned_data
        call = visit.call(given["key"])
        if returning:
            return actions.return_minutes(call, meeting=number, version=given["version"], opinion=given["opinion"])
        return actions.approve_minutes(call, meeting=number, version=given["version"])

    if sent(visit, form, write):
        return to_meeting(visit, number, "minutes")
    return visit.render(
        "meetings/approve.html",
        {
            "meeting": found,
            "minutes": minutes,
            "form": approval,
            "back": back,
            "returning": returning,
            "units": roster.unit_names(visit.conference),
            "tasks": len(to_become_tasks(found, minutes)),
            "drafter": roster.person_names(visit.conference, [minutes.drafter or 0]).get(minutes.drafter or 0, ""),
            "own": minutes.drafter == visit.access.actor.person,
        },
        status=status_of(form),
    )


@page("minutes.write")
def approve_on_behalf(visit: Visit, number: int) -> HttpResponse:
    """代录审定: what the convener signed on paper, with the scan."""
    found = meeting_or_404(visit, number)
    minutes = minutes_or_404(found)
    form = ApproveBehalfForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"version": minutes.version, "result": "approve", "behalf_seat": found.chair, "means": "paper"},
    )
    form.offer_conveners(roster.seats(visit.conference))

    def write() -> Done:
        given = form.cleaned_data
        call = visit.call(given["key"], form.behalf())
        if given["result"] == "return":
            return actions.return_minutes(call, meeting=number, version=given["version"], opinion=given["opinion"])
        return actions.approve_minutes(call, meeting=number, version=given["version"], files=given["scans"])

    if sent(visit, form, write):
        return to_meeting(visit, number, "minutes")
    return visit.render(
        "meetings/approve_on_behalf.html",
        {
            "meeting": found,
            "minutes": minutes,
            "form": form,
            "drafted": minutes.drafter == visit.access.actor.person,
        },
        status=status_of(form),
    )


@page("minutes.take_back")
def take_back(visit: Visit, number: int) -> HttpResponse:
    """收回审定: approved minutes found wrong before they were issued, by the convener or the office."""
    found = meeting_or_404(visit, number)
    minutes = minutes_or_404(found)
    form = TakeBackForm(visit.request.POST or None, initial={"version": minutes.version})
    if sent(
        visit,
        form,
        lambda: actions.take_back_approval(
            visit.call(form.cleaned_data["key"]),
            meeting=number,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
    ):
        return to_meeting(visit, number, "minutes")
    return visit.render(
        "meetings/take_back.html", {"meeting": found, "minutes": minutes, "form": form}, status=status_of(form)
    )


@page("minutes.write")
def issue(visit: Visit, number: int) -> HttpResponse:
    """Who gets the minutes and what becomes a task: shown before it is done."""
    found = meeting_or_404(visit, number)
    minutes = minutes_or_404(found)
    form = IssueForm(
        visit.request.POST or None,
        initial={
            "version": minutes.version,
            "units": queries.receivers(visit.conference, number),
            "document_number": numbering.proposed(visit.conference, number, visit.today.year),
        },
    )
    units = roster.units(visit.conference)
    form.offer(units)
    if sent(
        visit,
        form,
        lambda: actions.issue_minutes(
            visit.call(form.cleaned_data["key"]),
            meeting=number,
            version=form.cleaned_data["version"],
            units=form.cleaned_data["units"],
            document_number=form.cleaned_data["document_number"],
        ),
    ):
        return to_meeting(visit, number, "decisions")
    places = to_become_tasks(found, minutes)
    return visit.render(
        "meetings/issue.html",
        {
            "meeting": found,
            "minutes": minutes,
            "form": form,
            "becoming": [minutes.content.decisions[place - 1] for place in places],
            "units": {unit.number: unit.name for unit in units},
            "gone": unit_queries.gone(units),
            "needs_approval": meetings.needs_approval(visit.conference, found.row.kind),
        },
        status=status_of(form),
    )


@page("minutes.sign")
def receive(visit: Visit, number: int) -> HttpResponse:
    """A unit reads the issued minutes and signs for them."""
    found = meeting_or_404(visit, number)
    unit = visit.access.actor.unit
    minutes = view.readable(visit.access.actor.role, unit, found)
    if minutes is None:
        raise Http404
    form = ActionForm(visit.request.POST or None)
    if sent(visit, form, lambda: actions.receive_minutes(visit.call(form.cleaned_data["key"]), meeting=number)):
        return HttpResponseRedirect(reverse("minutes_receive", args=[visit.slug, number]))
    return visit.render(
        "meetings/receive.html",
        {
            "meeting": found,
            "minutes": minutes,
            "form": form,
            "own": next((one for one in minutes.receipts if one.unit == unit), None),
            "units": roster.unit_names(visit.conference),
        },
        status=status_of(form),
    )


@page("minutes.write")
def receipts(visit: Visit, number: int) -> HttpResponse:
    """代录签收: a unit signed on paper or said so."""
    found = meeting_or_404(visit, number)
    issued = view.issued(found)
    if issued is None:
        raise Http404
    form = ReceiptForm(
        visit.request.POST or None,
        initial={"unit": visit.request.GET.get("unit", ""), "means": "paper", "behalf_on": visit.today},
    )
    form.offer(issued.receipts)

    def write() -> Done:
        given = form.cleaned_data
        behalf = behalf_of_unit(roster.seats(visit.conference), given["unit"], given["means"], given["behalf_on"])
        return actions.receive_minutes(visit.call(given["key"], behalf), meeting=number)

    if sent(visit, form, write):
        return to_meeting(visit, number, "minutes")
    return visit.render("meetings/receipts.html", {"meeting": found, "form": form}, status=status_of(form))


@page("minutes.write")
def withdraw_decision(visit: Visit, number: int, decision: int) -> HttpResponse:
    found = meeting_or_404(visit, number)
    shown = next((each for each in found.decisions if each.number == decision), None)
    if shown is None:
        raise Http404
    form = WithdrawForm(visit.request.POST or None)
    if sent(
        visit,
        form,
        lambda: actions.withdraw_decision(
            visit.call(form.cleaned_data["key"]), decision=decision, reason=form.cleaned_data["reason"]
        ),
    ):
        return to_meeting(visit, number, "decisions")
    return visit.render(
        "meetings/withdraw.html", {"meeting": found, "form": form, "decision": shown}, status=status_of(form)
    )
