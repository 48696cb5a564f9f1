"""What can be done on a piece of information now, by this seat; each step is one form and one action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from lianxi.information import circulating, reporting
from lianxi.information.information_moves import CHASE, CLOSE, GRADE, RETURN, SETTLE, UNDER_WAY
from lianxi.information.information_queries import InformationView, ToldView
from lianxi.journal.frame import Done
from lianxi.roster import queries as roster
from lianxi.roster.roles import UNITS
from lianxi.web.forms import ActionForm, VersionForm
from lianxi.web.information_forms import CloseForm, GradeForm, ReceiveForm, ReturnForm, SettleForm, VerifyForm
from lianxi.web.pages import Visit

#: the office asks for a returned result within so many calendar days, unless it says otherwise
AGAIN = timedelta(days=3)


def offered(visit: Visit, found: InformationView) -> dict[str, ActionForm]:
    """The forms of what this seat may do now, by the name of the step."""
    actor, state = visit.access.actor, found.row.state
    forms: dict[str, ActionForm] = {}
    if visit.may("information.manage"):
        waiting = [told for told in found.told if told.verifies and told.verified_on is None]
        if waiting and state == "circulated":
            seats = _seats(visit, waiting)
            if seats:
                forms["verify"] = _form(visit, found, "verify", VerifyForm, seats=seats)
        forms |= _of_the_office(visit, found, waiting)
    elif actor.role in UNITS:
        told = found.told_of(actor.unit)
        if told is not None and told.received_on is None and state in (*UNDER_WAY, "verified"):
            forms["receive"] = _form(visit, found, "receive", ReceiveForm)
        if told is not None and told.verifies and told.verified_on is None and state == "circulated":
            forms["verify"] = _form(visit, found, "verify", VerifyForm)
    return forms


def _of_the_office(visit: Visit, found: InformationView, waiting: list[ToldView]) -> dict[str, ActionForm]:
    state, forms = found.row.state, {}
    if state in CHASE.from_ and waiting:
        forms["chase"] = _form(visit, found, "chase", VersionForm)
    if state in SETTLE.from_ and not found.row.owes:
        forms["settle"] = _form(visit, found, "settle", SettleForm)
    answered = [told for told in found.told if told.verified_on is not None]
    if state in RETURN.from_ and answered:
        form = _form(visit, found, "return", ReturnForm)
        assert isinstance(form, ReturnForm)
        form.set_choices("unit", [(told.unit, told.unit_name) for told in answered])
        forms["return"] = form
    if state in CLOSE.from_ and not found.row.owes:
        forms["close"] = _form(visit, found, "close", CloseForm)
    if state in GRADE.from_:
        forms["grade"] = _form(visit, found, "grade", GradeForm)
    return forms


def _seats(visit: Visit, waiting: list[ToldView]) -> list[roster.SeatView]:
    units = {told.unit for told in waiting}
    return [
        seat
        for seat in roster.seats(visit.conference)
        if seat.unit in units and seat.role in UNITS and seat.closed_on is None
    ]


def _form(visit: Visit, found: InformationView, name: str, form: type[ActionForm], **more: Any) -> ActionForm:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    return form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        initial={
            "version": found.version,
            "behalf_on": visit.today,
            "due": visit.today + AGAIN,
            "urgency": found.row.urgency,
        },
        auto_id=f"{name}_%s",
        **more,
    )


def perform(visit: Visit, found: InformationView, name: str, form: ActionForm) -> bool:
    """Take the step; False when the rules refused (the form carries the sentences)."""
    given, number = form.cleaned_data, found.row.number
    behalf = form.behalf() if isinstance(form, ReceiveForm | VerifyForm) else None
    call = visit.call(given["key"], behalf)
    seen = {"number": number, "version": given.get("version", found.version)}
    writes: dict[str, Callable[[], Done]] = {
        "receive": partial(circulating.receive_information, call, number=number),
        "verify": partial(
            circulating.verify_information,
            call,
            number=number,
            result=given.get("result", ""),
            files=given.get("scans", ()),
        ),
        "chase": partial(circulating.chase_information, call, number=number),
        "settle": partial(
            circulating.settle_information,
            call,
            **seen,
            result=given.get("result", ""),
            files=given.get("scans", ()),
        ),
        "close": partial(circulating.close_information, call, **seen, reason=given.get("reason", "")),
        "grade": partial(
            reporting.grade_information,
            call,
            **seen,
            urgency=given.get("urgency", ""),
            reason=given.get("reason", ""),
        ),
    }
    if isinstance(form, ReturnForm):
        writes["return"] = partial(
            circulating.return_result,
            call,
            **seen,
            unit=given["unit"],
            opinion=given["opinion"],
            due=given["due"],
        )
    return form.perform(writes[name]) is not None
