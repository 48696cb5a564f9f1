"""会议: the list with what is owed, the call, one meeting as one page, postponing, cancelling, 本单位设定."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.journal.frame import Done
from lianxi.meetings import actions, queries
from lianxi.meetings.queries import MeetingRow, MeetingView, Waiting
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.rulebook.vocabulary import MEETING_KINDS
from lianxi.tasks import demand_queries as demands
from lianxi.tasks import queries as tasks
from lianxi.web import meetings_view as view
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm, day_or_none
from lianxi.web.home_view import owed_on
from lianxi.web.meeting_forms import CallForm, CancelForm, PostponeForm, SettingForm
from lianxi.web.pages import Visit, page

Mark = tuple[date, int]


def to_meeting(visit: Visit, number: int, anchor: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("meeting", args=[visit.slug, number]) + (f"#{anchor}" if anchor else ""))


def meeting_or_404(visit: Visit, number: int) -> MeetingView:
    found = queries.meeting(visit.conference, number)
    if found is None:
        raise Http404
    return found


def status_of(form: ActionForm) -> int:
    return form.status if form.status != 200 else 422 if form.is_bound and form.errors else 200


def sent(visit: Visit, form: ActionForm, write: Callable[[], Done]) -> bool:
    """Whether the form was sent, is in order and its write was done."""
    return visit.request.method == "POST" and form.is_valid() and form.perform(write) is not None


# the list -------------------------------------------------------------------------------------------------------


def _kind(visit: Visit) -> str | None:
    kind = visit.request.GET.get("kind", "")
    return kind if kind in MEETING_KINDS else None


def _before(visit: Visit) -> Mark | None:
    day, _, number = visit.request.GET.get("before", "").partition("_")
    try:
        return (date.fromisoformat(day), int(number)) if number else None
    except ValueError:
        return None


def _mark(row: MeetingRow) -> str:
    return f"{row.day.isoformat()}_{row.number}"


@page("meeting.see")
def meetings(visit: Visit) -> HttpResponse:
    kind, before = _kind(visit), _before(visit)
    rows = queries.meetings(visit.conference, kind=kind, before=before, limit=queries.PAGE + 1)
    listed = rows[: queries.PAGE]
    first = before is None
    called = queries.called(visit.conference) if first else []
    return visit.render(
        "meetings/list.html",
        {
            "meetings": listed,
            "kinds": MEETING_KINDS,
            "kind": kind,
            "older": _mark(listed[-1]) if len(rows) > queries.PAGE else "",
            "called": called,
            "owed": _owed(visit, called) if first else [],
            "filtered": kind is not None or not first,
        },
    )


def _owed(visit: Visit, called: list[MeetingRow]) -> list[dict[str, Any]]:
    """What the board asks for and no notice covers, with the address of the prefilled call."""
    versions = charter.versions(visit.conference)
    judged = board(visit.access.head, on=visit.today, versions=versions)
    current = charter.in_force(versions, visit.today) or versions[-1]
    found = view.not_yet_called(owed_on(judged, current.compiled, ({}, {})), called)
    new = reverse("meeting_new", args=[visit.slug])
    return [{"item": item, "href": f"{new}?{_prefill(item.meeting, item.title, item.due)}"} for item in found]


def _prefill(kind: str, title: str, due: date | None) -> str:
    return urlencode({"kind": kind, "title": title, "by": due.isoformat() if due else ""})


@page("meeting.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    kind = _kind(visit)
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("kind", "类型", 14),
        Column("title", "会议名称", 40),
        Column("day", "日期", 13, kind="date"),
        Column("time", "时间", 9),
        Column("place", "地点", 26),
        Column("state", "状态", 16),
    ]
    rows = [
        (
            row.number,
            row.kind_label,
            row.title,
            row.day,
            f"{row.time:%H:%M}" if row.time else "",
            row.place,
            row.state_label + ("（补录）" if row.by_hand else ""),
        )
        for row in queries.meetings(visit.conference, kind=kind, before=_before(visit))
    ]
    return xlsx(
        "会议", write_sheet(columns, rows, title=f"{visit.access.head.name}{MEETING_KINDS.get(kind or '', '会议')}")
    )


# the call -------------------------------------------------------------------------------------------------------


@page("meeting.manage")
def call(visit: Visit) -> HttpResponse:
    given = visit.request.GET
    kind = _kind(visit) or "work"
    seats = [seat for seat in roster.seats(visit.conference) if seat.role == "convener" and seat.closed_on is None]
    conveners = sorted(seats, key=lambda seat: (seat.holder is None, seat.number != visit.access.actor.seat))
    form = CallForm(
        visit.request.POST or None,
        kind=kind,
        units=roster.units(visit.conference),
        conveners=conveners,
        waiting=view.waiting_items(
            tasks.to_be_heard(visit.conference, 20),
            tasks.overdue(visit.conference, visit.today, 20),
            [*_to_dispatch(visit, kind), *queries.proposals(visit.conference, 20)],
        ),
        initial={"title": given.get("title", "")[:120] or view.title_for(kind, visit.today)},
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: actions.call_meeting(visit.call(form.cleaned_data["key"]), plan=form.plan()))
        if done is not None:
            return to_meeting(visit, done.number)
    return visit.render(
        "meetings/call.html",
        {
            "form": form,
            "kind": kind,
            "kinds": MEETING_KINDS,
            "by": day_or_none(given.get("by", "")),
            "same": [row for row in queries.called(visit.conference) if row.kind == kind],
        },
        status=status_of(form),
    )


def _to_dispatch(visit: Visit, kind: str) -> list[Waiting]:
    """What a dispatch meeting settles besides overdue tasks: unanswered 督办单, help that was escalated."""
    if kind != "dispatch":
        return []
    late = [row for row in demands.unanswered(visit.conference, visit.today, limit=20) if row.overdue]
    asked = tasks.helps(visit.conference, role="director", unit=None, open_only=True, limit=20)
    return [
        *(
            Waiting(f"研究“{row.title}”逾期未答复{row.label}的问题", row.unit_name, f"{row.kind}:{row.number}")
            for row in late
        ),
        *(
            Waiting(f"协调{each.asking_name}商请{each.asked_name}协办的事项", each.asking_name, f"help:{each.number}")
            for each in asked
            if each.state == "escalated"
        ),
    ]


# one meeting ----------------------------------------------------------------------------------------------------


@page("meeting.see")
def meeting(visit: Visit, number: int) -> HttpResponse:
    """At most twelve queries."""
    found = meeting_or_404(visit, number)
    actor = visit.access.actor
    minutes = view.readable(actor.role, actor.unit, found)
    decisions = found.decisions if minutes or actor.role not in UNITS else ()
    numbers = [each.task for each in decisions if each.task]
    approval = approval_of(visit, found)
    return visit.render(
        "meetings/meeting.html",
        {
            "meeting": found,
            "steps": view.steps(found, decisions, visit.today),
            "next": view.next_step(
                found, actor.role, actor.unit, visit.today, needs_approval=approval.get("needs_approval", True)
            ),
            "minutes": minutes,
            "issued": view.issued(found),
            "decisions": decisions,
            "tasks": tasks.some(visit.conference, numbers, visit.today) if numbers else {},
            "counts": view.counts(found.attendance),
            "absent": view.absent_without_leave(found),
            "own": next((seen for seen in found.attendance if seen.unit == actor.unit), None),
            "weekday": view.weekday(found.row.day),
            "past": _past(visit, found) if minutes else [],
            **approval,
        },
    )


def _past(visit: Visit, found: MeetingView) -> list[dict[str, Any]]:
    """Who submitted, approved, issued; the units' receipts stand in their own list. Two queries."""
    minutes = found.minutes
    if minutes is None or minutes.state not in {"returned", "approved", "issued"}:
        return []
    steps = [
        step
        for step in journal.history(visit.conference, f"minutes:{minutes.number}")
        if step.verb != "minutes.received"
    ]
    names = roster.person_names(visit.conference, [who for s in steps for who in (s.person, s.behalf) if who])
    return [
        {
            "step": step,
            "who": names.get((step.behalf if step.on_behalf else step.person) or 0, ""),
            "by": names.get(step.person, ""),
        }
        for step in steps[::-1]
    ]


