"""What can be done on a change now, by this seat: one form a step, behind one action each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lianxi.journal.frame import Done
from lianxi.roster import change_queries, changes, queries
from lianxi.roster.change_queries import ChangeView
from lianxi.web import change_forms as forms
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit


@dataclass(frozen=True, slots=True)
class Step:
    """``code`` tells the posted form; ``button`` says what it does."""

    code: str
    title: str
    button: str
    form: ActionForm
    write: Callable[[], Done]
    key: bool = True


def steps(visit: Visit, change: ChangeView) -> list[Step]:
    """The steps that are open to this seat, what is owed next first."""
    found: list[Step] = []
    office = visit.may("roster.change")
    if office and change.state == "announced":
        found += [_register(visit, change), _decline(visit, change)]
    if office and change.registered_on and change.filed_on is None:
        found.append(_file(visit, change))
    if office and change.registered_on and change.reported_on is None:
        found.append(_report(visit, change))
    if visit.may("change.acknowledge") and change.reported_on and change.acknowledged_on is None:
        found.append(_acknowledge(visit, change))
    return found


def _bound(visit: Visit, code: str, kind: type[ActionForm], change: ChangeView, **initial: Any) -> Any:
    request = visit.request
    given = (
        (request.POST, request.FILES) if request.method == "POST" and request.POST.get("step") == code else (None, None)
    )
    return kind(*given, initial={"version": change.version, **initial}, auto_id=f"{code}_%s")


def _register(visit: Visit, change: ChangeView) -> Step:
    form = _bound(visit, "register", forms.RegisterForm, change, since=min(change.since, visit.today))
    form.offer_people(queries.namesakes(visit.conference, change.coming))

    def write() -> Done:
        given = form.cleaned_data
        return changes.register_change(
            visit.call(given["key"]),
            number=change.number,
            version=given["version"],
            since=given["since"],
            who=given.get("who"),
        )

    return Step("register", "登记变更", "登记变更", form, write)


def _decline(visit: Visit, change: ChangeView) -> Step:
    form = _bound(visit, "decline", forms.DeclineForm, change)

    def write() -> Done:
        given = form.cleaned_data
        return changes.decline_change(
            visit.call(given["key"]), number=change.number, version=given["version"], reason=given["reason"]
        )

    return Step("decline", "退回变更函", "退回", form, write, key=False)


def _file(visit: Visit, change: ChangeView) -> Step:
    proposed = change.filing_serial or change_queries.next_serial(visit.conference, visit.today.year)
    form = _bound(
        visit, "file", forms.FileForm, change,
        filed_on=visit.today, serial=proposed, reported=change.reported_on is None,
    )  # fmt: skip

    def write() -> Done:
        given = form.cleaned_data
        return changes.file_change(
            visit.call(given["key"]),
            number=change.number,
            version=given["version"],
            filed_on=given["filed_on"],
            serial=given["serial"],
            reported=given["reported"],
            files=given["scans"],
        )

    return Step("file", "备案", "登记备案", form, write)


def _report(visit: Visit, change: ChangeView) -> Step:
    form = _bound(visit, "report", forms.ReportForm, change, reported_on=visit.today)

    def write() -> Done:
        given = form.cleaned_data
        return changes.report_change(
            visit.call(given["key"]),
            number=change.number,
            version=given["version"],
            reported_on=given["reported_on"],
        )

    return Step("report", "报告召集人", "登记报告", form, write, key=change.filed_on is not None)


def _acknowledge(visit: Visit, change: ChangeView) -> Step:
    itself = visit.access.actor.role == "convener"
    form = _bound(visit, "acknowledge", forms.AcknowledgeForm, change, behalf_on=visit.today)
    seats = [] if itself else [s for s in queries.seats(visit.conference) if s.role == "convener" and not s.closed_on]
    form.offer(seats, itself=itself)

    def write() -> Done:
        given = form.cleaned_data
        return changes.acknowledge_change(
            visit.call(given["key"], form.behalf()), number=change.number, version=given["version"]
        )

    if itself:
        return Step("acknowledge", "知悉", "已知悉", form, write)
    return Step("acknowledge", "代录召集人知悉", "登记知悉", form, write)
