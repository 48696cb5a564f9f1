"""The due dates of one petition matter: events → terms, by the national rows and the local rows that are tighter.

The first day is excluded. ``due_strict`` is the plain count; ``due_rolled`` moves it from a day of rest to the next
working day (an analogy to civil procedure, a reference only). Pure: told the events and the calendar, asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from lianxi.clocks.calendar import DAY, WorkCalendar
from lianxi.clocks.statute import EXTENSION_CAP, NATIONAL, UNITS, LocalRow, NationalRow, Unit
from lianxi.clocks.wording import explain

Basis = Literal["strict", "rolled"]
#: the classes of 29, 30, 31, and what is split off to the political-legal organs
CLASSES: Final = {
    "suggestion": "建议意见类",
    "accusation": "检举控告类",
    "appeal_claim": "申诉求决类",
    "litigation_related": "涉法涉诉类",
}
ROUTES: Final = range(1, 7)
#: the route of art. 31(6), the only one on the clocks of 34–36
PETITION_PROCEDURE: Final = 6
ROUTE_SIX_ONLY: Final = frozenset({"handling", "review_request", "review", "recheck_request", "recheck"})
#: what may happen to a matter: the triggers of the rows, an approved extension, the days a hearing took
EVENTS: Final = frozenset({row.trigger for row in NATIONAL} - {"handling_deadline", "year"}) | {
    "extension_approved",
    "hearing_days",
}


class NotCountable(ValueError):
    """A matter whose dates cannot be worked out; one sentence that says what is wrong."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to the matter and on which day.

    ``due``: the day the sender set (``assigned``); ``days``: calendar days granted (``extension_approved``) or taken by
    the hearing (``hearing_days``, the only event that needs no day).
    """

    event: str
    at: date | None
    due: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One due date and how it came about.

    ``started_on``: the day of the trigger (excluded from the count). ``row``: the governing row, national or local,
    with its ``amount`` and ``unit`` (both None where the sender set the day). ``added``: days of extension or hearing.
    ``rest`` and ``made_up``: days counted or rolled over that differ from the plain week. ``unknown_years``: years
    touched whose holiday notice is not at hand; then the dates are ``provisional``.
    """

    id: str
    article: str
    trigger: str
    started_on: date
    amount: int | None
    unit: Unit | None
    row: str
    due_strict: date
    due_rolled: date
    provisional: bool
    explanation: str
    added: int = 0
    rest: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    unknown_years: tuple[int, ...] = ()

    def as_data(self) -> dict[str, str | bool]:
        """What ``lianxi clock`` prints."""
        return {
            "id": self.id,
            "due_strict": self.due_strict.isoformat(),
            "due_rolled": self.due_rolled.isoformat(),
            "provisional": self.provisional,
            "article": self.article,
            "explanation": self.explanation,
        }


def terms(
    matter_class: str,
    route: int | None,
    events: Iterable[Event],
    *,
    calendar: WorkCalendar,
    local: Sequence[LocalRow] = (),
) -> tuple[Term, ...]:
    """Every due date that the law gives this matter, in the order of the national table.

    A row appears only when its own trigger happened; of several the one that falls due first counts, so no repetition
    gains time. 34–36 count only for claims of route six (art. 31(6)). Raises ``NotCountable``.
    """
    known = tuple(events)
    _check(matter_class, route, known)
    petition = matter_class == "appeal_claim" and route == PETITION_PROCEDURE
    found: list[Term] = []
    try:
        for row in NATIONAL:
            began = [event for event in known if event.event == row.trigger]
            if not began or (row.id in ROUTE_SIX_ONLY and not petition):
                continue
            if row.unit == "as_set_by_sender":
                found.append(_set_by_sender(row, began, calendar))
            elif row.unit in UNITS:
                found.append(_counted(row, began, _added(row, known), calendar, local))
    except OverflowError:
        raise NotCountable("日期超出可以计算的范围。请核对事件日期和天数。") from None
    return tuple(found)


def judged(term: Term, national_due: date | None, basis: Basis = "strict") -> date:
    """The day by which overdue is judged.

    For ``handling`` the 限办期限 imported from the national system where there is one (it does not roll), else
    ``due_strict``, or ``due_rolled`` where the body has set so.
    """
    if term.id == "handling" and national_due is not None:
        return national_due
    return term.due_rolled if basis == "rolled" else term.due_strict


def _check(matter_class: str, route: int | None, events: Sequence[Event]) -> None:
    if matter_class not in CLASSES:
        raise NotCountable(f"没有“{matter_class}”这一类别，应为 {'、'.join(CLASSES)} 之一。")
    if route is not None and route not in ROUTES:
        raise NotCountable(f"没有第 {route} 条途径，应为 1 至 6，或为空（null）。")
    for event in events:
        _check_event(event)