def approval_of(visit: Visit, found: MeetingView) -> dict[str, Any]:
    """Whether these minutes need a convener's approval, and by what: the rules, else the body's own setting.

    Asked of those that nobody decided on yet: what was returned goes to who returned it.
    """
    minutes = found.minutes
    if minutes is None or minutes.state in {"returned", "approved", "issued"}:
        return {}
    gate = actions.approval_gate(visit.conference, found.row.kind, visit.today)
    own = queries.approvals(visit.conference)[found.row.kind]
    return {"gate": gate, "needs_approval": gate is not None or own}


@page("meeting.manage")
def postpone(visit: Visit, number: int) -> HttpResponse:
    found = meeting_or_404(visit, number)
    row = found.row
    form = PostponeForm(
        visit.request.POST or None, initial={"version": found.version, "time": row.time, "place": row.place}
    )
    if sent(
        visit,
        form,
        lambda: actions.postpone_meeting(
            visit.call(form.cleaned_data["key"]),
            number=number,
            **{name: form.cleaned_data[name] for name in ("version", "day", "time", "place", "reason")},
        ),
    ):
        return to_meeting(visit, number)
    return visit.render("meetings/postpone.html", {"form": form, "meeting": found}, status=status_of(form))


@page("meeting.manage")
def cancel(visit: Visit, number: int) -> HttpResponse:
    found = meeting_or_404(visit, number)
    form = CancelForm(visit.request.POST or None, initial={"version": found.version})
    if sent(
        visit,
        form,
        lambda: actions.cancel_meeting(
            visit.call(form.cleaned_data["key"]),
            number=number,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
    ):
        return to_meeting(visit, number)
    return visit.render("meetings/cancel.html", {"form": form, "meeting": found}, status=status_of(form))


@page("minutes.write")
def settings(visit: Visit) -> HttpResponse:
    """本单位设定: for each kind of meeting, whether its minutes need a convener's approval."""
    form = SettingForm(visit.request.POST or None)
    if sent(
        visit,
        form,
        lambda: actions.set_approval(
            visit.call(form.cleaned_data["key"]), kind=form.cleaned_data["kind"], approval=form.cleaned_data["approval"]
        ),
    ):
        return HttpResponseRedirect(reverse("meeting_settings", args=[visit.slug]))
    chosen = queries.approvals(visit.conference)
    kinds = [
        {
            "kind": kind,
            "label": label,
            "approval": chosen[kind],
            "gate": actions.approval_gate(visit.conference, kind, visit.today),
            "form": SettingForm(initial={"kind": kind, "approval": "0" if chosen[kind] else "1"}, auto_id=f"{kind}_%s"),
        }
        for kind, label in MEETING_KINDS.items()
    ]
    return visit.render("meetings/settings.html", {"kinds": kinds, "form": form}, status=status_of(form))
