"""Papers of matters that wait for somebody: to be approved, delivered, or their matter to be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lianxi.journal.frame import Actor
from lianxi.matters import words
from lianxi.matters.life.concluding import RESULTS
from lianxi.matters.models import CasePaper
from lianxi.matters.scope import visible

#: at most so many are shown at once
SHOWN = 50


@dataclass(frozen=True, slots=True)
class PaperWaiting:
    """A paper and what is to be done: approve, deliver or close. ``due``: the matter's next date, in calendar days."""

    matter: int
    paper: int
    matter_label: str
    title: str
    label: str
    step: str
    due: date | None


def to_approve(conference: int, actor: Actor) -> list[PaperWaiting]:
    """What waits for this head of the organ; not what he drafted himself. One query."""
    rows = CasePaper.objects.filter(conference_id=conference, state="submitted").exclude(drafter=actor.person)
    return _waiting(conference, actor, rows, "approve")


def to_follow_up(conference: int, actor: Actor) -> list[PaperWaiting]:
    """What waits for the office: extensions the petitioner was not told of, results not delivered, matters not closed.

    One query.
    """
    rows = CasePaper.objects.filter(conference_id=conference, state="issued").filter(
        Q(matter__state="handling", kind="extension_notice", delivered_on=None)
        | Q(matter__state__in=("answered", "delivered"), kind__in=RESULTS)
    )
    return _waiting(conference, actor, rows, "")


def _waiting(conference: int, actor: Actor, rows: QuerySet[CasePaper], step: str) -> list[PaperWaiting]:
    """The newest paper of each matter: an earlier result of a matter handled again is done with."""
    found = rows.filter(matter__in=visible(conference, actor).filter(stub=False))
    newest: dict[int, PaperWaiting] = {}
    for row in found.select_related("matter").order_by("number")[:SHOWN]:
        wanted = step or ("deliver" if row.delivered_on is None and row.kind != "agreement" else "close")
        newest[row.matter.number] = PaperWaiting(
            row.matter.number,
            row.number,
            words.number_label(row.matter.number),
            row.matter.title,
            words.PAPERS[row.kind],
            wanted,
            row.matter.due_on,
        )
    return list(newest.values())
