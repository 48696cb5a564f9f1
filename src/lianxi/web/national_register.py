"""A matter that only the national system has, registered from the list that was compared: its fields filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.frame import HERE
from lianxi.matters.national_system import national_lists, reconciling
from lianxi.matters.national_system.national_lists import NationalRow
from lianxi.matters.tables import upload_drafts
from lianxi.web.matter_register import registering
from lianxi.web.pages import Visit, page

#: columns of the list that are fields of the registration
FIELDS = ("petitioned_on", "channel", "people", "involved", "national_first")


@page("national.manage")
def register(visit: Visit, row: int) -> HttpResponse:
    """The registration with what the list says of this row; then its entry in the national system, filled in too."""
    found = listed(visit, str(row))
    if found is None:
        raise Http404
    if reconciling.here(visit.conference, visit.access.actor, found.number):
        return HttpResponseRedirect(reverse("national_compare", args=[visit.slug]))
    note = (
        f"按国家系统 {found.number}（表中第 {row} 行）填好了表里有的各栏，其余请补上。"
        "收到日期请按本单位实际收到的日期核对。登记后接着核对国家系统编号和限办期限。"
    )
    return registering(visit, matter_of(found), lambda number: _entry(visit, number, row), note)


def listed(visit: Visit, row: str) -> NationalRow | None:
    """The row of the list this person compared; None where there is no such list or row."""
    kept = upload_drafts.kept(visit.conference, visit.access.actor.account, upload_drafts.NATIONAL)
    if kept is None or not row.isdecimal():
        return None
    rows = national_lists.from_content(kept.content).rows
    return next((each for each in rows if str(each.row) == row), None)


def matter_of(found: NationalRow) -> dict[str, Any]:
    """What the list says of a matter, by the fields of the registration. It was received by the day of its entry."""
    values = {name: found.values[name] for name in FIELDS if name in found.values}
    entered = entry_of(found)["entered_on"]
    received = entered or values.get("petitioned_on")
    return values | ({"received_on": received} if received else {})


def entry_of(found: NationalRow) -> dict[str, Any]:
    """What the list says of the entry in the national system, by the fields of its form."""
    at = found.values.get("national_entered_at")
    moment = at.astimezone(HERE) if isinstance(at, datetime) else None
    return {
        "number": found.number,
        "entered_on": moment.date() if moment else None,
        "entered_time": moment.time() if moment else None,
        "due": found.values.get("national_due"),
        "query_code": found.values.get("query_code") or "",
    }


def _entry(visit: Visit, number: int, row: int) -> str:
    return f"{reverse('national_entry', args=[visit.slug, number])}?row={row}"
