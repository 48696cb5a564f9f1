"""签到: a unit's own page for the phone, the office's table of everybody, and 会议已召开."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.meetings import actions
from lianxi.roster import queries as roster
from lianxi.web import meetings_view as view
from lianxi.web.meeting_forms import HoldForm, SignInForm, UnitPresenceForm
from lianxi.web.meetings import meeting_or_404, sent, status_of, to_meeting
from lianxi.web.pages import Visit, page


@page("attendance.own")
def sign_in(visit: Visit, number: int) -> HttpResponse:
    """Where the QR code leads: 签到 on the day, 请假 or 代会 before it."""
    found = meeting_or_404(visit, number)
    unit = visit.access.actor.unit or 0
    form = SignInForm(visit.request.POST or None)
    if sent(
        visit,
        form,
        lambda: actions.record_attendance(
            visit.call(form.cleaned_data["key"]), number=number, presence=form.presence(unit)
        ),
    ):
        return HttpResponseRedirect(reverse("meeting_sign_in", args=[visit.slug, number]))
    tried = form.data.get("answer", "") if form.is_bound else ""
    forms = {
        status: form if status == tried else SignInForm(auto_id=f"{status}_%s")
        for status in ("present", "leave", "substitute")
    }
    return visit.render(
        "meetings/sign_in.html",
        {
            "meeting": found,
            "forms": forms,
            "tried": tried,
            "refused": form if form.is_bound and tried not in forms else None,
            "own": next((seen for seen in found.attendance if seen.unit == unit), None),
            "weekday": view.weekday(found.row.day),
            "today": found.row.day == visit.today,
        },
        status=status_of(form),
    )


@page("attendance.record")
def attendance(visit: Visit, number: int) -> HttpResponse:
    """Everybody on one page; with it the meeting is on record as held."""
    found = meeting_or_404(visit, number)
    form = HoldForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        meeting=found,
        initial={"version": found.version},
    )
    if sent(
        visit,
        form,
        lambda: actions.hold_meeting(
            visit.call(form.cleaned_data["key"]),
            number=number,
            version=form.cleaned_data["version"],
            presences=form.presences(),
            sheet=form.cleaned_data["scans"],
        ),
    ):
        return to_meeting(visit, number, "minutes")
    return visit.render(
        "meetings/attendance.html",
        {"meeting": found, "form": form, "early": found.row.day > visit.today, "weekday": view.weekday(found.row.day)},
        status=status_of(form),
    )


@page("attendance.record")
def attendance_of_unit(visit: Visit, number: int) -> HttpResponse:
    """One unit: before the meeting what it told the office (代录), after it a correction; also a unit that sat in."""
    found = meeting_or_404(visit, number)
    wanted = visit.request.GET.get("unit", "")
    seen = next((each for each in found.attendance if str(each.unit) == wanted), None)
    initial = {"unit": wanted, "behalf_on": visit.today}
    if seen is not None:
        initial |= {"answer": seen.status, "substitute": seen.substitute, "reason": seen.reason}
    form = UnitPresenceForm(visit.request.POST or None, initial=initial)
    form.offer(roster.units(visit.conference), roster.seats(visit.conference))
    if sent(
        visit,
        form,
        lambda: actions.record_attendance(
            visit.call(form.cleaned_data["key"], form.behalf()), number=number, presence=form.presence()
        ),
    ):
        if found.row.state == "held":
            return to_meeting(visit, number, "attendance")
        return HttpResponseRedirect(reverse("meeting_attendance", args=[visit.slug, number]))
    return visit.render(
        "meetings/attendance_of_unit.html", {"meeting": found, "form": form, "seen": seen}, status=status_of(form)
    )
