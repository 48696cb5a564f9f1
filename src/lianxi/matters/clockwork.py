"""From a matter's events to its deadlines: the clocks of ``lianxi.clocks`` asked, their answer kept beside the matter.

What is kept never moves later by itself: only an approved extension (34), the days of a hearing (36(2)), the calendar
notice of a year that was missing, or the first 限办期限 imported from the national system may do that. A class change
or reopening cannot: a deadline that stood keeps standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from lianxi.charter import queries as charter
from lianxi.clocks.calendar import WorkCalendar
from lianxi.clocks.statute import LocalRow
from lianxi.clocks.terms import Basis, Term, judged, terms
from lianxi.clocks.terms import Event as ClockEvent
from lianxi.journal.frame import Step
from lianxi.matters.models import Deadline, Event, LedgerSetting, LocalTerm, Matter
from lianxi.matters.words import OPEN

#: duties of our own organ, by rule; the others are rights, or clocks of other organs
OWED = ("direct_notice", "assigned_notice", "bureau_disposal", "handling", "superior_assigned")
#: cause of a recompute → the rules that it may move later
MAY_MOVE_LATER = {
    "extension": frozenset({"handling"}),
    "hearing": frozenset({"recheck"}),
    "calendar": None,
    "national": frozenset({"handling"}),
}


def happened(
    step: Step, matter: Matter, name: str, at: date, *, due: date | None = None, days: int | None = None
) -> None:
    """Add an event the clocks run from. It is never changed: of two equal triggers the earliest counts."""
    Event.objects.create(
        conference=step.conference, matter=matter, name=name, at=at, due=due, days=days, entry=step.number
    )


def local_rows(conference: int) -> tuple[LocalRow, ...]:
    """The local deadlines the office set. One query."""
    return tuple(
        LocalRow(
            id=f"local-{row.number}",
            place=row.place,
            deadline_id=row.deadline,
            amount=row.amount,
            unit="working_day" if row.unit == "working_day" else "calendar_day",
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            basis=row.basis,
            simple=row.simple,
        )
        for row in LocalTerm.objects.filter(conference_id=conference).order_by("number")
    )


def recompute(step: Step, matter: Matter, *, cause: str = "") -> None:
    """Bring the deadlines of a matter up to date with its events, within the entry being written; saves ``due_on``."""
    conference = step.conference.pk
    _recompute(matter, charter.calendar(conference), local_rows(conference), judged_by(conference), cause)
    point_to_next(matter)


def recompute_all(step: Step, *, cause: str) -> int:
    """Every open matter (``calendar``: and every one with a provisional date): how many were looked at."""
    conference = step.conference.pk
    matters = Matter.objects.filter(conference_id=conference, stub=False)
    provisional = Deadline.objects.filter(conference_id=conference, provisional=True).values("matter")
    looked_at = Q(state__in=OPEN) | Q(pk__in=provisional) if cause == "calendar" else Q(state__in=OPEN)
    matters = matters.filter(looked_at)
    calendar, local, basis = charter.calendar(conference), local_rows(conference), judged_by(conference)
    done = 0
    for matter in matters.order_by("number"):
        _recompute(matter, calendar, local, basis, cause)
        point_to_next(matter)
        done += 1
    return done


def follow_calendar(step: Step, year: int) -> None:
    """The days off of a year were loaded, corrected or withdrawn: what was provisional is worked out again."""
    recompute_all(step, cause="calendar")


def judged_by(conference: int) -> Basis:
    """``strict`` or ``rolled``: what overdue is judged by where the national system gave no date."""
    row = LedgerSetting.objects.filter(conference_id=conference).first()
    return "rolled" if row is not None and row.judged_by == "rolled" else "strict"


def meet(matter: Matter, rules: Iterable[str], on: date) -> None:
    """These duties were done on that day; one done before keeps its day."""
    Deadline.objects.filter(matter=matter, rule__in=list(rules), met_on=None).update(met_on=on)


def open_again(matter: Matter) -> None:
    """The handling of a reopened matter is owed again, by the date it always had."""
    Deadline.objects.filter(matter=matter, rule="handling").update(met_on=None)


def point_to_next(matter: Matter) -> None:
    """Keep the earliest unmet duty beside the matter, for lists; none when nothing is to be done any more."""
    owed = Deadline.objects.filter(matter=matter, rule__in=OWED, met_on=None).order_by("judged", "rule").first()
    alive = matter.state in OPEN or (owed is not None and owed.rule == "superior_assigned")
    if matter.state in ("voided", "returned") or not alive:
        owed = None
    matter.due_on = owed.judged if owed else None
    matter.due_rule = owed.rule if owed else ""
    matter.due_provisional = owed.provisional if owed else False
    Matter.objects.filter(pk=matter.pk).update(
        due_on=matter.due_on, due_rule=matter.due_rule, due_provisional=matter.due_provisional
    )


def _recompute(matter: Matter, calendar: WorkCalendar, local: Sequence[LocalRow], basis: Basis, cause: str) -> None:
    events = [
        ClockEvent(row.name, row.at, row.due, row.days) for row in Event.objects.filter(matter=matter).order_by("pk")
    ]
    rows = [row for row in local if matter.simple or not row.simple]
    found = terms(matter.kind, matter.route, events, calendar=calendar, local=rows)
    kept = {row.rule: row for row in Deadline.objects.filter(matter=matter)}
    for term in found:
        if term.id == "direct_notice" and not matter.reachable and term.id not in kept:
            continue  # 23(2): name or address unclear, nobody can be told
        _keep(matter, kept.get(term.id), term, judged(term, matter.national_due, basis), cause)


def _keep(matter: Matter, row: Deadline | None, term: Term, judged: date, cause: str) -> None:
    values = {
        "started_on": term.started_on,
        "strict": term.due_strict,
        "rolled": term.due_rolled,
        "judged": judged,
        "provisional": term.provisional,
        "article": term.article,
        "explanation": term.explanation,
    }
    if row is None:
        Deadline.objects.create(conference_id=matter.conference_id, matter=matter, rule=term.id, **values)
        return
    later = term.due_strict > row.strict or judged > row.judged
    if later and not _may(cause, term.id, row):
        return
    Deadline.objects.filter(pk=row.pk).update(**values)


def _may(cause: str, rule: str, row: Deadline) -> bool:
    if cause not in MAY_MOVE_LATER:
        return False
    rules = MAY_MOVE_LATER[cause]
    return row.provisional if rules is None else rule in rules