def _check_event(event: Event) -> None:
    if event.event not in EVENTS:
        raise NotCountable(f"没有“{event.event}”这种事件，应为 {'、'.join(sorted(EVENTS))} 之一。")
    if event.at is None and event.event != "hearing_days":
        raise NotCountable(f"事件“{event.event}”缺少日期（at）。")
    if event.event == "assigned" and event.due is None:
        raise NotCountable("事件“assigned”缺少交办机关定的期限（due）。")
    if event.event == "extension_approved" and (event.days is None or event.days < 1):
        raise NotCountable("事件“extension_approved”缺少批准延长的天数（days，1 天以上）。")
    if event.event == "hearing_days" and (event.days is None or event.days < 0):
        raise NotCountable("事件“hearing_days”缺少听证所用的天数（days，不小于 0）。")


def _added(row: NationalRow, events: Sequence[Event]) -> int:
    """Calendar days added after the count: an extension to 34 (at most 30 in all), a hearing to the recheck of 36."""
    if row.id == "handling":
        return min(EXTENSION_CAP, sum(event.days or 0 for event in events if event.event == "extension_approved"))
    if row.id == "recheck":
        return sum(event.days or 0 for event in events if event.event == "hearing_days")
    return 0


@dataclass(frozen=True, slots=True, order=True)
class _Count:
    """One way to count: from which day, by which row. The smallest governs, and that is the earliest due."""

    due: date
    started_on: date
    row: str
    amount: int
    unit: Unit


def _counted(
    row: NationalRow, began: Sequence[Event], added: int, calendar: WorkCalendar, local: Sequence[LocalRow]
) -> Term:
    days = sorted({event.at for event in began if event.at is not None})
    national, place = _governing(row, days, calendar, local)
    best = national if place is None else place[0]
    return _term(
        row, best.started_on, best.due + added * DAY, calendar,
        counted=best, added=added, local=place[1] if place else None,
    )  # fmt: skip


def _governing(
    row: NationalRow, days: Sequence[date], calendar: WorkCalendar, local: Sequence[LocalRow]
) -> tuple[_Count, tuple[_Count, LocalRow] | None]:
    """The earliest national count, and the earliest local one where that is tighter."""
    amount, unit = row.amount, row.unit
    assert amount is not None
    assert unit == "calendar_day" or unit == "working_day"  # narrows the type
    national = min(_Count(_last(day, amount, unit, calendar), day, row.id, amount, unit) for day in days)
    placed = [
        (_Count(_last(day, own.amount, own.unit, calendar), day, own.id, own.amount, own.unit), own)
        for own in local
        for day in days
        if own.deadline_id == row.id and own.valid_on(day)
    ]
    best = min(placed, default=None, key=lambda each: each[0])
    return national, best if best is not None and best[0].due < national.due else None


def _last(day: date, amount: int, unit: Unit, calendar: WorkCalendar) -> date:
    return calendar.add_workdays(day, amount)[0] if unit == "working_day" else day + amount * DAY


def _set_by_sender(row: NationalRow, began: Sequence[Event], calendar: WorkCalendar) -> Term:
    first = min(began, key=lambda event: (event.due or date.max, event.at or date.max))
    assert first.at is not None
    assert first.due is not None
    return _term(row, first.at, first.due, calendar)


def _term(
    row: NationalRow,
    started_on: date,
    due: date,
    calendar: WorkCalendar,
    *,
    counted: _Count | None = None,
    added: int = 0,
    local: LocalRow | None = None,
) -> Term:
    rolled = calendar.on_or_after(due)
    seen = _days(started_on + DAY if counted else due, rolled)
    matters = seen if counted and counted.unit == "working_day" else _days(due, rolled)
    rest, made_up = _unusual(matters, calendar)
    unknown = tuple(sorted({day.year for day in seen if not calendar.known(day)}))
    explanation = explain(
        row, started_on, due, rolled,
        amount=counted.amount if counted else None, unit=counted.unit if counted else None,
        added=added, local=local, rest=rest, made_up=made_up, unknown_years=unknown,
    )  # fmt: skip
    return Term(
        id=row.id,
        article=row.article,
        trigger=row.trigger,
        started_on=started_on,
        amount=counted.amount if counted else None,
        unit=counted.unit if counted else None,
        row=local.id if local else row.id,
        due_strict=due,
        due_rolled=rolled,
        provisional=bool(unknown),
        explanation=explanation,
        added=added,
        rest=rest,
        made_up=made_up,
        unknown_years=unknown,
    )


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(step) for step in range((last - first).days + 1))


def _unusual(days: Iterable[date], calendar: WorkCalendar) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Weekdays of rest and worked days of a weekend, by the notices."""
    rest: list[date] = []
    made_up: list[date] = []
    for day in days:
        worked = calendar.is_workday(day)
        if worked != (day.weekday() < 5):
            (made_up if worked else rest).append(day)
    return tuple(rest), tuple(made_up)
