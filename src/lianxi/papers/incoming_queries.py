"""Reading papers that came in: the register by keyset, one whole, what waits. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from lianxi.papers.models import PAPER_FORMS, PAPER_STATES, URGENCIES, Incoming
from lianxi.roster.names import named_rows

PAGE = 50
DONE = ("answered", "filed")


@dataclass(frozen=True, slots=True)
class PaperRow:
    number: int
    form: str
    form_label: str
    sender: str
    their_number: str
    title: str
    urgency: str
    received_on: date
    due: date | None
    state: str
    state_label: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    row: PaperRow
    text: str
    proposal: str
    instruction: str
    instructed_by: int | None
    answer: str
    answered_on: date | None
    version: int


def papers(
    conference: int,
    *,
    on: date,
    shown: str = "open",
    form: str = "",
    wanted: str = "",
    before: int | None = None,
    limit: int = PAGE,
) -> list[PaperRow]:
    """Papers, the newest first, below number ``before`` (keyset). ``shown``: open, a state, all. One query."""
    rows = Incoming.objects.filter(conference_id=conference).exclude(state="withdrawn")
    if shown == "open":
        rows = rows.exclude(state__in=DONE)
    elif shown in PAPER_STATES:
        rows = rows.filter(state=shown)
    if form in PAPER_FORMS:
        rows = rows.filter(form=form)
    if wanted:
        rows = rows.filter(Q(title__contains=wanted) | Q(sender__contains=wanted) | Q(their_number__contains=wanted))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_row(row, on) for row in rows.order_by("-number")[:limit]]


def _row(row: Incoming, on: date) -> PaperRow:
    return PaperRow(
        number=row.number,
        form=row.form,
        form_label=PAPER_FORMS[row.form],
        sender=row.sender,
        their_number=row.their_number,
        title=row.title,
        urgency=URGENCIES[row.urgency] if row.urgency else "",
        received_on=row.received_on,
        due=row.due,
        state=row.state,
        state_label=PAPER_STATES[row.state],
        overdue=row.state not in DONE and row.due is not None and row.due < on,
    )


def paper(conference: int, number: int, on: date) -> PaperView | None:
    row = Incoming.objects.filter(conference_id=conference, number=number).exclude(state="withdrawn").first()
    if row is None:
        return None
    return PaperView(
        row=_row(row, on),
        text=row.text,
        proposal=row.proposal,
        instruction=row.instruction,
        instructed_by=row.instructed_by,
        answer=row.answer,
        answered_on=row.answered_on,
        version=row.version,
    )


def waiting(conference: int, on: date, *states: str, limit: int = 50) -> list[PaperRow]:
    """Papers in these states, the earliest due first, then as they came. One query."""
    rows = Incoming.objects.filter(conference_id=conference, state__in=states)
    return [_row(row, on) for row in rows.order_by(F("due").asc(nulls_last=True), "number")[:limit]]


def named_papers(conference: int, numbers: list[int]) -> QuerySet[Any, Any]:
    """What papers are called on the pages of the rooms below (roster.names)."""
    return named_rows("paper", Incoming.objects.filter(conference_id=conference, number__in=numbers), F("title"))
