"""办理: from something the board owes to the page where it is done, or to 登记履行 where no room keeps the object."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.meetings import queries as meetings
from lianxi.roster import by_hand, names
from lianxi.rulebook.duties import Duty, Response
from lianxi.web.pages import Visit, page

#: kind of object → the page that shows it and its next step
PAGES = {
    "task": "task",
    "help": "help",
    "meeting": "meeting",
    "directive": "directive",
    "document": "document",
    "paper": "paper",
    "change": "change",
    "inspection": "inspection",
    "suggestion": "suggestion",
    "supervision": "supervision",
    "finding": "finding",
    "information": "information_one",
    "problem": "problem",
}


@page("record.by_hand")
def owed(visit: Visit) -> HttpResponse:
    given = visit.request.GET
    key, subject = given.get("duty", ""), given.get("subject", "")
    duty = by_hand.duty_of(visit.conference, key, visit.today)
    return HttpResponseRedirect(_room(visit, duty, subject) or _record(visit, key, subject))


def _record(visit: Visit, key: str, subject: str) -> str:
    asked = urlencode({"duty": key, **({"subject": subject} if subject else {})})
    return f"{reverse('record', args=[visit.slug])}?{asked}"


def _room(visit: Visit, duty: Duty, subject: str) -> str | None:
    """The address of the room's page; None where the object was only recorded by hand."""
    kind, _, number = subject.partition(":")
    if not number.isdigit() or not names.kept_by_a_room(visit.conference, subject):
        return None
    if isinstance(duty, Response) and duty.verbs[0] == "report.sent":
        return f"{reverse('report_new', args=[visit.slug])}?origin={subject}"
    if kind == "decision":
        return _of_decision(visit, int(number))
    return reverse(PAGES[kind], args=[visit.slug, int(number)]) if kind in PAGES else None


def _of_decision(visit: Visit, number: int) -> str:
    """The task that carries the decision out, else the meeting that made it."""
    meeting, task = meetings.place_of_decision(visit.conference, number)
    return reverse("task", args=[visit.slug, task]) if task else reverse("meeting", args=[visit.slug, meeting])
